"""A cell that somebody filled in → its value as records write it: Excel's own ways and people's habits understood.

Whatever cannot be read for certain is no value: `2026.1` may be January or October.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal

from tongbao.edit.cells import PLAIN, read_day, read_number, suggested
from tongbao.edit.targets import Kind
from tongbao.model.base import FIRST_YEAR, LAST_YEAR, last_day
from tongbao.model.reporting_book import CellKind

DAYS = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d")
MONTHS = ("%Y-%m", "%Y/%m", "%Y年%m月")
EPOCH = date(1899, 12, 30)
"""Day 0 of spreadsheets' serial numbers, as far as these agree with the calendar (from 1900-03-01 on)."""
SERIAL = re.compile(r"[3-7][0-9]{4}")
"""Serial numbers of the days from 1982 to 2119, which no number of a year, a month or a day looks like."""
NUMBERS = frozenset({"number", "percent", "count"})
MOST_PERCENT = 100


class Unread(Exception):  # noqa: N818 - what stands in a cell, not what the program met
    """A cell that cannot be read: the rule that it breaks and what its words need."""

    def __init__(self, rule: str, params: Mapping[str, object]) -> None:
        super().__init__(rule)
        self.rule = rule
        self.params = params


def value_of(text: str, kind: CellKind, choices: Mapping[str, str]) -> str:
    """The value of a cell, "" of an empty one: numbers exact, days ISO, a code where a choice was made.

    Raises Unread where it is none. `choices` are words and codes of this kind of cell.
    """
    if not text:
        return ""
    if kind in NUMBERS:
        return _number(text, kind)
    if kind in ("day", "day_or_month"):
        return _day(text, kind)
    if kind == "text":
        return tidy(text)
    return _choice(text, choices)


def tidy(text: str) -> str:
    """Text without what spreadsheet programs add: their line ends, space around it."""
    return text.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n").strip()


def same_value(one: str, other: str, kind: CellKind) -> bool:
    """Whether two values mean the same; of a month that a program made a day of, the first of it."""
    if one == other:
        return True
    if kind == "day_or_month" and one and other:
        return sorted((one, other), key=len)[0] + "-01" == max(one, other, key=len)
    return kind in NUMBERS and bool(one and other) and _is_number(one, other) and Decimal(one) == Decimal(other)


def _is_number(*texts: str) -> bool:
    return all(PLAIN.fullmatch(text) for text in texts)


def _half_width(text: str) -> str:
    """Full-width digits and signs as ASCII (１２３．５ → 123.5), no space within."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _number(text: str, kind: CellKind) -> str:
    plain = _half_width(text)
    if kind == "percent":
        plain = plain.removesuffix("%")
    try:
        value = read_number(plain, thousands=",")
    except ValueError:
        raise Unread("book-number", {"value": text, "variant": kind}) from None
    number = Decimal(value)
    whole = kind != "count" or number == number.to_integral_value()
    if number < 0 or not whole or (kind == "percent" and number > MOST_PERCENT):
        raise Unread("book-number", {"value": text, "variant": kind})
    value = value.removeprefix("+")
    return value.rstrip("0").rstrip(".") if "." in value else value


def _day(text: str, kind: CellKind) -> str:
    plain = _half_width(text).removesuffix("00:00:00")
    if SERIAL.fullmatch(plain):
        return (EPOCH + timedelta(days=int(plain))).isoformat()
    patterns = (*DAYS, *MONTHS) if kind == "day_or_month" else DAYS
    try:
        value = read_day(plain, patterns, Kind.DAY_OR_MONTH if kind == "day_or_month" else Kind.DAY)
    except ValueError:
        raise Unread("book-date", {"value": text, "variant": kind}) from None
    if not FIRST_YEAR <= last_day(value).year <= LAST_YEAR:
        raise Unread("book-date", {"value": text, "variant": kind})
    return value


def _choice(text: str, choices: Mapping[str, str]) -> str:
    known = {_key(word): code for word, code in (*((code, code) for code in choices.values()), *choices.items())}
    code = known.get(_key(text))
    if code is None:
        raise Unread("book-choice", {**suggested(text, choices), "choices": _few(choices)})
    return code


def _key(text: str) -> str:
    return _half_width(text).casefold()


def _few(choices: Iterable[str]) -> tuple[str, ...]:
    """The first choices: what a sentence can name."""
    return tuple(choices)[:12]
