"""Which light a project, district or office shows, and by which figure."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from tests.builders import make_project
from tests.each import each
from tests.snapshots import report, snapshot, stage, year
from tongbao.metrics.figure import Figure, Unit
from tongbao.metrics.lights import LightStanding, project_light, unit_light
from tongbao.model.standings import Light

DAY = date(2026, 6, 30)
UNITS = {"gap": Unit.POINTS, "pace_ratio": Unit.SHARE, "shortfall": Unit.SHARE, "completion_rate": Unit.SHARE}


def light(code: str, **keys: Any) -> dict[str, Any]:
    return {"code": code, "label": f"{code}牌", "shape": "circle", "tone": "notice", **keys}


YINCHUAN = [light("红", below="-30"), light("黄", at_least="-30", at_most="-10")]
"""银川 2025: more than 30 points behind; 10 to 30 behind, both included."""
SANYA = [
    light("红", measure="shortfall", above="50", planned_at_least="1000"),
    light("黄", measure="shortfall", above="0", at_most="50", planned_at_least="1000"),
]
"""三亚 2022: behind by more than half of what is due; by up to half; projects with 1,000万元 and more in the year."""
SANYA_DISTRICTS = [
    light("红", applies_to="district", below="0", periods="2"),
    light("黄", applies_to="district", below="0"),
]
"""三亚 2022: a missed month makes a district yellow, two running make it red."""
WUHAN = [
    light("红", measure="pace_ratio", below="60"),
    light("黄", measure="pace_ratio", at_least="60", below="80"),
]
"""武汉 2022: below 80 % of what is due; below 60 %."""
ZAOZHUANG = [
    light("蓝", tone="good", above="0"),
    light("黄", tone="warning", at_least="-10", below="0"),
    light("红", tone="danger", below="-10"),
]
"""枣庄 2022: blue praises. Its bounds are not published: these are made up."""


def parsed(lights: list[dict[str, Any]]) -> tuple[Light, ...]:
    return tuple(Light.model_validate(keys) for keys in lights)


def figures(key: str, *values: str | None) -> Any:
    """The figure now, a month end ago, two ago …; nothing is known of the time before."""

    def figure(asked: str, back: int) -> Figure:
        text = values[back] if asked == key and back < len(values) else None
        return Figure(asked, UNITS[asked], None if text is None else Fraction(text))

    return figure


def of_project(lights: list[dict[str, Any]], figure: Any, **project: Any) -> LightStanding:
    return project_light(parsed(lights), make_project(**{"years": year("2000"), **project}), figure, DAY)


def of_district(lights: list[dict[str, Any]], figure: Any) -> LightStanding:
    return unit_light(parsed(lights), "district", "zouping", figure, DAY)


def code(standing: LightStanding) -> str | None:
    return standing.light.code if standing.light else None


@each(
    ("gap", "expected"),
    [
        ("-30.0001", "红"), ("-30", "黄"), ("-10.0001", "黄"), ("-10", "黄"), ("-9.9999", None), ("0", None),
    ],
)  # fmt: skip
def test_points_behind(gap: str, expected: str | None) -> None:
    """银川: 10 to 30 points is yellow, both ends included; more is red."""
    assert code(of_project(YINCHUAN, figures("gap", gap))) == expected


@each(("share", "expected"), [("0", None), ("1/1000", "黄"), ("1/2", "黄"), ("5001/10000", "红"), ("-1/10", None)])
def test_relative_shortfall(share: str, expected: str | None) -> None:
    """三亚: half of what is due missing is still yellow, a little more is red."""
    assert code(of_project(SANYA, figures("shortfall", share))) == expected


def test_only_from_a_plan_on() -> None:
    """三亚 looks at projects with 1,000万元 and more in the plan of the year; who has no plan is not looked at."""
    figure = figures("shortfall", "1")
    shown = [of_project(SANYA, figure, years=year(plan)) for plan in ("1000", "999.99", None)]
    assert [code(found) for found in shown] == ["红", None, None]
    assert code(of_project(SANYA, figure, years=year("1000", number=2025))) is None


@pytest.mark.parametrize(("ratio", "expected"), [("4/5", None), ("799/1000", "黄"), ("3/5", "黄"), ("599/1000", "红")])
def test_ratio_to_the_pace(ratio: str, expected: str | None) -> None:
    """武汉: below 80 % of what is due, below 60 % of it; neither bound is included."""
    assert code(of_project(WUHAN, figures("pace_ratio", ratio))) == expected


def test_a_colour_may_praise() -> None:
    """枣庄: blue is given to who is ahead; who keeps exactly to the pace shows nothing."""
    shown = [of_project(ZAOZHUANG, figures("gap", gap)).light for gap in ("0.1", "0", "-0.1", "-10.1")]
    assert [found and (found.code, found.tone.value) for found in shown] == [
        ("蓝", "good"), None, ("黄", "warning"), ("红", "danger"),
    ]  # fmt: skip


@each(
    ("gaps", "expected"),
    [
        (["-1", "-1"], "红"),
        (["-1", "0"], "黄"),
        (["0", "-1"], None),
        (["-1", None], "黄"),
        (["-1"], "黄"),
        ([None, "-1"], None),
    ],
)
def test_months_running(gaps: list[str | None], expected: str | None) -> None:
    """三亚: missed two month ends running is red, the day itself is the last; a month without a figure breaks it."""
    assert code(of_district(SANYA_DISTRICTS, figures("gap", *gaps))) == expected


def test_the_figures_that_gave_the_light() -> None:
    """A light says by which figure it is shown, with `periods` by that of each month end, newest first."""
    found = of_district(SANYA_DISTRICTS, figures("gap", "-1", "-7/3", "-4"))
    assert [(figure.key, figure.value) for figure in found.figures] == [("gap", -1), ("gap", Fraction(-7, 3))]
    assert of_project(YINCHUAN, figures("gap", "5")) == LightStanding()


def test_the_first_that_holds_is_shown() -> None:
    """Lights over different figures may hold at once: the order of the policy decides."""
    lights = [light("迟", measure="completion_rate", below="5"), *YINCHUAN]
    both = {"completion_rate": Fraction(4, 100), "gap": Fraction(-40)}
    assert code(of_project(lights, lambda key, _: Figure(key, UNITS[key], both[key]))) == "迟"
    assert code(of_project(lights[::-1], lambda key, _: Figure(key, UNITS[key], both[key]))) == "红"


def test_no_figure_no_light() -> None:
    """Without a figure there is nothing to judge."""
    assert of_project(YINCHUAN, figures("gap", None)) == LightStanding()


def test_lists() -> None:
    """A light may be meant for the projects of some lists alone."""
    lights = [light("红", below="0", lists=["省级重点", "市级重点"])]
    shown = [of_project(lights, figures("gap", "-1"), lists=own) for own in (["市级重点"], ["专项债"], [])]
    assert [code(found) for found in shown] == ["红", None, None]


def test_each_kind_has_lights_of_its_own() -> None:
    """A light for districts is shown on no project and no office."""
    lights, figure = parsed([light("红", below="0", applies_to="district")]), figures("gap", "-1")
    assert project_light(lights, make_project(), figure, DAY).light is None
    assert unit_light(lights, "office", "zouping", figure, DAY).light is None
    assert code(unit_light(lights, "district", "zouping", figure, DAY)) == "红"


@each(
    ("more", "exempt"),
    [
        ({}, True),
        ({"until": "2026-06-30"}, True),
        ({"until": "2026-06-29"}, False),
        ({"from": "2026-07-01"}, False),
        ({"light": "黄"}, False),
    ],
)
def test_an_exempted_light_is_not_shown_but_said(more: dict[str, str], exempt: bool) -> None:
    """A reason recorded for the light and the day takes it away, and can be listed with who approved it."""
    entry = {"light": "红", "from": "2026-06-30", "reason": "主汛期停工", "approved_by": "市指挥部", **more}
    found = of_project(YINCHUAN, figures("gap", "-40"), exemptions=[entry])
    assert code(found) == (None if exempt else "红")
    said = [(each.light.code, each.reason, each.approved_by, each.figures[0].value) for each in found.exempted]
    assert said == ([("红", "主汛期停工", "市指挥部", -40)] if exempt else [])


def test_an_exemption_that_is_not_needed_is_not_said() -> None:
    """Who does not come under the light needs no reason."""
    entry = {"light": "红", "from": "2026-01-01", "reason": "停工", "approved_by": "市指挥部"}
    found = of_project(YINCHUAN, figures("gap", "-20"), exemptions=[entry])
    assert (code(found), found.exempted) == ("黄", ())


def test_exempt_districts() -> None:
    """A district's exemption stands in the policy; without red it still shows yellow, which it is not exempt from."""
    red, yellow = SANYA_DISTRICTS
    red = {**red, "exempt": [{"unit": "zouping", "until": "2026-06-30", "reason": "抗洪"}]}
    figure = figures("gap", "-1", "-1")
    found = of_district([red, yellow], figure)
    assert (code(found), [(each.light.code, each.reason) for each in found.exempted]) == ("黄", [("红", "抗洪")])
    assert code(unit_light(parsed([red, yellow]), "district", "huimin", figure, DAY)) == "红"
    assert code(unit_light(parsed([red, yellow]), "district", "zouping", figure, date(2026, 7, 1))) == "红"


