"""督办单: the ladder of coloured supervision orders, the step an issue stands on and the one that is due."""

from datetime import date
from typing import NamedTuple

from tongbao.metrics.deadlines import Deadline, deadline, is_late, overdue_by
from tongbao.model.calendar import Calendar
from tongbao.model.clocks import Orders, OrderStep
from tongbao.model.issue import Event
from tongbao.model.vocab import EventKind


class OrderStanding(NamedTuple):
    """The orders of an issue since it was raised or reopened.

    `sent` counts them; `colour` is the newest, to be answered by `answer_by`: its own day, else by the limit of its
    step. `due` is the step that is to be sent now, `next` the one that is or falls due by its day `next_on`.
    """

    sent: int = 0
    colour: str | None = None
    answer_by: date | None = None
    missed: bool = False
    due: OrderStep | None = None
    next: OrderStep | None = None
    next_on: Deadline | None = None


def orders_of(ladders: tuple[Orders, ...]) -> Orders | None:
    """The ladder that holds: of several versions in force the newest."""
    return max(ladders, key=lambda ladder: ladder.valid_from, default=None)


def position(ladder: Orders | None, colour: str | None) -> int:
    """The place of a colour on the ladder, from 0; −1 for one that is no step."""
    codes = [step.code for step in ladder.steps] if ladder else []
    return codes.index(colour) if colour in codes else -1


def order_standing(
    events: tuple[Event, ...],
    ladder: Orders | None,
    due: Deadline | None,
    promised: date | None,
    done: date | None,
    calendar: Calendar,
    day: date,
) -> OrderStanding:
    """Where an issue stands on the ladder; `events` are those since it was raised or reopened.

    `due` is its own date, `promised` the day on which that was promised, if it was: an extension that is granted after
    an order answers it, until its date is missed too.
    The ladder is climbed step by step; only where the policy says `direct: always` is the highest step due of those
    whose day has come. What was resolved needs no further order.
    """
    sent = [event for event in events if event.kind is EventKind.ORDERED]
    last = max(sent, key=lambda e: (e.date, position(ladder, e.colour), e.colour or ""), default=None)
    colour = last.colour if last else None
    at = position(ladder, colour)
    granted = due if last and promised and promised >= last.date else None
    answer = granted or _answer(last, ladder.steps[at] if ladder and at >= 0 else None, calendar)
    following = _following(ladder, at, due, answer, calendar) if ladder and done is None else []
    come = [pair for pair in following if pair[1].day <= day]
    upcoming = come[-1] if come else following[0] if following else None
    return OrderStanding(
        sent=len(sent),
        colour=colour,
        answer_by=answer.day if answer else None,
        missed=is_late(answer.day if answer else None, done, day),
        due=come[-1][0] if come else None,
        next=upcoming[0] if upcoming else None,
        next_on=upcoming[1] if upcoming else None,
    )


def _answer(order: Event | None, step: OrderStep | None, calendar: Calendar) -> Deadline | None:
    """Until when an order is to be answered: its own day, else the limit of its step, else no day."""
    if order is None:
        return None
    if order.due:
        return Deadline(order.due)
    return deadline(step.answer, order.date, calendar) if step and step.answer else None


def _following(
    ladder: Orders, at: int, due: Deadline | None, answer: Deadline | None, calendar: Calendar
) -> list[tuple[OrderStep, Deadline]]:
    """The steps above the one reached that have a day, with the first day on which each is due.

    Only the next one, unless steps may be left out; an order that was missed leads only to the step after it.
    """
    last = None if ladder.direct == "always" else at + 2
    found: list[tuple[OrderStep, Deadline]] = []
    for index, step in enumerate(ladder.steps[at + 1 : last], at + 1):
        since = due if step.when == "overdue" else answer if index == at + 1 else None
        if since:
            begins = overdue_by(since.day, step.days, step.unit, calendar)
            found.append((step, Deadline(begins.day, since.provisional or begins.provisional)))
    return found
