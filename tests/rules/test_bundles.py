"""What bundles, quantities and cited figures may be: bounds, and no problem that only follows from another."""

from typing import Any

from tests.each import each
from tests.rules.builders import problems


def rules(**changes: Any) -> list[str]:
    return [problem.rule for problem in problems(**changes)]


def cited(**keys: Any) -> list[dict[str, Any]]:
    figure = {"code": "a", "name": "甲", "value": "1", "measured_in": "projects", "as_of": "2026-11-15", "source": "省"}
    return [figure | keys]


def test_a_bundle_may_be_named_to_the_last() -> None:
    """As many may lie within a bundle as it counts."""
    assert rules(project={"count": "5"}, second={"count": "5", "within": "P-lt-2026-001"}) == []


def test_a_circle_is_told_where_it_is_and_nowhere_else() -> None:
    """Two bundles that lie within each other are both told, and neither is also exceeded."""
    found = problems(
        project={"count": "2", "within": "P-mc-2026-002"}, second={"count": "5", "within": "P-lt-2026-001"}
    )
    assert [(p.rule, p.field) for p in found] == [("within-circle", "within")] * 2


def test_a_bundle_that_cannot_be_read_still_exists() -> None:
    """Its own fault is enough."""
    assert rules(second={"within": "P-x"}, unreadable=frozenset({("project", "P-x")})) == []


def test_all_that_are_open_may_be_planned_and_overdue() -> None:
    """Of 26 open ones 26 have a plan and 26 are overdue; more closed than raised is told as that alone."""
    counts = {"date": "2026-05-31", "raised": "222", "closed": "196", "planned": "26", "overdue": "26"}
    assert rules(issue={"counts": [counts]}) == []
    assert rules(issue={"counts": [counts | {"closed": "223"}]}) == ["more-closed-than-raised"]


def quantity(**keys: Any) -> dict[str, Any]:
    return {"quantities": [{"kind": "并网", "unit": "万千瓦", **keys}]}


def test_all_of_a_quantity_may_be_done() -> None:
    """忻州: 28.8 of 28.8, and each part of its own; without a total nothing is exceeded."""
    done = [{"date": "2026-06-30", "value": "28.8"}]
    parts = [
        {"name": "甲", "total": "22.5", "done": [{"date": "2026-06-30", "value": "22.5"}]},
        {"name": "乙", "total": "6.3"},
    ]
    assert rules(project=quantity(total="28.8", done=done)) == []
    assert rules(project=quantity(done=done)) == []
    assert rules(project=quantity(total="28.8", parts=parts)) == []


def test_a_quantity_and_a_factor_of_one_name_have_their_own_units() -> None:
    """土地 as a factor is in 亩; 土地 as what was levelled may be in 公顷."""
    land = {"kind": "土地", "unit": "亩"}
    levelled = {"kind": "土地", "unit": "公顷", "total": "1"}
    assert rules(project={"factors": [land], "quantities": [levelled]}, second={"factors": [land]}) == []


@each(
    "scope",
    [
        "all", "district:maichuan", "class:工业", "stage:started", "nature:续建", "category:土地", "kind:问题",
        "works:技改", "quantity:并网", "list:专项债+class:产业", "区划:城区",
    ],
)  # fmt: skip
def test_scopes_that_there_are(scope: str) -> None:
    """Codes of every table, kinds that only records name, crossings that are published, parts of a breakdown."""
    policy = {"figures": [{"crossings": [["list", "class"]]}]}
    project = {"count": "2", "breakdowns": [{"axis": "区划", "parts": {"城区": "1", "乡镇": "1"}}]}
    assert rules(project=project, policy=policy, cited=cited(scope=scope)) == []


@each("scope", ["alle", "all+class:产业", "district", "district:", "class:产业+list:专项债", "a:b+c:d+e:f"])
def test_scopes_that_there_are_not(scope: str) -> None:
    """Anything else is told once, be it only a crossing the other way round."""
    policy = {"figures": [{"crossings": [["list", "class"]]}]}
    assert rules(policy=policy, cited=cited(scope=scope)) == ["unknown-scope"]


def test_a_figure_that_agrees_is_not_told() -> None:
    """36,120 of 45,000 is 80.3 %, and about 90 % is not compared."""
    rate = {"measured_in": "percent", "figure": "completion_rate"}
    assert rules(cited=cited(value="80.3", **rate)) == []
    assert rules(cited=cited(value="90", about=True, **rate)) == []
    assert rules(cited=cited(value="90", **rate)) == ["cited-differs"]


def test_nothing_is_compared_while_anything_is_at_fault() -> None:
    """A figure of records that are wrong, or that could not all be read, may well differ."""
    differs = cited(value="90", measured_in="percent", figure="completion_rate")
    assert rules(project={"investment": {"total": "-1"}}, cited=differs) == ["total-negative"]
    assert rules(cited=differs, unreadable=frozenset({("project", "P-x")})) == []
    warned = {"checks": {"total-negative": "warning"}}
    assert rules(project={"investment": {"total": "-1"}}, policy=warned, cited=differs) == [
        "total-negative",
        "cited-differs",
    ]


def test_the_policy_may_leave_out_the_comparison() -> None:
    """`cited-differs: off` is a level like any other."""
    differs = cited(value="90", measured_in="percent", figure="completion_rate")
    assert rules(cited=differs, policy={"checks": {"cited-differs": "off"}}) == []
