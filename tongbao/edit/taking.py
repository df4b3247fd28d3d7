"""What a reporting workbook does to files of a place, while its rows are taken one after the other."""

import copy
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from tongbao.edit.changed import BYTE_ORDER_MARK, changed
from tongbao.edit.filled_rows import Cell, Filled, problem_at
from tongbao.edit.nodes import nodes_of
from tongbao.model.dataset import Dataset
from tongbao.model.issue import Issue
from tongbao.model.project import Project
from tongbao.problems import Location, Problem

Tree = dict[str, Any]


class Value(NamedTuple):
    """A value that would change: the heading of its cell, what was there, what is to be there."""

    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """What a row does to a record, for people: `what` is report, correction, event or milestone; `of` the day of the
    report or event, or the name of the milestone."""

    what: str
    path: str
    id: str
    name: str
    of: str
    values: tuple[Value, ...]


@dataclass(slots=True)
class File:
    """A record's file while rows are applied to its tree; `cells` are where values of the tree came from."""

    model: type[Project] | type[Issue]
    text: str
    tree: Tree
    row: Filled
    cells: dict[Location, Cell] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What a workbook would do: changes for people, new texts of files by path, what is wrong; `there` is how many of
    its rows are on record already. `cells` lead from a value in a file to the cell it came from."""

    changes: tuple[Change, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    there: int = 0
    problems: tuple[Problem, ...] = ()
    cells: Mapping[tuple[str, Location], Cell] = field(default_factory=dict)


@dataclass
class Taking:
    """The place, the day on which the workbook came in, and what its rows have done so far.

    `languages` are those in which the workbook was written, the first first; `read` gives the text of a file.
    """

    book: str
    data: Dataset
    languages: tuple[str, ...]
    received: date
    read: Callable[[str], str]
    files: dict[str, File] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    there: int = 0

    def wrong(self, row: Filled, code: str, rule: str, **params: object) -> None:
        """A row that cannot be taken, and the cell because of which."""
        self.problems.append(problem_at(self.book, row.at(code), rule, params))

    def file(self, row: Filled, record: Project | Issue) -> File:
        """The file of a record with the rows before applied."""
        path = self.path_of(record)
        if path not in self.files:
            text = self.read(path)
            self.files[path] = File(type(record), text, copy.deepcopy(self.tree(path)), row)
        return self.files[path]

    def tree(self, path: str) -> Tree:
        """What stands in a file."""
        found: Tree = nodes_of(self.read(path).removeprefix(BYTE_ORDER_MARK)).tree
        return found

    def path_of(self, record: Project | Issue) -> str:
        """Where a record stands."""
        return self.data.paths["project" if isinstance(record, Project) else "issue", record.id]

    def tell(self, what: str, row: Filled, record: Project | Issue, name: str, of: str, codes: Iterable[str]) -> None:
        """Notes for people what a row does."""
        values = (Value(row.sheet.headings[c], row.before.get(c, ""), row.now.get(c, "")) for c in codes)
        self.changes.append(Change(what, self.path_of(record), record.id, name, of, tuple(values)))

    def done(self) -> TakenBack:
        """Everything, with the new text of each file that a row changed."""
        texts: dict[str, str] = {}
        for path, file in self.files.items():
            text = changed(file.text, file.tree, file.model)
            if text is None:
                self.wrong(file.row, next(iter(file.row.sheet.letters)), "book-by-hand", path=path)
            else:
                texts[path] = text
        cells = {(path, way): cell for path, file in self.files.items() for way, cell in file.cells.items()}
        return TakenBack(tuple(self.changes), texts, self.there, tuple(self.problems), cells)
