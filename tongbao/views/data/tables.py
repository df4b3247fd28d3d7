"""All tables of the open data, in an order in which each only points at tables before it or at itself."""

from collections.abc import Iterable
from typing import NamedTuple

from tongbao.model.once import once_property
from tongbao.views.activities import has_activities
from tongbao.views.batches import has_batches
from tongbao.views.campaigns import has_campaigns
from tongbao.views.data.codes import CODES
from tongbao.views.data.columns import MadeTable, TableForm
from tongbao.views.data.figures import ENTRIES, FIGURES, MONTHLY
from tongbao.views.data.issues import ISSUES
from tongbao.views.data.owners import OWNERS
from tongbao.views.data.papers import PAPERS
from tongbao.views.data.progress import PROGRESS
from tongbao.views.data.projects import PROJECTS
from tongbao.views.data.publication import Publication
from tongbao.views.named import has_issues
from tongbao.views.site import DataFile
from tongbao.views.target_files import notice_of

FORMS: tuple[TableForm, ...] = (*CODES, *OWNERS, *PROJECTS, *PROGRESS, ENTRIES, *ISSUES, *PAPERS, FIGURES, MONTHLY)


class SheetField(NamedTuple):
    """A column with its type and its head for people."""

    name: str
    kind: str
    title: str


class Sheet(NamedTuple):
    """A table with its rows as text; `references` are (column, table, column of its key)."""

    name: str
    title: str
    fields: tuple[SheetField, ...]
    key: tuple[str, ...]
    references: tuple[tuple[str, str, str], ...]
    rows: tuple[tuple[str, ...], ...]


class Sheets(NamedTuple):
    """Several tables in one file; `views` are (name, SQL) of a database."""

    title: str
    notice: str
    as_of: str
    sheets: tuple[Sheet, ...]
    views: tuple[tuple[str, str], ...] = ()


def forms_of(made: Publication) -> tuple[TableForm, ...]:
    """The tables that the place has: none for kinds of records that it does not keep."""
    today = made.today
    present = {
        "monthly": bool(today.rules.figures.monthly),
        "batches": has_batches(today),
        "campaigns": has_campaigns(today),
        "activities": has_activities(today),
        "bulletins": bool(today.data.bulletins),
        "listed_projects": bool(today.data.targets),
        "issues": has_issues(today),
    }
    follow = {
        "batch_projects": "batches", "decisions": "activities", "issue_projects": "issues", "issue_events": "issues",
        "corrections": "bulletins",
    }  # fmt: skip
    return tuple(form for form in FORMS if present.get(follow.get(form.name, form.name), True))


class Tables:
    """The tables of a publication, each with its rows reckoned once."""

    def __init__(self, made: Publication) -> None:
        self.publication = made

    @once_property
    def all(self) -> tuple[MadeTable, ...]:
        """Every table that the place has."""
        return tuple(MadeTable(form, self.publication) for form in forms_of(self.publication))

    def csv_file(self, table: MadeTable) -> DataFile:
        """data/<name>.csv."""
        header = tuple(field.name for field in table.fields)
        return DataFile(table.form.path, "csv", (header, *table.rows))

    def workbook(self) -> DataFile:
        """data/tongbao.xlsx: the lists that people read, a sheet each."""
        return DataFile(WORKBOOK, "workbook", self._sheets(table for table in self.all if table.form.listed))

    def database(self) -> DataFile:
        """data/tongbao.sqlite: every table, with keys and views."""
        there = {table.form.name for table in self.all}
        views = tuple((name, sql) for name, (needed, sql) in DATABASE_VIEWS.items() if needed <= there)
        return DataFile(DATABASE, "sqlite", self._sheets(self.all)._replace(views=views))

    def _sheets(self, tables: Iterable[MadeTable]) -> Sheets:
        reader = self.publication.reader
        return Sheets(
            title=reader.words(reader.site.title),
            notice=notice_of(reader),
            as_of=self.publication.today.day.isoformat(),
            sheets=tuple(self._sheet(table) for table in tables),
        )

    def _sheet(self, table: MadeTable) -> Sheet:
        reader, form = self.publication.reader, table.form
        return Sheet(
            name=form.name,
            title=reader.t(f"data.tables.{form.name}.title"),
            fields=tuple(SheetField(field.name, field.kind, field.title(reader)) for field in table.fields),
            key=form.key,
            references=references_of(form),
            rows=table.rows,
        )


def references_of(form: TableForm) -> tuple[tuple[str, str, str], ...]:
    """(column, table, column of its key) of each column that points at another table."""
    keys = {other.name: other.key[0] for other in FORMS if other.key}
    return tuple((c.name, c.points_at, keys[c.points_at]) for c in form.columns if c.points_at)


WORKBOOK, DATABASE = "data/tongbao.xlsx", "data/tongbao.sqlite"
DATABASE_VIEWS: dict[str, tuple[frozenset[str], str]] = {
    "open_issues": (
        frozenset({"issues"}),
        "SELECT * FROM issues WHERE closed_count < raised_count ORDER BY overdue_days DESC, due, id",
    ),
    "late_milestones": (
        frozenset({"milestones"}),
        (
            "SELECT milestones.*, projects.name AS project_name, projects.district AS district FROM milestones"
            " JOIN projects ON projects.id = milestones.project"
            " WHERE milestones.state = 'late' ORDER BY milestones.due, milestones.project"
        ),
    ),
    "date_changes": (
        frozenset({"milestone_changes"}),
        (
            "SELECT milestone_changes.*, milestones.name AS milestone_name, projects.name AS project_name"
            " FROM milestone_changes JOIN milestones ON milestones.project = milestone_changes.project"
            " AND milestones.number = milestone_changes.milestone"
            " JOIN projects ON projects.id = milestone_changes.project"
            " ORDER BY milestone_changes.date DESC, milestone_changes.project"
        ),
    ),
}
"""Views of the database: the tables that they need, and their SQL."""
