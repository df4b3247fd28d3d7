"""The page of figures: how each is made, by topic, those cited beside them, and the rules that they are made by."""

from collections.abc import Mapping
from typing import NamedTuple

from tongbao.metrics.cited import Comparison
from tongbao.metrics.registry import REGISTRY, definitions_in
from tongbao.metrics.scopes import ALL
from tongbao.metrics.snapshot import Snapshot
from tongbao.views.cited import CitedView, cited_views
from tongbao.views.parts import FigureView
from tongbao.views.policy import RuleGroup, rule_groups
from tongbao.views.reader import Reader
from tongbao.views.rows import recount_note

TOPICS: Mapping[str, tuple[str, ...]] = {
    "investment": (
        "projects",
        "entries",
        "total_investment",
        "invested_before",
        "planned",
        "completed",
        "completion_rate",
        "pace",
        "gap",
        "pace_ratio",
        "shortfall",
        "planned_share",
        "completed_share",
        "completed_last_year",
        "year_on_year",
        "certified_projects",
        "without_plan",
        "without_total",
    ),
    "starts": (
        "new_projects",
        "starts_due",
        "starts_late",
        "starts_early",
        "starts",
        "start_rate",
        "start_pace",
        "start_gap",
        "active",
        "start_and_resume_rate",
        "start_delay",
        "without_start",
        "completions_due",
        "completions_due_now",
        "completions_as_planned",
        "completions",
        "commissioning_rate",
    ),
    "conversions": (
        "signing_base",
        "signed",
        "signing_rate",
        "landing_base",
        "landed",
        "landing_rate",
        "readiness_base",
        "ready",
        "readiness_rate",
    ),
    "steps": (
        "steps",
        "steps_due",
        "steps_done",
        "steps_late",
        "steps_rate",
        "conditions",
        "conditions_met",
        "conditions_overdue",
        "milestones",
        "milestones_due",
        "milestones_reached",
        "milestones_overdue",
        "milestones_slipped",
        "milestones_newly_slipped",
        "delay_months",
        "delay_months_latest",
    ),
    "means": (
        "officers_assigned",
        "officer_rate",
        "funding_projects",
        "funding_needed",
        "funding_applied",
        "funding_approved",
        "funding_granted",
        "funding_planned",
        "funding_spent",
        "funding_granted_rate",
        "funding_spent_rate",
        "funding_plan_rate",
        "factor_needed",
        "factor_secured",
        "factor_rate",
        "quantity_total",
        "quantity_done",
        "quantity_rate",
        "quantity_parts_whole",
        "quantity_parts_partly",
    ),
    "issues": (
        "issues_raised",
        "issues_closed",
        "closing_rate",
        "issues_open",
        "issues_planned",
        "plan_rate",
        "issues_overdue",
        "issues_escalated",
        "median_days",
        "orders_sent",
        "orders_due",
    ),
    "papers": ("papers_sent", "papers_answered", "papers_overdue"),
    "decisions": ("decisions", "decisions_done", "decision_rate", "decisions_overdue"),
    "reports": ("reports_due", "reports_on_time", "reports_late", "reports_missing", "reporting_rate"),
}
"""Every figure of the registry by what it is about, in the order of the page; the first topic stands open."""


class FigureDoc(NamedTuple):
    """A figure explained, with its value for the whole place; `value` says where it has none there."""

    figure: FigureView
    value: str
    doc: str


class FigureGroup(NamedTuple):
    """The figures of a topic."""

    name: str
    figures: tuple[FigureDoc, ...]


class FiguresView(NamedTuple):
    """/figures/."""

    groups: tuple[FigureGroup, ...]
    cited: tuple[CitedView, ...]
    rules: tuple[RuleGroup, ...]
    note: str


def figures_view(snapshot: Snapshot, reader: Reader, cited: tuple[Comparison, ...] = ()) -> FiguresView:
    """How every figure is made, the figures cited beside them, and the rules they are made by."""
    groups = (
        FigureGroup(reader.t(f"pages.figures.topics.{topic}"), tuple(_doc(key, snapshot, reader) for key in keys))
        for topic, keys in TOPICS.items()
    )
    return FiguresView(
        groups=tuple(groups),
        cited=cited_views(cited, reader),
        rules=rule_groups(snapshot, reader),
        note=recount_note(snapshot, reader),
    )


def _doc(key: str, snapshot: Snapshot, reader: Reader) -> FigureDoc:
    view = reader.figure(snapshot.figure(ALL, key))
    whole = REGISTRY[key] in definitions_in(ALL)
    return FigureDoc(view, view.text if whole else reader.t("pages.figures.by_kind"), reader.t(f"figures.{key}.doc"))
