"""What changed in a record, in the words of those who keep it: a report came in, a milestone moved, an event was added.

What has no sentence of its own is told by the words of `views.differences`, value by value.
"""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from tongbao.metrics.differences import Difference, Entry
from tongbao.metrics.entries import entries
from tongbao.model.base import Record
from tongbao.model.issue import Issue
from tongbao.model.project import Milestone, Project, Report
from tongbao.views.charts import due_day
from tongbao.views.compared_figures import signed_text
from tongbao.views.comparison import Line
from tongbao.views.differences import difference_texts
from tongbao.views.history import change_row
from tongbao.views.reader import Reader


class Versions(NamedTuple):
    """A record before and after, None where it was not there or cannot be read, and how the two files differ; whether
    there is a file on either side, readable or not, and whether it is one that nothing may name."""

    kind: type[Record]
    before: Record | None
    after: Record | None
    differences: tuple[Difference, ...]
    was_there: bool = True
    still_there: bool = True
    hidden: bool = False


Told = Callable[[Difference, Versions, Reader], Iterator[Line]]


def record_lines(versions: Versions, reader: Reader) -> Iterator[Line]:
    """What changed, in the order of the file; of a record that is new or gone what it is."""
    after = versions.after
    match after:
        case Project() if not versions.was_there:
            yield Line("project_new", _project_values(after, reader))
        case Issue() if not versions.was_there:
            yield Line("issue_new", _issue_values(after, reader))
    if not (versions.was_there and versions.still_there):
        return
    for difference in versions.differences:
        teller = _teller(difference, versions)
        yield from teller(difference, versions, reader) if teller else _other(difference, versions, reader)


def _teller(difference: Difference, versions: Versions) -> Told | None:
    """Who tells a difference that has a sentence of its own; None where none has."""
    shape = tuple(_shape(difference.path))
    if isinstance(versions.after, Project):
        if shape[:1] == ("years",) or shape in GOVERNED_PATHS:
            return _governed
        return OF_PROJECTS.get(shape)
    return OF_ISSUES.get(shape) if isinstance(versions.after, Issue) else None


def _shape(path: Iterable[str | Entry]) -> Iterator[str]:
    """A path without its places: + for an entry that was added."""
    for step in path:
        yield step if isinstance(step, str) else "+" if step.before is None else "-" if step.after is None else "*"


def _added(difference: Difference) -> int:
    """The place of the entry that a path ends in, after the change."""
    last = difference.path[-1]
    assert isinstance(last, Entry)
    assert last.after is not None
    return last.after


def _other(difference: Difference, versions: Versions, reader: Reader) -> Iterator[Line]:
    for said in difference_texts((difference,), versions.kind, reader):
        yield Line("other", {"text": said.text})


def _money(value: Decimal | None, reader: Reader) -> str:
    """An amount as it was written, in the unit of records."""
    if value is None:
        return ""
    unit = reader.words(reader.site.money.unit)
    return reader.t("words.units.with", value=reader.plain(value), unit=unit)


def _signed(value: Decimal | None, reader: Reader) -> str:
    return "" if value is None else signed_text(reader.plain(value), value > 0)


def _report(difference: Difference, versions: Versions, reader: Reader) -> Iterator[Line]:
    project = versions.after
    assert isinstance(project, Project)
    report = project.progress[_added(difference)]
    entry = next((each for each in entries(project, reader.site) if each.report is report), None)
    values = {
        "day": reader.day_text(report.as_of),
        "invested": _money(report.invested, reader),
        "invested_diff": _signed(entry.invested_diff, reader) if entry else "",
        "physical": ""
        if report.physical is None
        else reader.t("words.units.percent", value=reader.plain(report.physical)),
        "physical_diff": _signed(entry.physical_diff, reader) if entry else "",
        "total": _money(report.total, reader),
        "total_diff": _signed(entry.total_diff, reader) if entry else "",
        "finish": reader.day_or_month(report.finish),
        "note": reader.words(report.note),
    }
    if report.corrects is None:
        yield Line("report_added", values)
        return
    old = _corrected(report, project)
    values |= {
        "corrects": reader.day_text(report.corrects),
        "reason": reader.words(report.reason),
        "invested_before": _money(old.invested, reader) if old else "",
        "physical_before": ""
        if old is None or old.physical is None
        else reader.t("words.units.percent", value=reader.plain(old.physical)),
    }
    yield Line("report_corrected", values)


def _corrected(report: Report, project: Project) -> Report | None:
    """The report that one corrects: the last of its day that came in before."""
    earlier = [each for each in project.progress if each is not report and each.as_of == report.corrects]
    return earlier[-1] if earlier else None


def _milestone_of(difference: Difference, project: Project) -> Milestone:
    step = difference.path[1]
    assert isinstance(step, Entry)
    assert step.after is not None
    return project.milestones[step.after]


