"""The papers of a meeting: who is called and why, a sheet each, districts, issues to decide on, last time's decisions.

Printed and handed out, so nothing in them leads anywhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from tongbao.metrics.bodies import counted
from tongbao.metrics.packs import Called, Why, before, called, called_of_sponsors, last_meeting, taken_up, to_decide
from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.standing import Standing
from tongbao.model.base import last_day
from tongbao.model.packs import PackRule
from tongbao.views.activities import DecisionView, decision_view, decisions_on
from tongbao.views.boards import board_views
from tongbao.views.charts import MilestoneView, Timeline, timeline
from tongbao.views.issue import IssueView, issue_view
from tongbao.views.lists import place_row
from tongbao.views.named import named_issues_of
from tongbao.views.parts import Bar, BoardRow, BoardView, Chip, Fact, FigureView, LightView, ProjectRow
from tongbao.views.policy_packs import call_text, pack_lines
from tongbao.views.project import all_facts, next_milestone
from tongbao.views.reader import Reader
from tongbao.views.rows import project_row
from tongbao.views.sayer import Sayer
from tongbao.views.sent import paper_name


@dataclass(frozen=True, slots=True)
class CalledRow:
    """A project that is called: its number in the papers, and each reason."""

    number: str
    row: ProjectRow
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CalledProject:
    """What a sheet says of its project as the page of the project does."""

    id: str
    name: str
    stage: Chip
    light: LightView | None
    completion: FigureView
    gap: FigureView
    bar: Bar | None
    next_milestone: str
    planned: str
    invested: str
    physical: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet of a project: its facts, milestones that are late or were moved, its open issues,
    what was decided of it and of them."""

    number: str
    why: tuple[str, ...]
    project: CalledProject
    milestones: tuple[MilestoneView, ...]
    issues: tuple[IssueView, ...]
    decisions: tuple[DecisionView, ...]


class SponsorRow(NamedTuple):
    """A sponsor: how many projects are in his or her care, and by number and name those that are called."""

    name: str
    projects: str
    called: tuple[str, ...]
    overdue: str


@dataclass(frozen=True, slots=True)
class PackView:
    """The papers. `last` is the meeting whose decisions stand in them, "" where there was none; `pdf` the printed
    papers of those that are published.
    """

    title: str
    name: str
    as_of: str
    issuer: str
    notice: str
    rules: tuple[str, ...]
    called: tuple[CalledRow, ...]
    sheets: tuple[Sheet, ...]
    whole: BoardRow
    boards: tuple[BoardView, ...]
    sponsors: tuple[SponsorRow, ...]
    issues: tuple[IssueView, ...]
    last: str
    decisions: tuple[DecisionView, ...]
    unit: str
    pdf: str = ""


def pack_view(rule: PackRule, today: Snapshot, reader: Reader, pdf: str = "") -> PackView:
    """The papers of a meeting on a day; `pdf` is the address of the printed ones, where they are published."""
    snapshot, site = before(rule, today), reader.site
    say = Sayer(reader, snapshot.data.cited)
    found = called(rule, snapshot)
    sheets = tuple(
        _sheet(reader.number(number), one, _reasons(one, reader, say), snapshot, reader)
        for number, one in enumerate(found, 1)
    )
    last = last_meeting(rule, snapshot)
    return PackView(
        title=reader.t("packs.title", name=reader.words(rule.name)),
        name=reader.words(rule.name),
        as_of=reader.day_text(snapshot.day),
        issuer=reader.words(site.publisher.name),
        notice=reader.words(site.notice) or (reader.t("pages.sample") if site.sample else ""),
        rules=tuple(line for line in pack_lines(rule, say) if line),
        called=tuple(
            CalledRow(sheet.number, project_row(one.standing, snapshot, reader), sheet.why)
            for one, sheet in zip(found, sheets, strict=True)
        ),
        sheets=sheets,
        whole=place_row(snapshot, reader),
        boards=board_views("district", snapshot, reader),
        sponsors=tuple(_sponsors(rule, found, snapshot, reader)),
        issues=tuple(issue_view(issue, snapshot, reader) for issue in to_decide(rule, snapshot)),
        last=reader.t("packs.of", title=reader.words(last.title), day=reader.day_text(last.date)) if last else "",
        decisions=tuple(decision_view(decision, snapshot, reader) for decision in taken_up(rule, snapshot)),
        unit=reader.money_unit,
        pdf=pdf,
    )


