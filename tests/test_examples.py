"""Three places that publish results: examples/binzhou, xinzhou and yantai, each of which everybody can build.

Expected figures are those printed in the sources that each README names.
"""

import json
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache, partial
from typing import Any

import pytest
from jinja2 import Environment, nodes

from tests.each import each
from tests.sites import EXAMPLES, ROOT, checked, exported, previewed, reckoned, records
from tongbao.load.program import load_templates
from tongbao.metrics.cited import Comparison, compared
from tongbao.metrics.snapshot import Snapshot, take_snapshot
from tongbao.model.dataset import Dataset

PLACES = ("binzhou", "xinzhou", "yantai")
Figures = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def figures() -> dict[str, Figures]:
    """figures.json of each place, by id."""
    read = {name: exported(EXAMPLES / name, "data/figures.json") for name in PLACES}
    return {name: {figure["id"]: figure for figure in found} for name, found in read.items()}


def dataset(name: str) -> Dataset:
    return records(EXAMPLES / name)


def at(name: str, day: str) -> Snapshot:
    return reckoned(EXAMPLES / name, date.fromisoformat(day))


def number(figure: dict[str, Any]) -> Decimal:
    return Decimal(figure["value"])


BINZHOU = {
    "all/projects": "433",
    "list:省级重点/projects": "94",
    "list:市级重点/projects": "140",
    "list:县级重点/projects": "169",
    "list:市级技改/projects": "30",
    "list:省市重点/projects": "234",
    "list:省市重点/officers_assigned": "234",
    "list:省市重点/steps_done": "234",
    "list:市级领导帮包/projects": "41",
    "all/completed": "4793300",
    "all/issues_raised": "222",
    "all/issues_closed": "196",
    "all/issues_planned": "26",
    "list:专项债到位/projects": "43",
    "list:专项债到位/funding_granted": "760100",
    "list:专项债申报/funding_needed": "5010000",
    "list:专项债申报/funding_approved": "731600",
    "list:中央投资申报/funding_applied": "2373000",
    "list:四个一批储备/projects": "1191",
    "list:四个一批储备/total_investment": "78440000",
    "list:用地保障+factor:用地指标/factor_secured": "5531",
    "list:能耗保障+factor:能耗指标/factor_secured": "160",
    "list:信贷需求/funding_approved": "174000",
    "list:融资落实/projects": "12",
    "list:融资落实/funding_granted": "403500",
}
XINZHOU = {
    "all/projects": "150",
    "all/start_and_resume_rate": "1",
    "list:前期手续月/projects": "130",
    "list:前期手续月/steps_done": "329",
    "list:前期手续月/ready": "127",
    "list:集中开工月/starts": "176",
    "list:集中开工月/total_investment": "4736400",
    "list:集中式电站+quantity:集中式电站并网/quantity_total": "28.8",
    "list:集中式电站+quantity:集中式电站并网/quantity_done": "27",
    "list:集中式电站+quantity:集中式电站并网/quantity_rate": "0.9375",
    "list:集中式电站+quantity:集中式电站并网/quantity_parts_whole": "6",
    "list:集中式电站+quantity:集中式电站并网/quantity_parts_partly": "2",
    "list:村级电站+quantity:村级电站并网/quantity_done": "30.448",
    "list:晋北风电+quantity:风电开工规模/quantity_rate": "1",
}
YANTAI = {
    "all/projects": "93",
    "nature:续建/projects": "48",
    "nature:新开工/projects": "45",
    "nature:新开工/starts": "18",
    "stage:resumed/projects": "48",
    "stage:started/projects": "18",
    "list:市级重点/projects": "16",
    "works:新开工/projects": "8",
    "works:续建/projects": "7",
    "works:改扩建/projects": "1",
    "list:市级重点/total_investment": "3569300",
    "list:市级重点/start_and_resume_rate": "0.9375",
    "list:手续办理服务/projects": "42",
    "list:拿地即开工一批/projects": "6",
    "list:拿地即开工一批/ready": "3",
    "list:拿地即开工二批/projects": "2",
    "library:省市重点项目库/projects": "16",
    "library:手续办理服务库/projects": "42",
}
VALUES = [
    (name, id, value)
    for name, expected in zip(PLACES, (BINZHOU, XINZHOU, YANTAI), strict=True)
    for id, value in expected.items()
]
PRINTED = [
    ("binzhou", "all/completed", "479.33亿元"),
    ("binzhou", "all/completion_rate", "47.1%"),
    ("binzhou", "all/gap", "5.5个百分点"),
    ("binzhou", "all/closing_rate", "88.3%"),
    ("binzhou", "all/start_rate", "95.97%"),
    ("binzhou", "list:专项债到位/funding_granted", "76.01亿元"),
    ("xinzhou", "all/start_and_resume_rate", "100%"),
    ("xinzhou", "list:集中式电站+quantity:集中式电站并网/quantity_rate", "93.75%"),
    ("xinzhou", "list:村级电站+quantity:村级电站并网/quantity_rate", "85.32%"),
    ("yantai", "list:市级重点/start_and_resume_rate", "93.8%"),
    ("yantai", "list:市级重点/total_investment", "356.93亿元"),
]


