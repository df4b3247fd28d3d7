"""When an issue is due, and when it is late."""

import itertools
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import make_issue, make_policy
from tests.each import each
from tests.snapshots import CHINA, snapshot, value
from tongbao.metrics.clocks import IssueStanding, issue_standing
from tongbao.model.asof import issue_at
from tongbao.model.calendar import Calendar
from tongbao.model.vocab import IssueState

FIVE = {"resolve": {"lower": "3", "upper": "5"}}


def event(day: str, kind: str, **more: Any) -> dict[str, Any]:
    return {"date": day, "kind": kind, **more}


def standing(
    day: str,
    *events: dict[str, Any],
    clocks: dict[str, Any] | list[dict[str, Any]] | None = None,
    calendar: Calendar = CHINA,
    resolved_counts: bool = True,
    policy: dict[str, Any] | None = None,
    **keys: Any,
) -> IssueStanding:
    rules = make_policy(
        clocks=FIVE if clocks is None else clocks, closing_rate={"resolved_counts": resolved_counts}, **(policy or {})
    )
    on = date.fromisoformat(day)
    issue = make_issue(events=list(events), **keys)
    return issue_standing(issue_at(issue, on) or issue, rules.clocks, rules.at(on), calendar, on)


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


@each(("assigned", "days", "due"), B6)
def test_working_days(assigned: str, days: int, due: str) -> None:
    """Holidays are left out, make-up Saturdays count, the day of receipt does not."""
    found = standing(assigned, event(assigned, "assigned"), clocks={"resolve": {"upper": str(days)}})
    assert found.due == date.fromisoformat(due)


@each(("assigned", "days", "due"), B6)
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


def test_provisional_over_a_year_in_between() -> None:
    """A long limit is provisional also where only a year that it passes through has no calendar."""
    known = Calendar(years=frozenset({2026, 2028}), holidays=CHINA.holidays, makeup_days=CHINA.makeup_days)
    found = standing(
        "2026-12-31", event("2026-12-01", "assigned"), calendar=known, clocks={"resolve": {"upper": "300"}}
    )
    assert (found.due, found.provisional) == (date(2028, 1, 25), True)


def test_of_which_year_an_issue_counts() -> None:
    """Raised and closed are those raised in the year; open and overdue are all there are."""
    old = {"id": "I-1", "raised": {"date": "2025-12-01"}, "events": [event("2025-12-02", "assigned")]}
    new = {"id": "I-2", "raised": {"date": "2026-04-13"}, "events": DONE}
    found = snapshot("2026-06-01", {"registered": "2025-01-01"}, issues=[old, new])
    keys = ("issues_raised", "issues_closed", "issues_open", "issues_overdue")
    assert [value(found, key) for key in keys] == [1, 1, 1, 1]


ASSIGNED = event("2026-04-14", "assigned")
"""Due by 2026-04-21 in five working days, by 04-16 in two."""


@pytest.mark.parametrize("kind", ["planned", "extended"])
def test_a_promise_in_time_moves_the_date(kind: str) -> None:
    """The last day to record it is the date in force itself; a day later the original date is used."""
    kept = standing("2026-06-01", ASSIGNED, event("2026-04-21", kind, due="2026-05-10"))
    assert (kept.due, kept.too_late) == (date(2026, 5, 10), ())
    late = standing("2026-06-01", ASSIGNED, event("2026-04-22", kind, due="2026-05-10"))
    assert (late.due, late.overdue, [e.date for e in late.too_late]) == (date(2026, 4, 21), True, [date(2026, 4, 22)])


def test_an_extension_is_measured_by_the_date_then_in_force() -> None:
    """An extension is in time by the day that the plan promised, and the next by that of the extension."""
    planned = event("2026-04-16", "planned", due="2026-05-10")
    extended = event("2026-05-10", "extended", due="2026-05-31")
    again = event("2026-06-01", "extended", due="2026-06-30")
    found = standing("2026-06-10", ASSIGNED, planned, extended, again)
    assert (found.due, found.overdue_days, len(found.too_late)) == (date(2026, 5, 31), 10, 1)


def test_a_place_may_let_late_promises_count() -> None:
    """With `in_time: false` a promise moves the date whenever it was recorded."""
    clocks = {**FIVE, "in_time": False}
    found = standing("2026-06-01", ASSIGNED, event("2026-05-20", "planned", due="2026-06-10"), clocks=clocks)
    assert (found.due, found.overdue, found.too_late) == (date(2026, 6, 10), False, ())


PLAN = {"resolve": {"lower": "3", "upper": "5"}, "plan": {"upper": "2"}}
"""滨州 2020: resolved in 3—5 working days, else a plan within 2."""


