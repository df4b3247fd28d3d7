"""Records as plain public values: what people wrote, as known on the day, and nothing that is withheld."""

from collections.abc import Iterator
from typing import Any

from tongbao.model.base import Record
from tongbao.model.issue import Issue
from tongbao.model.project import Project

Json = dict[str, Any]


def withheld_names(record: Project | Issue) -> Iterator[tuple[str, str]]:
    """The fields that are withheld with their legal ground, in the order of the file."""
    yield from record.withheld.items()


def record_values(record: Record) -> Json:
    """A record by the keys of its file; numbers exact as text, what nobody wrote left out.

    A withheld field has no value in a place that was checked; should a place have switched that check off, its value
    is left out here all the same.
    """
    values: Json = record.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    for name in getattr(record, "withheld", ()):
        _without(values, name.split("."))
    return values


def _without(values: Json, names: list[str]) -> None:
    key, *rest = names
    if not rest:
        values.pop(key, None)
        return
    inner = values.get(key)
    if key == "years" and isinstance(inner, list):
        year, *rest = rest
        if not rest:
            values[key] = [plan for plan in inner if str(plan.get("year")) != year]
            return
        inner = next((plan for plan in inner if str(plan.get("year")) == year), None)
    if isinstance(inner, dict):
        _without(inner, [".".join(rest)] if ".".join(rest) in inner else rest)
