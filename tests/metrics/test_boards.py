"""Districts and offices ranked together, and who is named."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongbao.metrics.boards import Place, first, named, rank_changes, ranked
from tongbao.metrics.figure import Figure, Unit
from tongbao.model.standings import Board

DAY = date(2026, 6, 30)
Values = dict[str, Fraction | None]
VALUES = st.dictionaries(st.text("abcdef", min_size=1), st.none() | st.fractions(-1, 1, max_denominator=3), min_size=1)


def board(*members: str, **keys: Any) -> Board:
    return Board.model_validate({"code": "counties", "name": "县区", "members": list(members), **keys})


def places(values: Values, unit: Unit = Unit.SHARE, **keys: Any) -> tuple[Place, ...]:
    def figure(scope: str, key: str) -> Figure:
        axis, _, member = scope.partition(":")
        assert (axis, key) == (keys.get("axis", "district"), keys.get("ranked_by", "completion_rate"))
        return Figure(key, unit, values[member])

    return ranked(board(*values, **keys), figure, DAY)


def ranks(values: Values, unit: Unit = Unit.SHARE, **keys: Any) -> list[tuple[str, int | None]]:
    return [(place.member, place.rank) for place in places(values, unit, **keys)]


def ends(values: Values, unit: Unit = Unit.SHARE, **keys: Any) -> tuple[str, str]:
    found = named(board(*values, **keys), places(values, unit, **keys))
    return "".join(place.member for place in found.top), "".join(place.member for place in found.bottom)


def points(text: str) -> Values:
    """`a3 b2` as values of members."""
    return {part[0]: Fraction(part[1:]) for part in text.split()}


TIED: Values = {"丁": Fraction(1), "乙": Fraction(3), "丙": Fraction(3), "甲": Fraction(4)}


@pytest.mark.parametrize(
    ("ties", "expected"),
    [("competition", [1, 2, 2, 4]), ("dense", [1, 2, 2, 3]), ("unnumbered", [None] * 4)],
)
def test_ties(ties: str, expected: list[int | None]) -> None:
    """Equal members share a rank, and the next is left out or not, or no rank is printed (驻马店: 确山 and 平舆, both
    77.5); equal ones stand in the order of the policy."""
    assert ranks(TIED, ties=ties) == list(zip("甲乙丙丁", expected, strict=True))


def test_without_a_figure_last() -> None:
    """Who has no figure stands last, without a rank; who has 0 is ranked."""
    assert ranks({"甲": None, "乙": Fraction(0), "丙": Fraction(-1)}) == [("乙", 1), ("丙", 2), ("甲", None)]


def test_only_equal_values_tie() -> None:
    """Values that print alike but differ have ranks of their own."""
    assert ranks({"甲": Fraction("0.77501"), "乙": Fraction("0.77502")}) == [("乙", 1), ("甲", 2)]


def test_fixed_order() -> None:
    """滨州, 湘西: in the order of the policy, without ranks, nobody named; but it is known who stands first."""
    values: Values = {"甲": Fraction(1), "乙": None, "丙": Fraction(2)}
    assert ranks(values, order="fixed") == [("甲", None), ("乙", None), ("丙", None)]
    assert ends(values, order="fixed", named="1") == ("", "")
    found = first(board(*values, order="fixed"), places(values, order="fixed"))
    assert [place.member for place in found] == ["丙"]


def test_nobody_is_first_where_all_are_equal_or_nobody_is_named() -> None:
    """A first place needs somebody behind it, and a policy that names somebody."""
    assert first(board("a", "b"), places(points("a1 b1"))) == ()
    assert first(board("a"), places(points("a1"))) == ()
    assert first(board("a", "b", named="0"), places(points("a2 b1"), named="0")) == ()
    assert [place.member for place in first(board("a", "b", "c"), places(points("a2 b2 c1")))] == ["a", "b"]


def test_offices_by_a_score() -> None:
    """A board may rank offices, and by points."""
    keys = {"axis": "office", "ranked_by": "score:月考"}
    assert ranks(points("a71.2 b77.5 c77.5"), unit=Unit.SCORE, **keys) == [("b", 1), ("c", 1), ("a", 3)]


@pytest.mark.parametrize(("until", "rank"), [("2026-06-30", None), ("2026-06-29", 1)])
def test_exempt_units(until: str, rank: int | None) -> None:
    """Who is exempt on the day stands last, with the reason, and counts for nobody's rank."""
    exempt = [{"unit": "a", "until": until, "reason": "抗洪"}]
    found = places(points("a3 b2 c1"), exempt=exempt)
    assert {place.member: place.rank for place in found}["a"] == rank
    if rank is None:
        assert [(place.member, place.rank, place.exempt and place.exempt.reason) for place in found] == [
            ("b", 1, None), ("c", 2, None), ("a", None, "抗洪"),
        ]  # fmt: skip
        assert ends(points("a3 b2 c1"), exempt=exempt, named="1") == ("b", "c")


def test_exempt_units_keep_their_place_in_a_fixed_order() -> None:
    """A fixed order stays as it is."""
    exempt = [{"unit": "a", "reason": "新设"}]
    assert [place.member for place in places(points("a3 b2"), order="fixed", exempt=exempt)] == ["a", "b"]


def test_less_is_better() -> None:
    """Overdue issues: the lowest stands first, is named at the top and reaches the target from below."""
    values, keys = points("a3 b0 c7 d3"), {"best": "lowest", "ranked_by": "issues_overdue"}
    assert ranks(values, Unit.ISSUES, **keys) == [("b", 1), ("a", 2), ("d", 2), ("c", 4)]
    assert ends(values, Unit.ISSUES, named="1", **keys) == ("b", "c")
    assert ends(values, Unit.ISSUES, named="3", target="3", **keys) == ("bad", "c")


