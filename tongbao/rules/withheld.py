"""What is withheld is not there: the public record holds only the legal ground (政府信息公开条例)."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, get_args

from pydantic.fields import FieldInfo

from tongbao.model.base import Record
from tongbao.model.dataset import Dataset
from tongbao.model.issue import Issue
from tongbao.model.project import Project
from tongbao.problems import Location
from tongbao.rules.base import Finding, found, found_key


def _field(kind: type[Record], key: str) -> tuple[str, FieldInfo] | None:
    """The attribute of a key of the file, None where there is no such key."""
    found_fields = ((name, field) for name, field in kind.model_fields.items() if (field.alias or name) == key)
    return next(found_fields, None)


def _record_in(annotation: Any) -> type[Record] | None:
    """The kind of record that a field holds, one or many."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    return next((kind for part in get_args(annotation) if (kind := _record_in(part))), None)


def names_field(kind: type[Record], name: str) -> bool:
    """Whether a name such as content, owner.uscc, years.2026.plan or extra.<label> is that of a field."""
    key, *rest = name.split(".")
    field = _field(kind, key)
    if field is None:
        return False
    if key == "years" and rest:
        rest = rest[1:] if rest[0].isdecimal() else ["?"]
    if not rest:
        return True
    inner = _record_in(field[1].annotation)
    return names_field(inner, ".".join(rest)) if inner else field[1].default_factory is dict


def held_value(record: Record, name: str) -> tuple[Location, object] | None:
    """Where the value of a field stands and what it is; None where the record holds none or only the
    default."""
    key, *rest = name.split(".")
    field = _field(type(record), key)
    value = getattr(record, field[0]) if field else None
    location: Location = (key,)
    if field is None or not value or value == field[1].default:
        return None
    if key == "years" and rest:
        years = [i for i, plan in enumerate(value) if str(plan.year) == rest[0]]
        if not years:
            return None
        location, value, rest = (key, years[0]), value[years[0]], rest[1:]
    if not rest:
        return location, value
    if isinstance(value, Mapping):
        label = ".".join(rest)
        return ((key, label), value[label]) if label in value else None
    inner = held_value(value, ".".join(rest)) if isinstance(value, Record) else None
    return ((*location, *inner[0]), inner[1]) if inner else None


def withheld_has_value(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A field that is named in `withheld` holds no value: only the legal ground stands in the public
    record."""
    records: tuple[Project | Issue, ...] = (*dataset.projects, *dataset.issues)
    for record in records:
        for name in record.withheld:
            held = held_value(record, name)
            if held:
                yield found(record, *held[0], value=name)


def withheld_unknown(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """`withheld` names fields as they stand in the record: content, owner.uscc, years.2026.plan."""
    records: tuple[Project | Issue, ...] = (*dataset.projects, *dataset.issues)
    for record in records:
        for name in record.withheld:
            if not names_field(type(record), name):
                yield found_key(record, "withheld", name, value=name)
