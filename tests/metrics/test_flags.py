"""Which flag a milestone has, in which month it stands, and the light at the end of each month."""

from datetime import date
from typing import Any

import pytest

from tests.each import each
from tests.snapshots import Record, report, snapshot, stage, year
from tongbao.metrics.flags import FlagRow, charted, wall_chart
from tongbao.metrics.snapshot import Snapshot

DAY = "2026-11-16"
LIGHTS = [
    {"code": "红", "label": "红牌", "shape": "square", "tone": "danger", "below": "-30"},
    {"code": "黄", "label": "黄牌", "shape": "triangle", "tone": "warning", "at_least": "-30", "below": "0"},
]
APPROVED = {"reason": "雨季停工", "approved_by": "市指挥部"}


def milestone(planned: str, *moves: tuple[str, str], actual: str | None = None, name: str = "封顶") -> Record:
    """A milestone with its changes as (date, to)."""
    changes = [{"date": day, "to": to, **APPROVED} for day, to in moves]
    return {"name": name, "planned": planned, "changes": changes, **({"actual": actual} if actual else {})}


def project(*milestones: Record, id: str = "P-1", **keys: Any) -> Record:
    """A project of the year that is at work."""
    base = {"id": id, "registered": "2025-11-01", "years": year("1200"), "milestones": list(milestones)}
    return {**base, "stages": [stage("2026-01-05", "resumed")], **keys}


def chart(*projects: Record, day: str = DAY, **records: Any) -> Snapshot:
    """The place on a day."""
    return snapshot(day, *projects, **records)


def row(found: Snapshot) -> FlagRow:
    """The first project of the chart."""
    return wall_chart(found)[0].rows[0]


def months(found: Snapshot) -> dict[int, list[str]]:
    """What the flags of the first project say, by month."""
    every = {month.end.month: [flag.flag.when.value for flag in month.flags] for month in row(found).months}
    return {month: flags for month, flags in every.items() if flags}


@each(
    ("one", "expected"),
    [
        (milestone("2026-09-30", actual="2026-09-30"), {9: ["on_time"]}),
        (milestone("2026-09-30", actual="2026-09-01"), {9: ["on_time"]}),
        (milestone("2026-09-30", actual="2026-08-31"), {8: ["early"]}),
        (milestone("2026-09-30", actual="2026-10-01"), {10: ["late"]}),
        (milestone("2026-09-30", actual="2026-10-09"), {10: ["late"]}),
        (milestone("2026-11-15"), {11: ["overdue"]}),
        (milestone("2026-11-16"), {11: ["due"]}),
        (milestone("2026-11-30"), {11: ["due"]}),
        (milestone("2026-12-01"), {12: ["ahead"]}),
        (milestone("2026-08-01"), {8: ["overdue"]}),
    ],
)
def test_a_milestone_stands_where_it_was_reached_or_is_due(one: Record, expected: dict[int, list[str]]) -> None:
    """Reached: in that month, early only where that is a month before; else in the month of the date in force."""
    assert months(chart(project(one))) == expected


def test_a_date_that_was_moved_leaves_its_flag() -> None:
    """Each month whose date a change replaced keeps a flag; the milestone itself stands at the newest date."""
    twice = milestone("2026-06-30", ("2026-06-20", "2026-09-30"), ("2026-09-10", "2026-12-20"))
    assert months(chart(project(twice))) == {6: ["moved"], 9: ["moved"], 12: ["ahead"]}


def test_a_milestone_reached_by_its_new_date_is_on_time() -> None:
    """The date in force counts, and the first one stays seen."""
    moved = milestone("2026-06-30", ("2026-06-20", "2026-09-30"), actual="2026-09-30")
    assert months(chart(project(moved))) == {6: ["moved"], 9: ["on_time"]}


def test_a_move_within_its_month_is_not_flagged() -> None:
    """A chart of months has nothing to show of it."""
    within = milestone("2026-12-10", ("2026-11-10", "2026-12-20"))
    assert months(chart(project(within))) == {12: ["ahead"]}


def test_a_change_of_a_later_day_is_not_known_yet() -> None:
    """On the day before the change the old date is overdue."""
    moved = milestone("2026-09-30", ("2026-10-08", "2026-12-20"))
    assert months(chart(project(moved), day="2026-10-07")) == {9: ["overdue"]}
    assert months(chart(project(moved), day="2026-10-08")) == {9: ["moved"], 12: ["ahead"]}


@pytest.mark.parametrize("word", ["suspended", "deferred", "withdrawn"])
def test_what_a_stopped_project_has_not_reached_is_stopped(word: str) -> None:
    """Not overdue and not to come; what it reached before stays."""
    reached, left = milestone("2026-03-31", actual="2026-03-20"), milestone("2026-08-31", name="竣工")
    stopped = project(reached, left, stages=[stage("2026-01-05"), stage("2026-07-01", word)])
    assert months(chart(stopped)) == {3: ["on_time"], 8: ["stopped"]}
    assert months(chart(stopped, day="2026-06-30")) == {3: ["on_time"], 8: ["ahead"]}


def test_a_resumed_project_is_flagged_again() -> None:
    """Once works go on the date in force counts."""
    stages = [stage("2026-01-05"), stage("2026-07-01", "suspended"), stage("2026-10-01", "resumed")]
    assert months(chart(project(milestone("2026-08-31"), stages=stages))) == {8: ["overdue"]}


