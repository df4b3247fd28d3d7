"""Adjustments of the year's list: when, by whom and how projects are moved, and what must not fall by it."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from tongbao.metrics.listing import ListedGroup, groups_of, projects_of
from tongbao.model.asof import project_at
from tongbao.model.dataset import Dataset
from tongbao.model.listing import AdjustmentRule
from tongbao.model.project import Project
from tongbao.model.targets import Adjustment, Move, TargetGroup, TargetList
from tongbao.model.vocab import MoveKind
from tongbao.problems import Location
from tongbao.rules.base import Codes, Finding, found


class _Made(NamedTuple):
    """An adjustment with the way to it, the rules of its day, and the list as it stood before."""

    listed: TargetList
    location: Location
    adjustment: Adjustment
    rule: AdjustmentRule
    before: tuple[ListedGroup, ...]

    def moves(self) -> Iterator[tuple[Location, Move]]:
        return (((*self.location, "moves", j), move) for j, move in enumerate(self.adjustment.moves))


def _made(dataset: Dataset) -> Iterator[_Made]:
    for listed in dataset.targets:
        for i, adjustment in sorted(enumerate(listed.adjustments), key=lambda placed: placed[1].date):
            earlier = tuple(other for other in listed.adjustments if other.date < adjustment.date)
            before = groups_of(listed.model_copy(update={"adjustments": earlier}))
            rule = dataset.policy.at(adjustment.date).adjustments
            yield _Made(listed, ("adjustments", i), adjustment, rule, before)


def adjustment_month(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """The list is adjusted in a month in which policy.yaml `adjustments.months` allows it (福建: 5 月和 9 月; 泾川:
    每季度首月)."""
    for made in _made(dataset):
        months, value = made.rule.months, made.adjustment.date
        if months and value.month not in months:
            yield found(made.listed, *made.location, "date", value=value, months=tuple(map(str, months)))


def adjustment_before_published(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A list is published before it is adjusted."""
    for made in _made(dataset):
        if made.listed.published and made.adjustment.date <= made.listed.published:
            value, day = made.adjustment.date, made.listed.published
            yield found(made.listed, *made.location, "date", value=value, day=day)


