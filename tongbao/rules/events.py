"""The chain of an issue: raised, assigned, planned, resolved, closed (收集、交办、办理、反馈、销号)."""

from collections.abc import Iterator
from datetime import date

from tongbao.model.dataset import Dataset
from tongbao.model.issue import Issue
from tongbao.model.vocab import EventKind
from tongbao.rules.base import Finding, found

AFTER_CLOSING = frozenset({EventKind.NOTED, EventKind.REOPENED})


def _dates(issue: Issue) -> tuple[tuple[str, list[date]], ...]:
    """The dated lists of an issue: their keys and the dates in them."""
    return (
        ("events", [event.date for event in issue.events]),
        ("counts", [counts.date for counts in issue.counts]),
    )


def event_dates_order(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """The events and counts of an issue stand in order of their dates; the last one says where it stands."""
    for issue in dataset.issues:
        for name, dates in _dates(issue):
            for i in range(1, len(dates)):
                if dates[i] < dates[i - 1]:
                    yield found(issue, name, i, "date", value=dates[i], earlier=dates[i - 1])


def event_before_raised(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """No event of an issue, and no count of its parts, is dated before the issue was raised."""
    for issue in dataset.issues:
        raised = issue.raised.date
        for name, dates in _dates(issue):
            for i, value in enumerate(dates):
                if value < raised:
                    yield found(issue, name, i, "date", value=value, raised=raised)


def event_order(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """After an issue is closed nothing follows but a note or its reopening; it is not closed twice."""
    for issue in dataset.issues:
        closed: date | None = None
        for i, event in sorted(enumerate(issue.events), key=lambda pair: pair[1].date):
            if closed and event.kind not in AFTER_CLOSING:
                yield found(issue, "events", i, "kind", kind=event.kind.value, closed=closed)
            if event.kind is EventKind.CLOSED:
                closed = event.date
            elif event.kind is EventKind.REOPENED:
                closed = None


def reopened_without_closing(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """Only an issue that was closed before can be reopened; one that was only resolved is `returned`."""
    for issue in dataset.issues:
        closed = False
        for i, event in sorted(enumerate(issue.events), key=lambda pair: pair[1].date):
            if event.kind is EventKind.REOPENED and not closed:
                yield found(issue, "events", i, "kind", date=event.date)
            if event.kind in (EventKind.CLOSED, EventKind.REOPENED):
                closed = event.kind is EventKind.CLOSED


def due_before_event(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A day that an event promises or extends to does not lie before the event."""
    for issue in dataset.issues:
        for i, event in enumerate(issue.events):
            if event.due and event.due < event.date:
                yield found(issue, "events", i, "due", value=event.due, date=event.date)


def more_closed_than_raised(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """Of a bundle of issues no more are closed than were raised."""
    for issue in dataset.issues:
        for i, counts in enumerate(issue.counts):
            if counts.closed > counts.raised:
                yield found(issue, "counts", i, "closed", closed=counts.closed, raised=counts.raised)
