"""Drafts of bulletins: what is told before issuing, and what is not."""

from functools import partial
from typing import Any

import pytest

from tests.rules.builders import CORRECTION, place, problems
from tongbao.metrics.snapshot import take_snapshot
from tongbao.model.dataset import Dataset
from tongbao.problems import Level
from tongbao.rules import consistency, last_issue

ALL_SECTIONS = {"sections": ["headline", "classes", "districts", "boards"]}
PLANNED = {"years": [{"year": "2026", "nature": "续建", "plan": "100"}]}
"""A second project with a plan: without one its district would have no base."""
CITED = {"measured_in": "projects", "as_of": "2026-11-22", "figure": "projects", "source": "市统计局"}


def told(**changes: Any) -> list[tuple[str, str, Any]]:
    """Rule, field and value of every problem of the place with a draft that prints all."""
    changes = {"draft": ALL_SECTIONS, "second": PLANNED, **changes}
    return [(each.rule, each.field, each.params.get("value")) for each in problems(**changes)]


def cited(**values: str) -> list[dict[str, Any]]:
    """The number of projects as cited by scope, of the draft's day."""
    scopes = {"total": "all", "one": "level:市级", "other": "level:县级", "nested": "class:工业"}
    return [
        CITED | {"code": code, "name": code, "scope": scopes[code], "value": value} for code, value in values.items()
    ]


def test_a_sound_draft_has_no_problem() -> None:
    """A draft that prints everything of a place without a defect is told nothing."""
    assert told() == []
    assert told(issued={"all/completed": "36120", "all/starts": "0", "district:maichuan/projects": "1"}) == []


def test_issued_bulletins_are_not_checked() -> None:
    """What was issued does not change any more, and so is not told: nor where its issued file is yet to come."""
    wrong = {"second": {"level": "县级", "within": "P-lt-2026-001"}, "project": {"count": "5"}}
    assert ("parts-differ", "sections[1]", 6) in told(**wrong)
    assert problems(**wrong) == []


def test_nothing_is_reckoned_without_a_draft() -> None:
    """The rules ask for no snapshot where every bulletin was issued."""
    asked: list[object] = []
    data: Dataset = place(issued={"all/completed": "1"})
    for rule in (
        consistency.parts_differ,
        consistency.cited_parts_differ,
        consistency.no_base,
        last_issue.new_differs,
        last_issue.below_last_issue,
        last_issue.district_missing,
    ):
        assert list(rule(data, asked.append)) == []  # type: ignore[arg-type]
    assert asked == []


@pytest.mark.parametrize(
    ("axis", "second"),
    [
        ("district", {}),
        ("level", {"district": "maichuan", "level": "县级"}),
        ("class", {"district": "maichuan", "classes": ["民生"]}),
    ],
)
def test_a_project_of_another_part_than_its_bundle(axis: str, second: dict[str, Any]) -> None:
    """Counted in its own district, level or class and again with the bundle: 6 of 5; a fault, told once an axis."""
    classes = [{"code": "产业", "name": "产业"}, {"code": "工业", "name": "工业", "within": "产业"}]
    found = problems(
        site={"classes": [*classes, {"code": "民生", "name": "民生"}]},
        project={"count": "5"},
        second={**second, "within": "P-lt-2026-001"},
        draft=ALL_SECTIONS,
        policy={"checks": {"no-base": "off"}},
    )
    ours = [each for each in found if each.rule == "parts-differ" and each.params["variant"] == axis]
    (one,) = ours
    assert (one.params["value"], one.params["total"], one.params["project"]) == (6, 5, "P-mc-2026-002")
    assert one.level is Level.FAULT


def test_parts_need_not_add_up() -> None:
    """Where a project has no level the levels are only some of all; of a bundle that is broken down its own are."""
    assert told(project={"level": "市级"}, second=PLANNED) == []
    parts = [{"axis": "district", "parts": {"linting": "3", "maichuan": "2"}}]
    inside = {"within": "P-lt-2026-001", **PLANNED}
    assert told(project={"count": "5", "breakdowns": parts}, second=inside) == []


