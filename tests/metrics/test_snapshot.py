"""Sums by scope, and the registry they come from."""

from decimal import Decimal
from fractions import Fraction

from tests.snapshots import report, snapshot, stage, value, year
from tongbao.metrics.registry import DEFINITIONS, REGISTRY
from tongbao.metrics.totals import Totals, combined

SITE = {
    "districts": [{"code": code, "name": code} for code in ("zouping", "huimin")],
    "levels": [{"code": "市级", "name": "市级"}],
    "classes": [
        {"code": "产业", "name": "产业"},
        {"code": "工业", "name": "工业", "within": "产业"},
        {"code": "技改", "name": "技改"},
    ],
}


def test_an_empty_place() -> None:
    """A place without a record has counts of 0, rates without a base and no median, in the scope of all."""
    found = snapshot("2026-05-31", issues=[])
    assert set(found.totals) == {"all"}
    for figure in found.figures("all"):
        assert figure.value is not None or figure.reason in {"no-base", "no-ladder", "none-closed"}, figure.key


def test_classes_lie_within_others() -> None:
    """工业 lies within 产业: a project of 工业 counts in both, one of both counts once in each."""
    found = snapshot(
        "2026-05-31", {"id": "P-1", "classes": ["工业"]}, {"id": "P-2", "classes": ["产业", "工业"]}, site=SITE
    )
    assert [value(found, "projects", f"class:{code}") for code in ("产业", "工业", "技改")] == [2, 2, 0]


def test_a_code_named_twice_counts_once() -> None:
    """A list or class that is named twice in a file does not double the project."""
    found = snapshot("2026-05-31", {"lists": ["市级重点", "市级重点"], "classes": ["技改", "技改"]}, site=SITE)
    assert [value(found, "projects", scope) for scope in ("list:市级重点", "class:技改")] == [1, 1]


CROSSED = {"figures": {"crossings": [["district", "class"]]}}


def test_crossings() -> None:
    """A crossing holds what lies in both, under an id with both axes in the policy's order."""
    found = snapshot(
        "2026-05-31",
        {"id": "P-1", "classes": ["技改"]},
        {"id": "P-2", "district": "huimin", "classes": ["技改"]},
        {"id": "P-3", "classes": ["工业"]},
        site=SITE,
        policy=CROSSED,
    )
    assert value(found, "projects", "district:zouping+class:技改") == 1
    assert "class:技改+district:zouping" not in found.totals


def test_an_issue_of_two_projects_lies_only_where_they_do() -> None:
    """An issue of a 技改 project here and a 工业 project there is no 工业 issue here."""
    found = snapshot(
        "2026-05-31",
        {"id": "P-1", "classes": ["技改"]},
        {"id": "P-2", "district": "huimin", "classes": ["工业"]},
        issues=[{"projects": ["P-1", "P-2"]}],
        site=SITE,
        policy=CROSSED,
    )
    raised = {scope: value(found, "issues_raised", scope) for scope in found.totals if "+" in scope}
    assert raised == {
        "district:zouping+class:技改": 1,
        "district:huimin+class:工业": 1,
        "district:huimin+class:产业": 1,
    }
    assert value(found, "issues_raised") == 1


def test_an_issue_without_a_project() -> None:
    """It counts in its own district."""
    found = snapshot("2026-05-31", {}, issues=[{"projects": [], "district": "huimin"}])
    assert [value(found, "issues_raised", scope) for scope in ("all", "district:huimin", "district:zouping")] == [
        1,
        1,
        0,
    ]


def test_figures_of_a_scope_in_order() -> None:
    """A scope has every figure of the registry, each with its own key and unit."""
    found = snapshot("2026-05-31", {"years": year("100"), "progress": [report("2026-04-30", "7")]})
    definitions = [definition for definition in DEFINITIONS if "projects" in definition.where.value]
    assert [(f.key, f.unit) for f in found.figures("all")] == [(d.key, d.unit) for d in definitions]
    assert len(REGISTRY) == len(DEFINITIONS)


def test_a_rate_says_what_it_left_out() -> None:
    """Projects left out of a base are counted beside it."""
    found = snapshot(
        "2026-12-31",
        {"id": "P-1", "years": year("100", "新开工"), "stages": [stage("2026-03-01")]},
        {"id": "P-2", "years": year("100", "新开工"), "stages": [stage("2026-03-01", "deferred")], "count": "3"},
        policy={"start_rate": {"exclude_stages": ["deferred"]}},
    )
    rate = found.figure("all", "start_rate")
    assert (rate.value, rate.base, rate.excluded) == (1, "annual", (("start_base_excluded", 3),))


def test_all_figures_are_exact() -> None:
    """Every figure is a Fraction or nothing: no float has come in between."""
    found = snapshot("2026-05-20", {"years": year("0.1"), "progress": [report("2026-04-30", "0.3")]})
    values = {definition.key: value(found, definition.key) for definition in DEFINITIONS}
    assert [key for key, each in values.items() if not isinstance(each, Fraction | None)] == []


def test_certified_values_are_said() -> None:
    """Where the policy takes certified values, what is completed and started says so as its base."""
    project = {"progress": [report("2026-04-30", "100", certified={"date": "2026-05-05", "invested": "90"})]}
    policies = ({}, {"values": {"investment": "certified", "starts": "certified"}})
    taken = [snapshot("2026-05-31", project, policy=policy) for policy in policies]
    found = [
        (f.value, f.base) for place in taken for f in (place.figure("all", "completed"), place.figure("all", "starts"))
    ]
    assert found == [(100, ""), (0, ""), (90, "certified_investment"), (0, "certified_starts")]


def test_sums() -> None:
    """The sum of several Totals is that of each field; of none it is nothing."""
    assert combined([Totals(projects=1, planned=Decimal(2)), Totals(projects=3)]) == Totals(
        projects=4, planned=Decimal(2)
    )
    assert combined([]) == Totals()


def test_an_issue_that_may_only_be_counted_is_told_by_no_other_part() -> None:
    """It is in the place, its district and its own category and channel, not in an office, a level or other part of its
    project, its owner or the project itself: of few projects it would be told which."""
    project = {
        "id": "P-1",
        "responsible": [{"office": "city-drc"}],
        "owner": {"name": "某公司"},
        "level": "市级",
        "works": "新建",
    }
    hidden = {
        "category": "土地",
        "counted_only": True,
        "counts": [{"date": "2026-05-20", "raised": "3", "closed": "1"}],
        "raised": {"date": "2026-04-13", "channel": "专班"},
    }
    found = snapshot("2026-05-31", project, issues=[hidden])
    told = {scope for scope in found.totals if found.figure(scope, "issues_raised").value}
    assert told == {"all", "district:zouping", "category:土地", "kind:问题", "channel:专班"}
    assert value(found, "issues_open", "district:zouping") == 2
    assert found.project_figure(found.standings[0], "issues_open").value == 0
    assert [found.figure(f"owner:{code}", "issues_open").value for code in found.owners] == [0]
