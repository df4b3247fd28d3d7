"""节点: how late each is, against the date first planned and against the one approved last."""

from datetime import date, timedelta
from typing import NamedTuple

from tongbao.model.calendar import month_later
from tongbao.model.clocks import AgeClass
from tongbao.model.project import Milestone
from tongbao.model.rates import DelayClass, Delays
from tongbao.model.units import MONTHS_A_YEAR


class MilestoneStanding(NamedTuple):
    """A milestone on a day. Delays are whole months begun, 0 where it is in time.

    `due` is the date approved last. What is not reached is as late as it is already, or as its new date makes it.
    """

    milestone: Milestone
    due: date
    reached: bool
    overdue: bool
    slipped: bool
    newly_slipped: bool
    delay: int
    delay_latest: int

    @property
    def is_due(self) -> bool:
        """Reached, or its date has passed."""
        return self.reached or self.overdue


def months_begun(since: date, until: date) -> int:
    """Months begun between two days: 0 up to the day itself, 1 from the day after, 2 from a month and a day."""
    if until <= since:
        return 0
    months = (until.year - since.year) * MONTHS_A_YEAR + until.month - since.month
    return months if month_later(since, months) >= until else months + 1


def milestone_standing(milestone: Milestone, rule: Delays, day: date) -> MilestoneStanding:
    """Where a milestone stands; it must be cut to what was known on `day`."""
    changes = sorted(milestone.changes, key=lambda change: change.date)
    due = changes[-1].to if changes else milestone.planned
    actual = milestone.actual
    since = day - timedelta(days=rule.new_days)
    before = next((change.to for change in reversed(changes) if change.date <= since), milestone.planned)
    return MilestoneStanding(
        milestone=milestone,
        due=due,
        reached=actual is not None,
        overdue=actual is None and due < day,
        slipped=due > milestone.planned,
        newly_slipped=due > before and any(change.date > since for change in changes),
        delay=months_begun(milestone.planned, actual or max(due, day)),
        delay_latest=months_begun(due, actual or max(due, day)),
    )


def class_of(length: int, classes: tuple[DelayClass | AgeClass, ...]) -> str | None:
    """The code of the class that a delay in months or an age in days lies in; None where it lies in none."""
    return next((c.code for c in classes if c.from_ <= length and (c.until is None or length <= c.until)), None)
