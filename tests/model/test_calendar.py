"""Working days (State Council's notice of 2025-11-04)."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.each import each
from tests.snapshots import CHINA
from tongbao.model.calendar import Calendar
from tongbao.model.vocab import DayUnit

days = st.dates(date(2026, 1, 1), date(2026, 11, 1))


def test_the_year_2026() -> None:
    """248 working days, as the State Council announced on 4 November 2025."""
    year = [date(2026, 1, 1) + timedelta(days=number) for number in range(365)]
    assert sum(map(CHINA.is_working, year)) == 248


@each("day", ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"])
def test_make_up_days(day: str) -> None:
    """Offices work on the make-up days of 2026, all of them at a weekend."""
    found = date.fromisoformat(day)
    assert found.weekday() >= 5
    assert CHINA.is_working(found)


@each("day", ["2026-01-02", "2026-02-16", "2026-02-23", "2026-04-06", "2026-05-05", "2026-10-07"])
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


B6 = [
    ("2026-02-12", {2: "2026-02-14", 3: "2026-02-24", 5: "2026-02-26"}),
    ("2026-04-30", {2: "2026-05-07", 3: "2026-05-08", 5: "2026-05-11"}),
    ("2026-09-24", {2: "2026-09-29", 3: "2026-09-30", 5: "2026-10-09"}),
    ("2026-09-30", {2: "2026-10-09", 3: "2026-10-10", 5: "2026-10-13"}),
]
"""What an office accepted, and when 2, 3 and 5 working days are over, by the notice for 2026."""


@each(("start", "length", "end"), [(s, n, e) for s, ends in B6 for n, e in ends.items()])
def test_twelve_dates(start: str, length: int, end: str) -> None:
    """Holidays are left out, make-up days count, the day of receipt does not."""
    assert CHINA.add(date.fromisoformat(start), length, DayUnit.WORKING) == date.fromisoformat(end)


@each(
    ("start", "length", "end"),
    [
        ("2004-04-30", 1, "2004-05-08"),
        ("2008-01-31", 6, "2008-02-13"),
        ("2013-09-18", 1, "2013-09-22"),
        ("2020-01-22", 2, "2020-02-03"),
        ("2022-04-29", 1, "2022-05-05"),
    ],
)
def test_any_year_from_2004(start: str, length: int, end: str) -> None:
    """The golden week of May 2004, the spring festivals of 2008 and 2020 (made longer), and others."""
    assert CHINA.add(date.fromisoformat(start), length, DayUnit.WORKING) == date.fromisoformat(end)
    assert min(CHINA.years) == 2004


@each(
    ("start", "length", "unit", "end"),
    [
        ("2026-03-10", 0, DayUnit.CALENDAR, "2026-03-10"),
        ("2026-03-10", 3, DayUnit.CALENDAR, "2026-03-13"),
        ("2026-03-10", 7, DayUnit.CALENDAR, "2026-03-17"),
        ("2026-03-10", 1, DayUnit.MONTHS, "2026-04-10"),
        ("2026-01-31", 1, DayUnit.MONTHS, "2026-02-28"),
        ("2024-01-31", 1, DayUnit.MONTHS, "2024-02-29"),
        ("2026-01-30", 13, DayUnit.MONTHS, "2027-02-28"),
        ("2026-12-31", 2, DayUnit.MONTHS, "2027-02-28"),
        ("2026-03-10", 0, DayUnit.WORKING, "2026-03-10"),
        ("2026-03-10", 24, DayUnit.HOURS, "2026-03-11"),
        ("2026-03-10", 2, DayUnit.HOURS, "2026-03-11"),
        ("2026-03-10", 25, DayUnit.HOURS, "2026-03-12"),
        ("2026-03-10", 48, DayUnit.HOURS, "2026-03-12"),
        ("2026-03-10", 0, DayUnit.HOURS, "2026-03-10"),
    ],
)
def test_units(start: str, length: int, unit: DayUnit, end: str) -> None:
    """13710: the same day, 3 and 7 days, a month. Hours end on the day in which they run out, a month on the same day
    of the next or on its last."""
    assert CHINA.add(date.fromisoformat(start), length, unit) == date.fromisoformat(end)


@each(
    ("length", "unit", "end"),
    [
        (1, DayUnit.WORKING, "2026-03-10"),
        (3, DayUnit.CALENDAR, "2026-03-12"),
        (24, DayUnit.HOURS, "2026-03-10"),
        (25, DayUnit.HOURS, "2026-03-11"),
        (1, DayUnit.MONTHS, "2026-04-09"),
    ],
)
def test_the_day_of_receipt_may_count(length: int, unit: DayUnit, end: str) -> None:
    """Then a limit ends a day earlier, whatever its unit."""
    assert CHINA.add(date(2026, 3, 10), length, unit, count_first=True) == date.fromisoformat(end)


@each("unit", DayUnit)
def test_no_limit_ends_before_it_begins(unit: DayUnit) -> None:
    """The same day is the same day, also where the day of receipt counts."""
    assert CHINA.add(date(2026, 3, 10), 0, unit, count_first=True) == date(2026, 3, 10)


def test_the_calendar_ends() -> None:
    """The days off of 2027 are not announced: weekends alone are free, and the year is not known."""
    assert CHINA.add(date(2026, 12, 29), 5, DayUnit.WORKING) == date(2027, 1, 5)
    assert max(CHINA.years) == 2026


@given(days, st.integers(0, 400), st.sampled_from(DayUnit))
def test_a_longer_limit_never_ends_earlier(start: date, length: int, unit: DayUnit) -> None:
    """In every unit."""
    assert start <= CHINA.add(start, length, unit) <= CHINA.add(start, length + 1, unit)
