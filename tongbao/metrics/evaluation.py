"""后评价: what finished projects yield for the land, energy and money they use, the points for it, and their tier
(泾川: 亩均产出, 亩均税收, 单位能耗, 单位排放; 优先扶持, 重点扶持, 一般)."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from tongbao.metrics.bounds import Cut, Range, range_of, within
from tongbao.metrics.figure import Figure, Unit
from tongbao.metrics.scores import share_earned
from tongbao.metrics.selection import shares
from tongbao.metrics.standing import Standing
from tongbao.model.listing import Evaluation, Indicator, Tier
from tongbao.model.outcome import Operation
from tongbao.model.site import Site
from tongbao.model.vocab import FINISHED_STAGES

PREFIX = "indicator:"
"""What the key of an indicator's figure begins with, its code after it."""
POINTS = "evaluation:points"
"""The key of the sum of points."""


class IndicatorStanding(NamedTuple):
    """An indicator of a project: one input over another as a figure, and its points; None without a value."""

    indicator: Indicator
    figure: Figure
    points: Fraction | None


class YearEvaluation(NamedTuple):
    """What a year of operation is worth. `figure` is the sum of points over all that can be had; it has no value, and
    there is no tier, as long as an indicator has none: a project is not judged by half of what counts."""

    operation: Operation
    indicators: tuple[IndicatorStanding, ...]
    figure: Figure
    tier: Tier | None


class Evaluated(NamedTuple):
    """A finished project with its years of operation, the newest first; none where nothing is reported yet."""

    standing: Standing
    years: tuple[YearEvaluation, ...]

    @property
    def newest(self) -> YearEvaluation | None:
        """The year that counts."""
        return self.years[0] if self.years else None


def is_judged(standing: Standing, rule: Evaluation, site: Site) -> bool:
    """Whether a project is finished and of a class that is evaluated; wider classes count what lies within them."""
    if not rule.indicators or not standing.in_scope or standing.stage not in FINISHED_STAGES:
        return False
    return not rule.classes or bool({*rule.classes} & shares(standing, "class", site).keys())


def evaluated(standings: Iterable[Standing], rule: Evaluation, site: Site) -> tuple[Evaluated, ...]:
    """Every finished project that is evaluated."""
    return tuple(evaluation_of(standing, rule) for standing in standings if is_judged(standing, rule, site))


def evaluation_of(standing: Standing, rule: Evaluation) -> Evaluated:
    """The years of operation of a project, which must be cut to what was known on the day."""
    newest = sorted(standing.project.operation, key=lambda each: (each.year, each.reported), reverse=True)
    return Evaluated(standing, tuple(_year(operation, rule) for operation in newest))


def full_points(rule: Evaluation) -> Fraction:
    """What all indicators together can give."""
    return Fraction(sum((indicator.points for indicator in rule.indicators), Decimal(0)))


def _year(operation: Operation, rule: Evaluation) -> YearEvaluation:
    indicators = tuple(_indicator(indicator, operation) for indicator in rule.indicators)
    points = [each.points for each in indicators if each.points is not None]
    whole, missing = full_points(rule), len(indicators) - len(points)
    if missing:
        excluded = (("score_items_without_figure", missing),)
        figure = Figure(POINTS, Unit.SCORE, None, None, whole, excluded=excluded, reason="no-figures")
        return YearEvaluation(operation, indicators, figure, None)
    total = sum(points, Fraction(0))
    tier = next((tier for tier in rule.tiers if within(tier, total)), None)
    return YearEvaluation(operation, indicators, Figure(POINTS, Unit.SCORE, total, total, whole), tier)


def _indicator(indicator: Indicator, operation: Operation) -> IndicatorStanding:
    above, below = operation.values.get(indicator.of), operation.values.get(indicator.over)
    key, parts = PREFIX + indicator.code, (_exact(above), _exact(below))
    if above is None or below is None:
        return IndicatorStanding(indicator, Figure(key, Unit.AMOUNT, None, *parts, reason="no-input"), None)
    if below <= 0:  # refused by the rule operation-divisor
        return IndicatorStanding(indicator, Figure(key, Unit.AMOUNT, None, *parts, reason="no-base"), None)
    value = Fraction(above) / Fraction(below)
    points = Fraction(indicator.points) * share_earned(value, indicator.full_at, indicator.none_at)
    return IndicatorStanding(indicator, Figure(key, Unit.AMOUNT, value, *parts), points)


def _exact(value: Decimal | None) -> Fraction | None:
    return None if value is None else Fraction(value)


def uncovered(rule: Evaluation) -> tuple[Cut, Cut] | None:
    """Where points from 0 to the full number lie in no tier, the first such stretch; None where each has a tier."""
    start, end = Cut(0, Fraction(0), after=False), Cut(0, full_points(rule), after=True)
    ranges = [Range(max(each.lower, start), min(each.upper, end)) for each in map(range_of, rule.tiers)]
    covered = sorted(each for each in ranges if not each.empty)
    reached = start
    for each in covered:
        if each.lower > reached:
            return reached, each.lower
        reached = max(reached, each.upper)
    return (reached, end) if reached < end else None
