"""What a reporting workbook asks, and what it leaves out."""

from datetime import date
from typing import Any

from tests.each import each
from tests.snapshots import place, reader_of, report, stage, year
from tongbao.metrics.reporting import asked_period
from tongbao.metrics.snapshot import take_snapshot
from tongbao.model.vocab import EventKind, Stage
from tongbao.views.reporting_book import Axis, BookView, book_of
from tongbao.views.reporting_choices import choices_of
from tongbao.views.reporting_sheets import BookSheet

WEEKLY = {"cadence": "weekly", "days_after": "0", "lists": ["市级重点"]}
MONTHLY = {"cadence": "monthly", "days_after": "5"}
SITE = {
    "offices": [{"code": "city-drc", "name": "市发改委"}, {"code": "land", "name": "市自然资源局"}],
    "lists": [{"code": "市级重点", "name": "市级重点"}],
    "stages": [{"word": "设备安装", "core": "started"}],
}
WORKING: dict[str, Any] = {"years": year("10000"), "stages": [stage("2026-01-10")]}


def made(day: str, *projects: Any, axis: Axis = "district", code: str = "zouping", **records: Any) -> BookView:
    month = records.pop("month", None)
    policy = {"reports": [WEEKLY, MONTHLY], **records.pop("policy", {})}
    data = place(projects, policy=policy, site=SITE, **records)
    today = take_snapshot(data, date.fromisoformat(day))
    found = book_of(axis, code, data, today, reader_of(today), month)
    assert found is not None
    return found


def cells(sheet: BookSheet) -> list[dict[str, str]]:
    codes = [column.code for column in sheet.columns]
    return [dict(zip(codes, row.cells, strict=True)) for row in sheet.rows]


@each(
    ("day", "weekly", "monthly"),
    [
        ("2026-05-11", "2026-05-17", "2026-05-31"),
        ("2026-05-17", "2026-05-17", "2026-05-31"),
        ("2026-06-05", "2026-06-07", "2026-05-31"),
        ("2026-06-06", "2026-06-07", "2026-06-30"),
        ("2026-12-31", "2027-01-03", "2026-12-31"),
    ],
)
def test_which_period_is_asked_about(day: str, weekly: str, monthly: str) -> None:
    """The first whose deadline has not passed: on the day of a deadline still the period that is due."""
    data = place(
        [{"id": "P-1", "lists": ["市级重点"]}, {"id": "P-2"}], policy={"reports": [WEEKLY, MONTHLY]}, site=SITE
    )
    rules = data.policy.at(date.fromisoformat(day)).reports
    asked = [asked_period(rules, each, data.calendar, date.fromisoformat(day))[0].isoformat() for each in data.projects]
    assert asked == [weekly, monthly]


def test_the_last_report_stands_beside() -> None:
    """The newest report before the day that is asked about; one of that day itself stands where it can be corrected."""
    reports = [
        report("2026-04-30", "3000", physical="30", note="基础完成"),
        report("2026-05-31", "3600.50", physical="36", stage="设备安装"),
    ]
    project = {"id": "P-1", **WORKING, "progress": reports}
    (row,) = cells(made("2026-06-10", project).sheets[0])
    assert (row["last.as_of"], row["last.invested"], row["report.as_of"]) == ("2026-05-31", "3600.5", "2026-06-30")
    assert {row[f"report.{name}"] for name in ("invested", "physical", "stage", "note", "reason")} == {""}
    (row,) = cells(made("2026-06-10", project, month=date(2026, 5, 31)).sheets[0])
    assert (row["last.as_of"], row["last.note"], row["project.plan"]) == ("2026-04-30", "基础完成", "10000")
    assert (row["report.invested"], row["report.stage"]) == ("3600.5", "设备安装")


def test_who_is_asked() -> None:
    """Projects of the district that may still report: not those withdrawn, nor those finished before this year."""
    projects = [
        {"id": "P-1", **WORKING},
        {"id": "P-2", "district": "huimin", **WORKING},
        {"id": "P-3", "stages": [stage("2025-01-10"), stage("2025-12-01", "completed")]},
        {"id": "P-4", "stages": [stage("2025-01-10"), stage("2026-02-01", "completed")]},
        {"id": "P-5", "stages": [stage("2026-02-01", "withdrawn")]},
        {"id": "P-6"},
    ]
    assert [row["project.id"] for row in cells(made("2026-05-10", *projects).sheets[0])] == ["P-1", "P-4", "P-6"]


def test_what_may_not_be_told_is_left_out() -> None:
    """Open issues one by one: none that may only be counted, none that was only counted, none that is closed."""
    raised = {"raised": {"date": "2026-04-14"}}
    assigned = [{"date": "2026-04-15", "kind": "assigned", "to": "land"}]
    issues = [
        {"id": "I-1", **raised, "events": assigned},
        {"id": "I-2", **raised, "counted_only": True},
        {"id": "I-3", **raised, "counts": [{"date": "2026-05-01", "raised": "9", "closed": "2"}]},
        {"id": "I-4", **raised, "events": [*assigned, {"date": "2026-04-20", "kind": "closed"}]},
    ]
    view = made("2026-05-10", {"id": "P-1"}, issues=issues)
    assert [row["issue.id"] for row in cells(view.sheets[1])] == ["I-1"]
    assert {id for kind, id, _ in view.digests if kind == "issue"} == {"I-1"}
    of_office = made("2026-05-10", {"id": "P-1"}, issues=issues, axis="office", code="land")
    assert [len(sheet.rows) for sheet in of_office.sheets] == [0, 1, 0]


def test_only_bundles_are_asked_for_counts() -> None:
    """Where a bundle is among the projects there are columns for its counts, locked in the rows of single ones."""
    single, bundle = {"id": "P-1", **WORKING}, {"id": "P-2", **WORKING, "count": "5"}
    assert not any("started" in column.code for column in made("2026-05-10", single).sheets[0].columns)
    rows = made("2026-05-10", single, bundle).sheets[0].rows
    assert [("report.started" in row.locked) for row in rows] == [True, False]


def test_what_the_policy_asks() -> None:
    """The columns of the report are those of the policy, in its order."""
    view = made(
        "2026-05-10", {"id": "P-1"}, policy={"reporting_book": {"fields": ["total", "invested"], "paper": "A4"}}
    )
    asked = [column.code for column in view.sheets[0].columns if column.filled]
    assert asked == ["report.as_of", "report.total", "report.invested", "report.reason"]
    assert view.paper == "A4"


def test_choices() -> None:
    """The place's words for stages before the program's; every event but an order; offices; no word twice."""
    data = place([{"id": "P-1"}], site=SITE)
    today = take_snapshot(data, date(2026, 5, 10))
    found = choices_of(reader_of(today))
    assert next(iter(found["stage"].items())) == ("设备安装", "设备安装")
    assert set(found["stage"].values()) == {"设备安装", *Stage}
    assert set(found["event"].values()) == set(EventKind) - {EventKind.ORDERED}
    assert found["office"] == {"市发改委": "city-drc", "市自然资源局": "land"}
