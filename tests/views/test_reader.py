"""How values become text."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.builders import make_bulletin
from tests.each import each
from tests.snapshots import reader_of, report, snapshot, year
from tongbao.metrics.figure import Figure, Unit
from tongbao.views.reader import Reader, position


def reader(language: str = "zh-CN", day: str = "2026-05-31", **place: object) -> Reader:
    return reader_of(snapshot(day, {}, **place), language)


@each(
    ("value", "places", "signed", "text"),
    [
        (Fraction(1234567), 0, False, "1,234,567"),
        (Fraction("1234.565"), 2, False, "1,234.57"),
        (Fraction("-1234.565"), 2, False, "−1,234.57"),
        (Fraction("0.04"), 1, True, "0.0"),
        (Fraction("-0.04"), 1, True, "0.0"),
        (Fraction("0.05"), 1, True, "+0.1"),
        (5, 0, True, "+5"),
        (Decimal("2.5"), 0, False, "3"),
    ],
)
def test_numbers(value: Fraction, places: int, signed: bool, text: str) -> None:
    """Half-up, thousands apart, a proper minus, no sign before what rounds to zero."""
    assert reader().number(value, places, signed=signed) == text


def test_decimals_of_the_policy() -> None:
    """Places by kind of figure, and other ones for single figures (滨州: 开复工率 with two)."""
    policy = {"decimals": {"rate": "0", "gap": "2", "money": "1", "figures": {"start_and_resume_rate": "2"}}}
    found = reader(policy=policy)
    share, money = Fraction(405, 422), Fraction(418850)
    assert found.figure(Figure("completion_rate", Unit.SHARE, share)).text == "96%"
    assert found.figure(Figure("start_and_resume_rate", Unit.SHARE, share)).text == "95.97%"
    assert found.figure(Figure("gap", Unit.POINTS, Fraction("1.005"))).value == "+1.01"
    assert found.figure(Figure("planned", Unit.MONEY, money)).text == "41.9亿元"


def test_decimals_of_the_whole_place() -> None:
    """滨州 2020: the city's start rate with two places, a county's with one."""
    policy = {"decimals": {"figures": {"all/start_and_resume_rate": "2", "gap": "2", "all/gap": "0"}}}
    found = reader(policy=policy)
    rate = Figure("start_and_resume_rate", Unit.SHARE, Fraction(405, 422))
    points = Figure("gap", Unit.POINTS, Fraction("1.234"))
    assert [found.figure(replace(rate, whole=whole)).text for whole in (True, False)] == ["95.97%", "96.0%"]
    assert [found.figure(replace(points, whole=whole)).value for whole in (True, False)] == ["+1", "+1.23"]


@each(
    ("value", "tone", "words"),
    [
        ("13.8", "ahead", "超时序进度 13.8 个百分点"),
        ("-1.06", "behind", "低于时序进度 1.1 个百分点"),
        ("0.04", "flat", "与时序进度持平"),
        ("-0.04", "flat", "与时序进度持平"),
        ("-0.05", "behind", "低于时序进度 0.1 个百分点"),
    ],
)
def test_the_side_of_a_gap_is_as_printed(value: str, tone: str, words: str) -> None:
    """Ahead, behind or level is decided on what is printed, and the phrase has no sign."""
    view = reader().figure(Figure("gap", Unit.POINTS, Fraction(value)))
    assert (view.tone, view.words) == (tone, words)


@pytest.mark.parametrize(
    ("count", "text", "left_out"), [(1, "1 project", "1 project"), (2, "2 projects", "2 projects")]
)
def test_one_and_several(count: int, text: str, left_out: str) -> None:
    """English has a form for one; what a figure leaves out is said in the same way."""
    figure = Figure("projects", Unit.PROJECTS, Fraction(count), excluded=(("out_of_scope", count),))
    view = reader("en").figure(figure)
    assert view.text == text
    assert view.origin
    assert view.origin.excluded == ((f"{left_out} withdrawn or out of scope", count),)


def test_no_figure() -> None:
    """A figure without a value says so, and why."""
    view = reader().figure(Figure("completion_rate", Unit.SHARE, None, base="annual_plan", reason="no-plan"))
    assert (view.text, view.known) == ("无", False)
    assert view.origin is not None
    assert view.origin.reason == "没有年度计划"


def test_the_origin_of_a_figure() -> None:
    """Formula in words, parts as printed, base, what was left out."""
    found = snapshot("2026-05-31", {"years": year("45000"), "progress": [report("2026-04-30", "9000")]}, {"id": "P-2"})
    origin = reader_of(found).figure(found.figure("all", "completion_rate")).origin
    assert origin is not None
    assert (origin.numerator, origin.denominator, origin.base) == ("0.90亿元", "4.50亿元", "全年计划投资")
    assert origin.excluded == (("1 个项目没有年度计划", 1),)
    assert (origin.numerator_exact, origin.denominator_exact) == ("9000", "45000")


@pytest.mark.parametrize(
    ("written", "chinese", "english"),
    [
        ("2026-05-17T17:00", "2026年5月17日17时", "17 May 2026, 17:00"),
        ("2026-05-17T17:30", "2026年5月17日17时30分", "17 May 2026, 17:30"),
        ("2026-05-17T23:59", "2026年5月17日23时59分", "17 May 2026, 23:59"),
        ("2026-05-17", "2026年5月17日", "17 May 2026"),
    ],
)
def test_hours(written: str, chinese: str, english: str) -> None:
    """An as-of to the hour, to the minute where it is not full, to the day where no hour is given."""
    moment: datetime = make_bulletin(as_of=written).as_of
    assert reader().hour_text(moment) == chinese
    assert reader("en").hour_text(moment) == english


def test_days_and_months() -> None:
    """Days, months, short days, and what a report gives as either."""
    one, other, day = reader(), reader("en"), date(2026, 3, 1)
    assert (one.day_text(day), one.month_text(day), one.short_day(day)) == ("2026年3月1日", "2026年3月", "3月1日")
    assert (other.day_text(day), other.month_text(day), other.short_day(day)) == (
        "1 March 2026",
        "March 2026",
        "1 March",
    )
    assert (one.day_or_month("2026-03"), one.day_or_month("2026-03-01"), one.day_or_month(None)) == (
        "2026年3月", "2026年3月1日", "",
    )  # fmt: skip
    assert one.day_text(None) == ""


def test_words_in_the_readers_language() -> None:
    """The reader's language, else the place's first, else whichever there is."""
    assert reader("en").words({"zh-CN": "甲", "en": "A"}) == "A"
    assert reader("en").words({"zh-CN": "甲"}) == "甲"
    assert reader("en").words({"de": "D"}) == "D"
    assert reader("en").words(None) == ""
    assert reader().words("甲\n") == "甲"


def test_names_of_their_day() -> None:
    """An office, list or district has the name of the day; a code without a name is shown as it is."""
    former = [{"until": "2026-02-28", "name": "旧区"}, {"until": "2025-12-31", "name": "老区"}]
    site = {"districts": [{"code": "zouping", "name": "新区", "former": former}]}
    names = [
        reader(day=day, site=site).name("district", "zouping") for day in ("2025-12-31", "2026-02-28", "2026-03-01")
    ]
    assert names == ["老区", "旧区", "新区"]
    assert reader(site=site).name("district", "nowhere") == "nowhere"
    assert reader(site=site).name("district", None) == ""
    assert reader(site=site).district_link("nowhere").href == ""


@pytest.mark.parametrize(("percent", "at"), [("-5", "0.0"), ("41.66", "41.7"), ("132.1", "100.0")])
def test_positions_on_a_bar(percent: str, at: str) -> None:
    """What lies beyond the bar stops at its end."""
    assert position(Fraction(percent) / 100) == at


def test_a_bar_says_what_it_shows() -> None:
    """A bar reads without being seen; without a rate there is none."""
    found = snapshot("2026-05-31", {"years": year("300"), "progress": [report("2026-04-30", "100")]})
    rate, pace, gap = (found.figure("all", key) for key in ("completion_rate", "pace", "gap"))
    bar = reader_of(found).bar(rate, pace, gap)
    assert bar is not None
    assert (bar.done, bar.pace, bar.tone) == ("33.3", "41.7", "behind")
    assert bar.text == "完成 33.3%，时序进度 41.7%，低于时序进度 8.3 个百分点"
    none = snapshot("2026-05-31", {})
    assert reader_of(none).bar(*(none.figure("all", key) for key in ("completion_rate", "pace", "gap"))) is None


def test_a_colour_without_a_light() -> None:
    """The colour of an order is shown also where the policy has no light of it."""
    view = reader().colour("橙")
    assert view is not None
    assert view.label == "橙"
    assert reader().colour(None) is None
