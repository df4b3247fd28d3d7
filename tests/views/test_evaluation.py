"""The page of finished projects: tiers, and how each number was reckoned; the same on the project's own page."""

from typing import Any

from tests.publications import record
from tests.snapshots import Record, reader_of, snapshot, stage
from tongbao.metrics.snapshot import Snapshot
from tongbao.views.evaluation import EvaluationView, evaluation_view, has_evaluation
from tongbao.views.project import project_view

RULE: Record = {
    "inputs": [
        {"code": "产值", "name": {"zh-CN": "年产值", "en": "Output"}, "unit": "万元"},
        {"code": "占地", "name": "占地", "unit": "亩"},
        {"code": "排放", "name": "排放", "unit": "吨"},
    ],
    "indicators": [
        {
            "code": "亩均产出",
            "name": "亩均产出",
            "unit": "万元/亩",
            "of": "产值",
            "over": "占地",
            "points": "60",
            "full_at": "400",
            "none_at": "100",
        },
        {
            "code": "单位排放",
            "name": "单位排放",
            "unit": "吨/万元",
            "of": "排放",
            "over": "产值",
            "points": "40",
            "full_at": "0.0005",
            "none_at": "0.01",
        },
    ],
    "tiers": [
        {"code": "优先", "name": "优先扶持类", "at_least": "80"},
        {"code": "一般", "name": "一般类", "below": "80"},
    ],
    "source": "泾川县2023年",
}
DONE = [stage("2025-01-05"), stage("2025-12-05", "commissioned")]


def finished(id: str, *values: Record, **more: Any) -> Record:
    years = [{"year": str(2026 - i), "reported": f"{2027 - i}-02-03", "values": each} for i, each in enumerate(values)]
    return {"id": id, "name": id, "stages": DONE, "operation": years, **more}


FULL = {"产值": "35000", "占地": "100", "排放": "30"}
POOR = {"产值": "9000.5", "占地": "70", "排放": "60"}


def known(*projects: Record) -> Snapshot:
    return snapshot("2027-03-01", *projects, policy={"evaluation": RULE})


def page(*projects: Record, language: str = "zh-CN") -> EvaluationView:
    found = known(*projects)
    return evaluation_view(found, reader_of(found, language))


def test_by_tier_and_points() -> None:
    """By tier, within it by points; what cannot be judged yet stands last, and what reported nothing apart."""
    view = page(
        finished("P-poor", POOR),
        finished("P-open", {"产值": "1", "占地": "1"}),
        finished("P-full", FULL),
        finished("P-none"),
        {"id": "P-building", "stages": [stage("2025-01-05")]},
    )
    assert [(row.link.text, row.tier, row.points, row.judged) for row in view.rows] == [
        ("P-full", "优先扶持类", "88.5 / 100", True),
        ("P-poor", "一般类", "19.8 / 100", True),
        ("P-open", "暂不评定", "", False),
    ]
    assert view.tiers == (("优先扶持类", "1"), ("一般类", "1"), ("暂不评定", "1"))
    assert [link.text for link in view.waiting] == ["P-none"]


def test_how_it_was_reckoned() -> None:
    """Each indicator shows its division and points; it is printed to one place more than the bounds it is judged by."""
    row = page(finished("P-1", FULL)).rows[0]
    assert [(cell.name, cell.value, cell.parts, cell.points) for cell in row.indicators] == [
        ("亩均产出", "350.0万元/亩", "35,000万元 ÷ 100亩", "得 50.0 分"),
        ("单位排放", "0.00086吨/万元", "30吨 ÷ 35,000万元", "得 38.5 分"),
    ]
    assert (row.year, row.reported) == ("2026", "2027年2月3日填报")


def test_what_is_missing_is_named() -> None:
    """In place of an indicator stands the input that was not reported."""
    cells = page(finished("P-1", {"占地": "70"})).rows[0].indicators
    assert [(cell.value, cell.parts, cell.points) for cell in cells] == [
        ("缺年产值", "", ""),
        ("缺排放、年产值", "", ""),
    ]
    assert page(finished("P-1", {"占地": "70"}), language="en").rows[0].indicators[0].value == "Output not reported"


def test_the_rule_in_words() -> None:
    """What counts, for how many points, and the tiers, with who really has it."""
    view = page(finished("P-1", FULL))
    assert view.lines == (
        "项目竣工投产后，按填报的年度运行情况评价。",
        "亩均产出＝年产值÷占地，60 分：400 万元/亩得满分，100 万元/亩不得分，其间按比例计。",
        "单位排放＝排放÷年产值，40 分：0.0005 吨/万元得满分，0.01 吨/万元不得分，其间按比例计。",
        "按得分合计分档：优先扶持类不低于 80 分、一般类低于 80 分。",
    )
    assert (view.source, view.assumed) == ("泾川县2023年", False)


def test_earlier_years() -> None:
    """The newest year counts; those before it stand below."""
    view = page(finished("P-1", FULL, POOR))
    assert [row.year for row in view.rows] == ["2026"]
    assert [(row.year, row.tier) for row in view.earlier] == [("2025", "一般类")]


def test_no_tier_fits() -> None:
    """Points that no tier holds, which the check refuses, are said to be outside."""
    found = snapshot("2027-03-01", finished("P-1", POOR), policy={"evaluation": {**RULE, "tiers": RULE["tiers"][:1]}})
    assert evaluation_view(found, reader_of(found)).rows[0].tier == "不在任何一档"


def test_on_the_projects_page_and_in_its_data() -> None:
    """A project's page bears its years; its JSON the exact values with their parts and what is printed."""
    found = known(finished("P-1", FULL, POOR), finished("P-2"))
    reader = reader_of(found)
    one, other = (project_view(standing, found, reader) for standing in found.standings)
    assert [row.year for row in one.evaluation] == ["2026", "2025"]
    assert other.evaluation == ()
    content: Any = record(found, "projects", found.standings[0].project.id)
    newest = content["evaluation"][0]
    assert (newest["year"], newest["tier"], newest["points"]["id"]) == (2026, "优先", "project:P-1/evaluation:points")
    emission = newest["indicators"][1]
    assert (emission["value"], emission["numerator"], emission["denominator"]) == ("0.000857142857", "30", "35000")
    assert (emission["display"], emission["unit"]) == ("0.00086吨/万元", "吨/万元")
    plain: Any = record(found, "projects", found.standings[1].project.id)
    assert "evaluation" not in plain


def test_whether_there_is_a_page() -> None:
    """Only a place that judges, and has a finished project."""
    assert has_evaluation(known(finished("P-1")))
    assert not has_evaluation(known({"id": "P-1", "stages": [stage("2025-01-05")]}))
    assert not has_evaluation(snapshot("2027-03-01", finished("P-1")))
