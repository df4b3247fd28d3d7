"""The lights of the months of a year."""

import pytest

from tests.metrics.test_flags import LIGHTS, chart, project
from tests.snapshots import report
from tongbao.metrics.flags import wall_chart
from tongbao.metrics.past_lights import PastLights, has_past_lights, past_lights

BEHIND = [report("2026-03-31", "10"), report("2026-04-30", "350"), report("2026-06-30", "700")]


def test_a_month_has_the_light_that_it_had_then() -> None:
    """By what was known at its end: a report that came later changes no earlier month."""
    late = [*BEHIND[:2], {**BEHIND[2], "reported": "2026-08-02"}]
    found = chart(project(progress=late), policy={"lights": LIGHTS}, day="2026-08-20")
    months = list(past_lights(found).months(found.standings[0]))
    assert [(month.day.month, month.light.code if month.light else "") for month in months] == [
        (1, ""), (2, ""), (3, "黄"), (4, "黄"), (5, "黄"), (6, "黄"), (7, "黄"), (8, ""),
    ]  # fmt: skip
    assert months[-1].day.isoformat() == "2026-08-20"


def test_a_month_without_a_light_says_why() -> None:
    """Not yet known, out of scope or finished then; else it showed none."""
    keys = {"registered": "2026-02-10", "stages": [{"date": "2026-03-05", "stage": "started"}]}
    found = chart(project(**{**keys, "progress": []}), policy={"lights": []}, day="2026-04-10")
    months = list(past_lights(found).months(found.standings[0]))
    assert [(month.course is None, month.could_show) for month in months] == [
        (True, False),
        (False, True),
        (False, True),
        (False, True),
    ]


def test_the_wall_chart_and_a_page_reckon_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the chart has found of earlier months is not reckoned again for the pages of its projects."""
    found = chart(project(progress=BEHIND), policy={"lights": LIGHTS})
    chart_lights = [month.light for month in wall_chart(found)[0].rows[0].months[:10]]
    monkeypatch.setattr("tongbao.metrics.past_lights.project_course", None)
    months = list(past_lights(found).months(found.standings[0]))
    assert [month.light for month in months[:10]] == chart_lights
    with pytest.raises(TypeError):
        list(PastLights(found).months(found.standings[0]))


def test_lights_by_other_figures_are_told_where_the_chart_reckons_them() -> None:
    """A light that needs the whole place at every month end is not reckoned for pages alone."""
    other = [{**LIGHTS[0], "measure": "overdue_issues"}]
    assert has_past_lights(chart(policy={"lights": LIGHTS, "wallchart": {"lights": False}}))
    assert has_past_lights(chart(policy={"lights": other}))
    assert not has_past_lights(chart(policy={"lights": other, "wallchart": {"lights": False}}))
    assert not has_past_lights(chart(policy={"lights": []}))
