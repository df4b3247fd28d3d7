"""Tables of the open data as one workbook: numbers and dates as such, every text as text."""

import io
from datetime import date, datetime, time
from typing import Any

from tongbao.render.spreadsheets import FONT, NO_GUESSING, TEXT_LIMIT, sheet_name

WIDTHS = {"number": 12, "integer": 8, "boolean": 7, "date": 11, "year": 7}
WIDE, LONGEST = 18, 48
"""Characters of a column of text, and of the widest."""
HEAD = {**FONT, "bold": True, "bg_color": "#EDEFF2", "bottom": 1, "text_wrap": True, "valign": "top"}


def workbook_bytes(content: Any) -> bytes:
    """The bytes of a workbook (views.data.tables.Sheets): the same for the same tables."""
    from xlsxwriter.workbook import Workbook

    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": True, **NO_GUESSING}) as book:
        day = date.fromisoformat(content.as_of)
        book.set_properties(
            {"title": content.title, "comments": content.notice, "created": datetime.combine(day, time.min)}
        )
        styles = {
            "head": book.add_format(HEAD),
            "text": book.add_format(FONT),
            "date": book.add_format({**FONT, "num_format": "yyyy-mm-dd"}),
        }
        taken: set[str] = set()
        for table in content.sheets:
            _sheet(book.add_worksheet(sheet_name(table.title, taken)), table, styles)
    return buffer.getvalue()


def _sheet(sheet: Any, table: Any, styles: dict[str, Any]) -> None:
    for number, field in enumerate(table.fields):
        sheet.set_column(number, number, WIDTHS.get(field.kind) or _width(table, number), styles["text"])
        sheet.write_string(0, number, field.title, styles["head"])
        sheet.write_string(1, number, field.name, styles["head"])
    kinds = [field.kind for field in table.fields]
    for row, cells in enumerate(table.rows, 2):
        for number, (text, kind) in enumerate(zip(cells, kinds, strict=True)):
            if not text:
                continue
            if kind in ("number", "integer", "year"):
                sheet.write_number(row, number, float(text))
            elif kind == "date":
                sheet.write_datetime(row, number, date.fromisoformat(text), styles["date"])
            else:
                sheet.write_string(row, number, text[:TEXT_LIMIT])
    sheet.freeze_panes(2, 1)
    sheet.autofilter(1, 0, max(len(table.rows) + 1, 1), len(table.fields) - 1)


def _width(table: Any, number: int) -> int:
    """Room for the longest of the first texts; Chinese characters are two wide."""
    most = max((sum(1 + (sign > "~") for sign in row[number]) for row in table.rows[:100]), default=0)
    return min(max(most, WIDE // 2), LONGEST)
