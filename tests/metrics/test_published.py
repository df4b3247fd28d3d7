"""Figures of real circulars: what we print is what they printed.

江门 2017, 2019, 2021; 开平 2023, 2024; 滨州 2020 (周通报 of 12 and 19 April, 月报 of June); 驻马店 2020, 2023.
"""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.snapshots import reader_of, report, snapshot, stage, value, year
from tongbao.metrics.change import new_investment
from tongbao.metrics.figure import Figure, Unit, rate
from tongbao.metrics.pace import gap
from tongbao.metrics.rounding import round_half_up

RATES = [
    ("J1 江门19-10", "629.0", "647.4", "97.2"),
    ("J3 江门19-10", "206", "255", "80.8"),
    ("J4 江门17-10", "482.0", "565.6", "85.2"),
    ("J6 江门21-03", "313.64", "1015", "30.90"),
    ("J8 江门21-03", "153.34", "160.30", "95.66"),
    ("K1 开平23-08", "38.3", "47.7", "80.3"),
    ("K3 开平23-08", "90.9", "116.7", "77.9"),
    ("K5 开平23-08", "128.5", "193.4", "66.4"),
    ("K7 开平24-02", "9.4", "54.1", "17.4"),
    ("K9 开平24-02", "20.0", "127.1", "15.7"),
    ("K17 开平24-03", "46.6", "205.5", "22.7"),
    ("B1 滨州周报0419", "405", "422", "95.97"),
    ("B3 滨州周报", "34", "35", "97.1"),
    ("B4 滨州周报", "50", "52", "96.2"),
    ("B5 滨州周报", "43", "46", "93.5"),
    ("B11 滨州月报06", "412", "420", "98.1"),
    ("Z1 驻马店23-02", "30", "42", "71.4"),
    ("Z2 驻马店20-04", "320.6", "703.7", "45.6"),
    ("Z3 驻马店20-04", "21", "22", "95"),
    ("Z4 驻马店20-04", "117", "131", "89.3"),
    ("Z5 驻马店20-04", "551", "889", "62"),
    ("Z7 驻马店20-08", "200", "215", "93"),
    ("Z8 驻马店20-08", "37", "42", "88"),
    ("Z9 驻马店20-08", "760", "889", "85.5"),
    ("Z11 驻马店20-08", "239.5", "305.3", "78"),
    ("凉州20-06 开工", "75", "96", "78.13"),
    ("滨州 办结率", "196", "222", "88.3"),
]
"""Source, numerator, denominator, the rate as printed."""
WRONG_IN_PRINT = [
    ("J9 江门21-03", "129", "270", "48", "47"),
    ("Z6 驻马店20-08", "805.8", "883", "91.3", "91.2"),
    ("Z10 驻马店20-08", "2445", "3556", "68.8", "68.7"),
    ("Z12 驻马店20-08", "82", "145", "56.6", "56.5"),
]
"""Source, numerator, denominator, what is right, what was printed: cut off instead of rounded."""


def printed(share: Fraction | None, places: int) -> str:
    assert share is not None
    return str(round_half_up(share * 100, places))


def places(text: str) -> int:
    return len(text.partition(".")[2])


@pytest.mark.parametrize(("source", "numerator", "denominator", "shown"), RATES, ids=[row[0] for row in RATES])
def test_rates(source: str, numerator: str, denominator: str, shown: str) -> None:
    """A published rate comes out to the digit, at the places it was printed with."""
    found = rate("completion_rate", Fraction(numerator), Fraction(denominator), base="annual_plan")
    assert printed(found.value, places(shown)) == shown, source


@pytest.mark.parametrize(
    ("source", "numerator", "denominator", "right", "shown"), WRONG_IN_PRINT, ids=[row[0] for row in WRONG_IN_PRINT]
)
def test_rates_that_were_cut_off(source: str, numerator: str, denominator: str, right: str, shown: str) -> None:
    """Rates that offices cut off are rounded here, so they differ from print in the last place."""
    found = rate("start_rate", Fraction(numerator), Fraction(denominator), base="annual")
    assert printed(found.value, places(shown)) == right != shown, source


