"""Tables of the open data: what stands in them, and that their own tools read them."""

import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from tests.publications import publication, rows, table
from tests.snapshots import place, report, snapshot, stage, year
from tongbao.metrics.snapshot import take_snapshot
from tongbao.render.data import data_bytes
from tongbao.views.data.tables import FORMS, Tables, forms_of

MOVED = {
    "name": "封顶",
    "planned": "2026-04-30",
    "changes": [
        {"date": "2026-05-20", "to": "2026-07-31", "reason": "雨季", "approved_by": "市指挥部"},
        {"date": "2026-04-20", "to": "2026-05-15", "reason": "供料", "approved_by": "市指挥部"},
    ],
}
PROJECT: dict[str, Any] = {
    "id": "P-1",
    "name": {"zh-CN": "甲项目", "en": "Project A"},
    "lists": ["市级重点"],
    "owner": {"name": "=某公司"},
    "investment": {"total": "1200.50"},
    "years": [*year("300"), *year("500", number=2027)],
    "stages": [stage("2026-03-01")],
    "milestones": [MOVED],
    "progress": [report("2026-04-30", "100", physical="12")],
    "withheld": {"code": "政府信息公开条例第十五条"},
}
HIDDEN = {"id": "I-2", "counted_only": True, "counts": [{"date": "2026-05-01", "raised": "3", "closed": "1"}]}


def test_a_project_is_a_row() -> None:
    """Where it stands on the day: exact numbers, codes, a column for each further language, nothing for nothing."""
    found = snapshot("2026-05-31", PROJECT)
    (row,) = rows(found, "projects")
    assert row == {
        "id": "P-1", "name": "甲项目", "name_en": "Project A", "district": "zouping", "owner": "=某公司",
        "owner_en": "=某公司", "owner_code": "bb42e9cc8e59", "count": "1", "reckoned": "false", "total": "1200.50",
        "stage": "started",
        "stage_word": "started", "nature": "续建", "planned": "300", "invested": "100", "invested_total": "100",
        "certified": "false", "physical": "12", "latest_report": "2026-04-30", "completion_rate": "0.333333333333",
        "pace": "0.416666666667", "gap": "-8.333333333333", "in_scope": "true", "open_issues": "0",
        "updated": "2026-05-20", "page": "projects/P-1/index.html",
    }  # fmt: skip


def test_cells_are_no_formulas() -> None:
    """What a spreadsheet could take for a formula is marked as text in the CSV."""
    assert ",'=某公司," in table(snapshot("2026-05-31", PROJECT), "projects")[1]


def test_milestones_and_their_changes() -> None:
    """The date in force, and each approved change with the date before it, in order of their days."""
    found = snapshot("2026-05-31", PROJECT)
    assert [(row["planned"], row["due"], row["state"], row["changes"]) for row in rows(found, "milestones")] == [
        ("2026-04-30", "2026-07-31", "open", "2")
    ]
    assert [(row["date"], row["before"], row["to"]) for row in rows(found, "milestone_changes")] == [
        ("2026-04-20", "2026-04-30", "2026-05-15"),
        ("2026-05-20", "2026-05-15", "2026-07-31"),
    ]


def test_a_day_sees_what_was_known() -> None:
    """On an earlier day a later change, report and year's plan are not there."""
    then = snapshot("2026-04-25", PROJECT)
    assert [row["due"] for row in rows(then, "milestones")] == ["2026-05-15"]
    assert rows(then, "entries") == []
    assert [row["year"] for row in rows(then, "project_years")] == ["2026"]


def test_what_is_withheld_is_named_only() -> None:
    """The field and the ground; no value anywhere."""
    assert rows(snapshot("2026-05-31", PROJECT), "withheld") == [
        {"record_kind": "project", "record": "P-1", "field": "code", "ground": "政府信息公开条例第十五条"}
    ]


def test_issues_that_are_only_counted_are_in_no_table() -> None:
    """Nothing leads to them."""
    found = snapshot("2026-05-31", PROJECT, issues=[{}, HIDDEN])
    assert [row["id"] for row in rows(found, "issues")] == ["I-1"]
    assert "I-2" not in json.dumps([made.rows for made in Tables(publication(found)).all])


