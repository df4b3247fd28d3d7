"""What is public holds no personal number (domain.md E6)."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache

from tongbao.model.base import Record
from tongbao.model.dataset import Dataset
from tongbao.problems import Location
from tongbao.rules.base import Finding, found

MOBILE = re.compile(r"(?<!\d)(?<!\d\.)(?:\+?86[ \-]?)?(1[3-9]\d([ \-–]?)\d{4}\2\d{4})(?!\d)(?!\.\d)")
"""A mobile number of mainland China: 11 digits, also as 138 1234 5678 or 138-1234-5678, also after +86."""
IDENTITY = re.compile(r"(?<![\dA-Za-z])([1-9]\d{5}([ \-–]?)\d{8}\2\d{3}[\dXx])(?![\dA-Za-z])")
"""The shape of an identity number: six digits of the division, the day of birth, three digits, a check
sign."""
IDENTITY_WEIGHTS = tuple(pow(2, 17 - i, 11) for i in range(17))

SHORTEST = 11
"""Shorter text cannot hold a private number."""
NO_PERSON = frozenset({"url", "uscc"})
"""Fields whose digits name a page or a legal person."""


def is_identity_number(text: str) -> bool:
    """Whether 18 signs are an identity number: a day of birth that can be, and the check sign of GB
    11643-1999."""
    try:
        born = date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return False
    total = sum(int(sign) * weight for sign, weight in zip(text[:17], IDENTITY_WEIGHTS, strict=True))
    return born.year >= 1900 and "10X98765432"[total % 11] == text[17].upper()


def private_numbers(text: str) -> list[str]:
    """The private numbers in a text, as they are written there."""
    if len(text) < SHORTEST:
        return []
    plain = unicodedata.normalize("NFKC", text)
    mobile = [match[1] for match in MOBILE.finditer(plain)]
    identity = [match[1] for match in IDENTITY.finditer(plain) if is_identity_number(_signs(match[1]))]
    return identity + mobile


def _signs(number: str) -> str:
    return "".join(sign for sign in number if sign.isalnum())


def masked(number: str) -> str:
    """The number with its middle hidden, as offices print it: 138****1234, 37************012X."""
    signs = _signs(number)
    if len(signs) == 18:
        return signs[:2] + "*" * 12 + signs[-4:]
    return signs[:3] + "*" * 4 + signs[-4:]


@cache
def _text_fields(kind: type[Record]) -> tuple[tuple[str, str], ...]:
    """The fields of a kind of record that can hold text, as (attribute, key in the file)."""
    plain = ("Decimal", "int", "bool", "date", "datetime")
    return tuple(
        (name, field.alias or name)
        for name, field in kind.model_fields.items()
        if name not in NO_PERSON and getattr(field.annotation, "__name__", "") not in plain
    )


def texts(value: object, location: Location = ()) -> Iterator[tuple[Location, str]]:
    """Every text in a record that is long enough to hold a private number, with the way to it in the file."""
    if isinstance(value, str):
        if len(value) >= SHORTEST:
            yield location, value
    elif isinstance(value, Record):
        held = value.__dict__
        for name, key in _text_fields(type(value)):
            part = held[name]
            if part:
                yield from texts(part, (*location, key))
    elif isinstance(value, (tuple, list)):
        for i, part in enumerate(value):
            yield from texts(part, (*location, i))
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield from texts(key, (*location, str(key)))
            yield from texts(part, (*location, str(key)))


def private_number(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """No text that is published holds a mobile number or an identity number (永安市 was named for it in 2023;
    domain.md E6). Landlines of offices may stand; policy.yaml `private_numbers_allowed` lists other numbers
    that may."""
    allowed = {_signs(number) for number in dataset.policy.private_numbers_allowed}
    records: tuple[Record, ...] = (
        dataset.site,
        *dataset.projects,
        *dataset.issues,
        *dataset.bulletins,
        *dataset.targets,
        *dataset.corrections,
    )
    for record in records:
        for location, text in texts(record):
            for number in private_numbers(text):
                if _signs(number) not in allowed:
                    yield found(record, *location, value=masked(number))
