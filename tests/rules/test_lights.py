"""Lights that part the values of a figure: the rules of real places are without fault, and a fault is told once."""

from typing import Any

import pytest

from tests.each import each
from tests.rules.builders import problems


def light(code: str, tone: str = "warning", **keys: Any) -> dict[str, Any]:
    return {"code": code, "label": f"{code}牌", "shape": "circle", "tone": tone, **keys}


BLUE = light("蓝", tone="notice", measure="starts_late", at_least="1")
"""The colour that an order of the place without a fault has."""


def told(*lights: dict[str, Any]) -> list[tuple[str, str]]:
    return [(problem.rule, problem.field) for problem in problems(policy={"lights": [*lights, BLUE]})]


REAL = {
    "银川 2025": [light("红", below="-30"), light("黄", at_least="-30", at_most="-10")],
    "三亚 2022": [
        light("黄", measure="shortfall", above="0", at_most="50", planned_at_least="1000"),
        light("红", measure="shortfall", above="50", planned_at_least="1000.0"),
        light("县区红", applies_to="district", below="0", periods="2"),
        light("县区黄", applies_to="district", below="0"),
    ],
    "武汉 2022": [
        light("黄", measure="pace_ratio", at_least="60", below="80"),
        light("红", measure="pace_ratio", below="60"),
    ],
    "枣庄 2022": [
        light("青", tone="good", at_least="0"),
        light("黄", at_least="-10", below="0"),
        light("红", below="-10"),
    ],
}


@pytest.mark.parametrize("place", REAL)
def test_real_places_are_without_fault(place: str) -> None:
    """Bounds that meet are fine, open ends too, and lights over several months beside those of one."""
    assert told(*REAL[place]) == []


def test_a_light_alone_needs_no_neighbour() -> None:
    """One range on its own leaves the rest without a light."""
    assert told(light("黄", at_least="-30", at_most="-10")) == []


def test_between_praise_and_warning_no_light_may_be_shown() -> None:
    """Praise from 10 points ahead on, a warning from 10 behind: between them all is as it should be."""
    assert told(light("青", tone="good", at_least="10"), light("黄", at_most="-10")) == []
    assert told(light("青", tone="notice", at_least="10"), light("黄", at_most="-10")) == [
        ("light-bounds-gap", "lights[0].at_least")
    ]


def test_whole_numbers_meet() -> None:
    """Nothing lies between at most 2 issues and at least 3; between 2 and 3 points much does."""
    for measure, faults in (("issues_overdue", 0), ("delay_months", 0), ("gap", 1), ("completion_rate", 1)):
        yellow = light("黄", measure=measure, at_least="1", at_most="2")
        assert len(told(yellow, light("红", measure=measure, at_least="3"))) == faults, measure


@each(
    "other",
    [
        {"applies_to": "district"},
        {"measure": "completion_rate"},
        {"periods": "2"},
        {"lists": ["市级重点"]},
        {"planned_at_least": "1000"},
        {"valid_until": "2025-12-31"},
    ],
)
def test_lights_that_are_no_neighbours(other: dict[str, Any]) -> None:
    """Lights on other things, over another figure, other months, other projects or at another time may overlap."""
    before = {"valid_from": "2026-01-01"} if "valid_until" in other else {}
    assert told(light("红", below="0", **before), light("黄", below="10", **other)) == []
    assert len(told(light("红", below="0"), light("黄", below="10"))) == 1


def test_each_day_is_looked_at() -> None:
    """A light that leaves and one that comes a day late leave a hole for that day."""
    lights = [
        light("红", below="-30"),
        light("黄", at_least="-30", at_most="-20", valid_until="2026-03-31"),
        light("橙", at_least="-30", at_most="-20", valid_from="2026-04-02"),
        light("紫", above="-20", below="0"),
    ]
    assert told(*lights) == [("light-bounds-gap", "lights[3].above")]
    assert told(*lights[:2], {**lights[2], "valid_from": "2026-04-01"}, lights[3]) == []


def test_a_light_that_covers_others_is_told_at_each() -> None:
    """Each later light is compared with the one before it that reaches highest, and told once."""
    lights = [
        light("宽", at_least="-50", at_most="50"),
        light("窄", at_least="-10", at_most="10"),
        light("高", at_least="40"),
    ]
    assert told(*lights) == [
        ("light-bounds-overlap", "lights[1].at_least"),
        ("light-bounds-overlap", "lights[2].at_least"),
    ]


def test_what_is_impossible_is_not_also_an_overlap() -> None:
    """A light through which no value comes is told once."""
    assert told(light("红", below="0"), light("黄", at_least="0", below="-30")) == [
        ("light-bounds-impossible", "lights[1].below")
    ]


def test_one_code_for_several_reasons() -> None:
    """银川: yellow is given for being behind and for a missed start; alike in looks it is the same light."""
    assert told(light("黄", below="0"), light("黄", measure="issues_overdue", at_least="1")) == []


def test_a_score_may_rank() -> None:
    """`score:` and a code is a figure for boards and decimals."""
    score = {"code": "月考", "name": "考评", "items": [{"figure": "start_rate", "points": "10", "full_at": "100"}]}
    board = {"code": "b", "name": "b", "members": ["linting"], "ranked_by": "score:月考"}
    policy = {"scores": [score], "boards": [board], "decimals": {"figures": {"score:月考": "2"}}}
    assert problems(policy=policy) == []
