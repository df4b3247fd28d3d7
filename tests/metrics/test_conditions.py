"""Conditions of a project: until when each is to be met, and whether the project went on without it."""

from typing import Any

import pytest

from tests.snapshots import Record, reader_of, snapshot, stage
from tongbao.metrics.conditions import ConditionStanding
from tongbao.metrics.snapshot import Snapshot
from tongbao.model.base import read_day
from tongbao.views.project import project_view

LEVELLED: Record = {"name": "场地平整", "since": "2026-03-01", "before": "started"}
STARTED = [stage("2026-01-05", "preparing"), stage("2026-04-10")]


def on(day: str, *conditions: Record, stages: list[Record] = STARTED, **keys: Any) -> Snapshot:
    """The place on a day with one project."""
    base = {"id": "P-1", "registered": "2026-01-01", "stages": stages, "conditions": list(conditions)}
    return snapshot(day, {**base, **keys}, site={"stages": [{"word": "主体施工", "core": "started"}]})


def found(day: str, stages: list[Record] = STARTED, **keys: Any) -> ConditionStanding:
    """One condition on a day."""
    (standing,) = on(day, {**LEVELLED, **keys}, stages=stages).standings[0].conditions
    return standing


def test_before_a_stage() -> None:
    """Open as long as the project has not come there; from the day after that it is overdue."""
    assert (found("2026-04-09").due, found("2026-04-09").state) == (None, "open")
    assert (found("2026-04-10").due, found("2026-04-10").state) == (read_day("2026-04-10"), "open")
    late = found("2026-04-13")
    assert (late.state, late.overdue_days, late.passed) == ("overdue", len(range(10, 13)), True)


@pytest.mark.parametrize(
    ("met", "state", "passed"),
    [("2026-04-10", "met", False), ("2026-04-11", "met_late", True), ("2026-05-31", "overdue", True)],
)
def test_met(met: str, state: str, passed: bool) -> None:
    """On the day of the stage it is in time; what comes later than the day is not known yet."""
    standing = found("2026-04-30", met=met)
    assert (standing.state, standing.passed) == (state, passed)


def test_by_a_day_or_a_stage_whichever_comes_first() -> None:
    """Its own day holds where the stage came later; a word of the place is its core stage."""
    assert found("2026-04-30", due="2026-03-31").due == read_day("2026-03-31")
    assert found("2026-04-30", due="2026-04-20").due == read_day("2026-04-10")
    assert found("2026-04-30", stages=[stage("2026-04-02", "主体施工")]).due == read_day("2026-04-02")


def test_not_before_it_is_asked_for() -> None:
    """On the day before nobody knows of it."""
    assert on("2026-02-28", LEVELLED).standings[0].conditions == ()


def test_figures() -> None:
    """All, those that are met, and those that are overdue."""
    follow = {"name": "消防意见", "since": "2026-03-01", "due": "2026-04-20", "met": "2026-04-15"}
    place = on("2026-04-30", LEVELLED, follow, {**follow, "due": "2026-12-31", "met": "2026-06-01"})
    keys = ("conditions", "conditions_met", "conditions_overdue")
    assert [place.figure("all", key).value for key in keys] == [3, 1, 1]


def test_on_the_page_of_the_project() -> None:
    """What, before which stage or by which day, who sees to it, and that the project went on without it."""
    step = {"procedure": "施工许可", "step": "施工许可证", "done": "2026-03-01", "mode": "容缺"}
    follow = {
        "name": "消防意见",
        "since": "2026-03-01",
        "due": "2026-05-20",
        "step": "施工许可证",
        "office": "city-drc",
    }
    place = on("2026-04-30", {**LEVELLED, "category": "土地"}, follow, steps=[step])
    first, second = project_view(place.standings[0], place, reader_of(place)).conditions
    assert (first.name, first.until, first.notes) == ("场地平整", "“开工”之前", ("土地",))
    assert (first.state_text, first.passed) == ("逾期20天", "未具备即到“开工”阶段")
    assert second.office is not None
    assert (second.until, second.office.text, second.state_text) == ("2026年5月20日", "市发改委", "未具备")
    assert second.notes == ("“施工许可证”容缺、承诺后补",)
