"""Reserve pools: stock, quotas, shares, gates, maturity, horizon, and what came and went in the quarter."""

from datetime import date
from fractions import Fraction
from typing import Any

from tests.each import each
from tests.snapshots import Record, place, snapshot, stage, year
from tongbao.metrics.pools import (
    Movement,
    PoolStanding,
    horizon_of,
    is_of,
    misplaced,
    movement,
    of_several,
    planned_start,
    pool_figures,
    pool_standing,
    pools_of,
    quarter_before,
)
from tongbao.metrics.snapshot import Snapshot, take_snapshot
from tongbao.model.project import Project
from tongbao.model.standings import Library, Quota

DAY = "2026-06-30"
SITE = {
    "lists": [{"code": "综合", "name": "综合库"}, {"code": "行业", "name": "行业库"}, {"code": "重点", "name": "重点"}],
    "classes": [
        {"code": "产业", "name": "产业"},
        {"code": "工业", "name": "工业", "within": "产业"},
        {"code": "民生", "name": "民生"},
    ],
}
GATES = {
    "code": "三谋两审一踏勘",
    "name": "三谋两审一踏勘",
    "steps": [{"step": name, "limit": {"upper": "20"}} for name in ("部门谋划", "县委审定", "踏勘")],
}
POOL: Record = {
    "code": "综合",
    "name": "综合储备库",
    "select": {"lists": ["综合"]},
    "pool": True,
    "gates": "三谋两审一踏勘",
    "maturity": [
        {"code": "谋划", "name": "谋划"},
        {"code": "审定", "name": "审定", "steps": ["部门谋划", "县委审定"]},
        {"code": "成熟", "name": "成熟", "steps": ["部门谋划", "县委审定", "踏勘"]},
    ],
    "horizon_years": "2",
}


def known(*projects: Record, pool: Record | None = None, day: str = DAY, **records: Any) -> Snapshot:
    policy = {"libraries": [{**POOL, **(pool or {})}], "procedures": [GATES], **records.pop("policy", {})}
    return snapshot(day, *projects, site=SITE, policy=policy, **records)


def pooled(*projects: Record, **records: Any) -> PoolStanding:
    found = known(*projects, **records)
    return pool_standing(pools_of(found.rules.libraries)[0], found)


def reserve(id: str, total: str = "10000", **more: Any) -> Record:
    return {"id": id, "lists": ["综合"], "investment": {"total": total}, **more}


def passed(*steps: str) -> list[Record]:
    return [{"procedure": "三谋两审一踏勘", "step": step, "done": f"2026-0{i}-05"} for i, step in enumerate(steps, 1)]


def test_stock_and_shares() -> None:
    """The stock is that of the library; each widest class has its exact share of the total investment."""
    found = pooled(
        reserve("P-1", "10000", classes=["工业"]),
        reserve("P-2", "20000", classes=["民生"]),
        {"id": "P-3", "lists": ["重点"], "investment": {"total": "99"}, "classes": ["产业"]},
    )
    assert [figure.value for figure in found.stock] == [2, 30000]
    assert [(code, figure.value) for code, figure in found.shares] == [
        ("产业", Fraction(1, 3)),
        ("民生", Fraction(2, 3)),
    ]


def test_shares_are_figures_of_the_library() -> None:
    """As open data a share stands in the library's scope, under the class."""
    found = known(reserve("P-1", classes=["产业"]))
    assert [(scope, figure.key, figure.value) for scope, figure in pool_figures(found)] == [
        ("library:综合", "class_share:产业", 1)
    ]


@each(
    ("steps", "gates", "maturity"),
    [
        ((), 0, "谋划"),
        (("部门谋划",), 1, "谋划"),
        (("部门谋划", "县委审定"), 2, "审定"),
        (("部门谋划", "县委审定", "踏勘"), 3, "成熟"),
        (("县委审定", "踏勘"), 2, "谋划"),
    ],
)
def test_gates_and_maturity(steps: tuple[str, ...], gates: int, maturity: str) -> None:
    """The gates are named and dated in order; the maturity is the last level all of whose steps are done."""
    project = pooled(reserve("P-1", steps=passed(*steps))).projects[0]
    assert [gate.step for gate in project.gates] == ["部门谋划", "县委审定", "踏勘"]
    assert sum(gate.passed is not None for gate in project.gates) == gates
    assert project.maturity
    assert project.maturity.code == maturity


