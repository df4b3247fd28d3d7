"""What members owe by the quotas of 驻马店 (2022) and 泾川 (2023), who meets them, and by how much others do not."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from tests.each import each
from tests.snapshots import Record, report, snapshot, stage, year
from tongbao.metrics.figure import Unit
from tongbao.metrics.quotas import QuotaStanding, quota_standings
from tongbao.model.cited import CitedFigure
from tongbao.model.standings import Quota

SITE: Record = {
    "districts": [
        {"code": "xincai", "name": "新蔡县"},
        {"code": "queshan", "name": "确山县"},
        {"code": "zone", "name": "示范区", "kind": "zone"},
    ],
    "classes": [
        {"code": "产业", "name": "产业"},
        {"code": "工业", "name": "工业", "within": "产业"},
        {"code": "技改", "name": "技改"},
    ],
    "sectors": [{"code": "水利", "name": "水利"}, {"code": "交通", "name": "交通"}],
}
COUNTIES = ["xincai", "queshan"]
YI = 10000
"""亿元 in 万元, the unit of the records."""


def standings(
    quota: Record, *projects: Record, day: str = "2022-05-31", cited: Record | None = None
) -> dict[str, QuotaStanding]:
    """How each member stands; under "" all together."""
    numbered = [{"id": f"P-{i}", "district": "queshan", **project} for i, project in enumerate(projects, 1)]
    place = snapshot(day, *numbered, site=SITE)
    figures = (CitedFigure.model_validate(CITED | cited),) if cited is not None else ()
    wanted = Quota.model_validate({"code": "q", "name": "定额", "count": {}, **quota})
    found = quota_standings(place.standings, (wanted,), place.data.site, figures, date.fromisoformat(day))
    return {standing.member: standing for standing in found}


CITED: Record = {
    "code": "工业投资",
    "name": "全市工业投资",
    "value": "300",
    "measured_in": "display_money",
    "as_of": "2022-12-31",
    "source": "市统计局",
}


def value(found: QuotaStanding) -> Fraction | None:
    return found.figure.value


def verdict(found: QuotaStanding) -> tuple[bool | None, object]:
    """Whether it is met, and how far it is off."""
    return found.met, found.off


def bundle(count: int, **keys: Any) -> Record:
    return {"count": str(count), "registered": "2020-01-01", **keys}


RESERVES = {"count": {"reached": [{"stage": "reserved", "within": "quarter"}]}, "at_least": "15", "members": COUNTIES}


def test_reserves_of_a_quarter() -> None:
    """驻马店: 各县区每季度谋划储备项目应不少于15个; 15 are enough, 14 are one short, none leave all owed."""
    fourteen = bundle(14, stages=[stage("2022-05-10", "reserved")])
    one = {"stages": [stage("2022-04-01", "reserved")]}
    late = {"stages": [stage("2022-03-31", "reserved")]}
    found = standings(RESERVES, fourteen, one, late)
    assert value(found["queshan"]) == 15
    assert verdict(found["queshan"]) == (True, 0)
    assert verdict(standings(RESERVES, fourteen, late)["queshan"]) == (False, -1)
    assert verdict(found["xincai"]) == (False, -15)
    assert list(found) == COUNTIES


def test_what_was_found() -> None:
    """The projects that count are named, so that the figure can be reckoned again."""
    found = standings(RESERVES, bundle(3, stages=[stage("2022-05-10", "reserved")]), {})
    assert found["queshan"].projects == ("P-1",)
    assert found["xincai"].projects == ()


def test_the_quarter_goes_on() -> None:
    """A quota of a quarter is open until the quarter ends; one of a stock has no end."""
    assert standings(RESERVES)["queshan"].open_until == date(2022, 6, 30)
    assert standings(RESERVES, day="2022-06-30")["queshan"].open_until is None
    assert standings(RESERVES, day="2022-10-01")["queshan"].open_until == date(2022, 12, 31)
    yearly = {"count": {"reached": [{"stage": "signed", "within": "year"}]}, "at_least": "1"}
    assert standings(yearly)["queshan"].open_until == date(2022, 12, 31)
    assert standings({"count": {"stages": ["reserved"]}, "at_least": "1"})["queshan"].open_until is None


def test_reserve_as_a_multiple_of_starts() -> None:
    """驻马店: 储备项目数量持续保持在开工项目的3倍以上; 7 for 2 starts are 3.5 times, and without a start there is no
    base and no verdict."""
    quota = {
        "count": {"stages": ["planned", "reserved"]},
        "over": {"reached": [{"stage": "started", "within": "year"}]},
        "times": True,
        "at_least": "3",
    }
    reserve, start = bundle(7, stages=[stage("2021-05-10", "reserved")]), {"stages": [stage("2022-04-01")]}
    found = standings(quota, reserve, start, start)
    assert found["queshan"].figure.unit is Unit.TIMES
    assert value(found["queshan"]) == Fraction(7, 2)
    assert verdict(found["queshan"]) == (True, 0)
    found = standings(quota, reserve, start, start, start)
    assert verdict(found["queshan"]) == (False, Fraction(7, 3) - 3)
    nothing = standings(quota, reserve)["queshan"]
    assert (value(nothing), nothing.figure.reason, nothing.met) == (None, "no-base", None)


@pytest.mark.parametrize(("projects", "met", "off"), [(0, False, -1), (1, True, 0), (2, True, 0), (3, True, 0)])
def test_one_or_two_large_reserves_a_year(projects: int, met: bool, off: int) -> None:
    """驻马店: 每年谋划储备1-2个投资50亿元以上产业项目; a third is no fault, the range's end is no bound."""
    quota = {
        "count": {
            "reached": [{"stage": "reserved", "within": "year"}],
            "classes": ["产业"],
            "total": {"at_least": str(50 * YI)},
        },
        "at_least": "1",
        "ceiling": "2",
    }
    large = {
        "classes": ["工业"],
        "investment": {"total": str(50 * YI)},
        "stages": [stage("2022-02-10", "reserved")],
    }
    small = {**large, "investment": {"total": str(50 * YI - 1)}}
    assert verdict(standings(quota, *[large] * projects, small)["queshan"]) == (met, off)


