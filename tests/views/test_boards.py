"""Boards as printed: ranks or fixed order, points, who is exempt, who is named."""

from typing import Any

from tests.snapshots import reader_of, report, snapshot, year
from tongbao.metrics.snapshot import Snapshot
from tongbao.views.boards import board_view, board_views, place_on_board
from tongbao.views.lists import districts_view
from tongbao.views.parts import BoardView, FigureView

SITE = {"districts": [{"code": code, "name": code.upper()} for code in "abcde"]}
DONE = {"a": "10", "b": "20", "c": "20", "d": "40"}


def taken(day: str = "2026-06-30", done: dict[str, str] | None = None, **policy: Any) -> Snapshot:
    """A place of one project a district, each with a plan of 100 in two years."""
    projects = [
        {
            "id": f"P-{code}",
            "district": code,
            "years": [*year("100", number=2025), *year("100")],
            "progress": [report("2025-12-31", value), report("2026-05-31", "15"), report("2026-06-30", value)],
            "responsible": [{"office": "city-drc"}],
        }
        for code, value in (done or DONE).items()
    ]
    return snapshot(day, *projects, site=SITE, policy=policy)


def board(**keys: Any) -> dict[str, Any]:
    return {"code": "all", "name": "县区", "members": list("abcd"), "named": "1", **keys}


def view(before: Snapshot | None = None, **keys: Any) -> BoardView:
    found = taken(boards=[board(**keys)])
    return board_view(found.rules.boards[0], found, reader_of(found), before)


def rows(made: BoardView) -> list[tuple[str, str]]:
    return [(row.district.text, row.rank) for row in made.rows]


def ends(names: tuple[tuple[str, FigureView], ...]) -> list[tuple[str, str]]:
    return [(name, figure.text) for name, figure in names]


def test_ranked() -> None:
    """High to low with ranks; the figure has no column of its own where the table shows it anyway."""
    made = view()
    assert rows(made) == [("D", "1"), ("B", "2"), ("C", "2"), ("A", "4")]
    assert (made.ranked, made.numbered, made.measure) == (True, True, "投资完成率")
    assert [row.measure for row in made.rows] == [None] * 4
    assert (ends(made.best), ends(made.worst)) == ([("D", "40.0%")], [("A", "10.0%")])


def test_unnumbered() -> None:
    """驻马店: high to low, no rank is printed, both ends are named."""
    made = view(ties="unnumbered")
    assert rows(made) == [("D", ""), ("B", ""), ("C", ""), ("A", "")]
    assert (made.ranked, made.numbered, ends(made.best)) == (True, False, [("D", "40.0%")])


def test_fixed_order() -> None:
    """滨州: the order of the policy, without ranks and names."""
    made = view(order="fixed")
    assert rows(made) == [("A", ""), ("B", ""), ("C", ""), ("D", "")]
    assert (made.ranked, made.numbered, made.best, made.worst) == (False, False, (), ())


def test_too_few_projects() -> None:
    """Who has too few projects to be ranked is said so in the row, in the sentence and on its page."""
    made = view(least_projects="2")
    assert next((row.district.text, row.rank, row.note) for row in made.rows) == ("A", "", "不参加排名：项目不足2个")
    assert made.exempt[0] == ("A", "项目不足2个")
    found = taken(boards=[board(least_projects="2")])
    assert place_on_board("a", found, reader_of(found)) == "不参加县区排名：项目不足2个"


def test_exempt() -> None:
    """Who is exempt stands last, with the reason in the row and for the sentence, and on its page."""
    exempt = [{"unit": "d", "reason": "抗洪"}]
    made = view(exempt=exempt)
    assert rows(made) == [("B", "1"), ("C", "1"), ("A", "3"), ("D", "")]
    assert [row.note for row in made.rows] == ["", "", "", "不参加排名：抗洪"]
    assert made.exempt == (("D", "抗洪"),)
    found = taken(boards=[board(exempt=exempt)])
    said = [place_on_board(code, found, reader_of(found)) for code in "ade"]
    assert said == ["县区第 3 位（共 3 个）", "不参加县区排名：抗洪", ""]


def test_points_and_how_they_came_about() -> None:
    """A board ranked by a score shows the points, and of each item the figure, the points and those it can give."""
    items = [
        {"figure": "completion_rate", "points": "30", "full_at": "40"},
        {"figure": "closing_rate", "points": "20", "full_at": "100"},
    ]
    score = {"code": "月考", "name": "月度考评", "items": items}
    found = taken(boards=[board(ranked_by="score:月考")], scores=[score])
    made = board_view(found.rules.boards[0], found, reader_of(found))
    assert made.measure == "月度考评"
    assert [(row.district.text, row.measure and row.measure.text) for row in made.rows] == [
        ("D", "30.0分"), ("B", "15.0分"), ("C", "15.0分"), ("A", "7.5分"),
    ]  # fmt: skip
    rate, closing = made.rows[3].points
    assert (rate.label, rate.full, rate.points, rate.value) == ("投资完成率", "30", "7.5", "10.0%")
    assert (closing.label, closing.points, closing.value) == ("办结率", "", "无")


def test_target() -> None:
    """绵阳: the target is printed in the unit of the figure; who missed it is not praised though first."""
    reached, missed = view(target="40"), view(target="40.1")
    assert (ends(reached.best), ends(reached.worst)) == ([("D", "40.0%")], [("A", "10.0%")])
    assert missed.best == ()
    amount = view(ranked_by="completed", target="50000")
    assert [made.target and made.target.text for made in (reached, missed, amount)] == ["40.0%", "40.1%", "5.00亿元"]


def test_change_of_rank() -> None:
    """枣庄: since the bulletin before each member went up or down; nothing is said over a new year, of another board or
    figure, or without ranks."""
    keys = {"boards": [board()]}
    before = taken("2026-06-30", {"a": "40", "b": "30", "c": "20", "d": "10"}, **keys)
    changes = {row.district.text: row.change for row in view(before).rows}
    assert changes == {"D": "升 3 位", "B": "持平", "C": "升 1 位", "A": "降 3 位"}
    others = (
        taken(boards=[board(code="zones")]),
        taken(boards=[board(ranked_by="completed")]),
        taken("2025-12-31", **keys),
        None,
    )
    for other in others:
        assert {row.change for row in view(other).rows} == {""}
    assert {row.change for row in view(before, ties="unnumbered").rows} == {""}


def test_boards_of_offices() -> None:
    """A board may list offices: on the page of districts, apart from these, with their lights; they have no pages."""
    light = {"code": "红", "label": "红牌", "shape": "square", "tone": "danger", "applies_to": "office", "below": "0"}
    offices = {"code": "depts", "name": "市直部门", "axis": "office", "members": ["city-drc"]}
    found = taken(boards=[board(), offices], lights=[light])
    made = districts_view(found, reader_of(found))
    assert [each.name for each in made.boards] == ["县区"]
    (row,) = made.offices[0].rows
    assert (row.district.text, row.district.href, row.rate.text) == ("市发改委", "", "22.5%")
    assert row.light
    assert row.light.label == "红牌"
    assert [each.name for each in board_views("office", found, reader_of(found))] == ["市直部门"]
    assert [link.district.text for link in made.others] == []


def test_a_board_of_offices_ranks_no_district() -> None:
    """A district whose code is also an office's is not on the office's board."""
    site = {**SITE, "offices": [{"code": "a", "name": "甲局"}]}
    found = snapshot("2026-06-30", site=site, policy={"boards": [{**board(), "axis": "office", "members": ["a"]}]})
    assert place_on_board("a", found, reader_of(found)) == ""
