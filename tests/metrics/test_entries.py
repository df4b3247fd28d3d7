"""Each report beside the one before."""

from decimal import Decimal

import pytest

from tests.builders import make_project, make_site
from tests.snapshots import Record, report, stage
from tongbao.metrics.entries import Entry, entries


def rows(*progress: Record, **keys: object) -> tuple[Entry, ...]:
    return entries(make_project(progress=list(progress), **keys), make_site())


def test_differences_to_the_report_before() -> None:
    """Each value less that of the adjacent report; the first has nothing to compare with."""
    first, second = rows(
        report("2026-04-30", "40.5", physical="10", total="1000", finish="2027-05-31"),
        report("2026-05-31", "60", physical="8", total="1200.25", finish="2027-05-01"),
    )
    diffs = [(e.invested_diff, e.physical_diff, e.total_diff, e.finish_diff) for e in (first, second)]
    assert diffs == [(None,) * 4, (Decimal("19.5"), Decimal(-2), Decimal("200.25"), -30)]


def test_only_the_adjacent_report_counts() -> None:
    """A report without a value leaves no difference, neither its own nor that of the next."""
    found = rows(report("2026-03-31", "1"), report("2026-04-30"), report("2026-05-31", "5"))
    assert [entry.invested_diff for entry in found] == [None, None, None]


def test_investment_begins_again_each_year() -> None:
    """Over a new year investment has no difference, the other values have."""
    found = rows(report("2025-12-31", "90", total="100"), report("2026-01-31", "5", total="110"))
    assert (found[1].invested_diff, found[1].total_diff) == (None, 10)


@pytest.mark.parametrize(
    ("before", "after", "days"),
    [
        ("2027-05", "2027-06", 30),
        ("2027-05-31", "2027-05", 0),
        ("2028-01", "2028-02", 29),
        ("2027-12", "2026-12-31", -365),
    ],
)
def test_a_month_counts_as_its_last_day(before: str, after: str, days: int) -> None:
    """The difference of two expected days of completion is in days."""
    assert rows(report("2026-04-30", finish=before), report("2026-05-31", finish=after))[1].finish_diff == days


def test_a_corrected_report_is_no_row() -> None:
    """The correction stands in the row of its day, and differences are to it."""
    found = rows(
        report("2026-04-30", "40"),
        report("2026-04-30", "30", reported="2026-05-20", corrects="2026-04-30", reason="重复计入"),
        report("2026-05-31", "50"),
    )
    assert [(entry.report.invested, entry.invested_diff) for entry in found] == [(30, None), (50, 20)]


def test_the_stage_of_a_row() -> None:
    """The reporter's own word; else the core stage of the dated stages by that day; else nothing."""
    stages = [stage("2026-03-01"), stage("2026-05-10", "completed"), stage("2026-05-10", "commissioned")]
    found = rows(
        report("2026-02-28"), report("2026-04-30"), report("2026-04-30", stage="设备安装", reported="2026-05-02"),
        report("2026-05-31"), stages=stages,
    )  # fmt: skip
    assert [entry.stage for entry in found] == ["", "设备安装", "commissioned"]
