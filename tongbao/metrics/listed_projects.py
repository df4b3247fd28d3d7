"""Projects of the year's list beside their plans: done, due, what is missing, what was met at year end and why not."""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from tongbao.metrics.clocks import IssueStanding
from tongbao.metrics.items import factor_amount
from tongbao.metrics.lights import LightStanding
from tongbao.metrics.listing import ListedGroup, groups_of
from tongbao.metrics.pace import plan_to_date
from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.standing import IDLE_STAGES, Standing
from tongbao.model.base import Text, last_day
from tongbao.model.targets import TargetGroup, TargetList
from tongbao.model.vocab import Nature


class Lack(StrEnum):
    """What a project lacks on a day."""

    IDLE = "idle"
    PLAN = "plan"
    REPORT = "report"
    MONEY = "money"
    START = "start"
    FINISH = "finish"
    MILESTONE = "milestone"
    FACTOR = "factor"
    ISSUES = "issues"


class Missing(NamedTuple):
    """Something that is missing: money in the place's unit, or so much of a factor in its unit, or so many; since when.

    `text` is people's own word for it, of a stage or a milestone; `code` that of a kind of factor.
    """

    what: Lack
    amount: Fraction | None = None
    unit: str = ""
    code: str = ""
    text: Text | None = None
    since: date | None = None


class Demand(StrEnum):
    """What the list asks of a project in its year."""

    MONEY = "money"
    START = "start"
    FINISH = "finish"


class Ground(StrEnum):
    """Where a recorded reason stands."""

    MOVED = "moved"
    IDLE = "idle"
    ISSUE = "issue"


class Reason(NamedTuple):
    """A recorded reason why something was not met: of a milestone that was moved to `day`, of a suspension, an issue.

    `text` is people's own; `about` names the milestone, `issue` is the id of an open issue.
    """

    ground: Ground
    text: Text
    day: date
    about: Text | None = None
    issue: str = ""


class Paced(NamedTuple):
    """A project's money at the end of a quarter: due by then and done, in the place's unit; None where not known."""

    end: date
    due: Fraction | None
    done: Fraction | None


class ListedStanding(NamedTuple):
    """A project of the list on a day. Money in the place's unit; `gap` is done − due.

    `met` says of each thing that the list asks whether it is there; `reasons` are those of the year, oldest first.
    """

    group: TargetGroup
    number: int
    standing: Standing
    due: Fraction | None
    gap: Fraction | None
    light: LightStanding
    missing: tuple[Missing, ...]
    met: dict[Demand, bool]
    reasons: tuple[Reason, ...]
    quarters: tuple[Paced, ...]

    @property
    def all_met(self) -> bool | None:
        """Whether all is there that the list asks; None where it asks nothing."""
        return all(self.met.values()) if self.met else None


def listed_standings(listed: TargetList, now: Snapshot, passed: Iterable[Snapshot] = ()) -> tuple[ListedStanding, ...]:
    """The projects of the list on the snapshot's day, in printed order; `passed` is the place at the quarters' ends.

    A project that the records of that day do not know has no standing.
    """
    earlier, grouped = tuple(passed), groups_of(listed, now.day)
    ids = [(group, id) for group in grouped for id in group.projects if id in now.standing_by_id]
    return tuple(_listed(group, number, id, now, earlier) for number, (group, id) in enumerate(ids, 1))


def _listed(group: ListedGroup, number: int, id: str, now: Snapshot, passed: tuple[Snapshot, ...]) -> ListedStanding:
    standing = now.standing_by_id[id]
    due = due_of(standing, now)
    done = None if standing.invested is None else Fraction(standing.invested)
    return ListedStanding(
        group=group.group,
        number=number,
        standing=standing,
        due=due,
        gap=None if due is None or done is None else done - due,
        light=now.project_light(standing),
        missing=tuple(_missing(standing, group.group, due, done, now)) if standing.in_scope else (),
        met=dict(_met(standing)) if standing.in_scope else {},
        reasons=tuple(sorted(_reasons(standing, now), key=lambda reason: reason.day)),
        quarters=tuple(_paced(id, then) for then in passed),
    )


