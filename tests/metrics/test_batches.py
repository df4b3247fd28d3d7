"""Batches: who came in time, what became of a ceremony's projects, and clocks that run from it, reckoned by hand."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from tests.snapshots import CHINA, place, stage
from tongbao.metrics.batches import BatchStanding, batch_standings
from tongbao.metrics.deadlines import deadline
from tongbao.metrics.following import records_of
from tongbao.metrics.procedures import StepStanding
from tongbao.metrics.snapshot import Snapshot, take_snapshot
from tongbao.model.batch import Batch
from tongbao.model.setting import Limit

CALENDAR_90, WORKING_90 = ({"upper": "90", "unit": unit} for unit in ("calendar_days", "working_days"))
"""The two readings of 驻马店 2022: 签约后90天 in one place, 签约后90个工作日 in another."""
SIGNING: dict[str, Any] = {
    "code": "签约",
    "name": "签约一批",
    "stage": "signed",
    "due": "ceremony",
    "conversions": [
        {"stage": "started", "within": CALENDAR_90, "at_least": "60"},
        {"stage": "started", "within": WORKING_90, "at_least": "60"},
    ],
}
STARTING: dict[str, Any] = {"code": "开工", "name": "开工一批", "stage": "started"}
HANDING_OVER: dict[str, Any] = {
    "code": "移交",
    "name": "签约项目移交",
    "ceremony": "签约",
    "steps": [
        {"step": "移交", "limit": {"upper": "3", "unit": "calendar_days"}, "office": "invest"},
        {"step": "建账", "limit": {"upper": "1"}, "after": "移交", "office": "key"},
        {"step": "联系", "limit": {"upper": "1"}, "after": "建账", "office": "approvals"},
        {"step": "小组", "limit": {"upper": "7", "unit": "calendar_days"}},
        {"step": "开工90天", "limit": CALENDAR_90, "reaches": "started"},
        {"step": "开工90个工作日", "limit": WORKING_90, "reaches": "started"},
    ],
}
POLICY = {"batches": [SIGNING, STARTING], "procedures": [HANDING_OVER]}


def on(day: str, ceremony: str, *projects: dict[str, Any], kind: str = "签约", **keys: Any) -> Snapshot:
    """The place on a day, with one batch of all its projects."""
    named = [{"id": f"P-{i}", "registered": "2022-01-01", **project} for i, project in enumerate(projects)]
    held = date.fromisoformat(ceremony)
    batch = {
        "id": "B-1",
        "kind": kind,
        "year": str(held.year),
        "quarter": str((held.month + 2) // 3),
        "number": "1",
        "ceremony": {"date": ceremony},
        "members": [project["id"] for project in named],
        **keys,
    }
    data = replace(place(named, policy=POLICY), batches=(Batch.model_validate(batch),))
    return take_snapshot(data, date.fromisoformat(day))


def batch(day: str, ceremony: str, *projects: dict[str, Any], **keys: Any) -> BatchStanding:
    return batch_standings(on(day, ceremony, *projects, **keys))[0]


def done(step: str, day: str) -> dict[str, str]:
    return {"procedure": "移交", "step": step, "done": day}


def signed(day: str, *later: dict[str, Any], steps: tuple[dict[str, str], ...] = (), **keys: Any) -> dict[str, Any]:
    return {"stages": [stage(day, "signed"), *later], "steps": list(steps), **keys}


def steps(day: str, ceremony: str, *recorded: dict[str, str]) -> dict[str, StepStanding]:
    (member,) = batch(day, ceremony, signed(ceremony, steps=recorded)).members
    return {step.step: step for step in member.steps}


READINGS = [
    # 28 April: 2 days of April, 31 + 30 of May and June, 27 of July. Working days: 1 in April (29), 20 in May (off to
    # the 4th, the 7th is worked), 21 in June (the 3rd is off), 21 in July, 23 in August, the 1st to 6th of September.
    ("2022-04-28", "2022-07-27", "2022-09-06"),
    # 28 June: 2 + 31 + 31 + 26. Working days: 2, 21 in July, 23 in August, 21 in September (the 12th is off), 18 in
    # October (off to the 7th, the 8th and 9th are worked), which makes 85; the 1st to 4th and 7th of November.
    ("2022-06-28", "2022-09-26", "2022-11-07"),
    # 28 September: 2 + 31 + 30 + 27. Working days: 2, 18 in October, 22 in November, 22 in December; 18 in January
    # (off on the 2nd and from the 21st to the 27th, the 28th and 29th are worked), which makes 82; 8 of February.
    ("2022-09-28", "2022-12-27", "2023-02-10"),
]


@pytest.mark.parametrize(("ceremony", "calendar_days", "working_days"), READINGS)
def test_both_readings_across_holidays(ceremony: str, calendar_days: str, working_days: str) -> None:
    """90 days and 90 working days from the ceremony end on the days reckoned by hand, as clock and as window."""
    found = batch(ceremony, ceremony, signed(ceremony))
    ends = [each.until.day.isoformat() for each in found.conversions]
    assert ends == [calendar_days, working_days]
    of_steps = {step.step: step.due for step in found.members[0].steps}
    assert [str(of_steps[name]) for name in ("开工90天", "开工90个工作日")] == ends
    limits = [
        deadline(Limit.model_validate(each), date.fromisoformat(ceremony), CHINA) for each in (CALENDAR_90, WORKING_90)
    ]
    assert [limit.provisional for limit in limits] == [False, False]


def test_the_day_after_the_reading_ends() -> None:
    """A start on the last day of a window is in it, on the day after it is not; each reading by itself."""
    for day, converted in (
        ("2022-07-27", (1, 1)),
        ("2022-07-28", (0, 1)),
        ("2022-09-06", (0, 1)),
        ("2022-09-07", (0, 0)),
    ):
        (member,) = batch("2022-12-31", "2022-04-28", signed("2022-04-28", stage(day))).members
        assert member.converted == converted


def test_the_clocks_run_from_the_ceremony_across_national_day() -> None:
    """Three days to hand over (1 October), then two steps of one working day on the Saturday and Sunday that are
    worked, seven days for the team; who signed earlier has the same clocks as all of the batch."""
    found = steps("2022-10-09", "2022-09-28", done("移交", "2022-09-30"), done("建账", "2022-10-08"))
    due = {name: step.due and step.due.isoformat() for name, step in found.items()}
    assert due["移交"] == "2022-10-01"
    assert (due["建账"], due["联系"], due["小组"]) == ("2022-10-08", "2022-10-09", "2022-10-05")
    assert [step.step for step in found.values() if step.late] == ["小组"]
    earlier = batch("2022-09-28", "2022-09-28", signed("2022-09-20")).members[0].steps[0]
    assert earlier.due == date(2022, 10, 1)


def test_the_two_steps_across_may_day() -> None:
    """Handed over on 29 April the ledger is due on 5 May; made on the 6th it is late, the call is due on the 7th."""
    found = steps("2022-05-08", "2022-04-28", done("移交", "2022-04-29"), done("建账", "2022-05-06"))
    assert [(name, str(step.due), step.late) for name, step in found.items() if step.office] == [
        ("移交", "2022-05-01", False),
        ("建账", "2022-05-05", True),
        ("联系", "2022-05-07", True),
    ]


def test_whose_step_is_late() -> None:
    """Every late step of every member with its office, also one that was done late; of a step without an office it is
    the one that answers for the project."""
    recorded = (done("移交", "2022-05-03"), done("建账", "2022-05-05"), done("小组", "2022-05-05"))
    found = batch(
        "2022-05-08",
        "2022-04-28",
        signed("2022-04-28", steps=recorded),
        signed("2022-04-28", responsible=[{"office": "county"}]),
    )
    late = [(late.office, late.step.step, late.member.standing.project.id) for late in found.late_steps]
    assert late == [
        ("approvals", "联系", "P-0"),
        ("county", "小组", "P-1"),
        ("invest", "移交", "P-0"),
        ("invest", "移交", "P-1"),
    ]


def test_no_clock_without_a_ceremony() -> None:
    """A project that is in no batch of the kind has no steps, also where it was signed; nor before the ceremony."""
    project = signed("2022-04-20")
    assert on("2022-04-27", "2022-04-28", project).standings[0].steps == ()
    assert on("2022-05-31", "2022-04-28", project, kind="开工").standings[0].steps == ()
    assert len(on("2022-04-28", "2022-04-28", project).standings[0].steps) == len(HANDING_OVER["steps"])


def test_a_version_holds_from_its_ceremony() -> None:
    """The rule in force on the day of the ceremony goes on; a later one does not touch the batch."""
    later = {**HANDING_OVER, "valid_from": "2022-05-01", "steps": HANDING_OVER["steps"][:1]}
    found = on("2022-06-30", "2022-04-28", signed("2022-04-28"))
    policy = place(policy={**POLICY, "procedures": [HANDING_OVER, later]}).policy
    again = take_snapshot(replace(found.data, policy=policy), found.day)
    assert [step.step for step in again.standings[0].steps] == [step["step"] for step in HANDING_OVER["steps"]]


def test_starts_are_due_by_the_end_of_the_quarter() -> None:
    """On the last day in time, on the next late; who came late stays so, who has not come is late from then on."""
    projects = [{"stages": [stage(day)]} for day in ("2022-06-30", "2022-07-01")]
    found = batch("2022-06-30", "2022-04-26", *projects, {}, kind="开工")
    assert ([member.state for member in found.members], found.due) == (["in_time", "open", "open"], date(2022, 6, 30))
    found = batch("2022-07-01", "2022-04-26", *projects, {}, kind="开工")
    assert [member.state for member in found.members] == ["in_time", "reached_late", "late"]
    assert (found.in_time.value, found.in_time.base) == (Fraction(1, 3), "batch_members")


def test_the_base_are_all_members() -> None:
    """A bundle counts with its projects, of which some may have come; who withdrew stays in the base."""
    bundle = {"count": "8", "stages": [stage("2022-02-28", "signed"), stage("2022-05-20", count="5")]}
    gone = signed("2022-02-28", stage("2022-03-10", "withdrawn"))
    found = batch("2022-12-31", "2022-02-28", bundle, gone)
    rates = [each.figure for each in found.conversions]
    assert [(rate.numerator, rate.denominator) for rate in rates] == [(5, 9), (5, 9)]
    assert [each.met for each in found.conversions] == [False, False]


def test_an_open_window_is_not_missed() -> None:
    """As long as the window is open nothing is missed; what is enough already is met."""
    none = batch("2022-05-31", "2022-04-28", signed("2022-04-28")).conversions
    assert [(each.over, each.met) for each in none] == [(False, None), (False, None)]
    enough = batch("2022-05-31", "2022-04-28", signed("2022-04-28", stage("2022-05-20"))).conversions
    assert [each.met for each in enough] == [True, True]
    between = batch("2022-07-28", "2022-04-28", signed("2022-04-28")).conversions
    assert [(each.over, each.met) for each in between] == [(True, False), (False, None)]
    last = batch("2022-07-27", "2022-04-28", signed("2022-04-28")).conversions
    assert [(each.over, each.met) for each in last] == [(False, None), (False, None)]


def test_a_batch_enters_figures_only_where_clocks_run_from_it() -> None:
    """What an issued bulletin is compared by holds the batches from whose ceremony a procedure runs, and no others."""
    assert "batch/B-1" in records_of(on("2022-05-31", "2022-04-28", signed("2022-04-28")).data)
    assert "batch/B-1" not in records_of(on("2022-05-31", "2022-04-28", {}, kind="开工").data)
