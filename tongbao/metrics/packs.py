"""The papers of a meeting: who is called and why, the issues to decide on, and what was decided last time."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from tongbao.metrics.boards import Place
from tongbao.metrics.bounds import figure_within
from tongbao.metrics.clocks import IssueStanding
from tongbao.metrics.decisions import DecisionStanding
from tongbao.metrics.figure import Figure
from tongbao.metrics.selection import selected
from tongbao.metrics.sent import SentStanding
from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.standing import Standing
from tongbao.model.activity import Activity
from tongbao.model.dataset import Dataset
from tongbao.model.packs import Call, PackRule
from tongbao.model.setting import Selection
from tongbao.model.standings import Board, Light
from tongbao.model.vocab import FINISHED_STAGES

ANYONE = Selection.model_construct()


class Why(NamedTuple):
    """A call that holds for a project, with what made it hold; what it does not ask for is empty."""

    call: Call
    light: Light | None = None
    months: int = 0
    gap: Figure | None = None
    issues: tuple[IssueStanding, ...] = ()
    decisions: tuple[DecisionStanding, ...] = ()
    papers: tuple[SentStanding, ...] = ()
    board: Board | None = None
    place: Place | None = None


class Called(NamedTuple):
    """A project that is called, by every call that holds."""

    standing: Standing
    why: tuple[Why, ...]


def called(rule: PackRule, snapshot: Snapshot) -> tuple[Called, ...]:
    """The projects that a rule calls on the day, by district in the place's order.

    One that is finished, that figures leave out, or that is only the rest of a total is called by nothing.
    """
    order = {district.code: place for place, district in enumerate(snapshot.data.site.districts)}
    found = []
    for standing in snapshot.standings:
        if standing.in_scope and standing.stage not in FINISHED_STAGES and not standing.project.reckoned:
            why = tuple(reason for call in rule.calls if (reason := _why(call, standing, snapshot)))
            if why:
                found.append(Called(standing, why))
    return tuple(sorted(found, key=lambda one: (order.get(one.standing.project.district, 0), one.standing.project.id)))


def _why(call: Call, standing: Standing, snapshot: Snapshot) -> Why | None:
    """What makes a call hold for a project; None where it does not."""
    id = standing.project.id
    why = Why(call)
    if call.select != ANYONE and not selected(call.select, standing, snapshot.data.site, snapshot.day):
        return None
    if call.lights:
        light = snapshot.project_light(standing).light
        if light is None or light.code not in call.lights:
            return None
        why = why._replace(light=light)
    if call.start_overdue is not None:
        if standing.start_delay < call.start_overdue:
            return None
        why = why._replace(months=standing.start_delay)
    if not call.gap.open:
        if not figure_within(call.gap, standing.gap):
            return None
        why = why._replace(gap=standing.gap)
    if call.steps or call.overdue == "issue":
        issues = tuple(issue for issue in snapshot.issues_by_project.get(id, ()) if _asked(call, issue))
        if not issues:
            return None
        why = why._replace(issues=issues)
    if call.overdue == "decision":
        decisions = tuple(d for d in snapshot.decisions if d.overdue and id in d.decision.projects)
        if not decisions:
            return None
        why = why._replace(decisions=decisions)
    if call.overdue == "paper":
        papers = tuple(sent for sent in standing.papers if sent.state == "overdue")
        if not papers:
            return None
        why = why._replace(papers=papers)
    if call.board is not None:
        last = next(_last_on(call, standing.project.district, snapshot), None)
        if last is None:
            return None
        why = why._replace(board=last[0], place=last[1])
    return why


def _asked(call: Call, issue: IssueStanding) -> bool:
    """Whether an open issue is with a step that a call names, and overdue where it asks for that. One that may only be
    counted calls nothing: papers may be public, and would tell which project has one."""
    step = issue.meeting.step
    with_step = not call.steps or (step is not None and step.code in call.steps)
    shown = not issue.issue.counted_only
    return shown and issue.open and issue.done is None and with_step and (issue.overdue or call.overdue != "issue")


def _last_on(call: Call, district: str, snapshot: Snapshot) -> Iterator[tuple[Board, Place]]:
    """The board of a call and the district's place on it, where no more than the last so many are behind or equal."""
    for board in snapshot.rules.boards:
        if board.code == call.board and board.axis == "district":
            placed = [place for place in snapshot.board(board) if place.position is not None]
            for place in placed:
                # Equal members stand or fall together.
                behind = sum((other.position or 0) >= (place.position or 0) for other in placed)
                if place.member == district and behind <= call.last:
                    yield board, place


def public_papers(activity: Activity, data: Dataset) -> tuple[PackRule, ...]:
    """The kinds of papers of a meeting on record that are public by the rules of its day."""
    kinds = (rule for rule in data.policy.packs if rule.public and rule.in_force(activity.date))
    return tuple(rule for rule in kinds if rule.kind == activity.kind)


def before(rule: PackRule, snapshot: Snapshot) -> Snapshot:
    """The place of which the papers of a meeting speak: as of its day, without what it decided itself."""
    decisions = tuple(
        each for each in snapshot.decisions if each.activity.kind != rule.kind or each.activity.date < snapshot.day
    )
    return snapshot if len(decisions) == len(snapshot.decisions) else replace(snapshot, decisions=decisions)


def called_of_sponsors(rule: PackRule, found: Iterable[Called], snapshot: Snapshot) -> dict[str, tuple[Called, ...]]:
    """Of each sponsor the projects that are called, those with the most first; none where the rule does not ask."""
    if not rule.sponsors:
        return {}
    by_id = {one.standing.project.id: one for one in found}
    held = {
        code: tuple(by_id[standing.project.id] for standing, _ in pairs if standing.project.id in by_id)
        for code, pairs in snapshot.sponsored.items()
    }
    return {code: held[code] for code in sorted(held, key=lambda code: -len(held[code])) if held[code]}


def to_decide(rule: PackRule, snapshot: Snapshot) -> tuple[IssueStanding, ...]:
    """The issues that the meeting decides on, the oldest first: with one of its steps, or due to go there."""

    def wanted(issue: IssueStanding) -> bool:
        meeting = issue.meeting
        here = meeting.step is not None and meeting.step.code in rule.issues
        coming = meeting.due and meeting.next is not None and meeting.next.code in rule.issues
        return issue.open and issue.done is None and (here or coming)

    found = (issue for issue in snapshot.issues if wanted(issue) and not issue.issue.counted_only)
    return tuple(sorted(found, key=lambda issue: (issue.issue.raised.date, issue.issue.id)))


def last_meeting(rule: PackRule, snapshot: Snapshot) -> Activity | None:
    """The newest meeting of the kind before the day; None where there was none."""
    held = [each for each in snapshot.data.activities if each.kind == rule.kind and each.date < snapshot.day]
    return max(held, key=lambda each: (each.date, each.id), default=None)


def taken_up(rule: PackRule, snapshot: Snapshot) -> tuple[DecisionStanding, ...]:
    """What the last meeting of the kind decided, then what those before it did and is still open."""
    last = last_meeting(rule, snapshot)
    mine = [d for d in snapshot.decisions if d.activity.kind == rule.kind and d.activity.date < snapshot.day]
    now = [d for d in mine if last and d.activity.id == last.id]
    left = [d for d in mine if last and d.activity.id != last.id and not d.done]
    left.sort(key=lambda d: (d.activity.date, d.activity.id), reverse=True)
    return (*now, *left)
