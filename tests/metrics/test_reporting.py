"""Which reports hold, and which were due, late or missing."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import make_project
from tests.each import each
from tests.snapshots import CHINA, report, snapshot, stage, value, year
from tongbao.metrics.reporting import ReportStanding, due_period, effective_reports, report_standing
from tongbao.model.calendar import Calendar
from tongbao.model.rates import ReportRule


def rule(**keys: Any) -> ReportRule:
    return ReportRule.model_validate(keys)


def standing(day: str, *reports: dict[str, Any], started: str | None = "2026-01-10", **keys: Any) -> ReportStanding:
    project = make_project(progress=list(reports), lists=["市级重点"])
    begun = date.fromisoformat(started) if started else None
    return report_standing(
        project, (rule(**keys),), CHINA, date.fromisoformat(day), lambda end: begun is not None and begun <= end
    )


def test_the_last_received_of_a_day_holds() -> None:
    """A correction takes the place of what it corrects, wherever it stands in the file."""
    first = report("2026-09-30", "100")
    correction = report("2026-09-30", "90", reported="2026-10-20", corrects="2026-09-30", reason="重复计入")
    for entries in ([first, correction], [correction, first]):
        assert [r.invested for r in effective_reports(make_project(progress=entries))] == [90]


def test_a_correction_that_speaks_of_another_day() -> None:
    """A correction with a day of its own removes the report that it corrects."""
    entries = [
        report("2026-09-30", "100"),
        report("2026-10-31", "120", reported="2026-11-02", corrects="2026-09-30", reason="日期有误"),
    ]
    assert [r.as_of.isoformat() for r in effective_reports(make_project(progress=entries))] == ["2026-10-31"]


def test_reports_stand_in_order_of_their_day() -> None:
    """A report that came in late still stands at the day it speaks of."""
    entries = [report("2026-10-31", "2"), report("2026-09-30", "1", reported="2026-11-05")]
    assert [r.invested for r in effective_reports(make_project(progress=entries))] == [1, 2]


@each(
    ("day", "keys", "period"),
    [
        # 2026-11-15 is a Sunday.
        ("2026-11-15", {"cadence": "weekly", "days_after": "0"}, ("2026-11-09", "2026-11-15", "2026-11-15")),
        ("2026-11-16", {"cadence": "weekly", "days_after": "0"}, ("2026-11-09", "2026-11-15", "2026-11-15")),
        ("2026-11-14", {"cadence": "weekly", "days_after": "0"}, ("2026-11-02", "2026-11-08", "2026-11-08")),
        ("2026-11-16", {"cadence": "weekly", "days_after": "2"}, ("2026-11-02", "2026-11-08", "2026-11-10")),
        ("2026-11-17", {"cadence": "weekly", "days_after": "2"}, ("2026-11-09", "2026-11-15", "2026-11-17")),
        ("2026-01-03", {"cadence": "weekly", "days_after": "0"}, ("2025-12-22", "2025-12-28", "2025-12-28")),
        ("2026-01-04", {"cadence": "weekly", "days_after": "0"}, ("2025-12-29", "2026-01-04", "2026-01-04")),
        ("2026-11-30", {}, ("2026-10-01", "2026-10-31", "2026-11-05")),
        ("2026-12-04", {}, ("2026-10-01", "2026-10-31", "2026-11-05")),
        ("2026-12-05", {}, ("2026-11-01", "2026-11-30", "2026-12-05")),
        ("2026-01-04", {}, ("2025-11-01", "2025-11-30", "2025-12-05")),
        ("2026-01-05", {}, ("2025-12-01", "2025-12-31", "2026-01-05")),
        ("2024-03-05", {}, ("2024-02-01", "2024-02-29", "2024-03-05")),
        ("2026-02-28", {"days_after": "0"}, ("2026-02-01", "2026-02-28", "2026-02-28")),
        # The National Day: five working days after Sunday 27 September are over on 9 October.
        (
            "2026-10-08",
            {"cadence": "weekly", "days_after": "5", "unit": "working_days"},
            ("2026-09-14", "2026-09-20", "2026-09-28"),
        ),
        # Two periods back: the limit is longer than a period.
        ("2026-11-15", {"cadence": "weekly", "days_after": "10"}, ("2026-10-26", "2026-11-01", "2026-11-11")),
        ("2026-03-02", {"days_after": "70"}, ("2025-11-01", "2025-11-30", "2026-02-08")),
    ],
)
def test_the_newest_period_that_was_due(day: str, keys: dict[str, str], period: tuple[str, str, str]) -> None:
    """The newest whole week or month whose deadline has come, over the ends of months and years."""
    found = due_period(rule(**keys), CHINA, date.fromisoformat(day))
    assert tuple(each.isoformat() for each in found) == period


@given(
    st.dates(date(2024, 1, 1), date(2026, 12, 31)),
    st.sampled_from(["weekly", "monthly"]),
    st.integers(0, 45),
    st.sampled_from(["calendar_days", "working_days"]),
)
def test_a_due_period_was_due(day: date, cadence: str, days: int, unit: str) -> None:
    """The deadline is past, and that of the period right after is not."""
    rule_ = rule(cadence=cadence, days_after=str(days), unit=unit)
    first, end, deadline = due_period(rule_, Calendar(), day)
    following = end + timedelta(days=7)
    if cadence == "monthly":
        following = (end + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    assert first <= end <= deadline <= day
    assert Calendar().add(following, days, rule_.unit) > day


def test_received_in_time() -> None:
    """A report that came in on the deadline is not late."""
    assert standing("2026-12-05", report("2026-11-30", reported="2026-12-05")) == ReportStanding(
        True, True, False, date(2026, 11, 30)
    )


def test_received_late() -> None:
    """A report that came in a day after the deadline is late, not missing."""
    found = standing("2026-12-06", report("2026-11-30", reported="2026-12-06"))
    assert (found.due, found.late, found.missing) == (True, True, False)


def test_a_later_correction_makes_no_report_late() -> None:
    """What came in first counts: the correction of a timely report is not late."""
    found = standing(
        "2026-12-20",
        report("2026-11-30", reported="2026-12-02"),
        report("2026-11-30", reported="2026-12-18", corrects="2026-11-30", reason="笔误"),
    )
    assert (found.received, found.late) == (True, False)


def test_missing() -> None:
    """A period without a report is missing once its deadline has come, and not a day before."""
    october = report("2026-10-31")
    assert standing("2026-12-05", october).missing
    assert not standing("2026-12-04", october).missing


def test_nothing_is_due_before_the_works() -> None:
    """A project owes no report before its works began, nor for the period that was over then."""
    assert not standing("2026-12-05", started=None).due
    assert not standing("2026-12-05", started="2026-12-01").due
    assert standing("2026-12-05", started="2026-11-30").due


def test_a_rule_asks_for_nothing_before_it_was_in_force() -> None:
    """A weekly rule in force since 14 September asks for no report of the week that ended the day before."""
    keys = {"cadence": "weekly", "days_after": "0", "valid_from": "2026-09-14"}
    assert not standing("2026-09-19", **keys).due
    assert standing("2026-09-20", **keys).due


def test_a_source_in_two_languages() -> None:
    """A rule whose source is given by language is a rule like any other."""
    assert standing("2026-12-05", source={"zh-CN": "仁怀市", "en": "Renhuai"}).missing


def test_the_first_rule_that_fits_the_lists() -> None:
    """Weekly for a list, monthly for all others."""
    weekly = {"lists": ["市级重点"], "cadence": "weekly", "days_after": "0"}
    works = {"stages": [stage("2026-01-10")], "years": year("100")}
    found = snapshot(
        "2026-11-16",
        {"id": "P-1", "lists": ["市级重点"], **works},
        {"id": "P-2", **works},
        policy={"reports": [weekly, {"cadence": "monthly"}]},
    )
    ends = [each.report.period_end for each in found.standings]
    assert ends == [date(2026, 11, 15), date(2026, 10, 31)]


@pytest.mark.parametrize("word", ["suspended", "deferred", "completed", "operating"])
def test_who_rests_owes_nothing(word: str) -> None:
    """A project that stands still or is finished owes no report."""
    stages = [stage("2026-01-10"), stage("2026-08-10", word)]
    found = snapshot("2026-11-16", {"stages": stages}, policy={"reports": [{"cadence": "monthly"}]})
    assert value(found, "reports_due") == 0


def test_a_bundle_owes_one_report() -> None:
    """Reports are counted as reports, projects as projects."""
    found = snapshot(
        "2026-11-16", {"count": "14", "stages": [stage("2026-01-10")]}, policy={"reports": [{"cadence": "monthly"}]}
    )
    assert [value(found, key) for key in ("projects", "reports_due", "reports_missing")] == [14, 1, 1]


WEEKLY = {"reports": [{"cadence": "weekly", "days_after": "0"}]}
LAST_WEEK = report("2026-10-18", "5")


@pytest.mark.parametrize(
    ("stages", "progress", "due", "missing"),
    [
        ([stage("2026-03-01"), stage("2026-10-20", "commissioned")], [LAST_WEEK], 1, 0),
        ([stage("2026-03-01"), stage("2026-10-16", "commissioned")], [LAST_WEEK], 0, 0),
        ([stage("2026-03-01"), stage("2026-05-08", "suspended"), stage("2026-10-20", "resumed")], [], 0, 0),
        ([stage("2026-03-01"), stage("2026-05-08", "suspended"), stage("2026-10-16", "resumed")], [], 1, 1),
    ],
    ids=["finished since", "finished before its end", "resumed since", "resumed before its end"],
)
def test_a_report_is_due_of_works_at_the_end_of_its_period(
    stages: list[dict[str, Any]], progress: list[dict[str, Any]], due: int, missing: int
) -> None:
    """Of the week to 18 October nothing is missing of a project that stood still until the 20th, and one that was
    finished on the 20th still owed its report."""
    found = snapshot("2026-10-20", {"stages": stages, "progress": progress}, policy=WEEKLY)
    assert [value(found, key) for key in ("reports_due", "reports_missing")] == [due, missing]