def test_the_plan_clock() -> None:
    """Without a plan the second working day is still in time, the day after is late; a late plan stays late."""
    on_the_day = standing("2026-04-16", ASSIGNED, clocks=PLAN)
    assert (on_the_day.plan_due, on_the_day.plan_late, on_the_day.planned) == (date(2026, 4, 16), False, 0)
    assert standing("2026-04-17", ASSIGNED, clocks=PLAN).plan_late
    in_time = standing("2026-06-01", ASSIGNED, event("2026-04-16", "planned", due="2026-05-10"), clocks=PLAN)
    assert (in_time.plan_late, in_time.planned, in_time.due) == (False, 1, date(2026, 5, 10))
    late = standing("2026-04-20", ASSIGNED, event("2026-04-17", "planned", due="2026-05-10"), clocks=PLAN)
    assert (late.plan_late, late.planned, late.due) == (True, 1, date(2026, 5, 10))


def test_no_plan_is_needed_for_what_is_resolved_in_time() -> None:
    """Resolved within its limit needs no plan, also after the plan's day; resolved later it lacked one."""
    assert not standing("2026-06-01", ASSIGNED, event("2026-04-21", "resolved"), clocks=PLAN).plan_late
    assert standing("2026-06-01", ASSIGNED, event("2026-04-22", "resolved"), clocks=PLAN).plan_late
    late_plan = event("2026-04-20", "planned", due="2026-05-10")
    assert standing("2026-06-01", ASSIGNED, late_plan, event("2026-04-30", "resolved"), clocks=PLAN).plan_late


THIRTEEN_SEVEN_TEN = [
    {
        "severities": ["重大"],
        "resolve": {"starts": "raised", "upper": "1", "unit": "months"},
        "plan": {"starts": "raised", "upper": "0", "unit": "calendar_days"},
        "feedback": {"starts": "raised", "upper": "3", "unit": "calendar_days"},
    },
    {
        "severities": ["一般"],
        "resolve": {"starts": "raised", "upper": "7", "unit": "calendar_days"},
        "feedback": {"starts": "raised", "upper": "3", "unit": "calendar_days"},
    },
]
"""山西 13710: the same day, 3 days, 7 days, 1 month; days and months, not working days."""


def test_13710() -> None:
    """Raised on 13 April: a major matter is planned the same day and done by 13 May, an ordinary one by the 20th."""
    major = standing("2026-05-14", clocks=THIRTEEN_SEVEN_TEN, severity="重大")
    assert (major.plan_due, major.feedback_due, major.due) == (date(2026, 4, 13), date(2026, 4, 16), date(2026, 5, 13))
    assert (major.plan_late, major.feedback_late, major.overdue_days) == (True, True, 1)
    ordinary = standing("2026-04-20", clocks=THIRTEEN_SEVEN_TEN, severity="一般")
    assert (ordinary.plan_due, ordinary.due, ordinary.overdue) == (None, date(2026, 4, 20), False)


@pytest.mark.parametrize(
    ("kind", "late"), [("noted", False), ("planned", False), ("accepted", True), ("ordered", True)]
)
def test_what_answers(kind: str, late: bool) -> None:
    """Progress or a plan is an answer; that the office took it on, or was given an order, is none."""
    events = [event("2026-04-13", "assigned"), event("2026-04-16", kind)]
    assert standing("2026-04-17", *events, clocks=THIRTEEN_SEVEN_TEN, severity="一般").feedback_late is late


def test_a_late_answer_stays_late() -> None:
    """What was answered a day late is late for good."""
    answered = event("2026-04-17", "noted")
    assert standing("2026-06-01", answered, clocks=THIRTEEN_SEVEN_TEN, severity="一般").feedback_late


def test_no_clock_fits() -> None:
    """Without a rule for its severity an issue has no deadline, until somebody promises a day."""
    found = standing("2026-12-31", ASSIGNED, clocks=THIRTEEN_SEVEN_TEN, severity="其他")
    assert (found.clocks, found.due, found.overdue, found.plan_due, found.feedback_due) == (
        None,
        None,
        False,
        None,
        None,
    )
    promised = event("2026-05-01", "planned", due="2026-06-30")
    assert standing("2026-07-01", ASSIGNED, promised, clocks=THIRTEEN_SEVEN_TEN, severity="其他").overdue_days == 1


