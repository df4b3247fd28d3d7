"""After completion: indicators, points in proportion, tiers, and what is left open."""

from fractions import Fraction
from typing import Any

from tests.each import each
from tests.snapshots import Record, snapshot, stage
from tongbao.metrics.evaluation import Evaluated, evaluated, uncovered
from tongbao.model.listing import Evaluation

LAND = {"code": "亩均产值", "name": "亩均产值", "unit": "万元/亩", "of": "产值", "over": "占地", "points": "60"}
ENERGY = {"code": "单位能耗", "name": "单位能耗", "unit": "吨/万元", "of": "能耗", "over": "产值", "points": "40"}
RULE: Record = {
    "inputs": [{"code": code, "name": code, "unit": "万元"} for code in ("产值", "占地", "能耗")],
    "indicators": [{**LAND, "full_at": "300", "none_at": "60"}, {**ENERGY, "full_at": "0.1", "none_at": "0.5"}],
    "tiers": [
        {"code": "优先", "name": "优先扶持", "at_least": "80"},
        {"code": "重点", "name": "重点扶持", "at_least": "60"},
        {"code": "一般", "name": "一般"},
    ],
}
DONE = [stage("2025-01-05"), stage("2025-12-05", "commissioned")]
SITE = {"classes": [{"code": "产业", "name": "产业"}, {"code": "工业", "name": "工业", "within": "产业"}]}


def of(values: Record, *, rule: Record | None = None, **project: Any) -> tuple[Evaluated, ...]:
    operation = [{"year": "2026", "reported": "2026-10-10", "values": values}]
    project = {"stages": DONE, "operation": operation, **project}
    found = snapshot("2026-11-16", project, site=SITE, policy={"evaluation": {**RULE, **(rule or {})}})
    return evaluated(found.standings, found.rules.evaluation, found.data.site)


def newest(values: Record, **more: Any) -> Any:
    return of(values, **more)[0].newest


def test_points_are_exact_and_in_proportion() -> None:
    """Points lie in proportion between none and all, also where less is better; nothing is rounded on the way."""
    found = newest({"产值": "10000", "占地": "70", "能耗": "3000"})
    land, energy = found.indicators
    assert land.figure.value == Fraction(10000, 70)
    assert land.points == 60 * (Fraction(10000, 70) - 60) / 240
    assert (energy.figure.value, energy.points) == (Fraction(3, 10), 20)
    assert found.figure.value == land.points + 20
    assert found.figure.denominator == 100


@each(
    ("values", "points", "tier"),
    [
        ({"产值": "30000", "占地": "100", "能耗": "3000"}, 100, "优先"),
        ({"产值": "60000", "占地": "100", "能耗": "1"}, 100, "优先"),
        ({"产值": "30000", "占地": "100", "能耗": "9000"}, 80, "优先"),
        ({"产值": "30000", "占地": "100", "能耗": "9000.3"}, Fraction(79999, 1000), "重点"),
        ({"产值": "30000", "占地": "100", "能耗": "15000"}, 60, "重点"),
        ({"产值": "5000", "占地": "100", "能耗": "9000"}, 0, "一般"),
    ],
)
def test_tiers(values: Record, points: Fraction, tier: str) -> None:
    """The first tier whose bounds hold; 不低于 80 includes 80, and a hair below is the next."""
    found = newest(values)
    assert (found.figure.value, found.tier.code) == (points, tier)


def test_a_missing_input_leaves_it_open() -> None:
    """Without an input there is no indicator, no sum and no tier; what is known is still shown."""
    found = newest({"产值": "30000", "占地": "100"})
    assert [each.points for each in found.indicators] == [60, None]
    assert (found.indicators[1].figure.reason, found.figure.value, found.tier) == ("no-input", None, None)
    assert found.figure.excluded == (("score_items_without_figure", 1),)


def test_nothing_is_divided_by_zero() -> None:
    """A divisor of zero, which the check refuses, gives no value."""
    assert newest({"产值": "30000", "占地": "0", "能耗": "1"}).indicators[0].figure.reason == "no-base"


def test_only_finished_projects() -> None:
    """A project under construction is not judged; nor is one of another class than those named."""
    assert of({}, stages=[stage("2025-01-05")]) == ()
    assert of({}, rule={"classes": ["产业"]}) == ()
    assert len(of({}, rule={"classes": ["产业"]}, classes=["工业"])) == 1


def test_a_finished_project_of_which_nothing_is_reported() -> None:
    """It is among those that are judged, without a year."""
    assert of({}, operation=[])[0].newest is None


def test_years_newest_first_and_only_those_known() -> None:
    """Each year is judged for itself; a report of a later day is not known yet."""
    years = [
        {"year": number, "reported": day, "values": {}}
        for number, day in (("2025", "2026-02-01"), ("2026", "2026-11-01"), ("2027", "2026-12-01"))
    ]
    assert [each.operation.year for each in of({}, operation=years)[0].years] == [2026, 2025]


def test_no_indicators_no_evaluation() -> None:
    """Where the place judges by nothing, nobody is judged."""
    assert of({}, rule={"indicators": []}) == ()


def bounds(*tiers: Record) -> Evaluation:
    named = [{"code": str(i), "name": str(i), **tier} for i, tier in enumerate(tiers)]
    return Evaluation.model_validate({**RULE, "tiers": named})


@each(
    ("tiers", "gap"),
    [
        (({"at_least": "80"}, {"at_least": "60"}, {}), None),
        (({"at_least": "80"}, {"at_least": "60", "below": "80"}, {"below": "60"}), None),
        (({"at_least": "80"}, {"at_least": "60"}, {"at_least": "10"}), (0, 10)),
        (({"above": "80"}, {"below": "80"}), (80, 80)),
        (({"above": "80"}, {"at_most": "80"}), None),
        (({"at_least": "80", "below": "100"}, {"below": "80"}), (100, 100)),
        (({"at_least": "80"}, {"at_most": "70"}), (70, 80)),
        (({"at_least": "200"}, {"at_most": "100"}), None),
    ],
)
def test_tiers_without_a_gap(tiers: tuple[Record, ...], gap: tuple[int, int] | None) -> None:
    """From 0 to all points every number lies in a tier, the ends included; the first gap is found."""
    found = uncovered(bounds(*tiers))
    assert (found and tuple(cut.value for cut in found)) == gap
