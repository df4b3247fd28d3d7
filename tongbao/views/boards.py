"""Districts and offices in tables: boards with their ranks or fixed order, points, and who is named at both ends."""

from dataclasses import replace
from fractions import Fraction
from typing import Literal

from tongbao.metrics.boards import Place, named, rank_changes
from tongbao.metrics.figure import Figure, Unit
from tongbao.metrics.scores import score_of, score_result
from tongbao.metrics.snapshot import Snapshot
from tongbao.model.standings import Board
from tongbao.views.parts import BoardRow, BoardView, FigureView, Link, PointsView
from tongbao.views.reader import Reader

Axis = Literal["district", "office"]
IN_COLUMNS = frozenset({"completion_rate", "gap", "projects", "planned", "completed"})
"""Figures that a table of districts shows anyway; another one by which a board is ranked has a column of its own."""


def unit_link(axis: Axis, code: str, reader: Reader) -> Link:
    """A district with its page, or an office, which has none."""
    return reader.district_link(code) if axis == "district" else Link(reader.office(code))


def board_row(code: str, rank: str, snapshot: Snapshot, reader: Reader, axis: Axis = "district") -> BoardRow:
    """A district or office with its figures."""

    def figure(key: str) -> Figure:
        return snapshot.figure(f"{axis}:{code}", key)

    def shown(key: str) -> FigureView:
        return reader.figure(figure(key), explained=False)

    light = snapshot.district_light(code) if axis == "district" else snapshot.office_light(code)
    return BoardRow(
        rank=rank,
        district=unit_link(axis, code, reader),
        projects=shown("projects"),
        total=shown("total_investment"),
        planned=shown("planned"),
        completed=shown("completed"),
        rate=shown("completion_rate"),
        gap=shown("gap"),
        bar=reader.bar(figure("completion_rate"), figure("pace"), figure("gap")),
        starts=shown("start_and_resume_rate"),
        light=reader.light(light.light),
        closing=shown("closing_rate"),
    )


def _points(board: Board, member: str, snapshot: Snapshot, reader: Reader) -> tuple[PointsView, ...]:
    """How the score of a member came about; () where the board is not ranked by one."""
    score = score_of(board.ranked_by, snapshot.rules.scores)
    if score is None:
        return ()
    result = score_result(score, lambda key: snapshot.figure(f"{board.axis}:{member}", key))
    places = reader.decimals(board.ranked_by, Unit.SCORE)
    return tuple(
        PointsView(
            label=reader.label(points.item.figure),
            full=reader.plain(points.item.points),
            points="" if points.points is None else reader.number(points.points, places),
            value=reader.figure_text(points.figure),
        )
        for points in result.items
    )


def _change(change: int | None, reader: Reader) -> str:
    if change is None:
        return ""
    key = "up" if change > 0 else "down" if change < 0 else "same"
    return reader.t(f"words.rank_change.{key}", count=abs(change))


def _unranked(board: Board, place: Place, reader: Reader) -> str:
    """Why a member is kept out of the ranking; "" where it is not."""
    if place.exempt:
        return reader.words(place.exempt.reason)
    return reader.t("words.exempted.few", count=board.least_projects) if place.few else ""


def _place_row(board: Board, place: Place, change: int | None, snapshot: Snapshot, reader: Reader) -> BoardRow:
    row = board_row(place.member, str(place.rank or ""), snapshot, reader, board.axis)
    reason = _unranked(board, place, reader)
    return replace(
        row,
        measure=None if board.ranked_by in IN_COLUMNS else reader.figure(place.figure, explained=False),
        points=_points(board, place.member, snapshot, reader),
        note=reader.t("words.exempted.board", reason=reason) if reason else "",
        change=_change(change, reader),
        climbed=change or 0,
    )


def _target(board: Board, places: tuple[Place, ...], reader: Reader) -> FigureView | None:
    """The target as it is printed, in the unit of the figure that the board is ranked by."""
    if board.target is None:
        return None
    figure = places[0].figure
    value = Fraction(board.target) / (100 if figure.unit is Unit.SHARE else 1)
    return reader.figure(replace(figure, value=value), explained=False)


def _names(board: Board, places: tuple[Place, ...], reader: Reader) -> tuple[tuple[str, FigureView], ...]:
    return tuple(
        (unit_link(board.axis, place.member, reader).text, reader.figure(place.figure, explained=False))
        for place in places
    )


def same_board(board: Board, snapshot: Snapshot, before: Snapshot | None) -> Board | None:
    """The board as it was then; None where its ranks cannot be compared: another year or another figure."""
    if before is None or before.day.year != snapshot.day.year:
        return None
    boards = (earlier for earlier in before.rules.boards if earlier.code == board.code)
    return next((earlier for earlier in boards if earlier.ranked_by == board.ranked_by), None)


def board_view(board: Board, snapshot: Snapshot, reader: Reader, before: Snapshot | None = None) -> BoardView:
    """A board; against an earlier day also by how many ranks each member has gone up or down."""
    places = snapshot.board(board)
    earlier = same_board(board, snapshot, before)
    changes = rank_changes(places, before.board(earlier)) if before and earlier else {}
    ends = named(board, places)
    rows = (_place_row(board, place, changes.get(place.member), snapshot, reader) for place in places)
    reasons = ((place, _unranked(board, place, reader)) for place in places)
    exempt = ((unit_link(board.axis, place.member, reader).text, reason) for place, reason in reasons if reason)
    return BoardView(
        name=reader.words(board.name),
        rows=tuple(rows),
        axis=board.axis,
        measure=reader.label(board.ranked_by),
        ranked=board.order == "rank",
        numbered=any(place.rank for place in places),
        target=_target(board, places, reader),
        best=_names(board, ends.top, reader),
        worst=_names(board, ends.bottom, reader),
        exempt=tuple(exempt),
    )


def board_views(axis: Axis, snapshot: Snapshot, reader: Reader) -> tuple[BoardView, ...]:
    """The boards of districts, or those of offices, in the order of the policy."""
    return tuple(board_view(board, snapshot, reader) for board in snapshot.rules.boards if board.axis == axis)


def place_on_board(code: str, snapshot: Snapshot, reader: Reader) -> str:
    """A district's rank on its board in words, or why it is not ranked; "" where it is on none or none has ranks."""
    for board in snapshot.rules.boards:
        places = snapshot.board(board) if board.axis == "district" else ()
        for place in places:
            name = reader.words(board.name)
            reason = _unranked(board, place, reader)
            if place.member == code and reason:
                return reader.t("words.exempted.on_board", board=name, reason=reason)
            if place.member == code and place.rank:
                count = sum(1 for other in places if other.rank)
                return reader.t("words.rank", board=name, rank=place.rank, count=count)
    return ""
