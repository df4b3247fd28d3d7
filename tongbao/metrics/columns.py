"""栏目: how many entries each has, when the newest came, and whether that is longer ago than it may be.

Days are those that the records themselves say: of entries, of issue, of publication. Nothing is dated by the clock.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from tongbao.metrics.clocks import IssueStanding
from tongbao.metrics.deadlines import deadline
from tongbao.metrics.periods import due_moment, issue_day, next_end
from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.updated import activity_updated, bulletin_updated, issue_updated, project_updated
from tongbao.model.columns import ColumnRule, Veto
from tongbao.model.once import once
from tongbao.model.vocab import Column, ColumnType, EventKind

COLUMN_TYPES = {
    Column.HOME: ColumnType.HOME,
    Column.PROJECTS: ColumnType.CATALOGUE,
    Column.ISSUES: ColumnType.NEWS,
    Column.BULLETINS: ColumnType.NEWS,
    Column.TARGETS: ColumnType.CATALOGUE,
    Column.ACTIVITIES: ColumnType.NEWS,
    Column.BATCHES: ColumnType.CATALOGUE,
    Column.CAMPAIGNS: ColumnType.NEWS,
    Column.CHANGES: ColumnType.CATALOGUE,
    Column.CORRECTIONS: ColumnType.RESPONSE,
}
"""The type of a column where the policy names none."""


class ColumnStanding(NamedTuple):
    """A column on a day: its entries, the day of the newest (None where none says one), until when the next is due
    (None where nothing is asked), and the rule that asks it."""

    column: Column
    type: ColumnType
    rule: ColumnRule | None
    entries: int
    newest: date | None
    due: date | None
    stale: bool
    empty: bool


class VetoStanding(NamedTuple):
    """What fails the site as a whole: how many columns are stale or empty, and from how many on it fails."""

    veto: Veto
    stale: int
    empty: int

    @property
    def failed(self) -> bool:
        """Whether it does."""
        veto = self.veto
        return (veto.stale is not None and self.stale >= veto.stale) or (
            veto.empty is not None and self.empty >= veto.empty
        )


ALWAYS = frozenset({Column.PROJECTS, Column.CHANGES, Column.CORRECTIONS})
"""Columns that every site has, beside its home page."""


@once
def column_standings(snapshot: Snapshot) -> tuple[ColumnStanding, ...]:
    """The home page, which tells what is new anywhere, and every column in the order of the vocabulary. What the place
    does not keep is none of its columns, unless its policy names it."""
    rules = {column: rule for rule in snapshot.rules.columns for column in rule.columns}
    every = (_standing(column, rules.get(column), tuple(days(snapshot)), snapshot) for column, days in _DAYS.items())
    found = [each for each in every if each.entries or each.rule or each.column in ALWAYS]
    home = _standing(Column.HOME, rules.get(Column.HOME), tuple(each.newest for each in found), snapshot)
    return (home, *found)


def _standing(
    column: Column, rule: ColumnRule | None, days: tuple[date | None, ...], snapshot: Snapshot
) -> ColumnStanding:
    day, newest = snapshot.day, max((each for each in days if each), default=None)
    limit = rule.limit if rule else None
    due = deadline(limit, newest, snapshot.data.calendar).day if limit and newest else None
    return ColumnStanding(
        column=column,
        type=(rule.type if rule else None) or COLUMN_TYPES[column],
        rule=rule,
        entries=len(days),
        newest=newest,
        due=due,
        stale=due is not None and due < day,
        empty=not days and not (rule.may_be_empty if rule else True),
    )


def veto_standings(snapshot: Snapshot, columns: tuple[ColumnStanding, ...]) -> tuple[VetoStanding, ...]:
    """How the site stands against what fails it as a whole."""
    found = []
    for veto in snapshot.rules.freshness.vetoes:
        of_types = [each for each in columns if not veto.types or each.type in veto.types]
        found.append(VetoStanding(veto, sum(each.stale for each in of_types), sum(each.empty for each in of_types)))
    return tuple(found)


def next_bulletin(snapshot: Snapshot) -> date | None:
    """The next day on which a bulletin is due by the policy's cadence, of the kinds that the place issues."""
    found = []
    for kind, rule in snapshot.rules.bulletins.items():
        ended = [each.period.until for each in snapshot.data.bulletins if each.kind is kind and not each.supplement]
        until = next_end(kind, max(ended)) if ended else None
        if until:
            as_of = due_moment(until, rule.cadence).date()
            found.append(issue_day(as_of, rule.cadence, snapshot.data.calendar))
    return min((day for day in found if day > snapshot.day), default=None)