def test_cited_parts_that_contradict_each_other() -> None:
    """405 + 30 is not 433, said in the draft, beside that 405 is not what the records give."""
    found = told(cited=cited(total="2", one="3", other="1"), second={"level": "县级", **PLANNED})
    assert found == [("cited-differs", "figures[1].value", 3), ("cited-parts-differ", "sections[1]", "4")]


def test_cited_parts_that_say_nothing_new() -> None:
    """Parts that add up, one alone, a class within another, or parts of a place that ours do not part: no warning."""
    second = {"level": "县级", **PLANNED}
    assert told(cited=cited(total="2", one="1", other="1"), second=second) == []
    assert told(cited=cited(total="2", one="3"), second=second) == [("cited-differs", "figures[1].value", 3)]
    assert told(cited=cited(total="2", nested="1"), second=second) == []
    both = cited(total="2", one="1", other="2")
    assert told(cited=both, second=PLANNED) == [("cited-differs", "figures[2].value", 2)]
    about = [each | {"about": True} for each in cited(total="2", one="3", other="1")]
    assert told(cited=about, second=second) == []
    other_day = [each | {"as_of": "2026-11-20"} for each in cited(total="2", one="3", other="1")]
    assert [rule for rule, _, _ in told(cited=other_day, second=second)] == ["cited-differs"]


def test_cited_money_may_be_rounded() -> None:
    """Amounts of two decimals may be off by half a unit each, no more."""
    second = {"level": "县级", "progress": [{"as_of": "2026-10-31", "invested": "55"}], **PLANNED}

    def money(total: str, one: str, other: str) -> list[dict[str, Any]]:
        values = cited(total=total, one=one, other=other)
        return [each | {"figure": "completed", "measured_in": "display_money"} for each in values]

    off = {"checks": {"cited-differs": "off"}}
    assert told(policy=off, cited=money("3.62", "3.61", "0.02"), second=second) == []
    assert [rule for rule, *_ in told(policy=off, cited=money("3.62", "3.61", "0.03"), second=second)] == [
        "cited-parts-differ"
    ]


GROWN = {"progress": [{"as_of": "2026-10-31", "invested": "36120"}, {"as_of": "2026-11-20", "invested": "40000"}]}


def test_new_investment_of_a_district() -> None:
    """The district's own cumulative was issued otherwise; the place's was not, and of a new year nothing is new."""
    issued = {"all/completed": "36120", "district:linting/completed": "36000"}
    assert told(project=GROWN, issued=issued) == [("new-differs", "sections[2]", "0.388亿元")]
    (found,) = problems(project=GROWN, issued=issued, draft=ALL_SECTIONS, second=PLANNED)
    assert (found.params["printed"], found.params["issued"], found.params["ours"]) == (
        "0.4亿元",
        "3.6亿元",
        "3.612亿元",
    )


def test_a_part_that_is_not_printed_is_not_told() -> None:
    """A draft of the headline alone does not print the new investment of districts."""
    assert told(project=GROWN, issued={"district:linting/completed": "36000"}, draft={}) == []


def test_what_a_correction_has_told() -> None:
    """The records agree with the correction of the issued figure: nothing is told; without an exact value, nothing is
    compared; with another value, that one is."""

    def with_value(**value: str) -> list[tuple[str, str, Any]]:
        figure = {"id": "all/completed", "from": "3.60", "to": "3.61", **value}
        correction = CORRECTION | {"figures": [figure]}
        return told(project=GROWN, issued={"all/completed": "36000"}, correction=correction)

    assert with_value(value="36120") == []
    assert with_value() == []
    assert with_value(value="about 36") == []
    assert with_value(value="36100") == [("new-differs", "sections[0]", "0.388亿元")]


@pytest.mark.parametrize("key", ["completed", "starts", "completions", "issues_raised"])
def test_what_has_been_said_of_the_year_does_not_fall(key: str) -> None:
    """Less than was issued, of the place and of a district; each figure has its words."""
    issued = {f"all/{key}": "99999999", f"district:linting/{key}": "99999999", f"office:linting-gov/{key}": "99999999"}
    found = problems(issued=issued, draft=ALL_SECTIONS, second=PLANNED)
    below = [(each.field, each.params["variant"]) for each in found if each.rule == "below-last-issue"]
    assert below == [("sections[0]", key), ("sections[2]", key)]


