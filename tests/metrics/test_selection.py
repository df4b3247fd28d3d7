"""Which projects a selection finds, and how many of a bundle."""

from datetime import date
from typing import Any

import pytest

from tests.builders import make_project, make_site
from tests.each import each
from tests.snapshots import Record, report, snapshot, stage, year
from tongbao.metrics.selection import library_shares, may_find, selected, shares, stages_on
from tongbao.model.setting import Selection
from tongbao.model.standings import Library
from tongbao.model.vocab import Stage

SITE = {
    "classes": [{"code": "产业", "name": "产业"}, {"code": "工业", "name": "工业", "within": "产业"}],
    "sectors": [{"code": "食品", "name": "食品"}, {"code": "面粉", "name": "面粉", "within": "食品"}],
    "stages": [{"word": "策划", "core": "planned"}, {"word": "主体施工", "core": "started"}],
}


def found(selection: Record, project: Record, day: str = "2022-05-31", policy: Record | None = None) -> int:
    """How many projects the selection finds of the one project, as known on the day."""
    place = snapshot(day, {"id": "P-1", **project}, site=SITE, policy=policy)
    if not place.standings:
        return 0
    wanted = Selection.model_validate(selection)
    return selected(wanted, place.standings[0], place.data.site, date.fromisoformat(day))


def reached(word: str, within: str = "ever") -> Record:
    return {"reached": [{"stage": word, "within": within}]}


def bundle(count: int, **keys: Any) -> Record:
    return {"count": str(count), "registered": "2020-01-01", **keys}


def test_an_empty_selection_finds_everything_in_scope() -> None:
    """What is not asked for does not matter; a project outside the scope of figures is never found."""
    assert found({}, {}) == 1
    assert found({}, {"stages": [stage("2022-01-05", "withdrawn")]}) == 0


def test_apart_lists_are_found() -> None:
    """A reserve kept apart from the year's figures still counts towards quotas: they say themselves what they count."""
    policy = {"scope": {"apart_lists": ["储备库"]}}
    assert found({"lists": ["储备库"]}, {"lists": ["储备库"]}, policy=policy) == 1


@each(
    ("selection", "count"),
    [
        ({"lists": ["省重点"]}, 1),
        ({"lists": ["专项债", "省重点"]}, 1),
        ({"lists": ["专项债"]}, 0),
        ({"levels": ["省级"]}, 1),
        ({"levels": ["县级"]}, 0),
        ({"classes": ["工业"]}, 1),
        ({"classes": ["产业"]}, 1),
        ({"classes": ["民生"]}, 0),
        ({"sectors": ["食品"]}, 1),
        ({"sectors": ["装备"]}, 0),
        ({"lists": ["省重点"], "classes": ["民生"]}, 0),
    ],
)
def test_codes(selection: Record, count: int) -> None:
    """One code of a kind is enough, all kinds must fit; 工业 lies within 产业, and sectors nest in the same way."""
    project = {"lists": ["省重点"], "level": "省级", "classes": ["工业"], "sectors": ["面粉"]}
    assert found(selection, project) == count


@pytest.mark.parametrize(("bounds", "count"), [({"at_least": "500000"}, 1), ({"above": "500000"}, 0)])
def test_total_on_the_bound(bounds: Record, count: int) -> None:
    """50亿元以上 includes 50亿元, 超过 does not."""
    assert found({"total": bounds}, {"investment": {"total": "500000"}}) == count


def test_total_that_is_not_known() -> None:
    """Without a total nothing says that the project is large enough; a bundle has no total of each of its projects."""
    wanted = {"total": {"at_least": "10"}}
    assert found(wanted, {}) == 0
    assert found(wanted, bundle(3, investment={"total": "900"})) == 0


@each(
    ("selection", "count"),
    [
        ({"stages": ["planned"]}, 1),
        ({"stages": ["策划"]}, 1),
        ({"stages": ["reserved", "planned"]}, 1),
        ({"stages": ["reserved"]}, 0),
        ({"stages": ["主体施工"]}, 0),
    ],
)
def test_stock(selection: Record, count: int) -> None:
    """`stages` is where the project stands on the day, by the core code or by the place's word."""
    assert found(selection, {"stages": [stage("2022-01-05", "reserved"), stage("2022-02-05", "策划")]}) == count


def test_stock_of_a_bundle() -> None:
    """50 in the reserve of which 20 signed and 5 started: 30, 15 and 5 stand there; one suspended is of the 5."""
    stages = [
        stage("2022-01-05", "reserved"),
        stage("2022-02-05", "signed", count="20"),
        stage("2022-03-05", "主体施工", count="5"),
    ]
    project = bundle(50, stages=stages)
    assert [found({"stages": [word]}, project) for word in ("reserved", "signed", "started")] == [30, 15, 5]
    assert found({"stages": ["主体施工"]}, project) == 5
    assert found({"stages": ["reserved", "started"]}, project) == 35
    project["stages"] = [*stages, stage("2022-04-05", "suspended", count="1")]
    assert [found({"stages": [word]}, project) for word in ("signed", "started", "suspended")] == [15, 4, 1]


