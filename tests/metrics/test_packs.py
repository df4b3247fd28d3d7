"""Who is called to a meeting and why, what is decided on, and what the last meeting left."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.snapshots import Record, place, report, stage, year
from tongbao.metrics.packs import called, called_of_sponsors, last_meeting, taken_up, to_decide
from tongbao.metrics.snapshot import Snapshot, take_snapshot
from tongbao.model.activity import Activity
from tongbao.model.packs import PackRule

DAY = "2026-05-31"
LIGHTS = [
    {"code": "红", "label": "红牌", "shape": "square", "tone": "danger", "below": "-30"},
    {"code": "黄", "label": "黄牌", "shape": "triangle", "tone": "warning", "at_least": "-30", "below": "0"},
]
STEPS = [
    {"code": "专题会", "name": "专题会"},
    {"code": "会商", "name": "会商", "after": {"upper": "5"}, "ends": "here"},
]
POLICY = {
    "lights": LIGHTS,
    "boards": [{"code": "b", "name": "县区", "members": ["zouping", "huimin"]}],
    "meetings": {"code": "m", "name": "分层", "steps": STEPS},
    "activities": [{"code": "过堂会", "name": "过堂会"}, {"code": "周例会", "name": "周例会"}],
}


def project(id: str, invested: str, **keys: Any) -> Record:
    """A project with a plan of 1200 that is at work; the pace of the day is 500."""
    base = {"id": id, "registered": "2026-01-01", "years": year("1200"), "progress": [report(DAY, invested)]}
    return {**base, "stages": [stage("2026-01-05", "resumed")], **keys}


def on(projects: list[Record], activities: tuple[Record, ...] = (), day: str = DAY, **records: Any) -> Snapshot:
    """The place on a day."""
    data = place(projects, policy={**POLICY, **records.pop("policy", {})}, **records)
    data = replace(data, activities=tuple(Activity.model_validate(each) for each in activities))
    return take_snapshot(data, date.fromisoformat(day))


def rule(*calls: Record, **keys: Any) -> PackRule:
    """The papers of a hearing."""
    return PackRule.model_validate({"code": "过堂会", "name": "过堂会", "calls": list(calls), **keys})


def ids(found: Snapshot, *calls: Record) -> list[str]:
    """Who is called."""
    return [one.standing.project.id for one in called(rule(*calls), found)]


def meeting(id: str, day: str, *decisions: Record, kind: str = "过堂会") -> Record:
    """A meeting with its decisions."""
    told = [{"office": "city-land", "text": "办结", **decision} for decision in decisions]
    return {"id": id, "kind": kind, "title": id, "date": day, "decisions": told}


def test_one_reason_is_enough_and_all_that_a_reason_says_must_hold() -> None:
    """Red, or yellow in the last district: the yellow one of the first district is not called."""
    found = on(
        [
            project("P-1", "130"),
            project("P-2", "450", district="huimin"),
            project("P-3", "490"),
            project("P-4", "900"),
        ]
    )
    assert ids(found, {"lights": ["红"]}) == ["P-1"]
    assert ids(found, {"lights": ["红"]}, {"lights": ["黄"], "board": "b"}) == ["P-1", "P-2"]
    assert ids(found, {"lights": ["红", "黄"]}) == ["P-1", "P-3", "P-2"]
    assert [len(one.why) for one in called(rule({"lights": ["红"]}, {"gap": {"below": "0"}}), found)] == [2, 1, 1]


def test_last_of_a_board() -> None:
    """Everyone of the last district is called, of the last two all; equal districts are both the last two."""
    two = [project("P-1", "600"), project("P-2", "450", district="huimin")]
    assert ids(on(two), {"board": "b"}) == ["P-2"]
    assert ids(on(two), {"board": "b", "last": "2"}) == ["P-1", "P-2"]
    equal = [project("P-1", "450"), project("P-2", "450", district="huimin")]
    assert ids(on(equal), {"board": "b"}) == []
    assert ids(on(equal), {"board": "b", "last": "2"}) == ["P-1", "P-2"]


@pytest.mark.parametrize(
    ("day", "months"), [("2026-03-31", 0), ("2026-04-01", 1), ("2026-04-30", 1), ("2026-05-01", 2)]
)
def test_a_start_is_overdue_from_the_day_after_its_month(day: str, months: int) -> None:
    """A month begun counts as one; a project that has started is not called."""
    new = {"years": year("1200", "新开工", start="2026-03"), "stages": [], "progress": []}
    found = on([project("P-1", "0", **new), project("P-2", "0", **{**new, "stages": [stage("2026-03-02")]})], day=day)
    assert ids(found, {"start_overdue": "1"}) == (["P-1"] if months else [])
    assert ids(found, {"start_overdue": "2"}) == (["P-1"] if months > 1 else [])
    assert [why.months for one in called(rule({"start_overdue": "1"}), found) for why in one.why] == [months] * bool(
        months
    )


def test_the_bound_of_a_gap_is_in_percentage_points() -> None:
    """−30 points is not below −30 and is at most −30: 140 of 1200 at a pace of 5/12."""
    found = on([project("P-1", "140"), project("P-2", "139.99")])
    assert ids(found, {"gap": {"below": "-30"}}) == ["P-2"]
    assert ids(found, {"gap": {"at_most": "-30"}}) == ["P-1", "P-2"]


def test_finished_left_out_and_reckoned_ones_are_called_by_nothing() -> None:
    """Nobody is called to a hearing on works that are done or were withdrawn."""
    done = [stage("2026-01-05"), stage("2026-04-01", "completed")]
    gone = [stage("2026-01-05", "withdrawn")]
    projects = [
        project("P-1", "0", stages=done),
        project("P-2", "0", stages=gone),
        project("P-3", "0", reckoned=True, count="2"),
    ]
    assert ids(on(projects), {"gap": {"below": "0"}}) == []


def test_issues_with_a_step_and_overdue_ones() -> None:
    """An open issue with the step calls its project; one that is solved does not, nor one past its date elsewhere,
    which is decided on because it is due to go there."""
    handed = [{"date": "2026-05-06", "kind": "assigned", "to": "city-land"}]
    up = [*handed, {"date": "2026-05-20", "kind": "escalated", "to": "会商"}]
    solved = [*up, {"date": "2026-05-21", "kind": "resolved"}]
    raised = {"date": "2026-05-01"}
    issues = [
        {"id": "I-1", "projects": ["P-1"], "raised": raised, "events": up},
        {"id": "I-2", "projects": ["P-2"], "raised": raised, "events": solved},
        {"id": "I-3", "projects": ["P-3"], "raised": raised, "events": handed},
    ]
    found = on([project(f"P-{n}", "600") for n in (1, 2, 3)], issues=issues)
    assert ids(found, {"steps": ["会商"]}) == ["P-1"]
    waiting = on([project("P-2", "600")], issues=issues[1:2], policy={"closing_rate": {"resolved_counts": False}})
    assert (waiting.issues[0].open, ids(waiting, {"steps": ["会商"]})) == (True, [])
    assert ids(found, {"overdue": "issue"}) == ["P-1", "P-3"]
    assert ids(found, {"overdue": "issue", "steps": ["会商"]}) == ["P-1"]
    assert [issue.issue.id for issue in to_decide(rule(issues=["会商"]), found)] == ["I-1", "I-3"]


def test_an_issue_that_is_only_counted_calls_nothing() -> None:
    """Papers may be public: a project that is called for such an issue would be told to have one."""
    handed = [{"date": "2026-05-06", "kind": "assigned", "to": "city-land"}]
    issue = {"id": "I-1", "projects": ["P-1"], "raised": {"date": "2026-05-01"}, "events": handed}
    for hidden, called_ids in ((False, ["P-1"]), (True, [])):
        found = on([project("P-1", "600")], issues=[{**issue, "counted_only": hidden}])
        assert ids(found, {"overdue": "issue"}) == called_ids


def test_an_issue_that_is_due_to_go_to_the_meeting_is_decided_on() -> None:
    """With the step below since the sixth and unsolved after five working days, Saturday the ninth being one."""
    events = [{"date": "2026-05-06", "kind": "assigned", "to": "专题会"}]
    issue = {"id": "I-1", "projects": ["P-1"], "raised": {"date": "2026-05-01"}, "events": events}
    deciding = rule(issues=["会商"])
    assert to_decide(deciding, on([project("P-1", "600")], issues=[issue], day="2026-05-12")) == ()
    assert len(to_decide(deciding, on([project("P-1", "600")], issues=[issue], day="2026-05-13"))) == 1


def test_a_decision_past_its_date_calls_its_projects() -> None:
    """From the day after its date, until it is done."""
    late = meeting("A-1", "2026-05-06", {"code": "1", "due": "2026-05-29", "projects": ["P-1"]})
    projects = [project("P-1", "600"), project("P-2", "600")]
    assert ids(on(projects, (late,)), {"overdue": "decision"}) == ["P-1"]
    assert ids(on(projects, (late,), day="2026-05-29"), {"overdue": "decision"}) == []


def test_last_time() -> None:
    """All that the last meeting of the kind decided, then what those before it left open; the day's own is not it."""
    activities = (
        meeting("A-1", "2026-03-06", {"code": "1"}, {"code": "2", "done": "2026-03-09"}),
        meeting("A-2", "2026-04-06", {"code": "1", "done": "2026-04-09"}, {"code": "2"}),
        meeting("A-3", "2026-05-07", {"code": "1"}, kind="周例会"),
        meeting("A-4", DAY, {"code": "1"}),
    )
    found = on([project("P-1", "600")], activities)
    assert last_meeting(rule(), found) == found.data.activities[1]
    assert [(d.activity.id, d.decision.code) for d in taken_up(rule(), found)] == [
        ("A-2", "1"),
        ("A-2", "2"),
        ("A-1", "1"),
    ]
    assert [d.activity.id for d in taken_up(rule(activity="周例会"), found)] == ["A-3"]
    assert last_meeting(rule(), on([], activities, day="2026-03-06")) is None


def test_of_sponsors() -> None:
    """Those with the most called first; a sponsor of whom nobody is called is not named, nor anybody where the rule
    does not ask."""
    care = {code: [{"office": code}] for code in ("mayor", "vice")}
    found = on(
        [
            project("P-1", "100", sponsors=care["mayor"]),
            project("P-2", "100", sponsors=care["vice"]),
            project("P-3", "100", sponsors=[*care["vice"], *care["mayor"]]),
            project("P-4", "100", sponsors=care["vice"]),
            project("P-5", "500", sponsors=[{"office": "city-drc"}]),
        ]
    )
    asked = rule({"lights": ["红"]}, sponsors=True)
    called_now = called(asked, found)
    held = called_of_sponsors(asked, called_now, found)
    assert {code: [one.standing.project.id for one in ones] for code, ones in held.items()} == {
        "vice": ["P-2", "P-3", "P-4"],
        "mayor": ["P-1", "P-3"],
    }
    assert list(held) == ["vice", "mayor"]
    assert called_of_sponsors(rule({"lights": ["红"]}), called_now, found) == {}
