"""排名组: districts or offices ranked together by a figure or a score, high to low, or in their fixed order."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from tongbao.metrics.bounds import policy_value
from tongbao.metrics.figure import Figure
from tongbao.model.setting import UnitExemption
from tongbao.model.standings import Board


@dataclass(frozen=True, slots=True)
class Place:
    """A member of a board. `rank` is the printed one; `position` is one more than how many members are ahead.

    Both are None without a figure and for an exempt unit; `rank` also where no ranks are printed.
    """

    member: str
    rank: int | None
    figure: Figure
    position: int | None = None
    exempt: UnitExemption | None = None


class Named(NamedTuple):
    """Who is named at both ends, in the order of the board."""

    top: tuple[Place, ...]
    bottom: tuple[Place, ...]


def ranked(board: Board, figure: Callable[[str, str], Figure], day: date) -> tuple[Place, ...]:
    """The board's members as printed on the day.

    Ranked: high to low, equal ones by their order in the policy, then those without a figure, then exempt units. In
    fixed order: as in the policy, without ranks. Exempt units count for nobody's rank.
    """
    exempt = {entry.unit: entry for entry in board.exempt if entry.on(day)}
    figures = {member: figure(f"{board.axis}:{member}", board.ranked_by) for member in board.members}
    values = {m: f.value for m, f in figures.items() if m not in exempt and f.value is not None}
    places = [_place(board, m, f, values, exempt.get(m)) for m, f in figures.items()]
    if board.order == "fixed":
        return tuple(places)
    behind = len(places) + 1
    return tuple(sorted(places, key=lambda place: (place.exempt is not None, place.position or behind)))


def _place(
    board: Board, member: str, figure: Figure, values: dict[str, Fraction], exempt: UnitExemption | None
) -> Place:
    if member not in values:
        return Place(member, None, figure, exempt=exempt)
    ahead = [value for value in values.values() if value > values[member]]
    position = len(ahead) + 1
    rank = len(set(ahead)) + 1 if board.ties == "dense" else position
    printed = board.order == "rank" and board.ties != "unnumbered"
    return Place(member, rank if printed else None, figure, position)


def named(board: Board, places: tuple[Place, ...]) -> Named:
    """Who is named at the top and at the bottom of a ranked board, in its order; nobody in a fixed order.

    With a `target` (绵阳 红黑榜) those at the top who are at or over it, and those at the bottom who are under it.
    Without one at most half of the members at each end, so that nobody is on both. Equal members are named together
    or, where they would be too many, not at all.
    """
    standing = [place for place in places if place.position is not None]
    if board.order == "fixed":
        return Named((), ())
    last = board.named if board.bottom is None else board.bottom
    ahead = {place.member: (place.position or 0) - 1 for place in standing}
    behind = {p.member: sum(1 for other in standing if _value(other) < _value(p)) for p in standing}
    if board.target is None:
        half = len(standing) // 2
        return Named(_end(standing, ahead, min(board.named, half), half), _end(standing, behind, min(last, half), half))
    target = Fraction(board.target)
    return Named(
        tuple(place for place in standing if ahead[place.member] < board.named and _value(place) >= target),
        tuple(place for place in standing if behind[place.member] < last and _value(place) < target),
    )


def _value(place: Place) -> Fraction:
    return policy_value(place.figure) or Fraction(0)


def _end(standing: list[Place], beyond: dict[str, int], count: int, most: int) -> tuple[Place, ...]:
    """Members with fewer than `count` beyond them; without the innermost group of equals where that makes too many."""
    found = tuple(place for place in standing if beyond[place.member] < count)
    if len(found) <= most:
        return found
    innermost = max(beyond[place.member] for place in found)
    return tuple(place for place in found if beyond[place.member] < innermost)


def first(board: Board, places: tuple[Place, ...]) -> tuple[Place, ...]:
    """Who stands first, also in a fixed order (滨州: 全市排第一位); nobody where all are equal or none is named."""
    standing = [place for place in places if place.position is not None]
    leaders = tuple(place for place in standing if place.position == 1)
    return leaders if board.named and len(leaders) < len(standing) else ()


def rank_changes(now: tuple[Place, ...], before: tuple[Place, ...]) -> dict[str, int]:
    """By how many ranks each member has gone up (枣庄: rank and change of rank); negative is down.

    Only of those who have a printed rank on both days.
    """
    earlier = {place.member: place.rank for place in before}
    ranks = [(place.member, place.rank, earlier.get(place.member)) for place in now]
    return {member: old - new for member, new, old in ranks if new is not None and old is not None}
