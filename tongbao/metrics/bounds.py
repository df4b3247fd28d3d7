"""Whether a value keeps to bounds of the policy, and how two such ranges lie to each other; exact, never rounded.

A range is two cuts of the number line. A cut at 10 lies just before 10 (至少 10 starts there) or just after it (超过 10
starts there), so that ranges which meet share a cut, those that overlap have cuts the other way round, and a gap lies
between two different cuts.
"""

import math
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

from tongbao.metrics.figure import Figure, Unit
from tongbao.model.setting import Bounds

WHOLE = frozenset(
    {Unit.PROJECTS, Unit.ISSUES, Unit.REPORTS, Unit.PAPERS, Unit.MONTHS, Unit.STEPS, Unit.MILESTONES, Unit.ENTRIES}
)
"""Units in which only whole numbers occur."""
LowerKey = Literal["at_least", "above"]
UpperKey = Literal["at_most", "below"]


class Cut(NamedTuple):
    """A place between numbers. `side`: −1 and 1 are the ends of the line, 0 is at `value`; `after` lies behind it."""

    side: int
    value: Fraction
    after: bool


LOWEST, HIGHEST = Cut(-1, Fraction(0), after=False), Cut(1, Fraction(0), after=False)


class Range(NamedTuple):
    """What bounds let through. `empty` where it is nothing at all."""

    lower: Cut
    upper: Cut

    @property
    def empty(self) -> bool:
        """Whether no value lies within."""
        return self.upper <= self.lower


def _cut(value: Decimal, *, after: bool, whole: bool) -> Cut:
    exact = Fraction(value)
    if whole:
        return Cut(0, Fraction(math.floor(exact) + 1 if after else math.ceil(exact)), after=False)
    return Cut(0, exact, after=after)


def range_of(bounds: Bounds, *, whole: bool = False) -> Range:
    """The range that bounds leave open; of `whole` numbers 至多 2 and 至少 3 meet, as nothing lies between them."""
    lowers = [LOWEST]
    uppers = [HIGHEST]
    if bounds.at_least is not None:
        lowers.append(_cut(bounds.at_least, after=False, whole=whole))
    if bounds.above is not None:
        lowers.append(_cut(bounds.above, after=True, whole=whole))
    if bounds.at_most is not None:
        uppers.append(_cut(bounds.at_most, after=True, whole=whole))
    if bounds.below is not None:
        uppers.append(_cut(bounds.below, after=False, whole=whole))
    return Range(max(lowers), min(uppers))


def lower_key(bounds: Bounds) -> LowerKey | None:
    """The key that sets the lower end; None where it is open."""
    if bounds.above is not None and (bounds.at_least is None or bounds.above >= bounds.at_least):
        return "above"
    return None if bounds.at_least is None else "at_least"


def upper_key(bounds: Bounds) -> UpperKey | None:
    """The key that sets the upper end; None where it is open."""
    if bounds.below is not None and (bounds.at_most is None or bounds.below <= bounds.at_most):
        return "below"
    return None if bounds.at_most is None else "at_most"


def within(bounds: Bounds, value: Fraction) -> bool:
    """Whether the value keeps to all bounds."""
    return (
        (bounds.at_least is None or value >= Fraction(bounds.at_least))
        and (bounds.above is None or value > Fraction(bounds.above))
        and (bounds.at_most is None or value <= Fraction(bounds.at_most))
        and (bounds.below is None or value < Fraction(bounds.below))
    )


def policy_value(figure: Figure) -> Fraction | None:
    """The value in the unit in which a policy writes it: shares in percent, everything else in the figure's own."""
    if figure.value is not None and figure.unit is Unit.SHARE:
        return figure.value * 100
    return figure.value


def figure_within(bounds: Bounds, figure: Figure) -> bool:
    """Whether a figure keeps to all bounds; never without a value."""
    value = policy_value(figure)
    return value is not None and within(bounds, value)
