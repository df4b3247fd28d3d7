"""A comment on a change, made of what was found: records, figures, what was issued, who has to look at it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from tongbao.metrics.comparison import (
    clock_changes,
    other_scopes,
    project_changes,
    rank_changes,
    scope_changes,
    told_scopes,
    unit_lights,
)
from tongbao.metrics.owners import reviewers
from tongbao.metrics.snapshot import Snapshot
from tongbao.model.base import Record, words
from tongbao.model.site import Site
from tongbao.problems import Level, Problem
from tongbao.views.compared_figures import clock_rows, figure_rows, light_rows, project_lines, rank_rows
from tongbao.views.compared_labels import labels_of
from tongbao.views.compared_records import Versions, record_lines
from tongbao.views.comparison import (
    ComparisonView,
    CountView,
    IssuedView,
    Line,
    PartView,
    ProblemRow,
    RecordView,
    ReviewerView,
)
from tongbao.views.reader import Reader

RecordKey = tuple[str, str]
"""Kind and id."""


@dataclass(frozen=True)
class Found:
    """What was found of a change: the names of both sides, the versions of each record that changed with its path, and
    of the files that are no records; what the checks say of each side; both sides as reckoned, where they could be."""

    base: str
    head: str
    reader: Reader
    site: Site
    """Of before the change: nobody chooses his own reviewers."""
    paths: tuple[str, ...]
    records: Mapping[RecordKey, tuple[str, Versions]]
    parts: Mapping[str, tuple[str, ...]]
    settings: Mapping[str, Versions]
    """Of site.yaml, policy.yaml and cited.yaml, by the file."""
    problems: tuple[tuple[Problem, ...], tuple[Problem, ...]]
    breaches: tuple[Problem, ...]
    message: Callable[[Problem], str]
    snapshots: tuple[Snapshot, Snapshot] | None = None
    issued: tuple[IssuedView, ...] = ()
    notes: tuple[Line, ...] = field(default=())


def comparison_view(found: Found) -> ComparisonView:
    """The whole comment, as plain values."""
    reader, hidden = found.reader, _hidden(found)
    moved = _moved(found)
    shown = tuple(_records(found, moved, hidden))
    known = {(record.kind, record.id) for record in shown}
    before, after = found.snapshots or (None, None)
    figures = (
        [change for scope in told_scopes(after) for change in scope_changes(before, after, scope)]
        if before and after
        else []
    )
    view = ComparisonView(
        language=reader.language,
        place=reader.words(reader.site.name),
        base=found.base,
        head=found.head,
        day=reader.day_text(reader.day),
        day_iso=reader.day.isoformat(),
        notes=(*found.notes, *_more_notes(found, hidden)),
        breaches=_problem_rows(found.breaches, found, hidden),
        records=shown,
        parts=tuple(_parts(found)),
        figures=tuple(figure_rows(figures, reader)),
        other_scopes=_other_scopes(before, after, reader) if before and after else (),
        ranks=rank_rows(rank_changes(before, after), reader) if before and after else (),
        lights=light_rows(unit_lights(before, after), reader) if before and after else (),
        affected=tuple(record for key, record in moved.items() if key not in known),
        clocks=tuple(clock_rows(clock_changes(before, after), reader)) if before and after else (),
        issued=found.issued,
        new_problems=_problem_rows(_less(found.problems[1], found.problems[0]), found, hidden),
        gone_problems=_problem_rows(_less(found.problems[0], found.problems[1]), found, hidden),
        reviewers=tuple(_reviewers(found, hidden)),
    )
    return labels_of(view, reader.catalogue, reader.site)


def _hidden(found: Found) -> frozenset[str]:
    """The files of issues that are only counted, on either side: nothing names them."""
    return frozenset(path for path, versions in found.records.values() if versions.hidden)


def _more_notes(found: Found, hidden: frozenset[str]) -> Iterator[Line]:
    if not found.paths:
        yield Line("nothing", {})
    if hidden:
        yield Line("hidden", {"count": str(len(hidden))})


def _moved(found: Found) -> dict[RecordKey, RecordView]:
    """The projects whose figures or light are printed otherwise, with what of them."""
    if not found.snapshots:
        return {}
    moved = {}
    for change in project_changes(*found.snapshots):
        lines = tuple(project_lines(change, found.reader))
        if standing := (change.after or change.before) if lines else None:
            name, path = (
                found.reader.words(standing.project.name),
                f"projects/{standing.project.district}/{change.id}.yaml",
            )
            moved["project", change.id] = RecordView("project", change.id, name, path, "affected", lines)
    return moved


def _records(found: Found, moved: Mapping[RecordKey, RecordView], hidden: frozenset[str]) -> Iterator[RecordView]:
    for key, (path, versions) in found.records.items():
        if path in hidden:
            continue
        lines = (*record_lines(versions, found.reader), *(moved[key].lines if key in moved else ()))
        record = versions.after or versions.before
        yield RecordView(*key, _name(record, found.reader), path, _state(versions), lines)


def _state(versions: Versions) -> str:
    if versions.before is None and versions.after is None:
        return "unreadable"
    if versions.after is None:
        return "unreadable" if versions.still_there else "removed"
    return "changed" if versions.before or versions.was_there else "added"


def _name(record: Record | None, reader: Reader) -> str:
    """What people call a record: its name, its title, or nothing."""
    text = getattr(record, "name", None) or getattr(record, "title", None)
    return reader.words(text) if text else ""


def _parts(found: Found) -> Iterator[PartView]:
    for part, files in found.parts.items():
        lines = tuple(
            line
            for path in files
            if path in found.settings
            for line in record_lines(found.settings[path], found.reader)
        )
        yield PartView(part, found.reader.t(f"comparison.parts.{part}"), files, lines)


def _other_scopes(before: Snapshot, after: Snapshot, reader: Reader) -> tuple[CountView, ...]:
    found = other_scopes(before, after, frozenset(told_scopes(after)))
    cross = reader.t("comparison.crossed")
    return tuple(
        CountView(cross.join(reader.t(f"words.axes.{axis}") for axis in axes.split("+")), count)
        for axes, count in found.items()
    )


def _key(problem: Problem) -> tuple[str, str, str, str]:
    return problem.path, problem.rule, problem.field, str(problem.params)


def _less(problems: Iterable[Problem], others: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems that are not among the others; of the very same as many as there are more."""
    known = Counter(map(_key, others))
    found = []
    for problem in problems:
        known[_key(problem)] -= 1
        if known[_key(problem)] < 0:
            found.append(problem)
    return tuple(found)


def _problem_rows(problems: Iterable[Problem], found: Found, hidden: frozenset[str]) -> tuple[ProblemRow, ...]:
    """Faults first."""
    shown = sorted(
        (each for each in problems if each.path not in hidden), key=lambda each: each.level is not Level.FAULT
    )
    return tuple(
        ProblemRow(each.level, each.path, str(each.line) if each.line else "", found.message(each), each.rule)
        for each in shown
    )


def _reviewers(found: Found, hidden: frozenset[str]) -> Iterator[ReviewerView]:
    offices = {office.code: office for office in found.site.offices}
    for code, files in reviewers(found.site, found.paths).items():
        office = offices[code]
        name = words(office.short or office.name, (found.reader.language, *found.site.languages))
        yield ReviewerView(name, office.github or "", tuple(path for path in files if path not in hidden))
