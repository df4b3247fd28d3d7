"""What a bulletin says of the year's list: the adjustments of its period, each with its paper."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from tongbao.metrics.listing import AXIS, listed_on
from tongbao.metrics.snapshot import Snapshot
from tongbao.model.bulletin import Period
from tongbao.model.targets import Adjustment
from tongbao.model.vocab import MoveKind
from tongbao.views.parts import FigureView, Link
from tongbao.views.reader import Reader
from tongbao.views.rows import project_link


class MovedProject(NamedTuple):
    """A project that an adjustment moved, with the reason; `kind` is the word for how."""

    link: Link
    district: str
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class MovedGroup:
    """The projects that were moved in one way; `kind` is its code, `label` its word."""

    kind: str
    label: str
    count: str
    links: tuple[Link, ...]


class AdjustmentItem(NamedTuple):
    """An adjustment of the period; `iso` is its day for machines."""

    date: str
    iso: str
    number: str
    approved_by: str
    groups: tuple[MovedGroup, ...]
    moves: tuple[MovedProject, ...]


def adjustment_items(now: Snapshot, period: Period, reader: Reader) -> tuple[AdjustmentItem, ...]:
    """The adjustments made in the period, by day; of lists of any year that were known by then."""
    made = [
        adjustment
        for listed in now.data.targets
        for adjustment in listed.adjustments
        if period.from_ <= adjustment.date <= period.until
    ]
    return tuple(_item(adjustment, now, reader) for adjustment in sorted(made, key=lambda each: each.date))


def entries_listed(now: Snapshot, reader: Reader) -> FigureView | None:
    """How many entries the year's list has now: a figure of its scope; None where there is no list."""
    listed = listed_on(now.day.year, now.data.targets)
    return reader.figure(now.figure(f"{AXIS}:{listed.year}", "entries")) if listed else None


def _item(adjustment: Adjustment, now: Snapshot, reader: Reader) -> AdjustmentItem:
    return AdjustmentItem(
        date=reader.short_day(adjustment.date),
        iso=adjustment.date.isoformat(),
        number=reader.words(adjustment.number),
        approved_by=reader.words(adjustment.approved_by),
        groups=tuple(_groups(adjustment, now, reader)),
        moves=tuple(
            MovedProject(
                link=_link(move.project, now, reader),
                district=_district(move.project, now, reader),
                kind=reader.t(f"words.move.{move.kind}"),
                reason=reader.words(move.reason),
            )
            for move in adjustment.moves
        ),
    )


def _groups(adjustment: Adjustment, now: Snapshot, reader: Reader) -> Iterator[MovedGroup]:
    for kind in MoveKind:
        moved = [move.project for move in adjustment.moves if move.kind is kind]
        if moved:
            links = tuple(_link(project, now, reader) for project in moved)
            yield MovedGroup(str(kind), reader.t(f"words.move.{kind}"), reader.number(len(moved)), links)


def _link(project: str, now: Snapshot, reader: Reader) -> Link:
    standing = now.standing_by_id.get(project)
    return project_link(standing, reader) if standing else Link(project)


def _district(project: str, now: Snapshot, reader: Reader) -> str:
    standing = now.standing_by_id.get(project)
    return reader.name("district", standing.project.district) if standing else ""
