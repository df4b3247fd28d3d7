"""The sheets of the reporting workbook: projects with their last report and this one, open issues, milestones."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from tongbao.metrics.clocks import IssueStanding
from tongbao.metrics.reporting import asked_period, effective_reports
from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.standing import Standing
from tongbao.metrics.windows import year_start
from tongbao.model.project import Project, Report
from tongbao.model.reporting_book import (
    ISSUE_COLUMNS,
    KEYS,
    MILESTONE_COLUMNS,
    OF_BUNDLES,
    Column,
    SheetKind,
    project_columns,
)
from tongbao.views.reader import Reader
from tongbao.views.reporting_choices import Choices, word_of

WIDE = frozenset({"last.note", "report.note", "report.reason", "issue.last", "event.note", "event.reason"})
NAMES = frozenset({"project.name", "issue.title", "issue.projects", "milestone.name"})
GROUPS = ("last", "report", "event")
"""Groups of columns that have a heading of their own."""
NOT_OF_ONE = frozenset(f"report.{name}" for name in OF_BUNDLES)


class BookColumn(NamedTuple):
    """A column of a sheet: its heading, the group above it, what is written into it."""

    code: str
    kind: str
    title: str
    group: str
    filled: bool
    wide: int
    """0: a number or date; 1: words; 2: sentences."""


class BookRow(NamedTuple):
    """A row: the text of each cell, numbers plain and dates ISO, and the codes of cells that are locked in it alone."""

    key: tuple[str, ...]
    cells: tuple[str, ...]
    locked: frozenset[str] = frozenset()


class BookSheet(NamedTuple):
    """A sheet with what stands above its columns."""

    kind: SheetKind
    name: str
    title: str
    line: str
    columns: tuple[BookColumn, ...]
    rows: tuple[BookRow, ...]


def plain(value: Decimal | None) -> str:
    """A number as cells hold it: exact, without idle zeros; "" for None."""
    if value is None:
        return ""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def notice_of(reader: Reader) -> str:
    """What a sample place says of itself wherever it speaks; "" elsewhere."""
    return reader.words(reader.site.notice) if reader.site.sample else ""


def report_values(report: Report | None, reader: Reader, choices: Choices) -> dict[str, str]:
    """The cells of a report by the name of their field; empty ones where there is none."""
    if report is None:
        return {}
    counts = {name: getattr(report, name) for name in ("started", "active", "completed")}
    return {
        "as_of": report.as_of.isoformat(),
        "invested": plain(report.invested),
        "physical": plain(report.physical),
        "total": plain(report.total),
        "finish": report.finish or "",
        "stage": word_of(choices, report.stage) if report.stage else "",
        "note": reader.words(report.note),
        **{name: "" if count is None else str(count) for name, count in counts.items()},
    }


def asked_on(standing: Standing, today: Snapshot, month: date | None) -> date:
    """The day of which the report of a project is asked for: of the month where one is given, else the next due."""
    rules = today.rules.reports
    return month or asked_period(rules, standing.project, today.data.calendar, today.day)[0]


def _sheet(
    kind: SheetKind, columns: tuple[Column, ...], rows: Iterable[Mapping[str, str] | BookRow], reader: Reader
) -> BookSheet:
    unit, day = reader.words(reader.site.money.unit), reader.day_text(reader.day)
    line = reader.t(f"book.sheets.{kind}.line", unit=unit, day=day, notice=notice_of(reader))
    made = tuple(
        BookColumn(
            column.code,
            column.kind,
            reader.t(f"book.columns.{column.code}", unit=unit),
            group if (group := column.code.partition(".")[0]) in GROUPS else "",
            column.filled,
            2 if column.code in WIDE else 1 if column.code in NAMES else 0,
        )
        for column in columns
    )
    return BookSheet(
        kind,
        reader.t(f"book.sheets.{kind}.name"),
        reader.t(f"book.sheets.{kind}.title"),
        line.strip(),
        made,
        tuple(row if isinstance(row, BookRow) else _row(kind, columns, row) for row in rows),
    )


def _row(
    kind: SheetKind, columns: Iterable[Column], cells: Mapping[str, str], locked: frozenset[str] = frozenset()
) -> BookRow:
    key = tuple(cells[code] for code in KEYS[kind])
    return BookRow(key, tuple(cells.get(column.code, "") for column in columns), locked)


def project_sheet(
    mine: Iterable[Standing], today: Snapshot, reader: Reader, choices: Choices, month: date | None
) -> BookSheet:
    """The projects of a unit, each with its last report and the one that is asked for."""
    listed = tuple(mine)
    bundles = any(each.project.count > 1 for each in listed)
    columns = project_columns(today.rules.reporting_book.fields, bundles=bundles)
    rows = []
    for standing in listed:
        project, asked = standing.project, asked_on(standing, today, month)
        last, now = _last_and_now(project, asked)
        plan = project.year(asked.year)
        cells = {
            "project.id": project.id,
            "project.name": reader.words(project.name),
            "project.plan": plain(plan.plan if plan else None),
            **{f"last.{name}": text for name, text in report_values(last, reader, choices).items()},
            "last.stage": reader.stage_chip(standing.stage, standing.stage_word).text if standing.stage else "",
            "report.as_of": asked.isoformat(),
            **{f"report.{name}": text for name, text in report_values(now, reader, choices).items()},
        }
        rows.append(_row("projects", columns, cells, NOT_OF_ONE if project.count == 1 else frozenset()))
    return _sheet("projects", columns, rows, reader)


def _last_and_now(project: Project, asked: date) -> tuple[Report | None, Report | None]:
    """The newest report before the day that is asked about, and the one of that day; None where there is none."""
    reports = effective_reports(project)
    before = [report for report in reports if report.as_of < asked]
    return (before[-1] if before else None), next((each for each in reports if each.as_of == asked), None)


def issue_sheet(issues: Iterable[IssueStanding], today: Snapshot, reader: Reader) -> BookSheet:
    """The open issues of a unit, each with room for one event."""
    names = {project.id: reader.words(project.name) for project in today.data.projects}
    rows = (
        {
            "issue.id": standing.issue.id,
            "issue.title": reader.words(standing.issue.title),
            "issue.projects": reader.t("words.separator").join(names.get(id, id) for id in standing.issue.projects),
            "issue.state": reader.name("state", standing.state),
            "issue.due": standing.due.isoformat() if standing.due else "",
            "issue.last": _last_event(standing, reader),
        }
        for standing in issues
    )
    return _sheet("issues", ISSUE_COLUMNS, rows, reader)


def _last_event(standing: IssueStanding, reader: Reader) -> str:
    if not standing.events:
        return ""
    event = standing.events[-1]
    note = reader.words(event.note) or reader.words(event.reason)
    key = "book.event" if note else "book.event_alone"
    return reader.t(key, day=event.date.isoformat(), kind=reader.name("event", event.kind), note=note)


def milestone_sheet(mine: Iterable[Standing], today: Snapshot, reader: Reader) -> BookSheet:
    """Milestones that are not reached, and those that were reached this year; of two that nobody can tell apart one."""
    rows: dict[tuple[str, ...], Mapping[str, str]] = {}
    for standing in mine:
        for each in standing.milestones:
            actual = each.milestone.actual
            if actual and actual < year_start(today.day):
                continue
            cells = {
                "project.id": standing.project.id,
                "project.name": reader.words(standing.project.name),
                "milestone.name": reader.words(each.milestone.name),
                "milestone.planned": each.milestone.planned.isoformat(),
                "milestone.due": each.due.isoformat(),
                "milestone.actual": actual.isoformat() if actual else "",
            }
            rows.setdefault(tuple(cells[code] for code in KEYS["milestones"]), cells)
    return _sheet("milestones", MILESTONE_COLUMNS, rows.values(), reader)
