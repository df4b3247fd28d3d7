"""What nobody told is not 0, and what is told of some is not told of all."""

from fractions import Fraction

import pytest

from tests.snapshots import Record, report, snapshot, stage, value, year

DAY = "2026-02-01"
BOTH = [*year("100"), *year("80", number=2025)]
SILENT = {"id": "P-1", "years": BOTH, "stages": [stage("2025-03-01")], "progress": [report("2025-12-31", "80")]}
TOLD = {**SILENT, "id": "P-2", "progress": [report("2025-01-31", "6"), report("2026-01-31", "9")]}
UNPLANNED = {"id": "P-3", "years": year(None), "progress": [report("2026-01-31", "7")]}
NOT_BEGUN = {"id": "P-4", "years": year("100", "新开工", start="2026-05"), "registered": "2026-01-01"}


@pytest.mark.parametrize(
    ("projects", "rate", "gap"),
    [
        ([SILENT], (None, "no-report"), (None, "no-report")),
        ([SILENT, UNPLANNED], (None, "no-report"), (None, "no-report")),
        ([NOT_BEGUN], (Fraction(0), ""), (Fraction(-25, 3), "")),
        ([SILENT, NOT_BEGUN], (None, "no-report"), (None, "no-report")),
        ([SILENT, TOLD], (Fraction(9, 200), ""), (Fraction(9, 2) - Fraction(25, 3), "")),
    ],
    ids=["nobody", "only one without a plan", "not begun", "one of two not begun", "one of two"],
)
def test_no_rate_before_the_first_report_of_the_year(
    projects: list[Record], rate: tuple[object, str], gap: tuple[object, str]
) -> None:
    """On 1 February, before anybody has reported in the year, a place is not 8.3 points behind: nothing is known."""
    found = snapshot(DAY, *projects)
    figures = [found.figure("all", key) for key in ("completion_rate", "gap")]
    assert [(figure.value, figure.reason) for figure in figures] == [rate, gap]


def test_no_light_before_the_first_report_of_the_year() -> None:
    """A district of which nobody has reported yet shows no light."""
    light = {"code": "蓝", "label": "蓝", "shape": "circle", "tone": "notice", "applies_to": "district", "below": "0"}
    lights = [snapshot(DAY, one, policy={"lights": [light]}).district_light("zouping").light for one in (SILENT, TOLD)]
    assert [each.code if each else None for each in lights] == [None, None]
    behind = {**TOLD, "progress": [report("2026-01-31", "8")]}
    shown = snapshot(DAY, behind, policy={"lights": [light]}).district_light("zouping").light
    assert shown is not None
    assert shown.code == "蓝"


def test_last_year_without_reports() -> None:
    """What was completed by the same day last year is no figure where nobody reported by then."""
    found = snapshot(DAY, SILENT)
    figures = [found.figure("all", key) for key in ("completed_last_year", "year_on_year")]
    assert [(figure.value, figure.reason) for figure in figures] == [(None, "no-last-year")] * 2


def test_last_year_of_some() -> None:
    """Of two projects one reported by the day last year: 9 against 6, and the other is counted as left out."""
    found = snapshot(DAY, TOLD, SILENT)
    last, growth = (found.figure("all", key) for key in ("completed_last_year", "year_on_year"))
    assert (last.value, growth.value) == (6, Fraction(1, 2))
    assert (last.excluded, growth.excluded) == ((("without_last_year", 1),), (("without_last_year", 1),))


def paid(value: str) -> list[Record]:
    return [{"date": "2026-01-15", "value": value}]


NEEDED = {"kind": "债", "need": "100", "granted": paid("20")}
STEPS = ("funding_needed", "funding_applied", "funding_approved", "funding_granted", "funding_spent")


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([NEEDED], [100, None, None, 20, 0]),
        ([{"kind": "债", "need": "100"}], [100, 0, 0, 0, 0]),
        ([{"kind": "债", "granted": paid("20")}], [None, None, None, 20, 0]),
        ([], [None, None, None, None, None]),
    ],
    ids=["not applied for by the records", "only needed", "need not stated", "nothing"],
)
def test_outside_money_of_a_step_that_nobody_recorded(items: list[Record], expected: list[int | None]) -> None:
    """Nothing was applied for by the records though money was granted: that is not known, and not 0; what lies behind
    the last recorded step is 0."""
    found = snapshot(DAY, {"id": "P-1", "funding": items})
    assert [value(found, key) for key in STEPS] == expected


def test_money_granted_without_a_stated_need() -> None:
    """It counts as granted and enters no rate: 20 of 100 are a fifth, whatever was granted of an unknown need."""
    unknown = {"kind": "债", "batch": "二", "granted": paid("50")}
    found = snapshot(DAY, {"id": "P-1", "funding": [NEEDED, unknown]})
    assert (value(found, "funding_granted"), value(found, "funding_granted_rate")) == (70, Fraction(1, 5))
