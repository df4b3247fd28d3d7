"""Calendars of milestones, of the dates of issues, and of decisions: of the place, its districts and its offices."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from typing import NamedTuple

from tongbao.metrics.bodies import handling_office
from tongbao.metrics.clocks import IssueStanding
from tongbao.metrics.milestones import MilestoneStanding
from tongbao.metrics.standing import Standing
from tongbao.model.once import once
from tongbao.model.vocab import EventKind
from tongbao.views.calendars import CalendarContent, CalendarEvent, decision_event, event_uid, rhythm_events
from tongbao.views.data.feeds import milestone_code
from tongbao.views.data.progress import milestone_state
from tongbao.views.data.publication import Publication
from tongbao.views.issue import due_words
from tongbao.views.named import named_issues
from tongbao.views.recipe import Recipe
from tongbao.views.rows import issue_district
from tongbao.views.site import DataFile
from tongbao.views.target_files import notice_of

WHOLE = "data/calendar.ics"
MOVES = frozenset({EventKind.ASSIGNED, EventKind.RETURNED, EventKind.REOPENED})
"""Events that may give an issue another date without naming one."""


class Placed(NamedTuple):
    """An event, made when it is asked for, with the district and the offices that it concerns."""

    event: Callable[[], CalendarEvent]
    district: str
    offices: frozenset[str]


def calendar_path(kind: str, code: str) -> str:
    """Where the calendar of a district or an office stands; one, in the first language."""
    return f"{kind}/{code}/calendar.ics"


def calendar_recipes(made: Publication) -> Iterator[Recipe]:
    """How to make the calendar of the place, and one for each district and office that has any date."""
    site = made.reader.site
    yield Recipe(WHOLE, partial(_whole, made))
    for kind, entries in (("district", site.districts), ("office", site.offices)):
        for entry in entries:
            if has_dates(made, f"{kind}s", entry.code):
                yield Recipe(calendar_path(f"{kind}s", entry.code), partial(_one, made, kind, entry.code))


def has_dates(made: Publication, kind: str, code: str) -> bool:
    """Whether a district or an office has any date; `kind` is the folder of its page."""
    return bool(_concerning(made).get((kind, code)))


def _whole(made: Publication) -> DataFile:
    reader = made.reader
    name = reader.t("data.calendar.whole", site=reader.words(reader.site.title))
    return _file(made, WHOLE, name, (*_events(made), *rhythm_events(made.today, reader)))


def _one(made: Publication, kind: str, code: str) -> DataFile:
    name, events = made.reader.t("data.calendar.of", name=made.reader.name(kind, code)), _events(made)
    concerning = _concerning(made)[f"{kind}s", code]
    return _file(made, calendar_path(f"{kind}s", code), name, [events[number] for number in concerning])


@once
def _events(made: Publication) -> tuple[CalendarEvent, ...]:
    return tuple(found.event() for found in _all_placed(made))


@once
def _concerning(made: Publication) -> dict[tuple[str, str], list[int]]:
    """The numbers of the events that concern each district and office."""
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, placed in enumerate(_all_placed(made)):
        for unit in (("districts", placed.district), *(("offices", code) for code in placed.offices)):
            found[unit].append(number)
    return dict(found)


@once
def _all_placed(made: Publication) -> tuple[Placed, ...]:
    return tuple(_placed(made))


def _file(made: Publication, path: str, name: str, events: Iterable[CalendarEvent]) -> DataFile:
    reader, in_order = made.reader, tuple(sorted(events, key=lambda event: (event.day, event.uid)))
    content = CalendarContent(name, reader.language, made.today.day, made.edition.base_url, in_order, notice_of(reader))
    return DataFile(path, "ics", content)


def _placed(made: Publication) -> Iterator[Placed]:
    year = made.today.day.year
    for standing in made.today.standings:
        project = standing.project
        offices = frozenset(entry.office for entry in (*project.responsible, *project.lead))
        for found in standing.milestones:
            # Withdrawn projects keep no dates; what is over for more than a year stands in the records.
            recent = _day(found).year >= year or not found.reached
            if recent and milestone_state(standing, found) != "over":
                yield Placed(partial(_milestone, made, standing, found), project.district, offices)
    for issue in named_issues(made.today):
        if issue.due and (issue.due.year >= year or issue.done is None):
            office = handling_office(issue, made.today.rules)
            offices = frozenset({office} if office else ())
            yield Placed(partial(_issue, made, issue), issue_district(issue, made.today), offices)
    for decided in made.today.decisions:
        if decided.due:
            offices = frozenset({decided.decision.office, *decided.decision.others})
            yield Placed(partial(decision_event, decided, decided.due, made.reader), "", offices)


def _day(found: MilestoneStanding) -> date:
    """The day it was reached, else the date in force."""
    return found.milestone.actual or found.due


def _milestone(made: Publication, standing: Standing, found: MilestoneStanding) -> CalendarEvent:
    """On the day it was reached, else on the date in force. An approved change raises its sequence, and so does the
    day it was reached where that is another."""
    reader, milestone = made.reader, found.milestone
    day = _day(found)
    state = milestone_state(standing, found)
    parts = [reader.t(f"data.calendar.milestone.{state}", day=reader.day_text(found.due))]
    if milestone.changes:
        parts.append(reader.t("data.entry.planned", day=reader.day_text(milestone.planned)))
    return CalendarEvent(
        uid=event_uid(reader, f"milestones/{standing.project.id}/{milestone_code(made, milestone)}"),
        sequence=len(milestone.changes) + int(day != found.due),
        day=day,
        summary=reader.t(
            "data.entry.title", project=reader.words(standing.project.name), what=reader.words(milestone.name)
        ),
        description=reader.t("words.separator").join(parts),
        page=reader.urls.project(standing.project.id),
    )


def _issue(made: Publication, standing: IssueStanding) -> CalendarEvent:
    """The date in force. Every event that named another, or began the clock again, raised its sequence."""
    reader, issue = made.reader, standing.issue
    assert standing.due is not None
    return CalendarEvent(
        uid=event_uid(reader, f"issues/{issue.id}"),
        sequence=sum(event.due is not None or event.kind in MOVES for event in standing.events),
        day=standing.due,
        summary=reader.t("data.calendar.issue", title=reader.words(issue.title)),
        description=due_words(standing, made.today, reader),
        page=reader.urls.issue(issue.id),
    )
