"""The registry of figures: every key, its unit and how it is made of the sums of a scope.

Words, formula in words and doc of each key stand in locale/<language>/figures.yaml under the same key; a test keeps
the two complete. Policy, pages, bulletins, figures.json and the schema use these keys and no others.
"""

from collections.abc import Mapping
from dataclasses import replace
from enum import Enum
from fractions import Fraction
from functools import cache
from typing import Literal, NamedTuple

from tongbao.metrics import rates
from tongbao.metrics.figure import Figure, Unit
from tongbao.metrics.rates import Make, Sums, amount, left_out, of_whole, share
from tongbao.metrics.scopes import ISSUE_AXES, axis_in


class Where(Enum):
    """In which scopes a figure can be had."""

    PROJECTS = ("projects",)
    EVERYWHERE = ("projects", "factor", "funding", "quantity")
    BOTH = ("projects", "issues")
    FUNDING = ("projects", "funding")
    FACTOR = ("factor",)
    QUANTITY = ("quantity",)


class Definition(NamedTuple):
    """A figure that can be had of any scope that `where` names.

    `settings` are the parts of policy.yaml it depends on.
    """

    key: str
    unit: Unit
    make: Make
    settings: tuple[str, ...] = ("scope",)
    where: Where = Where.PROJECTS


def kind_of(scope: str) -> str:
    """Which kind of scope it is: of a kind of factor, outside money or quantity, of issues alone, or of projects."""
    if item := axis_in(scope, ("factor", "funding", "quantity")):
        return item[0]
    return "issues" if axis_in(scope, ISSUE_AXES) else "projects"


def _sum(
    key: str,
    unit: Unit,
    *excluded: str,
    field: str = "",
    settings: tuple[str, ...] = ("scope",),
    where: Where = Where.PROJECTS,
    lacking: tuple[str, str] | None = None,
    certified: Literal["investment", "starts"] | None = None,
) -> Definition:
    """A sum over projects leaves out those outside the scope, and what `excluded` names; issues all count.

    `lacking` is the count of those whose amount nobody stated, and the reason: where none is stated the sum is not 0.
    `certified` names the values that the policy may take as certified (认定); the base then says so.
    """

    def make(sums: Sums) -> Figure:
        totals = sums.totals
        out = () if unit in (Unit.ISSUES, Unit.DECISIONS) else left_out(totals, *excluded)
        if lacking and 0 < totals.projects <= getattr(totals, lacking[0]):
            return Figure(key, unit, None, excluded=out, reason=lacking[1])
        so = certified is not None and getattr(sums.rules.values, certified) == "certified"
        return Figure(
            key,
            unit,
            Fraction(getattr(totals, field or key)),
            base=f"certified_{certified}" if so else "",
            excluded=out,
        )

    return Definition(key, unit, make, settings, where)


P, M, S, I = Unit.PROJECTS, Unit.MONEY, Unit.SHARE, Unit.ISSUES  # noqa: E741
VALUES = ("scope", "values")
STARTS = ("scope", "values", "start_rate")
PACE = ("scope", "pace", "completion_rate")
RATE = (*VALUES, "completion_rate")
GAP = (*RATE, "pace")

