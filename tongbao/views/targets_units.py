"""Districts and offices beside their targets: one table a measure."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from tongbao.metrics.figure import Unit
from tongbao.metrics.lights import LightStanding
from tongbao.metrics.marks import Mark, TargetState
from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.targets import MeasureStanding, SnapshotOf, UnitStanding, total_of
from tongbao.model.listing import TargetMeasure
from tongbao.model.targets import TargetList
from tongbao.views.lights import light_reason
from tongbao.views.parts import FigureView, LightView, Link
from tongbao.views.reader import Reader
from tongbao.views.targets_moves import unit_link

SHAPES = {
    TargetState.MET: ("circle", "good"),
    TargetState.ON_COURSE: ("circle", "notice"),
    TargetState.OPEN: ("diamond", "plain"),
    TargetState.BEHIND: ("triangle", "warning"),
    TargetState.MISSED: ("square", "danger"),
    TargetState.NONE: ("diamond", "plain"),
}
"""The shape and the tone of each state: it is told without colour."""


class MarkView(NamedTuple):
    """A target beside what is done and due. `gap` has its sign, `state` its word and shape; `reason` says why there is
    no figure, or nothing known to be due."""

    target: FigureView
    done: FigureView
    due: FigureView
    gap: FigureView
    missing: str
    state: LightView
    reason: str


class QuarterView(NamedTuple):
    """The end of a quarter: what was done and due by then, and where the target stood."""

    quarter: str
    done: str
    due: str
    state: LightView


class UnitRow(NamedTuple):
    """A district or an office beside its target of a measure, with the light that it shows."""

    unit: Link
    light: LightView | None
    light_reason: str
    mark: MarkView
    quarters: tuple[QuarterView, ...]


class MeasureTable(NamedTuple):
    """A measure: 合计 where targets add up, then districts, then offices. `finding` says in a sentence what is seen."""

    id: str
    name: str
    unit: str
    finding: str
    quarters: tuple[str, ...]
    total: UnitRow | None
    districts: tuple[UnitRow, ...]
    offices: tuple[UnitRow, ...]


def state_view(state: TargetState, reader: Reader) -> LightView:
    """A state in words, with its shape."""
    shape, tone = SHAPES[state]
    return LightView(state, reader.t(f"words.targets.state.{state}"), shape, tone)


def mark_view(mark: Mark, reader: Reader) -> MarkView:
    """A mark as printed."""
    reason = mark.done.reason or (mark.due.reason if mark.state is not TargetState.MET else "")
    return MarkView(
        target=reader.figure(mark.target, explained=False),
        done=reader.figure(mark.done, explained=False),
        due=reader.figure(mark.due, explained=False),
        gap=reader.figure(mark.gap, explained=False),
        missing=reader.figure(mark.missing, explained=False).value if mark.missing.value else "",
        state=state_view(mark.state, reader),
        reason=reader.t(f"figures.reasons.{reason}") if reason else "",
    )


def measure_tables(
    listed: TargetList, standings: tuple[UnitStanding, ...], now: Snapshot, quarter_of: SnapshotOf, reader: Reader
) -> tuple[MeasureTable, ...]:
    """A table a measure that anybody answers for, in the order of the policy."""
    every = (_table(measure, listed, standings, now, quarter_of, reader) for measure in now.rules.targets)
    return tuple(table for table in every if table)


def _table(
    measure: TargetMeasure,
    listed: TargetList,
    standings: tuple[UnitStanding, ...],
    now: Snapshot,
    quarter_of: SnapshotOf,
    reader: Reader,
) -> MeasureTable | None:
    found = [(unit, standing.mark) for unit in standings if (standing := unit.of(measure.code))]
    if not found:
        return None
    total = total_of(measure, listed, standings, now, quarter_of)
    rows = {axis: tuple(_rows(measure, standings, axis, reader)) for axis in ("district", "office")}
    unit = found[0][1].done.unit
    quarters = next((row.quarters for each in rows.values() for row in each), ())
    return MeasureTable(
        id=f"measure-{measure.code}",
        name=reader.words(measure.name),
        unit=reader.money_unit if unit is Unit.MONEY else reader.t(f"figures.units.{unit}"),
        finding=_finding([mark for _, mark in found], reader),
        quarters=tuple(quarter.quarter for quarter in quarters),
        total=_row(total, Link(reader.t("pages.targets.districts_total")), LightStanding(), reader) if total else None,
        districts=rows["district"],
        offices=rows["office"],
    )


def _rows(measure: TargetMeasure, standings: tuple[UnitStanding, ...], axis: str, reader: Reader) -> Iterator[UnitRow]:
    for unit in standings:
        standing = unit.of(measure.code)
        if unit.axis == axis and standing:
            yield _row(standing, unit_link((unit.axis, unit.code), reader), unit.light, reader)


def _row(standing: MeasureStanding, link: Link, light: LightStanding, reader: Reader) -> UnitRow:
    return UnitRow(
        unit=link,
        light=reader.light(light.light),
        light_reason=light_reason(light, reader),
        mark=mark_view(standing.mark, reader),
        quarters=tuple(_quarter(number, mark, reader) for number, mark in enumerate(standing.quarters, 1)),
    )


def _quarter(number: int, mark: Mark, reader: Reader) -> QuarterView:
    found = mark_view(mark, reader)
    return QuarterView(
        quarter=reader.t(f"papers.quarter.{number}"),
        done=found.done.value if found.done.known else "",
        due=found.due.value if found.due.known else "",
        state=found.state,
    )


def _finding(marks: list[Mark], reader: Reader) -> str:
    """How many stand where: the title of the table says what it shows."""
    counts = Counter(mark.state for mark in marks)
    said = [
        reader.t("words.targets.finding", count=counts[state], state=reader.t(f"words.targets.state.{state}"))
        for state in TargetState
        if counts[state]
    ]
    return reader.t("words.separator").join(said)
