"""The next free id of a series: `P-cz-2026-014` after `P-cz-2026-013`, as the ids that are there are written."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

NUMBERED = re.compile(r"(?P<head>[A-Za-z0-9._-]*?)(?P<year>(?:19|20|21)[0-9]{2})-(?P<number>[0-9]+)")
CODED = re.compile(r"(?P<letter>[A-Za-z0-9]+)-(?P<code>.+)-")


class Series(NamedTuple):
    """What the ids of a series have in common: what stands before the year, and the digits of the number."""

    head: str
    digits: int


def series_of(ids: Iterable[str]) -> Series | None:
    """The series that most ids are of, of equals the first by name; None where none has a year and a number."""
    found = [match for match in map(NUMBERED.fullmatch, ids) if match]
    heads = Counter(match["head"] for match in found)
    if not heads:
        return None
    head = min(heads, key=lambda each: (-heads[each], each))
    return Series(head, max(len(match["number"]) for match in found if match["head"] == head))


def office_series(letter: str, district: str, digits: int, same: Iterable[str], kin: Iterable[str]) -> Series:
    """The series of a district that has none yet: the letter and digits of `same`, ids of the kind in other districts,
    with the short code that `kin`, ids of another kind in the district, bear; else with the code of the district."""
    like, own = series_of(same), series_of(kin)
    if like and (match := CODED.fullmatch(like.head)):
        letter, digits = match["letter"], like.digits
    code = match["code"] if own and (match := CODED.fullmatch(own.head)) else district
    return Series(f"{letter}-{code}-", digits)


def next_id(series: Series, year: int, taken: Iterable[str]) -> str:
    """The id after the last one of the series in a year; gaps are not filled, since an id is used only once."""
    head = f"{series.head}{year}-"
    numbers = [id.removeprefix(head) for id in taken if id.startswith(head)]
    last = max((int(number) for number in numbers if number.isascii() and number.isdecimal()), default=0)
    return f"{head}{last + 1:0{series.digits}}"
