"""Milestones and curves as numbers."""

import itertools
from datetime import date

import pytest

from tests.builders import make_project
from tests.each import each
from tests.snapshots import reader_of, report, snapshot, year
from tongbao.model.project import Milestone
from tongbao.views.charts import due_day, progress_curve, timeline

MOVE = {"reason": "雨季停工", "approved_by": "市指挥部"}


def milestone(**keys: object) -> Milestone:
    return make_project(milestones=[{"name": "封顶", "planned": "2026-09-30", **keys}]).milestones[0]


def test_the_date_in_force() -> None:
    """The newest approved change holds, in whatever order they stand; without one the planned date."""
    newer, older = (
        {"date": "2026-08-20", "to": "2026-12-15", **MOVE},
        {"date": "2026-07-01", "to": "2026-11-15", **MOVE},
    )
    assert due_day(milestone()) == date(2026, 9, 30)
    assert (
        due_day(milestone(changes=[older, newer])) == due_day(milestone(changes=[newer, older])) == date(2026, 12, 15)
    )


@each(
    ("keys", "day", "state"),
    [
        ({}, "2026-09-30", "open"),
        ({}, "2026-10-01", "late"),
        ({"changes": [{"date": "2026-08-20", "to": "2026-11-15", **MOVE}]}, "2026-10-01", "open"),
        ({"actual": "2026-09-30"}, "2026-10-01", "done"),
        ({"actual": "2026-10-01"}, "2026-10-01", "done-late"),
    ],
)
def test_states(keys: dict[str, object], day: str, state: str) -> None:
    """Open on the day it is due, late the day after; done in time or late against the date in force."""
    found = snapshot(day, {})
    line = timeline((milestone(**keys),), found.day, reader_of(found))
    assert line is not None
    assert line.milestones[0].state == state


def test_no_milestones_no_line() -> None:
    """A project without milestones has no line of time."""
    found = snapshot("2026-05-31", {})
    assert timeline((), found.day, reader_of(found)) is None


@each("invested", ["0", "150", "151", "999", "1000000000000"])
def test_marks_of_a_curve(invested: str) -> None:
    """However far a plan is exceeded, the axis has a few marks and begins at nothing."""
    keys = {"years": year("100"), "progress": [report("2026-04-30", invested)]}
    found = snapshot("2026-05-31", keys)
    curve = progress_curve(found.standings[0], found, reader_of(found))
    assert curve is not None
    assert 3 <= len(curve.y_ticks) <= 9
    assert curve.y_ticks[0].label == "0%"


def test_a_curve() -> None:
    """One point a report of the year, rising with what is done; as many as there are values."""
    progress = [
        report("2025-12-31", "90"),
        report("2026-03-31", "20"),
        report("2026-04-30"),
        report("2026-05-31", "40"),
    ]
    found = snapshot("2026-05-31", {"years": year("100"), "progress": progress})
    curve = progress_curve(found.standings[0], found, reader_of(found))
    assert curve is not None
    assert len(curve.points) == 2
    xs, ys = ([float(getattr(point, axis)) for point in curve.points] for axis in ("x", "y"))
    assert xs[0] < xs[1]
    assert ys[0] > ys[1]
    assert curve.left <= xs[0] <= curve.width - curve.right


@pytest.mark.parametrize(
    "project", [{}, {"years": year("100")}, {"years": year("0"), "progress": [report("2026-05-31", "4")]}]
)
def test_no_curve(project: dict[str, object]) -> None:
    """Without a plan or a report there is nothing to draw."""
    found = snapshot("2026-05-31", project)
    assert progress_curve(found.standings[0], found, reader_of(found)) is None


@pytest.mark.parametrize(("day", "months"), [("2026-05-15", 4), ("2026-05-30", 4), ("2026-05-31", 5)])
def test_the_line_of_the_pace_says_what_the_figure_says(day: str, months: int) -> None:
    """Within a month the pace stands at that of the full months before, and rises on the month's last day."""
    found = snapshot(day, {"years": year("100"), "progress": [report("2026-04-30", "20")]})
    curve = progress_curve(found.standings[0], found, reader_of(found))
    assert curve is not None
    stairs = [tuple(map(float, point.split(","))) for point in curve.pace_line.split()]
    today = float(curve.today)
    (left, low), (right, high) = next(
        (one, other) for one, other in itertools.pairwise(stairs) if one[0] <= today < other[0]
    )
    height = low + (high - low) * (today - left) / (right - left)
    nothing, everything = stairs[0][1], stairs[-1][1]

    assert (nothing - height) / (nothing - everything) == pytest.approx(months / 12, abs=0.005)
