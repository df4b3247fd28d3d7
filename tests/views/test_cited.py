"""引用数据 on pages and in figures.json: as printed by the source, beside ours in words."""

import json
from dataclasses import replace
from typing import Any

import pytest

from tests.snapshots import place, reader_of, report, stage, year
from tongbao.load.catalogues import languages
from tongbao.metrics.cited import compared
from tongbao.metrics.snapshot import Snapshot, take_snapshot
from tongbao.model.cited import CitedFigures
from tongbao.render.data import json_bytes
from tongbao.views.cited import CitedView, cited_views
from tongbao.views.exports import figure_objects
from tongbao.views.figures import figures_view
from tongbao.views.home import home_view

CITED = {"code": "a", "name": "投资完成率", "measured_in": "percent", "as_of": "2026-04-30", "source": "市统计局"}
PROJECT = {"years": year("300"), "progress": [report("2026-04-30", "100")], "stages": [stage("2026-03-01")]}


def shown(
    *figures: dict[str, Any], language: str = "zh-CN", **site: Any
) -> tuple[Snapshot, list[CitedView], list[Any]]:
    """The place today, its cited figures as printed, and figures.json."""
    entries = [{**CITED, **keys} for keys in figures]
    data = replace(place((PROJECT,), site=site), cited=CitedFigures.model_validate({"figures": entries}).figures)
    today = take_snapshot(data, data.site.as_of or data.newest_day())  # type: ignore[arg-type]
    found = tuple(compared(c, data.site.money, lambda day: take_snapshot(data, day)) for c in today.data.cited)
    reader = reader_of(today, language)
    return today, list(cited_views(found, reader)), json.loads(json_bytes(figure_objects(today, reader, found)))


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ({"value": "60.0"}, "60.0%"),
        ({"value": "-5.50", "measured_in": "points"}, "−5.50个百分点"),
        ({"value": "356.93", "measured_in": "display_money"}, "356.93亿元"),
        ({"value": "4793300", "measured_in": "money"}, "4,793,300万元"),
        ({"value": "433", "measured_in": "projects"}, "433个"),
        ({"value": "222", "measured_in": "issues"}, "222个"),
        ({"value": "2.3", "measured_in": "times"}, "2.3倍"),
        ({"value": "28.8", "measured_in": "other", "unit": "万千瓦"}, "28.8万千瓦"),
        ({"value": "3", "measured_in": "other"}, "3"),
    ],
)
def test_a_value_is_printed_as_by_its_source(keys: dict[str, Any], text: str) -> None:
    """Every digit of the source, in its own unit."""
    _, (view,), rows = shown(keys)
    assert view.value == text
    assert rows[-1]["display"] == text


@pytest.mark.parametrize(("value", "text"), [("1", "1 project"), ("2", "2 projects")])
def test_one_and_several(value: str, text: str) -> None:
    """English has a form for one."""
    assert shown({"value": value, "measured_in": "projects"}, language="en")[1][0].value == text


def test_agreement_is_said_in_words() -> None:
    """Agreeing, differing, only about, or nothing of ours: each has its sentence, and none without a figure of ours."""
    rate = {"figure": "completion_rate"}
    _, views, _ = shown(
        {"code": "1", "value": "33.3", **rate},
        {"code": "2", "value": "33.4", **rate},
        {"code": "3", "value": "30", "about": True, **rate},
        {"code": "4", "value": "30", "figure": "start_rate"},
        {"code": "5", "value": "30"},
    )
    assert [(view.tone, view.verdict) for view in views] == [
        ("agrees", "与本站按同日数据计算的 33.3%一致"),
        ("differs", "与本站按同日数据计算的 33.3%不一致"),
        ("", "来源为约数，不作比较；本站按同日数据计算为 33%"),
        ("", "本站没有同日的这一数字：基数为零"),
        ("", ""),
    ]
    assert views[0].figure.href == "figures/index.html#completion_rate"


@pytest.mark.parametrize("language", languages())
def test_every_sentence_in_every_language(language: str) -> None:
    """The verdicts and units have words in each language."""
    figures = (
        {"code": "1", "value": "33.4", "figure": "completion_rate"},
        {"code": "2", "value": "1", "measured_in": "times"},
    )
    _, views, _ = shown(*figures, language=language)
    assert views[0].verdict
    assert views[1].value != "1"


def test_scope_and_day_stand_beside_the_value() -> None:
    """A figure of a district says which; every figure says its own day and source, with a link where there is one."""
    _, (view,), _ = shown({"value": "1", "scope": "district:zouping", "url": "https://example.org/a"})
    assert (view.scope, view.as_of, view.source.text, view.source.href) == (
        "邹平", "2026年4月30日", "市统计局", "https://example.org/a",
    )  # fmt: skip


def test_a_figure_of_a_day_to_come_is_not_shown() -> None:
    """The place as of a day cites what was known then."""
    assert shown({"value": "1", "as_of": "2026-06-30"})[1] == []


def test_figures_json_has_an_object_for_each() -> None:
    """Its id, its own day, the value in our unit and as printed, and where it is from; ours bears it too."""
    _, _, rows = shown({"value": "33.4", "figure": "completion_rate"})
    source = {
        "source": "市统计局",
        "as_of": "2026-04-30",
        "value": "33.4",
        "unit": "%",
        "ours": "33.3",
        "agrees": False,
    }
    assert rows[-1] == {
        "id": "all/cited:a",
        "as_of": "2026-04-30",
        "value": "0.334",
        "display": "33.4%",
        "unit": "share",
        "formula": "cited",
        "excluded": {},
        "cited": source,
    }
    (ours,) = (row for row in rows if row["id"] == "all/completion_rate")
    assert (ours["as_of"], ours["cited"]) == ("2026-05-31", source)


def test_ours_bears_the_newest() -> None:
    """Of several that are cited beside the same figure; each has an object of its own."""
    rate = {"value": "33.3", "figure": "completion_rate"}
    _, _, rows = shown({"code": "new", "as_of": "2026-05-20", **rate}, {"code": "old", **rate})
    (ours,) = (row for row in rows if row["id"] == "all/completion_rate")
    assert ours["cited"]["as_of"] == "2026-05-20"
    assert [row["id"] for row in rows[-2:]] == ["all/cited:new", "all/cited:old"]


def test_a_figure_without_one_of_ours_agrees_with_nothing() -> None:
    """null, never false: nothing was compared."""
    _, _, rows = shown({"value": "60.2"})
    assert rows[-1]["cited"]["agrees"] is None
    assert not [row for row in rows[:-1] if "cited" in row]


def test_cited_figures_enter_no_sum() -> None:
    """Every figure of ours is what it is without them."""
    _, _, without = shown()
    _, _, rows = shown({"value": "999", "measured_in": "projects"})
    assert rows[:-1] == without


def test_both_pages_have_them() -> None:
    """/figures/ has all, the home page the first few, and neither any where none is cited."""
    entries = [{**CITED, "code": str(n), "value": "1"} for n in range(5)]
    data = replace(
        place((PROJECT,), site={"home_projects": "3"}), cited=CitedFigures.model_validate({"figures": entries}).figures
    )
    today = take_snapshot(data, data.site.as_of)  # type: ignore[arg-type]
    found = tuple(compared(c, data.site.money, lambda _: today) for c in data.cited)
    reader = reader_of(today)
    assert len(figures_view(today, reader, found).cited) == 5
    assert len(home_view(today, (), reader, found).cited) == 3
    assert home_view(today, (), reader).cited == ()
