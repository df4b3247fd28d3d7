"""Bundles within bundles, bundles of which a part is known, lists kept apart."""

from fractions import Fraction

import pytest

from tests.snapshots import snapshot, value

WHOLE = {"id": "P-93", "count": "93", "progress": [{"as_of": "2026-05-31", "active": "66"}]}
STAGES = [{"axis": "stage", "parts": {"started": "18", "resumed": "48"}, "rest": "27"}]
DAY = "2026-05-31"


def test_a_base_leaves_out_a_part_of_a_bundle() -> None:
    """滨州 2020: 11 前期 of 433 are outside the base of starts, 405 ÷ 422."""
    found = snapshot(
        DAY,
        {
            "count": "433",
            "breakdowns": [{"axis": "nature", "parts": {"预备": "11"}, "rest": "422"}],
            "progress": [{"as_of": DAY, "started": "405", "active": "405"}],
        },
        policy={"start_rate": {"base": "list", "exclude_natures": ["预备"]}},
    )
    rates = [found.figure("all", key) for key in ("start_rate", "start_and_resume_rate")]
    assert [figure.value for figure in rates] == [Fraction(405, 422)] * 2
    assert [figure.excluded for figure in rates] == [(("start_base_excluded", 11),), (("active_excluded", 11),)]
    assert value(found, "projects") == 433


def test_within_bundles_within_bundles() -> None:
    """A project counts in no scope in which any of the bundles around it stands, the nearest or one further out."""
    outer = {**WHOLE, "classes": ["工业"]}
    inner = {"id": "P-45", "count": "45", "within": "P-93", "years": [{"year": "2026", "nature": "新开工"}]}
    single = {"id": "P-1", "within": "P-45", "classes": ["工业"], "lists": ["市级重点"]}
    found = snapshot(DAY, outer, inner, single)
    scopes = ("all", "class:工业", "nature:新开工", "list:市级重点")
    assert [value(found, "projects", scope) for scope in scopes] == [93, 93, 45, 1]


def test_parts_of_a_breakdown_count_those_within() -> None:
    """The 18 started of a bundle are 18, also where some of them have records of their own."""
    single = {"id": "P-1", "within": "P-93", "stages": [{"date": "2026-03-01", "stage": "started"}]}
    found = snapshot(DAY, {**WHOLE, "breakdowns": STAGES}, single)
    assert [value(found, "projects", f"stage:{stage}") for stage in ("started", "resumed")] == [18, 48]


def test_apart_counts_once() -> None:
    """A project within a bundle that is kept apart is not counted apart a second time."""
    bundle = {"id": "P-10", "count": "10", "lists": ["能耗保障"]}
    single = {"id": "P-1", "within": "P-10", "lists": ["能耗保障"]}
    found = snapshot(DAY, WHOLE, bundle, single, policy={"scope": {"apart_lists": ["能耗保障"]}})
    assert found.figure("all", "projects").excluded == (("apart", 10),)
    assert value(found, "projects", "list:能耗保障") == 10


def test_figures_of_a_part_alone() -> None:
    """What only a list kept apart has is published in the scope of that list."""
    money = [{"kind": "专项债券", "granted": [{"date": "2026-04-01", "value": "760100"}]}]
    bundle = {"id": "P-43", "count": "43", "lists": ["专项债"], "funding": money}
    found = snapshot(DAY, WHOLE, bundle, policy={"scope": {"apart_lists": ["专项债"]}})
    assert "funding_granted" in {figure.key for figure in found.figures("list:专项债")}
    assert (value(found, "funding_granted", "list:专项债"), value(found, "funding_granted")) == (760100, None)


def test_what_is_secured_without_a_stated_need() -> None:
    """It counts as secured and enters no rate: 1928 亩 of an unknown need say nothing about the share."""
    known = {"kind": "土地", "unit": "亩", "needed": "100", "secured": [{"date": "2026-03-01", "value": "40"}]}
    other = {"kind": "土地", "unit": "亩", "secured": [{"date": "2026-03-01", "value": "1928"}]}
    found = snapshot(DAY, {"id": "P-1", "factors": [known]}, {"id": "P-2", "factors": [other]})
    keys = ("factor_needed", "factor_secured", "factor_rate")
    assert [value(found, key, "factor:土地") for key in keys] == [100, 1968, Fraction(2, 5)]


@pytest.mark.parametrize(
    ("closed", "planned", "state"), [("222", "0", "closed"), ("196", "26", "planned"), ("196", "20", "assigned")]
)
def test_where_a_bundle_of_issues_stands(closed: str, planned: str, state: str) -> None:
    """滨州 2020: 196 of 222 closed, all others with a plan; it is closed only when all of it is."""
    counts = [{"date": "2026-05-31", "raised": "222", "closed": closed, "planned": planned}]
    found = snapshot(DAY, WHOLE, issues=[{"projects": ["P-93"], "counts": counts}])
    assert found.issues[0].state == state


def test_a_sum_of_what_nobody_stated() -> None:
    """It is no figure with a reason, not 0; where one project states its amount the sum is that."""
    found = snapshot(DAY, WHOLE)
    sums = [found.figure("all", key) for key in ("total_investment", "planned", "completed")]
    assert [(figure.value, figure.reason) for figure in sums] == [
        (None, "no-total"),
        (None, "no-plan"),
        (None, "no-report"),
    ]
    stated = snapshot(DAY, WHOLE, {"id": "P-1", "investment": {"total": "5"}})
    assert value(stated, "total_investment") == 5


def test_a_bundle_published_for_a_time() -> None:
    """It stands up to the last day of which it speaks, and is known again to whoever looks back from a later day."""
    old = {"id": "P-32", "count": "32", "until": "2026-04-30", "lists": ["市级重点"]}
    found = snapshot(DAY, WHOLE, old)
    assert value(found, "projects", "list:市级重点") == 0
    assert [standing.project.id for standing in found.standings] == ["P-93"]
    assert value(found.back(1), "projects", "list:市级重点") == 32
