"""The page of reserve pools: each at a glance, what it owes, its gates by name and day, and the quarter's movement."""

from datetime import date
from typing import Any

from tests.snapshots import Record, place, reader_of, stage, year
from tongbao.metrics.snapshot import take_snapshot
from tongbao.views.pools import PoolsView, pools_view

SITE: Record = {
    "lists": [{"code": "综合", "name": "综合库"}, {"code": "行业", "name": "行业库"}],
    "classes": [{"code": "产业", "name": "产业"}, {"code": "民生", "name": "民生"}],
    "sectors": [{"code": "水利", "name": "水利"}, {"code": "交通", "name": "交通"}],
}
POLICY: Record = {
    "procedures": [
        {
            "code": "三谋",
            "name": "三谋两审一踏勘",
            "steps": [{"step": "部门谋划", "limit": {"upper": "9"}}, {"step": "现场踏勘", "limit": {"upper": "9"}}],
        }
    ],
    "libraries": [
        {
            "code": "综合",
            "name": {"zh-CN": "综合储备库", "en": "General pool"},
            "select": {"lists": ["综合"]},
            "only_stages": ["planned", "preparing"],
            "pool": True,
            "gates": "三谋",
            "maturity": [
                {"code": "谋划", "name": "谋划", "steps": ["部门谋划"]},
                {"code": "成熟", "name": "成熟", "steps": ["部门谋划", "现场踏勘"]},
            ],
            "horizon_years": "2",
            "source": "泾川县2023年",
        },
        {"code": "行业", "name": "行业储备库", "select": {"lists": ["行业"]}, "pool": True},
        {"code": "开工库", "name": "开工库", "select": {"stages": ["started"]}},
    ],
    "quotas": [
        {
            "code": "总量",
            "name": "储备总量",
            "count": {"lists": ["综合", "行业"]},
            "measure": "total_investment",
            "at_least": "900000",
            "per": "all",
        },
        {
            "code": "综合",
            "name": "综合库总投资",
            "count": {"lists": ["综合"]},
            "measure": "total_investment",
            "at_least": "60000",
            "per": "all",
        },
        {
            "code": "行业",
            "name": "各行业总投资",
            "count": {"lists": ["行业"]},
            "measure": "total_investment",
            "at_least": "5000",
            "axis": "sector",
        },
    ],
}
ON = {"lists": ["综合"], "registered": "2026-01-05"}
FIRST: Record = {
    **ON,
    "id": "P-1",
    "name": "水库",
    "classes": ["民生"],
    "investment": {"total": "40000"},
    "stages": [stage("2026-01-05", "preparing")],
    "years": year("1", "新开工", 2027, start="2027-03"),
    "steps": [{"procedure": "三谋", "step": "部门谋划", "done": "2026-02-03"}],
}
SECOND: Record = {
    **ON,
    "id": "P-2",
    "name": "园区",
    "classes": ["产业"],
    "investment": {"total": "10000"},
    "stages": [stage("2026-01-05", "planned"), stage("2026-06-05")],
    "period": ["2030", "2032"],
    "steps": [
        {"procedure": "三谋", "step": "部门谋划", "done": "2026-02-03"},
        {"procedure": "三谋", "step": "现场踏勘", "done": "2026-04-03"},
    ],
}
THIRD: Record = {"id": "P-3", "lists": ["行业"], "sectors": ["水利"], "investment": {"total": "7000"}, "count": "4"}
GONE: Record = {
    "id": "P-4",
    "name": "道路",
    "registered": "2026-01-05",
    "lists": [],
    "changes": [
        {"date": "2026-05-01", "field": "lists", "from": ["综合"], "to": [], "reason": "开工", "approved_by": "办公室"}
    ],
    "stages": [stage("2026-05-02")],
}


def page(*projects: Record, language: str = "zh-CN", **policy: Any) -> PoolsView:
    data = place(projects or (FIRST, SECOND, THIRD, GONE), site=SITE, policy={**POLICY, **policy})
    now = take_snapshot(data, date(2026, 6, 30))
    return pools_view(now, lambda day: take_snapshot(data, day), reader_of(now, language))