@pytest.mark.parametrize(
    ("source", "done", "plan", "month", "shown"),
    [
        ("J2 江门19-10: rounding first gives 13.9", "629.0", "647.4", 10, "13.8"),
        ("J7 江门21-03", "313.64", "1015", 3, "5.90"),
        ("B9 滨州20-06", "23.9", "100", 6, "-26.1"),
        ("B10 滨州20-06", "48.9", "100", 6, "-1.1"),
    ],
)
def test_gaps(source: str, done: str, plan: str, month: int, shown: str) -> None:
    """A published gap is the difference of unrounded values, rounded once."""
    completion = rate("completion_rate", Fraction(done), Fraction(plan), base="annual_plan")
    found = gap(completion, Figure("pace", Unit.SHARE, Fraction(month, 12)))
    assert found.value is not None
    assert str(round_half_up(found.value, places(shown))) == shown, source


def test_a_gap_through_records() -> None:
    """江门 2019, October: 629.0 of 647.4 is 97.2 %, 13.8 points ahead of 83.3 %, as a reader sees it."""
    found = snapshot(
        "2019-10-31",
        {"years": year("6474000", number=2019), "progress": [report("2019-10-31", "6290000")]},
    )
    reader = reader_of(found)
    texts = [reader.figure(found.figure("all", key)) for key in ("completion_rate", "pace", "gap")]
    assert [text.value for text in texts] == ["97.2", "83.3", "+13.8"]
    assert texts[2].words == "超时序进度 13.8 个百分点"


def test_level_with_the_pace_as_printed() -> None:
    """A gap that prints as 0.0 is on neither side (开平: 与时序进度持平)."""
    found = snapshot("2019-06-30", {"years": year("100000", number=2019), "progress": [report("2019-06-30", "49960")]})
    view = reader_of(found).figure(found.figure("all", "gap"))
    assert (view.value, view.tone, view.words) == ("0.0", "flat", "与时序进度持平")


BRIDGE_POLICY = {"start_rate": {"base": "due_to_date"}}


def new_start(number: int, month: str, started: str | None, count: int = 1) -> dict[str, object]:
    return {
        "id": f"P-{number}",
        "count": str(count),
        "registered": "2017-01-01",
        "years": year("100", "新开工", 2017, start=month),
        "stages": [stage(started)] if started else [],
    }


def test_the_bridge_of_starts() -> None:
    """江门 2017, October: 140 due, 33 of them not started, 11 early: 140 − 33 + 11 = 118 started."""
    found = snapshot(
        "2017-10-31",
        new_start(1, "2017-09", "2017-09-20", 107),
        new_start(2, "2017-10", None, 33),
        new_start(3, "2017-12", "2017-10-20", 11),
        new_start(4, "2017-12", None, 9),
        policy=BRIDGE_POLICY,
    )
    due, late, early, starts = (value(found, key) for key in ("starts_due", "starts_late", "starts_early", "starts"))
    assert (due, late, early, starts) == (140, 33, 11, 118)


def test_early_starts_count_or_not() -> None:
    """凉州 2020, June: 73 on time and 2 early of 96 due give 75/96; without the early ones 73/96."""
    projects = [
        new_start(1, "2017-05", "2017-05-20", 73),
        new_start(2, "2017-06", None, 23),
        new_start(3, "2017-09", "2017-06-20", 2),
    ]
    for count_early, numerator in ((True, 75), (False, 73)):
        policy = {"start_rate": {"base": "due_to_date", "count_early": count_early}}
        found = snapshot("2017-06-30", *projects, policy=policy).figure("all", "start_rate")
        assert (found.numerator, found.denominator) == (numerator, 96)


def test_start_rate_of_the_year() -> None:
    """江门 2019, October: 206 of the year's 255 new projects have started, 80.8 %."""
    found = snapshot(
        "2017-10-31", new_start(1, "2017-11", "2017-10-01", 206), new_start(2, "2017-11", None, 49)
    ).figure("all", "start_rate")
    assert (found.numerator, found.denominator, printed(found.value, 1)) == (206, 255, "80.8")


def week(number: int, count: int, nature: str, invested: tuple[str, str], **more: object) -> dict[str, object]:
    return {
        "id": f"P-{number}",
        "count": str(count),
        "registered": "2020-01-01",
        "years": year("1000", nature, 2020),
        "progress": [report("2020-04-12", invested[0]), report("2020-04-19", invested[1])],
        **more,
    }


