"""Working days (State Council's notice of 2025-11-04)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.snapshots import CHINA
from tongbao.model.calendar import Calendar
from tongbao.model.vocab import DayUnit

days = st.dates(date(2026, 1, 1), date(2026, 11, 1))


def test_the_year_2026() -> None:
    """248 working days, as the State Council announced on 4 November 2025."""
    year = [date(2026, 1, 1) + timedelta(days=number) for number in range(365)]
    assert sum(map(CHINA.is_working, year)) == 248


@pytest.mark.parametrize("day", ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"])
def test_make_up_days(day: str) -> None:
    """Offices work on the make-up days of 2026, all of them at a weekend."""
    found = date.fromisoformat(day)
    assert found.weekday() >= 5
    assert CHINA.is_working(found)


@pytest.mark.parametrize("day", ["2026-01-02", "2026-02-16", "2026-02-23", "2026-04-06", "2026-05-05", "2026-10-07"])
def test_holidays(day: str) -> None:
    """Offices rest on weekdays that are holidays."""
    found = date.fromisoformat(day)
    assert found.weekday() < 5
    assert not CHINA.is_working(found)


def test_a_place_without_a_calendar() -> None:
    """Weekends alone are free; no year is known and none is provisional."""
    assert Calendar().add(date(2026, 9, 30), 5, DayUnit.WORKING) == date(2026, 10, 7)


@given(days, st.integers(1, 20), st.booleans())
def test_a_limit_ends_on_a_working_day(start: date, count: int, count_first: bool) -> None:
    """The last day of a limit is a working day, with as many working days up to it as the limit has."""
    end = CHINA.add(start, count, DayUnit.WORKING, count_first=count_first)
    first = start if count_first else start + timedelta(days=1)
    between = [first + timedelta(days=number) for number in range((end - first).days + 1)]
    assert CHINA.is_working(end)
    assert sum(map(CHINA.is_working, between)) == count
