"""Dated reports of a project: one a day, and what has grown does not shrink unless a reason is given."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from tongbao.model.dataset import Dataset
from tongbao.model.project import Project, Report
from tongbao.model.vocab import FINISHED_STAGES, STAGE_RANK
from tongbao.rules.base import Finding, core_stages, found


def report_twice(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A project has one report for a day; a second one says that it `corrects` the first, and why."""
    for project in dataset.projects:
        seen: set[date] = set()
        for i, report in enumerate(project.progress):
            if report.as_of in seen and not report.corrects:
                yield found(project, "progress", i, "as_of", value=report.as_of)
            seen.add(report.as_of)


def report_stage_order(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A report's own word for the stage does not go back to a lower stage than an earlier report says."""
    core = core_stages(dataset.site)
    for project in dataset.projects:
        before: Report | None = None
        for i, report in sorted(enumerate(project.progress), key=lambda pair: pair[1].as_of):
            rank = STAGE_RANK.get(core[report.stage]) if report.stage in core else None
            if rank is None:
                continue
            if before is not None and before.stage is not None and rank < STAGE_RANK[core[before.stage]]:
                earlier = {"earlier": before.stage, "earlier_date": before.as_of}
                yield found(project, "progress", i, "stage", stage=report.stage, **earlier)
            before = report


def corrects_nothing(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """The report that another one `corrects` stands before it in the file."""
    for project in dataset.projects:
        seen: set[date] = set()
        for i, report in enumerate(project.progress):
            if report.corrects and report.corrects not in seen:
                yield found(project, "progress", i, "corrects", value=report.corrects)
            seen.add(report.as_of)


def corrects_without_reason(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A report that corrects another one gives the reason."""
    for project in dataset.projects:
        for i, report in enumerate(project.progress):
            if report.corrects and not report.reason:
                yield found(project, "progress", i, "corrects", value=report.corrects)


def reported_before_as_of(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A report does not come in before the day that it speaks of."""
    for project in dataset.projects:
        for i, report in enumerate(project.progress):
            if report.reported and report.reported < report.as_of:
                yield found(project, "progress", i, "reported", value=report.reported, as_of=report.as_of)


def _by_day(project: Project) -> list[tuple[int, Report]]:
    """The reports with their places in the file, by the day they speak of; a correction after what it
    corrects."""
    return sorted(enumerate(project.progress), key=lambda pair: pair[1].as_of)


def _falls(project: Project, name: str, *, yearly: bool) -> Iterator[Finding]:
    """Where a growing value is smaller than in the report before; `yearly` values begin again each year.

    Two reports of one day and negative values are told by rules of their own.
    """
    before: Decimal | None = None
    then = date.min
    for i, report in _by_day(project):
        value: Decimal | None = getattr(report, name)
        if value is None or value < 0:
            continue
        adjacent = then < report.as_of and not (yearly and then.year != report.as_of.year)
        if before is not None and value < before and adjacent and not (report.corrects or report.reason):
            yield found(project, "progress", i, name, value=value, earlier=before, earlier_date=then)
        before, then = value, report.as_of


def invested_falls(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """The investment of the year so far does not fall from one report to the next of the same year, unless
    the later one corrects an earlier one or gives a reason."""
    for project in dataset.projects:
        yield from _falls(project, "invested", yearly=True)


def physical_falls(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """The physical progress (形象进度) does not fall from one report to the next, unless the later one
    corrects an earlier one or gives a reason."""
    for project in dataset.projects:
        yield from _falls(project, "physical", yearly=False)


def physical_without_completion(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A project whose newest report says 100 % of physical progress has reached a finished stage
    (commissioned, completed or operating)."""
    core = core_stages(dataset.site)
    for project in dataset.projects:
        if not project.progress:
            continue
        i, newest = _by_day(project)[-1]
        stages = [core.get(entry.stage) for entry in project.stages]
        if newest.physical == 100 and None not in stages and not FINISHED_STAGES.intersection(stages):
            yield found(project, "progress", i, "physical", value=newest.physical)
