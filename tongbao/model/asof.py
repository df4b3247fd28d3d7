"""The place as it stood on a day: entries of later days are cut off, governed facts are turned back.

Figures and pages never look at a date to decide what was known: they are handed records that were cut here.
"""

from collections.abc import Callable, Iterable
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
from tongbao.model.ways import Funding, Quantity


class _Dated(Protocol):
    @property
    def date(self) -> date: ...


T = TypeVar("T")
D = TypeVar("D", bound=_Dated)
R = TypeVar("R", bound=Record)
C = TypeVar("C", StageEntry, Report)


def _until(entries: tuple[D, ...], day: date) -> tuple[D, ...]:
    return _kept(entries, [entry for entry in entries if entry.date <= day])


def _kept(entries: tuple[T, ...], kept: list[T]) -> tuple[T, ...]:
    """What is kept of some entries, which are most often all."""
    return entries if len(kept) == len(entries) else tuple(kept)


def _past(on: date | None, day: date) -> date | None:
    return on if on and on <= day else None


def _with(record: R, **values: Any) -> R:
    changed = {}
    for name, value in values.items():
        old = getattr(record, name)
        if value is not old and value != old:
            changed[name] = value
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
    changes, actual = milestone.changes, milestone.actual
    if not changes and (actual is None or actual <= day):
        return milestone  # as most are: a place has thousands
    return _with(milestone, changes=_until(changes, day), actual=_past(actual, day))


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


def _quantity_at(item: Quantity, day: date) -> Quantity:
    parts = tuple(_with(part, done=_until(part.done, day)) for part in item.parts)
    return _with(item, done=_until(item.done, day), parts=parts)


def _funding_at(item: Funding, day: date) -> Funding:
    return _with(item, **{name: _until(getattr(item, name), day) for name in MONEY_STEPS})


MONEY_STEPS = ("applied", "approved", "granted", "spent")
_CUTS: dict[str, Callable[[Any, date], Iterable[Any]]] = {
    "stages": lambda stages, day: [_certified_by(entry, day) for entry in stages if entry.date <= day],
    "milestones": lambda milestones, day: [milestone_at(milestone, day) for milestone in milestones],
    "steps": lambda steps, day: [_with(s, begun=_past(s.begun, day), done=_past(s.done, day)) for s in steps],
    "factors": lambda factors, day: [_with(factor, secured=_until(factor.secured, day)) for factor in factors],
    "funding": lambda funding, day: [_funding_at(item, day) for item in funding],
    "quantities": lambda quantities, day: [_quantity_at(item, day) for item in quantities],
    "exemptions": lambda exemptions, day: [item for item in exemptions if item.from_ <= day],
    "progress": lambda reports, day: [_certified_by(r, day) for r in reports if r.as_of <= day and r.received <= day],
    "changes": _until,
    "conditions": lambda conditions, day: [_with(c, met=_past(c.met, day)) for c in conditions if c.since <= day],
    "papers": lambda papers, day: [_answered_by(paper, day) for paper in papers if paper.date <= day],
    "operation": lambda operation, day: [item for item in operation if item.reported <= day],
    "results": lambda results, day: [_with(result, measured=_until(result.measured, day)) for result in results],
    "photos": _until,
    "promotions": lambda promotions, day: [item for item in promotions if item.from_ <= day],
    "sponsors": lambda sponsors, day: [s for s in sponsors if (s.from_ or day) <= day <= (s.until or day)],
}
"""Of each list of a project what was known of it on a day."""


def project_at(project: Project, day: date, known: date | None = None) -> Project | None:
    """The project as it was known on the day; None when it was not yet registered.

    With `known`, a later day, also with the reports of that day and before that came in by then.
    """
    if known is not None and known > day:
        settled = tuple(
            report.model_copy(update={"reported": report.as_of})
            if report.as_of <= day and report.as_of < report.received <= known
            else report
            for report in project.progress
        )
        project = project.model_copy(update={"progress": settled})
    first = first_known(project)
    if first is not None and first > day:
        return None
    in_file = [(change.date, place, change) for place, change in enumerate(project.changes)]
    for date_, _, change in sorted(in_file, reverse=True):
        if date_ > day:
            project = _turned_back(project, change)
    known_then = {name: tuple(cut(entries, day)) for name, cut in _CUTS.items() if (entries := getattr(project, name))}
    return _with(project, **known_then, officer_assigned=_past(project.officer_assigned, day))


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
