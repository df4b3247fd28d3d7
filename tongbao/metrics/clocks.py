"""Issues: where each stands, when it was due, whether it is late."""

from dataclasses import dataclass
from datetime import date

from tongbao.model.calendar import Calendar
from tongbao.model.clocks import Clocks
from tongbao.model.issue import Event, Issue
from tongbao.model.vocab import DayUnit, EventKind, IssueState

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
        """Not yet counted as closed, or a bundle of which some are not."""
        return self.closed < self.raised


def clocks_of(issue: Issue, clocks: tuple[Clocks, ...]) -> Clocks:
    """The first clocks in force that fit the issue, of several versions the newest."""
    newest_first = sorted(clocks, key=lambda rule: rule.valid_from, reverse=True)
    return next(
        rule
        for rule in newest_first
        if (not rule.kinds or issue.kind in rule.kinds)
        and (not rule.severities or issue.severity in rule.severities)
        and (not rule.categories or issue.category in rule.categories)
    )


def _last(events: tuple[Event, ...], *kinds: EventKind) -> Event | None:
    return next((event for event in reversed(events) if event.kind in kinds), None)


def _due(events: tuple[Event, ...], raised: date, clocks: Clocks, calendar: Calendar) -> tuple[date | None, bool]:
    """The day by which an issue must be resolved, and whether it is provisional.

    A promised date of its plan or extension, else the clock's end; reopening starts the clock anew. Provisional is a
    count of working days that runs into a year whose days off are not announced.
    """
    reopened = _last(events, EventKind.REOPENED)
    since = events[events.index(reopened) :] if reopened else events
    promised = _last(tuple(e for e in since if e.due), EventKind.PLANNED, EventKind.EXTENDED, EventKind.REOPENED)
    if promised:
        return promised.due, False
    clock = clocks.resolve
    begun = _last(since, EventKind.REOPENED, EventKind.ASSIGNED)
    if clock.starts == "raised" and not reopened:
        start: date | None = raised
    else:
        start = begun.date if begun else None
    if start is None:
        return None, False
    due = calendar.add(start, clock.upper, clock.unit, count_first=clock.count_first_day)
    unknown = clock.unit is DayUnit.WORKING and bool(calendar.years) and not calendar.knows(due)
    return due, unknown


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
    counts = max(issue.counts, key=lambda entry: entry.date, default=None)
    due, provisional = (None, False) if counts else _due(events, issue.raised.date, clocks, calendar)
    finished = state is IssueState.CLOSED or (resolved_counts and state is IssueState.RESOLVED)
    ordered = _last(events, EventKind.ORDERED)
    escalated = _last(events, EventKind.ESCALATED)
    return IssueStanding(
        issue=issue,
        state=state,
        due=due,
        done=done,
        overdue=due is not None and done is None and day > due,
        provisional=provisional,
        raised=counts.raised if counts else 1,
        closed=counts.closed if counts else int(finished),
        colour=ordered.colour if ordered else None,
        escalated_to=escalated.to if escalated else None,
    )