def _moved(difference: Difference, versions: Versions, reader: Reader) -> Iterator[Line]:
    project = versions.after
    assert isinstance(project, Project)
    milestone = _milestone_of(difference, project)
    change = milestone.changes[_added(difference)]
    earlier = tuple(each for each in milestone.changes if each.date < change.date)
    before = due_day(milestone.model_copy(update={"changes": earlier}))
    yield Line(
        "milestone_moved",
        {
            "name": reader.words(milestone.name),
            "before": reader.day_text(before),
            "after": reader.day_text(change.to),
            "date": reader.day_text(change.date),
            "reason": reader.words(change.reason),
            "approved_by": reader.words(change.approved_by),
        },
    )


def _reached(difference: Difference, versions: Versions, reader: Reader) -> Iterator[Line]:
    project = versions.after
    assert isinstance(project, Project)
    milestone = _milestone_of(difference, project)
    due = due_day(milestone)
    if milestone.actual is None:
        yield from _other(difference, versions, reader)
        return
    late = (milestone.actual - due).days
    values = {"name": reader.words(milestone.name), "day": reader.day_text(milestone.actual)}
    yield Line("milestone_reached", {**values, "due": reader.day_text(due), "late": str(late) if late > 0 else ""})


def _milestone(difference: Difference, versions: Versions, reader: Reader) -> Iterator[Line]:
    project = versions.after
    assert isinstance(project, Project)
    milestone = project.milestones[_added(difference)]
    values = {"name": reader.words(milestone.name), "day": reader.day_text(due_day(milestone))}
    yield Line("milestone_added", values)


def _stage(difference: Difference, versions: Versions, reader: Reader) -> Iterator[Line]:
    project = versions.after
    assert isinstance(project, Project)
    stage = project.stages[_added(difference)]
    yield Line(
        "stage_added",
        {
            "day": reader.day_text(stage.date),
            "stage": reader.stage_chip(reader.site.stage(stage.stage), stage.stage).text,
            "certified": reader.day_text(stage.certified.date) if stage.certified else "",
            "note": reader.words(stage.note),
        },
    )


def _fact(difference: Difference, versions: Versions, reader: Reader) -> Iterator[Line]:
    project = versions.after
    assert isinstance(project, Project)
    row = change_row(project.changes[_added(difference)], reader)
    yield Line("fact_changed", row._asdict())


def _governed(difference: Difference, versions: Versions, reader: Reader) -> Iterator[Line]:
    """A governed fact: told by its entry in `changes` where that is new."""
    project, before = versions.after, versions.before
    assert isinstance(project, Project)
    known = before.changes if isinstance(before, Project) else ()
    told = {change.field for change in project.changes if change not in known}
    if _field(difference) not in told:
        yield from _other(difference, versions, reader)


def _field(difference: Difference) -> str:
    """The name by which `changes` calls what a path leads to."""
    parts = [step if isinstance(step, str) else str(step.key[0][1]) for step in difference.path]
    return ".".join(parts)


def _event(difference: Difference, versions: Versions, reader: Reader) -> Iterator[Line]:
    issue = versions.after
    assert isinstance(issue, Issue)
    event = issue.events[_added(difference)]
    light = reader.colour(event.colour)
    yield Line(
        "event_added",
        {
            "day": reader.day_text(event.date),
            "event": reader.name("event", event.kind),
            "to": reader.office(event.to) if event.to else "",
            "by": reader.words(event.by),
            "due": reader.day_text(event.due),
            "colour": light.label if light else "",
            "reason": reader.words(event.reason),
            "note": reader.words(event.note),
        },
    )


GOVERNED_PATHS = {("name",), ("level",), ("lists",), ("district",), ("lead",), ("investment", "total")}
OF_PROJECTS: dict[tuple[str, ...], Told] = {
    ("progress", "+"): _report,
    ("milestones", "+"): _milestone,
    ("milestones", "*", "changes", "+"): _moved,
    ("milestones", "*", "actual"): _reached,
    ("stages", "+"): _stage,
    ("changes", "+"): _fact,
}
OF_ISSUES: dict[tuple[str, ...], Told] = {("events", "+"): _event}


def _project_values(project: Project, reader: Reader) -> dict[str, str]:
    year = project.year(reader.day.year)
    separator = reader.t("words.separator")
    stage = max(project.stages, key=lambda each: each.date, default=None)
    return {
        "district": reader.name("district", project.district),
        "level": reader.name("level", project.level),
        "lists": separator.join(reader.name("list", code) for code in project.lists),
        "total": _money(project.investment.total, reader),
        "year": str(reader.day.year),
        "plan": _money(year.plan, reader) if year else "",
        "nature": reader.name("nature", year.nature) if year and year.nature else "",
        "stage": reader.stage_chip(reader.site.stage(stage.stage), stage.stage).text if stage else "",
        "within": project.within or "",
    }


def _issue_values(issue: Issue, reader: Reader) -> dict[str, str]:
    separator = reader.t("words.separator")
    return {
        "kind": reader.name("kind", issue.kind),
        "day": reader.day_text(issue.raised.date),
        "category": reader.name("category", issue.category),
        "severity": reader.name("severity", issue.severity),
        "projects": separator.join(issue.projects),
        "office": reader.office(issue.raised.by) if issue.raised.by else "",
    }
