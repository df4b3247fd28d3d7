"""No problem is told that only follows from another, and what is allowed is not told at all."""

from typing import Any

from tests.each import each
from tests.rules.builders import problems


def rules(**changes: Any) -> list[str]:
    return [problem.rule for problem in problems(**changes)]


def stages(*entries: tuple[str, str]) -> dict[str, Any]:
    return {"stages": [{"date": day, "stage": stage} for day, stage in entries]}


def reports(*entries: dict[str, str]) -> dict[str, Any]:
    return {"progress": list(entries)}


@each(
    "history",
    [
        stages(("2026-01-01", "started"), ("2026-03-01", "suspended"), ("2026-05-01", "resumed")),
        stages(("2026-01-01", "started"), ("2026-03-01", "deferred"), ("2026-05-01", "preparing")),
        stages(("2025-01-01", "started"), ("2026-02-20", "resumed")),
        stages(("2025-01-01", "started"), ("2026-01-05", "主体施工"), ("2026-02-20", "resumed")),
        stages(("2026-02-20", "resumed"), ("2026-09-01", "completed"), ("2026-10-01", "commissioned")),
        stages(("2026-02-20", "started"), ("2026-09-01", "withdrawn")),
    ],
)
def test_stages_that_can_follow(history: dict[str, Any]) -> None:
    """Suspension and deferral let a project go back; a new year or a suspension lets it be resumed."""
    assert rules(project=history) == []


def test_a_project_is_resumed_once_a_year() -> None:
    """A second resumption of a year needs a suspension before it, whatever works stand in between."""
    history = stages(
        ("2025-01-01", "started"), ("2026-02-20", "resumed"), ("2026-03-01", "主体施工"), ("2026-05-01", "resumed")
    )
    assert [(p.rule, p.field) for p in problems(project=history)] == [("stage-order", "stages[3].stage")]


def test_an_unknown_stage_is_told_once() -> None:
    """An unknown stage word does not also give faults of order, start or completion."""
    history = stages(("2026-01-01", "commissionned"), ("2026-02-01", "preparing"))
    assert rules(project=history | reports({"as_of": "2026-03-31", "physical": "100"})) == ["unknown-stage"]


def test_entries_out_of_order_are_told_once() -> None:
    """Stages that only stand in the wrong order of lines are no project that goes back a stage."""
    assert rules(project=stages(("2026-05-01", "started"), ("2026-02-01", "preparing"))) == ["dates-order"]


def test_parts_of_a_bundle_may_go_their_own_way() -> None:
    """Stage entries with a count speak of parts of a bundle; others of its parts may be behind."""
    entries = [
        {"date": "2026-03-01", "stage": "started", "count": "3"},
        {"date": "2026-04-01", "stage": "preparing", "count": "2"},
    ]
    assert rules(project={"count": "5", "stages": entries}) == []


def test_a_correction_may_lower_the_investment() -> None:
    """A report that corrects another, or gives a reason, may be lower; the next is compared with it."""
    first = {"as_of": "2026-09-30", "invested": "100"}
    corrected = {"as_of": "2026-09-30", "invested": "90", "corrects": "2026-09-30", "reason": "重复计入"}
    lower = {"as_of": "2026-10-31", "invested": "80", "reason": "审计核减"}
    assert rules(project=reports(first, {"as_of": "2026-10-31", "invested": "95"}, corrected)) == []
    assert rules(project=reports(first, lower)) == []


def test_a_new_year_begins_again() -> None:
    """The investment of the year so far starts anew in January."""
    old = {"as_of": "2025-12-31", "invested": "100"}
    assert rules(project=reports(old, {"as_of": "2026-01-31", "invested": "5"})) == []


def test_two_reports_of_a_day_do_not_also_fall() -> None:
    """A second, lower report of the same day is told as a second report only."""
    first, second = {"as_of": "2026-09-30", "invested": "9"}, {"as_of": "2026-09-30", "invested": "8"}
    assert rules(project=reports(first, second)) == ["report-twice"]


def test_a_negative_investment_does_not_also_fall() -> None:
    """A negative amount is told as negative only."""
    first, second = {"as_of": "2026-09-30", "invested": "9"}, {"as_of": "2026-10-31", "invested": "-8"}
    assert rules(project=reports(first, second)) == ["invested-negative"]