def test_a_total_that_is_not_known_is_said() -> None:
    """What would count if its total were known is counted as left out, not as missing."""
    quota = {"count": {"classes": ["产业"], "total": {"at_least": "10"}}, "at_least": "1"}
    found = standings(quota, {"classes": ["产业"]}, bundle(4, classes=["工业"], investment={"total": "9999"}), {})
    assert value(found["queshan"]) == 0
    assert found["queshan"].figure.excluded == (("unmeasured", 5),)


def test_signed_and_on_the_provincial_list() -> None:
    """驻马店: 每年至少引进1个50亿元以上的产业项目，且纳入省重点保障项目范围: both, or it does not count."""
    quota = {
        "count": {
            "reached": [{"stage": "signed", "within": "year"}],
            "classes": ["产业"],
            "lists": ["省重点"],
            "total": {"at_least": str(50 * YI)},
        },
        "at_least": "1",
        "members": COUNTIES,
    }
    large = {"classes": ["产业"], "investment": {"total": str(60 * YI)}, "stages": [stage("2022-02-10", "signed")]}
    assert verdict(standings(quota, large)["queshan"]) == (False, -1)
    assert verdict(standings(quota, {**large, "lists": ["省重点"]})["queshan"]) == (True, 0)


def starts(classes: list[str], least: int, members: list[str]) -> Record:
    return {
        "count": {"reached": [{"stage": "started", "within": "quarter"}], "classes": classes},
        "at_least": str(least),
        "members": members,
    }


def test_starts_of_a_quarter() -> None:
    """驻马店: 每季度开工的产业项目不少于5个，其中工业不少于4个，示范区、开发区不少于3个产业项目; 工业 lies in 产业."""
    industry = {"classes": ["工业"], "stages": [stage("2022-04-20")]}
    other = {"classes": ["产业"], "stages": [stage("2022-04-20")]}
    county = [industry] * 3 + [other] * 2
    zone = [{**other, "district": "zone"}] * 3
    assert verdict(standings(starts(["产业"], 5, COUNTIES), *county, *zone)["queshan"]) == (True, 0)
    assert verdict(standings(starts(["工业"], 4, COUNTIES), *county, *zone)["queshan"]) == (False, -1)
    found = standings(starts(["产业"], 3, ["zone"]), *county, *zone)
    assert {member: verdict(standing) for member, standing in found.items()} == {"zone": (True, 0)}


TECHNICAL: Record = {"count": {"classes": ["技改"]}, "per": "all"}


