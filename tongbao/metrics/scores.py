"""考评得分: points for figures, added up (驻马店 monthly 50 points; 河南 三个一批 10 + 30 + 30 + 20 + 10)."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from tongbao.metrics.bounds import policy_value
from tongbao.metrics.figure import Figure, Unit
from tongbao.model.standings import Score, ScoreItem

FigureOf = Callable[[str, str], Figure]
"""(scope, key) → the figure."""

PREFIX = "score:"
"""What stands before the code of a score where a policy names a figure."""


class Points(NamedTuple):
    """An item of a score with the figure it looks at; `points` is None where the figure has no value."""

    item: ScoreItem
    figure: Figure
    points: Fraction | None


class ScoreResult(NamedTuple):
    """The points with their items; as a `figure` their sum, over what all items can give."""

    items: tuple[Points, ...]
    figure: Figure


def share_earned(value: Fraction, full_at: Decimal, none_at: Decimal) -> Fraction:
    """Which part of the points a value earns, 0 to 1, in proportion; less is better where full lies below none."""
    full, none = Fraction(full_at), Fraction(none_at)
    if full == none:  # refused by the rule score-without-range
        return Fraction(0)
    return min(max((value - none) / (full - none), Fraction(0)), Fraction(1))


def _points(item: ScoreItem, figure: Figure) -> Points:
    value = policy_value(figure)
    if value is None:
        return Points(item, figure, None)
    return Points(item, figure, Fraction(item.points) * share_earned(value, item.full_at, item.none_at))


def score_result(score: Score, figure: Callable[[str], Figure]) -> ScoreResult:
    """The points of whomever `figure` (by key) speaks of.

    A figure without value gives no points and is counted as left out; where none has a value there is no score.
    """
    items = tuple(_points(item, figure(item.figure)) for item in score.items)
    known = [item.points for item in items if item.points is not None]
    whole = Fraction(sum(item.points for item in score.items))
    missing = len(items) - len(known)
    excluded = (("score_items_without_figure", missing),) if missing else ()
    if not known:
        return ScoreResult(items, Figure(PREFIX + score.code, Unit.SCORE, None, None, whole, reason="no-figures"))
    total = sum(known, Fraction(0))
    return ScoreResult(items, Figure(PREFIX + score.code, Unit.SCORE, total, total, whole, excluded=excluded))


def score_of(key: str, scores: Iterable[Score]) -> Score | None:
    """The score that a key names; None where it names a figure of the registry or no score of the day."""
    if not key.startswith(PREFIX):
        return None
    return next((score for score in scores if PREFIX + score.code == key), None)


def with_scores(figure: FigureOf, scores: tuple[Score, ...]) -> FigureOf:
    """Figures of the registry, and beside them each score under `score:` and its code.

    A score that is not in force on the day has no value.
    """

    def made(scope: str, key: str) -> Figure:
        if not key.startswith(PREFIX):
            return figure(scope, key)
        score = score_of(key, scores)
        if score is None:
            return Figure(key, Unit.SCORE, None, reason="no-score")
        return score_result(score, lambda item: figure(scope, item)).figure

    return made
