"""Rows of a reporting workbook held against what was exported: what people filled in, and what they must not change."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tongbao.edit.filled import Unread, same_value, tidy, value_of
from tongbao.model.reporting_book import (
    FILLED,
    FORMAT,
    KEYS,
    KINDS,
    FilledBook,
    FilledRow,
    FilledSheet,
    Key,
    SheetKind,
)
from tongbao.problems import Level, Problem

SEVERAL: frozenset[SheetKind] = frozenset({"issues"})
"""Sheets in which a record may have several rows: each is an event of its own."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a cell is: sheet, row, the letters of its column and the heading over it."""

    sheet: str
    row: int
    letters: str
    heading: str


@dataclass(frozen=True, slots=True)
class Filled:
    """A row in which something was filled in. `now` and `before` are its values by code, as filled in and as exported;
    `changed` the codes that differ."""

    sheet: FilledSheet
    number: int
    key: Key
    now: Mapping[str, str]
    before: Mapping[str, str]
    changed: tuple[str, ...]

    @property
    def id(self) -> str:
        """The id of the record."""
        return self.key[0]

    def at(self, code: str) -> Cell:
        """Where the cell of a code stands; the first of the row where the sheet has none such."""
        code = code if code in self.sheet.letters else next(iter(self.sheet.letters))
        return Cell(self.sheet.name, self.number, self.sheet.letters[code], self.sheet.headings[code])


@dataclass(frozen=True, slots=True)
class Rows:
    """What a workbook says: rows with something filled in, how many have nothing, everything wrong with its cells."""

    filled: tuple[Filled, ...] = ()
    unchanged: int = 0
    problems: tuple[Problem, ...] = field(default=())


def problem_at(
    book: str, cell: Cell, rule: str, params: Mapping[str, object] | None = None, level: Level = Level.FAULT
) -> Problem:
    """A problem of a cell: its location is sheet, cell and heading."""
    where = (cell.sheet, f"{cell.letters}{cell.row}", cell.heading)
    return Problem(book, rule, where, params or {}, level, line=cell.row)


def rows_of(book: FilledBook, place: str, choices: Mapping[str, Mapping[str, str]]) -> Rows:
    """The rows of a workbook that was made for a place with these choices; every fault of its cells at once."""
    problems = list(_of_another(book, place))
    if problems:
        return Rows(problems=tuple(problems))
    filled: list[Filled] = []
    unchanged = 0
    # By kind and not by sheet: somebody may have copied one.
    seen_of: dict[SheetKind, dict[Key, int]] = {kind: {} for kind in KEYS}
    for sheet in book.sheets:
        seen = seen_of[sheet.kind]
        if sheet.added:
            problems.append(
                Problem(book.name, "book-added-columns", (sheet.name,), {"columns": sheet.added}, Level.WARNING, line=1)
            )
        problems += (
            problem_at(book.name, Cell(sheet.name, row, sheet.letters[code], sheet.headings[code]), "book-merged")
            for row, code in sheet.merged
            if code in FILLED
        )
        for row in sheet.rows:
            found = _row(book, sheet, row, choices, seen)
            problems += found.problems
            filled += found.filled
            unchanged += found.unchanged
    return Rows(tuple(filled), unchanged, tuple(problems))


def _of_another(book: FilledBook, place: str) -> Iterator[Problem]:
    """A workbook of another place, or in a form that this program does not know."""
    if book.notes.get("format") != str(FORMAT):
        yield Problem(book.name, "book-format", params={"value": book.notes.get("format", ""), "known": FORMAT})
    elif book.notes.get("place") != place:
        yield Problem(book.name, "book-place", params={"value": book.notes.get("place", ""), "place": place})
    elif not book.sheets:
        yield Problem(book.name, "book-no-sheets")