def test_technical_upgrading_of_the_whole_city() -> None:
    """驻马店: 确保全市全年实施技术改造项目不低于300个，投资完成不低于200亿元，占工业投资的60%以上 (a cited figure)."""
    done = [report("2022-12-31", str(180 * YI))]
    upgrading = bundle(300, classes=["技改"], progress=done, district="xincai")
    count = standings({**TECHNICAL, "at_least": "300"}, upgrading, day="2022-12-31")
    assert {member: verdict(standing) for member, standing in count.items()} == {"": (True, 0)}
    money = standings({**TECHNICAL, "measure": "completed", "at_least": str(200 * YI)}, upgrading, day="2022-12-31")
    assert money[""].figure.unit is Unit.MONEY
    assert verdict(money[""]) == (False, -20 * YI)
    share = {**TECHNICAL, "measure": "completed", "over_cited": "工业投资", "at_least": "60"}
    found = standings(share, upgrading, day="2022-12-31", cited={})[""]
    assert found.figure.numerator == 180 * YI
    assert found.figure.denominator == 300 * YI
    assert value(found) == Fraction(3, 5)
    assert verdict(found) == (True, 0)
    found = standings(share, upgrading, day="2022-12-31", cited={"value": "301"})[""]
    assert found.met is False
    assert found.off == Fraction(18000, 301) - 60


@pytest.mark.parametrize(
    ("cited", "reason"),
    [(None, "not-cited"), ({"measured_in": "projects"}, "unit-differs"), ({"value": "0"}, "no-base")],
)
def test_a_base_that_cannot_be_had(cited: Record | None, reason: str) -> None:
    """No figure and no verdict where the cited base is missing, counts something else or is zero."""
    share = {**TECHNICAL, "measure": "completed", "over_cited": "工业投资", "at_least": "60"}
    found = standings(share, day="2022-12-31", cited=cited)[""]
    assert (value(found), found.figure.reason, found.met) == (None, reason, None)


def test_cited_amounts_in_the_places_unit() -> None:
    """A cited amount in the place's unit is not multiplied."""
    share = {**TECHNICAL, "measure": "completed", "over_cited": "工业投资", "at_least": "60"}
    upgrading = {"classes": ["技改"], "progress": [report("2022-12-31", "30")]}
    found = standings(share, upgrading, day="2022-12-31", cited={"measured_in": "money", "value": "50"})[""]
    assert value(found) == Fraction(3, 5)


SIGNED_Q1 = [stage("2022-02-10", "signed")]
STARTED_Q2 = [stage("2022-05-10")]


def test_two_rules_of_sixty_percent() -> None:
    """驻马店: 签约项目的60%实现开工, and 每季度签约项目在下季度开工项目中占比达到60%, are two figures.

    Four signed in the first quarter of which two started in the second; with one start that was signed long before.
    """
    projects = [
        {"stages": [*SIGNED_Q1, *STARTED_Q2]},
        {"stages": [*SIGNED_Q1, *STARTED_Q2]},
        {"stages": SIGNED_Q1},
        {"stages": SIGNED_Q1},
        {"stages": [stage("2021-02-10", "signed"), *STARTED_Q2]},
    ]
    signed = {"stage": "signed", "within": "year"}
    started = {"stage": "started", "within": "quarter"}
    landed = {"count": {"reached": [signed, {"stage": "started"}]}, "over": {"reached": [signed]}, "at_least": "60"}
    fresh = {
        "count": {"reached": [started, {"stage": "signed", "within": "previous_quarter"}]},
        "over": {"reached": [started]},
        "at_least": "60",
    }
    assert verdict(standings(landed, *projects)["queshan"]) == (False, -10)
    found = standings(fresh, *projects)["queshan"]
    assert value(found) == Fraction(2, 3)
    assert found.met is True


def test_forty_percent_of_the_reserve_signed() -> None:
    """驻马店: 确保储备项目的40%实现签约; of bundles too: 50 reserved, 20 signed."""
    quota = {
        "count": {"reached": [{"stage": "reserved"}, {"stage": "signed"}]},
        "over": {"reached": [{"stage": "reserved"}]},
        "at_least": "40",
        "per": "all",
    }
    reserve = bundle(50, stages=[stage("2022-01-10", "reserved"), stage("2022-03-10", "signed", count="20")])
    assert value(standings(quota, reserve)[""]) == Fraction(2, 5)
    assert verdict(standings(quota, reserve)[""]) == (True, 0)
    assert verdict(standings({**quota, "at_least": None, "above": "40"}, reserve)[""]) == (False, 0)


