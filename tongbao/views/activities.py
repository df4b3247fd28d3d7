"""What the office does: its meetings, tours and visits, what they decided, and the rhythm that is due."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from tongbao.metrics.decisions import DecisionStanding
from tongbao.metrics.packs import public_papers
from tongbao.metrics.rhythm import Occurrence, occurrences
from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.windows import month_end
from tongbao.model.activity import Activity, Mark
from tongbao.model.rhythm import ActivityKind
from tongbao.views.named import named_issue
from tongbao.views.parts import Fact, FigureView, IssueRow, Link, ProjectRow
from tongbao.views.reader import Reader
from tongbao.views.rows import issue_row, project_link, project_row

FIGURES = ("decisions", "decisions_done", "decision_rate", "decisions_overdue")


class DecisionView(NamedTuple):
    """A decision: what, who, until when, and how far it is. `state` is done, overdue or open."""

    text: str
    office: Link
    others: tuple[Link, ...]
    due: str
    provisional: bool
    changes: tuple[str, ...]
    state: str
    state_text: str
    result: str
    projects: tuple[Link, ...]
    issues: tuple[Link, ...]
    activity: Link
    activity_day: str


class ActivityRow(NamedTuple):
    """An activity in a list."""

    link: Link
    day: str
    day_sort: str
    kind: str
    chair: str
    decisions: str
    overdue: str


@dataclass(frozen=True, slots=True)
class PeriodView:
    """A period of a rhythm: `state` is held, missed, open or ahead; of several that owe it, how many of how many."""

    name: str
    due: str
    state: str
    text: str
    held: tuple[Link, ...]
    count: str = ""


class RhythmView(NamedTuple):
    """A kind of activity that recurs: how often, who leads it, its periods of the year, held of those that are over."""

    name: str
    every: str
    chair: str
    owed_by: str
    periods: tuple[PeriodView, ...]
    held: str
    over: str
    missed: str
    source: str


class ActivitiesView(NamedTuple):
    """The activities, the newest first, the rhythm of the year, and the decisions that are still open."""

    figures: tuple[FigureView, ...]
    rhythm: tuple[RhythmView, ...]
    open: tuple[DecisionView, ...]
    rows: tuple[ActivityRow, ...]
    calendar: str
    year: str


class MarkView(NamedTuple):
    """The points of a district or project, the most first; equal points share a rank."""

    rank: str
    who: Link
    points: str
    note: str


class ActivityView(NamedTuple):
    """The page of an activity."""

    title: str
    facts: tuple[Fact, ...]
    papers: tuple[Link, ...]
    summary: str
    decisions: tuple[DecisionView, ...]
    marks: tuple[MarkView, ...]
    projects: tuple[ProjectRow, ...]
    issues: tuple[IssueRow, ...]
    unit: str


def has_activities(snapshot: Snapshot) -> bool:
    """Whether the place keeps activities, or a rhythm that asks for them."""
    return bool(snapshot.data.activities or any(kind.every for kind in snapshot.rules.activities))


def activity_link(activity: Activity, reader: Reader) -> Link:
    """An activity's title with its page."""
    return Link(reader.words(activity.title), reader.urls.activity(activity.id))


def kind_name(code: str, reader: Reader) -> str:
    """The name of a kind of activity; a code that is no longer in force stays as it is."""
    kind = next((kind for kind in reader.rules.activities if kind.code == code), None)
    return reader.words(kind.name) if kind else code


def decision_view(standing: DecisionStanding, snapshot: Snapshot, reader: Reader) -> DecisionView:
    """A decision with where it stands on the day of the snapshot."""
    decision = standing.decision
    known = (snapshot.standing_by_id.get(id) for id in decision.projects)
    concerned = (named_issue(id, snapshot) for id in decision.issues)
    state = "done" if standing.done else "overdue" if standing.overdue else "open"
    return DecisionView(
        text=reader.words(decision.text),
        office=reader.office_link(decision.office),
        others=tuple(reader.office_link(code) for code in decision.others),
        due=reader.day_text(standing.due),
        provisional=standing.provisional,
        changes=tuple(
            reader.t(
                "words.activities.changed",
                day=reader.day_text(change.date),
                to=reader.day_text(change.to),
                reason=reader.words(change.reason),
                by=reader.words(change.approved_by),
            )
            for change in decision.changes
        ),
        state=state,
        state_text=reader.t(
            f"words.activities.decision.{state}",
            day=reader.day_text(decision.done),
            days=reader.number(standing.overdue_days),
        ),
        result=reader.words(decision.result) if standing.done else "",
        projects=tuple(project_link(found, reader) for found in known if found),
        issues=tuple(
            Link(reader.words(found.issue.title), reader.urls.issue(found.issue.id)) for found in concerned if found
        ),
        activity=activity_link(standing.activity, reader),
        activity_day=reader.day_text(standing.activity.date),
    )