@each(
    ("project", "state"),
    [
        ({"years": year("1", "新开工", 2027, start="2027-03")}, "within"),
        ({"years": year("1", "新开工", 2028, start="2028-06")}, "within"),
        ({"years": year("1", "新开工", 2028, start="2028-07")}, "beyond"),
        ({"years": year("1", "新开工", 2026, start="2026-06")}, "within"),
        ({"years": year("1", "新开工", 2026, start="2026-05")}, "past"),
        ({"years": year("1", "新开工", 2026)}, "within"),
        ({"years": year("1", "新开工", 2029)}, "beyond"),
        ({"period": ["2025", "2028"]}, "past"),
        ({"period": ["2028", "2029"]}, "within"),
        ({}, "unknown"),
    ],
)
def test_horizon(project: Record, state: str) -> None:
    """A start lies within two years of the day; a month and a year count until they are over."""
    assert pooled(reserve("P-1", **project)).projects[0].horizon == state


def test_a_pool_without_horizon() -> None:
    """Where no horizon is set, nothing is said of it."""
    project = Project.model_validate({"id": "P-1", "name": "n", "district": "d"})
    pool = Library.model_validate({**POOL, "horizon_years": None})
    assert horizon_of(planned_start(project), pool, date(2026, 6, 30)) is None


def test_the_newest_plan_says_when_it_starts() -> None:
    """A start that an earlier year's list planned is past; what the newest one says holds."""
    years = [*year("1", "新开工", 2025, start="2025-03"), *year("1", "新开工", 2027, start="2027-09")]
    project = Project.model_validate({"id": "P-1", "name": "n", "district": "d", "years": years, "period": ["2024"]})
    start = planned_start(project)
    assert start
    assert (str(start.first), start.is_month) == ("2027-09-01", True)


@each(
    ("only", "stages", "word"),
    [
        ([], [stage("2026-01-05", "preparing")], None),
        ([], [stage("2026-01-05")], "started"),
        ([], [stage("2026-01-05"), stage("2026-02-05", "suspended")], None),
        (["planned", "reserved"], [stage("2026-01-05", "preparing")], "preparing"),
        (["planned", "preparing"], [stage("2026-01-05", "preparing")], None),
    ],
)
def test_what_does_not_belong(only: list[str], stages: list[Record], word: str | None) -> None:
    """A pool takes the stages it names; where it names none, what has not started."""
    found = known(reserve("P-1", stages=stages), pool={"only_stages": only})
    assert misplaced(found.rules.libraries[0], found.standings[0]) == word


def quota(**count: Any) -> Quota:
    return Quota.model_validate({"code": "q", "name": "q", "count": count})


@each(
    ("select", "count", "of"),
    [
        ({"lists": ["综合"]}, {"lists": ["综合"], "stages": ["planned"], "classes": ["产业"]}, True),
        ({"lists": ["综合"]}, {"lists": ["综合", "行业"]}, False),
        ({"lists": ["综合"]}, {"stages": ["planned"]}, False),
        ({"stages": ["planned", "reserved"]}, {"reached": [{"stage": "reserved", "within": "year"}]}, True),
        ({"stages": ["planned", "reserved"]}, {"reached": [{"stage": "signed", "within": "year"}]}, False),
        ({"stages": ["planned"]}, {"stages": ["planned"], "lists": ["重点"]}, False),
        ({"stages": ["planned"], "lists": ["重点"]}, {"reached": [{"stage": "signed"}], "lists": ["重点"]}, False),
        ({"natures": ["预备"]}, {"natures": ["预备"]}, True),
        ({"natures": ["预备"]}, {}, False),
    ],
)
def test_the_quotas_of_a_pool(select: Record, count: Record, of: bool) -> None:
    """A quota is of a pool when it counts no other lists and stages than the pool holds."""
    assert is_of(quota(**count), Library.model_validate({**POOL, "select": select})) is of


