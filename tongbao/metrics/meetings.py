"""分层研究: the ladder of meetings, the step that has an issue and whether the next one is due."""

from datetime import date
from typing import NamedTuple

from tongbao.metrics.deadlines import Deadline, deadline
from tongbao.model.calendar import Calendar
from tongbao.model.clocks import Meetings, MeetingStep
from tongbao.model.issue import Event, Issue
from tongbao.model.vocab import EventKind

HANDED = frozenset({EventKind.ASSIGNED, EventKind.ESCALATED})
"""Events that hand an issue to the step that they name."""


class MeetingStanding(NamedTuple):
    """The meetings of an issue since it was raised or reopened.

    `step` has it since `since`, None where no step has; `next` takes it on if it is still unsolved after `next_on`,
    None where only people decide, and `due` says that this day is over.
    """

    ladder: Meetings | None = None
    step: MeetingStep | None = None
    since: date | None = None
    next: MeetingStep | None = None
    next_on: Deadline | None = None
    due: bool = False

    @property
    def outside(self) -> bool:
        """Whether the ladder has ended with somebody outside the place."""
        return self.step is not None and self.step.ends == "outside"


def meetings_of(issue: Issue, ladders: tuple[Meetings, ...]) -> Meetings | None:
    """The ladder for the issue's category: of those that fit the newest; None where none fits."""
    newest_first = sorted(ladders, key=lambda ladder: ladder.valid_from, reverse=True)
    return next((each for each in newest_first if not each.categories or issue.category in each.categories), None)


def meeting_standing(
    events: tuple[Event, ...],
    ladder: Meetings | None,
    begun: date | None,
    due: Deadline | None,
    promised: date | None,
    done: date | None,
    calendar: Calendar,
    day: date,
) -> MeetingStanding:
    """Where an issue stands on its ladder; `events` are those since it was raised or reopened.

    A step is reached by an event that hands the issue to its code. The limit of a step runs from the day the step
    before was reached; before any was, the first limit runs from `begun`, the day the issue was handed over: steps
    without one below it are where issues begin (驻马店: 县区). A day `due` that was `promised` since is waited for.
    """
    if ladder is None:
        return MeetingStanding()
    places = {step.code: index for index, step in enumerate(ladder.steps)}
    reached = [(e.date, places[e.to]) for e in events if e.kind in HANDED and e.to in places]
    since, at = max(reached) if reached else (begun, -1)
    above = ladder.steps[at + 1 :]
    following = above[0] if above else None
    if at < 0:
        following = next((step for step in above if step.after), following)
    ends = None
    if following and following.after and since and done is None:
        ends = deadline(following.after, since, calendar)
        if due and promised and promised >= since:
            ends = max(ends, due)
    return MeetingStanding(
        ladder=ladder,
        step=ladder.steps[at] if at >= 0 else None,
        since=since if at >= 0 else None,
        next=following,
        next_on=ends,
        due=ends is not None and day > ends.day,
    )
