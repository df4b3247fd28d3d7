"""项目一页纸: what a leader is handed of a project, on one page whatever its records hold.

Lists are cut to what fits and say how many more there are; the page on the web has them all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from tongbao.metrics.clocks import IssueStanding
from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.standing import Standing
from tongbao.views.activities import decisions_on
from tongbao.views.charts import MilestoneView, Timeline
from tongbao.views.fitting import EM, lines, shared
from tongbao.views.issue import due_words
from tongbao.views.named import named_issues_of
from tongbao.views.parts import Fact, IssueRow
from tongbao.views.project import ProjectView
from tongbao.views.reader import Reader
from tongbao.views.rows import issue_row

ANSWERS = ("responsible", "lead", "sponsors", "officer_assigned")
"""Facts that say who answers; all others say what the project is."""

PAGE = 2690
"""Tenths of a millimetre of an A4 page within its margins, with 6 mm to spare; the heights below are such too, as
templates/assets/sheet.css sets them."""
FRAME, CURVE, RATE = 860, 390, 260
LINE, SMALL, TITLE_LINE, PAD, MARK = 43, 39, 78, 12, 78
TITLE, STATUS, WIDE, CAPTION, LABEL, FACT = 28 * EM, 52 * EM, 56 * EM, 33 * EM, 7 * EM, 20 * EM
NAME, CHANGE, ISSUE, CLOCK, STATE, MATTER, OFFICE = 10 * EM, 12 * EM, 23 * EM, 12 * EM, 8 * EM, 38 * EM, 9 * EM
MOST_CONTENT = 3

T = TypeVar("T")


class SheetIssue(NamedTuple):
    """An open issue with its clock in words."""

    row: IssueRow
    clock: str


class Needed(NamedTuple):
    """Something to be decided or carried out: what, who, until when; `late` where that day is over."""

    what: str
    who: str
    until: str
    late: bool


@dataclass(frozen=True, slots=True)
class SheetView:
    """The sheet, in printed order. `more_*` say how many rows were left out, "" where none was.

    `latest` is the newest stage with its day and what was noted of it.
    """

    name: str
    issuer: str
    notice: str
    as_of: str
    page: str
    project: ProjectView
    latest: str
    facts: tuple[Fact, ...]
    answers: tuple[Fact, ...]
    milestones: tuple[MilestoneView, ...]
    more_milestones: str
    line: Timeline | None
    issues: tuple[SheetIssue, ...]
    more_issues: str
    needed: tuple[Needed, ...]
    more_needed: str


def sheet_view(project: ProjectView, standing: Standing, snapshot: Snapshot, reader: Reader) -> SheetView:
    """The sheet of a project; `project` is what its page says."""
    site = reader.site
    open_ = [issue for issue in named_issues_of(standing.project.id, snapshot) if issue.open]
    open_.sort(key=lambda issue: (not issue.overdue, issue.due is None, issue.due or issue.issue.raised.date))
    milestones = project.timeline.milestones if project.timeline else ()
    issues = [SheetIssue(issue_row(issue, snapshot, reader), due_words(issue, snapshot, reader)) for issue in open_]
    needed = [*_decided(standing, open_, snapshot, reader), *(n for i in open_ for n in _to_decide(i, reader))]
    urgent = sorted(range(len(milestones)), key=lambda place: (_settled(milestones[place]), place))
    kept = shared(
        (
            [_issue_height(issue) for issue in issues],
            [_needed_height(need) for need in needed],
            [_milestone_height(milestones[place]) for place in urgent],
        ),
        PAGE - _taken(project),
        LINE,
    )
    shown = sorted(urgent[: kept[2]])
    return SheetView(
        name=project.name,
        issuer=reader.words(site.publisher.name),
        notice=reader.words(site.notice) or (reader.t("pages.sample") if site.sample else ""),
        as_of=reader.day_text(snapshot.day),
        page=reader.urls.project(project.id),
        project=project,
        latest=_latest(project, reader),
        facts=tuple(fact for fact in project.facts if fact.code not in ANSWERS),
        answers=tuple(fact for fact in project.facts if fact.code in ANSWERS),
        milestones=tuple(milestones[place] for place in shown),
        more_milestones=_more(milestones, shown, reader),
        line=project.timeline,
        issues=tuple(issues[: kept[0]]),
        more_issues=_more(issues, issues[: kept[0]], reader),
        needed=tuple(needed[: kept[1]]),
        more_needed=_more(needed, needed[: kept[1]], reader),
    )


def _latest(project: ProjectView, reader: Reader) -> str:
    if not project.stages:
        return ""
    last = project.stages[-1]
    form = "sheet.latest_note" if last.note else "sheet.latest"
    return reader.t(form, day=last.date, stage=last.stage.text, note=last.note)


def _more(every: Sequence[T], shown: Sequence[object], reader: Reader) -> str:
    left = len(every) - len(shown)
    return reader.catalogue.count("sheet.more", left) if left else ""


def _settled(milestone: MilestoneView) -> bool:
    """Whether a milestone was reached as first planned: the first that a sheet can do without."""
    return milestone.state == "done" and not milestone.moves


def _decided(
    standing: Standing, issues: Sequence[IssueStanding], snapshot: Snapshot, reader: Reader
) -> tuple[Needed, ...]:
    """What was decided of the project and of its open issues, and is not carried out."""
    of = (standing.project.id, *(issue.issue.id for issue in issues))
    found = dict.fromkeys(view for id in of for view in decisions_on(id, snapshot, reader) if view.state != "done")
    return tuple(
        Needed(
            reader.t("sheet.decided", text=view.text, title=view.activity.text, day=view.activity_day),
            view.office.text,
            view.due,
            view.state == "overdue",
        )
        for view in found
    )


def _to_decide(issue: IssueStanding, reader: Reader) -> tuple[Needed, ...]:
    """An issue that is with a meeting or somebody above, or is due to go there."""
    meeting, title = issue.meeting, reader.words(issue.issue.title)
    if issue.done is not None:
        return ()
    if meeting.due and meeting.next and meeting.next_on:
        step = reader.name("meeting", meeting.next.code)
        day = reader.day_text(meeting.next_on.day)
        return (Needed(reader.t("sheet.due_at", step=step, title=title), step, day, late=True),)
    to = meeting.step.code if meeting.step else issue.escalated_to
    if to is None:
        return ()
    return (Needed(reader.t("sheet.with", step=reader.office(to), title=title), reader.office(to), "", late=False),)


# -- how high each part is ---------------------------------------------------------------------------------------------


def _height(*cells: tuple[str, int]) -> int:
    """The height of a row of a table: its highest cell, each a text in a width."""
    return max(lines(text, room) for text, room in cells) * LINE + PAD


def _taken(project: ProjectView) -> int:
    """What is never left out."""
    hints = (*project.exempted, project.out_of_scope, project.missing_report, *project.unmet)
    said = sum(lines(text, WIDE) for text in hints) + (project.within is not None)
    said += sum(lines("，".join((item.list.text, item.place, *item.moves)), WIDE) for item in project.on_lists)
    said += sum(lines(row.note, WIDE) for row in project.stages[-1:]) + 1
    status = (project.stage.text, project.light_reason, project.district.text, project.next_milestone)
    said += lines("　".join(status), STATUS) - 1
    asked = ([fact for fact in project.facts if (fact.code in ANSWERS) == answers] for answers in (False, True))
    facts = sum(_halves_height(some) for some in asked)
    content = min(lines(project.content.replace("\n", ""), WIDE), MOST_CONTENT)
    drawn = max(_figures_height(project), _curve_height(project))
    return FRAME + drawn + lines(project.name, TITLE) * TITLE_LINE + (said + content) * LINE + facts


def _figures_height(project: ProjectView) -> int:
    """The rate with its bar, and a line a figure; two in the narrow column beside a curve, where labels are Latin."""
    label, curve = project.completion.label, project.curve
    wraps = 2 if curve and label.isascii() else 1
    values = [project.invested_total, project.physical, project.finish, project.latest]
    values += [] if project.completion.known else [project.planned, project.invested, label]
    rate = RATE + (wraps + 1) * LINE if project.completion.known else 0
    return rate + sum(map(bool, values)) * wraps * LINE


def _curve_height(project: ProjectView) -> int:
    """The curve between its finding and its key, which are about as long."""
    return CURVE + 2 * lines(project.curve.title, CAPTION) * LINE if project.curve else 0


def _halves_height(facts: Sequence[Fact]) -> int:
    """Two lists side by side, the first of them the longer one."""
    half = (len(facts) + 1) // 2
    return max(sum(map(_fact_height, some)) for some in (facts[:half], facts[half:]))


def _fact_height(fact: Fact) -> int:
    text = " ".join(value.text for value in fact.values) + fact.withheld
    return max(lines(text, FACT), lines(fact.label, LABEL), 1) * LINE


def _milestone_height(milestone: MilestoneView) -> int:
    newest = milestone.moves[-1:]
    said = sum(lines("　" * 12 + move.date + move.to + move.reason + move.approved_by, CHANGE) for move in newest)
    state = 1 + bool(milestone.actual) + bool(milestone.delay)
    return max(_height((milestone.name, NAME)), said * SMALL + PAD, state * LINE + PAD, MARK)


def _issue_height(issue: SheetIssue) -> int:
    row = issue.row
    state = lines(row.state.text, STATE) + (row.colour is not None)
    cells = _height((row.link.text, ISSUE), (issue.clock, CLOCK), (row.office, OFFICE))
    return max(cells, state * LINE + PAD)


def _needed_height(needed: Needed) -> int:
    return _height((needed.what, MATTER), (needed.who, OFFICE))
