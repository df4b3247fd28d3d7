"""The pages of activities, and the calendar."""

from dataclasses import replace
from datetime import date
from typing import Any

import icalendar
import pytest

from tests.snapshots import place, reader_of
from tongbao.metrics.snapshot import Snapshot, take_snapshot
from tongbao.model.activity import Activity
from tongbao.model.bulletin import Period
from tongbao.render.data import data_bytes
from tongbao.views.activities import (
    activities_view,
    activity_view,
    decisions_of,
    decisions_on,
    has_activities,
    taken_up,
)
from tongbao.views.bulletin_decisions import decisions_view
from tongbao.views.calendars import calendar_file

SITE = {"offices": [{"code": "city-land", "name": "市自然资源局"}, {"code": "vice", "name": "常务副市长"}]}
POLICY = {
    "activities": [
        {"code": "过堂会", "name": "过堂会", "chair": "常务副总指挥", "every": "two_months", "source": "滨州"},
        {"code": "会商", "name": "集中会商"},
    ]
}
DECISIONS = [
    {"code": "1", "text": "用地预审，限期办结", "office": "city-land", "due": "2026-04-10", "projects": ["P-1"]},
    {"code": "2", "text": "报送清单", "office": "city-land", "due": "2026-03-13", "done": "2026-03-12"},
]
MARKS = [
    {"district": "zouping", "points": "91.50"},
    {"district": "huimin", "points": "93"},
    {"project": "P-1", "points": "91.50"},
]
ACTIVITY = {
    "id": "A-1",
    "kind": "过堂会",
    "title": "第一次过堂会",
    "date": "2026-02-27",
    "chair": "vice",
    "issues": ["I-1"],
    "decisions": DECISIONS,
    "marks": MARKS,
}


def on(day: str, **keys: Any) -> Snapshot:
    """The place on a day with one activity."""
    data = place([{"id": "P-1", "registered": "2026-01-01"}], [{}], site=SITE, policy=POLICY)
    return take_snapshot(
        replace(data, activities=(Activity.model_validate({**ACTIVITY, **keys}),)), date.fromisoformat(day)
    )


@pytest.fixture(scope="module")
def today() -> Snapshot:
    """The place in May, when the first decision is overdue."""
    return on("2026-05-31")


def test_the_rhythm_of_the_year(today: Snapshot) -> None:
    """Two months a period: held in the first, not in the second, the third is running; what is held when needed is in
    no rhythm."""
    (rhythm,) = activities_view(today, reader_of(today)).rhythm
    assert [(p.name, p.text) for p in rhythm.periods][:4] == [
        ("1月—2月", "已举行"),
        ("3月—4月", "未举行"),
        ("5月—6月", "本期内"),
        ("7月—8月", "未到"),
    ]
    assert (rhythm.held, rhythm.over, rhythm.missed) == ("1", "2", "1")


def test_open_decisions_are_the_most_urgent_first(today: Snapshot) -> None:
    """What is done is not among them; each says how late it is, and where it was decided."""
    (left,) = activities_view(today, reader_of(today)).open
    assert (left.text, left.state_text, left.activity.text) == ("用地预审，限期办结", "超期51天", "第一次过堂会")


def test_an_office_a_project_and_an_issue_know_their_decisions(today: Snapshot) -> None:
    """The office what it still has to do, the project all that was decided of it."""
    reader = reader_of(today)
    assert [d.text for d in decisions_of("city-land", today, reader)] == ["用地预审，限期办结"]
    assert [d.text for d in decisions_on("P-1", today, reader)] == ["用地预审，限期办结"]
    assert decisions_on("I-1", today, reader) == ()


def test_an_issue_points_to_the_meetings_that_took_it(today: Snapshot) -> None:
    """With the day; one that no meeting took up points to none."""
    assert [link.text for link in taken_up("I-1", today, reader_of(today))] == ["2026年2月27日 第一次过堂会"]
    assert taken_up("I-2", today, reader_of(today)) == ()


def test_marks_are_ranked(today: Snapshot) -> None:
    """The most points first; equal ones share a rank, and points stay as they were given."""
    view = activity_view(today.data.activities[0], today, reader_of(today))
    assert [(mark.rank, mark.points) for mark in view.marks] == [("1", "93"), ("2", "91.50"), ("2", "91.50")]


def test_a_place_without_activities_has_no_page() -> None:
    """Neither records nor a rhythm: nothing to show."""
    assert not has_activities(take_snapshot(place(site=SITE), date(2026, 5, 31)))
    assert has_activities(take_snapshot(place(site=SITE, policy=POLICY), date(2026, 5, 31)))


def test_the_calendar_is_read_back(today: Snapshot) -> None:
    """Another library's reader finds what is due and what was held, each on its day, and the dates of decisions."""
    made = calendar_file(today, reader_of(today))
    events = list(icalendar.Calendar.from_ical(data_bytes(made)).walk("VEVENT"))
    found = {(str(event["SUMMARY"]), event.decoded("DTSTART")) for event in events}
    assert ("过堂会（已举行）", date(2026, 2, 27)) in found
    assert ("过堂会（未举行）", date(2026, 4, 30)) in found
    assert ("市自然资源局：用地预审，限期办结", date(2026, 4, 10)) in found
    assert len(events) == 6 + 2
    assert data_bytes(made) == data_bytes(calendar_file(today, reader_of(today)))


def test_a_changed_date_keeps_its_event() -> None:
    """The same uid with a higher sequence, so that calendars of people move it instead of adding another."""
    change = {"date": "2026-03-20", "to": "2026-06-30", "reason": "补正", "approved_by": "指挥部"}
    moved = on("2026-05-31", decisions=[{**DECISIONS[0], "changes": [change]}])
    events = [
        next(e for e in calendar_file(s, reader_of(s)).content.events if "预审" in e.summary)
        for s in (on("2026-05-31"), moved)  # type: ignore[attr-defined]
    ]
    assert events[0].uid == events[1].uid
    assert [(event.sequence, event.day) for event in events] == [(0, date(2026, 4, 10)), (1, date(2026, 6, 30))]


def test_a_bulletin_tells_of_decisions() -> None:
    """What was carried out in its period, what is overdue, and the sums; before the meeting it says nothing."""
    found = on("2026-05-31")
    march = Period(from_=date(2026, 3, 9), until=date(2026, 3, 15))
    view = decisions_view(found, march, reader_of(found))
    assert view is not None
    assert ([item.text for item in view.done], [item.text for item in view.overdue]) == (
        ["报送清单"],
        ["用地预审，限期办结"],
    )
    assert (view.done_count, view.made_count, view.figures["decisions"].text) == ("1", "0", "2项")
    early = on("2026-02-26")
    assert decisions_view(early, march, reader_of(early)) is None