def test_the_reserve_of_jingchuan() -> None:
    """泾川: 储备库总投资动态保持在1000亿元以上，其中产业类项目占50%以上: both bounds are inclusive."""
    industry = {"lists": ["储备库"], "classes": ["产业"], "investment": {"total": str(500 * YI)}}
    other = {"lists": ["储备库"], "investment": {"total": str(500 * YI)}}
    reserve = {"lists": ["储备库"]}
    stock = {"count": reserve, "measure": "total_investment", "per": "all", "at_least": str(1000 * YI)}
    share = {
        "count": {**reserve, "classes": ["产业"]},
        "over": reserve,
        "measure": "total_investment",
        "per": "all",
        "at_least": "50",
    }
    assert verdict(standings(stock, industry, other)[""]) == (True, 0)
    assert verdict(standings(stock, industry)[""]) == (False, -500 * YI)
    assert verdict(standings(share, industry, other)[""]) == (True, 0)
    more = {**other, "investment": {"total": str(750 * YI)}}
    assert verdict(standings(share, industry, more)[""]) == (False, -10)


@pytest.mark.parametrize(
    ("per", "expected"),
    [("each", {"水利": (True, 0), "交通": (False, -40 * YI)}), ("all", {"": (True, 0)})],
)
def test_sector_reserves_each_or_all(per: str, expected: dict[str, tuple[bool, int]]) -> None:
    """泾川: 行业储备库总投资动态保持在100亿元以上, each or all together: the policy says which."""
    quota = {
        "count": {"lists": ["储备库"]},
        "measure": "total_investment",
        "axis": "sector",
        "per": per,
        "at_least": str(100 * YI),
    }
    water = {"lists": ["储备库"], "sectors": ["水利"], "investment": {"total": str(120 * YI)}}
    roads = {"lists": ["储备库"], "sectors": ["交通"], "investment": {"total": str(60 * YI)}}
    found = standings(quota, water, roads)
    assert {member: verdict(standing) for member, standing in found.items()} == expected


def test_named_members_together() -> None:
    """`all` of named members counts theirs alone, and a project of two of them once."""
    quota = {"axis": "sector", "per": "all", "members": ["水利", "交通"], "at_least": "1"}
    assert value(standings(quota, {"sectors": ["水利", "交通"]}, {"sectors": ["教育"]})[""]) == 1


def test_money_that_is_not_known() -> None:
    """Money of a project without a total, and of a part of a bundle, is left out and said; nothing is shared out."""
    quota = {"count": {"classes": ["工业"]}, "measure": "total_investment", "at_least": "1"}
    broken = bundle(
        10,
        investment={"total": "1000"},
        breakdowns=[{"axis": "class", "parts": {"工业": "4", "技改": "6"}}],
    )
    found = standings(quota, broken, {"classes": ["工业"]}, {"classes": ["工业"], "investment": {"total": "7"}})
    assert value(found["queshan"]) == 7
    assert found["queshan"].figure.excluded == (("part_of_bundle", 4), ("without_total", 1))


def test_a_project_within_a_bundle() -> None:
    """A project that a bundle counts already counts only where the bundle is not found."""
    whole = bundle(10, classes=["产业"])
    named = {"within": "P-1", "classes": ["工业"]}
    assert value(standings({"count": {"classes": ["产业"]}, "at_least": "1"}, whole, named)["queshan"]) == 10
    assert value(standings({"count": {"classes": ["工业"]}, "at_least": "1"}, whole, named)["queshan"]) == 1


def test_a_bundle_of_several_members() -> None:
    """A bundle broken down by district counts its parts where they lie; each member's are part of the whole."""
    parts = [{"axis": "district", "parts": {"xincai": "7", "zone": "3"}}]
    quota = {"at_least": "5"}
    found = standings(quota, bundle(10, district="xincai", breakdowns=parts))
    assert {member: value(standing) for member, standing in found.items()} == {"xincai": 7, "queshan": 0, "zone": 3}
    together = standings({**quota, "per": "all"}, bundle(10, district="xincai", breakdowns=parts))
    assert value(together[""]) == 10