def adjustment_day_twice(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A list is adjusted once a day: the list after an adjustment is called by the day of it."""
    for listed in dataset.targets:
        days = [adjustment.date for adjustment in listed.adjustments]
        for i, value in enumerate(days):
            if value in days[:i]:
                yield found(listed, "adjustments", i, "date", value=value)


def unknown_group(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """The group that a move names is one of the list."""
    for made in _made(dataset):
        codes = Codes.of(group.code for group in made.listed.groups)
        for location, move in made.moves():
            if move.group and move.group not in codes:
                yield found(made.listed, *location, "group", **codes.wrong(move.group))


def move_not_listed(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A project that is promoted, put back or withdrawn stands on the list at that time."""
    for made in _made(dataset):
        there = projects_of(made.before)
        for location, move in made.moves():
            known = move.project in dataset.project_by_id
            if known and move.kind is not MoveKind.ADDED and move.project not in there:
                yield found(made.listed, *location, "project", value=move.project, kind=move.kind)


def move_already_listed(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A project that is added does not stand on the list already."""
    for made in _made(dataset):
        for location, move in made.moves():
            if move.kind is MoveKind.ADDED and move.project in projects_of(made.before):
                yield found(made.listed, *location, "project", value=move.project)


def move_group_unfit(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """储备转实施 leads from a reserved group to one that is not, 实施转储备 the other way, and 退出 to none. Where a
    move names no group, the list has one of the kind."""
    for made in _made(dataset):
        stands = {id: placed.group for placed in made.before for id in placed.projects}
        for location, move in made.moves():
            match move.kind:
                case MoveKind.WITHDRAWN:
                    if move.group:
                        yield found(made.listed, *location, "group", value=move.group, variant="withdrawn")
                case MoveKind.PROMOTED | MoveKind.DEFERRED:
                    yield from _between(made, location, move, stands.get(move.project))


def _between(made: _Made, location: Location, move: Move, stands: TargetGroup | None) -> Iterator[Finding]:
    reserve = move.kind is MoveKind.DEFERRED
    goes = next((group for group in made.listed.groups if group.code == move.group), None)
    if stands and stands.reserve == reserve:
        variant = "from-reserve" if reserve else "from-work"
        yield found(
            made.listed, *location, "kind", value=move.project, kind=move.kind, group=stands.code, variant=variant
        )
    elif goes and goes.reserve != reserve:
        variant = "to-reserve" if reserve else "to-work"
        yield found(made.listed, *location, "group", value=goes.code, kind=move.kind, variant=variant)
    elif not move.group and not any(group.reserve == reserve for group in made.listed.groups):
        variant = "no-reserve" if reserve else "no-work"
        yield found(made.listed, *location, "kind", value=move.kind, variant=variant)


def move_no_substitute(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """Where policy.yaml `adjustments.substitutes_only` says so, what is added is one of the list's `substitutes`
    (泾川: 从递补项目清单中动态替换)."""
    for made in _made(dataset):
        for location, move in made.moves() if made.rule.substitutes_only else ():
            if move.kind is MoveKind.ADDED and move.project not in made.listed.substitutes:
                yield found(made.listed, *location, "project", value=move.project)


def reclaimed_missing(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """Where policy.yaml `adjustments.reclaims` says so, a project that is withdrawn says which factors were taken back
    (泾川: 同步收回已配置的要素资源), if any had been secured by then."""
    for made in _made(dataset):
        for location, move in made.moves() if made.rule.reclaims else ():
            project = _on(dataset, move.project, made.adjustment.date)
            secured = {factor.kind for factor in project.factors if factor.secured} if project else set()
            missing = secured - {part.kind for part in move.reclaimed}
            if move.kind is MoveKind.WITHDRAWN and missing:
                yield found(made.listed, *location, "project", value=move.project, missing=tuple(sorted(missing)))


def adjustment_lowers(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """An adjustment does not lower what policy.yaml `adjustments.keeps` of each office or district: the total
    investment, or the plans of the year, of its projects on the list (泾川: 本部门投资总量只增不减). Amounts are those
    known on the day of the adjustment; a project of several offices counts in full for each."""
    for made in _made(dataset):
        # A project that is not there, or cannot be read, is told of itself: what it would add is not known.
        if made.rule.keeps is None or any(move.project not in dataset.project_by_id for _, move in made.moves()):
            continue
        there = set(projects_of(made.before))
        change: dict[str, Decimal] = {}
        leaves: dict[str, Location] = {}
        for location, move in made.moves():
            project = _on(dataset, move.project, made.adjustment.date)
            comes = move.kind is MoveKind.ADDED and move.project not in there
            goes = move.kind is MoveKind.WITHDRAWN and move.project in there
            for unit in _units(project, made.rule) if project and (comes or goes) else ():
                amount = _amount(project, made) if project else Decimal(0)
                change[unit] = change.get(unit, Decimal(0)) + (amount if comes else -amount)
                if goes:
                    leaves[unit] = location
        for unit, location in leaves.items():
            if change[unit] < 0:
                params = {"unit": unit, "value": -change[unit], "money": dataset.site.money.unit}
                yield found(made.listed, *location, "project", variant=made.rule.keeps, **params)


def _on(dataset: Dataset, id: str, day: date) -> Project | None:
    """A project as it was known on a day; as it is now where it was not known then."""
    project = dataset.project_by_id.get(id)
    return (project_at(project, day) or project) if project else None


def _units(project: Project, rule: AdjustmentRule) -> Iterable[str]:
    if rule.axis == "district":
        return (project.district,)
    return dict.fromkeys(entry.office for entry in project.responsible)


def _amount(project: Project, made: _Made) -> Decimal:
    plan = project.year(made.listed.year)
    amount = project.investment.total if made.rule.keeps == "total_investment" else plan and plan.plan
    return amount or Decimal(0)