@pytest.mark.parametrize(
    ("fits", "days"), [({"kinds": ["任务"]}, 9), ({"categories": ["土地"]}, 8), ({"kinds": ["诉求"]}, 1)]
)
def test_which_clock_fits(fits: dict[str, Any], days: int) -> None:
    """By kind, severity and category; of several that fit the newest."""
    clocks = [
        {"resolve": {"upper": "1", "unit": "calendar_days"}},
        {"valid_from": "2026-01-01", **fits, "resolve": {"upper": str(days), "unit": "calendar_days"}},
    ]
    assert standing("2026-04-14", ASSIGNED, clocks=clocks, kind="任务").due == date(2026, 4, 14 + days)


def test_a_new_rule_does_not_move_a_date_that_runs() -> None:
    """The clock is that of the day on which the issue was raised, or reopened, whatever holds today."""
    clocks = [
        {"valid_until": "2026-04-30", "resolve": {"upper": "1", "unit": "calendar_days"}},
        {"valid_from": "2026-05-01", "resolve": {"upper": "30", "unit": "calendar_days"}},
    ]
    assert standing("2026-05-10", ASSIGNED, clocks=clocks).overdue_days == 25
    done = [event("2026-05-11", "resolved"), event("2026-05-12", "closed"), event("2026-05-13", "reopened")]
    assert standing("2026-05-14", ASSIGNED, *done, clocks=clocks).due == date(2026, 6, 12)


def test_a_task_has_its_own_day() -> None:
    """任务分解表: the day that the assignment names is the task's date; an extension moves it only in time."""
    task = event("2026-04-14", "assigned", to="city-land", due="2026-09-30")
    assert standing("2026-10-01", task, kind="任务").overdue_days == 1
    assert standing("2026-10-01", task, event("2026-09-30", "extended", due="2026-12-31"), kind="任务").late == 0
    assert (
        standing("2026-10-05", task, event("2026-10-01", "extended", due="2026-12-31"), kind="任务").overdue_days == 5
    )


def test_assigned_to_another_office_besides() -> None:
    """A second office on the same issue gives it no new limit."""
    found = standing("2026-04-30", ASSIGNED, event("2026-04-20", "assigned", to="city-drc"))
    assert (found.due, found.begun) == (date(2026, 4, 21), date(2026, 4, 14))


def test_sent_back_by_the_office() -> None:
    """退回重新交办: the limit ends with the return, and runs anew from the day it is assigned again."""
    returned = event("2026-04-15", "returned")
    assert standing("2026-05-31", ASSIGNED, returned).due is None
    again = event("2026-05-25", "assigned", to="linting-gov")
    assert standing("2026-05-31", ASSIGNED, returned, again).due == date(2026, 6, 1)
    handed_on = event("2026-04-15", "returned", to="linting-gov")
    assert standing("2026-05-31", ASSIGNED, handed_on).due == date(2026, 4, 22)
    assert standing("2026-05-31", ASSIGNED, handed_on, again).due == date(2026, 6, 1)


def test_sent_back_to_the_office() -> None:
    """A resolution that is not accepted gives no new limit: the issue is again with its office, and overdue."""
    found = standing("2026-05-01", ASSIGNED, event("2026-04-20", "resolved"), event("2026-04-24", "returned"))
    assert (found.state, found.due, found.overdue) == (IssueState.ASSIGNED, date(2026, 4, 21), True)


def test_reopening_starts_plan_and_orders_anew() -> None:
    """What was planned, ordered and taken up the first time counts no more."""
    first = [
        *DONE[:3],
        event("2026-05-08", "ordered", colour="蓝"),
        event("2026-05-08", "escalated", to="联席会议"),
        DONE[3],
    ]
    found = standing("2026-06-05", *first, event("2026-06-01", "reopened"), clocks=PLAN)
    assert (found.plan_due, found.plan_late, found.planned) == (date(2026, 6, 3), True, 0)
    assert (found.colour, found.order.sent, found.escalated_to) == (None, 0, None)


def test_a_bundle_counts_plans_and_what_is_overdue() -> None:
    """滨州 2020: of 222 issues 196 are closed and the others have plans; how many are late was counted too."""
    counts = [{"date": "2026-05-01", "raised": "222", "closed": "196", "planned": "26", "overdue": "3"}]
    found = standing("2026-05-31", ASSIGNED, counts=counts, clocks=PLAN)
    assert (found.raised, found.closed, found.planned, found.late) == (222, 196, 26, 3)
    assert (found.due, found.overdue_days, found.plan_late, found.feedback_late) == (None, 0, False, False)


def test_only_open_issues_have_a_plan() -> None:
    """A plan counts as long as the issue does not count as closed; what was reopened needs a new one."""
    planned = event("2026-04-16", "planned", due="2026-05-10")
    resolved = event("2026-05-08", "resolved")
    assert standing("2026-05-08", ASSIGNED, planned).planned == 1
    assert standing("2026-06-01", ASSIGNED, planned, resolved).planned == 0
    assert standing("2026-06-01", ASSIGNED, planned, resolved, resolved_counts=False).planned == 1


