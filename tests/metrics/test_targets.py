"""Standing of districts and offices against their targets, reckoned by hand."""

from datetime import date
from fractions import Fraction
from functools import partial
from typing import Any

import pytest

from tests.each import each
from tests.snapshots import place, report, stage, year
from tongbao.metrics.marks import TargetState, quarter_ends
from tongbao.metrics.snapshot import Snapshot, take_snapshot
from tongbao.metrics.targets import MeasureStanding, target_figures, targets_on, total_of, unit_standings
from tongbao.model.dataset import Dataset

MONEY = {"code": "投资", "name": "年度投资", "figure": "completed"}
STARTS = {
    "code": "开工", "name": "开工", "figure": "starts", "due": "figure", "due_figure": "starts_due",
}  # fmt: skip
CROSSED = {"crossings": [["district", "class"], ["targets", "district"]]}
PROJECTS: list[dict[str, Any]] = [
    {
        "id": "P-1",
        "classes": ["产业"],
        "registered": "2025-12-01",
        "years": year("1000"),
        "progress": [
            report("2026-03-31", "100", reported="2026-04-08"),
            report("2026-06-30", "450"),
            report("2026-08-31", "700"),
        ],
    },
    {
        "id": "P-2",
        "registered": "2025-12-01",
        "years": year("500", "新开工", start="2026-05"),
        "stages": [stage("2026-05-20")],
    },
    {"id": "P-3", "registered": "2025-12-01", "years": year("100", "新开工", start="2026-07")},
]
SITE = {"classes": [{"code": "产业", "name": "产业"}]}


def data(*targets: dict[str, Any], policy: dict[str, Any] | None = None, **listed: Any) -> Dataset:
    groups = [{"code": "续建", "name": "续建", "projects": ["P-1", "P-2"]}]
    return place(
        PROJECTS,
        targets=[{"published": "2026-02-10", "groups": groups, "targets": targets, **listed}],
        policy={"targets": [MONEY, STARTS], "figures": CROSSED, **(policy or {})},
        site=SITE,
    )


def standings(dataset: Dataset, day: str = "2026-09-15") -> tuple[Snapshot, dict[tuple[str, str], MeasureStanding]]:
    """Every measure of every unit, by unit and measure; quarters are settled ten days after their end."""
    until = date.fromisoformat(day)

    def quarter_of(end: date) -> Snapshot:
        return take_snapshot(dataset, end, min(until, date.fromordinal(end.toordinal() + 10)))

    now = take_snapshot(dataset, until)
    units = unit_standings(now.data.targets[0], now, quarter_of)
    return now, {(unit.code, each.measure.code): each for unit in units for each in unit.measures}


def one(measure: str, day: str = "2026-09-15", **more: Any) -> MeasureStanding:
    target = {"district": "zouping", "values": {measure: "1200"}}
    return standings(data({**target, **more.pop("target", {})}, **more), day)[1]["zouping", measure]


def test_due_by_the_pace() -> None:
    """Of 1200, eight full months of twelve are 800 due; 700 done is 100 behind, and 500 are missing."""
    mark = one("投资").mark
    values = (mark.target.value, mark.done.value, mark.due.value, mark.gap.value, mark.missing.value)
    assert values == (1200, 700, 800, -100, 500)
    assert mark.state is TargetState.BEHIND


def test_due_by_own_quarters() -> None:
    """Two of the three months after June: 300 and two thirds of the way to 900 are 700, which is done."""
    mark = one("投资", target={"quarters": {"投资": ["100", "300", "900", "1200"]}}).mark
    assert (mark.due.value, mark.gap.value, mark.state) == (700, 0, TargetState.ON_COURSE)


def test_due_in_steps() -> None:
    """Where the place's pace is stepped, own quarters are too."""
    quarters = {"quarters": {"投资": ["100", "300", "900", "1200"]}}
    assert one("投资", target=quarters, policy={"pace": {"stepped": True}}).mark.due.value == 300


def test_the_multiplier_of_the_pace_is_not_that_of_a_target() -> None:
    """惠东 aims at 120 % of its projects' plans; what a unit signed for is due as signed."""
    assert one("投资", policy={"pace": {"multiplier": "1.2"}}).mark.due.value == 800


def test_the_pace_of_own_quarters_is_that_of_the_units_plans() -> None:
    """1600 planned, of which 250 are due by own quarters and 2/3 of 600 by months: 650 of 1600 of the target."""
    projects = [{**PROJECTS[0], "years": year("1000", quarters=["10", "25", "25", "100"])}, *PROJECTS[1:]]
    dataset = place(
        projects,
        targets=[{"groups": [], "targets": [{"district": "zouping", "values": {"投资": "1600"}}]}],
        policy={"targets": [MONEY], "pace": {"basis": "own_quarters", "multiplier": "1.2"}},
    )
    assert standings(dataset)[1]["zouping", "投资"].mark.due.value == 650


