"""报送表: the workbook that a county or an office fills in and sends back. What its sheets and columns are.

Counties report by spreadsheet (河南, 仁怀: figures of a month by the 5th of the next). A sheet has a row a project, an
issue or a milestone; codes of columns stand in a hidden row, so that neither order nor headings matter.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal, NamedTuple

from pydantic import Field

from tongbao.model.base import Many
from tongbao.model.setting import Setting

FORMAT = 1
"""The form of the workbook; a change that an older program would misread gets a new number."""
MARK = "tongbao.reporting-book"
"""What stands in the first cell of the sheet of notes, by which a workbook is known to be ours."""
MARK_PREFIX = "tongbao:"
"""What the hidden row of codes begins with, before the kind of its sheet."""

SheetKind = Literal["projects", "issues", "milestones"]
CellKind = Literal["text", "number", "percent", "count", "day", "day_or_month", "stage", "event", "office"]
ReportField = Literal["invested", "physical", "total", "finish", "stage", "note"]


class BookRule(Setting):
    """What the reporting workbook asks of a project each time, in this order, and the paper that it is printed on."""

    fields: Annotated[tuple[ReportField, ...], Many, Field(min_length=1)] = (
        "invested",
        "physical",
        "stage",
        "note",
        "finish",
    )
    paper: Literal["A4", "A3"] = "A3"


class Column(NamedTuple):
    """A column by its code; `filled` by people, else locked. What is locked and no `key` is only to be read."""

    code: str
    kind: CellKind = "text"
    filled: bool = False


KEYS: dict[SheetKind, tuple[str, ...]] = {
    "projects": ("project.id",),
    "issues": ("issue.id",),
    "milestones": ("project.id", "milestone.name", "milestone.planned"),
}
"""The columns that say which record a row is of; rows may be sorted and left out."""
REPORT_KINDS: dict[str, CellKind] = {
    "invested": "number",
    "physical": "percent",
    "total": "number",
    "finish": "day_or_month",
    "stage": "stage",
    "note": "text",
    "started": "count",
    "active": "count",
    "completed": "count",
}
OF_BUNDLES = ("started", "active", "completed")
"""What only a bundle of projects reports: how many of it."""
ISSUE_COLUMNS = (
    Column("issue.id"),
    Column("issue.title"),
    Column("issue.projects"),
    Column("issue.state"),
    Column("issue.due", "day"),
    Column("issue.last"),
    Column("event.kind", "event", filled=True),
    Column("event.date", "day", filled=True),
    Column("event.to", "office", filled=True),
    Column("event.due", "day", filled=True),
    Column("event.note", filled=True),
    Column("event.reason", filled=True),
)
MILESTONE_COLUMNS = (
    Column("project.id"),
    Column("project.name"),
    Column("milestone.name"),
    Column("milestone.planned", "day"),
    Column("milestone.due", "day"),
    Column("milestone.actual", "day", filled=True),
)


def project_columns(fields: Iterable[str], *, bundles: bool) -> tuple[Column, ...]:
    """The columns of the sheet of projects that asks for these fields, of `bundles` also for their counts."""
    asked = (*fields, *(OF_BUNDLES if bundles else ()))
    return (
        Column("project.id"),
        Column("project.name"),
        Column("project.plan", "number"),
        Column("last.as_of", "day"),
        Column("last.invested", "number"),
        Column("last.physical", "percent"),
        Column("last.stage"),
        Column("last.note"),
        Column("report.as_of", "day", filled=True),
        *(Column(f"report.{name}", REPORT_KINDS[name], filled=True) for name in asked),
        Column("report.reason", filled=True),
    )


KINDS: Mapping[str, CellKind] = {
    column.code: column.kind
    for column in (*project_columns(REPORT_KINDS, bundles=False), *ISSUE_COLUMNS, *MILESTONE_COLUMNS)
}
FILLED = frozenset(
    column.code
    for column in (*project_columns(REPORT_KINDS, bundles=False), *ISSUE_COLUMNS, *MILESTONE_COLUMNS)
    if column.filled
)

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FilledRow:
    """A row as it came back: the number at its left, and its cells by code of their column, empty ones left out."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FilledSheet:
    """A sheet as it came back. `headings` are those over our columns by code, `letters` the letters of these columns;
    `merged` are rows and codes of merged cells among the rows."""

    kind: SheetKind
    name: str
    headings: Mapping[str, str]
    letters: Mapping[str, str]
    rows: tuple[FilledRow, ...]
    merged: tuple[tuple[int, str], ...] = ()
    added: tuple[str, ...] = ()
    """Headings, else letters, of columns that somebody added."""


@dataclass(frozen=True, slots=True)
class FilledBook:
    """A workbook as it came back, with what it was made of: `exported` are the cells by sheet and key of their row,
    `digests` those of the records by kind and id."""

    name: str
    notes: Mapping[str, str]
    sheets: tuple[FilledSheet, ...]
    exported: Mapping[tuple[str, Key], Mapping[str, str]] = field(default_factory=dict)
    digests: Mapping[tuple[str, str], str] = field(default_factory=dict)
