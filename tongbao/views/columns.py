"""栏目 as readers see them: who answers, from where, when updated and when next; which are stale or empty."""

from typing import NamedTuple

from tongbao.metrics.columns import (
    ColumnStanding,
    VetoStanding,
    column_standings,
    next_adjustment,
    next_bulletin,
    veto_standings,
)
from tongbao.metrics.snapshot import Snapshot
from tongbao.model.vocab import Column
from tongbao.views.changed import changed_items
from tongbao.views.parts import Link
from tongbao.views.policy_columns import column_lines
from tongbao.views.reader import Reader
from tongbao.views.sayer import Sayer
from tongbao.views.updates import next_update

FED = frozenset({Column.HOME, Column.PROJECTS, Column.ISSUES, Column.ACTIVITIES, Column.CHANGES})
"""Columns that each update of the site renews."""


class ColumnRow(NamedTuple):
    """A column. `newest` is "" where no record says a day, `due` where nothing is asked; `state` is fresh, stale, empty
    or "" and only chooses a colour, `said` says it."""

    link: Link
    type: str
    office: Link
    sources: str
    updated: str
    entries: str
    newest: str
    newest_iso: str
    next: str
    limit: str
    due: str
    state: str
    said: str
    source: str
    assumed: bool


class VetoRow(NamedTuple):
    """What fails the site as a whole, in words, and how it stands."""

    line: str
    now: str
    failed: bool


class FreshnessView(NamedTuple):
    """/freshness/: `finding` says in a sentence how it stands."""

    finding: str
    rows: tuple[ColumnRow, ...]
    vetoes: tuple[VetoRow, ...]
    source: str
    assumed: bool


def column_rows(snapshot: Snapshot, reader: Reader) -> tuple[ColumnRow, ...]:
    """Every column of the site."""
    return tuple(_row(each, snapshot, reader) for each in column_standings(snapshot))


def freshness_view(snapshot: Snapshot, reader: Reader) -> FreshnessView:
    """Which columns are older than they may be, which are empty."""
    columns = column_standings(snapshot)
    rule = snapshot.rules.freshness
    stale, empty, asked = (
        [column_name(each, reader) for each in columns if chosen(each)]
        for chosen in (lambda c: c.stale, lambda c: c.empty, lambda c: c.due is not None)
    )
    joined = reader.t("words.separator").join
    parts = [reader.t("columns.finding.stale", names=joined(stale), count=len(stale))] if stale else []
    parts += [reader.t("columns.finding.empty", names=joined(empty), count=len(empty))] if empty else []
    fresh = reader.t("columns.finding.fresh" if asked else "columns.finding.unasked", count=len(asked))
    return FreshnessView(
        finding=reader.t("columns.finding.and").join(parts) or fresh,
        rows=column_rows(snapshot, reader),
        vetoes=tuple(_veto(each, snapshot, reader) for each in veto_standings(snapshot, columns)),
        source=reader.words(rule.source),
        assumed=rule.assumed,
    )


def column_name(standing: ColumnStanding, reader: Reader) -> str:
    """A column as the menu names it."""
    return reader.t(f"words.column.{standing.column}")


def _row(standing: ColumnStanding, snapshot: Snapshot, reader: Reader) -> ColumnRow:
    rule, newest = standing.rule, standing.newest
    office = reader.office_link(rule.office) if rule and rule.office else Link(reader.words(reader.site.publisher.name))
    state = "stale" if standing.stale else "empty" if standing.empty else "fresh" if standing.due else ""
    return ColumnRow(
        link=Link(column_name(standing, reader), _address(standing, snapshot, reader)),
        type=reader.t(f"words.column_type.{standing.type}"),
        office=office,
        sources=reader.words(rule.sources) if rule else "",
        updated=reader.words(rule.updated) if rule else "",
        entries=_entries(standing, snapshot, reader),
        newest=reader.day_text(newest),
        newest_iso=newest.isoformat() if newest else "",
        next=_next(standing.column, snapshot, reader),
        limit=Sayer(reader, ()).limit(rule.limit) if rule and rule.limit else "",
        due=reader.day_text(standing.due),
        state=state,
        said=reader.t(f"columns.state.{state or ('unknown' if standing.entries and not newest else 'unasked')}"),
        source=reader.words(rule.source) if rule else "",
        assumed=rule.assumed if rule else False,
    )


def _entries(standing: ColumnStanding, snapshot: Snapshot, reader: Reader) -> str:
    """How many entries a column has, as its own page counts them; the home page has none of its own."""
    if standing.column is Column.HOME:
        return ""
    of_changes = standing.column is Column.CHANGES
    return reader.number(len(changed_items(snapshot, reader)) if of_changes else standing.entries)


def _address(standing: ColumnStanding, snapshot: Snapshot, reader: Reader) -> str:
    """The page of a column; none of one that has no entry and so no page."""
    match standing.column:
        case Column.HOME:
            return reader.urls.page()
        case Column.TARGETS:
            years = [listed.year for listed in snapshot.data.targets]
            return reader.urls.targets(max(years)) if years else ""
        case Column.PROJECTS | Column.CHANGES | Column.CORRECTIONS:
            return reader.urls.page(standing.column)
    return reader.urls.page(standing.column) if standing.entries else ""


def _next(column: Column, snapshot: Snapshot, reader: Reader) -> str:
    """When the next entry is announced: by the cadence of bulletins, the months of adjustments, the site's next update;
    "" where nobody has said."""
    if column is Column.BULLETINS:
        return reader.day_text(next_bulletin(snapshot))
    if column is Column.TARGETS:
        month = next_adjustment(snapshot)
        return reader.month_text(month) if month else ""
    return next_update(reader) if column in FED else ""


def _veto(standing: VetoStanding, snapshot: Snapshot, reader: Reader) -> VetoRow:
    veto = standing.veto
    now = [reader.t("columns.now.stale", count=standing.stale)] if veto.stale is not None else []
    now += [reader.t("columns.now.empty", count=standing.empty)] if veto.empty is not None else []
    rule = snapshot.rules.freshness.model_copy(update={"vetoes": (veto,)})
    lines = column_lines(rule, Sayer(reader, ()))
    return VetoRow(reader.t("words.sentences").join(lines), reader.t("words.separator").join(now), standing.failed)
