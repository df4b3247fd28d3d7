"""Conditions of a project: until when each must be met, whether it was, and whether the project went on without it."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal, NamedTuple

from tongbao.metrics.deadlines import is_late
from tongbao.metrics.procedures import Dated, reached_on
from tongbao.model.condition import Condition

State = Literal["met", "met_late", "overdue", "open"]


class ConditionStanding(NamedTuple):
    """A condition on a day. `due` is its day, or that on which its stage was reached, whichever came first; None as
    long as neither is known. `passed` says that the project reached the stage without it."""

    condition: Condition
    due: date | None
    state: State
    overdue_days: int
    passed: bool


def condition_standings(
    conditions: Iterable[Condition], dated: Sequence[Dated], day: date
) -> tuple[ConditionStanding, ...]:
    """Every condition that is asked for on the day, in the order of the file; `dated` are the stages of the project,
    oldest first. What is there on the day of its stage is in time."""
    return tuple(_standing(condition, dated, day) for condition in conditions)


def _standing(condition: Condition, dated: Sequence[Dated], day: date) -> ConditionStanding:
    reached = reached_on(condition.before, dated) if condition.before else None
    due = min((each for each in (condition.due, reached) if each), default=None)
    late = is_late(due, condition.met, day)
    state: State = "overdue" if late else "open"
    if condition.met:
        state = "met_late" if late else "met"
    passed = reached is not None and (condition.met or date.max) > reached
    return ConditionStanding(condition, due, state, (day - due).days if due and state == "overdue" else 0, passed)
