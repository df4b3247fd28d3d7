"""The year's list of projects by plan."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.standing import Standing
from tongbao.model.targets import Target, TargetList
from tongbao.model.vocab import Nature
from tongbao.views.parts import Bar, FigureView, Link
from tongbao.views.reader import Reader
from tongbao.views.rows import both_counts, bundle_link, project_link


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A project in the list, with the columns that offices print."""

    index: str
    link: Link
    code: str
    district: str
    content: str
    period: str
    total: str
    planned: str
    target: str
    start: str
    responsible: str
    completed: str
    rate: FigureView
    bar: Bar | None
    projects: int
    reckoned: bool
    within: Link | None


@dataclass(frozen=True, slots=True)
class TargetGroupView:
    """A group with its sub-total; sums are those of the column, `rate` is of the projects with a plan.

    `counts` is both counts where they differ. A project that a bundle of the same group counts is in no sum again.
    """

    name: str
    rows: tuple[TargetRow, ...]
    count: str
    counts: str
    total: str
    planned: str
    completed: str
    rate: str


@dataclass(frozen=True, slots=True)
class DistrictTarget:
    """What a district answers for, beside where it stands."""

    district: Link
    investment: str
    completed: str
    rate: str
    starts: str
    started: str
    completions: str
    completed_projects: str


@dataclass(frozen=True, slots=True)
class TargetsView:
    """The list page."""

    title: str
    number: str
    issuer: str
    decided: str
    published: str
    basis: str
    groups: tuple[TargetGroupView, ...]
    count: str
    counts: str
    total: str
    planned: str
    completed: str
    districts: tuple[DistrictTarget, ...]
    unit: str


def _row(index: int, standing: Standing, snapshot: Snapshot, reader: Reader) -> TargetRow:
    project, plan = standing.project, standing.plan
    return TargetRow(
        index=str(index),
        link=project_link(standing, reader),
        code=project.code or "",
        district=reader.name("district", project.district),
        content=reader.words(project.content),
        period=reader.years(project.period),
        total=reader.money(standing.total),
        planned=reader.money(standing.planned),
        target=reader.words(plan.target) if plan else "",
        start=reader.day_or_month(plan.start) if plan else "",
        responsible=reader.t("words.separator").join(reader.office(entry.office) for entry in project.responsible),
        completed=reader.money(standing.invested),
        rate=reader.figure(standing.completion_rate, explained=False),
        bar=reader.bar(standing.completion_rate, standing.pace, standing.gap),
        projects=project.count,
        reckoned=project.reckoned,
        within=bundle_link(standing, snapshot, reader),
    )


def _sum(values: Iterable[Decimal | None]) -> Fraction | None:
    """The sum of the amounts that are known; None where none is."""
    known = [Fraction(value) for value in values if value is not None]
    return sum(known, Fraction(0)) if known else None


def _counted(standings: list[Standing], snapshot: Snapshot) -> list[Standing]:
    """Those that no bundle among them counts already, directly or by way of another."""
    ids = {standing.project.id for standing in standings}

    def inside(standing: Standing) -> bool:
        bundle = snapshot.standing_by_id.get(standing.project.within or "")
        return bundle is not None and (bundle.project.id in ids or inside(bundle))

    return [standing for standing in standings if not inside(standing)]


def _group(name: str, standings: list[Standing], first: int, snapshot: Snapshot, reader: Reader) -> TargetGroupView:
    counted = _counted(standings, snapshot)
    planned = _sum(s.planned for s in counted)
    of_plan = _sum(s.invested for s in counted if s.planned is not None)
    count = sum(s.project.count for s in counted)
    return TargetGroupView(
        name=name,
        rows=tuple(_row(first + offset, standing, snapshot, reader) for offset, standing in enumerate(standings)),
        count=reader.number(count),
        counts=both_counts(Fraction(len(counted)), Fraction(count), reader),
        total=reader.money(_sum(s.total for s in counted)),
        planned=reader.money(planned),
        completed=reader.money(_sum(s.invested for s in counted)),
        rate=reader.percent((of_plan or 0) * 100 / planned) if planned else "",
    )


def _district(target: Target, snapshot: Snapshot, reader: Reader) -> DistrictTarget:
    scope = f"district:{target.district}"
    completed = snapshot.figure(scope, "completed").value or Fraction(0)
    wanted = target.values.get("投资")
    return DistrictTarget(
        district=reader.district_link(target.district),
        investment=reader.money(wanted),
        completed=reader.money(completed),
        rate=reader.percent(completed * 100 / Fraction(wanted)) if wanted else "",
        starts="" if target.starts is None else reader.number(target.starts),
        started=reader.figure(snapshot.figure(scope, "starts")).value,
        completions="" if target.completions is None else reader.number(target.completions),
        completed_projects=reader.figure(snapshot.figure(scope, "completions_as_planned")).value,
    )


def _grouped(listed: TargetList | None, snapshot: Snapshot, reader: Reader) -> list[tuple[str, list[Standing]]]:
    """The groups as published; where no list is, every project with a plan of the year by nature."""
    if listed and listed.groups:
        found = snapshot.standing_by_id
        return [
            (reader.words(group.name), [found[id] for id in group.projects if id in found]) for group in listed.groups
        ]
    with_plan = [s for s in snapshot.standings if s.in_scope and s.plan is not None]
    natures = [(reader.name("nature", nature), [s for s in with_plan if s.nature is nature]) for nature in Nature]
    return [*natures, (reader.t("words.targets.without_nature"), [s for s in with_plan if s.nature is None])]


def targets_view(year: int, listed: TargetList | None, snapshot: Snapshot, reader: Reader) -> TargetsView:
    """The list page of a year, with the standing beside each plan; the snapshot's day must lie in that year."""
    groups: list[TargetGroupView] = []
    everything: list[Standing] = []
    for name, standings in _grouped(listed, snapshot, reader):
        if standings:
            groups.append(_group(name, standings, len(everything) + 1, snapshot, reader))
            everything += standings
    whole = _group("", everything, 1, snapshot, reader)
    return TargetsView(
        title=(reader.words(listed.title) if listed else "") or reader.t("words.targets.title", year=year),
        number=reader.words(listed.number) if listed else "",
        issuer=reader.words(listed.issuer) if listed else "",
        decided=reader.day_text(listed.decided) if listed else "",
        published=reader.day_text(listed.published) if listed else "",
        basis=reader.words(listed.basis) if listed else "",
        groups=tuple(groups),
        count=whole.count,
        counts=whole.counts,
        total=whole.total,
        planned=whole.planned,
        completed=whole.completed,
        districts=tuple(_district(target, snapshot, reader) for target in (listed.targets if listed else ())),
        unit=reader.money_unit,
    )
