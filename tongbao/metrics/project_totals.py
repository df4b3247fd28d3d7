"""What a single project adds to the sums of the scopes it is in."""

from decimal import Decimal
from fractions import Fraction

from tongbao.metrics.items import Money, factor_amount, funding_money, quantity_amount
from tongbao.metrics.pace import plan_to_date
from tongbao.metrics.selection import reached_within
from tongbao.metrics.standing import Standing
from tongbao.metrics.totals import Fields, Totals
from tongbao.model.policy import Rules
from tongbao.model.rates import Conversion
from tongbao.model.vocab import STARTED_STAGES, Nature, Stage


def project_totals(standing: Standing, rules: Rules) -> Totals:
    """The Totals of a single project."""
    project, count = standing.project, standing.project.count
    if not standing.in_scope:
        return Totals(out_of_scope=count)
    total, planned, plan = standing.total, standing.planned, standing.plan
    invested, before = standing.invested or Decimal(0), plan.invested_before if plan else None
    due_reckoned = rules.completion_rate.base == "plan_to_date" or rules.pace.basis == "own_quarters"
    return Totals(
        projects=count,
        entries=1,
        total_investment=total or Decimal(0),
        without_total=count if total is None else 0,
        planned=planned or Decimal(0),
        invested_before=before or Decimal(0),
        without_before=count if before is None else 0,
        plan_to_date=plan_to_date(plan, rules.pace, standing.day) if plan and due_reckoned else Fraction(0),
        without_plan=count if planned is None else 0,
        completed=invested,
        without_report=count if standing.invested is None else 0,
        completed_of_plan=invested if planned is not None else Decimal(0),
        reported_of_plan=count if planned is not None and standing.invested is not None else 0,
        silent_of_plan=count if planned is not None and standing.invested is None and standing.started else 0,
        completed_last_year=standing.invested_last_year or Decimal(0),
        reported_last_year=count if standing.invested_last_year is not None else 0,
        certified_projects=count if standing.certified else 0,
        officers_assigned=count if project.officer_assigned else 0,
        **_starts(standing, rules),
        **_active(standing, rules),
        **_completions(standing, rules),
        **_conversion("signing_base", "signed", rules.signing_rate, standing),
        **_conversion("landing_base", "landed", rules.landing_rate, standing),
        **_readiness(standing, rules),
        **_funding(standing, None),
        **own_facts(standing),
    )


def own_facts(standing: Standing) -> Fields:
    """What even a project inside a bundle counts for itself: its steps, milestones and reports."""
    milestones, steps = standing.milestones, standing.steps
    due = [step for step in steps if step.due is not None and (step.due < standing.day or step.done is not None)]
    return {
        "steps": sum(step.count for step in steps),
        "steps_due": sum(step.count for step in due),
        "steps_done": sum(step.count for step in steps if step.done),
        "steps_done_of_due": sum(step.count for step in due if step.done),
        "steps_late": sum(step.count for step in steps if step.late),
        "milestones": len(milestones),
        "milestones_due": sum(milestone.is_due for milestone in milestones),
        "milestones_reached": sum(milestone.reached for milestone in milestones),
        "milestones_overdue": sum(milestone.overdue for milestone in milestones),
        "milestones_slipped": sum(milestone.slipped for milestone in milestones),
        "milestones_newly_slipped": sum(milestone.newly_slipped for milestone in milestones),
        "conditions": len(standing.conditions),
        "conditions_met": sum(found.condition.met is not None for found in standing.conditions),
        "conditions_overdue": sum(found.state == "overdue" for found in standing.conditions),
        "papers_sent": sum(sent.paper.date.year == standing.day.year for sent in standing.papers),
        "papers_answered": sum(
            sent.paper.date.year == standing.day.year and sent.paper.answered is not None for sent in standing.papers
        ),
        "papers_overdue": sum(sent.state == "overdue" for sent in standing.papers),
        "reports_due": int(standing.report.due),
        "reports_late": int(standing.report.late),
        "reports_missing": int(standing.report.missing),
        "largest_delay": standing.delay,
        "largest_delay_latest": standing.delay_latest,
    }


def _parts_of(standing: Standing, natures: tuple[Nature, ...]) -> int:
    """How many of a bundle that is broken down by nature are of one of these (滨州 2020: 11 前期 of 433)."""
    parts = [breakdown.parts for breakdown in standing.project.breakdowns if breakdown.axis == "nature"]
    return sum(count for named in parts for code, count in named.items() if code in natures)


def _active(standing: Standing, rules: Rules) -> Fields:
    """开复工: of the projects that are to be worked on in the year, less those the policy leaves out."""
    rule, count = rules.start_and_resume_rate, standing.project.count
    if standing.nature in rule.exclude_natures or standing.stage in rule.exclude_stages:
        return {"active_excluded": count}
    if standing.active is None:
        return {}
    parts = _parts_of(standing, rule.exclude_natures)
    return {"active_base": count - parts, "active": min(standing.active, count - parts), "active_excluded": parts}


