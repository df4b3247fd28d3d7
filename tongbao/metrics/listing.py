"""The year's list on a day: its groups after the adjustments, and the bridge from the published list to it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from tongbao.model.targets import Adjustment, Move, TargetGroup, TargetList
from tongbao.model.vocab import MoveKind

AXIS = "targets"
"""The axis of scopes: `targets:2026` is the whole list of that year, `targets:2026-续建` a group of it."""


class ListedGroup(NamedTuple):
    """A group with the projects it has on a day: as published, then in the order in which they came."""

    group: TargetGroup
    projects: tuple[str, ...]


class Bridge(NamedTuple):
    """published + added − withdrawn = now, of records; promoted and deferred only change the group."""

    published: int
    added: int
    promoted: int
    deferred: int
    withdrawn: int
    now: int


def listed_on(year: int, lists: Iterable[TargetList]) -> TargetList | None:
    """The list of a year; None where there is none. Lists of a place cut to a day are those known then."""
    return next((listed for listed in lists if listed.year == year), None)


def moves_of(listed: TargetList) -> tuple[tuple[Adjustment, Move], ...]:
    """Every move with its adjustment, by date and then as written."""
    in_order = sorted(listed.adjustments, key=lambda adjustment: adjustment.date)
    return tuple((adjustment, move) for adjustment in in_order for move in adjustment.moves)


def groups_of(listed: TargetList, until: date = date.max) -> tuple[ListedGroup, ...]:
    """The groups of the list after the adjustments made by `until`.

    A move that names no group goes to the first that its kind can go to.
    """
    found = {group.code: list(group.projects) for group in listed.groups}
    for adjustment, move in moves_of(listed):
        if adjustment.date > until:
            break
        if move.kind is not MoveKind.ADDED:
            for projects in found.values():
                if move.project in projects:
                    projects.remove(move.project)
        code = _goes_to(move, listed)
        if code is not None and move.project not in found[code]:
            found[code].append(move.project)
    return tuple(ListedGroup(group, tuple(found[group.code])) for group in listed.groups)


def _goes_to(move: Move, listed: TargetList) -> str | None:
    if move.kind is MoveKind.WITHDRAWN:
        return None
    if any(group.code == move.group for group in listed.groups):
        return move.group
    reserve = move.kind is MoveKind.DEFERRED
    return next((group.code for group in listed.groups if group.reserve == reserve), None)


def projects_of(groups: Iterable[ListedGroup]) -> tuple[str, ...]:
    """The ids of all projects of some groups, in printed order, each once."""
    return tuple(dict.fromkeys(id for group in groups for id in group.projects))


def bridge_of(listed: TargetList, until: date = date.max) -> Bridge:
    """How the list of a day came from the published one."""
    published = len(projects_of(groups_of(listed.model_copy(update={"adjustments": ()}))))
    kinds = [move.kind for adjustment, move in moves_of(listed) if adjustment.date <= until]
    return Bridge(
        published,
        kinds.count(MoveKind.ADDED),
        kinds.count(MoveKind.PROMOTED),
        kinds.count(MoveKind.DEFERRED),
        kinds.count(MoveKind.WITHDRAWN),
        len(projects_of(groups_of(listed, until))),
    )


def codes_by_project(listed: TargetList | None) -> Mapping[str, tuple[str, ...]]:
    """The codes of each project on the axis of the list: the year, and the year with its group."""
    if listed is None:
        return {}
    codes: dict[str, tuple[str, ...]] = {}
    for group in groups_of(listed):
        for id in group.projects:
            codes[id] = (str(listed.year), f"{listed.year}-{group.group.code}")
    return codes
