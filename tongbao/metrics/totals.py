"""Sums over a scope: every figure of the registry is made from one Totals."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from tongbao.metrics.clocks import IssueStanding
from tongbao.metrics.pace import plan_to_date
from tongbao.metrics.standing import Standing
from tongbao.model.policy import Rules
from tongbao.model.vocab import Nature


class Totals(NamedTuple):
    """Counts in projects (a bundle counts as many as it stands for), money in the place's unit."""

    projects: int = 0
    total_investment: Decimal = Decimal(0)
    without_total: int = 0
    planned: Decimal = Decimal(0)
    plan_to_date: Fraction = Fraction(0)
    without_plan: int = 0
    completed: Decimal = Decimal(0)
    completed_of_plan: Decimal = Decimal(0)
    new_projects: int = 0
    start_base: int = 0
    start_base_excluded: int = 0
    starts_due: int = 0
    starts: int = 0
    starts_early: int = 0
    starts_late: int = 0
    start_numerator: int = 0
    active: int = 0
    active_base: int = 0
    active_excluded: int = 0
    completions_due: int = 0
    completions_as_planned: int = 0
    completions: int = 0
    reports_due: int = 0
    reports_late: int = 0
    reports_missing: int = 0
    issues_raised: int = 0
    issues_closed: int = 0
    issues_open: int = 0
    issues_overdue: int = 0
    out_of_scope: int = 0


def combined(parts: Sequence[Totals]) -> Totals:
    """The sums of several Totals."""
    # Most parts are zero, and adding zero to a Fraction is not cheap.
    return Totals._make(sum(filter(None, column)) or column[0] for column in zip(Totals(), *parts, strict=True))


def project_totals(standing: Standing, rules: Rules) -> Totals:
    """The Totals of a single project."""
    count = standing.project.count
    if not standing.in_scope:
        return Totals(out_of_scope=count)
    total, plan = standing.total, standing.plan
    planned = standing.planned
    invested = standing.invested or Decimal(0)
    to_date = rules.completion_rate.base == "plan_to_date" and planned is not None and plan is not None
    return Totals(
        projects=count,
        total_investment=total or Decimal(0),
        without_total=count if total is None else 0,
        planned=planned or Decimal(0),
        plan_to_date=plan_to_date(plan, rules.pace, standing.day) if to_date and plan else Fraction(0),
        without_plan=count if planned is None else 0,
        completed=invested,
        completed_of_plan=invested if planned is not None else Decimal(0),
        completions_due=count if standing.nature is Nature.COMPLETING else 0,
        completions_as_planned=standing.finished if standing.nature is Nature.COMPLETING else 0,
        completions=standing.finished,
        reports_due=int(standing.report.due),
        reports_late=int(standing.report.late),
        reports_missing=int(standing.report.missing),
        **_starts(standing, rules),
        **_active(standing, rules),
    )


def _active(standing: Standing, rules: Rules) -> dict[str, int]:
    """开复工: of the projects with a nature in the year, less those the policy leaves out."""
    rule, count = rules.start_and_resume_rate, standing.project.count
    if standing.nature is None:
        return {}
    if standing.nature in rule.exclude_natures or standing.stage in rule.exclude_stages:
        return {"active_excluded": count}
    return {"active_base": count, "active": standing.active}


def _starts(standing: Standing, rules: Rules) -> dict[str, int]:
    """Starts of the year's new projects, and the bridge due − late + early = started (江门 2017: 140 − 33 + 11 = 118).

    Due are all whose month is over, and of those whose month has just come the ones that started; early are starts
    before the month has come.
    """
    if standing.nature is not Nature.NEW:
        return {}
    count, started = standing.project.count, standing.started
    due = count if standing.start_due else started if standing.start_open else 0
    early = 0 if standing.start_open else started
    values = {
        "new_projects": count,
        "starts": started,
        "starts_due": due,
        "starts_late": count - started if standing.start_due else 0,
        "starts_early": early,
    }
    rule = rules.start_rate
    if standing.stage in rule.exclude_stages:
        return {**values, "start_base_excluded": count}
    base = count if rule.base == "annual" else due
    return {**values, "start_base": base, "start_numerator": started if rule.count_early else started - early}


def issue_totals(standing: IssueStanding, year: int) -> Totals:
    """The Totals of a single issue: raised and closed of those raised in the year, open and overdue of all."""
    of_year = standing.issue.raised.date.year == year
    return Totals(
        issues_raised=standing.raised if of_year else 0,
        issues_closed=standing.closed if of_year else 0,
        issues_open=standing.raised - standing.closed,
        issues_overdue=int(standing.overdue),
    )
