"""Projects of the list beside their plans: due, gap, what is missing, what was met and why not."""

from datetime import date
from fractions import Fraction
from typing import Any

from tests.each import each
from tests.snapshots import place, report, snapshot, stage, year
from tongbao.metrics.listed_projects import (
    Demand,
    Ground,
    Lack,
    ListedStanding,
    counted_once,
    listed_standings,
)
from tongbao.metrics.snapshot import take_snapshot

DAY = "2026-09-15"


def one(project: dict[str, Any], day: str = DAY, reserve: bool = False, **records: Any) -> ListedStanding:
    group = {"code": "组", "name": "组", "projects": ["P-1"], "reserve": reserve}
    records.setdefault("issues", [])
    found = snapshot(day, {"registered": "2025-12-01", **project}, targets=[{"groups": [group]}], **records)
    (listed,) = listed_standings(found.data.targets[0], found)
    return listed


def lacks(project: dict[str, Any], **more: Any) -> list[tuple[Lack, Fraction | None]]:
    return [(missing.what, missing.amount) for missing in one(project, **more).missing]


def test_due_and_gap() -> None:
    """Of 1200, eight months of twelve are 800 due; 900 done is 100 ahead and nothing is missing."""
    found = one({"years": year("1200"), "progress": [report("2026-08-31", "900")]})
    assert (found.due, found.gap, found.missing) == (800, 100, ())


def test_due_by_own_quarters() -> None:
    """Where the place's pace is that of own quarters: 40 % by June, 70 % by September, 60 % by the end of August."""
    plan = year("1000", quarters=["10", "40", "70", "100"])
    found = one({"years": plan, "progress": [report("2026-08-31", "500")]}, policy={"pace": {"basis": "own_quarters"}})
    assert (found.due, found.gap) == (600, -100)


def test_due_of_a_plan_to_date() -> None:
    """Where the rate's own base is the plan to date, what is due is that plan and not the whole one."""
    found = one({"years": year("1200")}, policy={"completion_rate": {"base": "plan_to_date"}})
    assert found.due == 800


def test_money_and_report_are_missing() -> None:
    """Without a report all that is due is missing; without a plan the plan is, but not of the reserve."""
    assert lacks({"years": year("1200")}) == [(Lack.REPORT, None), (Lack.MONEY, 800)]
    assert lacks({"years": year(None)}) == [(Lack.PLAN, None)]
    assert lacks({"years": year(None)}, reserve=True) == []


def test_a_start_is_overdue_when_its_month_is_over() -> None:
    """Due in August: missing on 15 September with the last day of the month, not on 31 July."""
    project = {"years": year("0", "新开工", start="2026-08"), "progress": [report("2026-07-15", "0")]}
    (missing,) = one(project).missing
    assert (missing.what, missing.amount, missing.since) == (Lack.START, 1, date(2026, 8, 31))
    assert lacks(project, day="2026-07-31") == []
    assert lacks({**project, "stages": [stage("2026-09-01")]}) == []


def test_a_completion_is_overdue_when_its_month_is_over() -> None:
    """The same of projects that are to be completed."""
    project = {"years": year("0", "竣工", finish="2026-08"), "progress": [report("2026-07-15", "0")]}
    (missing,) = one(project).missing
    assert (missing.what, missing.since) == (Lack.FINISH, date(2026, 8, 31))
    assert lacks({**project, "stages": [stage("2026-09-01", "completed")]}) == []


def test_milestones_past_their_date() -> None:
    """By the date approved last; what is reached, or still to come, is not missing."""
    moved = {"date": "2026-05-01", "to": "2026-12-01", "reason": "雨季", "approved_by": "市"}
    milestones = [
        {"name": "甲", "planned": "2026-09-14"},
        {"name": "乙", "planned": "2026-09-15"},
        {"name": "丙", "planned": "2026-03-01", "actual": "2026-04-01"},
        {"name": "丁", "planned": "2026-06-01", "changes": [moved]},
    ]
    found = one({"years": year("0"), "progress": [report("2026-08-31", "0")], "milestones": milestones})
    assert [(missing.what, missing.text, missing.since) for missing in found.missing] == [
        (Lack.MILESTONE, "甲", date(2026, 9, 14))
    ]


def test_factors_that_are_not_secured() -> None:
    """What lacks of each kind, in its own unit; a need that nobody stated lacks nothing."""
    factors = [
        {"kind": "土地", "unit": "亩", "needed": "100", "secured": [{"date": "2026-03-01", "value": "60"}]},
        {"kind": "能耗", "unit": "吨", "needed": "5", "secured": [{"date": "2026-03-01", "value": "5"}]},
        {"kind": "用水", "unit": "吨", "secured": [{"date": "2026-03-01", "value": "5"}]},
    ]
    found = one({"years": year("0"), "progress": [report("2026-08-31", "0")], "factors": factors})
    assert [(m.what, m.amount, m.unit, m.code) for m in found.missing] == [(Lack.FACTOR, 40, "亩", "土地")]


