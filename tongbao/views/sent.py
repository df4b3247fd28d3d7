"""Papers that were sent about projects: on the project's page, and on that of the office that is to answer."""

from collections.abc import Iterable
from typing import NamedTuple

from tongbao.metrics.sent import SentStanding
from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.standing import Standing
from tongbao.views.parts import LightView, Link
from tongbao.views.reader import Reader
from tongbao.views.rows import project_link


class SentRow(NamedTuple):
    """A paper: what it is, about which project, to whom, until when, and how far it is; `state` is answered,
    answered_late, overdue or open."""

    name: str
    number: str
    light: LightView | None
    project: Link
    to: tuple[Link, ...]
    day: str
    due: str
    provisional: bool
    state: str
    state_text: str
    result: str


def sent_on(standing: Standing, reader: Reader) -> tuple[SentRow, ...]:
    """The papers that were sent about a project, the newest first."""
    return _rows(((standing, sent) for sent in reversed(standing.papers)), reader)


def to_answer(code: str, snapshot: Snapshot, reader: Reader) -> tuple[SentRow, ...]:
    """The papers that an office has not answered, the most urgent first."""
    found = [
        (standing, sent)
        for standing in snapshot.standings
        for sent in standing.papers
        if code in sent.paper.to and sent.paper.answered is None
    ]
    found.sort(key=lambda pair: (pair[1].due is None, pair[1].due, pair[1].paper.date, pair[0].project.id))
    return _rows(found, reader)


def paper_name(sent: SentStanding, reader: Reader) -> str:
    """The name of its kind; a code that the policy never had stays as it is."""
    return reader.words(sent.rule.name) if sent.rule else sent.paper.kind


def _rows(found: Iterable[tuple[Standing, SentStanding]], reader: Reader) -> tuple[SentRow, ...]:
    return tuple(_row(standing, sent, reader) for standing, sent in found)


def _row(standing: Standing, sent: SentStanding, reader: Reader) -> SentRow:
    paper = sent.paper
    return SentRow(
        name=paper_name(sent, reader),
        number=paper.number or "",
        light=reader.project_light(paper.light),
        project=project_link(standing, reader),
        to=tuple(reader.office_link(code) for code in paper.to),
        day=reader.day_text(paper.date),
        due=reader.day_text(sent.due.day) if sent.due else "",
        provisional=bool(sent.due and sent.due.provisional),
        state=sent.state,
        state_text=reader.t(
            f"words.sent.{sent.state}", day=reader.day_text(paper.answered), days=reader.number(sent.overdue_days)
        ),
        result=reader.words(paper.result),
    )
