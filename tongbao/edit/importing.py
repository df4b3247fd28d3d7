"""Rows of a sheet → the trees of project records. Pure: nothing is read or written here.

A row is a project, or a dated report of one. Then the newest report that states a fact of the project decides
it, and of a fact with `history` each report's `extra` keeps what differs from the report before.
"""

from collections.abc import Mapping as Map
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tongbao.edit.cells import Read, Unreadable, read_cell
from tongbao.edit.plans import Plan
from tongbao.edit.targets import EACH, KEYED
from tongbao.model.sheet import Sheet
from tongbao.problems import Location, Problem, faults

Tree = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Draft:
    """A project's tree as its file would hold it, not yet checked, and where in the sheet it came from."""

    id: str
    tree: Tree
    rows: tuple[int, ...]
    columns: Map[tuple[str, ...], str] = field(repr=False)

    def cell_at(self, location: Location) -> tuple[int, str]:
        """The row and the column that a value of the tree came from; column "" where there is none."""
        at = location[1] if location[:1] == ("progress",) and len(location) > 1 else 0
        way = _way(self.tree, location)
        near = max(self.columns, key=lambda parts: _shared(parts, way), default=())
        return self.rows[at if isinstance(at, int) else 0], self.columns[near] if _shared(near, way) else ""


def _way(tree: Tree, location: Location) -> tuple[str, ...]:
    """A location as a mapping file names it: a list's entry by its key, no positions."""
    node: Any = tree
    way: list[str] = []
    for part in location:
        keyed = KEYED.get(way[-1]) if way else None
        node = node[part] if isinstance(part, int) else node.get(part, {}) if isinstance(node, dict) else {}
        if isinstance(part, str):
            way.append(part)
        elif keyed:
            way.append(str(node[keyed]))
    return tuple(way)


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many parts two ways have in common from their start."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


@dataclass(frozen=True, slots=True)
class _Line:
    """A row as read: its `report`, the project's `own` fields by column, `extra`: cells nobody could read."""

    number: int
    id: str
    own: Map[str, Read]
    report: Tree
    extra: Map[str, str]


def drafts_of(sheet: Sheet, plan: Plan) -> tuple[list[Draft], list[Problem]]:
    """The projects of a sheet in order of their first row, and everything wrong with its cells."""
    problems: list[Problem] = []
    grouped: dict[str, list[_Line]] = {}
    for number, cells in sheet.records():
        if any(cells[header] in words for header, words in plan.mapping.skip.items()):
            continue
        line, found = _line(sheet.name, number, cells, plan)
        problems += [
            Problem(sheet.name, "import-merged", (header,), line=number)
            for header in sheet.merged.get(number, ())
            if header in plan.mapping.columns or header in plan.id_headers
        ]
        problems += found
        if line is not None:
            grouped.setdefault(line.id, []).append(line)
    drafts = []
    for lines in grouped.values():
        problems += _twice(sheet.name, lines, plan)
        draft, found = _draft(sheet.name, lines, plan)
        drafts.append(draft)
        problems += found
    return drafts, problems


def _line(name: str, number: int, cells: Map[str, str], plan: Plan) -> tuple[_Line | None, list[Problem]]:
    def wrong(rule: str, header: str, params: Map[str, object] | None = None) -> Problem:
        return Problem(name, rule, (header,), params or {}, level=plan.mapping.level(rule), line=number)

    empty = [header for header in plan.id_headers if not cells[header]]
    problems = [wrong("import-empty", header) for header in empty]
    own: dict[str, Read] = {}
    report: Tree = {}
    extra: dict[str, str] = {}
    for bound in plan.bound:
        text = cells[bound.header]
        read = read_cell(text, bound.column, bound.target, plan.mapping, bound.words)
        if isinstance(read, Unreadable):
            problems.append(wrong(read.rule, bound.header, read.params))
            extra[bound.header] = text
            read = Read(text=text)
        elif read.changed and bound.column.as_written and bound.target.of_report:
            extra[bound.column.as_written] = text
        if bound.target.of_report:
            put(report, bound.target.parts, read.values or bound.if_empty, bound.target.many)
        else:
            own[bound.header] = read
    for target, values in plan.fixed:
        if target.of_report:
            put(report, target.parts, values, target.many)
    if plan.mapping.row == "report" and "as_of" not in report:
        if not any(problem.location == (plan.as_of_header,) for problem in faults(problems)):
            problems.append(wrong("import-empty", plan.as_of_header))
        return None, problems
    return (None if empty else _Line(number, plan.id_of(cells), own, report, extra)), problems


