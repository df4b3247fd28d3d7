"""The reporting workbook as XLSX: what is to be filled in stands open, all else locked without a password.

XlsxWriter is imported when a workbook is really made.
"""

import io
import json
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from tongbao.render.spreadsheets import BOXED, FONT, GAP, HIGHEST, LINE, NO_GUESSING, TEXT_LIMIT, sheet_name
from tongbao.views.reporting_book import BookView
from tongbao.views.reporting_sheets import BookColumn, BookRow, BookSheet

CODES, GROUPS, HEADS, FIRST = 2, 3, 4, 5
"""Rows of a sheet, from 0: codes of columns (hidden), groups, headings, the first record."""
PAPERS = {"A4": 9, "A3": 8}
WIDTHS = {
    "number": 12,
    "percent": 10,
    "count": 8,
    "day": 11,
    "day_or_month": 11,
    "stage": 11,
    "event": 11,
    "office": 16,
}
WORDS, SENTENCES, SHORT = 36, 30, 15
"""Characters in a column of words, of sentences and of ids."""
HELP_WIDTHS = (22, 90)
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
NOTES = "tongbao"
"""The name of the sheet for the program; formulas of choices name it."""
FIRST_CHOICE = 9
"""The column of the sheet for the program in which the first list of choices stands."""
GREY, QUIET, OPEN = "#6B7280", "#F5F6F8", "#FFF9E5"
STYLES: dict[str, dict[str, Any]] = {
    "title": {**FONT, "font_size": 16, "bold": True},
    "line": {**FONT, "font_color": GREY},
    "group": {**BOXED, "bold": True, "align": "center", "bg_color": "#E3E6EB"},
    "head": {**BOXED, "bold": True, "align": "center", "bg_color": "#EDEFF2"},
    "head open": {**BOXED, "bold": True, "align": "center", "bg_color": "#FBE7A8"},
    "known": {**BOXED, "valign": "top"},
    "last": {**BOXED, "valign": "top", "font_color": GREY, "bg_color": QUIET},
    "open": {**BOXED, "valign": "top", "bg_color": OPEN, "locked": False},
    "help": {**FONT, "text_wrap": True, "valign": "top"},
    "term": {**FONT, "bold": True, "valign": "top"},
}
FREEDOM = {"format_columns": True, "format_rows": True, "insert_columns": True, "sort": True, "autofilter": True}
"""What a locked sheet still lets people do."""


def book_bytes(view: BookView) -> bytes:
    """The bytes of a workbook: the same for the same view."""
    from xlsxwriter.workbook import Workbook

    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": True, **NO_GUESSING}) as book:
        book.set_properties({"title": view.title, "created": datetime.combine(view.day, time.min)})
        writer = _Writer(book, view)
        taken = {NOTES}
        for sheet in view.sheets:
            writer.sheet(book.add_worksheet(sheet_name(sheet.name, taken)), sheet)
        writer.help(book.add_worksheet(sheet_name(view.help_name, taken)))
        writer.notes(book.add_worksheet(NOTES))
    return buffer.getvalue()


