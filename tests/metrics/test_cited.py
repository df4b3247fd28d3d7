"""Cited figures beside ours: converted to our unit, compared as printed, on their own day."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from tests.each import each
from tests.snapshots import place, report, year
from tongbao.metrics.cited import FITTING, Comparison, compared, unit_of
from tongbao.metrics.figure import Unit
from tongbao.metrics.snapshot import Snapshot, take_snapshot
from tongbao.model.cited import CitedFigure

CITED = {"code": "a", "name": "甲", "measured_in": "percent", "as_of": "2026-04-30", "source": "市统计局"}
PROJECT = {
    "years": year("300000"),
    "investment": {"total": "1234567"},
    "progress": [report("2026-04-30", "100000"), report("2026-05-31", "200000")],
}


def cited(**keys: Any) -> CitedFigure:
    return CitedFigure.model_validate({**CITED, **keys})


def beside(figure: CitedFigure, *projects: dict[str, Any], **records: Any) -> Comparison:
    data = place(projects or (PROJECT,), **records)
    return compared(figure, data.site.money, lambda day: take_snapshot(data, day))


@pytest.mark.parametrize(("value", "agrees"), [("33.3", True), ("33.33", True), ("33.4", False), ("33", True)])
def test_ours_is_rounded_to_the_places_of_the_cited_one(value: str, agrees: bool) -> None:
    """A third is 33.3, 33.33 and 33 %, but not 33.4 %."""
    found = beside(cited(value=value, figure="completion_rate"))
    assert (found.agrees, found.value) == (agrees, Fraction(value) / 100)


def test_halves_are_rounded_up() -> None:
    """1 of 8 is 12.5 %, printed 13 %: not 12 %, which half-even would give."""
    eighth = {"years": year("8"), "progress": [report("2026-04-30", "1")]}
    assert beside(cited(value="13", figure="completion_rate"), eighth).agrees is True
    assert beside(cited(value="12", figure="completion_rate"), eighth).agrees is False


def test_compared_on_the_day_of_the_cited_figure() -> None:
    """The report of May changes nothing beside a figure of the end of April."""
    assert beside(cited(value="33.3", figure="completion_rate")).rounded == Decimal("33.3")
    assert beside(cited(value="66.7", figure="completion_rate", as_of="2026-05-31")).agrees is True


@each(
    ("measured_in", "figure", "value", "ours"),
    [
        ("money", "total_investment", "1234567", "1234567"),
        ("display_money", "total_investment", "123.46", "1234567"),
        ("points", "gap", "0.0", "0"),
        ("projects", "projects", "1", "1"),
        ("projects", "entries", "1", "1"),
        ("times", "completion_rate", "0.3", "1/3"),
    ],
)
def test_every_unit_is_converted(measured_in: str, figure: str, value: str, ours: str) -> None:
    """Money in the place's unit and in the printed one, points, counts and multiples agree with ours."""
    found = beside(cited(value=value, measured_in=measured_in, figure=figure))
    assert found.agrees is True
    assert found.ours is not None
    assert found.ours.value == Fraction(ours)


def test_money_in_the_printed_unit_is_given_in_the_unit_of_records() -> None:
    """123.46 亿元 are 1,234,600 万元."""
    found = beside(cited(value="123.46", measured_in="display_money"))
    assert (found.value, unit_of(found.cited)) == (Fraction(1234600), Unit.MONEY)


def test_about_is_not_compared() -> None:
    """What the source only gives as about neither agrees nor differs; ours is still said."""
    found = beside(cited(value="40", figure="completion_rate", about=True))
    assert (found.agrees, found.rounded) == (None, Decimal(33))


def test_no_figure_of_ours_is_not_compared() -> None:
    """A rate without a base has no value that could agree; the reason is kept."""
    found = beside(cited(value="40", figure="start_rate"))
    assert (found.agrees, found.rounded) == (None, None)
    assert found.ours is not None
    assert found.ours.reason == "no-base"


def test_the_place_is_not_reckoned_for_a_figure_that_names_none() -> None:
    """Only a figure that is compared costs a reckoning of its day."""

    def refuse(day: date) -> Snapshot:
        raise AssertionError(day)

    found = compared(cited(value="60.2"), place().site.money, refuse)
    assert (found.ours, found.agrees, found.value) == (None, None, Fraction(602, 1000))


def test_of_a_scope() -> None:
    """Ours is that of the cited figure's scope."""
    other = {**PROJECT, "id": "P-2", "district": "huimin"}
    figure = cited(value="1", measured_in="projects", figure="projects", scope="district:huimin")
    assert beside(figure, PROJECT, other).agrees is True


def test_every_unit_fits_some_measure() -> None:
    """Whatever our figures count in, there is a way to cite it."""
    assert {unit for units in FITTING.values() for unit in units} == set(Unit)
