"""What is due and past its date: near by the policy, until it is done, with who has to do it and where."""

from datetime import date
from typing import Any

from tests.snapshots import report, snapshot, stage, year
from tongbao.metrics.stale import Stale, stale
from tongbao.model.activity import Activity

SITE = {
    "offices": [{"code": "city-drc", "name": "市发改委"}, {"code": "land", "name": "市自然资源局"}],
    "districts": [{"code": "zouping", "name": "邹平"}, {"code": "huimin", "name": "惠民"}],
}
MONTHLY = {"reports": [{"cadence": "monthly", "days_after": "5"}]}
WORKING = {"years": year("10000"), "stages": [stage("2026-01-10")], "responsible": [{"office": "city-drc"}]}


def found(day: str, *projects: Any, **records: Any) -> tuple[Stale, ...]:
    policy = {"reports": [], **records.pop("policy", {})}
    return stale(snapshot(day, *projects, site=SITE, policy=policy, **records))


def told(items: tuple[Stale, ...]) -> list[tuple[str, str, str, int]]:
    return [(item.what, item.id, item.due.isoformat(), item.days) for item in items]


def test_a_report_that_is_missing() -> None:
    """A report is told of so many days ahead as the policy says, on its last day and ever after; not once it came in,
    and not of a project that has not started."""
    late = {"id": "P-1", **WORKING, "progress": [report("2026-03-31", "100", reported="2026-04-02")]}
    came_in = [report("2026-03-31", "90", reported="2026-04-02"), report("2026-04-30", "100", reported="2026-05-02")]
    in_time = {"id": "P-2", **WORKING, "progress": came_in}
    planned = {"id": "P-3", "years": year("10000", "新开工")}
    for day, days in (("2026-05-02", 3), ("2026-05-05", 0), ("2026-05-20", -15)):
        assert told(found(day, late, in_time, planned, policy=MONTHLY)) == [("report", "P-1", "2026-05-05", days)]
    assert found("2026-05-01", late, in_time, planned, policy=MONTHLY) == ()
    (item,) = found("2026-05-20", late, policy=MONTHLY)
    assert (item.office, item.districts, item.until) == ("city-drc", ("zouping",), date(2026, 4, 30))


def test_two_reports_at_once() -> None:
    """One that is past its date and the next that is near are two things."""
    late = {"id": "P-1", **WORKING, "progress": [report("2026-03-31", "100", reported="2026-04-02")]}
    assert told(found("2026-06-04", late, policy=MONTHLY)) == [
        ("report", "P-1", "2026-05-05", -30),
        ("report", "P-1", "2026-06-05", 1),
    ]


def issue(**more: Any) -> dict[str, Any]:
    """An issue that was handed to an office, to be solved within five working days, by 2026-04-22."""
    events = [{"date": "2026-04-15", "kind": "assigned", "to": "land"}]
    return {"id": "I-1", "raised": {"date": "2026-04-14"}, "events": events, **more}


def test_an_issue_near_its_clock() -> None:
    """The office that has an issue in hand is told in the district of its project."""
    (item,) = found("2026-04-20", {"id": "P-1", "district": "huimin"}, issues=[issue()])
    assert told((item,)) == [("issue", "I-1", "2026-04-22", 2)]
    assert (item.office, item.districts) == ("land", ("huimin",))
    assert found("2026-04-18", {"id": "P-1"}, issues=[issue()]) == ()
    assert [item.days for item in found("2026-05-20", {"id": "P-1"}, issues=[issue()])] == [-28]


def test_an_issue_that_is_solved_or_only_counted() -> None:
    """Nothing is told of it: it is done, or may be named nowhere."""
    solved = issue(events=[*issue()["events"], {"date": "2026-04-21", "kind": "resolved"}])
    assert found("2026-05-20", {"id": "P-1"}, issues=[solved]) == ()
    assert found("2026-05-20", {"id": "P-1"}, issues=[issue(counted_only=True)]) == ()


