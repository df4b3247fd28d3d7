"""Values of cells as trees of files have them, and where an entry comes in a list."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from tongbao.model.base import Record
from tongbao.model.reporting_book import CellKind

Tree = dict[str, Any]


def written(text: str, kind: CellKind) -> object:
    """A value as a tree has it: numbers exact, days as such, None where there is none."""
    if not text:
        return None
    match kind:
        case "number" | "percent" | "count":
            return Decimal(text)
        case "day":
            return date.fromisoformat(text)
    return text


def place_of(entries: Sequence[Mapping[str, Any]], key: str, day: str) -> int:
    """Where an entry of a day comes among entries by their days: behind the last that is not later."""
    return max((at for at, each in enumerate(entries, 1) if str(each.get(key, "")) <= day), default=0)


def in_order_of(model: type[Record], entry: Mapping[str, Any]) -> Tree:
    """The keys of an entry in the order of its record."""
    order = [info.alias or name for name, info in model.model_fields.items()]
    return dict(sorted(entry.items(), key=lambda pair: order.index(pair[0])))
