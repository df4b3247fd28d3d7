"""Governed facts (plan, total, lists, level …) change only through an entry in `changes`."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from pydantic import ConfigDict, TypeAdapter, ValidationError

from tongbao.model.base import YEAR, Code, Money, Text
from tongbao.model.dataset import Dataset
from tongbao.model.project import GOVERNED, Change, Project, Responsible
from tongbao.model.vocab import Nature
from tongbao.rules.base import Finding, found

YEARLY = ("plan", "nature")
FIELDS = (*GOVERNED, *(f"years.<year>.{name}" for name in YEARLY))


def _kind(field: str) -> str | None:
    """The key of the field in READERS; None where it is not governed."""
    match field.split("."):
        case ["years", year, name] if YEAR.fullmatch(year) and name in YEARLY:
            return name
    return field if field in GOVERNED else None


def _reader(kind: Any) -> Callable[[object], Any]:
    return TypeAdapter(kind, config=ConfigDict(defer_build=True)).validate_python


READERS: Mapping[str, Callable[[object], Any]] = {
    "name": _reader(Text),
    "level": _reader(Code | None),
    "lists": _reader(tuple[Code, ...]),
    "district": _reader(Code),
    "lead": _reader(tuple[Responsible, ...]),
    "investment.total": _reader(Money | None),
    "plan": _reader(Money | None),
    "nature": _reader(Nature | None),
}
"""How the value of each governed fact is read, exactly as in the record itself."""

MANY = ("lists", "lead")


def _read(kind: str, value: object) -> Any:
    """The value of a change; a list may be null where it was empty. Raises ValidationError where it does
    not fit."""
    return READERS[kind](() if kind in MANY and value is None else value)


def _fits(kind: str, value: object) -> bool:
    try:
        _read(kind, value)
    except ValidationError:
        return False
    return True


def fact_of(project: Project, field: str) -> Any:
    """What the record holds of a governed fact; None of a year that it has no plan for."""
    kind = _kind(field) or field
    if kind in YEARLY:
        plan = project.year(int(field.split(".")[1]))
        return getattr(plan, kind) if plan else None
    if kind == "investment.total":
        return project.investment.total
    return getattr(project, kind)


def same_fact(one: Any, other: Any) -> bool:
    """Whether two values say the same; lists in any order."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        return sorted(one, key=repr) == sorted(other, key=repr)
    return bool(one == other)


def shown_fact(value: object) -> str:
    """A value as it would stand in the file, in short."""
    if value is None:
        return "null"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(shown_fact(item) for item in value) + "]"
    if isinstance(value, Responsible):
        return value.office
    if isinstance(value, Nature):
        return value.value
    return str(value)


def change_unfit(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """An entry in `changes` names a governed fact: name, level, lists, district, lead, investment.total, or
    years.<year>.plan and years.<year>.nature. Dates of milestones change in milestones[].changes."""
    for project in dataset.projects:
        for i, change in enumerate(project.changes):
            if _kind(change.field) is None:
                yield found(project, "changes", i, "field", value=change.field, known=FIELDS)


def change_value(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """`from` and `to` of a change are of the kind of the field: amounts for plan and total, lists for lists
    and lead, one of the words for nature, text for the rest."""
    for project in dataset.projects:
        for i, change in enumerate(project.changes):
            kind = _kind(change.field)
            if kind is None:
                continue
            for key, value in (("from", change.from_), ("to", change.to)):
                if not _fits(kind, value):
                    yield found(project, "changes", i, key, value=shown_fact(value), field=change.field)


def _histories(project: Project) -> dict[str, list[tuple[int, Change]]]:
    """The changes of each governed fact in order of their days, with their places in the file; facts whose
    changes cannot be read are left out."""
    histories: dict[str, list[tuple[int, Change]]] = {}
    broken: set[str] = set()
    for i, change in sorted(enumerate(project.changes), key=lambda pair: pair[1].date):
        kind = _kind(change.field)
        if kind is None or not (_fits(kind, change.from_) and _fits(kind, change.to)):
            broken.add(change.field)
        histories.setdefault(change.field, []).append((i, change))
    return {field: history for field, history in histories.items() if field not in broken}


def change_differs(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """The newest change of a fact says what the record holds now: whoever edits a governed fact adds the
    change. A withheld fact holds nothing."""
    for project in dataset.projects:
        if not project.changes:
            continue
        for field, history in _histories(project).items():
            i, newest = history[-1]
            kind = _kind(field) or field
            now, to = fact_of(project, field), _read(kind, newest.to)
            if field not in project.withheld and not same_fact(now, to):
                yield found(project, "changes", i, "to", field=field, value=shown_fact(to), now=shown_fact(now))


def change_chain(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """Each change of a fact begins where the change before it ended."""
    for project in dataset.projects:
        if len(project.changes) < 2:
            continue
        for field, history in _histories(project).items():
            kind = _kind(field) or field
            for (_, earlier), (i, later) in pairwise(history):
                before, after = _read(kind, earlier.to), _read(kind, later.from_)
                if not same_fact(before, after):
                    yield found(
                        project,
                        "changes",
                        i,
                        "from",
                        field=field,
                        value=shown_fact(after),
                        earlier=shown_fact(before),
                    )
