"""Issues: where each stands, until when it is due, whether it is late."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise

from tongbao.metrics.deadlines import Deadline, deadline, is_late
from tongbao.metrics.meetings import MeetingStanding, meeting_standing, meetings_of
from tongbao.metrics.orders import OrderStanding, order_standing, orders_of
from tongbao.model.calendar import Calendar
from tongbao.model.clocks import Clock, Clocks
from tongbao.model.issue import Event, Issue, IssueCounts
from tongbao.model.policy import Rules
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
SOLVES = frozenset({EventKind.RESOLVED, EventKind.CLOSED})
SENDS_BACK = frozenset({EventKind.RETURNED, EventKind.REOPENED})
HANDS_OVER = SENDS_BACK | {EventKind.ASSIGNED, EventKind.ACCEPTED}
MOVES = frozenset({EventKind.ASSIGNED, EventKind.PLANNED, EventKind.EXTENDED})
"""Events whose own day takes the place of the date in force."""
ANSWERS = SOLVES | {EventKind.PLANNED, EventKind.NOTED, EventKind.EXTENDED, EventKind.RETURNED}
"""Events by which an office answers (反馈); that it took an issue on (受理) is no answer yet."""
KINDS = tuple(EventKind)


@dataclass(frozen=True, slots=True)
class IssueStanding:
    """An issue on a day. `done` is the day it was resolved (or closed) as far as it still is.

    Deadlines, plan, orders and meetings are those since it was raised or last reopened. `late` counts issues that are
    overdue, `planned` open ones with a plan: more than one only of a bundle. `overdue_days` are calendar days.
    `plan_met` is the day of the first plan, or of its solution, `feedback_met` that of the first answer; `plan_late`
    and `feedback_late` stay once it was too late. A plan is not missed where the issue was resolved within its first
    limit. `too_late` are promises and extensions that came after the date and did not move it.
    """

    issue: Issue
    events: tuple[Event, ...]
    state: IssueState
    clocks: Clocks | None
    begun: date | None
    due: date | None
    done: date | None
    overdue: bool
    overdue_days: int
    provisional: bool
    plan_due: date | None
    plan_met: date | None
    plan_late: bool
    feedback_due: date | None
    feedback_met: date | None
    feedback_late: bool
    too_late: tuple[Event, ...]
    raised: int
    closed: int
    late: int
    planned: int
    escalated_to: str | None
    order: OrderStanding
    meeting: MeetingStanding

    @property
    def open(self) -> bool:
        """Not yet counted as closed, or a bundle of which some are not."""
        return self.closed < self.raised

    @property
    def colour(self) -> str | None:
        """The colour of the newest order."""
        return self.order.colour


def clocks_of(issue: Issue, clocks: Iterable[Clocks], day: date) -> Clocks | None:
    """The clocks that hold for an issue raised or reopened on `day`: of those that fit the newest; None where none do.

    A later version of the rules does not move a date that already runs.
    """
    fitting = (
        rule
        for rule in clocks
        if rule.in_force(day)
        and (not rule.kinds or issue.kind in rule.kinds)
        and (not rule.severities or issue.severity in rule.severities)
        and (not rule.categories or issue.category in rule.categories)
    )
    return max(fitting, key=lambda rule: rule.valid_from, default=None)


def chain(events: Iterable[Event]) -> tuple[Event, ...]:
    """Events oldest first, those of one day in the order of the chain, whatever their order in the file.

    A return or a reopening comes first on its day where it undoes what was before that day.
    """
    ordered: list[Event] = []
    state = IssueState.RAISED
    for _, of_day in groupby(sorted(events, key=_place), key=lambda event: event.date):
        todays = list(of_day)
        undoes = EventKind.REOPENED if state is IssueState.CLOSED else None
        if state in (IssueState.ASSIGNED, IssueState.PLANNED) and any(e.kind is EventKind.ASSIGNED for e in todays):
            undoes = EventKind.RETURNED
        todays.sort(key=lambda event: event.kind is not undoes)
        ordered += todays
        state = _state(todays, state)
    return tuple(ordered)


def _place(event: Event) -> tuple[date, int, date, str, str]:
    return event.date, KINDS.index(event.kind), event.due or date.min, event.to or "", event.colour or ""


def _state_of_many(counts: IssueCounts) -> IssueState:
    """Where a bundle of issues stands: closed when all are, planned when all that are left have a plan."""
    left = counts.raised - counts.closed
    if not left:
        return IssueState.CLOSED
    return IssueState.PLANNED if counts.planned == left else IssueState.ASSIGNED


def _state(events: Iterable[Event], state: IssueState = IssueState.RAISED) -> IssueState:
    """The state after some events; what was resolved and is sent back is again with the office that had it."""
    for event in events:
        back = event.kind is EventKind.RETURNED and state is IssueState.RESOLVED
        state = IssueState.ASSIGNED if back else STATE_AFTER.get(event.kind, state)
    return state


def _done(events: Iterable[Event]) -> date | None:
    done: date | None = None
    for event in events:
        if event.kind in SOLVES:
            done = done or event.date
        elif event.kind in STATE_AFTER:
            done = None
    return done


def rounds(events: tuple[Event, ...]) -> tuple[tuple[Event, ...], ...]:
    """The chain cut where the issue was reopened: each round but the first begins with the reopening."""
    cuts = [0, *(i for i, event in enumerate(events) if i and event.kind is EventKind.REOPENED), len(events)]
    return tuple(events[first:last] for first, last in pairwise(cuts))


def _begun(issue: Issue, events: tuple[Event, ...]) -> date:
    """The day on which a round began."""
    return events[0].date if events and events[0].kind is EventKind.REOPENED else issue.raised.date


def too_late(issue: Issue, clocks: Iterable[Clocks], calendar: Calendar) -> tuple[Event, ...]:
    """The promises and extensions of all rounds that came after the date in force and did not move it."""
    if issue.counts:
        return ()
    runs = []
    for events in rounds(chain(issue.events)):
        begun = _begun(issue, events)
        runs.append(_run(events, begun, clocks_of(issue, clocks, begun), calendar))
    return tuple(event for run in runs for event in run.too_late)


@dataclass(frozen=True, slots=True)
class _Run:
    """How a date ran: the day the issue was handed over, the events since nobody had it, first date and last, and the
    day on which the last was promised."""

    handed: date | None
    events: tuple[Event, ...]
    first: Deadline | None
    due: Deadline | None
    promised: date | None
    too_late: tuple[Event, ...]


def _run(events: tuple[Event, ...], begun: date, clocks: Clocks | None, calendar: Calendar) -> _Run:
    """The date of an issue raised or reopened on `begun`: the limit's end, then the day that an event in time names.

    Being handed over starts a limit that runs from then; an office that sends it back ends it. An assignment may name
    its own day (tasks), and one that follows a return or reopening starts the limit again. Without a date in force any
    day named becomes it.
    """
    resolve = clocks.resolve if clocks else None
    original = deadline(resolve, begun, calendar) if resolve and resolve.starts == "raised" else None
    first = due = original
    handed: Event | None = None
    since = 0
    too_late: list[Event] = []
    state = IssueState.RAISED
    promised: date | None = None
    for i, event in enumerate(events):
        if event.kind is EventKind.RETURNED and state is not IssueState.RESOLVED:
            handed, first, due, promised, since = None, original, original, None, i + 1
        free = handed is None or (handed.kind in SENDS_BACK and event.kind is EventKind.ASSIGNED)
        if free and event.kind in HANDS_OVER and (event.to or event.kind is not EventKind.RETURNED):
            handed = event
            if event.due:
                first = due = Deadline(event.due)
                promised = event.date
            elif resolve and resolve.starts == "assigned" and promised is None:
                first = due = deadline(resolve, event.date, calendar)
        elif event.due and event.kind in MOVES:
            if due and event.date > due.day and (clocks is None or clocks.in_time):
                too_late.append(event)
            else:
                due, promised = Deadline(event.due), event.date
        state = _state((event,), state)
    return _Run(handed.date if handed else None, events[since:], first, due, promised, tuple(too_late))


def _answered(
    clock: Clock | None,
    kinds: frozenset[EventKind],
    events: tuple[Event, ...],
    begun: date,
    run: _Run,
    calendar: Calendar,
) -> tuple[Deadline | None, date | None]:
    """Until when a clock asks for an event of some kinds, and the day of the first one."""
    if clock is None:
        return None, None
    start, within = (begun, events) if clock.starts == "raised" else (run.handed, run.events)
    on = next((event.date for event in within if event.kind in kinds), None)
    return (deadline(clock, start, calendar) if start else None), on


def issue_standing(
    issue: Issue, clocks: Iterable[Clocks], rules: Rules, calendar: Calendar, day: date
) -> IssueStanding:
    """Where the issue stands on `day`; its events must be those known on the day.

    `clocks` are all versions of the policy, because a date runs by the rules of the day on which it began; orders and
    meetings go by the rules of the day. A bundle of issues (only counted) has no deadline.
    """
    events = chain(issue.events)
    state, done = _state(events), _done(events)
    now = rounds(events)[-1]
    begun = _begun(issue, now)
    counts = max(issue.counts, key=lambda entry: entry.date, default=None)
    rule = None if counts else clocks_of(issue, clocks, begun)
    run = _run(now, begun, rule, calendar)
    due = None if counts else run.due
    overdue = due is not None and done is None and day > due.day
    plan_due, planned_on = _answered(
        rule.plan if rule else None, SOLVES | {EventKind.PLANNED}, now, begun, run, calendar
    )
    feedback_due, answered_on = _answered(rule.feedback if rule else None, ANSWERS, now, begun, run, calendar)
    in_time = done is not None and run.first is not None and done <= run.first.day
    taken_on = None if counts else run.handed or begun
    finished = state is IssueState.CLOSED or (rules.closing_rate.resolved_counts and state is IssueState.RESOLVED)
    has_plan = not finished and any(event.kind is EventKind.PLANNED for event in run.events)
    escalated = next((event for event in reversed(now) if event.kind is EventKind.ESCALATED), None)
    return IssueStanding(
        issue=issue,
        events=events,
        state=_state_of_many(counts) if counts else state,
        clocks=rule,
        begun=run.handed,
        due=due.day if due else None,
        done=done,
        overdue=overdue,
        overdue_days=(day - due.day).days if due and overdue else 0,
        provisional=due.provisional if due else False,
        plan_due=plan_due.day if plan_due else None,
        plan_met=planned_on,
        plan_late=is_late(plan_due.day if plan_due else None, planned_on, day) and not in_time,
        feedback_due=feedback_due.day if feedback_due else None,
        feedback_met=answered_on,
        feedback_late=is_late(feedback_due.day if feedback_due else None, answered_on, day),
        too_late=run.too_late,
        raised=counts.raised if counts else 1,
        closed=counts.closed if counts else int(finished),
        late=counts.overdue if counts else int(overdue),
        planned=(counts.planned or 0) if counts else int(has_plan),
        escalated_to=escalated.to if escalated else None,
        order=order_standing(now, orders_of(rules.orders), due, run.promised, done, calendar, day),
        meeting=meeting_standing(
            now, meetings_of(issue, rules.meetings), taken_on, due, run.promised, done, calendar, day
        ),
    )
