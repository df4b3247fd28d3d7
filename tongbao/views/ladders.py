"""Where an issue stands on its ladders: supervision orders sent and due, meetings that had it and the next one."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from tongbao.metrics.clocks import IssueStanding, rounds
from tongbao.metrics.meetings import HANDED
from tongbao.metrics.orders import orders_of
from tongbao.model.issue import Event
from tongbao.model.vocab import EventKind
from tongbao.views.parts import LightView
from tongbao.views.reader import Reader


class LadderStep(NamedTuple):
    """A step with the day it was reached, "" before; `mark` is passed, here, due or "" for one that is to come."""

    day: str
    name: str
    light: LightView | None
    mark: str
    about: tuple[str, ...]
    state: str


class LadderView(NamedTuple):
    """A ladder from its lowest step to its highest."""

    title: str
    steps: tuple[LadderStep, ...]


def ladders(standing: IssueStanding, reader: Reader) -> tuple[LadderView, ...]:
    """The ladders that concern the issue: of orders once one is sent or due, of meetings as long as it is unsolved or
    where one had it."""
    now = rounds(standing.events)[-1]
    found = []
    if standing.order.sent or standing.order.due:
        found.append(LadderView(reader.t("pages.issue.orders"), tuple(_orders(standing, now, reader))))
    meeting = standing.meeting
    if meeting.ladder and not standing.issue.counts and (meeting.step or standing.done is None):
        found.append(LadderView(reader.words(meeting.ladder.name), tuple(_meetings(standing, now, reader))))
    return tuple(ladder for ladder in found if ladder.steps)


def _newest(events: tuple[Event, ...], code: str, kinds: frozenset[EventKind]) -> Event | None:
    """The newest event that reached a step."""
    fitting = (event for event in reversed(events) if event.kind in kinds and code in (event.colour, event.to))
    return next(fitting, None)


def _orders(standing: IssueStanding, now: tuple[Event, ...], reader: Reader) -> Iterator[LadderStep]:
    order, ladder = standing.order, orders_of(reader.rules.orders)
    codes = [step.code for step in ladder.steps] if ladder else []
    if order.colour and order.colour not in codes:
        codes = [order.colour, *codes]
    for code in codes:
        sent = _newest(now, code, frozenset({EventKind.ORDERED}))
        mark = state = ""
        if sent:
            mark = "here" if code == order.colour else "passed"
            state = _answer(standing, reader) if mark == "here" else ""
        elif order.next and code == order.next.code and order.next_on:
            mark = "due" if order.due else ""
            key = "order_due" if order.due else "order_next"
            state = _dated(key, order.next_on.day, reader, provisional=order.next_on.provisional)
        number = (sent.number,) if sent and sent.number else ()
        yield LadderStep(reader.day_text(sent.date) if sent else "", "", reader.colour(code), mark, number, state)


def _answer(standing: IssueStanding, reader: Reader) -> str:
    order = standing.order
    if order.answer_by is None:
        return ""
    state = "answer_missed" if order.missed else "answered" if standing.done else "answer"
    return _dated(state, order.answer_by, reader)


def _meetings(standing: IssueStanding, now: tuple[Event, ...], reader: Reader) -> Iterator[LadderStep]:
    meeting = standing.meeting
    for step in meeting.ladder.steps if meeting.ladder else ():
        reached = _newest(now, step.code, HANDED)
        mark = state = ""
        if meeting.step == step:
            mark = "here"
            key = "solved" if standing.done else "left" if meeting.outside else "here"
            state = reader.t(f"pages.issue.ladder.{key}")
        elif reached:
            mark = "passed"
        elif meeting.next == step and meeting.next_on:
            mark = "due" if meeting.due else ""
            key = "meeting_due" if meeting.due else "meeting_next"
            state = _dated(key, meeting.next_on.day, reader, provisional=meeting.next_on.provisional)
        about = tuple(filter(None, (reader.words(step.chair), reader.words(step.held))))
        day = reader.day_text(reached.date) if reached else ""
        yield LadderStep(day, reader.words(step.name), None, mark, about, state)


def _dated(key: str, day: date, reader: Reader, *, provisional: bool = False) -> str:
    text = reader.t(f"pages.issue.ladder.{key}", day=reader.day_text(day))
    return reader.t("words.clock.provisional", text=text) if provisional else text
