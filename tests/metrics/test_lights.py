"""Which light a project or district shows."""

from fractions import Fraction
from typing import Any

import pytest

from tests.snapshots import report, snapshot, stage, year
from tongbao.metrics.figure import Figure, Unit
from tongbao.metrics.lights import light_of
from tongbao.model.standings import Light


def light(code: str, **keys: Any) -> dict[str, Any]:
    return {"code": code, "label": f"{code}牌", "shape": "circle", "tone": "notice", **keys}


YINCHUAN = [light("红", below="-30"), light("黄", at_most="-10"), light("蓝", below="0")]
"""银川 2025: more than 30 points behind; 10 to 30, both included; behind at all."""


def shown(
    lights: list[dict[str, Any]], value: Fraction | None, measure: str = "gap", on: str = "project"
) -> str | None:
    figure = Figure(measure, Unit.POINTS, value)
    found = light_of(tuple(Light.model_validate(keys) for keys in lights), on, {measure: figure})
    return found.code if found else None


@pytest.mark.parametrize(
    ("gap", "code"),
    [
        ("-30.0001", "红"),
        ("-30", "黄"),
        ("-10.0001", "黄"),
        ("-10", "黄"),
        ("-9.9999", "蓝"),
        ("-0.0001", "蓝"),
        ("0", None),
        ("12", None),
    ],
)
def test_bounds(gap: str, code: str | None) -> None:
    """`at_most` includes its bound, `below` does not; the first light that holds is shown."""
    assert shown(YINCHUAN, Fraction(gap)) == code


def test_at_least() -> None:
    """`at_least` includes its bound; two bounds make a range."""
    praise = [light("红旗", at_least="0", below="10", tone="good")]
    assert [shown(praise, Fraction(gap)) for gap in (-1, 0, 9, 10)] == [None, "红旗", "红旗", None]


def test_the_first_match_is_shown() -> None:
    """The order of the policy decides, not how narrow a bound is."""
    assert shown([light("宽", below="0"), light("窄", below="-30")], Fraction(-40)) == "宽"


def test_no_figure_no_light() -> None:
    """Without a figure there is nothing to judge."""
    assert shown(YINCHUAN, None) is None


def test_lights_of_districts_are_not_those_of_projects() -> None:
    """A light for districts is not shown on a project."""
    assert shown([light("红", below="0", applies_to="district")], Fraction(-1)) is None
    assert shown([light("红", below="0", applies_to="district")], Fraction(-1), on="district") == "红"


def test_completion_is_compared_as_a_share_of_a_hundred() -> None:
    """`below: 50` on the completion rate means 50 %, not a half percent."""
    low = [light("黄", measure="completion_rate", below="50")]
    assert shown(low, Fraction(49, 100), "completion_rate") == "黄"
    assert shown(low, Fraction(1, 2), "completion_rate") is None


BEHIND = {"years": year("100"), "progress": [report("2026-06-30", "5")]}


def test_a_project_far_behind() -> None:
    """45 points behind in June is red."""
    found = snapshot("2026-06-30", {**BEHIND, "stages": [stage("2026-01-05")]}, policy={"lights": YINCHUAN})
    assert getattr(found.project_light(found.standings[0]), "code", None) == "红"


@pytest.mark.parametrize(
    "stages",
    [
        [stage("2026-01-05"), stage("2026-05-01", "withdrawn")],
        [stage("2026-01-05"), stage("2026-05-01", "completed")],
        [stage("2024-01-05"), stage("2025-11-01", "commissioned")],
    ],
    ids=["withdrawn", "finished", "finished last year"],
)
def test_no_light_where_it_is_over(stages: list[dict[str, Any]]) -> None:
    """A project outside the scope or finished, this year or before, shows no light."""
    found = snapshot("2026-06-30", {**BEHIND, "stages": stages}, policy={"lights": YINCHUAN})
    assert found.project_light(found.standings[0]) is None


def test_lights_of_late_issues() -> None:
    """A light may look at a project's own overdue issues."""
    policy = {"lights": [light("黄", measure="issues_overdue", at_least="1")]}
    issues = [{"projects": ["P-1"], "events": [{"date": "2026-04-14", "kind": "assigned"}]}]
    found = snapshot("2026-06-30", {"id": "P-1"}, {"id": "P-2"}, issues=issues, policy=policy)
    codes = [getattr(found.project_light(each), "code", None) for each in found.standings]
    assert codes == ["黄", None]


def test_lights_of_districts() -> None:
    """A district's light looks at the district's own sums."""
    policy = {"lights": [light("黄", applies_to="district", at_most="-10")]}
    ahead = {"id": "P-2", "district": "huimin", "years": year("100"), "progress": [report("2026-06-30", "60")]}
    found = snapshot("2026-06-30", BEHIND, ahead, policy=policy)
    codes = [getattr(found.district_light(code), "code", None) for code in ("zouping", "huimin", "elsewhere")]
    assert codes == ["黄", None, None]
