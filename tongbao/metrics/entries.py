"""Each dated report of a project beside the one before: the rows of entries.csv and of a project's history."""

from decimal import Decimal
from typing import NamedTuple

from tongbao.metrics.reporting import effective_reports
from tongbao.model.base import last_day
from tongbao.model.project import Project, Report
from tongbao.model.site import Site


class Entry(NamedTuple):
    """A report and its differences to the adjacent report before.

    A difference is None when either report lacks the value, and for `invested` when the year changed; `finish_diff` is
    in days, a month counting as its last day.
    """

    project: str
    report: Report
    stage: str
    invested_diff: Decimal | None
    physical_diff: Decimal | None
    total_diff: Decimal | None
    finish_diff: int | None


def _difference(now: Decimal | None, before: Decimal | None) -> Decimal | None:
    return None if now is None or before is None else now - before


def _stage_on(project: Project, report: Report, site: Site) -> str:
    """The reporter's own word; else the core stage of the project's dated stages on that day."""
    if report.stage:
        return report.stage
    past = [entry for entry in project.stages if entry.date <= report.as_of]
    if not past:
        return ""
    newest = sorted(past, key=lambda entry: entry.date)[-1].stage
    return site.stage(newest) or newest


def entries(project: Project, site: Site) -> tuple[Entry, ...]:
    """The reports that hold, oldest first, each with its differences."""
    rows: list[Entry] = []
    before: Report | None = None
    for report in effective_reports(project):
        same_year = before is not None and before.as_of.year == report.as_of.year
        finish_diff = None
        if before is not None and before.finish and report.finish:
            finish_diff = (last_day(report.finish) - last_day(before.finish)).days
        rows.append(
            Entry(
                project=project.id,
                report=report,
                stage=_stage_on(project, report, site),
                invested_diff=_difference(report.invested, before.invested) if before and same_year else None,
                physical_diff=_difference(report.physical, before.physical) if before else None,
                total_diff=_difference(report.total, before.total) if before else None,
                finish_diff=finish_diff,
            )
        )
        before = report
    return tuple(rows)
