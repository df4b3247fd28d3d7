"""An issue's page: the chain of events and its clock."""

from datetime import date
from typing import NamedTuple

from tongbao.metrics.clocks import IssueStanding, rounds
from tongbao.metrics.snapshot import Snapshot
from tongbao.model.issue import Issue
from tongbao.model.vocab import EventKind
from tongbao.views.activities import DecisionView, decisions_on, taken_up
from tongbao.views.differences import field_name
from tongbao.views.ladders import LadderView, ladders
from tongbao.views.parts import IssueRow, LightView, Link
from tongbao.views.reader import Reader
from tongbao.views.rows import issue_row
from tongbao.views.sayer import Sayer
from tongbao.views.versions import VersionsView


class EventView(NamedTuple):
    """A link of the chain, oldest first."""

    date: str
    kind: str
    code: str
    to: str
    by: str
    due: str
    colour: LightView | None
    number: str
    note: str
    too_late: bool = False


class IssueView(NamedTuple):
    """Everything the page says."""

    row: IssueRow
    title: str
    description: str
    severity: str
    channel: str
    raised_by: str
    clock: str
    plan: str
    feedback: str
    due_words: str
    done: str
    escalated_to: str
    counts: str
    ladders: tuple[LadderView, ...]
    events: tuple[EventView, ...]
    withheld: tuple[tuple[str, str], ...]
    decisions: tuple[DecisionView, ...]
    meetings: tuple[Link, ...]
    versions: VersionsView | None = None


def due_words(standing: IssueStanding, snapshot: Snapshot, reader: Reader) -> str:
    """How the issue stands against its deadline, in words; "" without one."""
    if standing.due is None:
        return ""
    due = reader.day_text(standing.due)
    if standing.overdue:
        text = reader.catalogue.count("words.clock.overdue", (snapshot.day - standing.due).days, due=due)
    elif standing.done is None:
        text = reader.catalogue.count("words.clock.left", (standing.due - snapshot.day).days, due=due)
    elif standing.done > standing.due:
        text = reader.catalogue.count("words.clock.done_late", (standing.done - standing.due).days, due=due)
    else:
        text = reader.t("words.clock.done", due=due)
    return reader.t("words.clock.provisional", text=text) if standing.provisional else text


def _limit_words(due: date | None, met: date | None, reader: Reader, *, late: bool) -> str:
    """How a plan or a first answer stands against its day; "" without one."""
    if due is None:
        return ""
    state = ("met_late" if met else "missed") if late else "met" if met else "left"
    return reader.t(f"words.limit.{state}", due=reader.day_text(due))


def _plan_words(standing: IssueStanding, reader: Reader) -> str:
    """As above; nothing where the issue was resolved in time, so that no plan was needed."""
    planned = any(event.kind is EventKind.PLANNED for event in rounds(standing.events)[-1])
    if standing.done and not planned and not standing.plan_late:
        return ""
    return _limit_words(standing.plan_due, standing.plan_met, reader, late=standing.plan_late)


def issue_view(
    standing: IssueStanding, snapshot: Snapshot, reader: Reader, versions: VersionsView | None = None
) -> IssueView:
    """The page of an issue, with the versions of its record where the site tells them."""
    issue = standing.issue
    counts = max(issue.counts, key=lambda entry: entry.date, default=None)
    meeting = standing.meeting.step
    on_ladder = meeting is not None and meeting.code == standing.escalated_to
    raised = EventView(
        date=reader.day_text(issue.raised.date),
        kind=reader.name("event", "raised"),
        code="raised",
        to="",
        by=reader.office(issue.raised.by) if issue.raised.by else reader.name("channel", issue.raised.channel),
        due="",
        colour=None,
        number="",
        note="",
    )
    events = (
        EventView(
            date=reader.day_text(event.date),
            kind=reader.name("event", event.kind),
            code=event.kind,
            to=reader.office(event.to) if event.to else "",
            by=reader.words(event.by),
            due=reader.day_text(event.due),
            colour=reader.colour(event.colour),
            number=event.number or "",
            note=reader.t("words.separator").join(
                text for text in (reader.words(event.reason), reader.words(event.note)) if text
            ),
            too_late=event in standing.too_late,
        )
        for event in standing.events
    )
    return IssueView(
        row=issue_row(standing, snapshot, reader),
        title=reader.words(issue.title),
        description=reader.words(issue.description),
        severity=reader.name("severity", issue.severity),
        channel=reader.name("channel", issue.raised.channel),
        raised_by=reader.office(issue.raised.by) if issue.raised.by else "",
        clock=Sayer(reader).limit(standing.clocks.resolve) if standing.clocks else "",
        plan=_plan_words(standing, reader),
        feedback=_limit_words(standing.feedback_due, standing.feedback_met, reader, late=standing.feedback_late),
        due_words=due_words(standing, snapshot, reader),
        done=reader.day_text(standing.done),
        escalated_to=reader.office(standing.escalated_to) if standing.escalated_to and not on_ladder else "",
        counts=reader.t("words.issue_counts", raised=counts.raised, closed=counts.closed) if counts else "",
        ladders=ladders(standing, reader),
        events=(raised, *events),
        decisions=decisions_on(issue.id, snapshot, reader),
        meetings=taken_up(issue.id, snapshot, reader),
        withheld=tuple((field_name(Issue, name, reader), ground) for name, ground in issue.withheld.items()),
        versions=versions,
    )
