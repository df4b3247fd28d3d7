"""The share of the year's plan that is due by a day."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.each import each
from tests.snapshots import report, snapshot, value, year
from tongbao.metrics.figure import Figure, Unit
from tongbao.metrics.pace import full_months, gap, pace, pace_share, plan_to_date
from tongbao.model.project import YearPlan
from tongbao.model.rates import Pace

days = st.dates(min_value=date(1950, 1, 1), max_value=date(2199, 12, 31))


@each(
    ("day", "months"),
    [
        ("2026-01-01", 0),
        ("2026-01-30", 0),
        ("2026-01-31", 1),
        ("2026-02-27", 1),
        ("2026-02-28", 2),
        ("2024-02-28", 1),
        ("2024-02-29", 2),
        ("2026-04-29", 3),
        ("2026-04-30", 4),
        ("2026-11-16", 10),
        ("2026-12-30", 11),
        ("2026-12-31", 12),
    ],
)
def test_only_full_months_count(day: str, months: int) -> None:
    """A month counts from its last day on, also in a leap year."""
    assert full_months(date.fromisoformat(day)) == months


@given(days)
def test_pace_never_falls_within_a_year(day: date) -> None:
    """From one day to the next the pace stays or rises by a twelfth, but for the new year."""
    after = day + timedelta(days=1)
    step = pace_share(Pace(), after) - pace_share(Pace(), day)
    assert step in ((0, Fraction(1, 12)) if after.year == day.year else (-1,))


@pytest.mark.parametrize(
    ("day", "share"),
    [("2022-05-31", Fraction(1, 2)), ("2022-07-31", Fraction(7, 10)), ("2022-08-31", Fraction(4, 5))],
)
def test_multiplier(day: str, share: Fraction) -> None:
    """惠东 2022 aimed at 120 % of the plan: 50.0, 70.0 and 80.0 % after five, seven and eight months."""
    rule = Pace.model_validate({"multiplier": "1.2"})
    assert pace(rule, date.fromisoformat(day)).value == share


def test_the_origin_of_a_pace() -> None:
    """The pace of October is ten of twelve months."""
    figure = pace(Pace(), date(2026, 10, 31))
    assert (figure.numerator, figure.denominator, figure.base) == (10, 12, "month_12")


@each(
    ("day", "due"),
    [
        ("2026-01-31", "5"),
        ("2026-03-31", "15"),
        ("2026-04-30", Fraction(70, 3)),
        ("2026-06-30", "40"),
        ("2026-08-15", "50"),
        ("2026-12-31", "100"),
    ],
)
def test_own_quarters(day: str, due: str | Fraction) -> None:
    """A project's own quarters hold, straight between their ends: 15, 40, 70 and 100 % of the plan."""
    plan = YearPlan.model_validate({"year": "2026", "plan": "100", "quarters": ["15", "40", "70", "100"]})
    assert plan_to_date(plan, Pace(), date.fromisoformat(day)) == Fraction(due)


@pytest.mark.parametrize("quarters", [(), ("25", "50", "75", "100")])
def test_a_higher_target_holds_with_and_without_quarters(quarters: tuple[str, ...]) -> None:
    """惠东 2022 aims at 120 %: of a plan of 100, 60 are due by the middle of the year, whoever planned the quarters."""
    plan = YearPlan.model_validate({"year": "2026", "plan": "100", "quarters": list(quarters)})
    rule = Pace.model_validate({"basis": "own_quarters", "multiplier": "1.2"})
    assert plan_to_date(plan, rule, date(2026, 6, 30)) == 60


def test_plan_to_date_without_quarters_is_unrounded() -> None:
    """A twelfth of 100 is 100/12, not a decimal near it: three such projects are due a quarter, not less."""
    plan = YearPlan.model_validate({"year": "2026", "plan": "100"})
    assert plan_to_date(plan, Pace(), date(2026, 1, 31)) == Fraction(100, 12)


def test_completion_against_the_plan_to_date() -> None:
    """凉州, 松阳: completed ÷ plan to date; then the pace is all of it, and the gap is to 100 %."""
    found = snapshot(
        "2026-06-30",
        {
            "id": "P-1",
            "years": year("100", quarters=["15", "40", "70", "100"]),
            "progress": [report("2026-06-30", "30")],
        },
        {"id": "P-2", "years": year("120"), "progress": [report("2026-06-30", "80")]},
        policy={"completion_rate": {"base": "plan_to_date"}},
    )
    assert value(found, "completion_rate") == Fraction(110, 100)
    assert value(found, "pace") == 1
    assert value(found, "gap") == 10


def test_nothing_due_is_no_rate() -> None:
    """Before the first month is over nothing is due, and a rate against nothing is no figure."""
    found = snapshot(
        "2026-01-15",
        {"years": year("100"), "progress": [report("2026-01-15", "3")]},
        policy={"completion_rate": {"base": "plan_to_date"}},
    )
    assert (value(found, "completion_rate"), found.figure("all", "completion_rate").reason) == (None, "no-base")
    assert (value(found, "gap"), found.figure("all", "gap").reason) == (None, "no-base")


@given(st.fractions(0, 3), st.fractions(0, 2))
def test_gap_is_unrounded(rate: Fraction, due: Fraction) -> None:
    """A gap is the difference itself, in percentage points; nothing is rounded on the way."""
    found = gap(Figure("completion_rate", Unit.SHARE, rate), Figure("pace", Unit.SHARE, due))
    assert found.value == (rate - due) * 100
