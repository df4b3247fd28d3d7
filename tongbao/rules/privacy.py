"""What is public holds no personal number."""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, Literal, get_args, get_origin

from tongbao.model.base import Record
from tongbao.model.cited import CitedFigures
from tongbao.model.dataset import Dataset
from tongbao.model.private import masked, private_numbers, signs
from tongbao.problems import Location
from tongbao.rules.base import Finding, found

SHORTEST = len("13800000000")
"""Shorter text cannot hold a private number."""
NO_PERSON = frozenset({"url", "uscc"})
"""Fields whose digits name a page or a legal person."""


def _can_hold_text(annotation: Any) -> bool:
    """Whether a field of this type can hold text that a person wrote: not a number, a date or a fixed word."""
    if annotation is Any:
        return True
    if parts := get_args(annotation):
        return get_origin(annotation) is not Literal and any(_can_hold_text(part) for part in parts)
    texts = isinstance(annotation, type) and issubclass(annotation, str | Mapping | Record)
    return texts and not issubclass(annotation, Enum)


@cache
def _text_fields(kind: type[Record]) -> tuple[tuple[str, str], ...]:
    """The fields of a kind of record that can hold text, as (attribute, key in the file)."""
    return tuple(
        (name, field.alias or name)
        for name, field in kind.model_fields.items()
        if name not in NO_PERSON and _can_hold_text(field.annotation)
    )


def texts(value: object, location: Location = ()) -> Iterator[tuple[Location, str]]:
    """Every text in a record, with the way to it in the file; a key of a mapping counts as text too."""
    if isinstance(value, str):
        yield location, value
    elif isinstance(value, Record):
        for name, key in _text_fields(type(value)):
            yield from texts(getattr(value, name), (*location, key))
    elif isinstance(value, (tuple, list)):
        for i, part in enumerate(value):
            yield from texts(part, (*location, i))
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield from texts(key, (*location, str(key)))
            yield from texts(part, (*location, str(key)))


def _gather(value: object, into: list[str]) -> None:
    """The same texts without their places and without the short ones: many times as fast."""
    if isinstance(value, Record):
        for name, _ in _text_fields(type(value)):
            part = getattr(value, name)
            if isinstance(part, str):
                if len(part) >= SHORTEST:
                    into.append(part)
            elif part:
                _gather(part, into)
    elif isinstance(value, tuple):
        for part in value:
            _gather(part, into)
    else:
        into.extend(text for _, text in texts(value))


def private_number(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """No text that is published holds a mobile number or an identity number (永安市 was named for it in 2023).
    Landlines of offices may stand; policy.yaml `private_numbers_allowed` lists other numbers that may."""
    allowed = {signs(number) for number in dataset.policy.private_numbers_allowed}
    records: tuple[Record, ...] = (
        dataset.site,
        *dataset.projects,
        *dataset.issues,
        *dataset.bulletins,
        *dataset.targets,
        *dataset.activities,
        *dataset.batches,
        *dataset.campaigns,
        *dataset.corrections,
        CitedFigures(figures=dataset.cited),
    )
    for record in records:
        gathered: list[str] = []
        _gather(record, gathered)
        if not private_numbers("\n".join(gathered)):
            continue
        for location, text in texts(record):
            for number in private_numbers(text):
                if signs(number) not in allowed:
                    yield found(record, *location, value=masked(number))