def test_due_as_another_figure_says() -> None:
    """Two starts are due by September, one is there; no more is due than the target."""
    assert one("开工", target={"values": {"开工": "3"}}).mark.due.value == 2
    found = one("开工", target={"values": {"开工": "1"}}).mark
    assert (found.due.value, found.state) == (1, TargetState.MET)


def test_more_than_the_target_lacks_nothing() -> None:
    """700 of 600: nothing is missing."""
    assert one("投资", target={"values": {"投资": "600"}}).mark.missing.value == 0


@pytest.mark.parametrize(
    ("due", "day", "value"),
    [("year_end", "2026-12-30", 0), ("year_end", "2026-12-31", 5), ("always", "2026-02-11", 5)],
)
def test_due_at_the_end_or_always(due: str, day: str, value: int) -> None:
    """Nothing before the last day of the year; of a stock all of it on any day."""
    measure = {**STARTS, "due": due}
    mark = one("开工", day, target={"values": {"开工": "5"}}, policy={"targets": [measure]}).mark
    assert mark.due.value == value


def test_whole_things_are_due_whole() -> None:
    """Of ten starts 6.67 would be due by the pace: six are."""
    measure = {**STARTS, "due": "pace"}
    assert one("开工", target={"values": {"开工": "10"}}, policy={"targets": [measure]}).mark.due.value == 6


@each(
    ("day", "value", "state"),
    [
        ("2026-09-15", "700", TargetState.MET),
        ("2026-09-15", "1050", TargetState.ON_COURSE),
        ("2026-09-15", "1051", TargetState.BEHIND),
        ("2026-12-31", "1051", TargetState.MISSED),
        ("2026-12-31", "700", TargetState.MET),
    ],
)
def test_states(day: str, value: str, state: TargetState) -> None:
    """Met, on course, behind, and missed when the year is over: 700 done, two thirds of the target due."""
    assert one("投资", day, target={"values": {"投资": value}}).mark.state is state


def test_nothing_due_and_nothing_done_is_open() -> None:
    """In February no start is due."""
    found = one("开工", "2026-02-11", target={"values": {"开工": "2"}}).mark
    assert (found.due.value, found.done.value, found.state) == (0, 0, TargetState.OPEN)


def test_within_a_class_and_on_the_list() -> None:
    """A measure counts a class or the list alone, in whichever order the policy crosses the axes."""
    measures = [
        {**MONEY, "code": "甲", "figure": "planned"},
        {**MONEY, "code": "乙", "figure": "planned", "within": "产业"},
        {**MONEY, "code": "丙", "figure": "planned", "listed": True},
    ]
    target = {"district": "zouping", "values": {"甲": "1", "乙": "1", "丙": "1"}}
    found = standings(data(target, policy={"targets": measures}))[1]
    assert [found["zouping", code].mark.done.value for code in ("甲", "乙", "丙")] == [1600, 1000, 1500]


@pytest.mark.parametrize(
    ("narrowed", "crossings", "reason"),
    [
        ({"within": "产业"}, [], "no-crossing"),
        ({"listed": True}, [["district", "class"]], "no-crossing"),
        ({"within": "产业", "listed": True}, [["district", "class"], ["district", "targets"]], "no-crossing"),
    ],
)
def test_a_crossing_that_is_not_reckoned(narrowed: dict[str, Any], crossings: list[Any], reason: str) -> None:
    """There is no figure then, and the reason is said; never 0."""
    policy = {"targets": [{**MONEY, **narrowed}], "figures": {"crossings": crossings}}
    mark = one("投资", policy=policy).mark
    assert (mark.done.value, mark.done.reason, mark.state) == (None, reason, TargetState.NONE)
    assert (mark.gap.value, mark.gap.reason, mark.missing.value) == (None, reason, None)


def test_a_share_is_met_in_percent() -> None:
    """A quota of the unit as a measure: half of its projects are industry, 60 % are asked: ten points are missing."""
    quota = {
        "code": "占比", "name": "产业占比", "count": {"classes": ["产业"], "years": ["2026"]},
        "over": {"years": ["2026"]}, "at_least": "60",
    }  # fmt: skip
    measure = {"code": "占比", "name": "产业占比", "figure": "quota:占比", "due": "always"}
    policy = {"targets": [measure], "quotas": [quota]}
    mark = one("占比", target={"values": {"占比": "60"}}, policy=policy).mark
    assert (mark.target.value, mark.done.value) == (Fraction(3, 5), Fraction(1, 3))
    assert mark.gap.value == mark.missing.value * -1 == Fraction(100, 3) - 60  # type: ignore[operator]


def test_quarters_as_they_were_settled() -> None:
    """What came in on 8 April counts in the first quarter; what is due is due by its end, of the target held then."""
    adjusted = {
        "date": "2026-05-10",
        "number": "2号",
        "approved_by": "市",
        "moves": [{"kind": "退出", "project": "P-2", "reason": "停"}],
        "targets": [{"district": "zouping", "values": {"投资": "2400"}}],
    }
    found = one("投资", adjustments=[adjusted])
    assert [(mark.day.month, mark.done.value, mark.due.value) for mark in found.quarters] == [
        (3, 100, 300),
        (6, 450, 1200),
    ]
    assert found.mark.due.value == 1600