def test_quotas_of_several_pools() -> None:
    """What several pools owe together is of none of them alone; a quota of other lists is not theirs."""
    elsewhere = {"code": "重", "name": "重", "count": {"lists": ["综合", "重点"]}, "at_least": "1", "per": "all"}
    both = {"code": "总", "name": "总", "count": {"lists": ["综合", "行业"]}, "at_least": "1", "per": "all"}
    one = {"code": "综", "name": "综", "count": {"lists": ["综合"]}, "at_least": "1", "per": "all"}
    other = {**POOL, "code": "行业", "select": {"lists": ["行业"]}}
    found = known(reserve("P-1"), policy={"quotas": [both, one, elsewhere], "libraries": [POOL, other]})
    pools = pools_of(found.rules.libraries)
    assert [each.quota.code for each in of_several(found.quotas, pools)] == ["总"]
    assert [each.quota.code for each in pool_standing(pools[0], found).quotas] == ["综"]


def lists_change(day: str, before: list[str], after: list[str]) -> Record:
    return {"date": day, "field": "lists", "from": before, "to": after, "reason": "调整", "approved_by": "办公室"}


def moved(*projects: Record, targets: list[Record] | None = None, **policy: Any) -> Movement:
    data = place(projects, site=SITE, policy={"libraries": [POOL], **policy}, targets=targets or [])
    now = take_snapshot(data, date(2026, 6, 15))
    return movement(now.rules.libraries[0], take_snapshot(data, quarter_before(now.day)), now)


def ids(moves: Any) -> list[tuple[str, int]]:
    return [(move.standing.project.id, move.projects) for move in moves]


def test_movement_of_the_quarter() -> None:
    """Since the quarter before ended: in, promoted by starting or onto the year's list, out; and the bridge adds up."""
    found = moved(
        reserve("P-in", changes=[lists_change("2026-05-01", [], ["综合"])]),
        reserve("P-new", registered="2026-04-01"),
        reserve("P-stays"),
        {
            "id": "P-started",
            "registered": "2026-01-10",
            "lists": [],
            "changes": [lists_change("2026-05-01", ["综合"], [])],
            "stages": [stage("2026-05-02")],
        },
        {"id": "P-listed", "lists": [], "changes": [lists_change("2026-05-01", ["综合"], [])]},
        {"id": "P-out", "lists": [], "changes": [lists_change("2026-05-01", ["综合"], [])]},
        {"id": "P-early", "lists": [], "changes": [lists_change("2026-03-31", ["综合"], [])]},
        targets=[{"groups": [{"code": "正式", "name": "正式", "projects": ["P-listed"]}]}],
    )
    assert str(found.since) == "2026-03-31"
    assert ids(found.came) == [("P-in", 1), ("P-new", 1)]
    assert ids(found.promoted) == [("P-started", 1), ("P-listed", 1)]
    assert ids(found.left) == [("P-out", 1)]
    assert (found.before, found.now) == (4, 3)
    assert found.before + len(found.came) - len(found.promoted) - len(found.left) == found.now


def test_a_plan_promotes_where_there_is_no_list() -> None:
    """Without a list of the year, a plan that is more than preparation is one."""
    gone = {"lists": [], "changes": [lists_change("2026-05-01", ["综合"], [])]}
    found = moved(
        {"id": "P-1", "years": year("5", "新开工"), **gone}, {"id": "P-2", "years": year("5", "预备"), **gone}
    )
    assert (ids(found.promoted), ids(found.left)) == ([("P-1", 1)], [("P-2", 1)])


def test_what_was_withdrawn_has_left() -> None:
    """A project outside the scope is not promoted, though it had started."""
    project = reserve("P-1", stages=[stage("2026-03-05"), stage("2026-05-05", "withdrawn")])
    found = moved(project, scope={"exclude_stages": ["withdrawn"]})
    assert (ids(found.promoted), ids(found.left)) == ([], [("P-1", 1)])


def test_a_project_within_a_bundle_is_counted_once() -> None:
    """What a bundle in the pool counts is listed, and counted with it."""
    found = pooled(reserve("P-b", count="3"), reserve("P-1", within="P-b"))
    assert [(each.standing.project.id, each.projects, each.counted) for each in found.projects] == [
        ("P-b", 3, True),
        ("P-1", 1, False),
    ]
    changes = [lists_change("2026-05-01", [], ["综合"])]
    gone = moved(reserve("P-b", count="3", changes=changes), reserve("P-1", within="P-b", changes=changes))
    assert (ids(gone.came), gone.now) == ([("P-b", 3)], 3)
