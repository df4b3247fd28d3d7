"""排名组: districts or offices ranked together by a figure or a score, best first, or in their fixed order."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from tongbao.metrics.bounds import policy_value
from tongbao.metrics.figure import Figure
from tongbao.model.setting import UnitExemption
from tongbao.model.standings import Board


class Place(NamedTuple):
    """A member of a board. `rank` is the printed one; `position` is one more than how many members are ahead.

    Both are None without a figure, for an exempt unit and for one with too `few` projects; `rank` also where no ranks
    are printed.
    """

    member: str
    rank: int | None
    figure: Figure
    position: int | None = None
    exempt: UnitExemption | None = None
    few: bool = False


class Named(NamedTuple):
    """Who is named at both ends, in the order of the board."""

    top: tuple[Place, ...]
    bottom: tuple[Place, ...]


def ranked(board: Board, figure: Callable[[str, str], Figure], day: date) -> tuple[Place, ...]:
    """The board's members as printed on the day.

    Ranked: best first, equal ones by their order in the policy, then those without a figure or with too few projects,
    then exempt units. In fixed order: as in the policy, without ranks. Who is not ranked counts for nobody's rank.
    """
    exempt = {entry.unit: entry for entry in board.exempt if entry.on(day)}
    figures = {member: figure(f"{board.axis}:{member}", board.ranked_by) for member in board.members}
    few = {member for member in board.members if board.order == "rank" and _few(board, member, figure)} - exempt.keys()
    out = exempt.keys() | few
    merits = {m: _merit(board, f.value) for m, f in figures.items() if m not in out and f.value is not None}
    places = [_place(board, m, f, merits, exempt.get(m), few=m in few) for m, f in figures.items()]
    if board.order == "fixed":
        return tuple(places)
    behind = len(places) + 1
    return tuple(sorted(places, key=lambda place: (place.exempt is not None, place.position or behind)))


def _few(board: Board, member: str, figure: Callable[[str, str], Figure]) -> bool:
    """Whether the member has too few projects to be ranked."""
    least = board.least_projects
    return least > 0 and (figure(f"{board.axis}:{member}", "projects").value or 0) < least


def _merit(board: Board, value: Fraction) -> Fraction:
    """The value so turned that more of it is better."""
    return -value if board.best == "lowest" else value


def _place(
    board: Board,
    member: str,
    figure: Figure,
    merits: dict[str, Fraction],
    exempt: UnitExemption | None,
    *,
    few: bool,
) -> Place:
    if member not in merits:
        return Place(member, None, figure, exempt=exempt, few=few)
    ahead = [merit for merit in merits.values() if merit > merits[member]]
    position = len(ahead) + 1
    rank = len(set(ahead)) + 1 if board.ties == "dense" else position
    printed = board.order == "rank" and board.ties != "unnumbered"
    return Place(member, rank if printed else None, figure, position)


def named(board: Board, places: tuple[Place, ...]) -> Named:
    """Who is named at the top and at the bottom of a ranked board, in its order; nobody in a fixed order.

    With a `target` (绵阳 红黑榜) those at the top who reach it, and those at the bottom who do not.
    Without one at most half of the members at each end, so that nobody is on both. Equal members are named together
    or, where they would be too many, not at all.
    """
    standing = [place for place in places if place.position is not None]
    if board.order == "fixed":
        return Named((), ())
    last = board.named if board.bottom is None else board.bottom
    ahead = {place.member: (place.position or 0) - 1 for place in standing}
    merits = {place.member: _merit(board, policy_value(place.figure) or Fraction(0)) for place in standing}
    behind = {member: sum(1 for other in merits.values() if other < merit) for member, merit in merits.items()}
    if board.target is None:
        half = len(standing) // 2
        return Named(_end(standing, ahead, min(board.named, half), half), _end(standing, behind, min(last, half), half))
    target = _merit(board, Fraction(board.target))
    return Named(
        tuple(place for place in standing if ahead[place.member] < board.named and merits[place.member] >= target),
        tuple(place for place in standing if behind[place.member] < last and merits[place.member] < target),
    )


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