def test_an_adjustment_changes_what_it_names() -> None:
    """A value that it gives replaces the old one with its quarters; what is not named stays; a unit may be new."""
    listed = data(
        {"district": "zouping", "values": {"投资": "8", "开工": "2"}, "quarters": {"投资": ["1", "2", "4", "8"]}},
        adjustments=[
            {
                "date": "2026-07-01",
                "number": "2号",
                "approved_by": "市",
                "moves": [{"kind": "退出", "project": "P-2", "reason": "停"}],
                "targets": [
                    {"district": "zouping", "values": {"投资": "9"}},
                    {"office": "city-drc", "values": {"投资": "1"}},
                ],
            }
        ],
    ).targets[0]
    before = targets_on(listed, date(2026, 6, 30))
    assert [(target.unit, dict(target.values)) for target in before] == [
        (("district", "zouping"), {"投资": 8, "开工": 2})
    ]
    first, second = targets_on(listed, date(2026, 7, 1))
    assert (dict(first.values), first.quarters) == ({"投资": 9, "开工": 2}, {})
    assert second.unit == ("office", "city-drc")


def test_units_in_the_order_of_the_place() -> None:
    """Districts first, then offices, whatever the order of the file."""
    dataset = data(
        {"office": "city-drc", "values": {"投资": "1"}},
        {"district": "huimin", "values": {"投资": "1"}},
        {"district": "zouping", "values": {"投资": "1"}},
    )
    assert [code for code, _ in standings(dataset)[1]] == ["zouping", "huimin", "city-drc"]


def test_the_total_of_districts() -> None:
    """The sum of their targets beside the figure of the place, at each quarter too; none where a district has none."""
    targets = [
        {"district": code, "values": {"投资": value}} for code, value in (("zouping", "1200"), ("huimin", "300"))
    ]

    def total(dataset: Dataset) -> MeasureStanding | None:
        now = take_snapshot(dataset, date(2026, 9, 15))
        listed = now.data.targets[0]
        units = unit_standings(listed, now, partial(take_snapshot, dataset))
        return total_of(now.rules.targets[0], listed, units, now, partial(take_snapshot, dataset))

    found = total(data(*targets, {"office": "city-drc", "values": {"投资": "999"}}))
    assert found is not None
    printed = [(m.target.value, m.due.value, m.done.value, m.gap.value) for m in (found.mark, *found.quarters)]
    assert printed == [(1500, 1000, 700, -300), (1500, 375, None, None), (1500, 750, 450, -300)]
    assert found.quarters[0].done.reason == "no-report"
    assert total(data(targets[0])) is None


def test_steps_of_the_quarters() -> None:
    """Own quarters, else the pace at their ends; of what another figure says only the year itself is known."""
    own = {"quarters": {"投资": ["100", "300", "900", "1200"]}}
    steps = [[step and step.value for step in found.steps] for found in (one("投资", target=own), one("投资"))]
    assert steps == [[100, 300, 900, 1200], [300, 600, 900, 1200]]
    starts = one("开工", target={"values": {"开工": "3"}}).steps
    assert [step and step.value for step in starts] == [None, None, None, 3]
    assert one("投资").steps[0].key == "target:投资:q1"  # type: ignore[union-attr]


def test_figures_of_open_data() -> None:
    """Target, its quarters, due and gap of each unit by its scope; of the whole place where districts add up."""
    dataset = data({"district": "zouping", "values": {"投资": "1200"}})
    now = take_snapshot(dataset, date(2026, 9, 15))
    found = target_figures(now.data.targets[0], now, lambda end: take_snapshot(dataset, end))
    values = {f"{scope}/{figure.key}": figure.value for scope, figure in found}
    assert values == {
        "district:zouping/target:投资": 1200,
        "district:zouping/target:投资:q1": 300,
        "district:zouping/target:投资:q2": 600,
        "district:zouping/target:投资:q3": 900,
        "district:zouping/target:投资:q4": 1200,
        "district:zouping/target_due:投资": 800,
        "district:zouping/target_gap:投资": -100,
    }


def test_a_quarter_before_the_list_was_known() -> None:
    """What counts the list alone has no figure then, and says so."""
    measure = {**MONEY, "listed": True}
    found = one("投资", "2026-07-20", policy={"targets": [measure]}, published="2026-04-05")
    assert [(mark.done.value, mark.done.reason) for mark in found.quarters] == [(None, "no-list"), (450, "")]


def test_ends_of_quarters() -> None:
    """Those that are over by the end of the day."""
    assert quarter_ends(2026, date(2026, 6, 29)) == (date(2026, 3, 31),)
    assert quarter_ends(2026, date(2026, 6, 30)) == (date(2026, 3, 31), date(2026, 6, 30))
    assert len(quarter_ends(2026, date(2027, 1, 1))) == 4
