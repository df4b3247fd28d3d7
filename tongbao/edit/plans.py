"""A mapping made ready for a place: columns bound to fields, words looked up, its own faults found."""

import re
from collections.abc import Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass

from tongbao.edit.cells import Unreadable, read_cell, suggested
from tongbao.edit.targets import EACH, Target, target_of, words_of
from tongbao.model.mapping import Column, Mapping
from tongbao.model.sheet import Sheet
from tongbao.model.site import Site
from tongbao.problems import Level, Problem

PLACEHOLDER = re.compile(r"\{([^{}]+?)(?::0([1-9]))?\}")
"""`{PID}`, or `{序号:03}` with zeros in front."""
ONCE_EACH = ("name", "district")
"""What every project needs beside its id."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A column with its field, the words its cells may hold, and what an empty cell means."""

    header: str
    column: Column
    target: Target
    words: Map[str, str]
    if_empty: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """Under which name the changes of the column stand in a report's `extra`."""
        return self.target.parts[1] if self.target.is_extra else self.header


@dataclass(frozen=True, slots=True)
class Plan:
    """A mapping that holds together, for one place."""

    mapping: Mapping
    bound: tuple[Bound, ...]
    fixed: tuple[tuple[Target, tuple[str, ...]], ...]

    @property
    def id_headers(self) -> tuple[str, ...]:
        """The columns that make the id."""
        return tuple(match[1] for match in PLACEHOLDER.finditer(self.mapping.id))

    @property
    def as_of_header(self) -> str:
        """The column with the day of a report."""
        return next(b.header for b in self.bound if b.target.of_report and b.target.parts == ("as_of",))

    @property
    def columns(self) -> dict[tuple[str, ...], str]:
        """The way to each field as a mapping names it → its column."""
        ways = {
            (
                *(("progress",) if b.target.of_report else ()),
                *(p for p in b.target.parts if p != EACH),
            ): b.header
            for b in self.bound
        }
        return {**ways, ("id",): self.id_headers[0]}

    def id_of(self, cells: Map[str, str]) -> str:
        """The id of a row's project."""
        return PLACEHOLDER.sub(lambda match: cells[match[1]].zfill(int(match[2] or 0)), self.mapping.id)


def plan_of(mapping: Mapping, path: str, site: Site) -> tuple[Plan | None, list[Problem]]:
    """The plan of the mapping file at `path`, None where it has faults."""
    problems: list[Problem] = []
    bound = []
    for header, column in mapping.columns.items():
        if column.to is None:
            continue
        target = target_of(column.to)
        if target is None:
            params = {"value": column.to}
            problems.append(Problem(path, "import-unknown-field", ("columns", header, "to"), params))
            continue
        words = words_of(site, target.codes) if target.codes else {}
        problems += _unknown_words(path, header, column, words)
        if_empty = _fixed(column.if_empty or "", column, target, mapping, words)
        if isinstance(if_empty, Unreadable):
            problems.append(Problem(path, if_empty.rule, ("columns", header, "if_empty"), if_empty.params))
            continue
        if column.history and (target.of_report or mapping.row == "project"):
            problems.append(Problem(path, "import-no-history", ("columns", header, "history")))
        bound.append(Bound(header, column, target, words, if_empty))
    fixed = []
    for way, text in mapping.fixed.items():
        target = target_of(way)
        if target is None:
            problems.append(Problem(path, "import-unknown-field", ("fixed", way), {"value": way}, at_key=True))
            continue
        values = _fixed(text, Column(), target, mapping, words_of(site, target.codes) if target.codes else {})
        if isinstance(values, Unreadable):
            problems.append(Problem(path, values.rule, ("fixed", way), values.params))
        else:
            fixed.append((target, values))
    plan = Plan(mapping, tuple(bound), tuple(fixed))
    problems += _gaps(plan, path) if not problems else ()
    return (None if problems else plan), problems


def _fixed(
    text: str, column: Column, target: Target, mapping: Mapping, words: Map[str, str]
) -> tuple[str, ...] | Unreadable:
    read = read_cell(text, column.model_copy(update={"empty": ()}), target, mapping, words)
    return read if isinstance(read, Unreadable) else read.values


def _unknown_words(path: str, header: str, column: Column, words: Map[str, str]) -> Iterator[Problem]:
    """Words that the table turns into codes which the place does not have."""
    for word, code in column.words.items():
        if words and code not in words:
            yield Problem(path, "import-word", ("columns", header, "words", word), suggested(code, words))


def _gaps(plan: Plan, path: str) -> Iterator[Problem]:
    """What the mapping lacks, or says twice."""
    targets = [b.target for b in plan.bound] + [target for target, _ in plan.fixed]
    for name in ONCE_EACH:
        if not any(target.parts == (name,) and not target.of_report for target in targets):
            yield Problem(path, "import-nothing-for", ("columns",), {"field": name})
    as_of = [b for b in plan.bound if b.target.of_report and b.target.parts == ("as_of",)]
    if plan.mapping.row == "report" and not as_of:
        yield Problem(path, "import-nothing-for", ("columns",), {"field": "progress.as_of"})
    if any(t.of_report for t in targets) and not any(t.of_report and t.parts == ("as_of",) for t in targets):
        yield Problem(path, "import-nothing-for", ("fixed",), {"field": "progress.as_of"})
    if not plan.id_headers:
        yield Problem(path, "import-id-without-column", ("id",), {"value": plan.mapping.id})
    seen: set[tuple[bool, tuple[str, ...]]] = set()
    for b in plan.bound:
        key = (b.target.of_report, b.target.parts)
        if key in seen and not b.target.many:
            yield Problem(path, "import-field-twice", ("columns", b.header, "to"), {"value": b.column.to})
        seen.add(key)


def header_problems(sheet: Sheet, plan: Plan, header: int) -> list[Problem]:
    """Columns that the mapping names and the sheet lacks, and filled columns that it does not name."""
    named = [*plan.mapping.columns, *plan.id_headers, *plan.mapping.skip, *plan.mapping.ignore]
    missing = [name for name in dict.fromkeys(named) if name not in sheet.headers]
    problems = []
    for name in missing:
        params = suggested(name, sheet.headers)
        problems.append(Problem(sheet.name, "import-no-column", (name,), params, line=header))
    if missing:
        return problems
    level = plan.mapping.level("import-unused")
    for at, name in enumerate(sheet.headers):
        if name not in named and any(at < len(row.cells) and row.cells[at].strip() for row in sheet.rows):
            problems.append(Problem(sheet.name, "import-unused", (name,), level=level, line=header))
    return [problem for problem in problems if problem.level is not Level.OFF]