BINZHOU = [
    # 周通报, 2020-04-12 and 2020-04-19, 固定资产投资类 and 技改类, 亿元: 198.80 → 242.25, 9.55 → 12.63
    week(1, 375, "续建", ("198.80", "242.25"), classes=["固投"], stages=[stage("2019-05-01")]),
    week(2, 30, "续建", ("9.55", "12.63"), classes=["技改"], stages=[stage("2019-05-01")]),
    {"id": "P-3", "count": "17", "registered": "2020-01-01", "years": year("1000", "新开工", 2020)},
    {"id": "P-4", "count": "11", "registered": "2020-01-01", "years": year("1000", "预备", 2020)},
]
BINZHOU_SITE = {"classes": [{"code": "固投", "name": "固定资产投资类"}, {"code": "技改", "name": "技改类"}]}


def test_start_and_resume_with_exclusions() -> None:
    """滨州, April 2020: 405 of 433 − 11 = 422, 95.97 %, 17 not started; the 11 are counted as left out."""
    found = snapshot("2020-04-19", *BINZHOU, site=BINZHOU_SITE)
    figure = found.figure("all", "start_and_resume_rate")
    assert value(found, "projects") == 433
    assert (figure.numerator, figure.denominator, printed(figure.value, 2)) == (405, 422, "95.97")
    assert figure.excluded == (("active_excluded", 11),)


def test_new_investment_of_the_week() -> None:
    """滨州: (242.25 + 12.63) − (198.80 + 9.55) = 46.53, from the place as it stood on the two Sundays."""
    before, now = (snapshot(day, *BINZHOU, site=BINZHOU_SITE) for day in ("2020-04-12", "2020-04-19"))
    assert [value(each, "completed") for each in (before, now)] == [Fraction("208.35"), Fraction("254.88")]
    assert new_investment(now, before, "all").value == Fraction("46.53")
    assert new_investment(now, before, "class:技改").value == Fraction("3.08")
    assert new_investment(now, None, "all").reason == "no-previous"


def test_no_new_investment_over_a_new_year() -> None:
    """Completed investment begins again each year, so the first bulletin of a year has nothing to subtract."""
    before, now = (snapshot(day, *BINZHOU, site=BINZHOU_SITE) for day in ("2019-12-29", "2020-04-19"))
    assert new_investment(now, before, "all").value is None


@pytest.mark.parametrize(
    ("parts", "whole"),
    [(["599.77", "42.08"], "641.85"), (["90", "140", "30", "169"], "429"), (["94", "140", "169", "30"], "433")],
)
def test_parts_add_up(parts: list[str], whole: str) -> None:
    """滨州月报06 and seed 0: the parts add up to the printed whole, exactly."""
    codes = ["省级", "市级", "县级", "其他"]
    found = snapshot(
        "2020-06-30",
        *(
            {
                "id": f"P-{number}",
                "level": code,
                "years": year("1000", number=2020),
                "progress": [report("2020-06-30", part)],
            }
            for number, (code, part) in enumerate(zip(codes, parts, strict=False))
        ),
        site={"levels": [{"code": code, "name": code} for code in codes]},
    )
    levels = [value(found, "completed", f"level:{code}") for code, _ in zip(codes, parts, strict=False)]
    assert levels == [Fraction(part) for part in parts]
    assert value(found, "completed") == Fraction(whole)


def test_what_a_reader_sees_of_a_closing_rate() -> None:
    """滨州: 222 raised, 196 closed prints 88.3 %; the claim 88.3 % 以上 does not hold, it is 88.288."""
    found = snapshot(
        "2026-05-31",
        {},
        issues=[
            {"raised": {"date": "2026-01-05"}, "counts": [{"date": "2026-05-01", "raised": "222", "closed": "196"}]}
        ],
    )
    figure = found.figure("all", "closing_rate")
    assert reader_of(found).figure(figure).text == "88.3%"
    assert figure.value is not None
    assert figure.value < Fraction("0.883")
    assert reader_of(found).figure(replace(figure, value=Fraction(197, 222))).value == "88.7"


def test_money_prints_in_the_larger_unit() -> None:
    """万元 in the records, 亿元 with two decimals on the page: 418,849.99 万元 is 41.88 亿元 (half-up)."""
    reader = reader_of(snapshot("2026-05-31"))
    assert reader.money_text(Decimal("418850")) == "41.89亿元"
    assert reader.money_text(Decimal("418849.99")) == "41.88亿元"
