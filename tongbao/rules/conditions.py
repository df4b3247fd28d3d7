"""Conditions of projects: each says until when, and the project does not go on without it."""

from collections.abc import Iterator
from datetime import date

from tongbao.metrics.conditions import condition_standings
from tongbao.metrics.course import dated_stages
from tongbao.metrics.reporting import effective_reports
from tongbao.model.dataset import Dataset
from tongbao.model.vocab import PermitMode
from tongbao.rules.base import Codes, Finding, Use, found, unknown

LACKING = frozenset({PermitMode.PROMISE, PermitMode.PAPERS_TO_FOLLOW})
"""Modes of a permit that was given without something."""


def offices_used(dataset: Dataset) -> Iterator[Use]:
    """The offices that see to a condition."""
    for project in dataset.projects:
        for i, condition in enumerate(project.conditions):
            if condition.office:
                yield project, ("conditions", i, "office"), condition.office


def categories_used(dataset: Dataset) -> Iterator[Use]:
    """The categories of conditions."""
    for project in dataset.projects:
        for i, condition in enumerate(project.conditions):
            if condition.category:
                yield project, ("conditions", i, "category"), condition.category


def stages_used(dataset: Dataset) -> Iterator[Use]:
    """The stages before which a condition is to be met."""
    for project in dataset.projects:
        for i, condition in enumerate(project.conditions):
            if condition.before:
                yield project, ("conditions", i, "before"), condition.before


def condition_without_due(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A condition says before which stage, or by which day, it is to be met."""
    for project in dataset.projects:
        for i, condition in enumerate(project.conditions):
            if condition.before is None and condition.due is None:
                yield found(project, "conditions", i)


def condition_dates(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A condition is due, and is met, on the day since which it is asked for or later."""
    for project in dataset.projects:
        for i, condition in enumerate(project.conditions):
            for name in ("due", "met"):
                day = getattr(condition, name)
                if day and day < condition.since:
                    yield found(project, "conditions", i, name, value=day, since=condition.since)


def unknown_condition_step(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """The step that was given without a condition is one of the project's own, given on a promise or with papers to
    follow (承诺, 容缺)."""
    for project in dataset.projects:
        given = Codes.of(step.step for step in project.steps if step.mode in LACKING)
        uses = ((i, condition.step) for i, condition in enumerate(project.conditions) if condition.step)
        yield from unknown(given, ((project, ("conditions", i, "step"), step) for i, step in uses))


def stage_without_condition(dataset: Dataset, day: date) -> Iterator[Finding]:
    """A project reaches a stage with the conditions that are to be met before it."""
    for project in dataset.projects:
        if project.conditions:
            dated = dated_stages(project, effective_reports(project), dataset.site)
            for i, standing in enumerate(condition_standings(project.conditions, dated, day)):
                if standing.passed:
                    yield found(project, "conditions", i, stage=standing.condition.before, since=standing.due)
