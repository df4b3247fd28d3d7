"""Trees of values as files hold them: mappings, lists, texts, true, false and None."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from tongbao.model.base import NUMBER
from tongbao.model.keys import Held


def plain(value: Any) -> Any:
    """A value as the strict loader would read it: numbers and days are text."""
    match value:
        case Mapping():
            return {str(key): plain(item) for key, item in value.items()}
        case list() | tuple():
            return [plain(item) for item in value]
        case bool() | None:
            return value
        case float():
            return format(Decimal(repr(value)), "f")
        case Decimal():
            return format(value, "f")
        case datetime():
            return value.isoformat(timespec="minutes")
        case date():
            return value.isoformat()
    return str(value)


def same(old: Any, new: Any, held: Held) -> bool:
    """Whether two trees say the same: keys in any order, lists in theirs, numbers by what they are worth."""
    if isinstance(old, dict) and isinstance(new, dict):
        return old.keys() == new.keys() and all(same(old[key], new[key], held.at(key)) for key in old)
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(same(a, b, held.entry) for a, b in zip(old, new, strict=True))
    if isinstance(old, str) and isinstance(new, str):
        return old == new or (held.is_number and _worth(old) is not None and _worth(old) == _worth(new))
    return type(old) is type(new) and bool(old == new)


def _worth(text: str) -> Decimal | None:
    return Decimal(text) if NUMBER.fullmatch(text) else None
