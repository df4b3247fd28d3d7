"""How much room words take: lines, sizes, and how lists share what is left of a page."""

from hypothesis import given
from hypothesis import strategies as st

from tests.each import each
from tongbao.views.fitting import EM, broken, fitted, lines, shared, width


@each(
    ("text", "ems", "expected"),
    [
        ("", 5, ()),
        ("重点项目", 4, ("重点项目",)),
        ("重点项目推进", 4, ("重点项目", "推进")),
        ("重点项目，推进", 4, ("重点项目，", "推进")),
        ("年产30万吨", 4, ("年产30", "万吨")),
        ("Plan of the year", 5, ("Plan of", "the year")),
        ("Responsibilities", 2, ("Responsibilities",)),
    ],
)
def test_lines_end_where_they_may(text: str, ems: int, expected: tuple[str, ...]) -> None:
    """After any Chinese character but before no full stop or comma, between Latin words; never within a word."""
    assert broken(text, ems * EM) == expected
    assert lines(text, ems * EM) == len(expected)


@given(st.text(alphabet="重点项目推进，。 abc12", max_size=60), st.integers(1, 30))
def test_nothing_is_lost_in_lines(text: str, ems: int) -> None:
    """Lines hold the text, but for the spaces at their ends."""
    assert "".join("".join(broken(text, ems * EM)).split()) == "".join(text.split())


@given(st.text(alphabet="重点项目推进 abc", min_size=1, max_size=60), st.integers(200, 900), st.integers(20, 100))
def test_what_is_fitted_lies_in_its_box(text: str, across: int, down: int) -> None:
    """No line is wider, all lines together are no higher."""
    found, size = fitted(text, across, down, 40)
    assert 1 <= size <= 40
    assert size == 1 or len(found) * size * 5 <= down * 4
    assert size == 1 or all(width(line) * size <= across * EM for line in found)


def test_lists_share_the_room() -> None:
    """One row of each in turn; a list that is cut needs a line, one that is whole does not."""
    assert shared(([10, 10], [10]), 40, 5) == (2, 1)
    assert shared(([10, 10, 10], [10]), 35, 5) == (2, 1)
    assert shared(([10, 10, 10], [10]), 25, 5) == (1, 1)
    assert shared(([10], [50], [10]), 40, 5) == (1, 0, 1)
    assert shared(([], []), 40, 5) == (0, 0)


@given(st.lists(st.lists(st.integers(1, 60), max_size=8), min_size=1, max_size=4), st.integers(0, 300))
def test_what_is_shared_fits(rows: list[list[int]], room: int) -> None:
    """All rows that are shown and a line for each list that is cut take no more than there is, where a line each does
    fit."""
    taken = shared(rows, room, 5)
    cut = sum(count < len(heights) for count, heights in zip(taken, rows, strict=True))
    used = sum(sum(heights[:count]) for count, heights in zip(taken, rows, strict=True)) + cut * 5
    assert used <= max(room, 5 * len(rows))
