"""Sums over a scope: every figure of the registry is made from one Totals."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from tongbao.metrics.clocks import IssueStanding
from tongbao.model.vocab import EventKind


class Totals(NamedTuple):
    """Counts in projects (a bundle counts as many as it stands for), money in the place's unit.

    `entries` counts a bundle once; `by_count_only` are projects known by their number alone (parts of a breakdown);
    of those with a plan, `reported_of_plan` told this year what they invested, and `silent_of_plan` are works that did
    not; `reported_last_year` told it by the same day a year ago, `told_…` tell an amount of outside money;
    `largest_delay` and its like are the greatest of all, not sums; `days_to_close` are those of each issue that was
    closed on a known day.
    """

    projects: int = 0
    entries: int = 0
    by_count_only: int = 0
    out_of_scope: int = 0
    apart: int = 0
    total_investment: Decimal = Decimal(0)
    without_total: int = 0
    planned: Decimal = Decimal(0)
    invested_before: Decimal = Decimal(0)
    without_before: int = 0
    plan_to_date: Fraction = Fraction(0)
    without_plan: int = 0
    completed: Decimal = Decimal(0)
    without_report: int = 0
    completed_of_plan: Decimal = Decimal(0)
    reported_of_plan: int = 0
    silent_of_plan: int = 0
    completed_last_year: Decimal = Decimal(0)
    reported_last_year: int = 0
    certified_projects: int = 0
    new_projects: int = 0
    without_start: int = 0
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
    completions_due_now: int = 0
    commissioning_base: int = 0
    completions_as_planned: int = 0
    completions: int = 0
    signing_base: int = 0
    signed: int = 0
    landing_base: int = 0
    landed: int = 0
    readiness_base: int = 0
    ready: int = 0
    officers_assigned: int = 0
    steps: int = 0
    steps_due: int = 0
    steps_done: int = 0
    steps_done_of_due: int = 0
    steps_late: int = 0
    milestones: int = 0
    milestones_due: int = 0
    milestones_reached: int = 0
    milestones_overdue: int = 0
    milestones_slipped: int = 0
    milestones_newly_slipped: int = 0
    conditions: int = 0
    conditions_met: int = 0
    conditions_overdue: int = 0
    papers_sent: int = 0
    papers_answered: int = 0
    papers_overdue: int = 0
    reports_due: int = 0
    reports_late: int = 0
    reports_missing: int = 0
    funding_projects: int = 0
    told_needed: int = 0
    told_applied: int = 0
    told_approved: int = 0
    told_granted: int = 0
    told_planned: int = 0
    told_spent: int = 0
    funding_needed: Decimal = Decimal(0)
    funding_applied: Decimal = Decimal(0)
    funding_approved: Decimal = Decimal(0)
    funding_granted: Decimal = Decimal(0)
    funding_granted_of_needed: Decimal = Decimal(0)
    funding_planned: Decimal = Decimal(0)
    funding_spent: Decimal = Decimal(0)
    funding_spent_of_planned: Decimal = Decimal(0)
    amount_total: Decimal = Decimal(0)
    amount_done: Decimal = Decimal(0)
    amount_done_of_total: Decimal = Decimal(0)
    parts_whole: int = 0
    parts_partly: int = 0
    issues_raised: int = 0
    issues_closed: int = 0
    issues_open: int = 0
    issues_planned: int = 0
    issues_overdue: int = 0
    issues_escalated: int = 0
    days_to_close: tuple[int, ...] = ()
    orders_sent: int = 0
    orders_due: int = 0
    decisions: int = 0
    decisions_done: int = 0
    decisions_overdue: int = 0
    largest_delay: int = 0
    largest_delay_latest: int = 0
    largest_start_delay: int = 0


Fields = dict[str, Any]
"""Some of the fields of a Totals."""
GREATEST = frozenset({"largest_delay", "largest_delay_latest", "largest_start_delay"})
LISTED = "days_to_close"


def stated(totals: Totals) -> Fields:
    """The fields that are not 0: most are, in the sums of a single record."""
    return {name: value for name, value in zip(Totals._fields, totals, strict=True) if value}


def summed(parts: Iterable[Fields]) -> Totals:
    """The sums of several parts, of delays the greatest."""
    sums: Fields = {}
    listed: list[int] = []
    for part in parts:
        for name, value in part.items():
            before = sums.get(name)
            if name == LISTED:
                listed += value
            elif before is None:
                sums[name] = value
            else:
                sums[name] = max(before, value) if name in GREATEST else before + value
    return Totals(**sums, days_to_close=tuple(listed))


class ScopeSums(Mapping[str, Totals]):
    """The sums of each scope, in the order of their names. Most scopes of a day that is over are never asked for, so a
    scope is summed when it first is."""

    def __init__(self, parts: Mapping[str, list[Fields]]) -> None:
        self._parts = {scope: parts[scope] for scope in sorted(parts)}
        self._sums: dict[str, Totals] = {}

    def __getitem__(self, scope: str) -> Totals:
        sums = self._sums.get(scope)
        if sums is None:
            sums = self._sums[scope] = summed(self._parts[scope])
        return sums

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def __contains__(self, scope: object) -> bool:
        return scope in self._parts

    def __len__(self) -> int:
        return len(self._parts)


def combined(parts: Iterable[Totals]) -> Totals:
    """The sums of several Totals."""
    return summed(map(stated, parts))


def issue_totals(standing: IssueStanding, year: int) -> Totals:
    """The Totals of a single issue: raised and closed of those raised in the year, open, planned and overdue of all,
    orders of those sent in the year."""
    of_year = standing.issue.raised.date.year == year
    return Totals(
        issues_raised=standing.raised if of_year else 0,
        issues_closed=standing.closed if of_year else 0,
        issues_open=standing.raised - standing.closed,
        issues_planned=standing.planned,
        issues_overdue=standing.late,
        issues_escalated=int(standing.open and standing.escalated_to is not None),
        days_to_close=_days_to_close(standing) if of_year else (),
        orders_sent=sum(event.kind is EventKind.ORDERED and event.date.year == year for event in standing.events),
        orders_due=int(standing.order.due is not None),
    )


def _days_to_close(standing: IssueStanding) -> tuple[int, ...]:
    """The calendar days from raising to solving of an issue that counts as closed; of a bundle nobody knows them."""
    if standing.open or standing.done is None or standing.issue.counts:
        return ()
    return ((standing.done - standing.issue.raised.date).days,)
