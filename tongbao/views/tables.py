"""A table as offices print it, sums first: one value for the spreadsheet, the CSV and the paper."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Literal, NamedTuple


class Amount(NamedTuple):
    """A number in a cell, in the unit of the table; `text` is it as printed with `places` behind the point.

    `figure` is its id in figures.json or in the project's own file; "" where it has none.
    """

    value: Fraction
    places: int
    text: str
    figure: str = ""

    @property
    def plain(self) -> str:
        """The same for machines: no thousands separators, the plain minus."""
        return self.text.replace(",", "").replace("−", "-")


Cell = str | Amount


class Column(NamedTuple):
    """A column: what it holds (for styles), its head, and its width in characters of a spreadsheet."""

    code: str
    name: str
    width: int


class TableRow(NamedTuple):
    """A row, of all, of a group or of one record; it has as many cells as there are columns."""

    kind: Literal["total", "group", "plain"]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Title, lines under it (number, issuer, days), unit, heads and rows. `name` is short, for a tab or a menu.

    `day` is what it speaks of; `notice` says of a sample place that it is one.
    """

    name: str
    title: str
    lines: tuple[str, ...]
    notice: str
    unit: str
    day: date
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]

    @property
    def head(self) -> tuple[str, ...]:
        """What stands above the heads of the columns, a line each."""
        return tuple(line for line in (self.title, *self.lines, self.notice, self.unit) if line)


def merged(table: Table, into: Mapping[str, tuple[str, ...]], labels: Mapping[str, str]) -> Table:
    """The table with the text of some columns under that of another, for paper that has less room; where a column has
    a label, after that. Columns that would be empty are left out."""
    gone = {code for codes in into.values() for code in codes}
    place = {column.code: number for number, column in enumerate(table.columns)}

    def lines(row: TableRow, column: Column) -> Cell:
        own, parts = row.cells[place[column.code]], []
        for code in into.get(column.code, ()):
            text = row.cells[place[code]] if code in place else ""
            if isinstance(text, str) and text:
                parts.append(labels.get(code, "") + text)
        return "\n".join(part for part in (own, *parts) if part) if isinstance(own, str) else own

    rows = [TableRow(row.kind, tuple(lines(row, c) for c in table.columns if c.code not in gone)) for row in table.rows]
    columns = tuple(column for column in table.columns if column.code not in gone)
    full = [number for number in range(len(columns)) if any(row.cells[number] for row in rows)]
    return replace(
        table,
        columns=tuple(columns[number] for number in full),
        rows=tuple(TableRow(row.kind, tuple(row.cells[number] for number in full)) for row in rows),
    )
