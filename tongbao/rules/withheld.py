"""What is withheld is not there: the public record holds only the legal ground (政府信息公开条例)."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, get_args, get_origin

from pydantic.fields import FieldInfo

from tongbao.model.base import Record
from tongbao.model.dataset import Dataset
from tongbao.model.issue import Issue
from tongbao.model.project import Project, YearPlan
from tongbao.problems import Location
from tongbao.rules.base import YEAR, Finding, found, found_key


def _field(kind: type[Record], key: str) -> tuple[str, FieldInfo] | None:
    """The attribute of a key of the file, None where there is no such key."""
    named = ((name, field) for name, field in kind.model_fields.items() if (field.alias or name) == key)
    return next(named, None)


def _record_in(annotation: Any) -> type[Record] | None:
    """The kind of record that a field holds, also an optional one; None for lists and all else."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    parts = () if get_origin(annotation) is tuple else get_args(annotation)
    return next((kind for part in parts if (kind := _record_in(part))), None)


def names_field(kind: type[Record], name: str) -> bool:
    """Whether a name such as content, owner.uscc, years.2026.plan or extra.<label> is that of a field.

    Of other lists than `years` only the whole can be withheld.
    """
    match name.split("."):
        case ["years", year, *rest] if kind is Project:
            return bool(YEAR.fullmatch(year)) and (not rest or names_field(YearPlan, ".".join(rest)))
        case [key]:
            return _field(kind, key) is not None
        case [key, *rest] if field := _field(kind, key):
            inner = _record_in(field[1].annotation)
            return names_field(inner, ".".join(rest)) if inner else field[1].default_factory is dict
    return False


def place_of_value(record: Record, name: str) -> Location | None:
    """Where the value of a field stands; None where the record holds none or only the default."""
    key, _, rest = name.partition(".")
    field = _field(type(record), key)
    value = getattr(record, field[0]) if field else None
    location: Location = (key,)
    if field is None or value == field[1].get_default(call_default_factory=True):
        return None
    if rest and isinstance(record, Project) and key == "years":
        year, _, rest = rest.partition(".")
        plans = {str(plan.year): (i, plan) for i, plan in enumerate(record.years)}
        if year not in plans:
            return None
        i, value = plans[year]
        location = (key, i)
    if not rest:
        return location
    if isinstance(value, Mapping):
        return (*location, rest) if rest in value else None
    inner = place_of_value(value, rest) if isinstance(value, Record) else None
    return (*location, *inner) if inner else None


def withheld_has_value(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A field that is named in `withheld` holds no value: only the legal ground stands in the public
    record."""
    records: tuple[Project | Issue, ...] = (*dataset.projects, *dataset.issues)
    for record in records:
        for name in record.withheld:
            if location := place_of_value(record, name):
                yield found(record, *location, value=name)


def withheld_unknown(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """`withheld` names fields as they stand in the record: content, owner.uscc, years.2026.plan."""
    records: tuple[Project | Issue, ...] = (*dataset.projects, *dataset.issues)
    for record in records:
        for name in record.withheld:
            if not names_field(type(record), name):
                yield found_key(record, "withheld", name, value=name)
