"""A reporting workbook that comes back, as it was filled in: codes of columns from its hidden rows, texts of cells."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tongbao.load.broken_formulas import with_broken
from tongbao.load.spreadsheets import BROKEN_ARCHIVE, letters, shown, too_large
from tongbao.model.reporting_book import (
    KEYS,
    KINDS,
    MARK,
    MARK_PREFIX,
    FilledBook,
    FilledRow,
    FilledSheet,
    Key,
    SheetKind,
)
from tongbao.problems import Problem

SUFFIXES = frozenset({".xlsx", ".xlsm"})
BELOW_CODES = 2
"""Rows of headings between the codes and the first record."""
CODES_WITHIN = 40
"""In how many of the first rows the codes are looked for: somebody may have put a letterhead above them."""
Lines = list[list[str]]


def read_book(path: Path) -> FilledBook | Problem | None:
    """The workbook of a file; None where the file is another one, a Problem where it cannot be read.

    Its sheets are known by their codes, whatever people called them; a sheet without codes is no sheet of ours.
    """
    if path.suffix.lower() not in SUFFIXES:
        return None
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        if size := too_large(path):
            return Problem(path.name, "import-too-large", params={"size": size})
        workbook = CalamineWorkbook.from_path(path)
        found = [(name, workbook.get_sheet_by_name(name)) for name in workbook.sheet_names]
        texts = {
            name: with_broken(path, name, [[shown(v).strip() for v in line] for line in _cells(sheet)])
            for name, sheet in found
        }
        merged = {name: sheet.merged_cell_ranges or () for name, sheet in found}
    except OSError as error:
        return Problem(path.name, "import-unreadable", params={"reason": error.strerror or str(error)})
    except (CalamineError, *BROKEN_ARCHIVE) as error:
        return Problem(path.name, "import-unreadable", params={"reason": str(error)})
    notes = next((lines for lines in texts.values() if lines and lines[0][:3] == ["note", "mark", MARK]), None)
    if notes is None:
        return None
    return FilledBook(
        path.name,
        {line[1]: line[2] for line in _tagged(notes, "note", 3)},
        tuple(sheet for name, lines in texts.items() if (sheet := _sheet(name, lines, merged[name]))),
        _exported(notes),
        {(line[1], line[2]): line[3] for line in _tagged(notes, "digest", 4)},
    )


def _cells(sheet: Any) -> Sequence[Sequence[object]]:
    cells: Sequence[Sequence[object]] = sheet.to_python(skip_empty_area=False)
    return cells


def _tagged(lines: Lines, tag: str, length: int) -> Iterator[list[str]]:
    yield from (line for line in lines if len(line) >= length and line[0] == tag)


def _exported(lines: Lines) -> Mapping[tuple[str, Key], Mapping[str, str]]:
    """What each cell held when the workbook was made, by sheet and key of its row."""
    found: dict[tuple[str, Key], dict[str, str]] = {}
    for _, kind, key, code, text, *_ in _tagged(lines, "cell", 5):
        try:
            parts = tuple(str(part) for part in json.loads(key))
        except (ValueError, TypeError):
            continue
        if any(known == kind and len(parts) == len(codes) for known, codes in KEYS.items()):
            found.setdefault((kind, parts), {})[code] = text
    return found


def _sheet(name: str, lines: Lines, merged: Sequence[Any]) -> FilledSheet | None:
    marked = ((row, kind) for row, line in enumerate(lines[:CODES_WITHIN]) for kind in map(_kind_of, line) if kind)
    at, kind = next(marked, (0, None))
    if kind is None:
        return None
    codes = {column: code for column, text in enumerate(lines[at]) if (code := text.rpartition("/")[2]) in KINDS}
    first = at + BELOW_CODES + 1
    heads = lines[first - 1] if first <= len(lines) else []
    rows = tuple(_row(number, line, codes) for number, line in enumerate(lines[first:], first + 1) if any(line))
    heading = {code: heads[column] if column < len(heads) else "" for column, code in codes.items()}
    return FilledSheet(
        kind=kind,
        name=name,
        headings={code: text or code for code, text in heading.items()},
        letters={code: letters(column) for column, code in codes.items()},
        rows=rows,
        merged=tuple(_merged(merged, codes, first)),
        added=tuple(dict.fromkeys(_head(heads, column) for row in rows for column in _stray(lines, row, codes))),
    )


def _kind_of(text: str) -> SheetKind | None:
    kind = text.removeprefix(MARK_PREFIX).partition("/")[0] if text.startswith(MARK_PREFIX) else ""
    return next((known for known in KEYS if known == kind), None)


def _row(number: int, line: list[str], codes: Mapping[int, str]) -> FilledRow:
    return FilledRow(number, {code: line[at] for at, code in codes.items() if at < len(line) and line[at]})


def _stray(lines: Lines, row: FilledRow, codes: Mapping[int, str]) -> Iterator[int]:
    """The columns of a row that hold something and are none of ours."""
    yield from (column for column, text in enumerate(lines[row.number - 1]) if text and column not in codes)


def _head(heads: list[str], column: int) -> str:
    return (heads[column] if column < len(heads) else "") or letters(column)


def _merged(ranges: Sequence[Any], codes: Mapping[int, str], first: int) -> Iterator[tuple[int, str]]:
    """The first cell of ours in each range of merged cells that reaches into the rows of records."""
    for (top, left), (bottom, right) in ranges:
        column = next((at for at in range(left, right + 1) if at in codes), None)
        if bottom >= first and column is not None:
            yield max(top, first) + 1, codes[column]
