"""Decisions of meetings and their clocks."""

from dataclasses import replace
from datetime import date
from typing import Any

from tests.snapshots import place, value
from tongbao.metrics.snapshot import Snapshot, take_snapshot
from tongbao.model.activity import Activity

SITE = {"offices": [{"code": "city-land", "name": "市自然资源局"}, {"code": "city-drc", "name": "市发改委"}]}


def on(day: str, *decisions: dict[str, Any], **keys: Any) -> Snapshot:
    """The place on a day, with a meeting of 30 September 2026 that took these decisions."""
    made = [{"code": str(i), "text": "事项", "office": "city-land", **each} for i, each in enumerate(decisions)]
    activity = {"id": "A-1", "kind": "会", "title": "会", "date": "2026-09-30", "decisions": made, **keys}
    data = place([{"id": "P-1", "registered": "2026-01-01"}], site=SITE)
    return take_snapshot(replace(data, activities=(Activity.model_validate(activity),)), date.fromisoformat(day))


def test_a_limit_runs_in_working_days() -> None:
    """Five working days from 30 September 2026 end on 13 October: National Day is off, Saturday the 10th is worked."""
    assert on("2026-10-13", {"limit": {"upper": "5"}}).decisions[0].due == date(2026, 10, 13)
    assert not on("2026-10-13", {"limit": {"upper": "5"}}).decisions[0].overdue
    late = on("2026-10-14", {"limit": {"upper": "5"}}).decisions[0]
    assert (late.overdue, late.overdue_days) == (True, 1)


def test_an_approved_change_moves_the_date() -> None:
    """From the day on which it was approved; the day before the first date holds."""
    change = {"date": "2026-10-20", "to": "2026-11-30", "reason": "汛期", "approved_by": "指挥部"}
    decision = {"due": "2026-10-15", "changes": [change]}
    assert on("2026-10-19", decision).decisions[0].overdue
    assert not on("2026-10-20", decision).decisions[0].overdue


def test_done_is_known_from_its_day() -> None:
    """The day before it was done the decision was open, and overdue if late."""
    decision = {"due": "2026-10-15", "done": "2026-10-20"}
    before, after = on("2026-10-19", decision).decisions[0], on("2026-10-20", decision).decisions[0]
    assert (before.done, before.overdue) == (False, True)
    assert (after.done, after.overdue) == (True, False)


def test_nothing_was_decided_before_the_meeting() -> None:
    """The day before the meeting knows nothing of it."""
    assert on("2026-09-29", {"due": "2026-10-15"}).decisions == ()


def test_figures() -> None:
    """Of the whole, of the office that was told, and of the districts of its projects; a rate needs a base."""
    found = on(
        "2026-11-16",
        {"due": "2026-10-15", "projects": ["P-1"]},
        {"due": "2026-10-15", "done": "2026-10-14", "projects": ["P-1"]},
        {"due": "2026-12-31", "office": "city-drc"},
    )
    keys = ("decisions", "decisions_done", "decisions_overdue")
    assert [value(found, key) for key in keys] == [3, 1, 1]
    assert [value(found, key, "office:city-land") for key in keys] == [2, 1, 1]
    assert [value(found, key, "district:zouping") for key in keys] == [2, 1, 1]
    assert value(found, "decision_rate", "office:city-drc") == 0
    assert found.figure("district:huimin", "decision_rate").reason == "no-base"


def test_what_hangs_on_no_project_is_of_the_districts_that_took_part() -> None:
    """A decision without projects counts for the districts of its meeting, once each."""
    found = on("2026-11-16", {"due": "2026-12-31"}, districts=["zouping", "huimin"])
    assert [value(found, "decisions", f"district:{code}") for code in ("zouping", "huimin")] == [1, 1]
