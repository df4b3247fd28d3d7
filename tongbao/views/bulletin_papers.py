"""What a bulletin says of papers that were sent about projects: those of its period, and those not answered in time."""

from collections.abc import Callable
from typing import NamedTuple

from tongbao.metrics.sent import SentStanding
from tongbao.metrics.snapshot import Snapshot
from tongbao.model.bulletin import Period
from tongbao.views.bulletin_items import within
from tongbao.views.parts import Link
from tongbao.views.reader import Reader
from tongbao.views.rows import project_link
from tongbao.views.sent import paper_name


class PaperItem(NamedTuple):
    """A paper: its kind, about which project, when it was sent, and until when it is to be answered."""

    kind: str
    link: Link
    day: str
    iso: str
    due: str
    due_iso: str


def papers_sent(now: Snapshot, period: Period, reader: Reader) -> tuple[PaperItem, ...]:
    """The papers of the period, by their day."""
    return tuple(sorted(_items(now, reader, lambda sent: within(sent.paper.date, period)), key=lambda item: item.iso))


def papers_overdue(now: Snapshot, reader: Reader) -> tuple[PaperItem, ...]:
    """The papers whose day has passed without an answer, by that day."""
    return tuple(sorted(_items(now, reader, lambda sent: sent.state == "overdue"), key=lambda item: item.due_iso))


def _items(now: Snapshot, reader: Reader, wanted: Callable[[SentStanding], bool]) -> tuple[PaperItem, ...]:
    return tuple(
        PaperItem(
            kind=paper_name(sent, reader),
            link=project_link(standing, reader),
            day=reader.short_day(sent.paper.date),
            iso=sent.paper.date.isoformat(),
            due=reader.short_day(sent.due.day) if sent.due else "",
            due_iso=sent.due.day.isoformat() if sent.due else "",
        )
        for standing in now.standings
        if standing.in_scope
        for sent in standing.papers
        if wanted(sent)
    )