def next_adjustment(snapshot: Snapshot) -> date | None:
    """The first day of the next month in which the policy lets the year's list be adjusted; None where it names no
    months."""
    months, day = snapshot.rules.adjustments.months, snapshot.day
    starts = (date(year, month, 1) for year in (day.year, day.year + 1) for month in sorted(months))
    return next((start for start in starts if start > day), None)


# -- the days of the entries of each column ----------------------------------------------------------------------------

Days = Iterator[date | None]


def _projects(snapshot: Snapshot) -> Days:
    return (project_updated(standing.project) for standing in snapshot.standings)


def _issues(snapshot: Snapshot) -> Days:
    return (issue_updated(standing.issue) for standing in _named(snapshot))


def _named(snapshot: Snapshot) -> Iterator[IssueStanding]:
    return (standing for standing in snapshot.issues if not standing.issue.counted_only)


def _bulletins(snapshot: Snapshot) -> Days:
    """A draft is not published yet."""
    for bulletin in snapshot.data.bulletins:
        if bulletin.issued and bulletin.issued <= snapshot.day:
            yield bulletin_updated(bulletin, snapshot.data.corrections)


def _targets(snapshot: Snapshot) -> Days:
    """A list is known from its publication and changes by adjustments; one without a day says none."""
    for listed in snapshot.data.targets:
        known = [day for day in (listed.decided, listed.published) if day and day <= snapshot.day]
        yield max([*known, *(adjustment.date for adjustment in listed.adjustments)], default=None)


def _activities(snapshot: Snapshot) -> Days:
    return (activity_updated(activity) for activity in snapshot.data.activities)


def _batches(snapshot: Snapshot) -> Days:
    return (batch.ceremony.date for batch in snapshot.data.batches)


def _campaigns(snapshot: Snapshot) -> Days:
    """A campaign is announced on its first day, its result on its last."""
    return (c.until if c.until <= snapshot.day else c.from_ for c in snapshot.data.campaigns)


def _changes(snapshot: Snapshot) -> Days:
    for standing in snapshot.standings:
        project = standing.project
        yield from (change.date for change in project.changes)
        yield from (change.date for milestone in project.milestones for change in milestone.changes)
        yield from (exemption.from_ for exemption in project.exemptions)
        yield from (report.received for report in project.progress if report.corrects)
    yield from (adjustment.date for listed in snapshot.data.targets for adjustment in listed.adjustments)
    yield from (change.date for standing in snapshot.decisions for change in standing.decision.changes)
    yield from (e.date for issue in _named(snapshot) for e in issue.events if e.kind is EventKind.EXTENDED)
    yield from _corrections(snapshot)


def _corrections(snapshot: Snapshot) -> Days:
    return (correction.date for correction in snapshot.data.corrections)


_DAYS: dict[Column, Callable[[Snapshot], Days]] = {
    Column.PROJECTS: _projects,
    Column.ISSUES: _issues,
    Column.BULLETINS: _bulletins,
    Column.TARGETS: _targets,
    Column.ACTIVITIES: _activities,
    Column.BATCHES: _batches,
    Column.CAMPAIGNS: _campaigns,
    Column.CHANGES: _changes,
    Column.CORRECTIONS: _corrections,
}