BEHIND = {"years": year("100"), "progress": [report("2026-06-30", "5")]}


def test_a_project_far_behind() -> None:
    """45 points behind in June is red, and the light says so."""
    found = snapshot("2026-06-30", {**BEHIND, "stages": [stage("2026-01-05")]}, policy={"lights": YINCHUAN})
    shown = found.project_light(found.standings[0])
    assert (code(shown), [figure.value for figure in shown.figures]) == ("红", [-45])


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
    assert found.project_light(found.standings[0]) == LightStanding()


def test_a_project_must_have_been_there_all_the_months() -> None:
    """Praise for two months without overdue issues is not for who was registered this month."""
    praise = [light("蓝", tone="good", measure="issues_overdue", at_most="0", periods="2")]
    old, new = {"id": "P-1", "registered": "2026-05-31"}, {"id": "P-2", "registered": "2026-06-01"}
    found = snapshot("2026-06-30", old, new, policy={"lights": praise}, issues=[{"projects": [], "district": "huimin"}])
    assert [code(found.project_light(each)) for each in found.standings] == ["蓝", None]


def test_months_of_a_district() -> None:
    """三亚: behind at the end of May and June is red; who caught up in between is yellow only after it fell back."""
    invested = {"zouping": ["10", "20"], "huimin": ["50", "20"], "elsewhere": ["10", "60"]}
    projects = [
        {
            "id": f"P-{district}",
            "district": district,
            "years": year("100"),
            "progress": [report("2026-05-31", may), report("2026-06-30", june)],
        }
        for district, (may, june) in invested.items()
    ]
    found = snapshot("2026-06-30", *projects, policy={"lights": SANYA_DISTRICTS})
    assert {district: code(found.district_light(district)) for district in invested} == {
        "zouping": "红", "huimin": "黄", "elsewhere": None,
    }  # fmt: skip
    gaps = [figure.value for figure in found.district_light("zouping").figures]
    assert gaps == [-30, 10 - Fraction(500, 12)]