@each(
    ("bounds", "projects", "met", "off"),
    [
        ({}, 3, None, 0),
        ({"above": "2"}, 2, False, -1),
        ({"above": "2"}, 3, True, 0),
        ({"at_most": "2"}, 3, False, 1),
        ({"at_most": "2"}, 2, True, 0),
        ({"below": "3"}, 3, False, 1),
        ({"at_least": "2.5"}, 1, False, -2),
        ({"at_least": "1", "at_most": "2"}, 4, False, 2),
        ({"at_least": "1", "at_most": "2"}, 0, False, -1),
    ],
)
def test_bounds_of_whole_numbers(bounds: Record, projects: int, met: bool | None, off: int) -> None:
    """How many too few or too many, up to the next number that would do; without a bound there is no verdict."""
    assert verdict(standings(bounds, *[{}] * projects)["queshan"]) == (met, off)


def test_planned_investment() -> None:
    """A quota may count the year's plan; a project without one is left out and said."""
    found = standings({"measure": "planned", "at_least": "100"}, {"years": year("60", number=2022)}, {})["queshan"]
    assert verdict(found) == (False, -40)
    assert found.figure.excluded == (("without_plan", 1),)


def test_the_scope_of_a_quota() -> None:
    """A quota of a member is a figure of that member's scope, one of all is of the place."""
    assert standings({}, {})["queshan"].scope == "district:queshan"
    assert standings({"axis": "class"}, {})["工业"].scope == "class:工业"
    assert standings({"per": "all"}, {})[""].scope == "all"


def test_each_sponsor_owes_its_own() -> None:
    """忻州's 一园六企: the projects in care on the day count, those given away before and begun later do not."""
    sponsors = [
        {"office": "mayor", "from": "2022-01-01"},
        {"office": "vice", "until": "2022-05-30"},
        {"office": "vice-2", "from": "2022-06-01"},
    ]
    quota = {"axis": "sponsor", "members": ["mayor", "vice", "vice-2"], "at_least": "2"}
    projects = [
        {"registered": "2022-01-01", "sponsors": sponsors},
        {"registered": "2022-01-01", "sponsors": sponsors[:1]},
    ]
    found = standings(quota, *projects)
    assert {member: (standing.figure.value, standing.met) for member, standing in found.items()} == {
        "mayor": (2, True),
        "vice": (0, False),
        "vice-2": (0, False),
    }
    assert found["mayor"].scope == "sponsor:mayor"


def test_a_quota_on_outside_money() -> None:
    """泾川: 县级财政每年至少安排1000万元前期费: what was granted of that kind by the day, over all projects."""
    quota = {"measure": "funding_granted", "funding": "前期费", "per": "all", "at_least": "1000"}
    granted = [{"date": "2022-03-01", "value": "300"}, {"date": "2022-05-31", "value": "700"}]
    early = {"funding": [{"kind": "前期费", "granted": granted}, {"kind": "专项债", "granted": granted}]}
    other = {"funding": [{"kind": "前期费", "granted": [{"date": "2022-05-01", "value": "300"}]}]}
    found = standings(quota, early, other, {})[""]
    assert (found.figure.unit, value(found), verdict(found)) == (Unit.MONEY, 1000, (True, 0))
    assert found.projects == ("P-1", "P-2", "P-3")
    assert value(standings({**quota, "funding": None}, early, other)[""]) == 1700
    assert verdict(standings(quota, early, other, day="2022-05-30")[""]) == (False, -400)
    assert found.figure.excluded == ()


def test_a_plan_of_payments() -> None:
    """What was to be spent by the day, and how much of it was: of money without such a plan nothing is asked."""
    planned = [{"date": "2022-03-31", "value": "400"}, {"date": "2022-06-30", "value": "900"}]
    with_plan = {"kind": "专项债", "planned": planned, "spent": [{"date": "2022-05-31", "value": "300"}]}
    without = {"kind": "专项债", "spent": [{"date": "2022-05-31", "value": "50"}]}
    place = snapshot("2022-05-31", {"id": "P-1", "funding": [with_plan, without]})
    keys = ("funding_planned", "funding_spent", "funding_plan_rate")
    assert [place.figure("funding:专项债", key).value for key in keys] == [400, 350, Fraction(3, 4)]
    before = snapshot("2022-03-30", {"id": "P-1", "funding": [with_plan]})
    assert before.figure("all", "funding_plan_rate").value is None