@each(("name", "id", "value"), VALUES)
def test_figures(figures: dict[str, Figures], name: str, id: str, value: str) -> None:
    """The figure that the source prints, or that follows from it, stands in figures.json."""
    assert number(figures[name][id]) == Decimal(value)


@each(("name", "id", "printed"), PRINTED)
def test_printed(figures: dict[str, Figures], name: str, id: str, printed: str) -> None:
    """It is printed as the source prints it."""
    assert figures[name][id]["display"].lstrip("+") == printed


@each(
    ("name", "id", "numerator", "denominator"),
    [
        ("binzhou", "all/start_rate", "405", "422"),
        ("binzhou", "all/closing_rate", "196", "222"),
        ("yantai", "list:市级重点/start_and_resume_rate", "15", "16"),
        ("yantai", "all/start_and_resume_rate", "66", "93"),
        ("xinzhou", "list:前期手续月/readiness_rate", "127", "130"),
    ],
)
def test_bases(figures: dict[str, Figures], name: str, id: str, numerator: str, denominator: str) -> None:
    """A rate is made of the counts that the source names."""
    assert [figures[name][id][key] for key in ("numerator", "denominator")] == [numerator, denominator]


def test_lists_kept_apart_are_said(figures: dict[str, Figures]) -> None:
    """The 433 stay 433, and what is counted beside them is told as left out."""
    assert "apart" in json.dumps(figures["binzhou"]["all/projects"]["excluded"])


CITED = [
    ("xinzhou", "all/cited:new-starts", "0.917", "2018-08-31"),
    ("xinzhou", "all/cited:new-starts-up", "17", "2018-08-31"),
    ("xinzhou", "all/cited:transition-share", "0.602", "2018-12-31"),
    ("xinzhou", "all/cited:transition-target", "0.6", "2018-12-31"),
    ("xinzhou", "all/cited:transition-plan", "0.723", "2018-12-31"),
    ("xinzhou", "all/cited:investment-oct", "0.067", "2018-10-31"),
    ("xinzhou", "all/cited:industry-above", "22.3", "2018-12-31"),
    ("xinzhou", "all/cited:reserve", "8.98", "2018-03-20"),
    ("yantai", "list:市级重点/cited:city-total-share", "0.109", "2019-08-03"),
    ("binzhou", "list:用地保障/cited:land-share", "0.816", "2020-05-31"),
    ("binzhou", "list:专项债申报/cited:bonds-passed", "0.891", "2020-05-31"),
]


@each(("name", "id", "value", "as_of"), CITED)
def test_cited(figures: dict[str, Figures], name: str, id: str, value: str, as_of: str) -> None:
    """What only the source knows is published as cited, with its own date."""
    found = figures[name][id]
    assert (number(found), found["as_of"]) == (Decimal(value), as_of)
    assert found["cited"]["source"]


def test_xinzhou_village_stations_are_reckoned_from_their_share(figures: dict[str, Figures]) -> None:
    """30.448 of the total that we chose is the printed 85.32 %, of one tenth more or less it is not."""
    total = number(figures["xinzhou"]["list:村级电站+quantity:村级电站并网/quantity_total"])
    assert Decimal("30.448") / Decimal("0.85325") < total < Decimal("30.448") / Decimal("0.85315")


def test_binzhou_plan_lies_where_both_printed_figures_hold(figures: dict[str, Figures]) -> None:
    """Only a plan of 1,016.607 to 1,017.326 gives 47.1 % and 5.5 points for 479.33 (in 亿元)."""
    assert Decimal("10166070") <= number(figures["binzhou"]["all/planned"]) <= Decimal("10173260")


