"""Names of fields as `withheld` writes them, content, owner.uscc, years.2026.plan, and what may be their value."""

from typing import Annotated, Any, get_args, get_origin

from pydantic import TypeAdapter
from pydantic.fields import FieldInfo

from tongbao.model.base import YEAR, Record
from tongbao.model.project import Project, YearPlan


def field_of(kind: type[Record], key: str) -> tuple[str, FieldInfo] | None:
    """The attribute of a key of the file, None where there is no such key."""
    named = ((name, field) for name, field in kind.model_fields.items() if (field.alias or name) == key)
    return next(named, None)


def _record_in(annotation: Any) -> type[Record] | None:
    """The kind of record that a field holds, also an optional one; None for lists and all else."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    parts = () if get_origin(annotation) is tuple else get_args(annotation)
    return next((kind for part in parts if (kind := _record_in(part))), None)


def _whole(field: FieldInfo) -> Any:
    """The type of a field with its bounds and readers."""
    return Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation


def type_named(kind: type[Record], name: str) -> Any:
    """The type of the value of a field by its name; None where there is no field of that name.

    Of other lists than `years` only the whole can be withheld.
    """
    match name.split("."):
        case ["years", year, *rest] if kind is Project:
            if not YEAR.fullmatch(year):
                return None
            return type_named(YearPlan, ".".join(rest)) if rest else YearPlan
        case [key]:
            named = field_of(kind, key)
            return _whole(named[1]) if named else None
        case [key, *rest] if named := field_of(kind, key):
            inner = _record_in(named[1].annotation)
            if inner:
                return type_named(inner, ".".join(rest))
            return get_args(named[1].annotation)[1] if named[1].default_factory is dict else None
    return None


def names_field(kind: type[Record], name: str) -> bool:
    """Whether a name such as content, owner.uscc, years.2026.plan or extra.<label> is that of a field."""
    return type_named(kind, name) is not None


def withheld_value(kind: type[Record], name: str, written: object) -> Any:
    """The value of a withheld field as its public record would hold it; raises ValidationError where it is none."""
    return TypeAdapter(type_named(kind, name)).validate_python(written, by_alias=True, by_name=False)
