"""Calendars of milestones, of the dates of issues, and of decisions: of the place, its districts and its offices."""

from collections.abc import Iterator
from typing import NamedTuple

from tongbao.metrics.bodies import handling_office
from tongbao.metrics.clocks import IssueStanding
from tongbao.metrics.milestones import MilestoneStanding
from tongbao.metrics.standing import Standing
from tongbao.model.vocab import EventKind
from tongbao.views.calendars import CalendarContent, CalendarEvent, decision_event, event_uid, rhythm_events
from tongbao.views.data.feeds import milestone_code
from tongbao.views.data.progress import milestone_state
from tongbao.views.data.publication import Publication
from tongbao.views.issue import due_words
from tongbao.views.named import named_issues
from tongbao.views.rows import issue_district
from tongbao.views.site import DataFile
from tongbao.views.target_files import notice_of

WHOLE = "data/calendar.ics"
MOVES = frozenset({EventKind.ASSIGNED, EventKind.RETURNED, EventKind.REOPENED})
"""Events that may give an issue another date without naming one."""


class Placed(NamedTuple):
    """An event with the district and the offices that it concerns."""

    event: CalendarEvent
    district: str
    offices: frozenset[str]


def calendar_path(kind: str, code: str) -> str:
    """Where the calendar of a district or an office stands; one, in the first language."""
    return f"{kind}/{code}/calendar.ics"


def calendar_files(made: Publication) -> Iterator[DataFile]:
    """The calendar of the place, and one for each district and office that has any date."""
    placed = sorted(_placed(made), key=lambda found: (found.event.day, found.event.uid))
    rhythm = tuple(rhythm_events(made.today, made.reader))
    whole = sorted((*(found.event for found in placed), *rhythm), key=lambda event: (event.day, event.uid))
    reader = made.reader
    yield _file(made, WHOLE, reader.t("data.calendar.whole", site=reader.words(reader.site.title)), tuple(whole))
    for district in reader.site.districts:
        events = tuple(found.event for found in placed if found.district == district.code)
        name = reader.t("data.calendar.of", name=reader.name("district", district.code))
        if events:
            yield _file(made, calendar_path("districts", district.code), name, events)
    for office in reader.site.offices:
        events = tuple(found.event for found in placed if office.code in found.offices)
        name = reader.t("data.calendar.of", name=reader.name("office", office.code))
        if events:
            yield _file(made, calendar_path("offices", office.code), name, events)


def _file(made: Publication, path: str, name: str, events: tuple[CalendarEvent, ...]) -> DataFile:
    reader = made.reader
    content = CalendarContent(name, reader.language, made.today.day, made.edition.base_url, events, notice_of(reader))
    return DataFile(path, "ics", content)


def _placed(made: Publication) -> Iterator[Placed]:
    year = made.today.day.year
    for standing in made.today.standings:
        project = standing.project
        offices = frozenset(entry.office for entry in (*project.responsible, *project.lead))
        for found in standing.milestones:
            # Withdrawn projects keep no dates; what is over for more than a year stands in the records.
            if milestone_state(standing, found) != "over":
                event = _milestone(made, standing, found)
                if event.day.year >= year or not found.reached:
                    yield Placed(event, project.district, offices)
    for issue in named_issues(made.today):
        if issue.due and (issue.due.year >= year or issue.done is None):
            office = handling_office(issue, made.today.rules)
            offices = frozenset({office} if office else ())
            yield Placed(_issue(made, issue), issue_district(issue, made.today), offices)
    for decided in made.today.decisions:
        if decided.due:
            offices = frozenset({decided.decision.office, *decided.decision.others})
            yield Placed(decision_event(decided, decided.due, made.reader), "", offices)


def _milestone(made: Publication, standing: Standing, found: MilestoneStanding) -> CalendarEvent:
    """On the day it was reached, else on the date in force. An approved change raises its sequence, and so does the
    day it was reached where that is another."""
    reader, milestone = made.reader, found.milestone
    day = milestone.actual or found.due
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
