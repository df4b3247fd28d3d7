"""Cited figures beside ours: the same scope on the day of the cited one, in its unit and with its decimals."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from tongbao.metrics.figure import Figure, Unit
from tongbao.metrics.rounding import round_half_up
from tongbao.metrics.snapshot import Snapshot
from tongbao.model.cited import CitedFigure
from tongbao.model.site import MoneyUnits

SnapshotOf = Callable[[date], Snapshot]
"""Gives the place as reckoned for a day."""

FITTING: dict[str, tuple[Unit, ...]] = {
    "percent": (Unit.SHARE,),
    "times": (Unit.TIMES, Unit.SHARE),
    "points": (Unit.POINTS,),
    "money": (Unit.MONEY,),
    "display_money": (Unit.MONEY,),
    "projects": (Unit.PROJECTS, Unit.ENTRIES),
    "issues": (Unit.ISSUES,),
    "other": (
        Unit.AMOUNT,
        Unit.REPORTS,
        Unit.MONTHS,
        Unit.DAYS,
        Unit.STEPS,
        Unit.MILESTONES,
        Unit.SCORE,
        Unit.DECISIONS,
        Unit.PAPERS,
    ),
}
"""For each way to measure a cited figure the units of ours that it can be compared with; it is given in the first."""


class Comparison(NamedTuple):
    """A cited figure, and ours where it names one.

    `value` is the cited one in the unit of our figures, `rounded` ours in the unit of the cited one with its decimals.
    `agrees` is None where nothing is compared: no figure of ours, one without a value, a source that says about, or an
    opening, of a day before our records begin.
    """

    cited: CitedFigure
    value: Fraction
    ours: Figure | None
    rounded: Decimal | None
    agrees: bool | None


def unit_of(cited: CitedFigure) -> Unit:
    """The unit of our figures that the cited one is converted to."""
    return FITTING[cited.measured_in][0]


def opening(now: Snapshot, scope: str, key: str) -> Fraction | None:
    """期初: what is cited of a figure of before our first bulletin, the newest of the day's year."""
    known = (
        cited
        for cited in now.data.cited
        if cited.opening and (cited.scope, cited.figure) == (scope, key) and cited.as_of.year == now.day.year
    )
    newest = max(known, key=lambda cited: cited.as_of, default=None)
    return Fraction(newest.value) * _scale(newest, now.data.site.money) if newest else None


def _scale(cited: CitedFigure, money: MoneyUnits) -> Fraction:
    """How much of our unit one of the cited figure's makes."""
    return {"percent": Fraction(1, 100), "display_money": Fraction(money.factor)}.get(cited.measured_in, Fraction(1))


def compared(cited: CitedFigure, money: MoneyUnits, snapshot_of: SnapshotOf) -> Comparison:
    """The cited figure beside ours; the place is only reckoned for its day where it names a figure of ours.

    They agree where ours, rounded half-up to the decimals of the cited one, is the same number.
    """
    scale = _scale(cited, money)
    ours = snapshot_of(cited.as_of).figure(cited.scope, cited.figure) if cited.figure and not cited.opening else None
    rounded = round_half_up(ours.value, cited.places, scale) if ours and ours.value is not None else None
    agrees = None if rounded is None or cited.about else rounded == cited.value
    return Comparison(cited, Fraction(cited.value) * scale, ours, rounded, agrees)