def test_too_few_projects_are_not_ranked() -> None:
    """Who has fewer than `least_projects` stands behind, without a rank, and counts for nobody's."""
    projects = {"a": 1, "b": 2, "c": 3}

    def figure(scope: str, key: str) -> Figure:
        member = scope[-1]
        return Figure(key, Unit.SHARE, Fraction(projects[member] if key == "projects" else 4 - projects[member]))

    found = ranked(board("a", "b", "c", least_projects="2"), figure, DAY)
    assert [(place.member, place.rank, place.few) for place in found] == [
        ("b", 1, False),
        ("c", 2, False),
        ("a", None, True),
    ]
    assert [place.member for place in ranked(board("a", "c", order="fixed", least_projects="2"), figure, DAY)] == [
        "a",
        "c",
    ]


def test_named_at_both_ends() -> None:
    """驻马店: best three, worst three; `bottom` where the lower end has another number."""
    values = points("a9 b8 c7 d6 e5 f4 g3 h2")
    assert ends(values) == ("abc", "fgh")
    assert ends(values, named="2", bottom="1") == ("ab", "h")
    assert ends(values, named="0", bottom="2") == ("", "gh")
    assert ends(values, ties="unnumbered") == ("abc", "fgh")


def test_never_more_than_half_are_named() -> None:
    """Three of three cannot be best and worst; the one in the middle is neither; one alone is neither."""
    assert ends(points("a3 b2 c1")) == ("a", "c")
    assert ends(points("a1")) == ("", "")
    assert ends({"a": Fraction(1), "b": Fraction(0), "c": None, "d": None}) == ("a", "b")


def test_equals_are_named_together_or_not_at_all() -> None:
    """Nobody is left out beside an equal; where all of them would be too many, none of them is named."""
    assert ends(points("a9 b8 c7 d7 e5 f4 g3 h2")) == ("abcd", "fgh")
    assert ends(points("a9 b8 c7 d7 e7 f4 g3 h2")) == ("ab", "fgh")
    assert ends(points("a9 b8 c7 d6 e2 f2 g2 h2"), named="1") == ("a", "efgh")
    assert ends(points("a1 b1 c1")) == ("", "")


MIANYANG = {"named": "5", "bottom": "4", "target": "50"}
"""绵阳: on the red list are those of the first five who reached the target, on the black list those of the last four
who missed it. The target is not published."""


def rates(text: str) -> Values:
    return {member: value and value / 100 for member, value in points(text).items()}


def test_red_and_black_list() -> None:
    """Among the first is not enough, nor among the last: the target decides as well; exactly reached is reached."""
    assert ends(rates("a90 b80 c50 d49.9 e30 f20 g10"), **MIANYANG) == ("abc", "defg")
    assert ends(rates("a90 b80 c70 d65 e62 f61 g60"), **MIANYANG) == ("abcde", "")
    assert ends(rates("a40 b30 c20 d15 e12 f11 g10"), **MIANYANG) == ("", "defg")


def test_exempt_from_the_black_list() -> None:
    """绵阳: who missed the target through 不可抗力 is exempt, even at the end."""
    exempt = [{"unit": "g", "reason": "不可抗力"}]
    assert ends(rates("a90 b80 c50 d49.9 e30 f20 g10"), **MIANYANG, exempt=exempt) == ("abc", "def")


@given(VALUES)
def test_a_rank_counts_those_ahead(values: Values) -> None:
    """A rank is one more than the number of members with a higher value; a dense one that of higher values."""
    for member, rank in ranks(values):
        mine = values[member]
        ahead = [other for other in values.values() if mine is not None and other is not None and other > mine]
        assert rank == (None if mine is None else len(ahead) + 1)
        assert dict(ranks(values, ties="dense"))[member] == (None if mine is None else len(set(ahead)) + 1)
    assert {member for member, _ in ranks(values)} == set(values)


@given(VALUES, st.integers(0, 5), st.none() | st.integers(0, 5), st.none() | st.integers(-100, 100))
def test_nobody_is_named_twice(values: Values, count: int, bottom: int | None, target: int | None) -> None:
    """Nobody is on both ends, equals stand together, and without a target at most half are named at each."""
    keys = {"named": str(count), **({} if bottom is None else {"bottom": str(bottom)})}
    keys |= {} if target is None else {"target": str(target)}
    made = board(*values, **keys)
    top, low = named(made, places(values, **keys))
    assert not {place.member for place in top} & {place.member for place in low}
    known = [value for value in values.values() if value is not None]
    for end in (top, low):
        ours = [place.figure.value for place in end]
        assert all(ours.count(value) == known.count(value) for value in ours if value is not None)
        assert target is not None or len(end) <= len(known) // 2


def test_change_of_rank() -> None:
    """枣庄: rank and change of rank; only of who was ranked both times."""
    before = places({"a": Fraction(3), "b": Fraction(2), "c": Fraction(1), "d": None})
    now = places({"a": Fraction(1), "b": Fraction(2), "c": Fraction(3), "d": Fraction(0), "e": Fraction(-1)})
    assert rank_changes(now, before) == {"c": 2, "b": 0, "a": -2}
    unnumbered = places(points("a1 b2"), ties="unnumbered")
    assert rank_changes(unnumbered, unnumbered) == {}
