"""时序进度: the share of the annual plan due by a day."""

import calendar
from datetime import date
from fractions import Fraction

from tongbao.metrics.figure import Figure, Unit
from tongbao.model.project import YearPlan
from tongbao.model.rates import Pace
from tongbao.model.units import MONTHS_A_QUARTER, MONTHS_A_YEAR, QUARTERS_A_YEAR

WHOLE = Fraction(100)


def full_months(day: date) -> int:
    """Months of the year that are complete by the end of `day`."""
    last = calendar.monthrange(day.year, day.month)[1]
    return day.month if day.day == last else day.month - 1


def ladder_value(quarters: tuple[Fraction, ...], day: date, *, stepped: bool) -> Fraction:
    """What is due by `day`, of values due by the end of each quarter, counted from the beginning of the year.

    Between two ends it rises month by month, with `stepped` only at the end of a quarter.
    """
    ends = (Fraction(0), *quarters)
    quarter, months = divmod(full_months(day), MONTHS_A_QUARTER)
    value = ends[quarter]
    if months and not stepped:
        value += (ends[quarter + 1] - value) * Fraction(months, MONTHS_A_QUARTER)
    return value


def ladder_share(shares: tuple[Fraction, ...], day: date, *, stepped: bool) -> Fraction:
    """The share of 1 due by `day`, of shares of a hundred due by the end of each quarter."""
    return ladder_value(shares, day, stepped=stepped) / WHOLE


def year_share(rule: Pace, day: date) -> Fraction:
    """The share of 1 of the year's work due by `day`: by months passed ÷ 12, or by the place's ladder of quarters
    (三亚 2022)."""
    if rule.basis == "quarter_ladder" and len(rule.ladder) == QUARTERS_A_YEAR:
        return ladder_share(tuple(map(Fraction, rule.ladder)), day, stepped=rule.stepped)
    return Fraction(full_months(day), MONTHS_A_YEAR)


def pace_share(rule: Pace, day: date) -> Fraction:
    """The same times the multiplier of the annual target (惠东 2022)."""
    return year_share(rule, day) * Fraction(rule.multiplier)


def pace(rule: Pace, day: date, *, due: Fraction | None = None, planned: Fraction = Fraction(0)) -> Figure:
    """The pace as a figure; by own quarters it is what is `due` of what is `planned`, in the place's unit."""
    if rule.basis == "own_quarters" and due is not None:
        if planned <= 0:
            return Figure("pace", Unit.SHARE, None, due, planned, base=rule.basis, reason="no-base")
        return Figure("pace", Unit.SHARE, due / planned, due, planned, base=rule.basis)
    share = pace_share(rule, day)
    return Figure("pace", Unit.SHARE, share, share * MONTHS_A_YEAR, Fraction(MONTHS_A_YEAR), base=rule.basis)


def start_pace(rule: Pace, day: date) -> Figure:
    """The share of the year's starts due by `day` by the place's ladder (三亚: 15, 40, 70, 100 %)."""
    if len(rule.start_ladder) != QUARTERS_A_YEAR:
        return Figure("start_pace", Unit.SHARE, None, reason="no-ladder")
    share = ladder_share(tuple(map(Fraction, rule.start_ladder)), day, stepped=rule.stepped)
    return Figure("start_pace", Unit.SHARE, share, share * WHOLE, WHOLE, base="start_ladder")


def plan_to_date(plan: YearPlan, rule: Pace, day: date) -> Fraction:
    """The part of the annual plan due by `day`, in the place's unit, unrounded.

    By the project's own quarters where it has them (凉州, 松阳), times the multiplier of the target; else by the pace.
    """
    amount = Fraction(plan.plan or 0)
    if len(plan.quarters) != QUARTERS_A_YEAR:
        return amount * pace_share(rule, day)
    share = ladder_share(tuple(map(Fraction, plan.quarters)), day, stepped=rule.stepped)
    return amount * share * Fraction(rule.multiplier)


def difference(key: str, rate: Figure, pace: Figure) -> Figure:
    """超/低于时序进度: unrounded rate − unrounded pace, in percentage points.

    Compatible with 40 of 40 published gaps; rounding first is refuted by five (江门, 开平, 恩平, 滨州).
    """
    if rate.value is None or pace.value is None:
        return Figure(key, Unit.POINTS, None, base=pace.base, reason=rate.reason or pace.reason)
    points = (rate.value - pace.value) * WHOLE
    return Figure(key, Unit.POINTS, points, rate.value * WHOLE, pace.value * WHOLE, base=pace.base)


def gap(completion: Figure, pace: Figure) -> Figure:
    """The gap of the completion rate to the pace, in percentage points."""
    return difference("gap", completion, pace)


def ratio_to_pace(completion: Figure, pace: Figure) -> Figure:
    """Completion ÷ pace, as a share of 1 (武汉: below 80 % is yellow). None before any is due."""
    if completion.value is None or pace.value is None:
        return Figure("pace_ratio", Unit.SHARE, None, base=pace.base, reason=completion.reason or pace.reason)
    if pace.value == 0:
        return Figure("pace_ratio", Unit.SHARE, None, completion.value, pace.value, pace.base, reason="no-base")
    return Figure("pace_ratio", Unit.SHARE, completion.value / pace.value, completion.value, pace.value, pace.base)


def shortfall(ratio: Figure) -> Figure:
    """相对差距: 1 − completion ÷ pace, never below 0 (三亚: up to 50 % is yellow)."""
    if ratio.value is None:
        return Figure("shortfall", Unit.SHARE, None, base=ratio.base, reason=ratio.reason)
    return Figure("shortfall", Unit.SHARE, max(1 - ratio.value, Fraction(0)), base=ratio.base)
