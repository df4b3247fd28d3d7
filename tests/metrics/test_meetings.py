"""The ladder of meetings: who has an issue, and whether the next step is due."""

from datetime import date
from typing import Any

from tests.builders import make_issue
from tests.snapshots import CHINA
from tongbao.metrics.deadlines import Deadline
from tongbao.metrics.meetings import MeetingStanding, meeting_standing, meetings_of
from tongbao.model.clocks import Meetings
from tongbao.model.issue import Event

YANTAI: dict[str, Any] = {
    "code": "问题解决",
    "name": "分层研究",
    "steps": [
        {"code": "现场办公会", "name": "现场办公会", "chair": "推进中心"},
        {"code": "联席会议", "name": "联席会议", "after": {"upper": "10"}},
        {"code": "10加1", "name": "“10+1”推进会", "ends": "here"},
    ],
}
"""烟台开发区 2019; that the second meets after ten working days is assumed."""
XINZHOU: dict[str, Any] = {
    "code": "调度",
    "name": "分级调度",
    "steps": [
        {"code": "月初会", "name": "月初会", "after": {"upper": "1", "unit": "months"}},
        {"code": "省", "name": "提请省级协调", "ends": "outside"},
    ],
}


def handed(day: str, to: str, kind: str = "escalated") -> dict[str, str]:
    return {"date": day, "kind": kind, "to": to}


def standing(
    day: str,
    *events: dict[str, str],
    ladder: dict[str, Any] | None = YANTAI,
    begun: str | None = "2026-04-14",
    due: str | None = None,
    promised: str | None = None,
    done: str | None = None,
) -> MeetingStanding:
    return meeting_standing(
        tuple(Event.model_validate(event) for event in events),
        Meetings.model_validate(ladder) if ladder else None,
        date.fromisoformat(begun) if begun else None,
        Deadline(date.fromisoformat(due)) if due else None,
        date.fromisoformat(promised) if promised else None,
        date.fromisoformat(done) if done else None,
        CHINA,
        date.fromisoformat(day),
    )


def codes(found: MeetingStanding) -> tuple[str | None, str | None]:
    return found.step and found.step.code, found.next and found.next.code


def test_the_step_that_has_it() -> None:
    """Handed to nobody on the ladder it stands below its first step; the last one that it came to has it."""
    assert codes(standing("2026-06-01", ladder=XINZHOU)) == (None, "月初会")
    first = handed("2026-04-20", "现场办公会")
    assert codes(standing("2026-06-01", first)) == ("现场办公会", "联席会议")
    assert codes(standing("2026-06-01", handed("2026-05-06", "联席会议"), first)) == ("联席会议", "10加1")
    assert codes(standing("2026-06-01", first, handed("2026-05-06", "10加1"))) == ("10加1", None)


def test_other_offices_are_no_step() -> None:
    """Being escalated to an office leaves the ladder as it is; being assigned to a step reaches it."""
    first = handed("2026-04-20", "现场办公会", "assigned")
    assert codes(standing("2026-06-01", first, handed("2026-05-06", "city-land"))) == ("现场办公会", "联席会议")
    assert codes(standing("2026-06-01", {**first, "kind": "noted"})) == (None, "联席会议")


def test_where_issues_begin() -> None:
    """驻马店: a county that has an issue is the first step, without a limit; the next is due so long after it was
    handed over, also if nobody wrote that the county has it. Without any limit the first step may take it on."""
    found = standing("2026-04-29", begun="2026-04-14")
    assert (codes(found), found.next_on, found.due) == ((None, "联席会议"), Deadline(date(2026, 4, 28)), True)
    free = {**YANTAI, "steps": [{**step, "after": None} for step in YANTAI["steps"]]}
    assert codes(standing("2026-04-29", ladder=free)) == (None, "现场办公会")


def test_a_promised_day_is_waited_for() -> None:
    """A plan made since the step was reached is given its time; one that was there before is what did not help."""
    first = handed("2026-04-20", "现场办公会")
    planned = standing("2026-06-30", first, due="2026-06-30", promised="2026-04-20")
    assert (planned.next_on, planned.due) == (Deadline(date(2026, 6, 30)), False)
    assert standing("2026-07-01", first, due="2026-06-30", promised="2026-04-20").due
    assert standing("2026-05-08", first, due="2026-06-30", promised="2026-04-19").due
    assert standing("2026-05-07", first, due="2026-04-30", promised="2026-04-21").next_on == Deadline(date(2026, 5, 7))


def test_when_the_next_is_due() -> None:
    """Ten working days after the first meeting took it on, over the holidays of May; not while they last."""
    first = handed("2026-04-20", "现场办公会")
    found = standing("2026-05-07", first)
    assert (found.since, found.next_on, found.due) == (date(2026, 4, 20), Deadline(date(2026, 5, 7)), False)
    assert standing("2026-05-08", first).due


def test_the_first_step_may_have_a_clock() -> None:
    """It runs from the day the issue was handed over, a month to the same day of the next."""
    found = standing("2026-05-14", ladder=XINZHOU)
    assert (found.next_on, found.due) == (Deadline(date(2026, 5, 14)), False)
    assert standing("2026-05-15", ladder=XINZHOU).due
    assert standing("2026-05-15", ladder=XINZHOU, begun=None).next_on is None


def test_without_a_clock_people_decide() -> None:
    """A step that names no time is never due by itself."""
    found = standing("2026-12-31", handed("2026-04-20", "联席会议"))
    assert (codes(found), found.next_on, found.due) == (("联席会议", "10加1"), None, False)


def test_solved_it_goes_no_further() -> None:
    """What is resolved is taken on by no further meeting."""
    found = standing("2026-12-31", handed("2026-04-20", "现场办公会"), done="2026-04-30")
    assert (found.next_on, found.due) == (None, False)


def test_a_ladder_may_end_outside_the_place() -> None:
    """忻州: what the place cannot solve goes to the province; elsewhere the last step is the place's own."""
    found = standing("2026-12-31", handed("2026-05-20", "省"), ladder=XINZHOU)
    assert (codes(found), found.outside, found.due) == (("省", None), True, False)
    assert not standing("2026-12-31", handed("2026-05-20", "10加1")).outside
    assert not standing("2026-12-31").outside


def test_of_one_day_the_higher() -> None:
    """Two meetings on one day: the higher has it, in whatever order they were written."""
    both = [handed("2026-05-06", "联席会议"), handed("2026-05-06", "现场办公会")]
    assert (
        codes(standing("2026-06-01", *both)) == codes(standing("2026-06-01", *reversed(both))) == ("联席会议", "10加1")
    )


def test_which_ladder_fits() -> None:
    """By category; of those that fit the newest; none where none fits."""
    every, land = (Meetings.model_validate(ladder) for ladder in (YANTAI, {**XINZHOU, "categories": ["土地"]}))
    newer = Meetings.model_validate({**YANTAI, "valid_from": "2026-01-01"})
    assert meetings_of(make_issue(category="土地"), (land, every)) is land
    assert meetings_of(make_issue(category="资金"), (land, every)) is every
    assert meetings_of(make_issue(category="资金"), (land, every, newer)) is newer
    assert meetings_of(make_issue(category="资金"), (land,)) is None
    assert standing("2026-06-01", ladder=None) == MeetingStanding()
