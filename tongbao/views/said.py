"""Numbers that a bulletin says and the registry does not know: what it names, counted; ranks; its own number.

They are issued with the figures and reckoned again with them, under ids like theirs: `<scope>/<key>`.
"""

from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction

from tongbao.metrics.boards import rank_changes
from tongbao.metrics.figure import Unit
from tongbao.metrics.scopes import ALL
from tongbao.metrics.snapshot import Snapshot
from tongbao.views.boards import same_board
from tongbao.views.bulletin import BulletinPoints, BulletinView, Neighbours, bulletin_view
from tongbao.views.bulletin_changes import Changed
from tongbao.views.bulletin_figures import Activity, district_order
from tongbao.views.parts import DatedItem
from tongbao.views.reader import Reader

NAMED = (
    "starts", "resumptions", "completions", "stops", "idle", "lagging", "lagging_slightly",
    "issues_new", "issues_closed", "issues_overdue", "orders", "escalations", "missing",
    "milestones_done", "milestones_late", "milestones_next", "milestones_moved",
)  # fmt: skip
"""The lists of a bulletin whose members are counted."""

Said = Iterator[tuple[str, Fraction]]
"""Id and exact number."""


def said_numbers(points: BulletinPoints, view: BulletinView) -> dict[str, Fraction]:
    """Every such number of a bulletin by id; of bundles how many of their projects each list names."""
    found = dict(_own(view))
    found |= {f"{ALL}/named:{name}": _number(view.counts[name]) for name in NAMED}
    found |= {f"{ALL}/light:{light.code}": _number(light.count) for light in view.lights}
    if view.changes:
        found |= {f"{ALL}/changed:{name}": Fraction(count) for name, count in view.changes.counts.items()}
    found |= dict(_activity(ALL, view.activity))
    for code, place in zip(district_order(points.now, points.bulletin.kind), view.districts, strict=True):
        found |= dict(_activity(f"district:{code}", place.activity))
    found |= dict(_ranks(points.now, points.before))
    found |= dict(_adjusted(view))
    found |= dict(_decided(view))
    found |= dict(_sent(view))
    return found | dict(_of_bundles(view))


def said_again(place: Neighbours, snapshot_of: Callable[[date], Snapshot], reader: Reader) -> dict[str, Fraction]:
    """The same as the records would have it said today; places of the point and the day are the reader's."""
    points = place.points(snapshot_of)
    return said_numbers(points, bulletin_view(points, points.now, reader))


def _number(text: str) -> Fraction:
    return Fraction(text.replace(",", ""))


def _own(view: BulletinView) -> Said:
    """The bulletin's numbers, and the settings that it prints."""
    left_out = view.recount.left_out
    printed = {
        "number": view.head.number_value,
        "total_number": view.head.total_value,
        "milestone_days": view.milestone_days,
        "last_place": view.recount.last_place,
        "outside_rate": left_out.exact if left_out else "",
    }
    yield from ((f"{ALL}/{key}", _number(text)) for key, text in printed.items() if text)


def _activity(scope: str, activity: Activity) -> Said:
    yield f"{scope}/idle", _number(activity.idle)
    if activity.left_out_count:
        yield f"{scope}/left_out", _number(activity.left_out_count)


def _ranks(now: Snapshot, before: Snapshot | None) -> Said:
    for board in now.rules.boards:
        places, earlier = now.board(board), same_board(board, now, before)
        climbed = rank_changes(places, before.board(earlier)) if before and earlier else {}
        if board.target is not None:
            share = places[0].figure.unit is Unit.SHARE
            yield f"{ALL}/target:{board.code}", Fraction(board.target) / (100 if share else 1)
        for place in places:
            scope = f"{board.axis}:{place.member}"
            if place.rank is not None:
                yield f"{scope}/rank:{board.code}", Fraction(place.rank)
            if place.member in climbed:
                yield f"{scope}/climbed:{board.code}", Fraction(climbed[place.member])


def _adjusted(view: BulletinView) -> Said:
    for item in view.adjustments:
        yield from ((f"{ALL}/adjusted:{group.kind}:{item.iso}", _number(group.count)) for group in item.groups)


def _decided(view: BulletinView) -> Said:
    if view.decisions:
        yield f"{ALL}/named:decisions_done", _number(view.decisions.done_count)
        yield f"{ALL}/named:decisions_made", _number(view.decisions.made_count)


def _sent(view: BulletinView) -> Said:
    for name in ("papers", "papers_overdue"):
        if getattr(view, name):
            yield f"{ALL}/named:{name}", _number(view.counts[name])


def _of_bundles(view: BulletinView) -> Said:
    lists = [(name, getattr(view, name)) for name in NAMED]
    if view.changes:
        lists += [(name, getattr(view.changes, name)) for name in view.changes.counts]
    for name, items in lists:
        for item in items:
            if isinstance(item, (DatedItem, Changed)) and item.counted:
                yield f"project:{item.link.href.split('/')[-2]}/counted:{name}", Fraction(item.count)
