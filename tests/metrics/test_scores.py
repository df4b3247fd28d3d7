"""Points for figures, added up."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.each import each
from tongbao.metrics.figure import Figure, Unit
from tongbao.metrics.scores import ScoreResult, score_result, with_scores
from tongbao.model.standings import Score

UNITS = {"gap": Unit.POINTS, "issues_overdue": Unit.ISSUES}

HENAN = {
    "谋划储备": ("10", "planned_share"),
    "签约落地": ("30", "landing_rate"),
    "开工投产": ("30", "start_rate"),
    "投产达效": ("20", "commissioning_rate"),
    "服务保障": ("10", "closing_rate"),
}
"""河南 三个一批 评价: the weights are published, the figures behind them are ours."""


def score(*items: dict[str, str], code: str = "月考") -> Score:
    return Score.model_validate({"code": code, "name": "月度考评", "items": list(items)})


def item(figure: str, points: str, full_at: str = "100", **more: str) -> dict[str, str]:
    return {"figure": figure, "points": points, "full_at": full_at, **more}


def result(found: Score, **values: Any) -> ScoreResult:
    def figure(key: str) -> Figure:
        value = values.get(key)
        return Figure(key, UNITS.get(key, Unit.SHARE), None if value is None else Fraction(value))

    return score_result(found, figure)


def test_weights_over_figures() -> None:
    """河南: 10 + 30 + 30 + 20 + 10, each in proportion to its figure."""
    henan = score(*(item(figure, points) for points, figure in HENAN.values()))
    found = result(
        henan, planned_share="1", landing_rate="1/2", start_rate="9/10", commissioning_rate="0", closing_rate="2/3"
    )
    assert [each.points for each in found.items] == [10, 15, 27, 0, Fraction(20, 3)]
    assert (found.figure.value, found.figure.denominator) == (52 + Fraction(20, 3), 100)
    assert (found.figure.key, found.figure.unit) == ("score:月考", Unit.SCORE)


@each(("value", "points"), [("0", 0), ("2/5", 0), ("1/2", 5), ("3/5", 10), ("7/10", 10), ("-1", 0)])
def test_between_none_and_full(value: str, points: int) -> None:
    """No point at `none_at` and before, all at `full_at` and beyond, in proportion between."""
    assert result(score(item("start_rate", "10", "60", none_at="40")), start_rate=value).figure.value == points


@pytest.mark.parametrize(("late", "points"), [("0", 5), ("2", 3), ("5", 0), ("9", 0)])
def test_fewer_may_be_better(late: str, points: int) -> None:
    """With `full_at` below `none_at` each overdue issue costs points."""
    assert result(score(item("issues_overdue", "5", "0", none_at="5")), issues_overdue=late).figure.value == points


def test_a_score_that_the_rules_refuse_breaks_nothing() -> None:
    """All points and none at the same value: no points."""
    assert result(score(item("start_rate", "10", "50", none_at="50")), start_rate="1/2").figure.value == 0


def test_a_gap_is_in_points() -> None:
    """Gaps are compared in percentage points, not as a share."""
    assert result(score(item("gap", "10", "10", none_at="-10")), gap="-5").figure.value == Fraction(5, 2)


def test_a_figure_without_value_gives_no_points_and_is_said() -> None:
    """What cannot be reckoned earns nothing; the items and the figure say so."""
    found = result(score(item("start_rate", "10"), item("closing_rate", "10")), start_rate="1/2")
    assert [each.points for each in found.items] == [5, None]
    assert found.figure.value == 5
    assert found.figure.excluded == (("score_items_without_figure", 1),)


def test_without_any_figure_there_is_no_score() -> None:
    """Nobody gets 0 points for having nothing to judge."""
    found = result(score(item("start_rate", "10"), item("closing_rate", "10"))).figure
    assert (found.value, found.reason) == (None, "no-figures")


@given(st.lists(st.tuples(st.integers(1, 50), st.fractions(-2, 2)), min_size=1, max_size=5))
def test_never_below_nought_or_above_the_weights(pairs: list[tuple[int, Fraction]]) -> None:
    """However the figures are, points lie between none and the sum of the weights."""
    keys = [f"figure_{index}" for index in range(len(pairs))]
    made = score(*(item(key, str(points), "90") for key, (points, _) in zip(keys, pairs, strict=True)))
    total = result(made, **{key: value for key, (_, value) in zip(keys, pairs, strict=True)}).figure.value
    assert total is not None
    assert 0 <= total <= sum(points for points, _ in pairs)


def test_scores_stand_beside_the_figures() -> None:
    """`score:` and a code is a figure of every scope; one that is not there on the day has no value."""

    def figure(scope: str, key: str) -> Figure:
        return Figure(key, Unit.SHARE, {"district:a": Fraction(1), "district:b": Fraction(1, 2)}[scope])

    found = with_scores(figure, (score(item("start_rate", "10")),))
    assert [found(f"district:{code}", "score:月考").value for code in "ab"] == [10, 5]
    assert found("district:a", "start_rate").value == 1
    gone = found("district:a", "score:年考")
    assert (gone.value, gone.reason) == (None, "no-score")
