"""What a change of the records does to the figures: the place before and after it, both seen on the same day."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from tongbao.metrics.boards import Place
from tongbao.metrics.clocks import IssueStanding
from tongbao.metrics.figure import Figure
from tongbao.metrics.lights import LightStanding
from tongbao.metrics.scopes import ALL
from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.standing import Standing
from tongbao.model.standings import Board, Light

OF_PROJECT = ("completion_rate", "gap", "completed")
"""The figures that are told of a single project; the last where it has no rate that would tell it."""


class FigureChange(NamedTuple):
    """A figure that is another after the change; a side is None where there is no such scope or no such project."""

    scope: str
    key: str
    before: Figure | None
    after: Figure | None


class LightChange(NamedTuple):
    """A unit or project that shows another light; `axis` is project, district or office."""

    axis: str
    code: str
    before: Light | None
    after: Light | None


class RankChange(NamedTuple):
    """A member of a board that stands in another place; None where it did not stand there, or has no rank."""

    board: Board
    member: str
    before: int | None
    after: int | None


class ProjectChange(NamedTuple):
    """A project of which a figure or the light is another."""

    id: str
    before: Standing | None
    after: Standing | None
    figures: tuple[FigureChange, ...]
    lights: tuple[LightChange, ...]


ClockName = Literal["due", "plan_due", "feedback_due", "overdue_days", "order", "state"]
CLOCKS: tuple[ClockName, ...] = ("state", "plan_due", "feedback_due", "due", "overdue_days", "order")


class ClockChange(NamedTuple):
    """A clock of an issue that runs otherwise: a deadline, days of delay, the order that is due, or where it stands."""

    before: IssueStanding | None
    after: IssueStanding | None
    clocks: tuple[ClockName, ...]

    @property
    def standing(self) -> IssueStanding:
        """The issue as it is after the change, else as it was."""
        found = self.after or self.before
        assert found is not None
        return found


def _differs(before: Figure | None, after: Figure | None) -> bool:
    """Whether a figure has another value, or for another reason none."""
    if before is None or after is None:
        return before is not after
    return (before.value, before.reason) != (after.value, after.reason)


def scope_changes(before: Snapshot, after: Snapshot, scope: str) -> Iterator[FigureChange]:
    """The figures of a scope that are others, in the order of the registry."""
    sides = [{figure.key: figure for figure in side.figures(scope)} for side in (before, after)]
    keys = list(dict.fromkeys((*sides[1], *sides[0])))
    for key in keys:
        # What a side does not publish because it has nothing of it is 0 there, or without a base.
        was, is_ = (side.figure(scope, key) for side in (before, after))
        if _differs(was, is_):
            yield FigureChange(scope, key, was, is_)


def other_scopes(before: Snapshot, after: Snapshot, told: frozenset[str]) -> dict[str, int]:
    """How many scopes beside those that are told have other sums, by axis; where two cross, by both."""
    found: Counter[str] = Counter()
    for scope in sorted({*before.totals, *after.totals} - told):
        if before.totals.get(scope) != after.totals.get(scope):
            found["+".join(part.partition(":")[0] for part in scope.split("+"))] += 1
    return dict(found)


def project_changes(before: Snapshot, after: Snapshot) -> tuple[ProjectChange, ...]:
    """The projects whose figures or light are others, by id."""
    ids = sorted({*before.standing_by_id, *after.standing_by_id})
    return tuple(found for id in ids if (found := _project_change(before, after, id)))


def _project_change(before: Snapshot, after: Snapshot, id: str) -> ProjectChange | None:
    sides = (before, after)
    was, is_ = (side.standing_by_id.get(id) for side in sides)
    figures: list[FigureChange] = []
    for key in OF_PROJECT:
        then, now = (
            side.project_figure(standing, key) if standing else None
            for side, standing in zip(sides, (was, is_), strict=True)
        )
        if _differs(then, now) and not (key == "completed" and figures):
            figures.append(FigureChange(f"project:{id}", key, then, now))
    then_light, now_light = (
        side.project_light(standing) if standing else LightStanding()
        for side, standing in zip(sides, (was, is_), strict=True)
    )
    lights = _light_change("project", id, then_light, now_light)
    counted = [standing.in_scope if standing else None for standing in (was, is_)]
    moved = figures or lights or counted[0] != counted[1]
    return ProjectChange(id, was, is_, tuple(figures), lights) if moved else None


def _light_change(axis: str, code: str, before: LightStanding, after: LightStanding) -> tuple[LightChange, ...]:
    codes = [side.light.code if side.light else "" for side in (before, after)]
    return (LightChange(axis, code, before.light, after.light),) if codes[0] != codes[1] else ()


def unit_lights(before: Snapshot, after: Snapshot) -> Iterator[LightChange]:
    """The districts and offices that show another light, in the order of the place."""
    units: tuple[tuple[Literal["district", "office"], tuple[str, ...]], ...] = (
        ("district", tuple(unit.code for unit in after.data.site.districts)),
        ("office", tuple(unit.code for unit in after.data.site.offices)),
    )
    for axis, codes in units:
        if any(light.applies_to == axis for side in (before, after) for light in side.rules.lights):
            for code in codes:
                yield from _light_change(axis, code, before.unit_light(axis, code), after.unit_light(axis, code))


def rank_changes(before: Snapshot, after: Snapshot) -> Iterator[RankChange]:
    """Who stands in another place of a board, in the order of the board as it is after the change."""
    earlier = {board.code: board for board in before.rules.boards}
    for board in after.rules.boards:
        then = _ranks(before.board(earlier[board.code])) if board.code in earlier else {}
        now = _ranks(after.board(board))
        for member in (*now, *(member for member in then if member not in now)):
            if then.get(member) != now.get(member):
                yield RankChange(board, member, then.get(member), now.get(member))


def _ranks(places: tuple[Place, ...]) -> dict[str, int | None]:
    return {place.member: place.rank for place in places}


def clock_changes(before: Snapshot, after: Snapshot) -> Iterator[ClockChange]:
    """The issues whose clocks run otherwise, or that are new or gone, by id."""
    for id in sorted({*before.issue_by_id, *after.issue_by_id}):
        was, is_ = before.issue_by_id.get(id), after.issue_by_id.get(id)
        moved = tuple(name for name in CLOCKS if clock(was, name) != clock(is_, name))
        if moved:
            yield ClockChange(was, is_, moved)


def clock(standing: IssueStanding | None, name: ClockName) -> date | int | str | None:
    """What a clock of an issue says; None where it does not run."""
    if standing is None:
        return None
    if name == "order":
        return standing.order.due.code if standing.order.due else None
    value: date | int | str | None = getattr(standing, name)
    return value or None


def told_scopes(after: Snapshot) -> tuple[str, ...]:
    """The scopes whose figures are told one by one: the whole place, then its districts in the order of the place."""
    return (ALL, *(f"district:{district.code}" for district in after.data.site.districts))