def _twice(name: str, lines: Sequence[_Line], plan: Plan) -> list[Problem]:
    """A second row for the same project, or for the same report of it."""
    first: dict[object, int] = {}
    problems = []
    for line in lines:
        key = line.report["as_of"] if plan.mapping.row == "report" else None
        if key in first:
            params = {"id": line.id, "first": first[key], "variant": plan.mapping.row}
            problems.append(Problem(name, "import-duplicate", (plan.id_headers[0],), params, line=line.number))
        first.setdefault(key, line.number)
    return problems


def _draft(name: str, lines: Sequence[_Line], plan: Plan) -> tuple[Draft, list[Problem]]:
    reports = plan.mapping.row == "report"
    lines = sorted(lines, key=lambda line: line.report["as_of"]) if reports else lines[:1]
    extras: list[dict[str, str]] = [{} for _ in lines]
    tree: Tree = {"id": lines[0].id}
    problems = []
    for target, values in plan.fixed:
        if not target.of_report:
            put(tree, target.parts, values, target.many)
    for bound in plan.bound:
        if bound.target.of_report:
            continue
        reads = [line.own[bound.header] for line in lines]
        newest = next((read for read in reversed(reads) if read.values), reads[-1])
        put(tree, bound.target.parts, newest.values or bound.if_empty, bound.target.many)
        if newest.changed and bound.column.as_written:
            put(tree, ("extra", bound.column.as_written), (newest.text,), False)
        changes = _changes(reads)
        if changes and not bound.column.history:
            level = plan.mapping.level("import-varies")
            row = lines[min(at for at in changes if at)].number
            problems.append(Problem(name, "import-varies", (bound.header,), {"id": lines[0].id}, level=level, line=row))
        for at, text in changes.items():
            extras[at][bound.label] = text or plan.mapping.blank
    tree |= {key: _listed(key, tree[key]) for key in KEYED if key in tree}
    for line, extra in zip(lines, extras, strict=True):
        _add_report(tree, line, {**extra, **line.extra}, reports)
    return Draft(lines[0].id, tree, tuple(line.number for line in lines), plan.columns), problems


def _add_report(tree: Tree, line: _Line, extra: Map[str, str], reports: bool) -> None:
    """The row's report into the tree; `extra` of a row without a report goes to the project's own."""
    is_report = reports or set(line.report) > {"as_of"}
    if is_report:
        report = {key: value for key, value in line.report.items() if key != "extra"}
        both = {**line.report.get("extra", {}), **extra}
        tree.setdefault("progress", []).append(report | ({"extra": both} if both else {}))
    elif extra:
        tree["extra"] = {**tree.get("extra", {}), **extra}


def _changes(reads: Sequence[Read]) -> dict[int, str]:
    """Where a fact that is not the same in all reports differs from the report before: position → its text.

    The first report counts as differing unless it states nothing.
    """
    texts = [read.text for read in reads]
    if len(set(texts)) == 1:
        return {}
    return {at: text for at, (before, text) in enumerate(zip(["", *texts], texts, strict=False)) if text != before}


def put(tree: Tree, parts: tuple[str, ...], values: Sequence[Any], many: bool) -> None:
    """Sets a field of a tree; a list takes each value once more, an entry each where `parts` says so."""
    if not values:
        return
    if EACH in parts:
        name, _, leaf = parts
        tree.setdefault(name, []).extend({leaf: value} for value in values)
        return
    *way, last = parts
    for part in way:
        tree = tree.setdefault(part, {})
    if many:
        tree.setdefault(last, []).extend(values)
    else:
        tree[last] = values[0]


def _listed(name: str, entries: Map[str, Tree]) -> list[Tree]:
    """The entries of a list that were kept by key, those with dates in their order."""
    listed = [{KEYED[name]: key, **entry} for key, entry in entries.items()]
    return sorted(listed, key=lambda entry: str(entry.get("date") or entry.get("planned") or entry.get("year") or ""))
