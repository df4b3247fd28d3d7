"""The bridge from the published list to the list of a day, group by group and adjustment by adjustment."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from tongbao.metrics.listing import groups_of, moves_of
from tongbao.model.targets import Adjustment, Move, TargetGroup, TargetList

DAY = timedelta(days=1)
Placed = dict[str, str]
"""The code of the group that each project is in."""


class GroupBridge(NamedTuple):
    """published + added − withdrawn + moved in − moved out = now, of the entries of a group.

    It says what came of the adjustments, whatever kind they were written under.
    """

    group: TargetGroup
    published: int
    added: int
    withdrawn: int
    moved_in: int
    moved_out: int
    now: int


class Passage(NamedTuple):
    """A project that changed its group on the day of an adjustment; None stands for being off the list."""

    day: date
    project: str
    before: str | None
    after: str | None


def _placed(listed: TargetList, until: date) -> Placed:
    return {id: group.group.code for group in groups_of(listed, until) for id in group.projects}


def passages(listed: TargetList, until: date = date.max) -> Iterator[Passage]:
    """Every change of group by the adjustments made by `until`, oldest first."""
    days = sorted({adjustment.date for adjustment, _ in moves_of(listed) if adjustment.date <= until})
    before = _placed(listed, days[0] - DAY) if days else {}
    for day in days:
        after = _placed(listed, day)
        for id in dict.fromkeys([*before, *after]):
            if before.get(id) != after.get(id):
                yield Passage(day, id, before.get(id), after.get(id))
        before = after


def bridges(listed: TargetList, until: date = date.max) -> tuple[GroupBridge, ...]:
    """The bridge of each group to the list of a day, in the order of the list."""
    moved = tuple(passages(listed, until))

    def count(code: str, *, into: bool, across: bool) -> int:
        sides = ((m.after, m.before) if into else (m.before, m.after) for m in moved)
        return sum(here == code and (there is not None) == across for here, there in sides)

    return tuple(
        GroupBridge(
            group=now.group,
            published=len(dict.fromkeys(now.group.projects)),
            added=count(now.group.code, into=True, across=False),
            withdrawn=count(now.group.code, into=False, across=False),
            moved_in=count(now.group.code, into=True, across=True),
            moved_out=count(now.group.code, into=False, across=True),
            now=len(now.projects),
        )
        for now in groups_of(listed, until)
    )


class ListPlace(NamedTuple):
    """A project on one list: its group and its printed number, None where it is not on it; else its place among the
    substitutes, 0 where it is none of them; and every move of it, oldest first."""

    listed: TargetList
    group: TargetGroup | None
    number: int
    substitute: int
    moves: tuple[tuple[Adjustment, Move], ...]


def places_of(lists: Iterable[TargetList], known: Container[str]) -> dict[str, tuple[ListPlace, ...]]:
    """Where each project stands that lists name, the newest list first. Numbers count the `known` projects alone."""
    found: dict[str, list[ListPlace]] = defaultdict(list)
    for listed in sorted(lists, key=lambda each: each.year, reverse=True):
        moves: dict[str, list[tuple[Adjustment, Move]]] = defaultdict(list)
        for adjustment, move in moves_of(listed):
            moves[move.project].append((adjustment, move))
        waiting = {id: number for number, id in enumerate(listed.substitutes, 1)}
        on_it: dict[str, tuple[TargetGroup, int]] = {}
        number = 0
        for place in groups_of(listed):
            for id in place.projects:
                number += id in known
                on_it.setdefault(id, (place.group, number))
        for id in dict.fromkeys([*on_it, *waiting, *moves]):
            group, printed = on_it.get(id, (None, 0))
            found[id].append(ListPlace(listed, group, printed, waiting.get(id, 0), tuple(moves.get(id, ()))))
    return {id: tuple(places) for id, places in found.items()}