SAME_DAY = [
    [ASSIGNED, event("2026-04-14", "planned", due="2026-05-10"), event("2026-04-14", "extended", due="2026-05-20")],
    [*DONE, event("2026-05-09", "reopened"), event("2026-05-09", "planned", due="2026-06-30")],
    [*DONE, event("2026-06-01", "reopened"), event("2026-06-01", "planned", due="2026-06-30")],
    [ASSIGNED, event("2026-04-20", "returned"), event("2026-04-20", "assigned", to="city-drc")],
    [ASSIGNED, event("2026-04-14", "returned")],
    [ASSIGNED, event("2026-05-12", "ordered", colour="蓝"), event("2026-05-12", "ordered", colour="黄")],
]


@pytest.mark.parametrize("events", SAME_DAY)
def test_order_of_events_of_a_day_does_not_matter(events: list[dict[str, Any]]) -> None:
    """Also events of one day may stand in any order."""
    on, policy, issue = date(2026, 6, 2), make_policy(clocks=PLAN), make_issue(events=events)
    orders = [issue.model_copy(update={"events": order}) for order in itertools.permutations(issue.events)]
    rules, at = policy.at(on), [issue_at(each, on) or each for each in orders]
    found = [issue_standing(each, policy.clocks, rules, CHINA, on) for each in at]
    assert all(replace(each, issue=found[0].issue) == found[0] for each in found)


def test_events_of_a_day_are_read_in_the_order_of_the_chain() -> None:
    """Closed and reopened on a day is open; reopened, resolved and closed on a later one is closed."""
    assert standing("2026-06-02", *SAME_DAY[1]).state is IssueState.REOPENED
    assert standing("2026-06-02", *SAME_DAY[2]).due == date(2026, 6, 30)
    again = [event("2026-06-01", kind) for kind in ("closed", "resolved", "reopened")]
    assert standing("2026-06-02", *DONE, *again).state is IssueState.CLOSED
    assert standing("2026-06-02", *SAME_DAY[3]).state is IssueState.ASSIGNED
    assert standing("2026-06-02", *SAME_DAY[4]).state is IssueState.RAISED


KINDS = st.sampled_from(["assigned", "accepted", "planned", "extended", "ordered", "returned", "resolved", "reopened"])
DAYS = st.dates(date(2026, 4, 13), date(2026, 6, 30))
EVENTS = st.lists(
    st.builds(
        lambda day, kind, due: event(day.isoformat(), kind, **({"due": due.isoformat()} if due else {})),
        DAYS,
        KINDS,
        st.none() | DAYS,
    ),
    max_size=8,
)
CLOCKS = st.sampled_from([FIVE, PLAN, {**PLAN, "in_time": False}, *THIRTEEN_SEVEN_TEN, THIRTEEN_SEVEN_TEN])


@given(EVENTS, CLOCKS, DAYS, st.integers(0, 60))
def test_days_overdue_never_fall_by_waiting(events: list[dict[str, Any]], clocks: Any, day: date, wait: int) -> None:
    """Without a new event an issue that is overdue is so by as many days more as pass."""
    past = [each for each in events if each["date"] <= day.isoformat()]
    now = standing(day.isoformat(), *past, clocks=clocks)
    later = standing((day + timedelta(days=wait)).isoformat(), *past, clocks=clocks)
    assert later.overdue_days >= now.overdue_days
    assert later.overdue_days == now.overdue_days + wait or not now.overdue
    assert later.plan_late >= now.plan_late
    assert later.feedback_late >= now.feedback_late


@given(EVENTS, CLOCKS, DAYS, st.randoms(use_true_random=False))
def test_order_of_entries_never_matters(events: list[dict[str, Any]], clocks: Any, day: date, chance: Random) -> None:
    """Whatever the events, their order in the file changes nothing."""
    shuffled = chance.sample(events, len(events))
    one, other = (standing(day.isoformat(), *order, clocks=clocks) for order in (events, shuffled))
    assert replace(other, issue=one.issue) == one


@given(EVENTS, EVENTS, CLOCKS, DAYS)
def test_what_comes_later_changes_nothing(
    events: list[dict[str, Any]], more: list[dict[str, Any]], clocks: Any, day: date
) -> None:
    """Events after the day leave the standing on the day as it was."""
    later = [each for each in more if each["date"] > day.isoformat()]
    one, other = (standing(day.isoformat(), *each, clocks=clocks) for each in (events, events + later))
    assert one == other
