"""What is public holds no personal number."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, Literal, get_args, get_origin

from stdnum.cn import ric
from stdnum.exceptions import ValidationError

from tongbao.model.base import FIRST_YEAR, Record
from tongbao.model.cited import CitedFigures
from tongbao.model.dataset import Dataset
from tongbao.problems import Location
from tongbao.rules.base import Finding, found

EIGHT_DIGITS = re.compile(r"\d{4}[ \-–\u3000]?\d{4}")
"""Every private number holds these; most texts do not."""
MOBILE = re.compile(
    r"""([1１]
        (?: (?<!\d.) (?<!\d\..)                    # no part of a longer number or of an amount
          | (?<=86.) (?<!\d86.) )                  # but the country code may stand before it
        [3-9３-９]\d ([ \-–\u3000]?) \d{4} \2 \d{4})  # 13812345678, 138 1234 5678, 138-1234-5678
        (?!\d) (?!\.\d)""",
    re.VERBOSE,
)
"""A mobile number of mainland China. Digits may be full-width, as an input method leaves them."""
IDENTITY = re.compile(
    r"""(\d (?<![\dA-Za-z].) \d{5}               # division
        ([ \-–\u3000]?) \d{8} \2 \d{3}[\dXx])      # day of birth, number with check sign
        (?![\dA-Za-z])""",
    re.VERBOSE,
)
"""The shape of an identity number. Both patterns look back only after a first digit: that is much faster."""
IDENTITY_PARTS = re.compile(r"(..)(.{12})(.{4})")
MOBILE_PARTS = re.compile(r"(.{3})(.{4})(.{4})")

SHORTEST = len("13800000000")
"""Shorter text cannot hold a private number."""
NO_PERSON = frozenset({"url", "uscc"})
"""Fields whose digits name a page or a legal person."""


def is_identity_number(text: str) -> bool:
    """Whether 18 signs are an identity number: a day of birth that can be, and the check sign of GB
    11643-1999."""
    try:
        born = ric.get_birth_date(text)
    except ValidationError:
        return False
    return born.year >= FIRST_YEAR and ric.calc_check_digit(text) == text[-1].upper()


def private_numbers(text: str) -> list[str]:
    """The private numbers in a text, as they are written there."""
    if not EIGHT_DIGITS.search(text):
        return []
    mobile = [match[1] for match in MOBILE.finditer(text)]
    identity = [match[1] for match in IDENTITY.finditer(text) if is_identity_number(_signs(match[1]))]
    return identity + mobile


def _signs(number: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKC", number) if sign.isalnum())


def masked(number: str) -> str:
    """The number with its middle hidden, as offices print it: 138****1234, 37************012X."""
    signs = _signs(number)
    parts = IDENTITY_PARTS.fullmatch(signs) or MOBILE_PARTS.fullmatch(signs)
    if not parts:
        return signs
    first, middle, last = parts.groups()
    return f"{first}{'*' * len(middle)}{last}"


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
        held = value.__dict__
        for name, _ in _text_fields(type(value)):
            part = held[name]
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
    allowed = {_signs(number) for number in dataset.policy.private_numbers_allowed}
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
                if _signs(number) not in allowed:
                    yield found(record, *location, value=masked(number))
