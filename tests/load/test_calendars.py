from datetime import date, timedelta
from pathlib import Path

from tests.builders import SITE, write_place
from tests.each import each
from tongbao.load.calendars import load_calendar
from tongbao.load.folders import load_place
from tongbao.model.calendar import CalendarYear
from tongbao.model.vocab import DayUnit

# From the State Council's notice of 2025-11-04.
B6 = {
    "2026-02-12": ("2026-02-14", "2026-02-24", "2026-02-26"),
    "2026-04-30": ("2026-05-07", "2026-05-08", "2026-05-11"),
    "2026-09-24": ("2026-09-29", "2026-09-30", "2026-10-09"),
    "2026-09-30": ("2026-10-09", "2026-10-10", "2026-10-13"),
}


@each(
    ("start", "days", "end"),
    [(start, days, end) for start, ends in B6.items() for days, end in zip((2, 3, 5), ends, strict=True)],
)
def test_working_days(start: str, days: int, end: str) -> None:
    """Twelve dates of 2026: 2, 3 and 5 working days, the day of receipt not counted."""
    last = load_calendar("china").add(date.fromisoformat(start), days, DayUnit.WORKING)
    assert last == date.fromisoformat(end)


def working_days(year: int, kind: str = "china", own: tuple[CalendarYear, ...] = ()) -> int:
    calendar = load_calendar("china" if kind == "china" else "weekends", own)
    days = (date(year, 1, 1) + timedelta(days=n) for n in range(366))
    return sum(calendar.is_working(day) for day in days if day.year == year)


def test_days_of_2026() -> None:
    """2026 has 248 working days in China, and 261 days that are no weekend."""
    assert working_days(2026) == 248
    assert working_days(2026, "weekends") == 261


def test_years_known() -> None:
    """The library reaches from 2004 to 2026; with weekends only, every year is known."""
    years = load_calendar("china").years
    assert (min(years), max(years)) == (2004, 2026)
    assert 2027 in load_calendar("weekends").years


def test_own_year_replaces_the_librarys() -> None:
    """A year of the place replaces that year whole and makes it known; other years stay."""
    own = CalendarYear.model_validate(
        {"year": "2026", "source": "通知", "holidays": ["2026-01-01"], "makeup_days": ["2026-01-04"]}
    )
    assert working_days(2026, own=(own,)) == 261
    assert working_days(2025, own=(own,)) == working_days(2025)
    later = CalendarYear.model_validate({"year": "2027", "source": "通知"})
    assert 2027 in load_calendar("china", (later,)).years


def test_calendar_of_a_place(tmp_path: Path) -> None:
    """A place's calendars/ and its `calendar` setting reach the dataset."""
    year = {"year": "2027", "source": "通知", "holidays": ["2027-01-01"]}
    loaded = load_place(write_place(tmp_path / "a", {"calendars/2027.yaml": year}))
    assert loaded.dataset is not None
    assert not loaded.dataset.calendar.is_working(date(2027, 1, 1))
    loaded = load_place(write_place(tmp_path / "b", {"site.yaml": {**SITE, "calendar": "weekends"}}))
    assert loaded.dataset is not None
    assert loaded.dataset.calendar.is_working(date(2026, 10, 1))
