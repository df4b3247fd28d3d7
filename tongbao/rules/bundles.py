"""Bundles and what is only counted: records within records, parts of counts and of quantities."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from tongbao.model.dataset import Dataset
from tongbao.model.project import Project
from tongbao.model.ways import Done, Quantity
from tongbao.problems import Location
from tongbao.rules.base import Codes, Finding, Use, found, unknown


def unknown_bundle(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """The bundle that a project lies `within` has a file in projects/, be it one that cannot be read."""
    uses: Iterator[Use] = ((p, ("within",), p.within) for p in dataset.projects if p.within)
    lost = (id for kind, id in dataset.unreadable if kind == "project")
    yield from unknown(Codes.of([*dataset.project_by_id, *lost]), uses)


def _circle(project: Project, dataset: Dataset) -> bool:
    """Whether the way from bundle to bundle comes back to the project."""
    passed: set[str] = set()
    step = project.within
    while step is not None and step != project.id and step not in passed:
        passed.add(step)
        wider = dataset.project_by_id.get(step)
        step = wider.within if wider else None
    return step == project.id


def within_circle(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A project does not lie within itself, also not by way of other bundles: nothing would count it."""
    for project in dataset.projects:
        if project.within and _circle(project, dataset):
            yield found(project, "within", value=project.id)


def within_single(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """The record that a project lies `within` is a bundle: its `count` is more than one."""
    for project in dataset.projects:
        bundle = dataset.project_by_id.get(project.within or "")
        if bundle and bundle.count == 1 and bundle is not project:
            yield found(project, "within", value=bundle.id)


def bundle_exceeded(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """The single projects that lie `within` a bundle are no more than it counts, nor is any bundle within it.

    Bundles within a bundle may overlap: the 16 of the city's list are also of the 48 continued ones (烟台开发区 2019).
    """
    within: dict[str, list[int]] = defaultdict(lambda: [0])
    for project in dataset.projects:
        if project.within and not _circle(project, dataset):
            if project.count == 1:
                within[project.within][0] += 1
            else:
                within[project.within].append(project.count)
    for bundle in dataset.projects:
        most = max(within[bundle.id])
        if 1 < bundle.count < most:
            yield found(bundle, "count", value=bundle.count, within=most)


def reckoned_single(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A record that is `reckoned`, the rest of a published total, is a bundle: a single project has a name."""
    for project in dataset.projects:
        if project.reckoned and project.count == 1:
            yield found(project, "reckoned", count=project.count)


def counted_without_counts(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """An issue that is `counted_only` says in `counts` how many it stands for: nothing else of it is shown."""
    for issue in dataset.issues:
        if issue.counted_only and not issue.counts:
            yield found(issue, "counted_only")


def more_than_open(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """Of a bundle of issues no more have a plan (办理方案), and no more are overdue, than are still open."""
    for issue in dataset.issues:
        for i, counts in enumerate(issue.counts):
            left = counts.raised - counts.closed
            for name, value in (("planned", counts.planned), ("overdue", counts.overdue)):
                if value is not None and value > left >= 0:
                    yield found(issue, "counts", i, name, value=value, open=left)


def _quantities(dataset: Dataset) -> Iterator[tuple[Project, Location, Quantity]]:
    for project in dataset.projects:
        for i, quantity in enumerate(project.quantities):
            yield project, ("quantities", i), quantity


def _by(done: tuple[Done, ...], day: date) -> Decimal:
    """What was done by a day: the newest entry until then."""
    past = [entry for entry in done if entry.date <= day]
    return max(past, key=lambda entry: entry.date).value if past else Decimal(0)


def quantity_parts(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """The parts of a quantity add up to its total where both are given, and what is done of them to what is done of
    it on the same day."""
    for project, at, quantity in _quantities(dataset):
        if not quantity.parts:
            continue
        parts = sum((part.total for part in quantity.parts), Decimal(0))
        if quantity.total is not None and parts != quantity.total:
            yield found(project, *at, "total", value=quantity.total, parts=parts)
        for i, entry in enumerate(quantity.done):
            parts = sum((_by(part.done, entry.date) for part in quantity.parts), Decimal(0))
            if parts != entry.value:
                yield found(project, *at, "done", i, "value", value=entry.value, parts=parts)


def done_exceeds_total(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """No more of a quantity, or of a part of it, is done than there is of it in all."""

    def exceeding(done: tuple[Done, ...], total: Decimal | None) -> Iterator[tuple[int, Decimal, Decimal]]:
        return ((i, entry.value, total) for i, entry in enumerate(done) if total is not None and entry.value > total)

    for project, at, quantity in _quantities(dataset):
        whole = quantity.total
        if whole is None and quantity.parts:
            whole = sum((part.total for part in quantity.parts), Decimal(0))
        for i, value, total in exceeding(quantity.done, whole):
            yield found(project, *at, "done", i, "value", value=value, total=total)
        for j, part in enumerate(quantity.parts):
            for i, value, total in exceeding(part.done, part.total):
                yield found(project, *at, "parts", j, "done", i, "value", value=value, total=total)


def _measured(project: Project) -> Iterator[tuple[Location, str, str]]:
    """Where each factor and quantity stands, its kind and its unit."""
    for i, factor in enumerate(project.factors):
        yield ("factors", i), factor.kind, factor.unit
    for i, quantity in enumerate(project.quantities):
        yield ("quantities", i), quantity.kind, quantity.unit


def units_differ(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """Quantities of a kind, and factors of a kind, are in one unit everywhere: they are added up."""
    first: dict[tuple[str | int, str], tuple[str, str]] = {}
    for project in dataset.projects:
        for at, kind, written in _measured(project):
            unit, other = first.setdefault((at[0], kind), (written, project.id))
            if written != unit:
                yield found(project, *at, "unit", value=written, kind=kind, unit=unit, other=other)
