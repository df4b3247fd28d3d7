"""The year's list as it stands on a day: its groups with sums, how it came to be so, who answers for how much."""

from typing import NamedTuple

from tongbao.metrics.figure import Unit
from tongbao.metrics.listed import listed_project
from tongbao.metrics.listing import groups_of
from tongbao.metrics.marks import measure_unit, target_figure
from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.standing import Standing
from tongbao.metrics.targets import in_order, sum_of_targets, targets_on
from tongbao.model.listing import TargetMeasure
from tongbao.model.targets import Target, TargetList
from tongbao.views.list_pages import list_pages
from tongbao.views.listing import ListGroup, ListRow, ListSums, columns_of, list_row, list_sums
from tongbao.views.parts import Link
from tongbao.views.reader import Reader
from tongbao.views.rows import bundle_link
from tongbao.views.targets_head import HeadView, group_name, head_view, list_of, sums_of
from tongbao.views.targets_moves import AdjustmentView, BridgeRow, adjustment_views, bridge_rows, link_of, unit_link


class UnitTargets(NamedTuple):
    """What a district or an office answers for: a value a measure, "" where it does not answer for it."""

    unit: Link
    axis: str
    values: tuple[str, ...]


class UnitsView(NamedTuple):
    """The targets of units, districts first; `measures` are heads with their units, `total` the sum of districts."""

    measures: tuple[tuple[str, str], ...]
    total: tuple[str, ...]
    rows: tuple[UnitTargets, ...]


class TargetsView(NamedTuple):
    """/targets/<year>/: `day` is what the list speaks of, `grouped` whether the place grouped it, else the plans do.

    `columns` are those that any project fills; `substitutes` wait to enter.
    """

    head: HeadView
    grouped: bool
    day: str
    sums: ListSums
    groups: tuple[ListGroup, ...]
    columns: tuple[str, ...]
    units: UnitsView | None
    bridge: tuple[BridgeRow, ...]
    adjustments: tuple[AdjustmentView, ...]
    substitutes: tuple[Link, ...]
    files: tuple[Link, ...]
    unit: str


def targets_view(
    year: int,
    snapshot: Snapshot,
    today: Snapshot,
    reader: Reader,
    *,
    papers: tuple[Link, ...] = (),
    files: tuple[Link, ...] = (),
) -> TargetsView:
    """The list of a year; the snapshot's day must lie in that year.

    `papers` are ways to letters and the like, `files` to the list as files.
    """
    listed, grouped = list_of(year, snapshot)
    found = snapshot.standing_by_id
    groups: list[ListGroup] = []
    everything: tuple[Standing, ...] = ()
    for place in groups_of(listed, snapshot.day):
        standings = tuple(found[id] for id in place.projects if id in found)
        if standings:
            sums = sums_of(listed, place.group, standings, snapshot, grouped=grouped)
            rows = _rows(standings, len(everything) + 1, year, snapshot, reader)
            name = group_name(place.group, reader, grouped=grouped)
            groups.append(ListGroup(place.group.code, name, rows, list_sums(sums, reader)))
            everything += standings
    whole = sums_of(listed, None, everything, snapshot, grouped=grouped)
    return TargetsView(
        head=head_view(listed, "", today, reader, more=(*papers, *list_pages(today, reader))),
        grouped=grouped,
        # Before its year a list is reckoned as of the first of January; what is known is known today.
        day=reader.day_text(min(snapshot.day, today.day)),
        sums=list_sums(whole, reader),
        groups=tuple(groups),
        columns=columns_of(tuple(groups)),
        units=units_view(listed, snapshot, reader),
        bridge=bridge_rows(listed, snapshot, reader),
        adjustments=adjustment_views(listed, snapshot, reader),
        substitutes=tuple(link_of(id, snapshot, reader) for id in _waiting(listed, snapshot)),
        files=files,
        unit=reader.money_unit,
    )


def _rows(
    standings: tuple[Standing, ...], first: int, year: int, snapshot: Snapshot, reader: Reader
) -> tuple[ListRow, ...]:
    return tuple(
        list_row(first + offset, listed_project(standing, year), bundle_link(standing, snapshot, reader), reader)
        for offset, standing in enumerate(standings)
    )


def _waiting(listed: TargetList, snapshot: Snapshot) -> tuple[str, ...]:
    """The substitutes that are not on the list yet."""
    on_it = {id for group in groups_of(listed, snapshot.day) for id in group.projects}
    return tuple(id for id in listed.substitutes if id not in on_it)


def units_view(listed: TargetList, snapshot: Snapshot, reader: Reader) -> UnitsView | None:
    """What units answer for on the day; None where none does."""
    targets = in_order(targets_on(listed, snapshot.day), snapshot)
    codes = {code for target in targets for code in target.values}
    measures = tuple(measure for measure in snapshot.rules.targets if measure.code in codes)
    if not measures:
        return None
    return UnitsView(
        measures=tuple(_head(measure, snapshot, reader) for measure in measures),
        total=tuple(_total(measure, targets, snapshot, reader) for measure in measures),
        rows=tuple(
            UnitTargets(
                unit=unit_link(target.unit, reader),
                axis=target.unit[0],
                values=tuple(_value(measure, target, snapshot, reader) for measure in measures),
            )
            for target in targets
        ),
    )


def _head(measure: TargetMeasure, snapshot: Snapshot, reader: Reader) -> tuple[str, str]:
    unit = measure_unit(measure, snapshot.rules)
    return reader.words(measure.name), reader.money_unit if unit is Unit.MONEY else reader.t(f"figures.units.{unit}")


def _value(measure: TargetMeasure, target: Target, snapshot: Snapshot, reader: Reader) -> str:
    figure = target_figure(measure, target, snapshot.rules)
    return reader.figure(figure, explained=False).value if figure.value is not None else ""


def _total(measure: TargetMeasure, targets: tuple[Target, ...], snapshot: Snapshot, reader: Reader) -> str:
    total = sum_of_targets(measure, targets, snapshot)
    return reader.figure(total, explained=False).value if total else ""
