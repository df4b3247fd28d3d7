"""Amounts and counts: what must not be negative, and parts that must add up."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from tongbao.model.dataset import Dataset
from tongbao.model.project import Project
from tongbao.model.units import QUARTERS_A_YEAR
from tongbao.problems import Location
from tongbao.rules.base import Finding, found
from tongbao.rules.targets import targets_in

Amounts = Iterator[tuple[Location, Decimal | None]]


def _negative(project: Project, amounts: Amounts) -> Iterator[Finding]:
    for location, value in amounts:
        if value is not None and value < 0:
            yield found(project, *location, value=value)


def total_negative(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A total investment is not negative: of a project, of a source, of a report."""

    def amounts(project: Project) -> Amounts:
        yield ("investment", "total"), project.investment.total
        for source, value in project.investment.sources.items():
            yield ("investment", "sources", source), value
        for i, report in enumerate(project.progress):
            if report.total is not None:
                yield ("progress", i, "total"), report.total

    for project in dataset.projects:
        yield from _negative(project, amounts(project))


def invested_negative(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A completed investment is not negative: of a report, of what was certified, of the years before."""

    def amounts(project: Project) -> Amounts:
        for i, plan in enumerate(project.years):
            yield ("years", i, "invested_before"), plan.invested_before
        for i, entry in enumerate(project.stages):
            if entry.certified:
                yield ("stages", i, "certified", "invested"), entry.certified.invested
        for i, report in enumerate(project.progress):
            if report.invested is not None:
                yield ("progress", i, "invested"), report.invested
            if report.certified:
                yield ("progress", i, "certified", "invested"), report.certified.invested

    for project in dataset.projects:
        yield from _negative(project, amounts(project))


def amount_negative(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """No plan, need or payment is negative: annual plans, funds from needed to spent, factors needed and secured,
    quantities and what is done of them, what a district or an office answers for."""

    def amounts(project: Project) -> Amounts:
        for i, plan in enumerate(project.years):
            yield ("years", i, "plan"), plan.plan
        for i, factor in enumerate(project.factors):
            yield ("factors", i, "needed"), factor.needed
            for j, part in enumerate(factor.secured):
                yield ("factors", i, "secured", j, "value"), part.value
        for i, item in enumerate(project.funding):
            yield ("funding", i, "need"), item.need
            for name in ("planned", "applied", "approved", "granted", "spent"):
                for j, paid in enumerate(getattr(item, name)):
                    yield ("funding", i, name, j, "value"), paid.value
        for i, quantity in enumerate(project.quantities):
            yield ("quantities", i, "total"), quantity.total
            for j, done in enumerate(quantity.done):
                yield ("quantities", i, "done", j, "value"), done.value
            for j, portion in enumerate(quantity.parts):
                yield ("quantities", i, "parts", j, "total"), portion.total
                for k, done in enumerate(portion.done):
                    yield ("quantities", i, "parts", j, "done", k, "value"), done.value

    for project in dataset.projects:
        yield from _negative(project, amounts(project))
    for listed in dataset.targets:
        for location, target in targets_in(listed):
            for code, value in target.values.items():
                if value < 0:
                    yield found(listed, *location, "values", code, value=value)


def year_twice(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A project has one plan a year."""
    for project in dataset.projects:
        seen: set[int] = set()
        for i, plan in enumerate(project.years):
            if plan.year in seen:
                yield found(project, "years", i, "year", value=plan.year)
            seen.add(plan.year)


def plan_exceeds_total(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """The annual plans do not add up to more than the total investment. What was really invested before a
    year (`invested_before`), where it is known, takes the place of the plans of the years before."""
    for project in dataset.projects:
        total = project.investment.total
        if total is None or total < 0 or not project.years:
            continue
        plans, by_year = Decimal(0), {plan.year: plan for plan in project.years}
        for _, plan in sorted(by_year.items()):
            plans = (plans if plan.invested_before is None else plan.invested_before) + (plan.plan or 0)
        if plans > total:
            yield found(project, "investment", "total", value=total, plans=plans)


def sources_differ(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """The sources of the money add up to the total investment."""
    for project in dataset.projects:
        total, sources = project.investment.total, project.investment.sources
        if sources and total is not None and total >= 0 and sum(sources.values()) != total:
            yield found(project, "investment", "sources", value=sum(sources.values()), total=total)


def spent_exceeds_granted(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """By no day more outside money is spent than was granted by then (both count from the beginning)."""
    for project in dataset.projects:
        for i, item in enumerate(project.funding):
            for j, spent in enumerate(item.spent):
                past = [paid for paid in item.granted if paid.date <= spent.date]
                granted = max(past, key=lambda paid: paid.date).value if past else Decimal(0)
                if spent.value > max(granted, Decimal(0)):
                    yield found(project, "funding", i, "spent", j, "value", value=spent.value, granted=granted)


def breakdown_sum(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """The parts of a bundle along an axis, and the rest that is in none of them, add up to its count."""
    for project in dataset.projects:
        for i, breakdown in enumerate(project.breakdowns):
            parts = sum(breakdown.parts.values()) + breakdown.rest
            if parts != project.count:
                yield found(project, "breakdowns", i, "parts", value=parts, count=project.count, axis=breakdown.axis)


def count_exceeded(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """No more parts of a bundle reach a stage, are started, active or completed than the bundle counts."""
    for project in dataset.projects:
        for i, entry in enumerate(project.stages):
            if entry.count is not None and entry.count > project.count:
                yield found(project, "stages", i, "count", value=entry.count, count=project.count)
        for i, report in enumerate(project.progress):
            for name in ("started", "active", "completed"):
                value = getattr(report, name)
                if value is not None and value > project.count:
                    yield found(project, "progress", i, name, value=value, count=project.count)


def quarters_fall(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """The shares of a plan due by the end of each quarter, of a project and of the ladder of policy.yaml `pace`, are
    four, and none is smaller than the one before. A pace by the place's ladder has one."""

    def unfit(shares: tuple[Decimal, ...]) -> bool:
        return bool(shares) and (len(shares) != QUARTERS_A_YEAR or list(shares) != sorted(shares))

    for i, pace in enumerate(dataset.policy.pace):
        for key, shares in (("ladder", pace.ladder), ("start_ladder", pace.start_ladder)):
            if unfit(shares):
                yield found(dataset.policy, "pace", i, key, value=shares)
        if pace.basis == "quarter_ladder" and not pace.ladder:
            yield found(dataset.policy, "pace", i, "basis", variant="missing")
    for project in dataset.projects:
        for i, plan in enumerate(project.years):
            if unfit(plan.quarters):
                yield found(project, "years", i, "quarters", value=plan.quarters)
