"""Tables as spreadsheets: XLSX for people, and the same rows as CSV.

XlsxWriter is imported when a workbook is really made.
"""

import io
from collections.abc import Iterator, Sequence
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from tongbao.views.tables import Amount, Cell, Column, Table

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

NO_GUESSING = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
NOT_IN_A_NAME = str.maketrans(dict.fromkeys("[]:*?/\\'"))
"""What the name of a sheet may not have."""
NAME_LIMIT, TEXT_LIMIT = 31, 32_767
"""Characters in the name of a sheet and in a cell."""
A4 = 9
LINE, GAP, HIGHEST = 13.5, 4, 400
"""Points of a line of text, of what is around it, and of the highest row that a program takes."""
FONT = {"font_name": "SimSun", "font_size": 10, "valign": "vcenter"}
BOXED = {**FONT, "border": 1, "text_wrap": True}
STYLES: dict[str, dict[str, Any]] = {
    "title": {**FONT, "font_size": 16, "bold": True},
    "line": FONT,
    "head": {**BOXED, "bold": True, "align": "center", "bg_color": "#EDEFF2"},
    "plain": {**BOXED, "valign": "top"},
    "group": {**BOXED, "bold": True, "bg_color": "#F5F6F8"},
    "total": {**BOXED, "bold": True, "bg_color": "#EDEFF2"},
}


def grid(table: Table) -> Iterator[tuple[str, ...]]:
    """The rows of a table as text, all of one length: what stands above the heads, the heads, the rows."""
    width = len(table.columns)
    for line in table.head:
        yield (line, *[""] * (width - 1))
    yield tuple(column.name for column in table.columns)
    for row in table.rows:
        yield tuple(cell.plain if isinstance(cell, Amount) else cell for cell in row.cells)


def xlsx_bytes(tables: Sequence[Table]) -> bytes:
    """A workbook with a sheet a table: the same bytes for the same tables."""
    from xlsxwriter.workbook import Workbook

    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": True, **NO_GUESSING}) as book:
        first = tables[0]
        book.set_properties({"title": first.title, "created": datetime.combine(first.day, time.min)})
        styles = _Styles(book)
        taken: set[str] = set()
        for table in tables:
            _sheet(book, table, sheet_name(table.name, taken), styles)
    return buffer.getvalue()


class _Styles:
    """The formats of a workbook, each made once."""

    def __init__(self, book: "Workbook") -> None:
        self._book, self._made = book, dict[tuple[str, str], Any]()

    def __call__(self, name: str, number: str = "") -> Any:
        """A format by its name; with `number` the same for numbers shown so."""
        if (name, number) not in self._made:
            style = STYLES[name] | ({"num_format": number, "align": "right"} if number else {})
            self._made[name, number] = self._book.add_format(style)
        return self._made[name, number]


def sheet_name(wanted: str, taken: set[str]) -> str:
    """A name that a sheet may have, and no other has."""
    name = stem = wanted.translate(NOT_IN_A_NAME)[:NAME_LIMIT].strip() or "1"
    number = 1
    while name.casefold() in taken:
        number += 1
        name = f"{stem[: NAME_LIMIT - len(str(number))]}{number}"
    taken.add(name.casefold())
    return name


def _sheet(book: "Workbook", table: Table, name: str, styles: _Styles) -> None:
    sheet, last = book.add_worksheet(name), len(table.columns) - 1
    head = len(table.head)
    for row, line in enumerate(table.head):
        # Not merged: a merged cell over a frozen column is torn in two when one scrolls.
        sheet.write_string(row, 0, line[:TEXT_LIMIT], styles("line" if row else "title"))
    for number, column in enumerate(table.columns):
        sheet.set_column(number, number, column.width)
        sheet.write_string(head, number, column.name, styles("head"))
    names = tuple(column.name for column in table.columns)
    sheet.set_row(head, _height(names, table.columns))
    for row, line_of in enumerate(table.rows, head + 1):
        sheet.set_row(row, _height(line_of.cells, table.columns))
        for number, cell in enumerate(line_of.cells):
            _write(sheet, row, number, cell, line_of.kind, styles)
    sheet.freeze_panes(head + 1, min(2, last))
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(head)
    sheet.set_footer("&C— &P —")


def _height(cells: Sequence[Cell], columns: Sequence[Column]) -> float:
    """The height of a row in points: not every program finds that of wrapped text by itself."""
    pairs = zip(cells, columns, strict=True)
    most = max((_lines(cell, column.width) for cell, column in pairs if isinstance(cell, str)), default=1)
    return min(max(most, 1) * LINE + GAP, HIGHEST)


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column; what is not of ASCII is two characters wide."""
    return sum(-(-sum(1 + (sign > "~") for sign in line) // max(width - 1, 1)) or 1 for line in text.split("\n"))


def _write(sheet: Any, row: int, column: int, cell: Cell, kind: str, styles: _Styles) -> None:
    """A number as a number, every text as text, an empty cell with its frame."""
    if isinstance(cell, Amount):
        shown = f"0.{'0' * cell.places}" if cell.places else "0"
        sheet.write_number(row, column, float(cell.value), styles(kind, shown))
    elif cell:
        sheet.write_string(row, column, cell[:TEXT_LIMIT], styles(kind))
    else:
        sheet.write_blank(row, column, None, styles(kind))