def _paced(id: str, then: Snapshot) -> Paced:
    standing = then.standing_by_id.get(id)
    if standing is None:
        return Paced(then.day, None, None)
    done = None if standing.invested is None else Fraction(standing.invested)
    return Paced(then.day, due_of(standing, then), done)


def due_of(standing: Standing, now: Snapshot) -> Fraction | None:
    """What of the project's plan is due by the day, as its own pace says; None without a plan."""
    plan, pace = standing.plan, standing.pace.value
    if plan is None or plan.plan is None:
        return None
    if now.rules.completion_rate.base == "plan_to_date" or pace is None:
        return plan_to_date(plan, now.rules.pace, now.day)
    return Fraction(plan.plan) * pace


def _missing(
    standing: Standing, group: TargetGroup, due: Fraction | None, done: Fraction | None, now: Snapshot
) -> Iterator[Missing]:
    """In the order in which somebody would act on it. Of what is only being prepared no plan of the year is asked."""
    project, plan = standing.project, standing.plan
    if standing.stage in IDLE_STAGES:
        yield Missing(Lack.IDLE, text=standing.stage_word)
    if standing.nature is Nature.NEW and standing.start_due and standing.started < project.count:
        since = last_day(plan.start) if plan and plan.start else None
        yield Missing(Lack.START, Fraction(project.count - standing.started), since=since)
    if standing.nature is Nature.COMPLETING and standing.finish_due and standing.finished < project.count:
        since = last_day(plan.finish) if plan and plan.finish else None
        yield Missing(Lack.FINISH, Fraction(project.count - standing.finished), since=since)
    if standing.planned is None:
        if not group.reserve:
            yield Missing(Lack.PLAN)
    elif done is None:
        yield Missing(Lack.REPORT)
    if due is not None and due > (done or 0):
        yield Missing(Lack.MONEY, due - (done or 0))
    for milestone in standing.milestones:
        if milestone.overdue:
            yield Missing(Lack.MILESTONE, text=milestone.milestone.name, since=milestone.due)
    for factor in project.factors:
        amount = factor_amount(factor)
        if amount.total > amount.done:
            yield Missing(Lack.FACTOR, Fraction(amount.total - amount.done), factor.unit, factor.kind)
    issues = sum(issue.raised - issue.closed for issue in _issues(standing, now))
    if issues:
        yield Missing(Lack.ISSUES, Fraction(issues))


def _issues(standing: Standing, now: Snapshot) -> tuple[IssueStanding, ...]:
    """The open issues of the project that may be named."""
    found = now.issues_by_project.get(standing.project.id, ())
    return tuple(issue for issue in found if issue.open and not issue.issue.counted_only)


def _met(standing: Standing) -> Iterator[tuple[Demand, bool]]:
    count = standing.project.count
    if standing.planned is not None:
        yield Demand.MONEY, standing.invested is not None and standing.invested >= standing.planned
    if standing.nature is Nature.NEW:
        yield Demand.START, standing.started >= count
    if standing.nature is Nature.COMPLETING:
        yield Demand.FINISH, standing.finished >= count


def _reasons(standing: Standing, now: Snapshot) -> Iterator[Reason]:
    year = now.day.year
    for milestone in standing.project.milestones:
        for change in milestone.changes:
            if change.date.year == year:
                yield Reason(Ground.MOVED, change.reason, change.to, about=milestone.name)
    for entry in standing.project.stages:
        if entry.note and entry.date.year == year and now.data.site.stage(entry.stage) in IDLE_STAGES:
            yield Reason(Ground.IDLE, entry.note, entry.date)
    for issue in _issues(standing, now):
        yield Reason(Ground.ISSUE, issue.issue.title, issue.issue.raised.date, issue=issue.issue.id)


def counted_once(standings: Iterable[Standing], now: Snapshot) -> tuple[Standing, ...]:
    """Those that no bundle among them counts already, directly or by way of another."""
    every = tuple(standings)
    ids = {standing.project.id for standing in every}

    def inside(standing: Standing) -> bool:
        bundle = now.standing_by_id.get(standing.project.within or "")
        return bundle is not None and (bundle.project.id in ids or inside(bundle))

    return tuple(standing for standing in every if not inside(standing))
