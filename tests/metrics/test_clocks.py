"""When an issue is due, and when it is late."""

from datetime import date
from typing import Any

import pytest

from tests.builders import make_issue
from tests.snapshots import CHINA, snapshot, value
from tongbao.metrics.clocks import IssueStanding, issue_standing
from tongbao.model.calendar import Calendar
from tongbao.model.clocks import Clocks
from tongbao.model.vocab import IssueState

FIVE = {"resolve": {"lower": "3", "upper": "5"}}


def event(day: str, kind: str, **more: Any) -> dict[str, Any]:
    return {"date": day, "kind": kind, **more}


def standing(
    day: str,
    *events: dict[str, Any],
    clocks: dict[str, Any] | None = None,
    calendar: Calendar = CHINA,
    resolved_counts: bool = True,
    **keys: Any,
) -> IssueStanding:
    rule = Clocks.model_validate(clocks or FIVE)
    issue = make_issue(events=list(events), **keys)
    return issue_standing(issue, rule, calendar, date.fromisoformat(day), resolved_counts=resolved_counts)


B6 = [
    ("2026-02-12", 2, "2026-02-14"),
    ("2026-02-12", 3, "2026-02-24"),
    ("2026-02-12", 5, "2026-02-26"),
    ("2026-04-30", 2, "2026-05-07"),
    ("2026-04-30", 3, "2026-05-08"),
    ("2026-04-30", 5, "2026-05-11"),
    ("2026-09-24", 2, "2026-09-29"),
    ("2026-09-24", 3, "2026-09-30"),
    ("2026-09-24", 5, "2026-10-09"),
    ("2026-09-30", 2, "2026-10-09"),
    ("2026-09-30", 3, "2026-10-10"),
    ("2026-09-30", 5, "2026-10-13"),
]
"""The State Council's calendar of 2026: assigned, working days, last day of the limit."""


@pytest.mark.parametrize(("assigned", "days", "due"), B6)
def test_working_days(assigned: str, days: int, due: str) -> None:
    """Holidays are left out, make-up Saturdays count, the day of receipt does not."""
    found = standing(assigned, event(assigned, "assigned"), clocks={"resolve": {"upper": str(days)}})
    assert found.due == date.fromisoformat(due)


@pytest.mark.parametrize(("assigned", "days", "due"), B6)
def test_late_only_after_the_last_day(assigned: str, days: int, due: str) -> None:
    """An issue is in time on the last day of its limit and late on the day after."""
    clocks = {"resolve": {"lower": "1", "upper": str(days)}}
    last = date.fromisoformat(due)
    assert not standing(due, event(assigned, "assigned"), clocks=clocks).overdue
    assert standing(
        date.fromordinal(last.toordinal() + 1).isoformat(), event(assigned, "assigned"), clocks=clocks
    ).overdue


@pytest.mark.parametrize(
    ("keys", "due"),
    [
        ({"unit": "calendar_days"}, "2026-10-05"),
        ({"unit": "calendar_days", "count_first_day": True}, "2026-10-04"),
        ({"count_first_day": True}, "2026-10-12"),
        ({"starts": "raised"}, "2026-04-20"),
    ],
)
def test_what_a_clock_counts(keys: dict[str, Any], due: str) -> None:
    """Calendar days, the day of receipt, the day it was raised: as the policy says."""
    found = standing("2026-09-30", event("2026-09-30", "assigned"), clocks={"resolve": {"upper": "5", **keys}})
    assert found.due == date.fromisoformat(due)


def test_no_clock_before_the_issue_is_assigned() -> None:
    """What nobody was given cannot be late."""
    found = standing("2026-12-31")
    assert (found.state, found.due, found.overdue, found.open) == (IssueState.RAISED, None, False, True)


def test_a_promised_day_takes_over() -> None:
    """The due date of a plan holds instead of the clock, and that of an extension instead of the plan's."""
    events = [event("2026-04-14", "assigned"), event("2026-04-16", "planned", due="2026-05-10")]
    assert standing("2026-05-10", *events).overdue is False
    assert standing("2026-05-11", *events).overdue is True
    extended = [*events, event("2026-05-09", "extended", due="2026-05-31")]
    assert standing("2026-05-31", *extended).due == date(2026, 5, 31)
    assert not standing("2026-05-31", *extended).overdue


def test_a_plan_without_a_day_changes_nothing() -> None:
    """A plan that promises no day leaves the clock as it is."""
    found = standing("2026-05-01", event("2026-04-14", "assigned"), event("2026-04-16", "planned"))
    assert (found.state, found.due) == (IssueState.PLANNED, date(2026, 4, 21))


def test_resolved_too_late_is_late_no_more() -> None:
    """An issue that is resolved is not overdue, though its day of resolution shows that it was."""
    found = standing("2026-06-01", event("2026-04-14", "assigned"), event("2026-05-20", "resolved"))
    assert (found.overdue, found.done, found.closed, found.open) == (False, date(2026, 5, 20), 1, False)


