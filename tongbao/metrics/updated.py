"""When a record was last changed in what it says: its newest date, never the clock and never a date of files."""

from collections.abc import Iterable, Iterator
from datetime import date

from tongbao.model.activity import Activity
from tongbao.model.bulletin import Bulletin
from tongbao.model.correction import Correction
from tongbao.model.issue import Issue
from tongbao.model.project import Project


def project_updated(project: Project) -> date | None:
    """The newest dated entry of a project that was cut to a day; None where it has none."""
    return max(_project_days(project), default=None)


def _project_days(project: Project) -> Iterator[date]:
    if project.registered:
        yield project.registered
    yield from (entry.date for entry in project.stages)
    yield from (max(report.received, report.as_of) for report in project.progress)
    yield from (entry.certified.date for entry in project.stages if entry.certified)
    yield from (report.certified.date for report in project.progress if report.certified)
    for milestone in project.milestones:
        yield from (change.date for change in milestone.changes)
        if milestone.actual:
            yield milestone.actual
    for step in project.steps:
        yield from (day for day in (step.begun, step.done) if day)
    yield from (part.date for factor in project.factors for part in factor.secured)
    for money in project.funding:
        yield from (paid.date for paid in (*money.applied, *money.approved, *money.granted, *money.spent))
    for quantity in project.quantities:
        yield from (done.date for done in (*quantity.done, *(d for part in quantity.parts for d in part.done)))
    yield from (exemption.from_ for exemption in project.exemptions)
    yield from (promotion.from_ for promotion in project.promotions)
    yield from (sponsor.from_ for sponsor in project.sponsors if sponsor.from_)
    yield from (operation.reported for operation in project.operation)
    yield from (measured.date for result in project.results for measured in result.measured)
    for paper in project.papers:
        yield from (day for day in (paper.date, paper.answered) if day)
    yield from (change.date for change in project.changes)


def issue_updated(issue: Issue) -> date:
    """The newest event of an issue that was cut to a day."""
    return max([issue.raised.date, *(event.date for event in issue.events), *(entry.date for entry in issue.counts)])


def bulletin_updated(bulletin: Bulletin, corrections: Iterable[Correction]) -> date | None:
    """The day of issue or of the newest correction; None of a draft."""
    if bulletin.issued is None:
        return None
    return max([bulletin.issued, *(c.date for c in corrections if c.document == bulletin.id)])


def activity_updated(activity: Activity) -> date:
    """The newest of its day and of what became of its decisions."""
    decided = [change.date for decision in activity.decisions for change in decision.changes]
    return max([activity.date, *decided, *(d.done for d in activity.decisions if d.done)])
