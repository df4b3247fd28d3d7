"""How the published list became that of a day: the bridge, each adjustment with its paper, the targets it changed."""

from collections.abc import Iterator
from typing import NamedTuple

from tongbao.metrics.bridge import GroupBridge, bridges, passages
from tongbao.metrics.listing import Bridge, bridge_of
from tongbao.metrics.marks import target_figure
from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.targets import in_order, targets_on
from tongbao.metrics.windows import DAY
from tongbao.model.targets import Adjustment, Move, TargetGroup, TargetList
from tongbao.views.parts import Link
from tongbao.views.reader import Reader
from tongbao.views.rows import project_link


class BridgeRow(NamedTuple):
    """published + added − withdrawn + moved in − moved out = now, of a group; the first row is of the whole list."""

    name: str
    published: str
    added: str
    withdrawn: str
    moved_in: str
    moved_out: str
    now: str


class MoveView(NamedTuple):
    """A project that an adjustment moved: from which group to which, why, and which factors were taken back."""

    kind: str
    project: Link
    before: str
    after: str
    reason: str
    reclaimed: tuple[str, ...]


class NewTarget(NamedTuple):
    """A target that an adjustment changed."""

    unit: Link
    measure: str
    before: str
    after: str


class AdjustmentView(NamedTuple):
    """An adjustment with its paper; `id` is its anchor."""

    id: str
    date: str
    number: str
    approved_by: str
    moves: tuple[MoveView, ...]
    targets: tuple[NewTarget, ...]


def bridge_rows(listed: TargetList, snapshot: Snapshot, reader: Reader) -> tuple[BridgeRow, ...]:
    """The bridge of the whole list, then of each group; none where nothing was adjusted."""
    if not listed.adjustments:
        return ()
    groups = bridges(listed, snapshot.day)
    whole = bridge_of(listed, snapshot.day)
    return (_whole(whole, reader), *(_of_group(group, reader) for group in groups))


def _number(value: int, reader: Reader) -> str:
    return reader.number(value) if value else ""


def _whole(bridge: Bridge, reader: Reader) -> BridgeRow:
    moved = _number(bridge.promoted + bridge.deferred, reader)
    return BridgeRow(
        name=reader.t("words.total"),
        published=reader.number(bridge.published),
        added=_number(bridge.added, reader),
        withdrawn=_number(bridge.withdrawn, reader),
        moved_in=moved,
        moved_out=moved,
        now=reader.number(bridge.now),
    )


def _of_group(bridge: GroupBridge, reader: Reader) -> BridgeRow:
    return BridgeRow(
        name=reader.words(bridge.group.name),
        published=reader.number(bridge.published),
        added=_number(bridge.added, reader),
        withdrawn=_number(bridge.withdrawn, reader),
        moved_in=_number(bridge.moved_in, reader),
        moved_out=_number(bridge.moved_out, reader),
        now=reader.number(bridge.now),
    )


def adjustment_views(listed: TargetList, snapshot: Snapshot, reader: Reader) -> tuple[AdjustmentView, ...]:
    """Every adjustment made by the snapshot's day, the newest first."""
    groups = {group.code: group for group in listed.groups}
    ways = {(passage.day, passage.project): passage for passage in passages(listed, snapshot.day)}

    def move(adjustment: Adjustment, entry: Move) -> MoveView:
        way = ways.get((adjustment.date, entry.project))
        return MoveView(
            kind=reader.t(f"words.move.{entry.kind}"),
            project=link_of(entry.project, snapshot, reader),
            before=_group(way.before if way else None, groups, reader),
            after=_group(way.after if way else None, groups, reader),
            reason=reader.words(entry.reason),
            reclaimed=tuple(
                reader.t("words.targets.reclaimed", kind=item.kind, value=reader.plain(item.value), unit=item.unit)
                for item in entry.reclaimed
            ),
        )

    made = sorted(listed.adjustments, key=lambda adjustment: adjustment.date)
    return tuple(
        AdjustmentView(
            id=f"adjustment-{adjustment.date.isoformat()}",
            date=reader.day_text(adjustment.date),
            number=reader.words(adjustment.number),
            approved_by=reader.words(adjustment.approved_by),
            moves=tuple(move(adjustment, entry) for entry in adjustment.moves),
            targets=tuple(_new_targets(adjustment, listed, snapshot, reader)),
        )
        for adjustment in reversed(made)
    )


def _group(code: str | None, groups: dict[str, TargetGroup], reader: Reader) -> str:
    return reader.words(groups[code].name) if code in groups else ""


def link_of(project: str, snapshot: Snapshot, reader: Reader) -> Link:
    """A project's name with its page; of one that the day does not know its id."""
    standing = snapshot.standing_by_id.get(project)
    return project_link(standing, reader) if standing else Link(project)


def unit_link(unit: tuple[str, str], reader: Reader) -> Link:
    """A district with its page, or an office."""
    axis, code = unit
    return reader.district_link(code) if axis == "district" else Link(reader.office(code))


def _new_targets(adjustment: Adjustment, listed: TargetList, snapshot: Snapshot, reader: Reader) -> Iterator[NewTarget]:
    before = {target.unit: target for target in targets_on(listed, adjustment.date - DAY)}
    for target in in_order(adjustment.targets, snapshot):
        old = before.get(target.unit)
        for measure in snapshot.rules.targets:
            after, known = (
                target_figure(measure, one, snapshot.rules) if one and measure.code in one.values else None
                for one in (target, old)
            )
            if after and (known is None or after.value != known.value):
                yield NewTarget(
                    unit=unit_link(target.unit, reader),
                    measure=reader.words(measure.name),
                    before=reader.figure(known, explained=False).text if known else "",
                    after=reader.figure(after, explained=False).text,
                )