def test_a_plan_and_an_answer() -> None:
    """Clocks of a plan and of the first answer are told apart from that of the solution."""
    clocks = {
        "resolve": {"upper": "5"},
        "plan": {"upper": "2"},
        "feedback": {"upper": "1"},
    }
    items = found("2026-04-17", {"id": "P-1"}, issues=[issue()], policy={"clocks": clocks})
    assert [(item.what, item.days) for item in items] == [("feedback", -1), ("plan", 0)]


def test_a_milestone_past_its_date() -> None:
    """A milestone counts by its date in force until it is reached; not of a project that is suspended."""
    moved = {"date": "2026-03-01", "to": "2026-05-20", "reason": "雨季", "approved_by": "指挥部"}
    names = [
        {"name": "封顶", "planned": "2026-03-31", "changes": [moved]},
        {"name": "基础", "planned": "2026-02-28", "actual": "2026-03-02"},
        {"name": "竣工", "planned": "2026-12-31"},
    ]
    project = {"id": "P-1", **WORKING, "milestones": names}
    assert told(found("2026-05-10", project)) == [("milestone", "P-1", "2026-05-20", 10)]
    assert told(found("2026-05-25", project)) == [("milestone", "P-1", "2026-05-20", -5)]
    idle = {**project, "stages": [stage("2026-01-10"), stage("2026-05-01", "suspended")]}
    assert found("2026-05-25", idle) == ()


def meeting(**decision: Any) -> Activity:
    """A meeting with one decision."""
    told = {"code": "1", "text": "落实用地", "office": "land", "due": "2026-05-10", **decision}
    return Activity.model_validate(
        {"id": "A-1", "kind": "过堂会", "title": "过堂会", "date": "2026-04-10", "decisions": [told]}
    )


def test_decisions_and_duties() -> None:
    """A decision that is not done, and what must be held and was not, in the newest period that has begun."""
    from dataclasses import replace

    from tests.snapshots import place
    from tongbao.metrics.snapshot import take_snapshot

    kind = {"code": "过堂会", "name": "过堂会", "every": "month", "days": ["20"], "owed_by": "district"}
    data = place([{"id": "P-1"}], policy={"reports": [], "activities": [kind]}, site=SITE)
    for decision, wanted in (({}, ["decision"]), ({"done": "2026-05-09"}, [])):
        items = stale(take_snapshot(replace(data, activities=(meeting(**decision),)), date(2026, 5, 15)))
        assert [item.what for item in items if item.kind == "decisions"] == wanted
        duties = [(item.districts, item.due.isoformat(), item.days) for item in items if item.kind == "duties"]
        assert duties == [(("zouping",), "2026-05-20", 5), (("huimin",), "2026-05-20", 5)]


def test_a_column_that_is_to_be_renewed() -> None:
    """A column of the site is told of before its newest entry is older than it may be, and to the office named."""
    rule = {"columns": ["projects"], "limit": {"upper": "14", "unit": "calendar_days"}, "office": "city-drc"}
    project = {"id": "P-1", **WORKING, "progress": [report("2026-05-01", "100")]}
    policy = {"columns": [{**rule, "assumed": True}]}
    (item,) = found("2026-05-13", project, policy=policy)
    assert told((item,)) == [("column", "projects", "2026-05-15", 2)]
    assert (item.office, item.districts, item.until) == ("city-drc", (), date(2026, 5, 1))
    assert found("2026-05-10", project, policy=policy) == ()


def test_the_order() -> None:
    """By kind, and what is due longest first."""
    late = {"id": "P-1", **WORKING, "milestones": [{"name": "甲", "planned": "2026-05-05"}]}
    later = {"id": "P-2", **WORKING, "milestones": [{"name": "乙", "planned": "2026-04-05"}]}
    items = found("2026-05-10", late, later, issues=[issue()])
    assert [(item.kind, item.id) for item in items] == [("issues", "I-1"), ("milestones", "P-2"), ("milestones", "P-1")]