DEFINITIONS: tuple[Definition, ...] = (
    _sum("projects", P, where=Where.EVERYWHERE),
    _sum("entries", Unit.ENTRIES, where=Where.EVERYWHERE),
    _sum("total_investment", M, "without_total", lacking=("without_total", "no-total")),
    _sum("invested_before", M, "without_before", lacking=("without_before", "no-before")),
    _sum("planned", M, "without_plan", lacking=("without_plan", "no-plan")),
    _sum("completed", M, settings=VALUES, lacking=("without_report", "no-report"), certified="investment"),
    Definition("completion_rate", S, rates.completion_rate, RATE),
    Definition("pace", S, rates.pace_of, PACE),
    Definition("gap", Unit.POINTS, rates.gap_of, GAP),
    Definition("pace_ratio", S, rates.pace_ratio, GAP),
    Definition("shortfall", S, rates.shortfall_of, GAP),
    Definition("planned_share", S, of_whole("planned_share", "planned")),
    Definition("completed_share", S, of_whole("completed_share", "completed"), VALUES),
    Definition("completed_last_year", M, rates.completed_last_year, VALUES),
    Definition("year_on_year", S, rates.year_on_year, VALUES),
    _sum("certified_projects", P, settings=VALUES),
    _sum("new_projects", P),
    _sum("starts_due", P, settings=VALUES),
    _sum("starts_late", P, settings=VALUES),
    _sum("starts_early", P, settings=VALUES),
    _sum("starts", P, settings=VALUES, certified="starts"),
    Definition("start_rate", S, rates.start_rate, STARTS),
    Definition("start_pace", S, rates.start_pace_of, ("pace",)),
    Definition("start_gap", Unit.POINTS, rates.start_gap, (*STARTS, "pace")),
    Definition(
        "start_and_resume_rate",
        S,
        share("start_and_resume_rate", "active", "active_base", "active_excluded", base="continued_and_new"),
        (*VALUES, "start_and_resume_rate"),
    ),
    _sum("active", P, settings=(*VALUES, "start_and_resume_rate")),
    _sum("start_delay", Unit.MONTHS, field="largest_start_delay", settings=VALUES),
    _sum("completions_due", P),
    _sum("completions_due_now", P),
    _sum("completions_as_planned", P),
    _sum("completions", P),
    Definition("commissioning_rate", S, rates.commissioning_rate, ("scope", "commissioning_rate")),
    _sum("signing_base", P, settings=("scope", "signing_rate")),
    _sum("signed", P, settings=("scope", "signing_rate")),
    Definition("signing_rate", S, rates.signing_rate, ("scope", "signing_rate")),
    _sum("landing_base", P, settings=("scope", "landing_rate")),
    _sum("landed", P, settings=(*VALUES, "landing_rate")),
    Definition("landing_rate", S, rates.landing_rate, (*VALUES, "landing_rate")),
    _sum("readiness_base", P, settings=("scope", "readiness")),
    _sum("ready", P, settings=("scope", "readiness")),
    Definition("readiness_rate", S, share("readiness_rate", "ready", "readiness_base"), ("scope", "readiness")),
    _sum("steps", Unit.STEPS, settings=("scope", "procedures")),
    _sum("steps_due", Unit.STEPS, settings=("scope", "procedures")),
    _sum("steps_done", Unit.STEPS, settings=("scope", "procedures")),
    _sum("steps_late", Unit.STEPS, settings=("scope", "procedures")),
    Definition("steps_rate", S, share("steps_rate", "steps_done_of_due", "steps_due"), ("scope", "procedures")),
    _sum("milestones", Unit.MILESTONES),
    _sum("milestones_due", Unit.MILESTONES),
    _sum("milestones_reached", Unit.MILESTONES),
    _sum("milestones_overdue", Unit.MILESTONES),
    _sum("milestones_slipped", Unit.MILESTONES),
    _sum("milestones_newly_slipped", Unit.MILESTONES, settings=("scope", "delays")),
    _sum("delay_months", Unit.MONTHS, field="largest_delay"),
    _sum("delay_months_latest", Unit.MONTHS, field="largest_delay_latest"),
    _sum("without_plan", P),
    _sum("without_total", P),
    _sum("without_start", P),
    _sum("officers_assigned", P),
    Definition("officer_rate", S, share("officer_rate", "officers_assigned", "projects")),
    _sum("funding_projects", P, where=Where.FUNDING),
    Definition("funding_needed", M, rates.outside_money("needed"), where=Where.FUNDING),
    Definition("funding_applied", M, rates.outside_money("applied"), where=Where.FUNDING),
    Definition("funding_approved", M, rates.outside_money("approved"), where=Where.FUNDING),
    Definition("funding_granted", M, rates.outside_money("granted"), where=Where.FUNDING),
    Definition("funding_planned", M, rates.outside_money("planned"), where=Where.FUNDING),
    Definition("funding_spent", M, rates.outside_money("spent"), where=Where.FUNDING),
    Definition(
        "funding_granted_rate",
        S,
        share("funding_granted_rate", "funding_granted_of_needed", "funding_needed"),
        where=Where.FUNDING,
    ),
    Definition(
        "funding_spent_rate", S, share("funding_spent_rate", "funding_spent", "funding_granted"), where=Where.FUNDING
    ),
    Definition(
        "funding_plan_rate",
        S,
        share("funding_plan_rate", "funding_spent_of_planned", "funding_planned"),
        where=Where.FUNDING,
    ),
    Definition("factor_needed", Unit.AMOUNT, amount("factor_needed", "amount_total"), where=Where.FACTOR),
    Definition("factor_secured", Unit.AMOUNT, amount("factor_secured", "amount_done"), where=Where.FACTOR),
    Definition(
        "factor_rate",
        S,
        share("factor_rate", "amount_done_of_total", "amount_total", base="factor_needed"),
        where=Where.FACTOR,
    ),
    Definition("quantity_total", Unit.AMOUNT, amount("quantity_total", "amount_total"), where=Where.QUANTITY),
    Definition("quantity_done", Unit.AMOUNT, amount("quantity_done", "amount_done"), where=Where.QUANTITY),
    Definition(
        "quantity_rate",
        S,
        share("quantity_rate", "amount_done_of_total", "amount_total", base="quantity_total"),
        where=Where.QUANTITY,
    ),
    _sum("quantity_parts_whole", Unit.ENTRIES, field="parts_whole", where=Where.QUANTITY),
    _sum("quantity_parts_partly", Unit.ENTRIES, field="parts_partly", where=Where.QUANTITY),
    _sum("issues_raised", I, settings=(), where=Where.BOTH),
    _sum("issues_closed", I, settings=("closing_rate",), where=Where.BOTH),
    Definition("closing_rate", S, rates.closing_rate, ("closing_rate",), Where.BOTH),
    _sum("issues_open", I, settings=("closing_rate",), where=Where.BOTH),
    _sum("issues_planned", I, settings=("closing_rate",), where=Where.BOTH),
    Definition(
        "plan_rate",
        S,
        share("plan_rate", "issues_planned", "issues_open", projects=False),
        ("closing_rate",),
        Where.BOTH,
    ),
    _sum("issues_overdue", I, settings=("clocks",), where=Where.BOTH),
    _sum("issues_escalated", I, settings=("meetings",), where=Where.BOTH),
    Definition("median_days", Unit.DAYS, rates.median_days, ("closing_rate",), Where.BOTH),
    _sum("orders_sent", I, settings=("orders",), where=Where.BOTH),
    _sum("orders_due", I, settings=("orders", "clocks"), where=Where.BOTH),
    _sum("decisions", Unit.DECISIONS, settings=()),
    _sum("decisions_done", Unit.DECISIONS, settings=()),
    _sum("decisions_overdue", Unit.DECISIONS, settings=()),
    Definition(
        "decision_rate",
        S,
        share("decision_rate", "decisions_done", "decisions", projects=False),
        (),
    ),
    _sum("conditions", Unit.ENTRIES),
    _sum("conditions_met", Unit.ENTRIES),
    _sum("conditions_overdue", Unit.ENTRIES),
    _sum("papers_sent", Unit.PAPERS, settings=("scope", "papers")),
    _sum("papers_answered", Unit.PAPERS, settings=("scope", "papers")),
    _sum("papers_overdue", Unit.PAPERS, settings=("scope", "papers")),
    _sum("reports_due", Unit.REPORTS, settings=("scope", "reports")),
    Definition("reports_on_time", Unit.REPORTS, rates.reports_on_time, ("scope", "reports")),
    _sum("reports_late", Unit.REPORTS, settings=("scope", "reports")),
    _sum("reports_missing", Unit.REPORTS, settings=("scope", "reports")),
    Definition("reporting_rate", S, rates.reporting_rate, ("scope", "reports")),
)

