"""After completion: what is reported of finished projects, and the indicators and tiers by which they are judged."""

from collections.abc import Iterator
from datetime import date

from tongbao.metrics.course import dated_stages
from tongbao.metrics.evaluation import uncovered
from tongbao.metrics.reporting import effective_reports
from tongbao.metrics.rounding import exact_text
from tongbao.model.dataset import Dataset
from tongbao.model.policy import Policy
from tongbao.model.project import Project
from tongbao.model.site import Site
from tongbao.model.vocab import FINISHED_STAGES
from tongbao.rules.base import Codes, Finding, Use, found, found_key, unknown


def classes_used(policy: Policy) -> Iterator[Use]:
    """Every class whose finished projects are evaluated."""
    for i, evaluation in enumerate(policy.evaluation):
        for j, code in enumerate(evaluation.classes):
            yield policy, ("evaluation", i, "classes", j), code


def unknown_input(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """An indicator divides one input of its `evaluation` in policy.yaml by another, and what is reported of a finished
    project is one of these inputs (of any version)."""
    known: list[str] = []
    for i, evaluation in enumerate(dataset.policy.evaluation):
        inputs = Codes.of(each.code for each in evaluation.inputs)
        known += inputs.known
        for j, indicator in enumerate(evaluation.indicators):
            at = ("evaluation", i, "indicators", j)
            uses = [(dataset.policy, (*at, key), getattr(indicator, key)) for key in ("of", "over")]
            yield from unknown(inputs, uses)
    codes = Codes.of(known)
    for project in dataset.projects:
        for i, operation in enumerate(project.operation):
            for code in operation.values:
                if code not in codes:
                    yield found_key(project, "operation", i, "values", code, **codes.wrong(code))


def operation_divisor(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """What an indicator divides by (land, energy, output) is more than 0."""
    divisors = {each.over for evaluation in dataset.policy.evaluation for each in evaluation.indicators}
    for project in dataset.projects:
        for i, operation in enumerate(project.operation):
            for code, value in operation.values.items():
                if code in divisors and value <= 0:
                    yield found(project, "operation", i, "values", code, value=value, code=code)


def operation_early(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """Only a project that is finished has years of operation: none before the year in which it was commissioned or
    completed, and none reported before that day."""
    for project in dataset.projects:
        finished = _finished(project, dataset.site) if project.operation else None
        for i, operation in enumerate(project.operation):
            if finished is None:
                yield found(project, "operation", i, "year", value=operation.year, variant="never")
            elif operation.year < finished.year:
                yield found(project, "operation", i, "year", value=operation.year, finished=finished)
            elif operation.reported < finished:
                at = ("operation", i, "reported")
                yield found(project, *at, value=operation.reported, finished=finished, variant="reported")


def result_early(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A result is measured of a project that is finished, and on no day before it was commissioned or completed."""
    for project in dataset.projects:
        finished = _finished(project, dataset.site) if project.results else None
        for i, result in enumerate(project.results):
            for j, measured in enumerate(result.measured):
                at = ("results", i, "measured", j, "date")
                if finished is None:
                    yield found(project, *at, value=measured.date, variant="never")
                elif measured.date < finished:
                    yield found(project, *at, value=measured.date, finished=finished)


def result_empty(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A result has what was promised, what was measured, or both."""
    for project in dataset.projects:
        for i, result in enumerate(project.results):
            if result.promised is None and not result.measured:
                yield found(project, "results", i)


def _finished(project: Project, site: Site) -> date | None:
    dated = dated_stages(project, effective_reports(project), site)
    return next((entry.day for entry in dated if entry.stage in FINISHED_STAGES), None)


def operation_twice(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A year of operation is reported once."""
    for project in dataset.projects:
        years = [operation.year for operation in project.operation]
        for i, year in enumerate(years):
            if year in years[:i]:
                yield found(project, "operation", i, "year", value=year)


def indicator_without_range(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """All points of an indicator are given at another value than none: `full_at` differs from `none_at`, and lies below
    it where less is better (energy, emissions)."""
    for i, evaluation in enumerate(dataset.policy.evaluation):
        for j, indicator in enumerate(evaluation.indicators):
            if indicator.full_at == indicator.none_at:
                yield found(dataset.policy, "evaluation", i, "indicators", j, "full_at", value=indicator.full_at)


def tiers_gap(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """The tiers of finished projects leave no number of points out, from 0 to all that the indicators can give."""
    for i, evaluation in enumerate(dataset.policy.evaluation):
        if evaluation.tiers and evaluation.indicators and (gap := uncovered(evaluation)):
            first, last = (exact_text(cut.value) for cut in gap)
            variant = "point" if first == last else "plain"
            yield found(dataset.policy, "evaluation", i, "tiers", value=first, end=last, variant=variant)
