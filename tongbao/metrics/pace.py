"""时序进度: the share of the annual plan due by a day."""

import calendar
from datetime import date
from fractions import Fraction

from tongbao.metrics.figure import Figure, Unit
from tongbao.model.project import YearPlan
from tongbao.model.rates import Pace

MONTHS = 12
QUARTERS = 4


def full_months(day: date) -> int:
    """Months of the year that are complete by the end of `day`."""
    last = calendar.monthrange(day.year, day.month)[1]
    return day.month if day.day == last else day.month - 1


def pace_share(rule: Pace, day: date) -> Fraction:
    """The share of 1 due by `day`: full months ÷ 12, times the multiplier of the annual target (惠东 2022)."""
    return Fraction(full_months(day), MONTHS) * Fraction(rule.multiplier)


def pace(rule: Pace, day: date) -> Figure:
    """The pace as a figure."""
    share = pace_share(rule, day)
    return Figure("pace", Unit.SHARE, share, share * MONTHS, Fraction(MONTHS), base=rule.basis)


def plan_to_date(plan: YearPlan, rule: Pace, day: date) -> Fraction:
    """The part of the annual plan due by `day`, in the place's unit, unrounded.

    By the project's own quarters where it has them (凉州, 松阳), straight between their ends; else by the pace.
    """
    amount = Fraction(plan.plan or 0)
    if len(plan.quarters) != QUARTERS:
        return amount * pace_share(rule, day)
    ends = (Fraction(0), *(Fraction(share) for share in plan.quarters))
    quarter, months = divmod(full_months(day), MONTHS // QUARTERS)
    share = ends[quarter]
    if months:
        share += (ends[quarter + 1] - share) * Fraction(months, MONTHS // QUARTERS)
    return amount * share / 100


def gap(completion: Figure, pace: Figure) -> Figure:
    """超/低于时序进度: unrounded rate − unrounded pace, in percentage points.

    Compatible with 40 of 40 published gaps; rounding first is refuted by five (江门, 开平, 恩平, 滨州).
    """
    if completion.value is None or pace.value is None:
        return Figure("gap", Unit.POINTS, None, base=pace.base, reason=completion.reason or pace.reason)
    return Figure(
        "gap",
        Unit.POINTS,
        (completion.value - pace.value) * 100,
        completion.value * 100,
        pace.value * 100,
        base=pace.base,
    )