def test_at_a_glance() -> None:
    """Each pool, and no other library, with its stock and whether what it owes is met, many members in one phrase."""
    view = page()
    assert [(pool.name, pool.projects.value, pool.total.value) for pool in view.pools] == [
        ("综合储备库", "2", "5.00"),
        ("行业储备库", "4", "0.70"),
    ]
    assert [(owed.name, owed.verdict, owed.state) for pool in view.pools for owed in pool.owed] == [
        ("综合库总投资", "未达到，差 1.00亿元", "short"),
        ("各行业总投资", "1 个达到、1 个未达到", "short"),
    ]
    assert [(owed.name, owed.verdict) for owed in view.owed] == [("储备总量", "未达到，差 84.30亿元")]
    assert page(language="en").pools[0].name == "General pool"


def test_the_rule_of_a_pool() -> None:
    """What a pool takes, its gates, maturity and horizon are said in sentences, with who really has them."""
    pool = page().pools[0]
    assert pool.lines == (
        "收入列入“综合库”清单的项目。",
        "已开工的和处于“谋划、前期”以外阶段的项目不得在库，在库即为差错。",
        "前期环节：三谋两审一踏勘。",
        "成熟度：谋划（部门谋划已办结）、成熟（部门谋划、现场踏勘已办结）。",
        "在库项目应在 2 年以内开工，否则提示。",
    )
    assert pool.source == "泾川县2023年"
    assert "已开工的项目不得在库，在库即为差错。" in page().pools[1].lines


def test_shares_gates_and_maturity() -> None:
    """Shares of the classes; how many have passed each gate, how many gates, and each level of maturity."""
    pool = page().pools[0]
    assert [(row.name, row.total, row.share) for row in pool.shares] == [
        ("产业", "1.00", "20.0%"),
        ("民生", "4.00", "80.0%"),
    ]
    assert [(row.name, row.passed, row.open) for row in pool.gates] == [("部门谋划", "2", "0"), ("现场踏勘", "1", "1")]
    assert [(row.name, row.passed) for row in pool.by_gates] == [("2/2", "1"), ("1/2", "1")]
    assert [(row.name, row.passed) for row in pool.maturity] == [("谋划", "1"), ("成熟", "1")]


def test_projects_of_a_pool() -> None:
    """Each project with its gates by name and day, its maturity and start; what is wrong with it is said."""
    pool = page().pools[0]
    assert [(r.link.href, r.passed, r.gates, r.maturity, r.start, r.warned, r.misplaced) for r in pool.rows] == [
        (
            "projects/P-1/index.html",
            "1/2",
            (("部门谋划", "2026年2月3日"), ("现场踏勘", "")),
            "谋划",
            "2027年3月",
            "",
            False,
        ),
        (
            "projects/P-2/index.html",
            "2/2",
            (("部门谋划", "2026年2月3日"), ("现场踏勘", "2026年4月3日")),
            "成熟",
            "2030年",
            "超出期限",
            True,
        ),
    ]
    assert pool.horizon == "应在 2 年以内开工，即2028年6月30日以前；1 个项目不在此列，表中已注明。"
    assert page(FIRST).pools[0].horizon.endswith("在库项目都是如此。")
    assert "；1 个项目不在此列" in page({**FIRST, "years": []}).pools[0].horizon


def test_a_project_that_has_passed_nothing() -> None:
    """Below the first level of maturity it stands without one."""
    pool = page({**FIRST, "steps": []}).pools[0]
    assert [(row.name, row.passed) for row in pool.maturity] == [("未定", "1"), ("谋划", "0"), ("成熟", "0")]


def test_movement() -> None:
    """What came and went since the quarter before ended, in a sentence that adds up and by name."""
    moved = page().pools[0].movement
    assert moved.text == (
        "2026年3月31日在库 3 个，其后入库 0 个，转出 1 个（开工或列入年度清单），退出 0 个，现有 2 个。"
    )
    assert [(row.link.text, row.link.href) for row in moved.promoted] == [("道路", "projects/P-4/index.html")]
    new = page(FIRST, {**SECOND, "registered": "2026-04-02", "stages": []}).pools[0].movement
    assert [row.link.text for row in new.came] == ["园区"]


def test_an_empty_pool() -> None:
    """A pool without projects has no tables, and still says what it owes."""
    pool = page({"id": "P-9"}).pools[0]
    assert (pool.rows, pool.gates, pool.by_gates, pool.shares, pool.horizon) == ((), (), (), (), "")
    assert pool.owed[0].verdict == "未达到，差 6.00亿元"
