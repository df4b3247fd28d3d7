"""A value that was written otherwise than asked for, as it can only be meant: full-width signs, other forms of a date,
separators of thousands. What could mean two things is not repaired."""

import re
from collections.abc import Callable, Mapping
from datetime import date

from tongbao.model.base import NUMBER

SPACES = "\u00a0\u2000-\u200a\u202f\u3000"
"""Blanks that look like a space and are none to YAML."""
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff]")
_BLANK = re.compile(f"[{SPACES}]")
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x2212: ord("-")}
_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]+)?")
_DAY = re.compile(
    r"(?P<y>[0-9]{4}) ?(?P<s>[-/.]) ?(?P<m>[0-9]{1,2}) ?(?P=s) ?(?P<d>[0-9]{1,2})"
    r"|(?P<y2>[0-9]{4}) ?年 ?(?P<m2>[0-9]{1,2}) ?月 ?(?P<d2>[0-9]{1,2}) ?日?"
    r"|(?P<y3>[0-9]{4})(?P<m3>[0-9]{2})(?P<d3>[0-9]{2})"
)
_MIDNIGHT = re.compile(r"[T ]0?0:00(:00(\.0+)?)?$")
_HOUR = re.compile(
    r"(?P<day>.+?)(?:[T ]|(?<=日))(?P<h>[0-9]{1,2}) ?(?::(?P<m>[0-9]{2})(?::00)?|[时点](?:(?P<m2>[0-9]{1,2})分)?)"
)
_MONTH = re.compile(
    r"(?P<y>[0-9]{4}) ?(?:[-/] ?(?P<m>[0-9]{1,2})|年 ?(?P<m2>[0-9]{1,2}) ?月?|\. ?(?P<m3>0[1-9]|1[0-2]))"
)
_TRUE = re.compile("(?i:true|yes|on)|是")
_FALSE = re.compile("(?i:false|no|off)|否")


def narrow(text: str) -> str:
    """The text with ASCII signs in the stead of full-width ones, without invisible signs and blanks around it."""
    return _BLANK.sub(" ", _INVISIBLE.sub("", text).translate(_NARROW)).strip()


def number(text: str) -> str | None:
    """`３６，１２０` → `36120`. A comma is one of thousands only where three digits follow each."""
    plain = narrow(text)
    if _THOUSANDS.fullmatch(plain):
        plain = plain.replace(",", "")
    return plain if NUMBER.fullmatch(plain) else None


def day(text: str) -> str | None:
    """`2026/3/1`, `2026.3.1`, `2026年3月1日`, `20260301` → `2026-03-01`; midnight behind it says nothing more."""
    match = _DAY.fullmatch(_MIDNIGHT.sub("", narrow(text)))
    if match is None:
        return None
    year, month, of_month = (next(int(match[k]) for k in (n, f"{n}2", f"{n}3") if match[k]) for n in "ymd")
    try:
        return date(year, month, of_month).isoformat()
    except ValueError:
        return None


def month(text: str) -> str | None:
    """`2026/3`, `2026年3月` → `2026-03`. `2026.1` may be October with its zero lost, so it is none."""
    match = _MONTH.fullmatch(narrow(text))
    if match is None:
        return None
    of_year = int(match["m"] or match["m2"] or match["m3"])
    return f"{match['y']}-{of_year:02}" if 1 <= of_year <= 12 else None


def hour(text: str) -> str | None:
    """`2026/11/15 17：00`, `2026年11月15日17时` → `2026-11-15T17:00`."""
    match = _HOUR.fullmatch(narrow(text))
    if match is None:
        return day(text)
    of_day, minute = int(match["h"]), int(match["m"] or match["m2"] or 0)
    on = day(match["day"])
    return f"{on}T{of_day:02}:{minute:02}" if on and of_day < 24 and minute < 60 else None


def boolean(text: str) -> str | None:
    """`是`, `Yes`, `TRUE` → `true`."""
    plain = narrow(text)
    if _TRUE.fullmatch(plain):
        return "true"
    return "false" if _FALSE.fullmatch(plain) else None


def code(text: str) -> str | None:
    """An id or code without full-width signs and blanks; what is wrong with it besides stays."""
    plain = narrow(text)
    return plain if plain and plain != text else None


READERS: Mapping[str, Callable[[str], str | None]] = {
    "not-a-number": number,
    "not-an-integer": number,
    "not-a-date": day,
    "not-a-month": month,
    "not-a-time": hour,
    "not-a-boolean": boolean,
    "not-allowed": code,
    "bad-id": code,
    "bad-form": code,
}
"""Rules of reading whose values can be repaired."""


def repaired(rule: str, text: str) -> str | None:
    """What a value means that a rule refuses; None where nobody can say for certain."""
    return READERS[rule](text) if rule in READERS else None
