"""What a bulletin says of decisions: how many were carried out, which in its period, and which are overdue."""

from collections.abc import Iterable
from typing import NamedTuple

from tongbao.metrics.decisions import DecisionStanding
from tongbao.metrics.snapshot import Snapshot
from tongbao.model.bulletin import Period
from tongbao.views.activities import activity_link
from tongbao.views.parts import FigureView, Link
from tongbao.views.reader import Reader


class DecisionItem(NamedTuple):
    """A decision by its words and its office; `day` is until when, of what is done when it was."""

    text: str
    office: str
    activity: Link
    day: str
    iso: str


class DecisionsView(NamedTuple):
    """The decisions of a bulletin; figures by key."""

    figures: dict[str, FigureView]
    done: tuple[DecisionItem, ...]
    overdue: tuple[DecisionItem, ...]
    done_count: str
    made_count: str


FIGURES = ("decisions", "decisions_done", "decisions_overdue")


def decisions_view(now: Snapshot, period: Period, reader: Reader) -> DecisionsView | None:
    """The decisions as they stand, and those of the period; None where nothing was ever decided."""
    if not now.decisions:
        return None
    done = [d for d in now.decisions if d.decision.done and period.from_ <= d.decision.done <= period.until]
    made = [d for d in now.decisions if period.from_ <= d.activity.date <= period.until]
    return DecisionsView(
        figures={key: reader.figure(now.figure("all", key)) for key in FIGURES},
        done=_items(done, reader),
        overdue=_items((d for d in now.decisions if d.overdue), reader),
        done_count=reader.number(len(done)),
        made_count=reader.number(len(made)),
    )


def _items(standings: Iterable[DecisionStanding], reader: Reader) -> tuple[DecisionItem, ...]:
    dated = ((standing, standing.decision.done or standing.due) for standing in standings)
    items = (
        DecisionItem(
            text=reader.words(standing.decision.text),
            office=reader.office(standing.decision.office),
            activity=activity_link(standing.activity, reader),
            day=reader.short_day(day),
            iso=day.isoformat() if day else "",
        )
        for standing, day in dated
    )
    return tuple(sorted(items, key=lambda item: (item.iso, item.text)))
