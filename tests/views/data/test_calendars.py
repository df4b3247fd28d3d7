"""Calendars of milestones and deadlines, read back by another library's reader."""

from datetime import date
from typing import Any

import icalendar

from tests.publications import publication
from tests.snapshots import snapshot, stage
from tongbao.render.data import data_bytes
from tongbao.views.data.calendars import calendar_recipes

CHANGE = {"date": "2026-05-20", "to": "2026-09-30", "reason": "雨季", "approved_by": "市指挥部"}
MILESTONES = [
    {"name": "封顶", "planned": "2026-07-31"},
    {"name": "投产", "planned": "2026-12-31"},
    {"name": "开工", "planned": "2026-03-31", "actual": "2026-03-15"},
    {"name": "签约", "planned": "2025-01-31", "actual": "2025-01-31"},
]
EVENTS = [{"date": "2026-04-14", "kind": "assigned", "to": "city-drc", "due": "2026-05-20"}]
EXTENDED = [*EVENTS, {"date": "2026-05-19", "kind": "extended", "due": "2026-06-30"}]


def calendars(day: str, project: dict[str, Any], **records: Any) -> dict[str, dict[str, Any]]:
    """The events of each calendar by their summaries."""
    made = publication(snapshot(day, project, **records), "https://example.org")
    found = {
        file.path: icalendar.Calendar.from_ical(data_bytes(file))
        for file in (recipe() for recipe in calendar_recipes(made))
    }
    return {path: {str(e["SUMMARY"]): e for e in calendar.walk("VEVENT")} for path, calendar in found.items()}


def test_milestones_on_their_days() -> None:
    """The date in force, of one that was reached that day; one that was reached in an earlier year is over."""
    found = calendars("2026-05-31", {"milestones": MILESTONES})["data/calendar.ics"]
    assert {name: event.decoded("DTSTART") for name, event in found.items()} == {
        "甲项目：封顶": date(2026, 7, 31),
        "甲项目：投产": date(2026, 12, 31),
        "甲项目：开工": date(2026, 3, 15),
    }
    assert str(found["甲项目：封顶"]["URL"]) == "https://example.org/projects/P-1/index.html"


def test_an_approved_change_keeps_the_event() -> None:
    """The same uid with a higher sequence on the new day, also when a milestone was put in before it."""
    before = calendars("2026-05-31", {"milestones": MILESTONES})["data/calendar.ics"]["甲项目：封顶"]
    moved = [{"name": "基础", "planned": "2026-06-30"}, {**MILESTONES[0], "changes": [CHANGE]}]
    after = calendars("2026-05-31", {"milestones": moved})["data/calendar.ics"]["甲项目：封顶"]
    assert (before["UID"], before["SEQUENCE"]) == (after["UID"], 0)
    assert (after["SEQUENCE"], after.decoded("DTSTART")) == (1, date(2026, 9, 30))


def test_deadlines_of_issues() -> None:
    """The date in force; an extension in time moves it with a higher sequence."""
    name = "问题办理期限：用地未落实"
    one, other = (
        calendars("2026-05-31", {}, issues=[{"events": events}])["data/calendar.ics"][name]
        for events in (EVENTS, EXTENDED)
    )
    assert (one["UID"], one.decoded("DTSTART")) == (other["UID"], date(2026, 5, 20))
    assert (one["SEQUENCE"], other["SEQUENCE"], other.decoded("DTSTART")) == (1, 2, date(2026, 6, 30))


def test_districts_and_offices_have_their_own() -> None:
    """The district of the project, the offices that answer for it, the office that has the issue in hand; none for a
    district without a date."""
    project = {"milestones": MILESTONES[:1], "responsible": [{"office": "city-drc"}]}
    found = calendars("2026-05-31", project, issues=[{"events": EVENTS}])
    assert list(found) == ["data/calendar.ics", "districts/zouping/calendar.ics", "offices/city-drc/calendar.ics"]
    assert list(found["offices/city-drc/calendar.ics"]) == ["问题办理期限：用地未落实", "甲项目：封顶"]


def test_a_withdrawn_project_has_no_dates() -> None:
    """Nor has an issue that may not be named."""
    hidden = {"counted_only": True, "counts": [{"date": "2026-05-01", "raised": "3", "closed": "1"}]}
    project = {"milestones": MILESTONES[:2], "stages": [stage("2026-05-01", "withdrawn")]}
    assert calendars("2026-05-31", project, issues=[hidden]) == {"data/calendar.ics": {}}
