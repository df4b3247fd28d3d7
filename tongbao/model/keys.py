"""By what the entries of a list are told apart, and what stands in a field: all that a comparison of two versions of a
record, and a change in its file, ask of the models."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Annotated, Any, NamedTuple, get_args, get_origin

from pydantic.fields import FieldInfo

from tongbao.model.base import Meaning, Record

USUAL = ("id", "code", "name", "date", "year")
"""What tells most records apart that stand in lists: the first of these that they have."""
VERSION = "valid_from"
"""What tells versions of a rule apart, beside its code."""


@cache
def natural_key(kind: type[Record]) -> tuple[str, ...]:
    """The keys of the file that tell entries of a list apart, the weightiest first: what the record itself declares in
    `natural_key`, else the usual ones; () where no entry has a name of its own."""
    if kind.natural_key:
        return kind.natural_key
    keys = {field.alias or name for name, field in kind.model_fields.items()}
    usual = next(((key,) for key in USUAL if key in keys), ())
    return (*usual, VERSION) if VERSION in keys else usual


class Form(Enum):
    """How a value is compared: by the keys of its record, by keys that anybody may choose, by entries, as a whole."""

    RECORD = "record"
    MAP = "map"
    ENTRIES = "entries"
    WHOLE = "whole"


class Held(NamedTuple):
    """What stands somewhere: `kind` is the kind of the record or of the entries, `values` what stands under each key of
    a map; of what is compared as a whole what it means, the enumeration that it is chosen from, and what its text is
    read as: Decimal, int, bool, date or str."""

    form: Form
    kind: type[Record] | None = None
    values: "Held | None" = None
    meaning: Meaning | None = None
    choice: type[Enum] | None = None
    plain: type | None = None

    @property
    def is_number(self) -> bool:
        """Whether it is a number, so that 10 and 10.0 are the same."""
        return self.plain in (Decimal, int)

    @property
    def is_month(self) -> bool:
        """Whether it is a text that names a day or a month."""
        return self.plain is str and self.meaning is Meaning.MONTH

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of a record's mapping, in the order in which files are written."""
        return tuple(held_by(self.kind)) if self.kind else ()

    def at(self, key: str) -> "Held":
        """What stands under a key."""
        return (held_by(self.kind).get(key) if self.kind else self.values) or UNKNOWN

    @property
    def entry(self) -> "Held":
        """What an entry of the list is."""
        return self._replace(form=Form.RECORD) if self.form is Form.ENTRIES else self


PLAIN = (Decimal, int, bool, date, str)
UNKNOWN = Held(Form.MAP)
"""What today's models do not know: old versions of a file may hold it."""


@cache
def held_by(kind: type[Record]) -> dict[str, Held]:
    """What stands under each key of a record, in the order of the model."""
    return {field.alias or name: _held(_whole(field)) for name, field in kind.model_fields.items()}


def held_in(kind: type[Record]) -> Held:
    """What a record is."""
    return Held(Form.RECORD, kind)


def held_at(kind: type[Record], keys: Iterable[str]) -> Held:
    """What stands in a record below some keys, entries of lists passed over."""
    held = held_in(kind)
    for key in keys:
        held = held.at(key)
    return held


def _whole(field: FieldInfo) -> Any:
    """The type of a field with what is said beside it."""
    return Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation


def _held(annotation: Any) -> Held:
    choices = list(_choices(annotation))
    origins = {get_origin(choice): choice for choice in choices}
    classes = [choice for choice in choices if isinstance(choice, type)]
    records = [choice for choice in classes if issubclass(choice, Record)]
    if tuple in origins:
        entry = _held(get_args(origins[tuple])[0])
        return entry._replace(form=Form.ENTRIES if entry.kind else Form.WHOLE)
    if records:
        return held_in(records[0])
    values = _held(get_args(origins[dict])[1]) if dict in origins else None
    if values and str not in choices:
        return Held(Form.MAP, values=values)
    choice = next((choice for choice in classes if issubclass(choice, Enum)), None)
    plain = str if choice else next((each for each in classes if each in PLAIN), None)
    return Held(Form.WHOLE, values=values, meaning=_meaning(annotation), choice=choice, plain=plain)


def _choices(annotation: Any) -> Iterator[Any]:
    """The types that an annotation allows, without what is said beside them."""
    if get_origin(annotation) is Annotated:
        yield from _choices(get_args(annotation)[0])
    elif isinstance(annotation, type) or get_origin(annotation) in (tuple, dict):
        yield annotation
    else:
        for part in get_args(annotation) or (annotation,):
            yield from _choices(part) if part is not annotation else (annotation,)


def _meaning(annotation: Any) -> Meaning | None:
    """What is said of the meaning beside a type, or beside one of those that it allows."""
    parts = get_args(annotation)
    if get_origin(annotation) is Annotated:
        said = next((part for part in parts if isinstance(part, Meaning)), None)
        return said or _meaning(parts[0])
    return next((said for part in parts if (said := _meaning(part))), None)
