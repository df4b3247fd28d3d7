"""The place as it stood on a day: entries of later days are cut off, governed facts are turned back.

Figures and pages never look at a date to decide what was known: they are handed records that were cut here.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, Protocol, TypeVar

from tongbao.model.activity import Activity
from tongbao.model.base import Record
from tongbao.model.campaign import Campaign
from tongbao.model.issue import Issue
from tongbao.model.project import (
    Change,
    Milestone,
    Project,
    Report,
    Responsible,
    StageEntry,
    money_or_none,
)
from tongbao.model.sent import SentPaper
from tongbao.model.targets import TargetList


class _Dated(Protocol):
    @property
    def date(self) -> date: ...


D = TypeVar("D", bound=_Dated)
R = TypeVar("R", bound=Record)
C = TypeVar("C", StageEntry, Report)


def _until(entries: Iterable[D], day: date) -> tuple[D, ...]:
    return tuple(entry for entry in entries if entry.date <= day)


def _past(on: date | None, day: date) -> date | None:
    return on if on and on <= day else None


def _with(record: R, **values: Any) -> R:
    changed = {name: value for name, value in values.items() if value != getattr(record, name)}
    return record.model_copy(update=changed) if changed else record


def _in_on(report: Report) -> date:
    """The day from which a report is known: it speaks of a day that has come, and it came in."""
    return max(report.received, report.as_of)


def first_known(project: Project) -> date | None:
    """The day a project became known: `registered`, else its earliest stage or incoming report; None if undated."""
    if project.registered:
        return project.registered
    days = [entry.date for entry in project.stages] + [_in_on(report) for report in project.progress]
    return min(days, default=None)


def _certified_by(entry: C, day: date) -> C:
    """The entry without a certification that came later than the day."""
    late = entry.certified is not None and entry.certified.date > day
    return entry.model_copy(update={"certified": None}) if late else entry


def _answered_by(paper: SentPaper, day: date) -> SentPaper:
    """The paper without an answer that came in later than the day."""
    late = paper.answered is not None and paper.answered > day
    return paper.model_copy(update={"answered": None, "result": None}) if late else paper


def milestone_at(milestone: Milestone, day: date) -> Milestone:
    """The milestone with the changes approved by the day, and its actual date if that has come."""
    return _with(milestone, changes=_until(milestone.changes, day), actual=_past(milestone.actual, day))


def _turned_back(project: Project, change: Change) -> Project:
    """The project with the fact that `change` changed as it was before."""
    before = change.from_
    match change.field.split("."):
        case ["years", year, ("plan" | "nature") as name]:
            value = money_or_none(before) if name == "plan" else before
            years = tuple(
                type(plan).model_validate({**plan.model_dump(), name: value}) if str(plan.year) == year else plan
                for plan in project.years
            )
            return _with(project, years=years)
        case ["investment", "total"]:
            return _with(project, investment=_with(project.investment, total=money_or_none(before)))
        case ["lists"]:
            return _with(project, lists=tuple(before or ()))
        case ["lead"]:
            return _with(project, lead=tuple(Responsible.model_validate(item) for item in before or ()))
        case [("name" | "level" | "district") as name]:
            return _with(project, **{name: before})
    return project


def project_at(project: Project, day: date, known: date | None = None) -> Project | None:
    """The project as it was known on the day; None when it was not yet registered.

    With `known`, a later day, also with the reports of that day and before that came in by then.
    """
    if known is not None and known > day:
        settled = tuple(
            report if report.received > known else report.model_copy(update={"reported": report.as_of})
            for report in project.progress
        )
        project = project.model_copy(update={"progress": settled})
    first = first_known(project)
    if first is not None and first > day:
        return None
    in_file = enumerate(project.changes)
    newest_first = sorted(in_file, key=lambda pair: (pair[1].date, pair[0]), reverse=True)
    for _, change in newest_first:
        if change.date > day:
            project = _turned_back(project, change)
    factors = tuple(_with(factor, secured=_until(factor.secured, day)) for factor in project.factors)
    funding = tuple(
        _with(item, **{name: _until(getattr(item, name), day) for name in ("applied", "approved", "granted", "spent")})
        for item in project.funding
    )
    quantities = tuple(
        _with(
            item,
            done=_until(item.done, day),
            parts=tuple(_with(part, done=_until(part.done, day)) for part in item.parts),
        )
        for item in project.quantities
    )
    steps = tuple(_with(step, begun=_past(step.begun, day), done=_past(step.done, day)) for step in project.steps)
    return _with(
        project,
        stages=tuple(_certified_by(entry, day) for entry in _until(project.stages, day)),
        milestones=tuple(milestone_at(milestone, day) for milestone in project.milestones),
        steps=steps,
        factors=factors,
        funding=funding,
        quantities=quantities,
        exemptions=tuple(item for item in project.exemptions if item.from_ <= day),
        progress=tuple(_certified_by(report, day) for report in project.progress if _in_on(report) <= day),
        changes=_until(project.changes, day),
        conditions=tuple(_with(c, met=_past(c.met, day)) for c in project.conditions if c.since <= day),
        papers=tuple(_answered_by(paper, day) for paper in _until(project.papers, day)),
        operation=tuple(item for item in project.operation if item.reported <= day),
        results=tuple(_with(result, measured=_until(result.measured, day)) for result in project.results),
        photos=_until(project.photos, day),
        promotions=tuple(item for item in project.promotions if item.from_ <= day),
        officer_assigned=_past(project.officer_assigned, day),
        sponsors=tuple(
            s for s in project.sponsors if (not s.from_ or s.from_ <= day) and (s.until is None or day <= s.until)
        ),
    )


def issue_at(issue: Issue, day: date) -> Issue | None:
    """The issue with the events of the day and before; None when it was not yet raised."""
    if issue.raised.date > day:
        return None
    return _with(issue, events=_until(issue.events, day), counts=_until(issue.counts, day))


def activity_at(activity: Activity, day: date) -> Activity:
    """The activity with what was known of its decisions on the day."""
    decisions = tuple(
        _with(decision, changes=_until(decision.changes, day), done=_past(decision.done, day))
        for decision in activity.decisions
    )
    return _with(activity, decisions=decisions)


def campaign_at(campaign: Campaign, day: date) -> Campaign:
    """The campaign; its result is only told when it is over: from its last day on."""
    return campaign if campaign.until <= day else _with(campaign, result=None)


def targets_at(listed: TargetList, day: date) -> TargetList:
    """The list with the adjustments made by the day."""
    return _with(listed, adjustments=_until(listed.adjustments, day))
