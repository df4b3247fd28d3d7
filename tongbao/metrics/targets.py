"""Standing against the target: what districts and offices answer for in the year, beside what is done and due."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Literal, NamedTuple, cast

from tongbao.metrics.figure import Figure, Unit
from tongbao.metrics.lights import LightStanding
from tongbao.metrics.marks import COUNTED, Mark, mark, mark_of, of_place, quarter_ends, steps, target_figure
from tongbao.metrics.scopes import ALL
from tongbao.metrics.snapshot import Snapshot
from tongbao.model.listing import TargetMeasure
from tongbao.model.once import once
from tongbao.model.targets import Target, TargetList

SnapshotOf = Callable[[date], Snapshot]
"""The end of a quarter → the place as it was then, with the reports that came in by the day it is looked at."""
ADDED_UP = COUNTED | {Unit.MONEY}
"""Units whose targets add up over districts."""


class MeasureStanding(NamedTuple):
    """A measure of one unit, on the day and at the end of each quarter that has passed.

    `steps` is the target by the end of each quarter, None where nobody can say it before.
    """

    measure: TargetMeasure
    scope: str
    mark: Mark
    quarters: tuple[Mark, ...]
    steps: tuple[Figure | None, ...]


class UnitStanding(NamedTuple):
    """A district or an office beside its targets, in the order of the policy."""

    axis: str
    code: str
    measures: tuple[MeasureStanding, ...]
    light: LightStanding

    def of(self, measure: str) -> MeasureStanding | None:
        """The standing of a measure; None where the unit does not answer for it."""
        return next((standing for standing in self.measures if standing.measure.code == measure), None)


def targets_on(listed: TargetList, until: date = date.max) -> tuple[Target, ...]:
    """What each unit answers for after the adjustments made by `until`, in the order of the list.

    A value that an adjustment changes has the quarters that the adjustment gives it, and no others.
    """
    found = {target.unit: target for target in listed.targets}
    for adjustment in sorted(listed.adjustments, key=lambda adjustment: adjustment.date):
        for new in adjustment.targets if adjustment.date <= until else ():
            old = found.get(new.unit)
            if old:
                kept = {code: shares for code, shares in old.quarters.items() if code not in new.values}
                changed = {"values": {**old.values, **new.values}, "quarters": {**kept, **new.quarters}}
                found[new.unit] = old.model_copy(update=changed)
            else:
                found[new.unit] = new
    return tuple(found.values())


@once
def unit_standings(listed: TargetList, now: Snapshot, quarter_of: SnapshotOf) -> tuple[UnitStanding, ...]:
    """Every district, then every office that answers for something, in the order of the place, on the snapshot's day.

    `quarter_of` gives the place at the end of a quarter that is over.
    """
    ends = quarter_ends(listed.year, now.day)
    passed = tuple(quarter_of(end) for end in ends)
    return tuple(_unit(target, listed, now, passed) for target in in_order(targets_on(listed, now.day), now))


def in_order(targets: tuple[Target, ...], now: Snapshot) -> tuple[Target, ...]:
    """Targets of districts, then of offices, each in the order of the place; of unknown ones as written, last."""
    site = now.data.site
    places = [("district", district.code) for district in site.districts]
    places += [("office", office.code) for office in site.offices]
    order = {unit: index for index, unit in enumerate(places)}
    return tuple(sorted(targets, key=lambda target: order.get(target.unit, len(order))))


def _unit(target: Target, listed: TargetList, now: Snapshot, passed: tuple[Snapshot, ...]) -> UnitStanding:
    axis, code = target.unit
    measures = tuple(
        MeasureStanding(
            measure=measure,
            scope=f"{axis}:{code}",
            mark=mark(measure, target, now),
            quarters=tuple(_at_quarter(measure, target.unit, listed, then) for then in passed),
            steps=steps(measure, target, now),
        )
        for measure in now.rules.targets
        if measure.code in target.values
    )
    return UnitStanding(axis, code, measures, now.unit_light(cast(Literal["district", "office"], axis), code))


def _at_quarter(measure: TargetMeasure, unit: tuple[str, str], listed: TargetList, then: Snapshot) -> Mark:
    """The mark by the target that held at the end of the quarter."""
    held = (target for target in targets_on(listed, then.day) if target.unit == unit)
    district, office = (unit[1] if unit[0] == axis else None for axis in ("district", "office"))
    return mark(measure, next(held, Target.model_construct(district=district, office=office)), then)


def sum_of_targets(measure: TargetMeasure, targets: tuple[Target, ...], now: Snapshot) -> Figure | None:
    """What all districts together answer for; None where one does not, or targets do not add up (shares)."""
    by_district = {target.district: target_figure(measure, target, now.rules) for target in targets if target.district}
    found = [by_district.get(district.code) for district in now.data.site.districts]
    known = [figure for figure in found if figure is not None and figure.value is not None]
    if not known or len(known) < len(found) or known[0].unit not in ADDED_UP:
        return None
    return replace(known[0], value=sum((figure.value or Fraction(0) for figure in known), Fraction(0)))


def total_of(
    measure: TargetMeasure,
    listed: TargetList,
    standings: tuple[UnitStanding, ...],
    now: Snapshot,
    quarter_of: SnapshotOf,
) -> MeasureStanding | None:
    """合计 of the districts: the sums of their targets beside the figures of the whole place, where targets add up."""
    if sum_of_targets(measure, targets_on(listed, now.day), now) is None:
        return None
    districts = [found for unit in standings if unit.axis == "district" and (found := unit.of(measure.code))]
    ends = quarter_ends(listed.year, now.day)
    return MeasureStanding(
        measure=measure,
        scope=ALL,
        mark=_total(measure, [standing.mark for standing in districts], now),
        quarters=tuple(
            _total(measure, [standing.quarters[index] for standing in districts], quarter_of(end))
            for index, end in enumerate(ends)
        ),
        steps=(),
    )


def _total(measure: TargetMeasure, marks: list[Mark], then: Snapshot) -> Mark:
    target, due = _sum([mark.target.value for mark in marks]), _sum([mark.due.value for mark in marks])
    reason = next((mark.due.reason for mark in marks if mark.due.reason), "")
    return mark_of(measure.code, of_place(measure, then), target, due, reason, then.day)


def _sum(values: list[Fraction | None]) -> Fraction | None:
    """The sum of all; None where one is not known."""
    known = [value for value in values if value is not None]
    return sum(known, Fraction(0)) if len(known) == len(values) else None


def target_figures(listed: TargetList, now: Snapshot, quarter_of: SnapshotOf) -> Iterator[tuple[str, Figure]]:
    """Each unit's target of each measure, what is due of it and the gap, and the target by quarter, with its scope;
    then the sums of all districts."""
    standings = unit_standings(listed, now, quarter_of)
    for unit in standings:
        for standing in unit.measures:
            mark = standing.mark
            steps = (step for step in standing.steps if step)
            yield from ((standing.scope, figure) for figure in (mark.target, *steps, mark.due, mark.gap))
    for measure in now.rules.targets:
        if total := total_of(measure, listed, standings, now, quarter_of):
            mark = total.mark
            yield from ((total.scope, figure) for figure in (mark.target, mark.due, mark.gap))
