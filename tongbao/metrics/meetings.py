"""分层研究: the ladder of meetings, the step that has an issue and whether the next one is due."""

from dataclasses import dataclass
from datetime import date

from tongbao.metrics.deadlines import Deadline, deadline
from tongbao.model.calendar import Calendar
from tongbao.model.clocks import Meetings, MeetingStep
from tongbao.model.issue import Event, Issue
from tongbao.model.vocab import EventKind

HANDED = frozenset({EventKind.ASSIGNED, EventKind.ESCALATED})
"""Events that hand an issue to the step that they name."""


@dataclass(frozen=True, slots=True)
class MeetingStanding:
    """The meetings of an issue since it was raised or reopened.

    `step` has it since `since`, None where no step has; `next` takes it on if it is still unsolved after `next_on`,
    None where only people decide, and `due` says that this day is over. `outside`: it has left the place.
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
    done: date | None,
    calendar: Calendar,
    day: date,
) -> MeetingStanding:
    """Where an issue stands on its ladder; `events` are those since it was raised or reopened.

    A step is reached by an event that hands the issue to its code. The limit of a step runs from the day the step
    before was reached, that of the first step from `begun`, the day the issue was handed over.
    """
    if ladder is None:
        return MeetingStanding()
    places = {step.code: index for index, step in enumerate(ladder.steps)}
    reached = [(e.date, places[e.to]) for e in events if e.kind in HANDED and e.to in places]
    since, at = max(reached) if reached else (begun, -1)
    following = next(iter(ladder.steps[at + 1 :]), None)
    ends = None
    if following and following.after and since and done is None:
        ends = deadline(following.after, since, calendar)
    return MeetingStanding(
        ladder=ladder,
        step=ladder.steps[at] if at >= 0 else None,
        since=since if at >= 0 else None,
        next=following,
        next_on=ends,
        due=ends is not None and day > ends.day,
    )