class _Writer:
    """One workbook, its formats each made once."""

    def __init__(self, book: Any, view: BookView) -> None:
        self._book, self._view = book, view
        self._made = dict[tuple[str, str], Any]()
        self._ranges = {
            kind: f"={NOTES}!${_letters(at)}$1:${_letters(at)}${len(words)}"
            for at, (kind, words) in enumerate(view.choices.items(), FIRST_CHOICE)
            if words
        }

    def _style(self, name: str, shown: str = "") -> Any:
        if (name, shown) not in self._made:
            more = {"num_format": shown} if shown else {}
            self._made[name, shown] = self._book.add_format(STYLES[name] | more)
        return self._made[name, shown]

    def sheet(self, sheet: Any, content: BookSheet) -> None:
        """A sheet of records under its headings."""
        columns, last = content.columns, len(content.columns) - 1
        for row, text in enumerate((self._view.title, content.line)):
            sheet.write_string(row, 0, text, self._style("line" if row else "title"))
        for at, column in enumerate(columns):
            sheet.set_column(at, at, _width(column))
            code = f"tongbao:{content.kind}/{column.code}" if at == 0 else column.code
            sheet.write_string(CODES, at, code)
            sheet.write_string(HEADS, at, column.title, self._style("head open" if column.filled else "head"))
        sheet.set_row(CODES, None, None, {"hidden": True})
        sheet.set_row(HEADS, max(_lines(column.title, _width(column)) for column in columns) * LINE + GAP)
        self._groups(sheet, columns)
        for row, record in enumerate(content.rows, FIRST):
            sheet.set_row(row, _height(record, columns))
            for at, (column, text) in enumerate(zip(columns, record.cells, strict=True)):
                is_open = column.filled and column.code not in record.locked
                style = "open" if is_open else "last" if column.group == "last" or column.filled else "known"
                self._write(sheet, row, at, column, text, style)
                if is_open:
                    self._validate(sheet, row, at, column, _floor(columns, record, row))
        sheet.freeze_panes(FIRST, 2)
        sheet.set_landscape()
        sheet.set_paper(PAPERS[self._view.paper])
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(GROUPS, HEADS)
        sheet.print_area(0, 0, max(FIRST + len(content.rows) - 1, HEADS), last)
        sheet.set_footer("&L&F&C— &P —&R&A")
        sheet.protect("", FREEDOM)

    def _groups(self, sheet: Any, columns: tuple[BookColumn, ...]) -> None:
        """The headings above headings, each over all its columns; no row of them where there are none."""
        if not any(column.group for column in columns):
            sheet.set_row(GROUPS, None, None, {"hidden": True})
        first = 0
        while first < len(columns):
            group = columns[first].group
            until = first
            while until + 1 < len(columns) and columns[until + 1].group == group:
                until += 1
            text = self._view.words[f"group_{group}"] if group else ""
            if group and until > first:
                sheet.merge_range(GROUPS, first, GROUPS, until, text, self._style("group"))
            else:
                for at in range(first, until + 1):
                    sheet.write_string(GROUPS, at, text, self._style("group"))
            first = until + 1

    def _write(self, sheet: Any, row: int, at: int, column: BookColumn, text: str, style: str) -> None:
        """A number as a number, a date as a date, every text as text, an empty cell in its colour."""
        dated, texts = column.kind == "day", column.kind in ("day_or_month", "text")
        shown = "yyyy-mm-dd" if dated else "@" if texts else ""
        if column.kind == "percent":
            shown = "0.0#"
        elif column.kind == "number" and style != "open":
            places = len(text.partition(".")[2])
            shown = f"#,##0.{'0' * places}" if places else "#,##0"
        form = self._style(style, shown)
        if not text:
            sheet.write_blank(row, at, None, form)
        elif dated:
            sheet.write_datetime(row, at, date.fromisoformat(text), form)
        elif column.kind in ("number", "percent", "count"):
            sheet.write_number(row, at, float(text), form)
        else:
            sheet.write_string(row, at, text[:TEXT_LIMIT], form)

    def _validate(self, sheet: Any, row: int, at: int, column: BookColumn, floor: str) -> None:
        """What a cell takes: a program that people fill in tells them at once."""
        words = self._view.words
        rule: dict[str, Any]
        match column.kind:
            case "number" if floor and column.code == "report.invested":
                rule = {"validate": "decimal", "criteria": ">=", "value": floor, "error_type": "warning"}
            case "number":
                rule = {"validate": "decimal", "criteria": ">=", "value": 0}
            case "percent":
                rule = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100}
            case "count":
                rule = {"validate": "integer", "criteria": ">=", "value": 0}
            case "day":
                rule = {"validate": "date", "criteria": "between", "minimum": EARLIEST, "maximum": LATEST}
            case kind if kind in self._ranges:
                rule = {"validate": "list", "source": self._ranges[kind]}
            case _:
                return
        key = "falls" if "error_type" in rule else "choice" if rule["validate"] == "list" else column.kind
        sheet.data_validation(row, at, row, at, rule | {"error_title": words["bad"], "error_message": words[key]})

    def help(self, sheet: Any) -> None:
        """The sheet that says how to fill in, and what each heading asks for."""
        view, words = self._view, self._view.words
        for at, width in enumerate(HELP_WIDTHS):
            sheet.set_column(at, at, width)
        sheet.write_string(0, 0, words["help"], self._style("title"))
        sheet.write_string(1, 0, view.title, self._style("line"))
        row = 3
        for number, line in enumerate(view.help, 1):
            sheet.merge_range(row, 0, row, 1, f"{number}. {line}", self._style("help"))
            sheet.set_row(row, _lines(line, sum(HELP_WIDTHS) - 4) * LINE + GAP)
            row += 1
        sheet.write_string(row + 1, 0, words["terms"], self._style("term"))
        for below, (term, about) in enumerate(view.terms, row + 2):
            sheet.write_string(below, 0, term, self._style("help"))
            sheet.write_string(below, 1, about, self._style("help"))
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(PAPERS["A4"])
        sheet.fit_to_pages(1, 0)
        sheet.protect("", FREEDOM)

    def notes(self, sheet: Any) -> None:
        """The hidden sheet that the program compares with: where the workbook is from, digests of its records, what
        every cell held; and the lists that drop down."""
        view = self._view
        lines: list[tuple[str, ...]] = [("note", *note) for note in view.notes]
        lines += [("digest", *each) for each in view.digests]
        for content in view.sheets:
            for record in content.rows:
                key = json.dumps(record.key, ensure_ascii=False)
                cells = zip(content.columns, record.cells, strict=True)
                lines += [("cell", content.kind, key, column.code, text[:TEXT_LIMIT]) for column, text in cells if text]
        for row, line in enumerate(lines):
            for at, text in enumerate(line):
                sheet.write_string(row, at, text)
        for at, choices in enumerate(view.choices.values(), FIRST_CHOICE):
            for row, word in enumerate(choices):
                sheet.write_string(row, at, word)
        sheet.protect("", FREEDOM)
        sheet.hide()


