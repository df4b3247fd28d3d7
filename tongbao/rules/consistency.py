"""Drafts of bulletins: parts add up to totals, and nothing contradicts what was issued before or is cited."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import islice

from tongbao.metrics.cited import SnapshotOf, compared
from tongbao.metrics.figure import Unit
from tongbao.metrics.following import following
from tongbao.metrics.registry import REGISTRY
from tongbao.metrics.scopes import ALL, codes_on
from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.totals import Totals
from tongbao.model.bulletin import Bulletin
from tongbao.model.cited import CitedFigure
from tongbao.model.dataset import Dataset
from tongbao.model.issued import Issued
from tongbao.model.project import Project
from tongbao.model.site import Named, Site
from tongbao.model.vocab import Nature
from tongbao.rules.base import Finding
from tongbao.rules.drafts import Section, amount, at, drafts, last_before, printed_scopes, scope_name, sections_of

PRINTED_IN = {
    "level": (Section.CLASSES, Section.HEADLINE),
    "class": (Section.CLASSES,),
    "district": (Section.DISTRICTS,),
}
"""Axes whose parts stand beside the total, and the sections that print them."""
SUMS = ("projects", "total_investment", "planned", "completed")
CUMULATIVE = ("completed", "starts", "completions", "issues_raised")
"""Figures of the year so far: they do not fall unless something is corrected."""
LASTING = ("level", "class", "list", "district")
"""Axes along which a project seldom moves, so that their cumulative figures do not fall either."""
CITED_AXES = (*LASTING, "nature")


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
        for axis, printing in PRINTED_IN.items():
            section = next((each for each in printing if each in sections_of(draft, now)), None)
            elsewhere = _counted_elsewhere(axis, now) if section else None
            if section and elsewhere:
                parts = [now.totals[f"{axis}:{code}"] for code in _codes(axis, now)]
                who = {"project": elsewhere[0], "count": len(elsewhere), "variant": axis}
                for difference in islice(_differences(parts, now.totals[ALL], dataset.site), 1):
                    yield at(draft, section, **who, **difference)


def _differences(parts: list[Totals], total: Totals, site: Site) -> Iterator[dict[str, object]]:
    """Each figure whose parts do not add up; where of some parts only the number is known, the number alone."""
    keys = SUMS[:1] if any(each.by_count_only for each in parts) else SUMS
    for key in keys:
        sum_, whole = Fraction(sum(getattr(each, key) for each in parts)), Fraction(getattr(total, key))
        if sum_ != whole:
            yield {"figure": key, "value": amount(sum_, key, site), "total": amount(whole, key, site)}


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
    """The parts of an axis as cited, else as ours, against the total as cited, else as ours.

    Where the total is ours and so is one of the parts, cited-differs says already what there is to say.
    """
    now = snapshot_of(draft.as_of.date())
    scopes, site = [f"{axis}:{code}" for code in _codes(axis, now)], now.data.site
    if not _parted(scopes, now) or ((key, ALL) not in cited and any((key, scope) not in cited for scope in scopes)):
        return

    def value(scope: str) -> Fraction:
        known = cited.get((key, scope))
        return compared(known, site.money, snapshot_of).value if known else now.figure(scope, key).value or Fraction(0)

    rounded = [known for scope in (ALL, *scopes) if (known := cited.get((key, scope)))]
    total, sum_ = value(ALL), sum(map(value, scopes), Fraction(0))
    if abs(sum_ - total) > sum((_half_unit(known, site) for known in rounded), Fraction(0)):
        parts = tuple(f"{scope_name(scope, site)} {amount(value(scope), key, site)}" for scope in scopes)
        params = {"value": amount(sum_, key, site), "total": amount(total, key, site), "figure": key}
        yield at(draft, _section(scopes[0]), parts=parts, **params)


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


def new_differs(dataset: Dataset, snapshot_of: SnapshotOf) -> Iterator[Finding]:
    """New investment of a draft is what the reader gets who subtracts the last bulletin as issued from this one: the
    records still give what was issued then, or a correction has told otherwise."""
    for draft in drafts(dataset):
        last = last_before(dataset, draft)
        issued = dataset.issued.get(last.id) if last else None
        if issued is None or issued.as_of.year != draft.as_of.year:
            continue
        told = _corrected(dataset, issued)
        changed = following(issued, dataset, None, snapshot_of).differences
        then = {each.issued.id: (each.issued.value, each.now.value) for each in changed}
        now = snapshot_of(draft.as_of.date())
        for scope in printed_scopes(draft, now):
            id = f"{scope}/completed"
            before, ours = then.get(id, (None, None))
            value = now.figure(scope, "completed").value
            if id in told or before is None or ours is None or value is None:
                continue
            amounts = {"value": value - ours, "printed": value - Fraction(before), "issued": Fraction(before)}
            params = {name: amount(each, "completed", dataset.site) for name, each in {**amounts, "ours": ours}.items()}
            yield at(draft, _section(scope), scope=scope_name(scope, dataset.site), last=issued.id, **params)


def below_last_issue(dataset: Dataset, snapshot_of: SnapshotOf) -> Iterator[Finding]:
    """What a draft says of the year so far is not less than what the last bulletin of the year said that was issued:
    completed investment, starts, completions, issues raised."""
    for draft in drafts(dataset):
        before = [
            each
            for each in dataset.issued.values()
            if each.as_of.year == draft.as_of.year and each.as_of <= draft.as_of and each.id != draft.id
        ]
        seen: set[str] = set()
        for issued in sorted(before, key=lambda each: (each.as_of, each.id), reverse=True):
            told = _corrected(dataset, issued)
            for figure in issued.figures:
                scope, _, key = figure.id.rpartition("/")
                lasting = scope == ALL or (scope.partition(":")[0] in LASTING and "+" not in scope)
                if key not in CUMULATIVE or not lasting or figure.id in seen or figure.value is None:
                    continue
                seen.add(figure.id)
                now = snapshot_of(draft.as_of.date())
                value, known = now.figure(scope, key).value, scope in now.totals
                if known and figure.id not in told and value is not None and value < Fraction(figure.value):
                    amounts = {"value": value, "issued": Fraction(figure.value)}
                    params = {name: amount(each, key, dataset.site) for name, each in amounts.items()}
                    named = {"scope": scope_name(scope, dataset.site), "last": issued.id, "variant": key}
                    yield at(draft, _section(scope), **named, **params)


def _corrected(dataset: Dataset, issued: Issued) -> frozenset[str]:
    """The ids of the figures of an issued bulletin that a correction has told."""
    return frozenset(figure.id for each in dataset.corrections if each.document == issued.id for figure in each.figures)


def _section(scope: str) -> Section:
    """The section that prints a scope."""
    axis = scope.partition(":")[0]
    return {"district": Section.DISTRICTS, "level": Section.CLASSES, "class": Section.CLASSES}.get(
        axis, Section.HEADLINE
    )


def district_missing(dataset: Dataset, snapshot_of: SnapshotOf) -> Iterator[Finding]:
    """A district that the last bulletin of the kind spoke of is in the draft too: it still has projects, and not all
    of the reports that were due of it are missing."""
    for draft in drafts(dataset):
        last = last_before(dataset, draft)
        if last is None:
            continue
        now, then = snapshot_of(draft.as_of.date()), snapshot_of(last.as_of.date())
        for district in dataset.site.districts:
            scope = f"district:{district.code}"
            params = {"value": scope_name(scope, dataset.site), "last": last.id}
            if not _projects(scope, dataset.issued.get(last.id), then):
                continue
            if not _projects(scope, None, now):
                yield at(draft, Section.DISTRICTS, **params)
            elif _silent(scope, now) and not _silent(scope, then):
                missing = now.figure(scope, "reports_missing").value
                yield at(draft, Section.DISTRICTS, missing=missing, variant="reports", **params)


def _projects(scope: str, issued: Issued | None, then: Snapshot) -> Fraction:
    """How many projects a scope had, as issued, else by the records of the day."""
    known = {figure.id: figure.value for figure in issued.figures} if issued else {}
    value = known.get(f"{scope}/projects")
    return Fraction(value) if value is not None else then.figure(scope, "projects").value or Fraction(0)


def _silent(scope: str, now: Snapshot) -> bool:
    """Whether reports of a scope were due and none came."""
    totals = now.totals[scope]
    return 0 < totals.reports_due <= totals.reports_missing


def no_base(dataset: Dataset, snapshot_of: SnapshotOf) -> Iterator[Finding]:
    """A rate that a draft prints of the place or of a district has a base: the completion rate, and that by which a
    board ranks."""
    for draft in drafts(dataset):
        now = snapshot_of(draft.as_of.date())
        sections = sections_of(draft, now)
        rates = {(ALL, "completion_rate"): Section.HEADLINE}
        if Section.DISTRICTS in sections:
            codes = codes_on("district", now.totals)
            rates |= {(f"district:{code}", "completion_rate"): Section.DISTRICTS for code in codes}
        for board in now.rules.boards if Section.BOARDS in sections else ():
            if board.axis == "district" and board.ranked_by in REGISTRY:
                places = (f"district:{member}" for member in board.members)
                rates |= {(scope, board.ranked_by): Section.BOARDS for scope in places if scope in now.totals}
        for (scope, key), section in rates.items():
            figure = now.figure(scope, key)
            if figure.reason == "no-base" and now.totals[scope].projects and section in sections:
                yield at(draft, section, value=scope_name(scope, dataset.site), figure=key)
