"""Decisions of meetings: until when, done or not, and overdue; a clock like that of an issue."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from tongbao.metrics.deadlines import Deadline, deadline
from tongbao.metrics.scopes import ALL, Codes
from tongbao.metrics.totals import Fields
from tongbao.model.activity import Activity, Decision
from tongbao.model.calendar import Calendar


class DecisionStanding(NamedTuple):
    """A decision on a day. `due` is its date with the changes approved by then, None where it has none, `first_due` the
    one that was set first; done on the date is in time. `overdue_days` are calendar days."""

    activity: Activity
    decision: Decision
    first_due: date | None
    due: date | None
    provisional: bool
    overdue: bool
    overdue_days: int

    @property
    def done(self) -> bool:
        """Whether it is done."""
        return self.decision.done is not None


def decision_standing(activity: Activity, decision: Decision, calendar: Calendar, day: date) -> DecisionStanding:
    """Where a decision stands; the activity holds what was known on the day."""
    first = Deadline(decision.due) if decision.due else None
    if first is None and decision.limit:
        first = deadline(decision.limit, activity.date, calendar)
    newest = max(decision.changes, key=lambda change: change.date, default=None)
    due = newest.to if newest else first.day if first else None
    overdue = due is not None and decision.done is None and day > due
    return DecisionStanding(
        activity=activity,
        decision=decision,
        first_due=first.day if first else None,
        due=due,
        provisional=newest is None and first is not None and first.provisional,
        overdue=overdue,
        overdue_days=(day - due).days if overdue and due else 0,
    )


def decision_standings(activities: Iterable[Activity], calendar: Calendar, day: date) -> tuple[DecisionStanding, ...]:
    """Every decision of the activities that are known on the day, in their order."""
    return tuple(
        decision_standing(activity, decision, calendar, day)
        for activity in activities
        for decision in activity.decisions
    )


def decision_fields(standing: DecisionStanding) -> Fields:
    """What a decision adds to the sums of its scopes."""
    fields: Fields = {"decisions": 1}
    if standing.done:
        fields["decisions_done"] = 1
    if standing.overdue:
        fields["decisions_overdue"] = 1
    return fields


def decision_scopes(standing: DecisionStanding, of_project: Mapping[str, Codes]) -> Iterator[str]:
    """The whole, the office that was told, and the districts of its projects, else those of the activity, each once."""
    yield ALL
    yield f"office:{standing.decision.office}"
    known = (of_project.get(id, {}).get("district", ()) for id in standing.decision.projects)
    districts = [code for codes in known for code in codes] or standing.activity.districts
    yield from (f"district:{code}" for code in dict.fromkeys(districts))