def _completions(standing: Standing, rules: Rules) -> Fields:
    """竣工投产: those to be completed in the year, and of these the ones whose month has come."""
    if standing.nature is not Nature.COMPLETING:
        return {"completions": standing.finished}
    count, finished = standing.project.count, standing.finished
    in_base = rules.commissioning_rate.base == "annual" or standing.finish_due
    return {
        "completions": finished,
        "completions_due": count,
        "completions_due_now": count if standing.finish_due else 0,
        "completions_as_planned": finished,
        "commissioning_base": count if in_base else finished,
    }


def _conversion(base: str, reached: str, rule: Conversion, standing: Standing) -> Fields:
    """Of those that reached `from_stage` within the cohort's window, how many reached `to_stage` by the day: a quota
    over the same stages counts the same projects."""
    cohort = reached_within(rule.from_stage, standing, standing.day, rule.cohort)
    if not cohort:
        return {}
    return {base: cohort, reached: min(reached_within(rule.to_stage, standing, standing.day), cohort)}


def _readiness(standing: Standing, rules: Rules) -> Fields:
    """具备开工条件: of the projects in preparation or ready, those that reached a stage that the policy names."""
    words = rules.readiness.stages
    if not words:
        return {}
    count = standing.project.count
    named = [entry.projects for entry in standing.dated if entry.word in words or entry.stage in words]
    ready = min(max(named, default=0), count)
    waiting = (
        standing.stage is not None and standing.stage not in STARTED_STAGES and standing.stage is not Stage.PLANNED
    )
    return {"readiness_base": count, "ready": ready} if ready or waiting else {}


def _starts(standing: Standing, rules: Rules) -> Fields:
    """Starts of the year's new projects, and the bridge due − late + early = started (江门 2017: 140 − 33 + 11 = 118).

    Due are all whose month is over, and of those whose month has just come the ones that started; early are starts
    before the month has come.
    """
    rule, count, started = rules.start_rate, standing.project.count, standing.started
    left_out = standing.stage in rule.exclude_stages or standing.nature in rule.exclude_natures
    parts = _parts_of(standing, rule.exclude_natures)
    of_list = count - parts
    listed = {"start_base": of_list, "start_base_excluded": parts, "start_numerator": min(started, of_list)}
    if standing.nature is not Nature.NEW:
        if rule.base != "list":
            return {}
        return {"start_base_excluded": count} if left_out else listed
    due = count if standing.start_due else started if standing.start_open else 0
    early = 0 if standing.start_open else started
    values = {
        "new_projects": count,
        "without_start": 0 if standing.plan and standing.plan.start else count,
        "starts": started,
        "starts_due": due,
        "starts_late": count - started if standing.start_due else 0,
        "starts_early": early,
        "largest_start_delay": standing.start_delay,
    }
    if left_out:
        return {**values, "start_base_excluded": count}
    if rule.base == "list":
        return {**values, **listed}
    base = count if rule.base == "annual" else due
    return {**values, "start_base": base, "start_numerator": started if rule.count_early else started - early}


def _funding(standing: Standing, kind: str | None) -> Fields:
    """Outside money of a kind, or of all."""
    items = [funding_money(item, standing.day) for item in standing.project.funding if kind in (None, item.kind)]
    if not items:
        return {}
    count = standing.project.count
    columns = dict(zip(Money._fields, zip(*items, strict=True), strict=True))
    money = {name: [amount for amount in column if amount is not None] for name, column in columns.items()}
    granted = (item.granted for item in items if item.granted and item.needed is not None)
    spent = (item.spent for item in items if item.spent and item.planned)
    return {
        **{f"funding_{name}": sum(amounts, Decimal(0)) for name, amounts in money.items()},
        **{f"told_{name}": count for name, amounts in money.items() if amounts},
        "funding_projects": count if any(money["granted"]) else 0,
        "funding_granted_of_needed": sum(granted, Decimal(0)),
        "funding_spent_of_planned": sum(spent, Decimal(0)),
    }


def item_totals(standing: Standing, axis: str, kind: str) -> Totals:
    """The Totals of a project in the scope of a kind of factor, of outside money or of quantity: of that kind alone."""
    if not standing.in_scope:
        return Totals(out_of_scope=standing.project.count)
    count = standing.project.count
    if axis == "funding":
        return Totals(projects=count, entries=1, **_funding(standing, kind))
    if axis == "factor":
        amounts = [factor_amount(item) for item in standing.project.factors if item.kind == kind]
    else:
        amounts = [quantity_amount(item) for item in standing.project.quantities if item.kind == kind]
    total, done, of_total, whole, partly = (sum(column) for column in zip(*amounts, strict=True))
    return Totals(
        projects=count,
        entries=1,
        amount_total=Decimal(total),
        amount_done=Decimal(done),
        amount_done_of_total=Decimal(of_total),
        parts_whole=int(whole),
        parts_partly=int(partly),
    )
