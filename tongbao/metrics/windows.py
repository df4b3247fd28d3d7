"""Spans of time seen from a day: its year, its quarter, the quarter before, its month."""

import calendar
from datetime import date, timedelta

from tongbao.model.calendar import month_later
from tongbao.model.units import LAST_OF_DECEMBER, MONTHS_A_QUARTER, MONTHS_A_YEAR
from tongbao.model.vocab import Window

DAY = timedelta(days=1)


def month_end(day: date) -> date:
    """The last day of the month of `day`."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def year_start(day: date) -> date:
    """The first of January."""
    return date(day.year, 1, 1)


def year_end(day: date) -> date:
    """The last of December."""
    return date(day.year, MONTHS_A_YEAR, LAST_OF_DECEMBER)


def quarter_start(day: date) -> date:
    """The first day of the quarter of `day`."""
    return date(day.year, day.month - (day.month - 1) % MONTHS_A_QUARTER, 1)


def quarter_end(day: date) -> date:
    """The last day of the quarter of `day`."""
    return month_later(quarter_start(day), MONTHS_A_QUARTER) - DAY


def last_month_end(day: date) -> date:
    """The newest month end on or before `day`."""
    return day if day == month_end(day) else day.replace(day=1) - DAY


def periods_back(day: date, periods: int) -> date:
    """`day` itself for 0, else the end of the n-th last month before its own month."""
    if not periods:
        return day
    return month_end(month_later(day.replace(day=1), -periods))


def span(window: Window, day: date) -> tuple[date, date]:
    """First and last day of a window that is seen from `day`; nothing after `day` is in it."""
    match window:
        case Window.YEAR:
            return year_start(day), day
        case Window.QUARTER:
            return quarter_start(day), day
        case Window.PREVIOUS_QUARTER:
            before = quarter_start(day) - DAY
            return quarter_start(before), before
    return date.min, day


def same_day_last_year(day: date) -> date:
    """The day a year earlier; of the last day of February the last."""
    before = month_later(day, -MONTHS_A_YEAR)
    return month_end(before) if day == month_end(day) else before
