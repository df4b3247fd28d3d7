"""A sheet as people see it: rows of text under a line of headers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `number` is the one that the spreadsheet program shows at its left, counted from 1."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file's headers and the rows below them; a row is never longer than the headers. `merged` are the headers of
    cells that are merged with cells of rows below, by the number of their row."""

    name: str
    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    merged: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    def records(self) -> Iterator[tuple[int, dict[str, str]]]:
        """The number of each row that is not blank, and its cells by header, without space around them."""
        for row in self.rows:
            cells = {header: cell.strip() for header, cell in zip(self.headers, row.cells, strict=False)}
            if any(cells.values()):
                yield row.number, {header: cells.get(header, "") for header in self.headers}
