"""Drafts of bulletins: parts add up to the total, ours and cited ones, and no rate is without a base."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from tongbao.metrics.cited import SnapshotOf, compared
from tongbao.metrics.figure import Unit
from tongbao.metrics.registry import REGISTRY
from tongbao.metrics.scopes import ALL, codes_on
from tongbao.metrics.snapshot import Snapshot
from tongbao.model.bulletin import Bulletin
from tongbao.model.cited import CitedFigure
from tongbao.model.dataset import Dataset
from tongbao.model.project import Project
from tongbao.model.site import Named, Site
from tongbao.model.vocab import Nature
from tongbao.rules.base import Finding
from tongbao.rules.drafts import Section, amount, at, drafts, scope_name, section_of, sections_of

PRINTED_IN = {
    "level": (Section.CLASSES, Section.HEADLINE),
    "class": (Section.CLASSES,),
    "district": (Section.DISTRICTS,),
}
"""Axes whose parts stand beside the total, and the sections that print them."""
CITED_AXES = ("level", "class", "list", "district", "nature")


def _parts(axis: str, site: Site) -> tuple[str, ...]:
    """The codes of an axis by which a place can be parted, in the order of the file; none that lies within another."""
    if axis == "nature":
        return tuple(Nature)
    tables: dict[str, tuple[Named, ...]] = {
        "level": site.levels,
        "class": tuple(each for each in site.classes if each.within is None),
        "district": site.districts,
        "list": site.lists,
    }
    return tuple(each.code for each in tables[axis])


def _codes(axis: str, now: Snapshot) -> tuple[str, ...]:
    """Those of them that have a project."""
    return tuple(code for code in _parts(axis, now.data.site) if f"{axis}:{code}" in now.totals)


def _counted_elsewhere(axis: str, now: Snapshot) -> tuple[str, ...] | None:
    """The ids of projects that a bundle around them counts under another code of the axis than their own.

    None where not every project has exactly one code: then the parts need not add up.
    """
    outermost, found = _parts(axis, now.data.site), []
    for standing in now.standings:
        project = standing.project
        apart = bool(project.lists) and set(project.lists) <= set(now.rules.scope.apart_lists)
        if not standing.in_scope or apart:
            continue
        own = [code for code in now.codes[project.id].get(axis, ()) if code in outermost]
        around = list(_around(project, now))
        if not around:
            if len(own) + (axis in _broken_down(project)) != 1:
                return None
        elif own and not {*own} & {code for each in around for code in _any_code(each, axis, now)}:
            found.append(project.id)
    return tuple(found)


def _broken_down(project: Project) -> dict[str, dict[str, int]]:
    return {breakdown.axis: breakdown.parts for breakdown in project.breakdowns}


def _any_code(project: Project, axis: str, now: Snapshot) -> set[str]:
    """The codes of a project on an axis, of a bundle also those of its parts."""
    return {*now.codes[project.id].get(axis, ()), *_broken_down(project).get(axis, {})}


def _around(project: Project, now: Snapshot) -> Iterator[Project]:
    """The bundles around a project that count it."""
    passed: set[str] = set()
    step = now.standing_by_id.get(project.within or "")
    while step is not None and step.project.id not in passed:
        passed.add(step.project.id)
        if step.in_scope:
            yield step.project
        step = now.standing_by_id.get(step.project.within or "")


def parts_differ(dataset: Dataset, snapshot_of: SnapshotOf) -> Iterator[Finding]:
    """The levels, classes and districts that a draft prints add up to its total, where every project has exactly one:
    else a project is counted with its own part and again with that of the bundle it lies within."""
    for draft in drafts(dataset):
        now = snapshot_of(draft.as_of.date())
        total = now.totals[ALL].projects
        for axis, printing in PRINTED_IN.items():
            section = next((each for each in printing if each in sections_of(draft, now)), None)
            elsewhere = _counted_elsewhere(axis, now) if section else None
            sum_ = sum(now.totals[f"{axis}:{code}"].projects for code in _codes(axis, now))
            if section and elsewhere and sum_ != total:
                params = {"value": sum_, "total": total, "project": elsewhere[0], "count": len(elsewhere)}
                yield at(draft, section, variant=axis, **params)


def cited_parts_differ(dataset: Dataset, snapshot_of: SnapshotOf) -> Iterator[Finding]:
    """What is cited of the parts of the place for the day of a draft adds up to the total, where ours does: where the
    source contradicts itself (滨州, 19 April 2020: 405 + 30 for 433), the reader is told both."""
    for draft in drafts(dataset):
        day = draft.as_of.date()
        cited = {
            (each.figure or "", each.scope): each
            for each in dataset.cited
            if each.as_of == day and each.figure in REGISTRY and not each.opening and not each.about
        }
        pairs = {(key, scope.partition(":")[0]) for key, scope in cited if scope != ALL and "+" not in scope}
        for key, axis in sorted(pairs):
            if axis in CITED_AXES and REGISTRY[key].unit in (Unit.PROJECTS, Unit.MONEY):
                yield from _cited_parts(draft, key, axis, cited, snapshot_of)


def _cited_parts(
    draft: Bulletin,
    key: str,
    axis: str,
    cited: Mapping[tuple[str, str], CitedFigure],
    snapshot_of: SnapshotOf,
) -> Iterator[Finding]:
    """The parts of an axis as cited, all of them, against the total as cited, else as ours.

    Where one is not cited, cited-differs says of the others what there is to say.
    """
    now = snapshot_of(draft.as_of.date())
    scopes, site = [f"{axis}:{code}" for code in _codes(axis, now)], now.data.site
    known = {scope: each for scope in (ALL, *scopes) if (each := cited.get((key, scope)))}
    if not _parted(scopes, now) or not set(scopes) <= set(known):
        return
    values = {scope: compared(each, site.money, snapshot_of).value for scope, each in known.items()}
    total = values.pop(ALL, now.figure(ALL, key).value)
    sum_ = sum(values.values(), Fraction(0))
    if total is not None and abs(sum_ - total) > sum(_half_unit(each, site) for each in known.values()):
        parts = tuple(f"{scope_name(scope, site)} {amount(value, key, site)}" for scope, value in values.items())
        params = {"value": amount(sum_, key, site), "total": amount(total, key, site), "figure": key}
        yield at(draft, section_of(scopes[0]), parts=parts, **params)


def _half_unit(known: CitedFigure, site: Site) -> Fraction:
    """By how much a cited amount may differ from the unrounded one, in our unit; counts are exact."""
    if known.measured_in == "projects":
        return Fraction(0)
    scale = site.money.factor if known.measured_in == "display_money" else 1
    return Fraction(scale) / 2 * Fraction(f"1e-{known.places}")


def _parted(scopes: list[str], now: Snapshot) -> bool:
    """Whether these scopes part the place: by our own count they add up, and no project is in two."""
    counts = [now.totals[scope].projects for scope in scopes]
    codes = [{f"{axis}:{code}" for axis, own in each.items() for code in own} for each in now.codes.values()]
    alone = all(len(own.intersection(scopes)) <= 1 for own in codes)
    return alone and len(scopes) > 1 and sum(counts) == now.totals[ALL].projects


def no_base(dataset: Dataset, snapshot_of: SnapshotOf) -> Iterator[Finding]:
    """A rate that a draft prints of the place or of a district has a base: the completion rate, and that by which a
    board ranks."""
    for draft in drafts(dataset):
        now = snapshot_of(draft.as_of.date())
        sections = sections_of(draft, now)
        rates = {(ALL, "completion_rate"): Section.HEADLINE}
        for board in now.rules.boards if Section.BOARDS in sections else ():
            if board.axis == "district" and board.ranked_by in REGISTRY:
                rates |= {(f"district:{member}", board.ranked_by): Section.BOARDS for member in board.members}
        if Section.DISTRICTS in sections:
            codes = codes_on("district", now.totals)
            rates |= {(f"district:{code}", "completion_rate"): Section.DISTRICTS for code in codes}
        for (scope, key), section in rates.items():
            figure = now.figure(scope, key)
            if figure.reason == "no-base" and now.figure(scope, "projects").value and section in sections:
                yield at(draft, section, value=scope_name(scope, dataset.site), figure=key)