def _floor(columns: Iterable[BookColumn], record: BookRow, row: int) -> str:
    """The cell with the last investment of the year that is asked about, as a formula; "" where there is none."""
    at = {column.code: (number, text) for number, (column, text) in enumerate(zip(columns, record.cells, strict=True))}
    if "last.invested" not in at:
        return ""
    (_, then), (_, now), (number, invested) = at["last.as_of"], at["report.as_of"], at["last.invested"]
    return f"=${_letters(number)}{row + 1}" if invested and then[:4] == now[:4] else ""


def _letters(at: int) -> str:
    """The letters over a column, counted from 0."""
    from xlsxwriter.utility import xl_col_to_name

    letters: str = xl_col_to_name(at)
    return letters


def _width(column: BookColumn) -> int:
    return (WIDTHS.get(column.kind, SHORT), WORDS, SENTENCES)[column.wide]


def _height(record: BookRow, columns: Iterable[BookColumn]) -> float:
    """The height of a row in points: not every program finds that of wrapped text by itself."""
    pairs = zip(record.cells, columns, strict=True)
    most = max((_lines(text, _width(column)) for text, column in pairs), default=1)
    return min(most * LINE + GAP, HIGHEST)


def _lines(text: str, width: int) -> int:
    """How many lines a text takes; what is not of ASCII is two characters wide."""
    return sum(-(-sum(1 + (sign > "~") for sign in line) // max(width - 1, 1)) or 1 for line in text.split("\n"))
