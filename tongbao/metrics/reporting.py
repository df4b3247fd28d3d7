"""进度报送: the reports that hold, and which were due, came in or are missing."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from tongbao.model.calendar import Calendar
from tongbao.model.policy import ReportRule
from tongbao.model.project import Project, Report

WEEK = timedelta(days=7)


def effective_reports(project: Project) -> tuple[Report, ...]:
    """The reports that hold, by as-of day: of several for one day, or of one and its correction, the last received."""
    by_day: dict[date, Report] = {}
    for report in sorted(project.progress, key=lambda report: (report.received, report.as_of)):
        if report.corrects and report.corrects != report.as_of:
            by_day.pop(report.corrects, None)
        by_day[report.as_of] = report
    return tuple(by_day[day] for day in sorted(by_day))


def _last_month_end(day: date) -> date:
    return day if day.day == calendar.monthrange(day.year, day.month)[1] else day.replace(day=1) - timedelta(days=1)


def _period_ends(rule: ReportRule, day: date) -> tuple[date, date]:
    """The last period end on or before `day`, and the one before it."""
    if rule.cadence == "weekly":
        end = day - timedelta(days=(day.weekday() + 1) % 7)
        return end, end - WEEK
    end = _last_month_end(day)
    return end, end.replace(day=1) - timedelta(days=1)


@lru_cache(maxsize=256)
def due_period(rule: ReportRule, calendar_: Calendar, day: date) -> tuple[date, date, date]:
    """The newest period whose report was due by `day`: its first day, its last day, the deadline."""
    end, before = _period_ends(rule, day)
    deadline = calendar_.add(end, rule.days_after, rule.unit)
    if deadline > day:
        end, before = (
            before,
            _period_ends(
                rule,
                before - timedelta(days=1) if rule.cadence == "weekly" else before.replace(day=1) - timedelta(days=1),
            )[0],
        )
        deadline = calendar_.add(end, rule.days_after, rule.unit)
    return before + timedelta(days=1), end, deadline


@dataclass(frozen=True, slots=True)
class ReportStanding:
    """Whether the newest due report of a project came in, and when."""

    due: bool = False
    received: bool = False
    late: bool = False
    period_end: date | None = None

    @property
    def missing(self) -> bool:
        """Due and not there: the last value is kept (沿用上期)."""
        return self.due and not self.received


def report_standing(
    project: Project, rules: tuple[ReportRule, ...], calendar_: Calendar, day: date, started: date | None
) -> ReportStanding:
    """The standing under the first rule that fits the project's lists; nothing is due before works have started."""
    rule = next((r for r in rules if not r.lists or set(r.lists).intersection(project.lists)), None)
    if rule is None or started is None:
        return ReportStanding()
    first, end, deadline = due_period(rule, calendar_, day)
    if started > end:
        return ReportStanding()
    days = [report.received for report in project.progress if first <= report.as_of <= end]
    return ReportStanding(True, bool(days), bool(days) and min(days) > deadline, end)