def test_figures_of_an_instant_may_fall() -> None:
    """Open issues and rates go up and down."""
    assert told(issued={"all/issues_open": "50", "all/completion_rate": "0.99"}) == []


def test_a_new_year_begins_again() -> None:
    """A bulletin of the next year is not compared with the last of this."""
    last = {"as_of": "2025-12-28", "period": {"from": "2025-12-22", "until": "2025-12-28"}, "issued": "2026-01-04"}
    progress = [{"as_of": "2025-12-20", "invested": "20000"}, {"as_of": "2026-10-31", "invested": "36120"}]
    project = {"progress": progress}
    data = place(issued={"all/completed": "36121"}, bulletin=last, project=project, draft=ALL_SECTIONS)
    for rule in (last_issue.new_differs, last_issue.below_last_issue):
        assert list(rule(data, partial(take_snapshot, data))) == []


WEEKLY = {"reports": [{"cadence": "weekly", "days_after": "0"}]}
STARTED = {"stages": [{"date": "2026-02-20", "stage": "started"}], **PLANNED}


def reports(*days: str) -> list[dict[str, str]]:
    return [{"as_of": day, "invested": "10"} for day in days]


def test_a_district_whose_reports_all_fail() -> None:
    """It reported for the last bulletin and has not since; one that never did is not told again every week."""
    ours = {"progress": [{"as_of": "2026-11-15", "invested": "36120"}, {"as_of": "2026-11-22", "invested": "36130"}]}
    silent = {**STARTED, "progress": reports("2026-11-15")}
    found = told(policy=WEEKLY, project=ours, second=silent)
    assert found == [("district-missing", "sections[2]", "麦川县")]
    assert told(policy=WEEKLY, project=ours, second={**STARTED, "progress": reports("2026-11-15", "2026-11-22")}) == []
    assert told(policy=WEEKLY, project=ours, second={**STARTED, "progress": reports("2026-11-01")}) == []


def test_what_was_issued_counts_not_what_is_known_now() -> None:
    """The last bulletin printed projects of a district of which the records know none any more, nor any then."""
    gone = {**PLANNED, "until": "2026-11-10"}
    assert told(second=gone) == []
    found = told(second=gone, issued={"district:maichuan/projects": "1"})
    assert found == [("district-missing", "sections[2]", "麦川县")]


def test_a_district_that_the_records_only_know_since() -> None:
    """The last bulletin printed a project that the records of its day no longer know; none of its reports came."""
    late = {**STARTED, "stages": [{"date": "2026-11-16", "stage": "started"}], "registered": "2026-11-16"}
    ours = {"progress": [{"as_of": "2026-11-22", "invested": "36130"}]}
    found = told(policy=WEEKLY, project=ours, second=late, issued={"district:maichuan/projects": "1"})
    assert ("district-missing", "sections[2]", "麦川县") in found


def test_rates_without_a_base() -> None:
    """Named are the place, a district and what a board ranks by; not a part that the draft does not print."""
    none: dict[str, Any] = {"years": [], "changes": []}
    found = told(project=none, second={})
    assert ("no-base", "sections[0]", "云汀市") in found
    assert ("no-base", "sections[2]", "麦川县") in told(
        second={}, draft={"sections": ["headline", "boards", "districts"]}
    )
    board = {"code": "b", "name": "b", "members": ["maichuan"], "ranked_by": "start_rate"}
    drafted = {"sections": ["boards"]}
    assert told(policy={"boards": [board]}, draft=drafted) == [("no-base", "sections[0]", "麦川县")]
    assert told(second={}, draft={}) == []
    assert told(project=none, second={}, targets={"groups": []}, draft={"sections": ["issues"]}) == []


def test_the_policy_sets_the_level() -> None:
    """Each is a warning, which policy.yaml `checks` may make a fault."""
    changes: dict[str, Any] = {"draft": {"sections": ["headline", "districts"]}}
    assert [each.level for each in problems(**changes)] == [Level.WARNING]
    raised = problems(**changes, policy={"checks": {"no-base": "fault"}})
    assert [each.level for each in raised] == [Level.FAULT]
