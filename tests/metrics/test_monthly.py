"""Figures at the ends of the year's months."""

from datetime import date

from tests.snapshots import report, snapshot, stage, value, year
from tongbao.metrics.monthly import month_figures


def test_month_by_month() -> None:
    """The ends of the past months and the day itself, as known at the end of each."""
    project = {
        "id": "P-1",
        "registered": "2025-12-01",
        "years": year("100"),
        "progress": [report("2026-01-31", "10"), report("2026-03-31", "40"), report("2026-04-10", "50")],
    }
    place = snapshot("2026-04-15", project)
    found = list(month_figures(place.day, ["completed"], ("all",), lambda n, s, k: place.back(n).figure(s, k)))
    assert [m.day.isoformat() for m in found] == ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-15"]
    assert [m.figure.value for m in found] == [10, 10, 40, 50]


def test_a_month_end_stands_once() -> None:
    """On the last day of a month the day itself is the month's end."""
    place = snapshot("2026-02-28")
    days = [m.day for m in month_figures(place.day, ["projects"], ("all",), lambda _, s, k: place.figure(s, k))]
    assert days == [date(2026, 1, 31), date(2026, 2, 28)]


def test_every_scope_of_every_figure() -> None:
    """Figure by figure, then scope by scope: whoever prints a table has its rows together."""
    place = snapshot("2026-01-15", {"id": "P-1", "stages": [stage("2026-01-05")]})
    found = month_figures(
        place.day, ["projects", "starts"], ("all", "district:zouping"), lambda _, s, k: place.figure(s, k)
    )
    assert [(m.figure.key, m.scope) for m in found] == [
        ("projects", "all"),
        ("projects", "district:zouping"),
        ("starts", "all"),
        ("starts", "district:zouping"),
    ]
    assert value(place, "projects") == 1