def test_a_negative_total_is_told_once() -> None:
    """A negative total is not also exceeded by the plans and missed by the sources."""
    assert rules(project={"investment": {"total": "-5", "sources": {"自筹": "3"}}}) == ["total-negative"]


def test_an_unknown_district_is_told_once() -> None:
    """A district that is not known does not also differ from the folder."""
    assert rules(project={"district": "x"}) == ["unknown-district"]


def test_an_unknown_project_has_no_district() -> None:
    """An issue of a project that is not known is not also in the wrong folder."""
    assert rules(issue={"projects": ["P-mc-2026-002", "P-zz-2026-900"]}) == ["unknown-project"]


def test_an_issue_of_several_districts_may_lie_with_one_of_them() -> None:
    """An issue that several projects share lies in the folder of any of their districts."""
    assert rules(issue={"projects": ["P-mc-2026-002", "P-lt-2026-001"]}) == []


def test_a_closed_issue_may_be_noted_and_reopened() -> None:
    """After closing: a note, a reopening, and from there the chain goes on."""
    kinds = ("assigned", "closed", "noted", "reopened", "assigned", "resolved", "closed")
    events = [{"date": f"2026-05-0{i}", "kind": kind} for i, kind in enumerate(kinds, 1)]
    assert rules(issue={"events": events}) == []


def test_a_change_that_cannot_be_read_is_told_once() -> None:
    """A change whose value does not fit is not also a break in the chain or a difference to the record."""
    change = {"date": "2026-07-15", "reason": "调整", "approved_by": "市指挥部", "field": "investment.total"}
    bad = [change | {"from": "1", "to": "九万"}, change | {"from": "7", "to": "8"}]
    assert rules(project={"changes": bad}) == ["change-value"]


def test_a_change_may_be_approved_for_a_day_to_come() -> None:
    """A change dated after the as-of day is no entry of the future: it may be approved ahead."""
    change = {"date": "2027-01-01", "reason": "调整", "approved_by": "市指挥部", "field": "investment.total"}
    assert rules(project={"changes": [change | {"from": "100000", "to": "120000.00"}]}) == []


def test_money_and_lists_are_compared_by_value() -> None:
    """120000 is 120000.0, and lists in another order are the same lists."""
    change = {"date": "2026-07-15", "reason": "调整", "approved_by": "市指挥部"}
    changes = [
        change | {"field": "investment.total", "from": "1", "to": "120000.0"},
        change | {"field": "lists", "from": ["市级重点"], "to": ["专项债", "市级重点"]},
        change | {"field": "lead", "from": [], "to": [{"office": "city-drc"}]},
    ]
    project = {"lists": ["市级重点", "专项债"], "lead": [{"office": "city-drc"}], "changes": changes}
    assert rules(project=project) == []


def test_known_investment_replaces_earlier_plans() -> None:
    """Plans that were not carried out do not count against the total once the real investment is known."""
    years = [
        {"year": "2025", "plan": "90000"},
        {"year": "2026", "plan": "45000", "invested_before": "30000"},
    ]
    assert rules(project={"years": years}) == []


def test_versions_of_a_board_share_a_code() -> None:
    """A board may stand several times, as long as the days between which each holds lie apart."""
    board = {"code": "counties", "name": "县区", "members": ["linting"]}
    old = board | {"valid_until": "2026-06-30"}
    assert rules(policy={"boards": [old, board | {"valid_from": "2026-07-01"}]}) == []
    assert rules(policy={"boards": [old, board | {"valid_from": "2026-06-30"}]}) == ["code-twice"]


def test_classes_in_a_circle_are_told_and_do_not_hang() -> None:
    """Two classes that lie within each other are both told; one that only leads into the circle is not."""
    classes = [
        {"code": "产业", "name": "产业", "within": "工业"},
        {"code": "工业", "name": "工业", "within": "产业"},
        {"code": "铝", "name": "铝", "within": "工业"},
    ]
    assert rules(site={"classes": classes}) == ["within-itself", "within-itself"]