def test_every_project_of_a_bundle_stands_somewhere() -> None:
    """Where all have gone on, none is left behind."""
    place = snapshot(
        "2022-05-31",
        {"id": "P-1", **bundle(8, stages=[stage("2022-01-05", "signed", count="3"), stage("2022-02-05", "started")])},
    )
    assert stages_on(place.standings[0]) == ((Stage.STARTED, "started", 8),)


@each(
    ("day", "within", "count"),
    [
        ("2022-05-31", "ever", 1),
        ("2022-05-31", "year", 1),
        ("2022-05-31", "quarter", 0),
        ("2022-05-31", "previous_quarter", 1),
        ("2022-03-31", "quarter", 1),
        ("2022-03-31", "previous_quarter", 0),
        ("2022-03-17", "quarter", 0),
        ("2022-07-01", "previous_quarter", 0),
        ("2023-01-01", "year", 0),
    ],
)
def test_windows(day: str, within: str, count: int) -> None:
    """Signed on 18 March: in the first quarter, seen from the second in the one before, and not before its day."""
    assert found(reached("signed", within), {"stages": [stage("2022-03-18", "signed")]}, day) == count


def test_a_stage_is_reached_once() -> None:
    """A second entry of the same stage in a later quarter is no second start."""
    project = {"stages": [stage("2022-03-18"), stage("2022-04-20", "suspended"), stage("2022-05-10")]}
    assert found(reached("started", "quarter"), project) == 0
    assert found(reached("started", "previous_quarter"), project) == 1


def test_started_by_what_lies_behind_it() -> None:
    """Ground was broken at the latest when a later stage is recorded; another stage passed over is not reached."""
    project = {"stages": [stage("2022-05-10", "commissioned")]}
    assert found(reached("started", "quarter"), project) == 1
    assert found(reached("signed"), project) == 0


def test_reached_by_the_places_word() -> None:
    """A word of the place is reached by its own entries only."""
    project = {"stages": [stage("2022-04-10"), stage("2022-05-10", "主体施工")]}
    assert found(reached("主体施工", "quarter"), project) == 1
    assert found(reached("策划"), project) == 0


def test_reached_in_a_bundle() -> None:
    """Counts of a bundle go on from each other: 120 by March and 200 by May are 80 in the second quarter."""
    project = bundle(300, stages=[stage("2022-03-31", count="120"), stage("2022-05-20", count="200")])
    assert found(reached("started", "quarter"), project) == 80
    assert found(reached("started", "previous_quarter"), project) == 120
    assert found(reached("started", "year"), project) == 200


def test_reports_say_how_many_of_a_bundle() -> None:
    """What a report says of a bundle counts as a dated stage does."""
    project = bundle(10, progress=[report("2022-03-31", started="2"), report("2022-04-30", started="6", completed="3")])
    assert found(reached("started", "quarter"), project) == 4
    assert found(reached("completed", "quarter"), project) == 3


def test_two_stages_of_a_bundle() -> None:
    """Of a bundle the least is found that any condition leaves."""
    project = bundle(10, stages=[stage("2022-01-31", "signed", count="6"), stage("2022-05-20", count="4")])
    both = {"reached": [{"stage": "started", "within": "quarter"}, {"stage": "signed", "within": "previous_quarter"}]}
    assert found(both, project) == 4


def test_certified_starts() -> None:
    """Where the place counts certified starts, a start that nobody certified is none."""
    plain = {"stages": [stage("2022-05-10")]}
    certified = {"stages": [stage("2022-05-10", certified={"date": "2022-05-20"})]}
    policy = {"values": {"starts": "certified"}}
    assert [found(reached("started", "quarter"), p, policy=policy) for p in (plain, certified)] == [0, 1]


@each(
    ("selection", "count"),
    [
        ({"natures": ["新开工"]}, 1),
        ({"natures": ["续建"]}, 0),
        ({"natures": ["续建"], "years": ["2021"]}, 1),
        ({"natures": ["新开工"], "years": ["2021"]}, 0),
        ({"years": ["2017", "2019"]}, 0),
        ({"years": ["2020", "2021"]}, 1),
        ({"planned_at_least": "3000"}, 1),
        ({"planned_at_least": "3001"}, 0),
        ({"planned_at_least": "3001", "years": ["2021"]}, 1),
    ],
)
def test_years(selection: Record, count: int) -> None:
    """Natures and plans are of the named years, both ends included, else of the day's."""
    years = [*year("5000", "续建", 2021), *year("3000", "新开工", 2022)]
    assert found(selection, {"years": years}) == count