REGISTRY: Mapping[str, Definition] = {definition.key: definition for definition in DEFINITIONS}

ALWAYS = frozenset(
    {
        "projects",
        "total_investment",
        "planned",
        "completed",
        "completion_rate",
        "pace",
        "gap",
        "new_projects",
        "starts_due",
        "starts_late",
        "starts_early",
        "starts",
        "start_rate",
        "start_and_resume_rate",
        "completions_due",
        "completions_as_planned",
        "completions",
        "issues_raised",
        "issues_closed",
        "closing_rate",
        "issues_open",
        "issues_overdue",
        "reports_due",
        "reports_late",
        "reports_missing",
    }
)
"""Figures that every place has, and that are published of each of its parts even where they are 0."""
COUNTED = frozenset({"projects", "entries"})
"""What is known even of projects of which nothing but their number is."""


def figure_of(key: str, sums: Sums) -> Figure:
    """The figure of a scope. Of projects that are known by their number alone there is no other figure."""
    figure = REGISTRY[key].make(sums)
    hidden = sums.totals.by_count_only
    if not hidden or key in COUNTED or figure.unit in (Unit.ISSUES, Unit.DECISIONS):
        return figure
    if hidden >= sums.totals.projects:
        return replace(figure, value=None, numerator=None, denominator=None, excluded=(), reason="by-count-only")
    return replace(figure, excluded=(*figure.excluded, ("by_count_only", hidden)))


def definitions_in(scope: str) -> tuple[Definition, ...]:
    """The figures that can be had of a scope, in the order of the registry."""
    return _definitions_of(kind_of(scope))


@cache
def _definitions_of(kind: str) -> tuple[Definition, ...]:
    return tuple(definition for definition in DEFINITIONS if kind in definition.where.value)
