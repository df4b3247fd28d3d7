"""CSV and XLSX files → rows of text, each with the number that a person sees at its left.

Numbers come as a spreadsheet shows them in a plain cell (at most 15 digits, no exponent), dates as ISO dates.
"""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

from tongbao.load.broken_formulas import column_number, with_broken
from tongbao.model.plain import CONTROL
from tongbao.model.sheet import Row, Sheet
from tongbao.problems import Problem

WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls"})
CELL_LIMIT = 1_000_000
"""Characters in one cell; Excel itself stops at 32,767."""
AREA_LIMIT = 20_000_000
"""Cells between A1 and the last one. The reader takes memory for all of them, and one stray cell can make billions."""
BYTES_LIMIT = 200_000_000
"""Bytes of a workbook's sheets when unpacked."""
BROKEN_ARCHIVE = (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, UnicodeDecodeError)
"""What zipfile raises over damaged archives."""
Ranges = Sequence[tuple[tuple[int, int], tuple[int, int]]]
"""Cells that are merged: row and column of the first and the last of them, from 0."""
_CELL = re.compile(rb'<c\b[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"')


def read_spreadsheet(
    path: Path, *, sheet: str | None = None, encoding: str = "utf-8", delimiter: str = ",", header: int = 1
) -> Sheet | Problem:
    """The sheet of a file, named as the file is; a Problem where it cannot be read.

    A file whose suffix is a workbook's is read as one (`sheet`: its first where none is named), any other as
    CSV in `encoding`, with or without a byte order mark. `header` is the number of the row with the headers.
    """
    merged: Ranges = ()
    try:
        if path.suffix.lower() in WORKBOOKS:
            found = _workbook(path, sheet)
            lines, merged = (found, ()) if isinstance(found, Problem) else found
        else:
            lines = _text(path, encoding, delimiter)
    except OSError as error:
        return Problem(path.name, "import-unreadable", params={"reason": error.strerror or str(error)})
    if isinstance(lines, Problem):
        return lines
    return _sheet(path.name, lines, header, merged)


def _sheet(name: str, lines: Sequence[Sequence[str]], header: int, merged: Ranges) -> Sheet | Problem:
    if len(lines) < header or not any(cell.strip() for cell in lines[header - 1]):
        return Problem(name, "import-no-header", params={"row": header}, line=header)
    headers = tuple(" ".join(cell.split()) or letters(index) for index, cell in enumerate(lines[header - 1]))
    twice = next((text for text in headers if headers.count(text) > 1), None)
    if twice:
        return Problem(name, "import-header-twice", params={"column": twice}, line=header)
    rows = []
    for number, cells in enumerate(lines[header:], header + 1):
        if any(cell.strip() for cell in cells[len(headers) :]):
            return Problem(
                name,
                "import-row-too-long",
                params={"cells": len(cells), "headers": len(headers)},
                line=number,
            )
        rows.append(Row(number, tuple(cells[: len(headers)])))
    over: dict[int, tuple[str, ...]] = {}
    for (top, left), (bottom, right) in merged:
        if header <= top < bottom:
            over[top + 1] = (*over.get(top + 1, ()), *headers[left : right + 1])
    return Sheet(name, headers, tuple(rows), over)


def letters(index: int) -> str:
    """The letters over a column, counted from 0: A, Z, AA. They name a column that has no header."""
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def _text(path: Path, encoding: str, delimiter: str) -> list[list[str]] | Problem:
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return Problem(path.name, "import-not-text", params={"encoding": encoding}, line=line)
    csv.field_size_limit(CELL_LIMIT)
    reader = csv.reader(io.StringIO(CONTROL.sub(" ", text), newline=""), delimiter=delimiter, strict=True)
    lines: list[list[str]] = []
    try:
        lines.extend(reader)
    except csv.Error as error:
        return Problem(path.name, "import-broken-csv", params={"reason": str(error)}, line=len(lines) + 1)
    return lines


def _workbook(path: Path, sheet: str | None) -> tuple[list[list[str]], Ranges] | Problem:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        if path.suffix.lower() != ".xls" and (size := too_large(path)):
            return Problem(path.name, "import-too-large", params={"size": size})
        workbook = CalamineWorkbook.from_path(path)
        names = workbook.sheet_names
        if sheet is not None and sheet not in names:
            return Problem(path.name, "import-no-sheet", params={"sheet": sheet, "choices": ", ".join(names)})
        found = workbook.get_sheet_by_name(sheet) if sheet else workbook.get_sheet_by_index(0)
        lines = [[shown(value) for value in line] for line in found.to_python(skip_empty_area=False)]
        return with_broken(path, found.name, lines), found.merged_cell_ranges or ()
    except (CalamineError, *BROKEN_ARCHIVE) as error:
        return Problem(path.name, "import-unreadable", params={"reason": str(error)})


def too_large(path: Path) -> str:
    """What of a workbook is beyond reason, "" where nothing is; looked up before anything is read of it."""
    with zipfile.ZipFile(path) as archive:
        parts = [info for info in archive.infolist() if info.filename.endswith(".xml")]
        if sum(info.file_size for info in parts) > BYTES_LIMIT:
            return f"> {BYTES_LIMIT:,} B"
        for info in parts:
            if "/worksheets/" not in info.filename:
                continue
            cells = set(_CELL.findall(archive.read(info)))
            columns = {column: column_number(column.decode()) for column in {column for column, _ in cells}}
            area = max(columns.values(), default=0) * max((int(row) for _, row in cells), default=0)
            if area > AREA_LIMIT:
                last = max(columns, key=lambda column: columns[column]).decode()
                return f"A1:{last}{max(int(row) for _, row in cells)}"
    return ""


def shown(value: object) -> str:
    """The text of a workbook's cell as a person reads it: 3.0 is `3`, a day `2026-03-01`, a truth `TRUE`.
    What cannot be shown, as Word leaves it behind, is a space."""
    match value:
        case bool():
            return str(value).upper()
        case float():
            return plain_number(value)
        case datetime():
            return value.date().isoformat() if value.time() == time.min else value.isoformat(sep=" ")
        case date() | time():
            return value.isoformat()
        case timedelta():
            return str(value)
    return CONTROL.sub(" ", str(value))


def plain_number(value: float) -> str:
    """The number with the 15 digits that spreadsheets keep, without exponent: 0.1 + 0.2 is `0.3`."""
    text = format(Decimal(format(value + 0.0, ".15g")), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
