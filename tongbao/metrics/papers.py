"""The papers that are sent: which order, assignment or reminder there is to print on a day, to whom and until when."""

from datetime import date
from typing import NamedTuple

from tongbao.metrics.bodies import handling_office
from tongbao.metrics.clocks import IssueStanding, rounds
from tongbao.metrics.deadlines import Deadline, deadline
from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.standing import Standing
from tongbao.model.issue import Event
from tongbao.model.packs import PaperRule
from tongbao.model.sent import SentPaper
from tongbao.model.vocab import EventKind


class Paper(NamedTuple):
    """A paper to an office. `day` is its date, `due` the last day for an answer, None where nothing says one.

    `colour` is that of an order or a light. `sent`: it stands in the record already, with its `number` if it has one.
    """

    rule: PaperRule
    to: tuple[str, ...]
    day: date
    due: Deadline | None
    colour: str | None = None
    number: str | None = None
    sent: bool = False
    issue: IssueStanding | None = None
    standing: Standing | None = None


def issue_paper(rule: PaperRule, issue: IssueStanding, snapshot: Snapshot) -> Paper | None:
    """The paper of an issue: the order that is to be sent now, else the one sent last; or its last assignment.

    None where there is neither.
    """
    office = handling_office(issue, snapshot.rules)
    to = (office,) if office else ()
    if rule.on == "order":
        step = issue.order.due
        if step:
            limit = step.answer or rule.answer
            due = deadline(limit, snapshot.day, snapshot.data.calendar) if limit else None
            return Paper(rule, to, snapshot.day, due, step.code, issue=issue)
        sent = _newest(issue, EventKind.ORDERED)
        answer = Deadline(issue.order.answer_by) if issue.order.answer_by else None
        return Paper(rule, to, sent.date, answer, sent.colour, sent.number, True, issue) if sent else None
    assigned = _newest(issue, EventKind.ASSIGNED) if rule.on == "assignment" else None
    if assigned is None:
        return None
    promised = assigned.due or issue.due
    until = Deadline(promised) if promised else _limit(rule, assigned.date, snapshot)
    told = (assigned.to,) if assigned.to else to
    return Paper(rule, told, assigned.date, until, None, assigned.number, True, issue)


def project_paper(rule: PaperRule, standing: Standing, snapshot: Snapshot) -> Paper | None:
    """The reminder that a project shows a light, or what is sent about it on another ground, to the offices that answer
    for it: the one that is to be sent now, else the one sent last. None where there is neither.

    While an answer is waited for nothing is to be sent, unless the light is another one by now.
    """
    if rule.on not in ("light", "project"):
        return None
    light = snapshot.project_light(standing).light if rule.on == "light" else None
    last = next((sent for sent in reversed(standing.papers) if sent.paper.kind == rule.code), None)
    waits = last is not None and last.paper.answered is None and (light is None or last.paper.light == light.code)
    if (light or rule.on == "project") and not waits:
        due = _limit(rule, snapshot.day, snapshot)
        return Paper(rule, standing.answering, snapshot.day, due, light.code if light else None, standing=standing)
    if last is None:
        return None
    paper = last.paper
    return Paper(rule, paper.to, paper.date, last.due, paper.light, paper.number, True, standing=standing)


def record_of(paper: Paper) -> Event | SentPaper:
    """What the record of its issue or project says of a paper once it is sent; its day for an answer follows from the
    rule."""
    if paper.issue:
        return Event(date=paper.day, kind=EventKind.ORDERED, colour=paper.colour, number=paper.number)
    return SentPaper(
        date=paper.day, kind=paper.rule.code, number=paper.number, to=paper.to, light=paper.colour, due=None
    )


def paper_of(rule: PaperRule, id: str, snapshot: Snapshot) -> Paper | None:
    """The paper of an issue or a project by its id; None where there is none to print."""
    issue = next((each for each in snapshot.issues if each.issue.id == id), None)
    if issue:
        return issue_paper(rule, issue, snapshot)
    standing = snapshot.standing_by_id.get(id)
    return project_paper(rule, standing, snapshot) if standing else None


def _newest(issue: IssueStanding, kind: EventKind) -> Event | None:
    """The newest event of a kind since the issue was raised or reopened."""
    return next((event for event in reversed(rounds(issue.events)[-1]) if event.kind is kind), None)


def _limit(rule: PaperRule, day: date, snapshot: Snapshot) -> Deadline | None:
    return deadline(rule.answer, day, snapshot.data.calendar) if rule.answer else None