def test_open_issues() -> None:
    """Those that are open and may be named."""
    closed = {"id": "I-2", "events": [{"date": "2026-05-01", "kind": "closed"}]}
    hidden = {"id": "I-3", "counted_only": True}
    project = {"years": year("0"), "progress": [report("2026-08-31", "0")]}
    assert lacks(project, issues=[{}, closed, hidden]) == [(Lack.ISSUES, 1)]


def test_who_is_out_of_scope_lacks_nothing() -> None:
    """A withdrawn project stays on the list, asks nothing and is met by nothing."""
    found = one({"years": year("100"), "stages": [stage("2026-03-01", "withdrawn")]})
    assert (found.missing, found.met, found.all_met) == ((), {}, None)


def test_a_suspended_project_says_so() -> None:
    """First of all that is missing; a note says why."""
    suspended = [stage("2026-05-10", "suspended", note="停贷"), stage("2026-05-20", "suspended")]
    stages = [stage("2026-01-10", note="顺利"), *suspended]
    found = one({"years": year("1200"), "stages": stages})
    assert found.missing[0].what is Lack.IDLE
    assert [(reason.ground, reason.text) for reason in found.reasons] == [(Ground.IDLE, "停贷")]


@each(
    ("nature", "invested", "stages", "met"),
    [
        ("续建", "100", [], {Demand.MONEY: True}),
        ("续建", "99", [], {Demand.MONEY: False}),
        ("续建", None, [], {Demand.MONEY: False}),
        ("新开工", "100", [], {Demand.MONEY: True, Demand.START: False}),
        ("新开工", "100", [stage("2026-04-01")], {Demand.MONEY: True, Demand.START: True}),
        ("竣工", "100", [stage("2026-04-01")], {Demand.MONEY: True, Demand.FINISH: False}),
        ("竣工", "100", [stage("2026-04-01", "completed")], {Demand.MONEY: True, Demand.FINISH: True}),
    ],
)
def test_what_is_met(nature: str, invested: str | None, stages: list[Any], met: dict[Demand, bool]) -> None:
    """The plan of every project, the start of a new one, the completion of one to be completed."""
    found = one({"years": year("100", nature), "progress": [report("2026-08-31", invested)], "stages": stages})
    assert found.met == met
    assert found.all_met is all(met.values())


def test_reasons_on_record() -> None:
    """Milestones moved in the year, oldest first, and open issues; what was moved last year is not of this one."""
    changes = [
        {"date": day, "to": to, "reason": reason, "approved_by": "市"}
        for day, to, reason in (("2025-11-01", "2026-08-01", "早"), ("2026-07-01", "2026-12-01", "雨季"))
    ]
    found = one({"milestones": [{"name": "封顶", "planned": "2026-05-01", "changes": changes}]}, issues=[{}])
    assert [(reason.ground, reason.text, reason.day, reason.issue) for reason in found.reasons] == [
        (Ground.ISSUE, "用地未落实", date(2026, 4, 13), "I-1"),
        (Ground.MOVED, "雨季", date(2026, 12, 1), ""),
    ]


def test_quarters_of_a_project() -> None:
    """Done and due at the ends that have passed; nothing of a quarter before it was known."""
    project = {"registered": "2026-05-01", "years": year("1200"), "progress": [report("2026-06-30", "500")]}
    dataset = place([project], targets=[{"groups": [{"code": "组", "name": "组", "projects": ["P-1"]}]}])
    now, *passed = (take_snapshot(dataset, date.fromisoformat(day)) for day in (DAY, "2026-03-31", "2026-06-30"))
    (found,) = listed_standings(now.data.targets[0], now, passed)
    assert [(q.end.month, q.due, q.done) for q in found.quarters] == [(3, None, None), (6, 600, 500)]


def test_in_printed_order_with_numbers() -> None:
    """Groups as they stand, numbered through; a project that the day does not know is left out."""
    groups = [
        {"code": "甲", "name": "甲", "projects": ["P-2", "P-none"]},
        {"code": "乙", "name": "乙", "projects": ["P-1"]},
    ]
    found = snapshot(DAY, {"id": "P-1"}, {"id": "P-2"}, targets=[{"groups": groups}])
    listed = listed_standings(found.data.targets[0], found)
    assert [(item.number, item.group.code, item.standing.project.id) for item in listed] == [
        (1, "甲", "P-2"),
        (2, "乙", "P-1"),
    ]


def test_counted_once() -> None:
    """What a bundle among them counts is left out, also by way of one that is not among them."""
    found = snapshot(
        DAY, {"id": "P-B", "count": "9"}, {"id": "P-I", "count": "2", "within": "P-B"}, {"id": "P-1", "within": "P-I"}
    )
    by_id = found.standing_by_id
    kept = counted_once([by_id["P-B"], by_id["P-1"]], found)
    assert [standing.project.id for standing in kept] == ["P-B"]
    assert len(counted_once([by_id["P-1"]], found)) == 1