def _row(
    book: FilledBook,
    sheet: FilledSheet,
    row: FilledRow,
    choices: Mapping[str, Mapping[str, str]],
    seen: dict[Key, int],
) -> Rows:
    """One row: what was filled in, or what is wrong with it."""
    first = KEYS[sheet.kind][0]
    if not row.cells:
        return Rows()
    key = tuple(_plain(row.cells.get(code, ""), code) for code in KEYS[sheet.kind])
    before = book.exported.get((sheet.kind, key))
    here = Filled(sheet, row.number, key, row.cells, before or {}, ())
    if not key[0]:
        code = next(iter(row.cells))
        return _wrong(book, here.at(code), "book-no-id", {"column": sheet.headings.get(first, first)})
    if before is None:
        return _unknown(book, here)
    if key in seen and sheet.kind not in SEVERAL:
        return _wrong(book, here.at(first), "book-twice", {"id": key[0], "first": seen[key]})
    again = key in seen
    seen.setdefault(key, row.number)
    problems = [
        problem_at(book.name, here.at(code), "book-locked", {"value": row.cells.get(code, ""), "before": old})
        for code in sheet.letters
        if code not in FILLED
        and not (again and code not in row.cells)
        and not _same(row.cells.get(code, ""), old := before.get(code, ""), code)
    ]
    now: dict[str, str] = {}
    known: dict[str, str] = {}
    for code in sheet.letters:
        if code in FILLED:
            text, exported = row.cells.get(code, ""), before.get(code, "")
            known[code] = _known(exported, code, choices)
            try:
                now[code] = _filled(text, exported, code, choices)
            except Unread as unread:
                problems.append(problem_at(book.name, here.at(code), unread.rule, unread.params))
    changed = tuple(code for code, value in now.items() if value != known[code])
    if problems or not changed:
        return Rows(unchanged=int(not changed), problems=tuple(problems))
    return Rows((Filled(sheet, row.number, key, now, known, changed),))


def _filled(text: str, exported: str, code: str, choices: Mapping[str, Mapping[str, str]]) -> str:
    """The value of a cell. A choice that is as it was exported is not read: what is on record need not be what people
    may choose. Raises Unread."""
    known = _known(exported, code, choices)
    if KINDS[code] in choices and tidy(text) == tidy(exported):
        return known
    value = value_of(text, KINDS[code], choices.get(KINDS[code], {}))
    return known if same_value(value, known, KINDS[code]) else value


def _known(text: str, code: str, choices: Mapping[str, Mapping[str, str]]) -> str:
    try:
        return value_of(text, KINDS[code], choices.get(KINDS[code], {}))
    except Unread:
        return text


def _unknown(book: FilledBook, here: Filled) -> Rows:
    """A row that was not exported: of a record that was, a locked cell was changed; else it was added."""
    kind = here.sheet.kind
    like = [key for sheet, key in book.exported if sheet == kind and key[0] == here.key[0]]
    near = max(like, key=lambda key: sum(a == b for a, b in zip(key, here.key, strict=True)), default=None)
    if near is None:
        return _wrong(book, here.at(KEYS[kind][0]), "book-unknown", {"id": here.key[0]})
    return Rows(
        problems=tuple(
            problem_at(book.name, here.at(code), "book-locked", {"value": now, "before": before})
            for code, now, before in zip(KEYS[kind], here.key, near, strict=True)
            if now != before
        )
    )


def _wrong(book: FilledBook, cell: Cell, rule: str, params: Mapping[str, object]) -> Rows:
    return Rows(problems=(problem_at(book.name, cell, rule, params),))


def _plain(text: str, code: str) -> str:
    """A cell of a key: a day as ISO where it can be read, else as it stands."""
    return _known(text, code, {})


def _same(one: str, other: str, code: str) -> bool:
    """Whether a locked cell says what it said; numbers and days may be written otherwise."""
    kind = KINDS[code]
    if kind in ("stage", "event", "office"):
        kind = "text"
    try:
        return same_value(value_of(one, kind, {}), value_of(other, kind, {}), kind)
    except Unread:
        return tidy(one) == tidy(other)
