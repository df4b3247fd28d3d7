"""The working calendar of a place: the State Council's, as the library has it, overlaid with its own."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from tongbao.model.calendar import Calendar, CalendarYear

_ALL_YEARS = frozenset(range(date.min.year, date.max.year + 1))


def load_calendar(kind: Literal["china", "weekends"], own: Iterable[CalendarYear] = ()) -> Calendar:
    """The calendar of a place; a year of its own replaces that year of the library whole.

    `weekends` knows every year. `china` knows the years of the library (2004 to 2026 in chinesecalendar 1.11)
    and the place's own: the next year's days off are announced only each November.
    """
    years, holidays, makeup_days = _china() if kind == "china" else (_ALL_YEARS, frozenset(), frozenset())
    for announced in own:
        years |= {announced.year}
        year = announced.year
        holidays = frozenset(day for day in holidays if day.year != year).union(announced.holidays)
        makeup_days = frozenset(day for day in makeup_days if day.year != year).union(announced.makeup_days)
    return Calendar(years=years, holidays=holidays, makeup_days=makeup_days)


def _china() -> tuple[frozenset[int], frozenset[date], frozenset[date]]:
    """Years, days off and make-up days of the library."""
    from chinese_calendar import holidays, workdays

    return frozenset(day.year for day in holidays), frozenset(holidays), frozenset(workdays)
