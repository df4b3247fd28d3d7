"""Working days: weekends, the State Council's holidays, and the make-up days that fall on weekends."""

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Annotated

from tongbao.model.base import Day, Many, Record, Text, Year
from tongbao.model.units import HOURS_A_DAY, MONTHS_A_YEAR, WORKDAYS_A_WEEK
from tongbao.model.vocab import DayUnit


class CalendarYear(Record):
    """calendars/<year>.yaml: days off and make-up days of a year, as the State Council announced them."""

    year: Year
    source: Text
    holidays: Annotated[tuple[Day, ...], Many] = ()
    makeup_days: Annotated[tuple[Day, ...], Many] = ()


def month_later(day: date, months: int) -> date:
    """The same day so many months on, or the last of that month (01-31 + 1 month = 02-28)."""
    years, month = divmod(day.month - 1 + months, MONTHS_A_YEAR)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days off and the make-up days of the years it knows; a place without one has plain weekends."""

    years: frozenset[int] = frozenset()
    holidays: frozenset[date] = field(default=frozenset(), repr=False)
    makeup_days: frozenset[date] = field(default=frozenset(), repr=False)

    def is_working(self, day: date) -> bool:
        """Whether offices work on the day: a weekday that is no holiday, or a make-up day."""
        return day in self.makeup_days or (day.weekday() < WORKDAYS_A_WEEK and day not in self.holidays)

    def add(self, start: date, days: int, unit: DayUnit, *, count_first: bool = False) -> date:
        """The last day of a limit of `days` from `start`; the day of receipt counts only with `count_first`.

        2026-02-12 + 2 working days = 2026-02-14, a Saturday made a working day (notice of 2025-11-04). `days` is the
        length in `unit`: hours end on the day in which they run out, a month on the same day of the next or on its
        last.
        """
        step = timedelta(days=1)
        if unit is not DayUnit.WORKING:
            if unit is DayUnit.MONTHS:
                end = month_later(start, days)
            else:
                end = start + step * (days if unit is DayUnit.CALENDAR else -(-days // HOURS_A_DAY))
            return max(start, end - step) if count_first else end
        day, left = start, days
        if count_first and self.is_working(start):
            left -= 1
        while left > 0:
            day += step
            if self.is_working(day):
                left -= 1
        return day