def test_lights_of_late_issues() -> None:
    """A light may look at a project's own overdue issues."""
    policy = {"lights": [light("黄", measure="issues_overdue", at_least="1")]}
    issues = [{"projects": ["P-1"], "events": [{"date": "2026-04-14", "kind": "assigned"}]}]
    found = snapshot("2026-06-30", {"id": "P-1"}, {"id": "P-2"}, issues=issues, policy=policy)
    assert [code(found.project_light(each)) for each in found.standings] == ["黄", None]


def test_lights_of_districts() -> None:
    """A district's light looks at the district's own sums."""
    policy = {"lights": [light("黄", applies_to="district", at_most="-10")]}
    ahead = {"id": "P-2", "district": "huimin", "years": year("100"), "progress": [report("2026-06-30", "60")]}
    found = snapshot("2026-06-30", BEHIND, ahead, policy=policy)
    assert [code(found.district_light(each)) for each in ("zouping", "huimin", "elsewhere")] == ["黄", None, None]


def test_lights_of_offices() -> None:
    """An office's light looks at the projects that it is responsible for."""
    policy = {"lights": [light("黄", applies_to="office", at_most="-10")]}
    found = snapshot("2026-06-30", {**BEHIND, "responsible": [{"office": "city-drc"}]}, policy=policy)
    assert [code(found.office_light(each)) for each in ("city-drc", "city-land")] == ["黄", None]
