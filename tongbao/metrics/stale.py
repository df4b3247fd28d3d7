"""What is due or past its date on a day: reports, issues, decisions, duties, milestones, columns of the site; who has
to do it, and where.

住建部 2016 ranks regions on the punctuality of their reports, 河南 on that of what is reported to it; a reminder comes
before the date, and until it is done.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from typing import Literal, NamedTuple

from tongbao.metrics.bodies import handling_office
from tongbao.metrics.clocks import IssueStanding
from tongbao.metrics.columns import column_standings
from tongbao.metrics.course import of_whole
from tongbao.metrics.reporting import asked_period, report_standing, rule_of
from tongbao.metrics.rhythm import Occurrence, occurrences
from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.standing import IDLE_STAGES, Standing, works_under_way
from tongbao.model.base import Text
from tongbao.model.vocab import FINISHED_STAGES

Kind = Literal["reports", "issues", "decisions", "duties", "milestones", "columns"]
KINDS: tuple[Kind, ...] = ("reports", "issues", "decisions", "duties", "milestones", "columns")
What = Literal["report", "issue", "plan", "feedback", "decision", "duty", "milestone", "column"]


class Stale(NamedTuple):
    """One thing that is due. `days` are left until its date, negative when it is past.

    `id` is its project's, issue's or activity's, or the code of a column; `name` what that is called, `part` the
    milestone, decision or kind of activity; `until` the last day of the period that is to be reported, or that on which
    the column was renewed.
    """

    kind: Kind
    what: What
    office: str | None
    districts: tuple[str, ...]
    id: str
    name: Text
    part: Text
    due: date
    days: int
    until: date | None = None
    provisional: bool = False


def stale(today: Snapshot) -> tuple[Stale, ...]:
    """Everything that is near its date or past it, by kind, what has been due longest first."""
    found = (
        *_reports(today),
        *_issues(today),
        *_decisions(today),
        *_duties(today),
        *_milestones(today),
        *_columns(today),
    )
    near = {kind: getattr(today.rules.reminders, kind) for kind in KINDS}
    told = (item for item in found if item.days <= near[item.kind])
    return tuple(sorted(told, key=lambda item: (KINDS.index(item.kind), item.due, item.id, str(item.part))))


def _at_work(today: Snapshot) -> Iterator[Standing]:
    """Projects that figures count, that are neither idle nor finished."""
    for standing in today.standings:
        if standing.in_scope and standing.stage not in IDLE_STAGES | FINISHED_STAGES:
            yield standing


def _answering(standing: Standing) -> str | None:
    """The office that answers for a project, else the one that leads it; of several the first."""
    led = (entry.office for entry in standing.project.lead)
    return next(iter((*standing.answering, *led)), None)


def _reports(today: Snapshot) -> Iterator[Stale]:
    rules, calendar = today.rules.reports, today.data.calendar
    for standing in _at_work(today):
        project = standing.project
        if (rule := rule_of(rules, project)) is None:
            continue
        _, ends = asked_period(rules, project, calendar, today.day)
        whole = of_whole(standing.dated, standing.project.count)
        at_work = partial(works_under_way, whole, standing.started_on)
        coming = report_standing(project, rules, calendar, ends, at_work)
        # On the day of a deadline the report that is due and the one that is asked about are the same.
        missing = {each.period_end: None for each in (standing.report, coming) if each.missing and each.period_end}
        for end in missing:
            deadline = calendar.add(end, rule.days_after, rule.unit)
            yield Stale(
                "reports",
                "report",
                _answering(standing),
                (project.district,),
                project.id,
                project.name,
                "",
                deadline,
                (deadline - today.day).days,
                end,
            )


def _issues(today: Snapshot) -> Iterator[Stale]:
    """Issues that are told one by one; those that may only be counted are told nowhere."""
    for standing in today.issues:
        issue = standing.issue
        if not standing.open or standing.done or issue.counted_only or issue.counts:
            continue
        for what, due, provisional in _dates_of(standing):
            yield Stale(
                "issues",
                what,
                handling_office(standing, today.rules),
                _districts(issue.projects, (issue.district,) if issue.district else (), today),
                issue.id,
                issue.title,
                "",
                due,
                (due - today.day).days,
                None,
                provisional,
            )


def _dates_of(standing: IssueStanding) -> Iterator[tuple[What, date, bool]]:
    """The dates of an issue that nothing has met yet."""
    if standing.due:
        yield "issue", standing.due, standing.provisional
    if standing.plan_due and not standing.plan_met:
        yield "plan", standing.plan_due, False
    if standing.feedback_due and not standing.feedback_met:
        yield "feedback", standing.feedback_due, False


def _decisions(today: Snapshot) -> Iterator[Stale]:
    for standing in today.decisions:
        if standing.done or standing.due is None:
            continue
        activity, decision = standing.activity, standing.decision
        yield Stale(
            "decisions",
            "decision",
            decision.office,
            _districts(decision.projects, activity.districts, today),
            activity.id,
            activity.title,
            decision.text,
            standing.due,
            (standing.due - today.day).days,
            None,
            standing.provisional,
        )


def _duties(today: Snapshot) -> Iterator[Stale]:
    """What must be held: of each that owes it the newest period that has begun, unless it was held."""
    data = today.data
    for kind in today.rules.activities:
        owed: dict[tuple[str, str], Occurrence] = {}
        for each in occurrences(kind, data.activities, today.standings, data.site, data.calendar, today.day):
            if each.state != "ahead":
                owed[each.member, each.project] = each
        for each in owed.values():
            if each.state == "held":
                continue
            of_district = kind.owed_by == "district"
            project = data.project_by_id.get(each.project)
            yield Stale(
                "duties",
                "duty",
                None if of_district else each.member or None,
                (each.member,) if of_district else (project.district,) if project else (),
                each.project or kind.code,
                project.name if project else "",
                kind.name,
                each.due,
                (each.due - today.day).days,
            )


def _milestones(today: Snapshot) -> Iterator[Stale]:
    for standing in _at_work(today):
        for each in standing.milestones:
            if not each.reached:
                yield Stale(
                    "milestones",
                    "milestone",
                    _answering(standing),
                    (standing.project.district,),
                    standing.project.id,
                    standing.project.name,
                    each.milestone.name,
                    each.due,
                    (each.due - today.day).days,
                )


def _columns(today: Snapshot) -> Iterator[Stale]:
    """Columns of the site by the day until which the policy wants their next entry."""
    for each in column_standings(today):
        if each.due and each.rule:
            days = (each.due - today.day).days
            yield Stale("columns", "column", each.rule.office, (), each.column, "", "", each.due, days, each.newest)


def _districts(projects: Iterable[str], own: tuple[str, ...], today: Snapshot) -> tuple[str, ...]:
    """The districts of projects, else those that the record itself names."""
    known = today.data.project_by_id
    return tuple(dict.fromkeys(known[id].district for id in projects if id in known)) or own
