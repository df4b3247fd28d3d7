"""Which days a bulletin speaks of, and which hour."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.each import each
from tongbao.metrics.periods import due_moment, first_day, is_whole, issue_day, last_end, newest_period
from tongbao.model.bulletin import Period
from tongbao.model.calendar import Calendar
from tongbao.model.policy import Cadence
from tongbao.model.vocab import BulletinKind

DAILY, WEEKLY, MONTHLY = BulletinKind.DAILY, BulletinKind.WEEKLY, BulletinKind.MONTHLY
SPECIAL = BulletinKind.SPECIAL
REGULAR = [DAILY, WEEKLY, MONTHLY]


def cadence(**changes: object) -> Cadence:
    return Cadence.model_validate(changes)


def newest(kind: BulletinKind, moment: str, **changes: object) -> tuple[str, str]:
    """The period as text."""
    period = newest_period(kind, datetime.fromisoformat(moment), cadence(**changes))
    return period.from_.isoformat(), period.until.isoformat()


@each(
    ("moment", "until"),
    [
        ("2026-11-15T17:00", "2026-11-15"),  # a Sunday at the hour
        ("2026-11-15T16:59", "2026-11-08"),
        ("2026-11-16T09:00", "2026-11-15"),
        ("2026-11-21T23:59", "2026-11-15"),  # the Saturday after
        ("2027-01-03T17:00", "2027-01-03"),
    ],
)
def test_a_week_ends_on_sunday_at_the_hour(moment: str, until: str) -> None:
    """滨州: 截至4月19日17时, a Sunday; an hour before, the week before is the newest."""
    first = date.fromisoformat(until) - timedelta(days=6)
    assert newest(WEEKLY, moment) == (first.isoformat(), until)
    assert first.isoweekday() == 1


@pytest.mark.parametrize(
    ("moment", "period"),
    [
        ("2026-02-28T17:00", ("2026-02-01", "2026-02-28")),
        ("2026-02-28T16:00", ("2026-01-01", "2026-01-31")),
        ("2024-02-28T17:00", ("2024-01-01", "2024-01-31")),
        ("2027-01-01T00:00", ("2026-12-01", "2026-12-31")),
    ],
)
def test_a_month_ends_on_its_last_day(moment: str, period: tuple[str, str]) -> None:
    """Also a February and a December."""
    assert newest(MONTHLY, moment) == period


def test_a_month_that_waits_for_its_reports() -> None:
    """With as_of_after 8 the figures of October are due on 8 November, at the hour."""
    assert newest(MONTHLY, "2026-11-08T16:59", as_of_after="8") == ("2026-09-01", "2026-09-30")
    assert newest(MONTHLY, "2026-11-08T17:00", as_of_after="8") == ("2026-10-01", "2026-10-31")
    assert due_moment(date(2026, 10, 31), cadence(as_of_after="8")) == datetime(2026, 11, 8, 17)


def test_the_hour_is_the_policys() -> None:
    """An office that closes its figures at noon has its day by noon."""
    assert newest(DAILY, "2026-11-15T12:00", hour="12:00") == ("2026-11-15", "2026-11-15")
    assert newest(DAILY, "2026-11-15T12:00") == ("2026-11-14", "2026-11-14")


@given(st.sampled_from(REGULAR), st.datetimes(datetime(1950, 1, 1), datetime(2150, 1, 1)), st.integers(0, 40))
def test_the_newest_period_is_due_and_the_next_is_not(kind: BulletinKind, moment: datetime, after: int) -> None:
    """Whatever the kind and the moment: whole, due, and the period right after it is not due yet."""
    waits = cadence(as_of_after=str(after))
    period = newest_period(kind, moment, waits)
    assert is_whole(kind, period)
    assert due_moment(period.until, waits) <= moment
    following = next(end for days in range(1, 32) if last_end(kind, end := period.until + timedelta(days=days)) == end)
    assert first_day(kind, following) == period.until + timedelta(days=1)
    assert due_moment(following, waits) > moment


@each(
    ("kind", "first", "until", "whole"),
    [
        (WEEKLY, "2026-11-09", "2026-11-15", True),
        (WEEKLY, "2026-11-08", "2026-11-14", False),
        (WEEKLY, "2026-11-02", "2026-11-15", False),
        (MONTHLY, "2026-10-01", "2026-10-31", True),
        (MONTHLY, "2026-01-01", "2026-02-28", True),  # 开平: 1—2月
        (MONTHLY, "2026-10-01", "2026-10-30", False),
        (MONTHLY, "2026-10-02", "2026-10-31", False),
        (DAILY, "2026-11-09", "2026-11-09", True),
        (DAILY, "2026-11-09", "2026-11-10", False),
        (SPECIAL, "2026-11-03", "2026-11-17", True),
    ],
)
def test_whole_periods(kind: BulletinKind, first: str, until: str, whole: bool) -> None:
    """A week is Monday to Sunday, months are whole, several of them too; a special bulletin is free."""
    period = Period(from_=date.fromisoformat(first), until=date.fromisoformat(until))
    assert is_whole(kind, period) is whole


def test_holidays_move_the_day_of_issue() -> None:
    """Figures of Sunday, 4 October 2026 are issued on the first working day after the holiday, 8 October."""
    holiday = frozenset(date(2026, 10, day) for day in range(1, 8))
    calendar = Calendar(years=frozenset({2026}), holidays=holiday)
    assert issue_day(date(2026, 10, 4), cadence(), calendar) == date(2026, 10, 8)
    in_days = cadence(issued_after={"upper": "1", "unit": "calendar_days"})
    assert issue_day(date(2026, 10, 4), in_days, calendar) == date(2026, 10, 5)