def test_a_place_has_tables_of_what_it_keeps() -> None:
    """Without issues, meetings, batches and campaigns there are no tables of them, and no references to any."""
    made = publication(snapshot("2026-05-31", PROJECT))
    names = [form.name for form in forms_of(made)]
    assert "issues" not in names
    assert not {"issue_events", "decisions", "batch_projects", "campaigns", "bulletins", "monthly"} & set(names)
    assert {column.points_at for form in forms_of(made) for column in form.columns} - {""} <= set(names)


def test_tables_point_at_tables_before_them() -> None:
    """A program that fills a database in this order never misses a key."""
    seen: set[str] = set()
    for form in FORMS:
        seen.add(form.name)
        assert {column.points_at for column in form.columns} - {""} <= seen, form.name


@pytest.fixture(scope="module")
def whole() -> Tables:
    data = place([PROJECT, {"id": "P-2", "within": "P-1"}], issues=[{"projects": ["P-1", "P-none"]}, HIDDEN])
    return Tables(publication(take_snapshot(data, data.site.as_of or data.newest_day())))  # type: ignore[arg-type]


def test_the_database(whole: Tables) -> None:
    """Every table with its rows and types, keys that hold, views that can be asked; the same bytes again."""
    data = data_bytes(whole.database())
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(data)
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        for made in whole.all:
            count = database.execute(f'SELECT count(*) FROM "{made.form.name}"').fetchone()
            assert count == (len(made.rows),), made.form.name
        row = database.execute("SELECT total, gap, certified, code FROM projects WHERE id = 'P-1'").fetchone()
        assert row == (1200.5, -8.333333333333, 0, None)
        assert database.execute("SELECT id FROM open_issues").fetchall() == [("I-1",)]
        assert database.execute("SELECT project_name, reason FROM date_changes").fetchall() == [
            ("甲项目", "雨季"), ("甲项目", "供料"),
        ]  # fmt: skip
    assert data_bytes(whole.database()) == data


def test_the_workbook(whole: Tables) -> None:
    """A sheet a list under its Chinese name, numbers as numbers, dates as dates, a formula as text."""
    data = data_bytes(whole.workbook())
    book = CalamineWorkbook.from_object(io.BytesIO(data))
    assert book.sheet_names[:4] == ["说明", "县区", "单位", "项目单位"]
    heads, names, first, *_ = book.get_sheet_by_name("项目").to_python()
    cells = dict(zip(names, first, strict=True))
    assert heads[names.index("total")] == "总投资（万元）"
    assert (cells["total"], cells["owner"]) == (1200.5, "=某公司")
    assert str(cells["latest_report"]) == "2026-04-30"
    assert data_bytes(whole.workbook()) == data


def test_the_package_by_frictionless(golden: Path) -> None:
    """Frictionless finds every file of the golden place as datapackage.json says: columns, types, keys."""
    frictionless = pytest.importorskip("frictionless")
    with frictionless.system.use_context(trusted=True):
        found = frictionless.Package(str(golden / "data/datapackage.json")).validate()
    assert [(task.name, error.message) for task in found.tasks for error in task.errors] == []
    assert (found.valid, found.errors) == (True, [])


def test_the_package_says_every_column_in_every_language(golden: Path) -> None:
    """Titles in Chinese and English; of a column in a further language which one."""
    package = json.loads((golden / "data/datapackage.json").read_text(encoding="utf-8"))
    fields = [field for resource in package["resources"] for field in resource.get("schema", {}).get("fields", ())]
    assert len(fields) > 100
    assert all({"zh-CN", "en"} == field["titles"].keys() for field in fields)
    assert {field["language"] for field in fields if field["name"] == "name_en"} == {"en"}
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    named = {resource["path"] for resource in package["resources"]}
    assert named == {path.name for path in (golden / "data").glob("*.csv")} | {"figures.json"}