def test_closing_keeps_the_day_of_resolution() -> None:
    """销号 after 办结: done is the day it was resolved."""
    events = [event("2026-04-14", "assigned"), event("2026-04-20", "resolved"), event("2026-04-25", "closed")]
    found = standing("2026-06-01", *events)
    assert (found.state, found.done) == (IssueState.CLOSED, date(2026, 4, 20))


def test_resolved_counts_or_not() -> None:
    """Where only 销号 counts, a resolved issue is still open, in the row as in the figure."""
    events = [event("2026-04-14", "assigned"), event("2026-04-20", "resolved")]
    found = standing("2026-06-01", *events, resolved_counts=False)
    assert (found.closed, found.open, found.overdue) == (0, True, False)
    place = snapshot("2026-06-01", {}, issues=[{"events": events}], policy={"closing_rate": {"resolved_counts": False}})
    assert (value(place, "issues_open"), value(place, "closing_rate")) == (1, 0)


DONE = [
    event("2026-04-14", "assigned"),
    event("2026-04-16", "planned", due="2026-05-10"),
    event("2026-05-08", "resolved"),
    event("2026-05-09", "closed"),
]


def test_reopening_starts_the_clock_anew() -> None:
    """A reopened issue is open again, with a new limit: the old promise was for the first time."""
    reopened = standing("2026-06-01", *DONE, event("2026-06-01", "reopened"))
    assert (reopened.state, reopened.open, reopened.done) == (IssueState.REOPENED, True, None)
    assert (reopened.due, reopened.overdue) == (date(2026, 6, 8), False)


def test_reopening_restarts_a_clock_from_the_day_raised() -> None:
    """Also where the clock runs from the day an issue was raised."""
    clocks = {"resolve": {"starts": "raised", "upper": "5"}}
    found = standing("2026-06-01", *DONE, event("2026-06-01", "reopened"), clocks=clocks)
    assert found.due == date(2026, 6, 8)


def test_reopening_with_a_day() -> None:
    """The day promised when it was reopened, or in a plan since, holds."""
    again = [*DONE, event("2026-06-01", "reopened", due="2026-06-30")]
    assert standing("2026-07-01", *again).overdue
    assert standing("2026-07-01", *again, event("2026-06-20", "planned", due="2026-07-15")).due == date(2026, 7, 15)


def test_order_of_events_in_the_file_does_not_matter() -> None:
    """Events are read by their day."""
    assert standing("2026-06-01", *reversed(DONE)).state is IssueState.CLOSED


def test_orders_and_escalations() -> None:
    """The newest colour and the newest body stand beside the state, and leave it as it is."""
    found = standing(
        "2026-06-01",
        event("2026-04-14", "assigned", to="city-land"),
        event("2026-05-12", "ordered", colour="蓝"),
        event("2026-05-14", "escalated", to="联席会议"),
        event("2026-05-18", "ordered", colour="黄"),
    )
    assert (found.state, found.colour, found.escalated_to) == (IssueState.ASSIGNED, "黄", "联席会议")


def test_a_bundle_has_no_clock() -> None:
    """A bundle that was only counted is never late; the newest count holds, in whatever order they stand."""
    counts = [
        {"date": "2026-05-01", "raised": "222", "closed": "196"},
        {"date": "2026-04-01", "raised": "100", "closed": "20"},
    ]
    found = standing("2026-12-31", event("2026-04-14", "assigned"), counts=counts)
    assert (found.raised, found.closed, found.open) == (222, 196, True)
    assert (found.due, found.overdue, found.provisional) == (None, False, False)


def test_provisional_beyond_the_known_calendar() -> None:
    """Working days that run into a year without a calendar are provisional; promised days and calendar days are not."""
    known = Calendar(years=frozenset({2026}), holidays=CHINA.holidays, makeup_days=CHINA.makeup_days)
    assigned = event("2026-12-29", "assigned")
    counted = standing("2026-12-31", assigned, calendar=known)
    assert (counted.due, counted.provisional) == (date(2027, 1, 5), True)
    assert not standing("2026-12-22", event("2026-12-22", "assigned"), calendar=known).provisional
    promised = event("2026-12-30", "planned", due="2027-03-31")
    assert not standing("2026-12-31", assigned, promised, calendar=known).provisional
    days = {"resolve": {"upper": "5", "unit": "calendar_days"}}
    assert not standing("2026-12-31", assigned, calendar=known, clocks=days).provisional
    assert not standing("2026-12-31", assigned, calendar=Calendar()).provisional


def test_of_which_year_an_issue_counts() -> None:
    """Raised and closed are those raised in the year; open and overdue are all there are."""
    old = {"id": "I-1", "raised": {"date": "2025-12-01"}, "events": [event("2025-12-02", "assigned")]}
    new = {"id": "I-2", "raised": {"date": "2026-04-13"}, "events": DONE}
    found = snapshot("2026-06-01", {"registered": "2025-01-01"}, issues=[old, new])
    keys = ("issues_raised", "issues_closed", "issues_open", "issues_overdue")
    assert [value(found, key) for key in keys] == [1, 1, 1, 1]
