"""On which of the year's lists a project stands, in which group, and how it came there or left."""

from collections.abc import Iterator
from typing import NamedTuple

from tongbao.metrics.bridge import ListPlace
from tongbao.metrics.snapshot import Snapshot
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
    return tuple(_on_list(id, place, snapshot, reader) for place in snapshot.places_on_lists.get(id, ()))


def _on_list(id: str, place: ListPlace, snapshot: Snapshot, reader: Reader) -> OnList:
    listed = place.listed
    asked = bool(snapshot.rules.letters.task) and listed.year == snapshot.day.year
    return OnList(
        list=Link(reader.words(listed.title), reader.urls.targets(listed.year)),
        place=_place(place, reader),
        moves=tuple(_moves(place, reader)),
        task=reader.urls.task(listed.year, id) if asked and place.group else "",
    )


def _place(place: ListPlace, reader: Reader) -> str:
    """The group and the number on the list, or the place among the substitutes."""
    if place.group:
        return reader.t("words.targets.on", group=reader.words(place.group.name), number=place.number)
    if place.substitute:
        return reader.t("words.targets.substitute", number=place.substitute)
    return reader.t("words.targets.off")


def _moves(place: ListPlace, reader: Reader) -> Iterator[str]:
    for adjustment, move in place.moves:
        yield reader.t(
            "words.targets.moved",
            day=reader.day_text(adjustment.date),
            kind=reader.t(f"words.move.{move.kind}"),
            reason=reader.words(move.reason),
            number=reader.words(adjustment.number),
            by=reader.words(adjustment.approved_by),
        )
