"""The calendar that people subscribe to: what is due, what was held, and until when decisions are to be carried out."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from tongbao.metrics.decisions import DecisionStanding
from tongbao.metrics.rhythm import Occurrence, occurrences
from tongbao.metrics.snapshot import Snapshot
from tongbao.model.rhythm import ActivityKind
from tongbao.views.reader import Reader
from tongbao.views.site import DataFile
from tongbao.views.target_files import notice_of


class CalendarEvent(NamedTuple):
    """A whole day. `uid` never changes; `sequence` grows with each approved change of the day."""

    uid: str
    sequence: int
    day: date
    summary: str
    description: str
    page: str


class CalendarContent(NamedTuple):
    """A calendar with its name; `stamp` is the day that it speaks of, `base_url` "" where the site knows none."""

    name: str
    language: str
    stamp: date
    base_url: str
    events: tuple[CalendarEvent, ...]
    notice: str = ""


def event_uid(reader: Reader, name: str) -> str:
    """An id made of names alone."""
    return f"{uuid5(NAMESPACE_URL, f'tongbao:{reader.site.id}/{name}')}"


def _occurrence(found: list[Occurrence], kind: ActivityKind, reader: Reader) -> CalendarEvent:
    """A period of a kind: on the day it was first held, else on the day it is due."""
    first = found[0]
    held = [activity for occurrence in found for activity in occurrence.held]
    states = {occurrence.state for occurrence in found}
    state = next(name for name in ("missed", "open", "ahead", "held") if name in states)
    return CalendarEvent(
        uid=event_uid(reader, f"rhythm/{kind.code}/{first.first.isoformat()}"),
        sequence=0,
        day=min((activity.date for activity in held), default=first.due),
        summary=reader.t(
            "words.activities.event", name=reader.words(kind.name), state=reader.t(f"words.activities.states.{state}")
        ),
        description=reader.words(kind.chair),
        page=reader.urls.activity(held[0].id) if held else reader.urls.page("activities"),
    )


def decision_event(standing: DecisionStanding, due: date, reader: Reader) -> CalendarEvent:
    """Until when a decision is to be carried out."""
    activity, decision = standing.activity, standing.decision
    state = "done" if standing.done else "overdue" if standing.overdue else "open"
    return CalendarEvent(
        uid=event_uid(reader, f"decisions/{activity.id}/{decision.code}"),
        sequence=len(decision.changes),
        day=due,
        summary=reader.t(
            "words.activities.deadline", office=reader.office(decision.office), text=reader.words(decision.text)
        ),
        description=reader.t(
            f"words.activities.decision.{state}",
            day=reader.day_text(decision.done),
            days=reader.number(standing.overdue_days),
        ),
        page=reader.urls.activity(activity.id),
    )


def rhythm_events(snapshot: Snapshot, reader: Reader) -> Iterator[CalendarEvent]:
    """What is to be held in the year, and what was."""
    data = snapshot.data
    for kind in snapshot.rules.activities:
        found = occurrences(kind, data.activities, snapshot.standings, data.site, data.calendar, snapshot.day)
        for _, same in groupby(found, key=lambda occurrence: occurrence.first):
            yield _occurrence(list(same), kind, reader)


def calendar_file(snapshot: Snapshot, reader: Reader, base_url: str = "") -> DataFile:
    """activities/calendar.ics: the rhythm of the year and the dates of all decisions, by day."""
    decided = (decision_event(found, found.due, reader) for found in snapshot.decisions if found.due)
    events = sorted((*rhythm_events(snapshot, reader), *decided), key=lambda event: (event.day, event.uid))
    content = CalendarContent(
        name=reader.t("words.activities.calendar", site=reader.words(reader.site.title)),
        language=reader.language,
        stamp=snapshot.day,
        base_url=base_url,
        events=tuple(events),
        notice=notice_of(reader),
    )
    return DataFile(reader.urls.calendar(), "ics", content)
