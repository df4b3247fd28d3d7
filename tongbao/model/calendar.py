"""Working days: weekends, the State Council's holidays, and the make-up days that fall on weekends."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Annotated

from tongbao.model.base import Day, Many, Record, Text, Year
from tongbao.model.vocab import DayUnit


class CalendarYear(Record):
    """calendars/<year>.yaml: days off and make-up days of a year, as the State Council announced them."""

    year: Year
    source: Text
    holidays: Annotated[tuple[Day, ...], Many] = ()
    makeup_days: Annotated[tuple[Day, ...], Many] = ()


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days off and the make-up days of the years it knows; a place without one has plain weekends."""

    years: frozenset[int] = frozenset()
    holidays: frozenset[date] = field(default=frozenset(), repr=False)
    makeup_days: frozenset[date] = field(default=frozenset(), repr=False)

    def is_working(self, day: date) -> bool:
        """Whether offices work on the day: a weekday that is no holiday, or a make-up day."""
        return day in self.makeup_days or (day.weekday() < 5 and day not in self.holidays)

    def knows(self, day: date) -> bool:
        """Whether the year of the day is announced; a deadline beyond is provisional."""
        return day.year in self.years

    def add(self, start: date, days: int, unit: DayUnit, *, count_first: bool = False) -> date:
        """The last day of a limit of `days` from `start`; the day of receipt counts only with `count_first`.

        2026-02-12 + 2 working days = 2026-02-14, a Saturday made a working day (notice of 2025-11-04).
        """
        step = timedelta(days=1)
        if unit is DayUnit.CALENDAR:
            return start + step * (days - 1 if count_first else days)
        day, left = start, days
        if count_first and self.is_working(start):
            left -= 1
        while left > 0:
            day += step
            if self.is_working(day):
                left -= 1
        return day
