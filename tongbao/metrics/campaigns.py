"""Campaigns on a day: who takes part, where each goal stood at the beginning and stands now, what was reached."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Literal, NamedTuple

from tongbao.metrics.bounds import figure_within
from tongbao.metrics.cited import compared, unit_of
from tongbao.metrics.figure import Figure, Unit
from tongbao.metrics.project_totals import own_facts
from tongbao.metrics.rates import Sums
from tongbao.metrics.registry import figure_of
from tongbao.metrics.scopes import ALL
from tongbao.metrics.selection import selected
from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.standing import Standing
from tongbao.metrics.totals import issue_totals, stated, summed
from tongbao.model.campaign import MEMBERS, Campaign, Goal
from tongbao.model.cited import CitedFigure
from tongbao.model.once import once
from tongbao.model.setting import Bounds

SnapshotOf = Callable[[date], Snapshot]
State = Literal["met", "reached", "open", "missed", "late", ""]
Phase = Literal["running", "over"]


class Members(NamedTuple):
    """The projects of a campaign by id, and of bundles that it finds only a part of, how many projects these are: they
    cannot be told from the others, and are left out."""

    projects: tuple[str, ...]
    in_part: int


@dataclass(frozen=True, slots=True)
class MemberStanding:
    """A member at the beginning, None where it was not known then, and now."""

    before: Standing | None
    now: Standing

    @property
    def started(self) -> int:
        """How many projects of it broke ground since the beginning."""
        return max(self.now.started - (self.before.started if self.before else 0), 0)


@dataclass(frozen=True, slots=True)
class GoalStanding:
    """A goal: the figure at the beginning, and now or on the day by which it was due.

    `change` is of unrounded values, of shares in percentage points; None where either is unknown. `state`: before its
    day met or still open (what is met may be lost again), then reached by it, missed, or reached later; "" where it
    has no bounds. `cited` are the two that a source says, where it is told by these.
    """

    goal: Goal
    by: date
    before: Figure
    now: Figure
    seen: date
    change: Figure | None
    state: State
    cited: tuple[CitedFigure, ...] = ()


@dataclass(frozen=True, slots=True)
class CampaignStanding:
    """A campaign that has begun, on a day; on its last day it is over. Of bundles of which its rule finds only a part
    `in_part` projects are left out."""

    campaign: Campaign
    phase: Phase
    members: tuple[MemberStanding, ...]
    in_part: int
    goals: tuple[GoalStanding, ...]

    @property
    def count(self) -> int:
        """Projects among its members, a bundle as many as it stands for; one inside another member not again."""
        ids = {member.now.project.id for member in self.members}
        return sum(m.now.project.count for m in self.members if m.now.project.within not in ids)

    @property
    def judged(self) -> int:
        """How many goals have bounds."""
        return sum(bool(goal.state) for goal in self.goals)

    @property
    def reached(self) -> int:
        """How many of them were reached by their day, or are met before it."""
        return sum(goal.state in ("met", "reached") for goal in self.goals)


def members_of(campaign: Campaign, then: Snapshot) -> Members:
    """Who takes part: the projects that are named, and those that the rule finds at the beginning. `then` is the place
    on that day: who has started since is still one of those that had not."""
    found = dict.fromkeys(campaign.members)
    in_part = 0
    for standing in then.standings if campaign.select else ():
        count = selected(campaign.select, standing, then.data.site, then.day) if campaign.select else 0
        if count >= standing.project.count:
            found[standing.project.id] = None
        elif standing.project.id not in found:
            in_part += count
    return Members(tuple(found), in_part)


def campaigns_by_project(today: Snapshot, snapshot_of: SnapshotOf) -> dict[str, tuple[Campaign, ...]]:
    """The campaigns that each project takes part in, by its id, in the order of their first days."""
    found: dict[str, tuple[Campaign, ...]] = {}
    for campaign in sorted(today.data.campaigns, key=lambda each: (each.from_, each.id)):
        ids = dict.fromkeys(campaign.members)
        if campaign.select:
            ids |= dict.fromkeys(members_of(campaign, snapshot_of(min(campaign.base_day, today.day))).projects)
        for id in ids:
            found[id] = (*found.get(id, ()), campaign)
    return found


def members_figure(snapshot: Snapshot, ids: Iterable[str], key: str) -> Figure:
    """A figure of some projects together and of their issues (`Snapshot.issues_of`); one inside another that is among
    them adds only what is its own."""
    there = {id: snapshot.standing_by_id[id] for id in ids if id in snapshot.standing_by_id}
    parts = [
        own_facts(standing) if standing.project.within in there else stated(snapshot.own[id])
        for id, standing in there.items()
    ]
    parts += [stated(issue_totals(issue, snapshot.day.year)) for issue in snapshot.issues_of(there)]
    figure = figure_of(key, Sums(summed(parts), lambda: snapshot.totals[ALL], snapshot.rules, snapshot.day, ""))
    if there:
        return figure
    return replace(figure, value=None, numerator=None, denominator=None, reason="no-members")


def change_of(before: Figure, now: Figure) -> Figure | None:
    """What a figure grew by, of unrounded values; a share's in percentage points (忻州: 74.7 % → 91.7 %, 17 points)."""
    if before.value is None or now.value is None:
        return None
    grown = now.value - before.value
    if now.unit is Unit.SHARE:
        return Figure(now.key, Unit.POINTS, grown * 100)
    return Figure(now.key, now.unit, grown, unit_word=now.unit_word)


