"""Data files: JSON and CSV, the same bytes for the same content."""

import codecs
import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import overload

from tongbao.render.badges import badge_bytes
from tongbao.render.calendars import ics_bytes
from tongbao.render.database import sqlite_bytes
from tongbao.render.feeds import atom_bytes, json_feed
from tongbao.render.spreadsheets import grid, xlsx_bytes
from tongbao.render.workbooks import workbook_bytes
from tongbao.views.site import DataFile
from tongbao.views.tables import Table

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a spreadsheet may take for the start of a formula; the last four are the full-width forms."""

MARK = "'"
"""What a cell begins with that was made safe."""

_LINE = json.JSONEncoder(ensure_ascii=False, check_circular=False)


def safe_cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula; plain numbers stay as they are. What looks like a cell that was
    made safe gets a mark too, so that it can be told what stood there."""
    if not text.lstrip(MARK).startswith(FORMULA_STARTS):
        return text
    try:
        float(text)
    except ValueError:
        return MARK + text
    return text


_SUSPECT = re.compile(
    f"\0(?:{MARK}*[" + re.escape("".join(FORMULA_STARTS).replace("-", "")) + f"]|{MARK}+-|-(?!\\d+(?:\\.\\d+)?\0))"
)
"""A row, a NUL before and after each cell, of which one begins like a formula and is no plain number below 0: few do,
and to look at each cell of the others takes three times as long."""

_MADE_SAFE = re.compile(f"(?:^|\0){MARK}+[" + re.escape("".join(FORMULA_STARTS)) + "]")


def _is_suspect(row: str) -> bool:
    return _SUSPECT.search(row) is not None or "\r" in row


def _cell(text: str) -> str:
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return safe_cell(text)


def csv_bytes(rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 without a byte order mark: programs rely on the name of the first column."""
    buffer = io.StringIO()
    # Before Python 3.13 the writer leaves a lone CR unquoted when lines end with LF, and then no reader takes it.
    safe = (list(map(_cell, row)) if _is_suspect("\0".join(("", *row, ""))) else row for row in rows)
    csv.writer(buffer, lineterminator="\n").writerows(safe)
    return buffer.getvalue().encode()


class Rows(Sequence[tuple[str, ...]]):
    """The rows below the header of such a table, as they were before cells were made safe; read as far as anybody asks
    for them."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        rows = csv.reader(io.StringIO(self._content.decode(), newline=""))
        next(rows)
        return (tuple(map(_unmarked, row) if _made_safe("\0".join(row)) else row) for row in rows)

    def __len__(self) -> int:
        # Every second piece between quotation marks stands in a cell, where lines end no row.
        return sum(piece.count(b"\n") for piece in self._content.split(b'"')[::2]) - 1

    @overload
    def __getitem__(self, place: int) -> tuple[str, ...]: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[tuple[str, ...], ...]: ...
    def __getitem__(self, place: int | slice) -> tuple[str, ...] | tuple[tuple[str, ...], ...]:
        if place == 0:
            return next(iter(self))
        return tuple(self)[place]


def _made_safe(row: str) -> bool:
    return MARK in row and _MADE_SAFE.search(row) is not None


def _unmarked(cell: str) -> str:
    return cell[1:] if cell.startswith(MARK) and cell.lstrip(MARK).startswith(FORMULA_STARTS) else cell


def json_bytes(content: object) -> bytes:
    """A list is written one item a line, an object one key a line and a list of objects in it one item a line, so that
    changes can be read; never indented deeper, which takes ten times as long."""
    if isinstance(content, dict) and content:
        lines = ",\n".join(f" {_LINE.encode(str(key))}: {_value(value)}" for key, value in content.items())
        return f"{{\n{lines}\n}}\n".encode()
    return (_value(content) + "\n").encode()


def _value(value: object) -> str:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return "[\n" + ",\n".join(map(_LINE.encode, value)) + "\n]"
    return _LINE.encode(value)


def table_bytes(table: Table) -> bytes:
    """A table for people, as printed: with a byte order mark, without which Excel takes Chinese for something else."""
    return codecs.BOM_UTF8 + csv_bytes(grid(table))


def data_bytes(file: DataFile) -> bytes:
    """The bytes of a data file."""
    match file.kind, file.content:
        case "csv", Table() as table:
            return table_bytes(table)
        case "csv", rows:
            return csv_bytes(rows)  # type: ignore[arg-type]
        case "atom", content:
            return atom_bytes(content)
        case "jsonfeed", content:
            return json_bytes(json_feed(content))
        case "badge", content:
            return badge_bytes(content)
        case "ics", content:
            return ics_bytes(content)
        case "xlsx", Table() as table:
            return xlsx_bytes((table,))
        case "workbook", content:
            return workbook_bytes(content)
        case "issued", content:
            return json_bytes(content.opened())  # type: ignore[attr-defined]
        case "sqlite", content:
            return sqlite_bytes(content)
        case _, content:
            return json_bytes(content)