@pytest.mark.parametrize("name", PLACES)
def test_no_problems(name: str) -> None:
    """The data are without fault and without warning."""
    assert checked(EXAMPLES / name).problems == ()


STARTED = {"bincheng": (34, 35), "zhanhua": (42, 42), "zouping": (50, 52), "huimin": (32, 32), "yangxin": (43, 46)}


def test_binzhou_starts_by_district() -> None:
    """Started of all: 34 of 35 and so on; with the rest they are the city's 405 of 422."""
    found = at("binzhou", "2020-04-19")
    rates = {code: found.figure(f"district:{code}", "start_rate") for code in (*STARTED, "rest")}
    for code, (started, count) in STARTED.items():
        assert [rates[code].numerator, rates[code].denominator] == [started, count]
    assert [sum(getattr(rate, name) for rate in rates.values()) for name in ("numerator", "denominator")] == [405, 422]


def said_outside_blocks(source: str) -> set[str]:
    """The fields that every template prints that extends this one, whatever it puts into its blocks."""
    found: set[str] = set()
    left: list[nodes.Node] = [Environment().parse(source)]
    while left:
        node = left.pop()
        if isinstance(node, nodes.Output):
            found.update(each.attr for each in node.find_all(nodes.Getattr))
        left += (child for child in node.iter_child_nodes() if not isinstance(child, nodes.Block))
    return found


def test_every_page_has_the_notice_of_its_place() -> None:
    """Whatever a page says, it is drawn in one of two frames, and each of them has the notice."""
    sources = load_templates(ROOT).sources[-1]
    pages = [source for name, source in sources.items() if re.fullmatch(r"pages/.*\.html", name)]
    extended = [re.findall('^{% extends "(.*)" %}$', source, re.MULTILINE) for source in pages]
    assert len(extended) > 40
    frames = {name for (name,) in extended}
    assert frames == {"layout.html", "embed.html"}
    assert all("notice" in said_outside_blocks(sources[name]) for name in frames)


NOTICES = dict.fromkeys(PLACES, "整理，不是") | dict.fromkeys(("zhumadian", "jingchuan"), "演示数据：规则取自")
NOTICES["binzhou-2020-04"] = "不是滨州市政府的网站"


@pytest.mark.parametrize("name", NOTICES)
def test_every_place_says_what_it_is(name: str) -> None:
    """No page can be taken for one of the government: the notice says that it was compiled from published text, or that
    it is a demonstration; then the place is marked as a sample too, which every export says."""
    page = (previewed(EXAMPLES / name).file("index.html") or b"").decode()
    assert NOTICES[name] in page
    assert records(EXAMPLES / name).site.sample is ("演示" in NOTICES[name])


@pytest.mark.parametrize("name", PLACES)
def test_every_setting_has_a_source(name: str) -> None:
    """Each rule of the place names the sentence it comes from, or is marked as assumed."""
    policy = dataset(name).policy
    settings = [setting for field in policy.model_fields_set for setting in _settings(getattr(policy, field))]
    assert len(settings) > 8
    assert [setting for setting in settings if not (setting.source or setting.assumed)] == []


def _settings(value: Any) -> list[Any]:
    several = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else [value]
    return [setting for setting in several if hasattr(setting, "assumed")]


def comparisons(whole: Dataset) -> list[Comparison]:
    """Every cited figure that names one of ours, beside it as of its own day."""
    snapshots = cache(partial(take_snapshot, whole))
    return [compared(cited, whole.site.money, snapshots) for cited in whole.cited if cited.figure]


@pytest.mark.parametrize("name", PLACES)
def test_what_is_cited_beside_ours_agrees(name: str) -> None:
    """Where a cited figure names one of ours, ours has a value and prints the same."""
    found = comparisons(dataset(name))
    assert len(found) > 2
    assert [item.cited.code for item in found if item.rounded is None] == []
    assert [item.cited.code for item in found if item.agrees is False] == []


def test_another_plan_would_be_noticed() -> None:
    """With a plan of 1,020 the 479.33 are neither 47.1 % nor 5.5 points."""
    whole = dataset("binzhou")
    project = whole.project_by_id["BZ-2020"]
    year = project.years[0].model_copy(update={"plan": Decimal(10200000)})
    changed = tuple(p if p is not project else p.model_copy(update={"years": (year,)}) for p in whole.projects)
    found = comparisons(replace(whole, projects=changed))
    assert {item.cited.code for item in found if item.agrees is False} == {"completion", "gap"}
