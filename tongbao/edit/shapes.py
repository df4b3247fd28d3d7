"""What a record's model says of a tree as its file holds it: which keys in which order, what kind of value."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from tongbao.model.base import DayOrMonth, Record


class Shape(NamedTuple):
    """What may stand at a place of a tree; a shape of nothing says nothing."""

    record: type[Record] | None = None
    """The record that a mapping here is."""
    each: Any = None
    """What the entries of a list, or the values of a mapping by free keys, are: an annotation, else None."""
    kind: type | None = None
    """Decimal, int, bool, date or str: what a scalar here is."""
    dated: bool = False
    """Whether a text here is a day or a month."""
    choices: tuple[str, ...] = ()
    """The words of an enumeration."""

    @property
    def is_number(self) -> bool:
        """Whether a scalar here is a number, so that 10 and 10.0 are the same."""
        return self.kind in (Decimal, int)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of a record's mapping, in the order in which files are written."""
        return tuple(_fields(self.record)) if self.record else ()

    def at(self, key: str) -> "Shape":
        """The shape of the value under a key."""
        annotation = _fields(self.record).get(key) if self.record else self.each
        return shape_of(annotation)

    @property
    def entry(self) -> "Shape":
        """The shape of an entry of a list."""
        return shape_of(self.each)


@cache
def _fields(record: type[Record]) -> dict[str, Any]:
    return {field.alias or name: annotation_of(field) for name, field in record.model_fields.items()}


def annotation_of(field: FieldInfo) -> Any:
    """The annotation of a field with what pydantic took apart."""
    return Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation


@cache
def shape_of(annotation: Any) -> Shape:
    """The shape that an annotation means; of several choices each says its part."""
    shape = Shape()
    for part in _parts(annotation):
        origin = get_origin(part)
        if part == DayOrMonth:
            shape = shape._replace(dated=True)
        elif origin is dict:
            shape = shape._replace(each=get_args(part)[1])
        elif origin is tuple:
            shape = shape._replace(each=get_args(part)[0])
        elif isinstance(part, type) and issubclass(part, Record):
            shape = shape._replace(record=part)
        elif isinstance(part, type) and issubclass(part, Enum):
            shape = shape._replace(kind=str, choices=tuple(str(choice.value) for choice in part))
        elif part in (Decimal, int, bool, date, str):
            shape = shape._replace(kind=part)
    return shape


def _parts(annotation: Any) -> Iterator[Any]:
    """An annotation taken apart: each choice of a union, each with and without what is said about it."""
    if annotation is None or annotation is NoneType:
        return
    origin = get_origin(annotation)
    if origin in (Union, UnionType):
        for part in get_args(annotation):
            yield from _parts(part)
        return
    yield annotation
    if origin is Annotated:
        yield from _parts(get_args(annotation)[0])
