"""A figure: the one object that sentence, table, chart, PDF and data file print."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Unit(StrEnum):
    """What a figure counts. Shares are of 1, points are percentage points, money is in the place's unit.

    An amount is in a unit of its own (亩, 万千瓦), which the figure names.
    """

    PROJECTS = "projects"
    ISSUES = "issues"
    DECISIONS = "decisions"
    REPORTS = "reports"
    PAPERS = "papers"
    MONEY = "money"
    SHARE = "share"
    POINTS = "points"
    MONTHS = "months"
    DAYS = "days"
    STEPS = "steps"
    MILESTONES = "milestones"
    ENTRIES = "entries"
    AMOUNT = "amount"
    SCORE = "score"
    TIMES = "times"


@dataclass(frozen=True, slots=True)
class Figure:
    """An unrounded value with its origin.

    `value` is None where there is no figure; then `reason` is a code of locale `figures.reasons`.
    `base` is the code of the declared base; `excluded` counts what the base leaves out, by code of `figures.excluded`.
    `unit_word` is the unit of an amount. `whole` says that it is a figure of the whole place.
    """

    key: str
    unit: Unit
    value: Fraction | None
    numerator: Fraction | None = None
    denominator: Fraction | None = None
    base: str = ""
    excluded: tuple[tuple[str, int], ...] = ()
    reason: str = ""
    unit_word: str = ""
    whole: bool = False


def rate(
    key: str,
    numerator: Fraction,
    denominator: Fraction,
    *,
    base: str,
    excluded: tuple[tuple[str, int], ...] = (),
) -> Figure:
    """A share of 1; without a base there is no figure, never 0."""
    excluded = tuple((code, count) for code, count in excluded if count)
    if denominator <= 0:
        return Figure(key, Unit.SHARE, None, numerator, denominator, base, excluded, reason="no-base")
    return Figure(key, Unit.SHARE, numerator / denominator, numerator, denominator, base, excluded)