def test_a_cell_shows_first_what_stands_first_in_the_rule() -> None:
    """Overdue before done, whatever the dates."""
    done, late = milestone("2026-10-01", actual="2026-10-01"), milestone("2026-10-20", name="竣工")
    assert months(chart(project(done, late))) == {10: ["overdue", "on_time"]}
    flags = [{"when": when, "shape": "banner", "tone": "done"} for when in ("on_time", "overdue")]
    assert months(chart(project(done, late), policy={"wallchart": {"flags": flags}})) == {10: ["on_time", "overdue"]}


def test_a_rule_without_a_kind_does_not_flag_it() -> None:
    """A place that does not mark what is early has it on time; one without flags for changes shows none."""
    flags = [{"when": when, "shape": "banner", "tone": "done"} for when in ("on_time", "ahead")]
    early = milestone("2026-09-30", actual="2026-08-31")
    moved = milestone("2026-06-30", ("2026-06-20", "2026-12-20"), name="竣工")
    found = chart(project(early, moved), policy={"wallchart": {"flags": flags}})
    assert months(found) == {8: ["on_time"], 12: ["ahead"]}


def test_other_years_stand_at_the_sides() -> None:
    """Before the year what is still not reached, after it what was moved out of it; neither what belongs there."""
    found = row(
        chart(
            project(
                milestone("2025-10-31", name="征地"),
                milestone("2025-06-30", actual="2025-06-01", name="环评"),
                milestone("2026-10-31", ("2026-10-20", "2027-03-31"), name="封顶"),
                milestone("2027-12-31", name="竣工"),
            )
        )
    )
    sides = [[flag.milestone.milestone.name for flag in side] for side in (found.before, found.after)]
    assert sides == [["征地"], ["封顶"]]
    assert [flag.flag.when.value for flag in (*found.before, *found.after)] == ["overdue", "ahead"]


def test_months_that_are_over_show_the_light_at_their_end() -> None:
    """As it was known on that day; none in the month of the day unless it is its last."""
    reports = [report("2026-08-31", "240"), report("2026-09-30", "600"), report("2026-10-31", "1000")]
    found = chart(project(milestone("2026-12-20"), progress=reports), policy={"lights": LIGHTS})
    lights = {month.end.month: month.light.code for month in row(found).months if month.light}
    assert lights == {8: "红", 9: "黄"}
    last = chart(project(milestone("2026-12-20"), progress=reports), day="2026-11-30", policy={"lights": LIGHTS})
    assert row(last).months[10].light == row(last).light.light


def test_lights_at_month_ends_are_those_of_the_place_on_that_day() -> None:
    """Whether a light asks for a figure of the project alone or for one that its issues give, also over two months."""
    by_issues = {
        "code": "多",
        "label": "多",
        "shape": "circle",
        "tone": "danger",
        "measure": "issues_open",
        "at_least": "1",
    }
    two = {"code": "连", "label": "连", "shape": "circle", "tone": "danger", "below": "-10", "periods": "2"}
    reports = [report(f"2026-{month:02}-{day}", str(50 * month)) for month, day in ((3, 31), (6, 30), (9, 30))]
    found = chart(
        project(milestone("2026-12-20"), progress=reports),
        policy={"lights": [two, by_issues, *LIGHTS]},
        issues=[{"raised": {"date": "2026-02-10"}}],
    )
    shown = [month.light and month.light.code for month in row(found).months[:10]]
    whole = [found.back(back) for back in range(10, 0, -1)]
    codes = [light.code if (light := then.project_light(then.standings[0]).light) else None for then in whole]
    assert shown == codes
    assert {"连", "多"} <= set(shown)


def test_without_lights_months_have_none() -> None:
    """The rule may leave them out."""
    reports = [report("2026-08-31", "100")]
    policy = {"lights": LIGHTS, "wallchart": {"lights": False}}
    found = chart(project(milestone("2026-12-20"), progress=reports), policy=policy)
    assert not [month.light for month in row(found).months if month.light]


def test_the_chart_has_the_list_of_the_year() -> None:
    """In printed order by district, after the adjustments; without a list all with a plan of the year."""
    projects = [
        project(milestone("2026-12-20"), id="P-1", district="huimin"),
        project(milestone("2026-12-20"), id="P-2"),
        project(milestone("2026-12-20"), id="P-3"),
        project(milestone("2026-12-20"), id="P-4", years=year("100", number=2025)),
    ]
    assert [standing.project.id for standing in charted(chart(*projects))] == ["P-1", "P-2", "P-3"]
    listed = {
        "groups": [{"code": "续建", "name": "续建", "projects": ["P-3", "P-1", "P-2"]}],
        "adjustments": [
            {
                "date": "2026-07-20",
                "number": "2号",
                "approved_by": "市指挥部",
                "moves": [{"kind": "退出", "project": "P-3", "reason": "停"}],
            }
        ],
    }
    after = wall_chart(chart(*projects, targets=[listed]))
    assert [(each.code, [row.standing.project.id for row in each.rows]) for each in after] == [
        ("zouping", ["P-2"]),
        ("huimin", ["P-1"]),
    ]
    before = charted(chart(*projects, targets=[listed], day="2026-07-19"))
    assert [standing.project.id for standing in before] == ["P-3", "P-1", "P-2"]


def test_every_month_ends_where_it_does() -> None:
    """February of a common year too."""
    assert [month.end for month in row(chart(project(milestone("2026-12-20")))).months][:2] == [
        date(2026, 1, 31),
        date(2026, 2, 28),
    ]
