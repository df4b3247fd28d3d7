"""Reporting workbooks of the places of this repository, made, read and taken back without a command in between."""

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from tests.sites import ROOT, reckoned, records
from tongbao.edit.filled_rows import Rows, rows_of
from tongbao.edit.reporting_book import taken_back
from tongbao.edit.taking import TakenBack
from tongbao.load.catalogues import load_catalogue
from tongbao.load.reporting_book import read_book
from tongbao.model.dataset import Dataset
from tongbao.model.reporting_book import FilledBook, FilledRow
from tongbao.render.reporting_book import book_bytes
from tongbao.views.reader import Reader
from tongbao.views.reporting_book import Axis, BookView, book_of
from tongbao.views.reporting_choices import choices_of
from tongbao.views.urls import Urls

DAY = date(2026, 11, 16)
"""The as-of day of the sample."""
RECEIVED = date(2026, 12, 2)


def reader(language: str = "zh-CN") -> Reader:
    """A reader of the sample on its day."""
    dataset = records(ROOT)
    return Reader(language, load_catalogue(language), dataset.site, dataset.policy.at(DAY), DAY, Urls())


@cache
def view(code: str, axis: Axis = "district", month: date | None = None, language: str = "zh-CN") -> BookView:
    """The workbook of a unit of the sample."""
    found = book_of(axis, code, records(ROOT), reckoned(ROOT, DAY), reader(language), month)
    assert found is not None
    return found


def returned(made: BookView, folder: Path) -> FilledBook:
    """A workbook as it comes back unchanged."""
    path = folder / f"{made.name}.xlsx"
    path.write_bytes(book_bytes(made))
    book = read_book(path)
    assert isinstance(book, FilledBook)
    return book


def with_cells(book: FilledBook, kind: str, row: int, **cells: str) -> FilledBook:
    """A workbook with cells of a row filled in, `report__note` for the code report.note; "" empties one."""
    given = {code.replace("__", "."): text for code, text in cells.items()}

    def changed(line: FilledRow) -> FilledRow:
        return replace(line, cells={code: text for code, text in {**line.cells, **given}.items() if text})

    sheets = tuple(
        replace(sheet, rows=tuple(changed(line) if at == row else line for at, line in enumerate(sheet.rows)))
        if sheet.kind == kind
        else sheet
        for sheet in book.sheets
    )
    return replace(book, sheets=sheets)


def rows(book: FilledBook, language: str = "zh-CN") -> Rows:
    """The rows of a workbook of the sample."""
    return rows_of(book, records(ROOT).site.id, choices_of(reader(language)))


def taken(
    book: FilledBook, received: date = RECEIVED, language: str = "zh-CN", dataset: Dataset | None = None
) -> TakenBack:
    """What a workbook would do to the sample."""
    languages = (language, *records(ROOT).site.languages)
    place = dataset or records(ROOT)
    return taken_back(
        book.name, rows(book, language), place, languages, received, lambda path: (ROOT / path).read_text("utf-8")
    )


def differing(path: str, text: str) -> tuple[list[str], list[str]]:
    """The lines of a file of the sample that go, and those that come."""
    import difflib

    lines = list(difflib.ndiff((ROOT / path).read_text("utf-8").splitlines(), text.splitlines()))
    return [line[2:] for line in lines if line.startswith("- ")], [line[2:] for line in lines if line.startswith("+ ")]
