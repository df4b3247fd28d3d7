"""Issues: where each stands, when it was due, whether it is late."""

from dataclasses import dataclass
from datetime import date

from tongbao.model.calendar import Calendar
from tongbao.model.issue import Event, Issue
from tongbao.model.policy import Clocks
from tongbao.model.vocab import EventKind, IssueState

STATE_AFTER = {
    EventKind.ASSIGNED: IssueState.ASSIGNED,
    EventKind.ACCEPTED: IssueState.ASSIGNED,
    EventKind.PLANNED: IssueState.PLANNED,
    EventKind.RESOLVED: IssueState.RESOLVED,
    EventKind.CLOSED: IssueState.CLOSED,
    EventKind.REOPENED: IssueState.REOPENED,
    EventKind.RETURNED: IssueState.RAISED,
}
"""The state after an event; the other kinds of event leave it as it is."""


@dataclass(frozen=True, slots=True)
class IssueStanding:
    """An issue on a day. `done` is the day it was resolved (or closed) as far as it still is."""

    issue: Issue
    state: IssueState
    due: date | None
    done: date | None
    overdue: bool
    provisional: bool
    raised: int
    closed: int
    colour: str | None
    escalated_to: str | None

    @property
    def open(self) -> bool:
        """Neither resolved nor closed."""
        return self.done is None and self.closed < self.raised


def _last(events: tuple[Event, ...], *kinds: EventKind) -> Event | None:
    return next((event for event in reversed(events) if event.kind in kinds), None)


def _due(issue: Issue, clocks: Clocks, calendar: Calendar) -> date | None:
    """The day by which the issue must be resolved: a promised date of its plan or extension, else the clock's end."""
    promised = _last(tuple(e for e in issue.events if e.due), EventKind.PLANNED, EventKind.EXTENDED, EventKind.REOPENED)
    if promised:
        return promised.due
    assigned = _last(issue.events, EventKind.ASSIGNED, EventKind.REOPENED)
    clock = clocks.resolve
    start = issue.raised.date if clock.starts == "raised" else (assigned.date if assigned else None)
    return calendar.add(start, clock.upper, clock.unit, count_first=clock.count_first_day) if start else None


def issue_standing(
    issue: Issue, clocks: Clocks, calendar: Calendar, day: date, *, resolved_counts: bool
) -> IssueStanding:
    """Where the issue stands on `day`; its events must be those known on the day.

    A bundle of issues (only counted) has no clock. With `resolved_counts` an issue is closed once resolved.
    """
    events = tuple(sorted(issue.events, key=lambda event: event.date))
    state = IssueState.RAISED
    done: date | None = None
    for event in events:
        state = STATE_AFTER.get(event.kind, state)
        if state in (IssueState.RESOLVED, IssueState.CLOSED):
            done = done or event.date
        else:
            done = None
    due = _due(issue.model_copy(update={"events": events}), clocks, calendar)
    counts = issue.counts[-1] if issue.counts else None
    finished = state is IssueState.CLOSED or (resolved_counts and state is IssueState.RESOLVED)
    ordered = _last(events, EventKind.ORDERED)
    escalated = _last(events, EventKind.ESCALATED)
    return IssueStanding(
        issue=issue,
        state=state,
        due=None if counts else due,
        done=done,
        overdue=counts is None and due is not None and (done or day) > due and done is None,
        provisional=due is not None and bool(calendar.years) and not calendar.knows(due),
        raised=counts.raised if counts else 1,
        closed=counts.closed if counts else int(finished),
        colour=ordered.colour if ordered else None,
        escalated_to=escalated.to if escalated else None,
    )
