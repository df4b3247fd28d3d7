"""Districts ranked together."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tongbao.metrics.boards import ranked
from tongbao.metrics.figure import Figure, Unit
from tongbao.model.standings import Board


def board(*members: str, **keys: str) -> Board:
    return Board.model_validate({"code": "counties", "name": "县区", "members": list(members), **keys})


def ranks(values: dict[str, Fraction | None]) -> list[tuple[str, int | None]]:
    def figure(scope: str, key: str) -> Figure:
        return Figure(key, Unit.SHARE, values[scope.removeprefix("district:")])

    return [(place.member, place.rank) for place in ranked(board(*values), figure)]


def test_ties_share_a_rank() -> None:
    """1, 2, 2, 4; members of one rank stand in the order of the policy."""
    found = ranks({"丁": Fraction(1), "乙": Fraction(3), "丙": Fraction(3), "甲": Fraction(4)})
    assert found == [("甲", 1), ("乙", 2), ("丙", 2), ("丁", 4)]


def test_without_a_figure_last() -> None:
    """Who has no figure stands last, without a rank; who has 0 is ranked."""
    found = ranks({"甲": None, "乙": Fraction(0), "丙": Fraction(-1)})
    assert found == [("乙", 1), ("丙", 2), ("甲", None)]


def test_only_equal_values_tie() -> None:
    """Values that print alike but differ have ranks of their own."""
    assert ranks({"甲": Fraction("0.77501"), "乙": Fraction("0.77502")}) == [("乙", 1), ("甲", 2)]


@given(st.dictionaries(st.text("abcdef", min_size=1), st.none() | st.fractions(-5, 5), min_size=1, max_size=9))
def test_a_rank_counts_those_ahead(values: dict[str, Fraction | None]) -> None:
    """A rank is one more than the number of members with a higher value."""
    found = ranks(values)
    for member, rank in found:
        mine = values[member]
        ahead = sum(1 for other in values.values() if mine is not None and other is not None and other > mine)
        assert rank == (None if mine is None else ahead + 1)
    assert {member for member, _ in found} == set(values)