def _sponsors(rule: PackRule, found: tuple[Called, ...], snapshot: Snapshot, reader: Reader) -> Iterator[SponsorRow]:
    numbers = {one.standing.project.id: number for number, one in enumerate(found, 1)}
    for code, called_ones in called_of_sponsors(rule, found, snapshot).items():
        issues = {i.issue.id: i for one in called_ones for i in named_issues_of(one.standing.project.id, snapshot)}
        overdue = sum(issue.overdue for issue in issues.values())
        yield SponsorRow(
            name=reader.office(code),
            projects=reader.number(counted(standing for standing, _ in snapshot.sponsored[code])),
            called=tuple(
                reader.t(
                    "packs.numbered",
                    number=reader.number(numbers[one.standing.project.id]),
                    name=reader.words(one.standing.project.name),
                )
                for one in called_ones
            ),
            overdue=reader.number(overdue) if overdue else "",
        )


def _sheet(number: str, one: Called, why: tuple[str, ...], snapshot: Snapshot, reader: Reader) -> Sheet:
    standing, id = one.standing, one.standing.project.id
    line = timeline(standing.project.milestones, snapshot.day, reader)
    milestones = line.milestones if line else ()
    open_issues = (issue for issue in named_issues_of(id, snapshot) if issue.open)
    issues = tuple(issue_view(issue, snapshot, reader) for issue in open_issues)
    decided = (*decisions_on(id, snapshot, reader), *(decision for issue in issues for decision in issue.decisions))
    return Sheet(
        number=number,
        why=why,
        project=_called(standing, line, snapshot, reader),
        milestones=tuple(each for each in milestones if each.moves or each.state in ("late", "done-late")),
        issues=issues,
        decisions=tuple(dict.fromkeys(decided)),
    )


def _called(standing: Standing, line: Timeline | None, snapshot: Snapshot, reader: Reader) -> CalledProject:
    project, latest = standing.project, standing.latest
    return CalledProject(
        id=project.id,
        name=reader.words(project.name),
        stage=reader.stage_chip(standing.stage, standing.stage_word),
        light=reader.light(snapshot.project_light(standing).light),
        completion=reader.figure(standing.completion_rate),
        gap=reader.figure(standing.gap),
        bar=reader.bar(standing.completion_rate, standing.pace, standing.gap),
        next_milestone=next_milestone(line, reader),
        planned=reader.money_text(standing.planned),
        invested=reader.money_text(standing.invested),
        physical=reader.percent(latest.physical, 0) if latest else "",
        facts=all_facts(standing, snapshot, reader),
    )


def _reasons(one: Called, reader: Reader, say: Sayer) -> tuple[str, ...]:
    """Why a project is called, each reason once; a call that only chooses among projects is said as it stands."""
    said = (tuple(_found(why, one, reader)) or (call_text(why.call, say),) for why in one.why)
    return tuple(dict.fromkeys(text for texts in said for text in texts))


def _found(why: Why, one: Called, reader: Reader) -> Iterator[str]:
    if why.light:
        yield reader.words(why.light.label)
    if why.months:
        plan = one.standing.plan
        month = reader.month_text(last_day(plan.start)) if plan and plan.start else ""
        yield reader.catalogue.count("packs.why.start", why.months, month=month)
    if why.gap:
        yield reader.figure(why.gap, explained=False).words
    for issue in why.issues:
        title = reader.words(issue.issue.title)
        if why.call.steps and issue.meeting.step:
            step = reader.name("meeting", issue.meeting.step.code)
            yield reader.t("packs.why.issue", title=title, step=step)
        if why.call.overdue == "issue":
            yield reader.catalogue.count("packs.why.overdue", issue.overdue_days, title=title)
    for standing in why.decisions:
        title = reader.words(standing.decision.text)
        yield reader.catalogue.count("packs.why.decision", standing.overdue_days, title=title)
    for sent in why.papers:
        name = paper_name(sent, reader)
        yield reader.catalogue.count("packs.why.paper", sent.overdue_days, name=name)
    if why.board and why.place:
        name, rank = reader.words(why.board.name), why.place.position
        yield reader.t("packs.why.board", name=name, rank=rank)
