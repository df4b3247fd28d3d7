"""What must recur, when it is due, and what was held."""

from datetime import date

from tests.each import each
from tests.snapshots import CHINA, Record, place, stage
from tongbao.metrics.rhythm import Occurrence, due_in, occurrences, periods_of
from tongbao.metrics.snapshot import take_snapshot
from tongbao.model.activity import Activity
from tongbao.model.rhythm import ActivityKind, Every

SITE = {"offices": [{"code": "mayor", "name": "市长"}, {"code": "city-drc", "name": "市发改委"}]}


def kind(**keys: object) -> ActivityKind:
    """A kind of activity that is held every month, with some keys replaced."""
    return ActivityKind.model_validate({"code": "会", "name": "会", "every": "month", **keys})


def held(*days: str, **keys: object) -> list[Activity]:
    """Activities of the kind on these days."""
    made = [{"id": f"A-{i}", "kind": "会", "title": "会", "date": day, **keys} for i, day in enumerate(days)]
    return [Activity.model_validate(each) for each in made]


def found(rule: ActivityKind, activities: list[Activity], day: str, **records: object) -> tuple[Occurrence, ...]:
    """The occurrences of the year of a day."""
    data = place(site=SITE, **records)  # type: ignore[arg-type]
    snapshot = take_snapshot(data, date.fromisoformat(day))
    return occurrences(rule, activities, snapshot.standings, data.site, CHINA, snapshot.day)


@each(
    ("every", "count", "second"),
    [
        ("week", 53, ("2026-01-05", "2026-01-11")),
        ("half_month", 24, ("2026-01-16", "2026-01-31")),
        ("month", 12, ("2026-02-01", "2026-02-28")),
        ("two_months", 6, ("2026-03-01", "2026-04-30")),
        ("quarter", 4, ("2026-04-01", "2026-06-30")),
        ("half_year", 2, ("2026-07-01", "2026-12-31")),
    ],
)
def test_periods(every: Every, count: int, second: tuple[str, str]) -> None:
    """The periods of 2026 by hand; it has 53 weeks, since its first and its last day are of weeks with a Thursday in
    it."""
    periods = periods_of(every, 2026)
    assert len(periods) == count
    assert tuple(day.isoformat() for day in periods[1]) == second


@each(
    ("rule", "first", "last", "due"),
    [
        # 驻马店's weekly meeting is on Tuesday; of the week of National Day the Tuesday before work begins again.
        (kind(every="week", weekday="2"), "2026-03-09", "2026-03-15", "2026-03-10"),
        (kind(every="week", weekday="2", shift="after"), "2026-10-05", "2026-10-11", "2026-10-08"),
        (kind(every="week", weekday="5", shift="before"), "2026-09-21", "2026-09-27", "2026-09-24"),
        # 20 September and 10 October 2026 are working days, though Sunday and Saturday.
        (kind(days=["20"], shift="after"), "2026-09-01", "2026-09-30", "2026-09-20"),
        (kind(days=["10"], shift="after"), "2026-10-01", "2026-10-31", "2026-10-10"),
        (kind(days=["5"], shift="after"), "2026-10-01", "2026-10-31", "2026-10-08"),
        (kind(days=["31"]), "2026-02-01", "2026-02-28", "2026-02-28"),
        # 中山: on the 13th and the 29th.
        (kind(every="half_month", days=["13", "29"]), "2026-03-01", "2026-03-15", "2026-03-13"),
        (kind(every="half_month", days=["13", "29"]), "2026-03-16", "2026-03-31", "2026-03-29"),
        # 驻马店: on the 28th of every second month.
        (kind(every="two_months", days=["28"]), "2026-01-01", "2026-02-28", "2026-02-28"),
        (kind(every="quarter"), "2026-01-01", "2026-03-31", "2026-03-31"),
    ],
)
def test_due(rule: ActivityKind, first: str, last: str, due: str) -> None:
    """The day on which it is due, moved off days on which nobody works by the State Council's calendar of 2026."""
    days = (date.fromisoformat(first), date.fromisoformat(last))
    assert due_in(rule, *days, CHINA) == date.fromisoformat(due)


def test_held_missed_open_ahead() -> None:
    """What was held in its month counts; a month that is over without is missed, the running one open."""
    states = [o.state for o in found(kind(), held("2026-01-09", "2026-03-31"), "2026-04-15")]
    assert states == ["held", "missed", "held", "open", *["ahead"] * 8]


def test_a_period_is_missed_only_when_it_is_over() -> None:
    """On its last day it can still be held."""
    assert found(kind(), [], "2026-01-31")[0].state == "open"
    assert found(kind(), [], "2026-02-01")[0].state == "missed"


def test_a_day_that_was_moved_keeps_its_period_once() -> None:
    """31 January 2026 is a Saturday: held on 2 February it is January's, and February still lacks one."""
    rule = kind(shift="after")
    one = found(rule, held("2026-02-02"), "2026-03-10")
    assert [o.state for o in one][:2] == ["held", "missed"]
    two = found(rule, held("2026-02-02", "2026-02-27"), "2026-03-10")
    assert [[a.date.day for a in o.held] for o in two][:2] == [[2], [27]]


def test_nothing_is_owed_before_the_setting() -> None:
    """A rule in force from a day asks for nothing of a period that began before it."""
    months = [o.first.month for o in found(kind(valid_from="2026-03-02"), [], "2026-06-30")]
    assert months[0] == 4


def test_each_district_owes_its_own() -> None:
    """What one district held is not the other's."""
    rule = kind(owed_by="district", members=["zouping", "huimin"])
    january = found(rule, held("2026-01-09", districts=["zouping"]), "2026-02-10")[:2]
    assert {o.member: o.state for o in january} == {"zouping": "held", "huimin": "missed"}


def test_a_sponsor_owes_a_visit_to_each_project() -> None:
    """驻马店: 分包领导每月到分包项目单位进行调研. A visit counts for the projects it names."""
    sponsors = [{"office": "mayor", "from": "2025-12-01"}]
    projects = [{"id": id, "registered": "2025-12-01", "sponsors": sponsors} for id in ("P-1", "P-2")]
    visit = held("2026-01-09", chair="mayor", projects=["P-1"])
    january = found(kind(owed_by="sponsor"), visit, "2026-02-10", projects=projects)[:2]
    assert {(o.member, o.project): o.state for o in january} == {("mayor", "P-1"): "held", ("mayor", "P-2"): "missed"}


def test_what_is_held_when_needed_is_never_missed() -> None:
    """A kind without `every` asks for nothing."""
    assert found(ActivityKind(code="会", name="会"), [], "2026-06-30") == ()


def test_a_team_owes_it_to_each_project_that_it_leads() -> None:
    """泾川: 专班每月召开一次调度会. What is finished asks for nothing any more, and another team's project neither."""
    keys: Record = {"registered": "2025-12-01", "lead": [{"office": "team"}]}
    projects = [
        {**keys, "id": "P-1"},
        {**keys, "id": "P-2"},
        {**keys, "id": "P-3", "stages": [stage("2025-12-05", "completed")]},
        {**keys, "id": "P-4", "lead": [{"office": "other"}]},
    ]
    meeting = held("2026-01-09", bodies=["team"], projects=["P-2"])
    january = found(kind(owed_by="lead", members=["team"]), meeting, "2026-02-10", projects=projects)[:2]
    assert {(o.member, o.project): o.state for o in january} == {("team", "P-1"): "missed", ("team", "P-2"): "held"}