def goal_state(goal: Bounds, now: Figure, by: date, today: Snapshot, later: Figure) -> State:
    """Whether a goal is reached: `now` is the figure today, or on its day where that is over; `later` is today's."""
    if goal.open:
        return ""
    if today.day < by:
        return "met" if figure_within(goal, now) else "open"
    if figure_within(goal, now):
        return "reached"
    if today.day == by:
        return "open"
    return "late" if figure_within(goal, later) else "missed"


def phase_of(campaign: Campaign, day: date) -> Phase:
    """Whether a campaign that has begun still runs; on its last day it is over."""
    return "over" if day >= campaign.until else "running"


@once
def campaign_standing(campaign: Campaign, today: Snapshot, snapshot_of: SnapshotOf) -> CampaignStanding:
    """Where a campaign stands; `snapshot_of` gives the place on the day of its beginning and of its goals."""
    then = snapshot_of(min(campaign.base_day, today.day))
    members = members_of(campaign, then)
    known = ((then.standing_by_id.get(id), today.standing_by_id.get(id)) for id in members.projects)
    return CampaignStanding(
        campaign=campaign,
        phase=phase_of(campaign, today.day),
        members=tuple(MemberStanding(before, now) for before, now in known if now),
        in_part=members.in_part,
        goals=tuple(_goal(campaign, goal, members.projects, then, today, snapshot_of) for goal in campaign.goals),
    )


def _goal(
    campaign: Campaign, goal: Goal, ids: tuple[str, ...], then: Snapshot, today: Snapshot, snapshot_of: SnapshotOf
) -> GoalStanding:
    by = campaign.goal_day(goal)
    seen = snapshot_of(by) if by < today.day else today
    if goal.cited:
        return _told(goal, by, today)

    def figure(of: Snapshot) -> Figure:
        key = goal.figure or ""
        return members_figure(of, ids, key) if goal.scope == MEMBERS else of.figure(goal.scope, key)

    before, now = figure(then), figure(seen)
    return GoalStanding(
        goal=goal,
        by=by,
        before=before,
        now=now,
        seen=seen.day,
        change=change_of(before, now),
        state=goal_state(goal, now, by, today, figure(today)),
    )


def _told(goal: Goal, by: date, today: Snapshot) -> GoalStanding:
    """A goal of which a source says how it began and ended."""
    known = {cited.code: cited for cited in today.data.cited}
    each = [known.get(code) for code in goal.cited]
    before, now = (_cited(cited, today) for cited in (each[0], each[-1]))
    newest = each[-1]
    return GoalStanding(
        goal=goal,
        by=by,
        before=before,
        now=now,
        seen=newest.as_of if newest else today.day,
        change=change_of(before, now),
        state=goal_state(goal, now, by, today, now),
        cited=tuple(cited for cited in each if cited),
    )


def _cited(cited: CitedFigure | None, today: Snapshot) -> Figure:
    """What a source says as a figure; none where it was not yet published on the day."""
    if cited is None:
        return Figure("", Unit.PROJECTS, None, reason="no-report")
    value: Fraction = compared(cited, today.data.site.money, lambda _: today).value
    return Figure(cited.figure or "", unit_of(cited), value)
