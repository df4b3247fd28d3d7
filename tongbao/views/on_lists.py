"""On which of the year's lists a project stands, in which group, and how it came there or left."""

from collections.abc import Iterator
from typing import NamedTuple

from tongbao.metrics.listing import groups_of, moves_of
from tongbao.metrics.snapshot import Snapshot
from tongbao.model.targets import TargetList
from tongbao.views.parts import Link
from tongbao.views.reader import Reader


class OnList(NamedTuple):
    """A list that names the project: where it stands there now, every move with its paper, and its task letter."""

    list: Link
    place: str
    moves: tuple[str, ...]
    task: str


def on_lists(id: str, snapshot: Snapshot, reader: Reader) -> tuple[OnList, ...]:
    """The lists that name a project on the snapshot's day, the newest first."""
    newest = sorted(snapshot.data.targets, key=lambda listed: listed.year, reverse=True)
    return tuple(found for listed in newest if (found := _on_list(id, listed, snapshot, reader)))


def _on_list(id: str, listed: TargetList, snapshot: Snapshot, reader: Reader) -> OnList | None:
    place, moves = _place(id, listed, snapshot, reader), tuple(_moves(id, listed, reader))
    if not place and not moves:
        return None
    asked = bool(snapshot.rules.letters.task) and listed.year == snapshot.day.year
    on_it = any(id in group.projects for group in groups_of(listed, snapshot.day))
    return OnList(
        list=Link(reader.words(listed.title), reader.urls.targets(listed.year)),
        place=place or reader.t("words.targets.off"),
        moves=moves,
        task=reader.urls.task(listed.year, id) if asked and on_it else "",
    )


def _place(id: str, listed: TargetList, snapshot: Snapshot, reader: Reader) -> str:
    """The group and the number on the list, or the place among the substitutes; "" where it is on neither."""
    number, known = 0, snapshot.standing_by_id
    for group in groups_of(listed, snapshot.day):
        for project in group.projects:
            number += project in known
            if project == id:
                return reader.t("words.targets.on", group=reader.words(group.group.name), number=number)
    if id in listed.substitutes:
        return reader.t("words.targets.substitute", number=listed.substitutes.index(id) + 1)
    return ""


def _moves(id: str, listed: TargetList, reader: Reader) -> Iterator[str]:
    for adjustment, move in moves_of(listed):
        if move.project == id:
            yield reader.t(
                "words.targets.moved",
                day=reader.day_text(adjustment.date),
                kind=reader.t(f"words.move.{move.kind}"),
                reason=reader.words(move.reason),
                number=reader.words(adjustment.number),
                by=reader.words(adjustment.approved_by),
            )
