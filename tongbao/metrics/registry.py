"""The registry of figures: every key, its unit and how it is made of the sums of a scope.

Words, formula in words and doc of each key stand in locale/<language>/figures.yaml under the same key; a test keeps
the two complete. Policy, pages, bulletins, figures.json and the schema use these keys and no others.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tongbao.metrics.figure import Figure, Unit, rate
from tongbao.metrics.pace import gap, pace
from tongbao.metrics.totals import Totals
from tongbao.model.policy import Rules

Make = Callable[[Totals, Rules, date], Figure]
"""(sums of a scope, rules of the day, the day) → the figure; not every figure needs all three."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A figure that can be had of any scope."""

    key: str
    unit: Unit
    make: Make


def _sum(key: str, unit: Unit, *excluded: str) -> Definition:
    """A sum over projects leaves out those outside the scope, and what `excluded` names; issues all count."""
    names = excluded if unit is Unit.ISSUES else (*excluded, "out_of_scope")

    def make(totals: Totals, _rules: Rules, _day: date) -> Figure:
        left_out = tuple((name, getattr(totals, name)) for name in names if getattr(totals, name))
        return Figure(key, unit, Fraction(getattr(totals, key)), excluded=left_out)

    return Definition(key, unit, make)


def _completion_rate(totals: Totals, rules: Rules, _day: date) -> Figure:
    base = rules.completion_rate.base
    due = totals.plan_to_date if base == "plan_to_date" else Fraction(totals.planned)
    excluded = (("without_plan", totals.without_plan), ("out_of_scope", totals.out_of_scope))
    return rate("completion_rate", Fraction(totals.completed_of_plan), due, base=base, excluded=excluded)


def _pace(_totals: Totals, rules: Rules, day: date) -> Figure:
    if rules.completion_rate.base == "plan_to_date":
        return Figure("pace", Unit.SHARE, Fraction(1), base="plan_to_date")
    return pace(rules.pace, day)


def _gap(totals: Totals, rules: Rules, day: date) -> Figure:
    return gap(_completion_rate(totals, rules, day), _pace(totals, rules, day))


def _start_rate(totals: Totals, rules: Rules, _day: date) -> Figure:
    excluded = (("start_base_excluded", totals.start_base_excluded), ("out_of_scope", totals.out_of_scope))
    numerator, base = Fraction(totals.start_numerator), Fraction(totals.start_base)
    return rate("start_rate", numerator, base, base=rules.start_rate.base, excluded=excluded)


def _start_and_resume_rate(totals: Totals, _rules: Rules, _day: date) -> Figure:
    excluded = (("active_excluded", totals.active_excluded), ("out_of_scope", totals.out_of_scope))
    numerator, base = Fraction(totals.active), Fraction(totals.active_base)
    return rate("start_and_resume_rate", numerator, base, base="continued_and_new", excluded=excluded)


def _closing_rate(totals: Totals, rules: Rules, _day: date) -> Figure:
    base = "resolved" if rules.closing_rate.resolved_counts else "closed"
    return rate("closing_rate", Fraction(totals.issues_closed), Fraction(totals.issues_raised), base=base)


DEFINITIONS: tuple[Definition, ...] = (
    _sum("projects", Unit.PROJECTS),
    _sum("total_investment", Unit.MONEY, "without_total"),
    _sum("planned", Unit.MONEY, "without_plan"),
    _sum("completed", Unit.MONEY),
    Definition("completion_rate", Unit.SHARE, _completion_rate),
    Definition("pace", Unit.SHARE, _pace),
    Definition("gap", Unit.POINTS, _gap),
    _sum("new_projects", Unit.PROJECTS),
    _sum("starts_due", Unit.PROJECTS),
    _sum("starts_late", Unit.PROJECTS),
    _sum("starts_early", Unit.PROJECTS),
    _sum("starts", Unit.PROJECTS),
    Definition("start_rate", Unit.SHARE, _start_rate),
    Definition("start_and_resume_rate", Unit.SHARE, _start_and_resume_rate),
    _sum("completions_due", Unit.PROJECTS),
    _sum("completions_as_planned", Unit.PROJECTS),
    _sum("completions", Unit.PROJECTS),
    _sum("issues_raised", Unit.ISSUES),
    _sum("issues_closed", Unit.ISSUES),
    Definition("closing_rate", Unit.SHARE, _closing_rate),
    _sum("issues_open", Unit.ISSUES),
    _sum("issues_overdue", Unit.ISSUES),
    _sum("reports_due", Unit.REPORTS),
    _sum("reports_late", Unit.REPORTS),
    _sum("reports_missing", Unit.REPORTS),
)

REGISTRY: Mapping[str, Definition] = {definition.key: definition for definition in DEFINITIONS}