def decisions_of(code: str, snapshot: Snapshot, reader: Reader) -> tuple[DecisionView, ...]:
    """The decisions that an office is to carry out and has not, the most urgent first."""
    mine = (d for d in snapshot.decisions if d.decision.office == code and not d.done)
    return tuple(decision_view(standing, snapshot, reader) for standing in _urgent_first(mine))


def taken_up(id: str, snapshot: Snapshot, reader: Reader) -> tuple[Link, ...]:
    """The meetings that took up an issue, the first of them first, each with its day."""
    took = [activity for activity in snapshot.data.activities if id in activity.issues]
    return tuple(
        Link(f"{reader.day_text(activity.date)} {reader.words(activity.title)}", reader.urls.activity(activity.id))
        for activity in sorted(took, key=lambda activity: (activity.date, activity.id))
    )


def decisions_on(id: str, snapshot: Snapshot, reader: Reader) -> tuple[DecisionView, ...]:
    """What was decided of a project or an issue, the newest first."""
    found = [d for d in snapshot.decisions if id in d.decision.projects or id in d.decision.issues]
    found.sort(key=lambda d: (d.activity.date, d.activity.id), reverse=True)
    return tuple(decision_view(standing, snapshot, reader) for standing in found)


def _urgent_first(standings: Iterable[DecisionStanding]) -> list[DecisionStanding]:
    return sorted(standings, key=lambda d: (d.due is None, d.due, d.activity.id, d.decision.code))


def _row(activity: Activity, snapshot: Snapshot, reader: Reader) -> ActivityRow:
    mine = [d for d in snapshot.decisions if d.activity.id == activity.id]
    overdue = sum(d.overdue for d in mine)
    return ActivityRow(
        link=activity_link(activity, reader),
        day=reader.day_text(activity.date),
        day_sort=activity.date.isoformat(),
        kind=kind_name(activity.kind, reader),
        chair=reader.office(activity.chair) if activity.chair else "",
        decisions=reader.number(len(mine)) if mine else "",
        overdue=reader.number(overdue) if overdue else "",
    )


def _span(period: Occurrence, reader: Reader) -> str:
    """A month, the first and last of several months, or the days of a week or half a month."""
    first, last = period.first, period.last
    if first.day > 1 or last != month_end(last):
        return reader.t("words.activities.period", first=reader.short_day(first), last=reader.short_day(last))
    names = [reader.t(f"words.dates.names.{day.month}") for day in (first, last)]
    return names[0] if first.month == last.month else reader.t("words.activities.period", first=names[0], last=names[1])


def _period(found: list[Occurrence], reader: Reader) -> PeriodView:
    """A period; of several that owe it the worst of their states."""
    first = found[0]
    states = {occurrence.state for occurrence in found}
    state = next(name for name in ("missed", "open", "ahead", "held") if name in states)
    held = {activity.id: activity for occurrence in found for activity in occurrence.held}
    counted = sum(bool(occurrence.held) for occurrence in found)
    return PeriodView(
        name=_span(first, reader),
        due=reader.day_text(first.due),
        state=state,
        text=reader.t(f"words.activities.states.{state}"),
        held=tuple(
            Link(reader.day_text(a.date), reader.urls.activity(a.id))
            for a in sorted(held.values(), key=lambda each: (each.date, each.id))
        ),
        count="" if len(found) == 1 else f"{reader.number(counted)}/{reader.number(len(found))}",
    )


