"""What is internal hangs on what is public: the same place, the same ids, only values that are withheld there.

These rules are asked by the commands that are given an internal tree (`--internal`), beside all others. Their level is
not set by policy.yaml.
"""

import inspect
from collections.abc import Callable, Iterator
from typing import NamedTuple

from pydantic import ValidationError

from tongbao.model.dataset import Dataset
from tongbao.model.internal import Internal, InternalIssue, InternalProject, Person
from tongbao.model.issue import Issue
from tongbao.model.project import Project
from tongbao.model.withheld import names_field, withheld_value
from tongbao.problems import Level, Location, Problem
from tongbao.rules.base import Codes

ROOT = ("", "")
"""The key of internal.yaml itself, whose path the loader does not note."""
MARKED = "internal.yaml"


class Slip(NamedTuple):
    """What a check found: the kind and id of the record, the way to the value in its file, what fills the words."""

    record: tuple[str, str]
    location: Location
    params: dict[str, object]
    at_key: bool = False


class InternalRule(NamedTuple):
    """A check of an internal tree against its place, with its lasting id and its level."""

    id: str
    level: Level
    check: Callable[[Internal, Dataset], Iterator[Slip]]

    @property
    def text(self) -> str:
        """The rule in plain words: the docstring of its check."""
        return inspect.getdoc(self.check) or ""


def _people(internal: Internal) -> Iterator[tuple[tuple[str, str], Location, Person]]:
    for id, project in internal.projects.items():
        for i, officer in enumerate(project.officers):
            yield ("project", id), ("officers", i), officer
    for i, office in enumerate(internal.tree.contacts):
        for j, person in enumerate(office.people):
            yield ROOT, ("contacts", i, "people", j), person


def internal_place(internal: Internal, dataset: Dataset) -> Iterator[Slip]:
    """internal.yaml `place` is the id of the place that the tree is used with."""
    if internal.tree.place != dataset.site.id:
        yield Slip(ROOT, ("place",), {"value": internal.tree.place, "place": dataset.site.id})


def internal_sample(internal: Internal, dataset: Dataset) -> Iterator[Slip]:
    """A sample goes with a sample, a real tree with a real place."""
    if internal.tree.sample != dataset.site.sample:
        yield Slip(ROOT, ("sample",), {"variant": "sample" if internal.tree.sample else "real"})


def internal_unknown_id(internal: Internal, dataset: Dataset) -> Iterator[Slip]:
    """An internal record stands under the id of a public one of its kind."""
    kinds = (
        ("project", internal.projects, [record.id for record in dataset.projects]),
        ("issue", internal.issues, [record.id for record in dataset.issues]),
        ("activity", internal.activities, [record.id for record in dataset.activities]),
        ("bulletin", internal.bulletins, [record.id for record in dataset.bulletins]),
    )
    for kind, ids, public in kinds:
        known = Codes.of(public)
        for id in ids:
            if not dataset.exists(kind, id):
                yield Slip((kind, id), ("id",), known.wrong(id))


def internal_unknown_office(internal: Internal, dataset: Dataset) -> Iterator[Slip]:
    """An office that gives advice, sends an officer or has contacts is one of site.yaml `offices`."""
    known = Codes.of(office.code for office in dataset.site.offices)

    def uses() -> Iterator[tuple[tuple[str, str], Location, str | None]]:
        for i, office in enumerate(internal.tree.contacts):
            yield ROOT, ("contacts", i, "office"), office.office
        for id, project in internal.projects.items():
            for i, officer in enumerate(project.officers):
                yield ("project", id), ("officers", i, "office"), officer.office
            for i, note in enumerate(project.remarks):
                yield ("project", id), ("remarks", i, "by"), note.by
        for id, issue in internal.issues.items():
            for name, notes in (("advice", issue.advice), ("remarks", issue.remarks)):
                for i, note in enumerate(notes):
                    yield ("issue", id), (name, i, "by"), note.by
        for id, activity in internal.activities.items():
            for i, note in enumerate(activity.remarks):
                yield ("activity", id), ("remarks", i, "by"), note.by

    for record, location, code in uses():
        if code is not None and code not in known:
            yield Slip(record, location, known.wrong(code))


def _withheld(
    internal: Internal, dataset: Dataset
) -> Iterator[tuple[tuple[str, str], InternalProject | InternalIssue, Project | Issue]]:
    """Each internal record with its public one, where both can be read."""
    issues = {issue.id: issue for issue in dataset.issues}
    for id, project in internal.projects.items():
        if id in dataset.project_by_id:
            yield ("project", id), project, dataset.project_by_id[id]
    for id, issue in internal.issues.items():
        if id in issues:
            yield ("issue", id), issue, issues[id]


def internal_not_withheld(internal: Internal, dataset: Dataset) -> Iterator[Slip]:
    """An internal record gives values of those fields alone that its public record names in `withheld`: any other
    value stands in public."""
    for record, held, public in _withheld(internal, dataset):
        for name in held.withheld:
            if name not in public.withheld:
                yield Slip(record, ("withheld", name), {"value": name}, at_key=True)


def internal_value(internal: Internal, dataset: Dataset) -> Iterator[Slip]:
    """The value of a withheld field is written as its public record would have it."""
    for record, held, public in _withheld(internal, dataset):
        for name, value in held.withheld.items():
            if name not in public.withheld or not names_field(type(public), name):
                continue  # which is said elsewhere
            try:
                fits = value is not None and withheld_value(type(public), name, value) is not None
            except ValidationError:
                fits = False
            if not fits:
                yield Slip(record, ("withheld", name), {"value": name})


def internal_dates(internal: Internal, _dataset: Dataset) -> Iterator[Slip]:
    """An officer or a contact is in charge from a day until a later one."""
    for record, location, person in _people(internal):
        if person.from_ and person.until and person.until < person.from_:
            yield Slip(record, (*location, "until"), {"value": person.until, "first": person.from_})


def internal_officer(internal: Internal, dataset: Dataset) -> Iterator[Slip]:
    """That a project has an officer is public, with its date; who it is is not (泾川县: 一个重大项目、一个服务专员)."""
    for record, held, public in _withheld(internal, dataset):
        if isinstance(held, InternalProject) and isinstance(public, Project):
            withheld = "officer_assigned" in public.withheld
            if held.officers and public.officer_assigned is None and not withheld:
                yield Slip(record, ("officers",), {})


INTERNAL_RULES = (
    InternalRule("internal-place", Level.FAULT, internal_place),
    InternalRule("internal-sample", Level.FAULT, internal_sample),
    InternalRule("internal-unknown-id", Level.FAULT, internal_unknown_id),
    InternalRule("internal-unknown-office", Level.FAULT, internal_unknown_office),
    InternalRule("internal-not-withheld", Level.FAULT, internal_not_withheld),
    InternalRule("internal-value", Level.FAULT, internal_value),
    InternalRule("internal-dates", Level.FAULT, internal_dates),
    InternalRule("internal-officer", Level.WARNING, internal_officer),
)


def check_internal(internal: Internal, dataset: Dataset) -> Iterator[Problem]:
    """Everything that the rules find in an internal tree, by paths from its own root, without line and column."""
    for rule in INTERNAL_RULES:
        for record, location, params, at_key in rule.check(internal, dataset):
            path = MARKED if record == ROOT else internal.paths[record]
            yield Problem(path, rule.id, location, params, rule.level, at_key)