def test_breakdowns() -> None:
    """A bundle has the parts of its breakdown, and by the wider code all that lies within; else its own codes."""
    parts = {"工业": "4", "农业": "2"}
    project = bundle(6, classes=["产业"], lists=["省重点"], breakdowns=[{"axis": "class", "parts": parts}])
    assert [found({"classes": [code]}, project) for code in ("产业", "工业", "农业", "民生")] == [6, 4, 2, 0]
    assert found({"classes": ["工业", "农业"]}, project) == 6
    assert found({"classes": ["工业"], "lists": ["省重点"]}, project) == 4


def test_a_code_that_is_broken_down() -> None:
    """Along an axis with parts, a bundle's own code among them says no more than the part."""
    project = bundle(10, lists=["省重点"], breakdowns=[{"axis": "list", "parts": {"省重点": "3", "市重点": "7"}}])
    assert [found({"lists": [code]}, project) for code in ("省重点", "市重点")] == [3, 7]


def test_shares() -> None:
    """How many of a project each code of an axis has; a wider class has those of the narrower ones."""
    site = make_site(**SITE)
    whole = snapshot("2022-05-31", {"id": "P-1", "classes": ["工业"]}).standings[0]
    parts = bundle(6, breakdowns=[{"axis": "class", "parts": {"工业": "4", "产业": "1", "民生": "1"}}])
    part = snapshot("2022-05-31", {"id": "P-1", **parts}).standings[0]
    assert shares(whole, "class", site) == {"工业": 1, "产业": 1}
    assert shares(part, "class", site) == {"工业": 4, "产业": 5, "民生": 1}


YANTAI: list[Record] = [
    {
        "code": "新开工库",
        "name": "投资3000万以上新开工项目库(2019年)",
        "select": {"natures": ["新开工"], "years": ["2019"], "total": {"at_least": "3000"}},
    },
    {
        "code": "续建库",
        "name": "投资5000万以上续建项目库(2019年)",
        "select": {"natures": ["续建"], "years": ["2019"], "total": {"at_least": "5000"}},
    },
    {
        "code": "省市重点库",
        "name": "省、市重点项目库(2017—2019)",
        "select": {"levels": ["省级", "市级"], "years": ["2017", "2019"]},
    },
    {"code": "优选库", "name": "新旧动能转换优选项目库", "select": {"lists": ["优选一批", "优选二批"]}},
    {"code": "手续库", "name": "42个新开工项目手续办理服务库", "select": {"lists": ["手续办理"]}},
]
"""烟台开发区 2019: 五个项目库，逐步建立重点项目金字塔。"""


@pytest.mark.parametrize(
    ("project", "codes"),
    [
        ({"years": year("100", "新开工", 2019), "investment": {"total": "3000"}}, ("新开工库",)),
        ({"years": year("100", "新开工", 2019), "investment": {"total": "2999.99"}}, ()),
        ({"years": year("100", "续建", 2019), "investment": {"total": "4000"}}, ()),
        (
            {"years": year("100", "续建", 2019), "investment": {"total": "5000"}, "level": "市级"},
            ("续建库", "省市重点库"),
        ),
        ({"years": year("100", "续建", 2017), "level": "省级", "lists": ["优选二批"]}, ("省市重点库", "优选库")),
        ({"years": year("100", "续建", 2016), "level": "省级"}, ()),
        ({"lists": ["手续办理", "优选一批"]}, ("优选库", "手续库")),
    ],
)
@pytest.mark.parametrize("day", ["2019-08-03", "2020-06-30"])
def test_libraries(project: Record, codes: tuple[str, ...], day: str) -> None:
    """烟台开发区's pyramid of libraries: one project may lie in several, and a library of 2019 is the same in 2020."""
    standing = snapshot(day, {"id": "P-1", **project}).standings[0]
    libraries = [Library.model_validate(keys) for keys in YANTAI]
    assert tuple(library_shares(standing, libraries, make_site(), standing.day)) == codes


@each(
    ("selection", "project", "may"),
    [
        ({}, {}, True),
        ({"lists": ["甲"]}, {"lists": ["乙"]}, False),
        ({"lists": ["甲"]}, {"lists": ["乙", "甲"]}, True),
        ({"lists": ["甲"]}, {"count": "3", "breakdowns": [{"axis": "list", "parts": {"甲": "1"}}]}, True),
        ({"natures": ["预备"]}, {"years": year("1", "续建")}, False),
        ({"natures": ["预备"]}, {"years": [*year("1", "续建"), *year("1", "预备", 2027)]}, True),
    ],
)
def test_what_cannot_be_found_is_told_quickly(selection: Record, project: Record, may: bool) -> None:
    """Lists and natures alone often rule a project out; what they leave is looked at in full."""
    assert may_find(Selection.model_validate(selection), make_project(**project)) is may
