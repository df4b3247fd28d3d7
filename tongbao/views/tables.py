"""A table as offices print it, sums first: one value for the spreadsheet, the CSV and the paper."""

from dataclasses import dataclass
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
