"""Figures month by month: at the end of each month of the year, and on the day itself."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from tongbao.metrics.figure import Figure
from tongbao.metrics.windows import periods_back

FigureOf = Callable[[int, str, str], Figure]
"""(months back, scope, key) → the figure at the end of the n-th last month; 0 is the day itself."""


class MonthFigure(NamedTuple):
    """A figure of a scope on a day: the end of a month, or the day that is asked for."""

    day: date
    scope: str
    figure: Figure


def month_figures(day: date, keys: Iterable[str], scopes: tuple[str, ...], figure: FigureOf) -> Iterator[MonthFigure]:
    """Each figure of each scope at the ends of the year's past months, the oldest first, and on the day itself."""
    for key in keys:
        for scope in scopes:
            for back in reversed(range(day.month)):
                yield MonthFigure(periods_back(day, back), scope, figure(back, scope, key))
