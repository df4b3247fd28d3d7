"""进度报送: the reports that hold, and which were due, came in or are missing."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from tongbao.metrics.windows import DAY, last_month_end, month_end
from tongbao.model.calendar import Calendar
from tongbao.model.project import Project, Report
from tongbao.model.rates import ReportRule
from tongbao.model.units import DAYS_A_WEEK
from tongbao.model.vocab import DayUnit


def effective_reports(project: Project) -> tuple[Report, ...]:
    """The reports that hold, by as-of day: of several for one day, or of one and its correction, the last received."""
    by_day: dict[date, Report] = {}
    for report in sorted(project.progress, key=_received):
        if report.corrects and report.corrects != report.as_of:
            by_day.pop(report.corrects, None)
        by_day[report.as_of] = report
    return tuple(by_day[day] for day in sorted(by_day))


def _period_end(cadence: str, day: date) -> date:
    """The last Sunday, or the last end of a month, on or before `day`."""
    if cadence == "weekly":
        return day - timedelta(days=(day.weekday() + 1) % DAYS_A_WEEK)
    return last_month_end(day)


def _received(report: Report) -> tuple[date, date, bool, Decimal, Decimal]:
    """The order in which reports came in: of two of one day the correction, then the one that says more, is later."""
    none = Decimal(-1)
    invested = none if report.invested is None else report.invested
    physical = none if report.physical is None else report.physical
    return report.received, report.as_of, report.corrects is not None, invested, physical


def due_period(rule: ReportRule, calendar_: Calendar, day: date) -> tuple[date, date, date]:
    """The newest period whose report was due by `day`: its first day, its last day, the deadline."""
    return _due_period(rule.cadence, rule.days_after, rule.unit, calendar_, day)


@cache
def _due_period(
    cadence: str, days_after: int, unit: DayUnit, calendar_: Calendar, day: date
) -> tuple[date, date, date]:
    end = _period_end(cadence, day)
    # A long limit, or one over a long holiday, can reach past the end of the period that follows.
    while (deadline := calendar_.add(end, days_after, unit)) > day:
        end = _period_end(cadence, end - DAY)
    return _period_end(cadence, end - DAY) + DAY, end, deadline


class ReportStanding(NamedTuple):
    """Whether the newest due report of a project came in, and when."""

    due: bool = False
    received: bool = False
    late: bool = False
    period_end: date | None = None

    @property
    def missing(self) -> bool:
        """Due and not there: the last value is kept (沿用上期)."""
        return self.due and not self.received


def rule_of(rules: tuple[ReportRule, ...], project: Project) -> ReportRule | None:
    """The first rule that fits the lists of a project; None where none does."""
    return next((r for r in rules if not r.lists or set(r.lists).intersection(project.lists)), None)


def report_standing(
    project: Project, rules: tuple[ReportRule, ...], calendar_: Calendar, day: date, at_work: Callable[[date], bool]
) -> ReportStanding:
    """The standing under the first rule that fits the project's lists; nothing is due of a period at whose end no works
    were under way (`at_work`), whatever came after it.

    A rule asks for no report of a period that had ended before the rule was in force.
    """
    rule = rule_of(rules, project)
    if rule is None:
        return ReportStanding()
    first, end, deadline = due_period(rule, calendar_, day)
    if end < rule.valid_from or not at_work(end):
        return ReportStanding()
    days = [report.received for report in project.progress if first <= report.as_of <= end]
    return ReportStanding(True, bool(days), bool(days) and min(days) > deadline, end)


def asked_period(rules: tuple[ReportRule, ...], project: Project, calendar_: Calendar, day: date) -> tuple[date, date]:
    """The last day of the period that a project is asked about on a day, and the deadline of its report: the first
    period whose deadline has not passed. The month itself where no rule fits the project."""
    rule = rule_of(rules, project)
    if rule is None:
        return month_end(day), month_end(day)
    _, before, _ = due_period(rule, calendar_, day - DAY)
    end = before + timedelta(days=DAYS_A_WEEK) if rule.cadence == "weekly" else month_end(before + DAY)
    return end, calendar_.add(end, rule.days_after, rule.unit)
