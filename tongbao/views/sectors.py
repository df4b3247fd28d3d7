"""类别与行业: what the projects are of, an index of classes and sectors and a page of each with its figures."""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.standing import Standing
from tongbao.model.once import once
from tongbao.model.site import Group
from tongbao.views.lists import DISTRICT_FIGURES, rows_by_level, summary_row
from tongbao.views.named import named_issues
from tongbao.views.parts import Bar, BoardRow, FigureView, IssueRow, Link, ProjectRow
from tongbao.views.reader import Reader
from tongbao.views.rows import issue_row, rate_note, scope_counts

Axis = Literal["class", "sector"]
AXES: tuple[Axis, ...] = ("class", "sector")


class GroupRow(NamedTuple):
    """A class or sector in a table; `depth` says within how many wider ones it lies."""

    link: Link
    depth: int
    sums: BoardRow


class GroupTable(NamedTuple):
    """The classes or the sectors of the place."""

    axis: Axis
    name: str
    rows: tuple[GroupRow, ...]


class SectorsView(NamedTuple):
    """/sectors/."""

    tables: tuple[GroupTable, ...]
    unit: str


class SectorView(NamedTuple):
    """The page of a class or sector: what it lies within and what lies within it, its figures as a whole and by
    district, who has it in care, its projects and their open issues."""

    name: str
    axis: str
    within: tuple[Link, ...]
    parts: tuple[GroupRow, ...]
    offices: tuple[Link, ...]
    counts: str
    figures: tuple[FigureView, ...]
    rate: FigureView
    gap: FigureView
    bar: Bar | None
    note: str
    districts: tuple[GroupRow, ...]
    rows: tuple[ProjectRow, ...]
    summary: BoardRow
    issues: tuple[IssueRow, ...]
    unit: str


def has_sectors(snapshot: Snapshot) -> bool:
    """Whether any project is of a class or sector."""
    return any(_members(axis, snapshot) for axis in AXES)


def sector_codes(axis: Axis, snapshot: Snapshot) -> tuple[str, ...]:
    """The classes or sectors with a page of their own, those of some project, in the order of site.yaml."""
    return tuple(group.code for group in _groups(axis, snapshot) if group.code in _members(axis, snapshot))


def _groups(axis: Axis, snapshot: Snapshot) -> tuple[Group, ...]:
    return snapshot.data.site.classes if axis == "class" else snapshot.data.site.sectors


@once
def _members(axis: Axis, snapshot: Snapshot) -> dict[str, tuple[Standing, ...]]:
    """The projects of each class or sector and of those within it, by code."""
    wider = {group.code: group.within for group in _groups(axis, snapshot)}
    found: dict[str, list[Standing]] = {}
    for standing in snapshot.standings:
        own = standing.project.classes if axis == "class" else standing.project.sectors
        for code in dict.fromkeys(step for each in own for step in _chain(each, wider)):
            found.setdefault(code, []).append(standing)
    return {code: tuple(standings) for code, standings in found.items()}


def _chain(code: str | None, wider: dict[str, str | None]) -> Iterator[str]:
    """A code and the wider ones it lies within."""
    passed: set[str] = set()
    while code is not None and code not in passed:
        yield code
        passed.add(code)
        code = wider.get(code)


def sectors_view(snapshot: Snapshot, reader: Reader) -> SectorsView:
    """Every class and sector with its sums."""
    tables = (
        GroupTable(axis, reader.t(f"words.axes.{axis}"), tuple(_rows(axis, _groups(axis, snapshot), snapshot, reader)))
        for axis in AXES
    )
    return SectorsView(tuple(table for table in tables if table.rows), reader.money_unit)


def _rows(axis: Axis, groups: Iterable[Group], snapshot: Snapshot, reader: Reader) -> Iterator[GroupRow]:
    wider = {group.code: group.within for group in _groups(axis, snapshot)}
    for group in groups:
        link = Link(reader.name(axis, group.code))
        if group.code in _members(axis, snapshot):
            link = reader.group_link(axis, group.code)
        depth = len(list(_chain(group.code, wider))) - 1
        yield GroupRow(link, depth, summary_row(f"{axis}:{group.code}", snapshot, reader))


def sector_view(axis: Axis, code: str, snapshot: Snapshot, reader: Reader) -> SectorView:
    """The page of a class or sector that has one."""
    scope, groups = f"{axis}:{code}", _groups(axis, snapshot)
    wider = {group.code: group.within for group in groups}
    members = _members(axis, snapshot)[code]
    ids = {standing.project.id for standing in members}
    rate, pace, gap = (snapshot.figure(scope, key) for key in ("completion_rate", "pace", "gap"))
    above = [step for step in _chain(code, wider) if step != code]
    crossed = ((district.code, f"district:{district.code}+{scope}") for district in snapshot.data.site.districts)
    return SectorView(
        name=reader.name(axis, code),
        axis=reader.t(f"words.axes.{axis}"),
        within=tuple(reader.group_link(axis, step) for step in reversed(above)),
        parts=tuple(_rows(axis, (group for group in groups if group.within == code), snapshot, reader)),
        offices=tuple(reader.office_link(o.code) for o in reader.site.offices if {code, *above} & set(o.classes)),
        counts=scope_counts(scope, snapshot, reader),
        figures=tuple(reader.figure(snapshot.figure(scope, key)) for key in DISTRICT_FIGURES),
        rate=reader.figure(rate),
        gap=reader.figure(gap),
        bar=reader.bar(rate, pace, gap),
        note=rate_note(snapshot, reader, scope),
        districts=tuple(
            GroupRow(reader.district_link(district), 0, summary_row(crossing, snapshot, reader))
            for district, crossing in crossed
            if crossing in snapshot.totals
        ),
        rows=rows_by_level(members, snapshot, reader),
        summary=summary_row(scope, snapshot, reader),
        issues=tuple(
            issue_row(issue, snapshot, reader)
            for issue in named_issues(snapshot)
            if issue.open and ids.intersection(issue.issue.projects)
        ),
        unit=reader.money_unit,
    )
