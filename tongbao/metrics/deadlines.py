"""When a limit ends, and when something that had to be done by then is late."""

from datetime import date, timedelta
from typing import NamedTuple

from tongbao.model.calendar import Calendar
from tongbao.model.setting import Limit
from tongbao.model.vocab import DayUnit

DAY = timedelta(days=1)


class Deadline(NamedTuple):
    """The last day in time; provisional where working days run into a year whose days off are not announced."""

    day: date
    provisional: bool = False


def deadline(limit: Limit, start: date, calendar: Calendar) -> Deadline:
    """The last day of a limit that begins on `start`; of a range (3—5 个工作日) the end of its upper bound."""
    return _after(start, limit.upper, limit.unit, calendar, count_first=limit.count_first_day)


def overdue_by(due: date, days: int, unit: DayUnit, calendar: Calendar) -> Deadline:
    """The day on which something due by `due` is late by `days` of a unit; with 0 the first day that it is late."""
    ends = _after(due, days, unit, calendar, count_first=False)
    return Deadline(max(ends.day, due + DAY), ends.provisional)


def is_late(due: date | None, done: date | None, day: date) -> bool:
    """Whether it was done after its date, or is not done though the date is over; never without a date."""
    return due is not None and (done or day) > due


def _after(start: date, length: int, unit: DayUnit, calendar: Calendar, *, count_first: bool) -> Deadline:
    end = calendar.add(start, length, unit, count_first=count_first)
    announced = all(year in calendar.years for year in range(start.year, end.year + 1))
    return Deadline(end, unit is DayUnit.WORKING and bool(calendar.years) and not announced)
