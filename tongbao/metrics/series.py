"""A new bulletin in the series of its kind: number, id and recipients after the last one.

A number is proposed once, when the draft is made, and stands in its file from then on. It counts bulletins and is never
made of the period: in 开平 2023 the ninth speaks of 1—8月.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from tongbao.metrics.periods import due_moment
from tongbao.model.bulletin import Bulletin, Period, Recipients
from tongbao.model.policy import BulletinRule, Cadence
from tongbao.model.vocab import BulletinKind

DIGITS = re.compile(r"([0-9]+)")


class Asked(NamedTuple):
    """What a draft is asked for. `moment` is when it is made; `year` that of its number, None for its last day's."""

    kind: BulletinKind
    period: Period
    moment: datetime
    year: int | None = None
    supplement: bool = False


def series_of(bulletins: Iterable[Bulletin], kind: BulletinKind, *, supplement: bool = False) -> tuple[Bulletin, ...]:
    """The bulletins of a kind that are numbered together, by their as-of; supplements apart."""
    found = [each for each in bulletins if each.kind is kind and each.supplement is supplement]
    return tuple(sorted(found, key=lambda each: (each.as_of, each.id)))


def there_already(bulletins: Iterable[Bulletin], asked: Asked) -> Bulletin | None:
    """The bulletin of that kind and period that the place already has."""
    series = series_of(bulletins, asked.kind, supplement=asked.supplement)
    return next((each for each in series if each.period == asked.period), None)


def new_bulletin(bulletins: tuple[Bulletin, ...], asked: Asked, rule: BulletinRule | None) -> Bulletin:
    """The draft: with the policy's sections written out and the recipients of the bulletin before."""
    series = series_of(bulletins, asked.kind, supplement=asked.supplement)
    last = _before(series, asked.period.until)
    year = asked.year or asked.period.until.year
    number = _number(series, year)
    totals = [each.total_number for each in series if each.total_number is not None]
    due = due_moment(asked.period.until, rule.cadence if rule else Cadence())
    draft = Bulletin(
        id=_id(last, asked, year, number),
        kind=asked.kind,
        year=year,
        number=number,
        supplement=asked.supplement,
        total_number=max(totals) + 1 if totals else None,
        period=asked.period,
        as_of=min(due, asked.moment),
        sections=rule.sections if rule else (),
    )
    # A key that names no one is a fault (recipients-empty).
    recipients = _recipients(last, _before(series_of(bulletins, asked.kind), asked.period.until))
    return draft if recipients == Recipients() else draft.model_copy(update={"recipients": recipients})


def _before(series: tuple[Bulletin, ...], until: date) -> Bulletin | None:
    """The last of a series before a day; where the day lies before all of them, the first."""
    past = [each for each in series if each.period.until < until]
    return past[-1] if past else next(iter(series), None)


def _recipients(*lasts: Bulletin | None) -> Recipients:
    """Those of the last bulletin; a first supplement goes to those of the ordinary ones."""
    return next((last.recipients for last in lasts if last), Recipients())


def _number(series: tuple[Bulletin, ...], year: int) -> int | None:
    """One more than the highest of the year; none in a series that has no numbers (滨州 2020)."""
    numbers = [(each.year, each.number) for each in series if each.number is not None]
    if series and not numbers:
        return None
    return max((number for of_year, number in numbers if of_year == year), default=0) + 1


def _id(last: Bulletin | None, asked: Asked, year: int, number: int | None) -> str:
    """An id made like the last one's: its year and number, or its last day, replaced; else one of the program's."""
    until = asked.period.until.isoformat()
    if number is None:
        alike = last is not None and last.period.until.isoformat() in last.id
        return last.id.replace(last.period.until.isoformat(), until) if last and alike else f"{asked.kind}-{until}"
    mark = "s" if asked.supplement else ""
    return (last and _counted_on(last, year, number)) or f"{asked.kind}-{year}-{mark}{number:02}"


def _counted_on(last: Bulletin, year: int, number: int) -> str:
    """The last id with the new year and number in the places of its own; "" where it does not name them."""
    parts = DIGITS.split(last.id)
    numbers = [at for at, part in enumerate(parts) if part.isdecimal() and int(part) == last.number]
    years = [at for at, part in enumerate(parts) if part == str(last.year)]
    if not numbers or not years or numbers[-1] == years[0]:
        return ""
    at = numbers[-1]
    parts[at], parts[years[0]] = str(number).zfill(len(parts[at])), str(year)
    return "".join(parts)