def _rhythm(kind: ActivityKind, snapshot: Snapshot, reader: Reader) -> RhythmView:
    data = snapshot.data
    found = occurrences(kind, data.activities, snapshot.standings, data.site, data.calendar, snapshot.day)
    over = [o for o in found if o.state in ("held", "missed")]
    return RhythmView(
        name=reader.words(kind.name),
        every=reader.t(f"words.activities.every.{kind.every}"),
        chair=reader.words(kind.chair),
        owed_by=reader.t(f"words.activities.owed_by.{kind.owed_by}"),
        periods=tuple(_period(list(same), reader) for _, same in groupby(found, key=lambda o: o.first)),
        held=reader.number(sum(o.state == "held" for o in over)),
        over=reader.number(len(over)),
        missed=reader.number(sum(o.state == "missed" for o in over)),
        source=reader.words(kind.source),
    )


def activities_view(snapshot: Snapshot, reader: Reader) -> ActivitiesView:
    """The page of activities: the rhythm of the year with what was held and missed, and everything that was done."""
    newest = sorted(snapshot.data.activities, key=lambda activity: (activity.date, activity.id), reverse=True)
    left = _urgent_first(standing for standing in snapshot.decisions if not standing.done)
    return ActivitiesView(
        figures=tuple(reader.figure(snapshot.figure("all", key)) for key in FIGURES) if snapshot.decisions else (),
        rhythm=tuple(_rhythm(kind, snapshot, reader) for kind in snapshot.rules.activities if kind.every),
        open=tuple(decision_view(standing, snapshot, reader) for standing in left),
        rows=tuple(_row(activity, snapshot, reader) for activity in newest),
        calendar=reader.urls.calendar(),
        year=str(snapshot.day.year),
    )


def _marks(marks: tuple[Mark, ...], snapshot: Snapshot, reader: Reader) -> tuple[MarkView, ...]:
    ordered = sorted(marks, key=lambda mark: -mark.points)
    ranks = [1 + sum(other.points > mark.points for other in marks) for mark in ordered]

    def who(mark: Mark) -> Link:
        if mark.district:
            return reader.district_link(mark.district)
        found = snapshot.standing_by_id.get(mark.project or "")
        return project_link(found, reader) if found else Link(mark.project or "")

    return tuple(
        MarkView(reader.number(rank), who(mark), reader.plain(mark.points), reader.words(mark.note))
        for rank, mark in zip(ranks, ordered, strict=True)
    )


def _papers(activity: Activity, snapshot: Snapshot, reader: Reader) -> Iterator[Link]:
    """The papers of a meeting that are published with it, as a page and printed."""
    for rule in public_papers(activity, snapshot.data):
        name = reader.t("packs.title", name=reader.words(rule.name))
        yield Link(name, reader.urls.pack(activity.id, rule.code))
        if pdf := reader.urls.pack_pdf(activity.id, rule.code):
            yield Link(reader.t("packs.printed"), pdf)


def activity_view(activity: Activity, snapshot: Snapshot, reader: Reader) -> ActivityView:
    """The page of an activity, with its decisions as they stand on the day."""
    days = reader.day_text(activity.date)
    if activity.until:
        days = reader.t("words.activities.period", first=days, last=reader.day_text(activity.until))
    facts: tuple[tuple[str, tuple[Link, ...]], ...] = (
        ("kind", (Link(kind_name(activity.kind, reader)),)),
        ("day", (Link(days),)),
        ("place", (Link(reader.words(activity.place)),) if activity.place else ()),
        ("chair", (reader.office_link(activity.chair),) if activity.chair else ()),
        ("bodies", tuple(reader.office_link(code) for code in activity.bodies)),
        ("districts", tuple(reader.district_link(code) for code in activity.districts)),
    )
    seen = [snapshot.standing_by_id[id] for id in activity.projects if id in snapshot.standing_by_id]
    issues = (named_issue(id, snapshot) for id in activity.issues)
    return ActivityView(
        title=reader.words(activity.title),
        facts=tuple(Fact(reader.t(f"words.activities.fields.{name}"), values) for name, values in facts if values),
        papers=tuple(_papers(activity, snapshot, reader)),
        summary=reader.words(activity.summary),
        decisions=tuple(
            decision_view(standing, snapshot, reader)
            for standing in snapshot.decisions
            if standing.activity.id == activity.id
        ),
        marks=_marks(activity.marks, snapshot, reader),
        projects=tuple(project_row(standing, snapshot, reader) for standing in seen),
        issues=tuple(issue_row(found, snapshot, reader) for found in issues if found),
        unit=reader.money_unit,
    )
