"""A reporting workbook of the sample that comes back changes what was filled in, and refuses what is wrong."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reporting_books import RECEIVED, differing, returned, rows, taken, view, with_cells
from tests.sites import ROOT, records
from tongbao.load.single import record_of
from tongbao.load.yaml_source import parse
from tongbao.model.project import Project
from tongbao.model.reporting_book import FilledBook, FilledSheet
from tongbao.problems import Problem

OCTOBER = date(2026, 10, 31)
SITE = yaml.load((ROOT / "site.yaml").read_bytes(), yaml.CSafeLoader)
DISTRICTS = tuple(district["code"] for district in SITE["districts"])


@pytest.fixture(scope="module")
def next_one(tmp_path_factory: pytest.TempPathFactory) -> FilledBook:
    """The workbook of a county for the report to come."""
    return returned(view("cangzhu"), tmp_path_factory.mktemp("next"))


@pytest.fixture(scope="module")
def october(tmp_path_factory: pytest.TempPathFactory) -> FilledBook:
    """The workbook of a county for a month of which every report came in."""
    return returned(view("cangzhu", month=OCTOBER), tmp_path_factory.mktemp("october"))


def at(book: FilledBook, kind: str, id: str) -> int:
    """The place of a record among the rows of a sheet."""
    return next(i for i, row in enumerate(sheet(book, kind).rows) if id in row.cells.values())


def sheet(book: FilledBook, kind: str) -> FilledSheet:
    return next(each for each in book.sheets if each.kind == kind)


def told(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    """The rule of each problem and the cell that it names."""
    return [(problem.rule, str(problem.location[1])) for problem in problems]


@pytest.mark.parametrize(
    ("district", "month"), [("cangzhu", None), *((district, OCTOBER) for district in DISTRICTS)], ids=str
)
def test_an_unchanged_workbook_changes_nothing(district: str, month: date | None, tmp_path: Path) -> None:
    """What was exported of any district of the sample comes back without a change and without a fault, whether its
    reports are still to come or came in."""
    book = returned(view(district, month=month), tmp_path)
    assert sum(len(each.rows) for each in book.sheets) == len(book.exported) > 0
    found = rows(book)
    assert (found.problems, found.filled, found.unchanged) == ((), (), len(book.exported))
    assert taken(book).texts == {}


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_workbook_of_an_office(language: str, tmp_path: Path) -> None:
    """An office gets the projects that it answers for or leads, in the language that is asked for."""
    made = view("city-miit", "office", None, language)
    book = returned(made, tmp_path)
    ids = {row.cells["project.id"] for row in sheet(book, "projects").rows}
    led = {p.id for p in records(ROOT).projects if any(e.office == "city-miit" for e in (*p.lead, *p.responsible))}
    assert ids
    assert ids <= led
    assert taken(book, language=language).texts == {}


VALUES = {
    "report.invested": "990000",
    "report.physical": "100",
    "report.stage": "设备安装",
    "report.note": "# 主体: [封顶]",
    "report.finish": "2027-06",
    "milestone.actual": "2026-11-20",
}


@settings(max_examples=15)
@given(st.data())
def test_one_cell_is_one_line(next_one: FilledBook, data: st.DataObject) -> None:
    """Whichever single cell is filled in, one line of one file comes or changes, and the record says it."""
    code = data.draw(st.sampled_from(sorted(VALUES)))
    kind = "projects" if code.startswith("report") else "milestones"
    row = data.draw(st.integers(0, len(sheet(next_one, kind).rows) - 1))
    book = with_cells(next_one, kind, row, **{code.replace(".", "__"): VALUES[code]})
    found = taken(book)
    assert found.problems == ()
    (path, text), *others = found.texts.items()
    gone, come = differing(path, text)
    assert others == []
    come = [line for line in come if line != "progress:"]  # a project's first report brings the key of its list
    assert len(come) == 1
    assert len(gone) <= 1
    assert not gone or code == "milestone.actual"
    record, faults = record_of(parse(text.encode()), Project)
    assert faults == []
    assert isinstance(record, Project)
    said = [report.model_dump(mode="json") for report in record.progress] + [
        {"milestone.actual": each.actual.isoformat()} for each in record.milestones if each.actual
    ]
    wanted = VALUES[code]
    assert any(str(entry.get(code, entry.get(code.partition(".")[2]))) == wanted for entry in said)


def test_a_report_is_one_entry(next_one: FilledBook) -> None:
    """All cells of a row are one report of its day, with the day on which it came in."""
    row = at(next_one, "projects", "P-cz-2025-008")
    cells = {"report__invested": "106,500.5", "report__physical": "39%", "report__note": "支架到货"}
    found = taken(with_cells(next_one, "projects", row, **cells))
    (path, text), *_ = found.texts.items()
    assert differing(path, text) == (
        [],
        [
            "  - {as_of: 2026-11-22, reported: 2026-12-02, invested: 106500.5, physical: 39, note: 支架到货}",
        ],
    )
    assert [(change.what, change.id, change.of) for change in found.changes] == [
        ("report", "P-cz-2025-008", "2026-11-22")
    ]


def test_a_report_of_an_earlier_day_stands_in_its_place(next_one: FilledBook) -> None:
    """A report for a day between others is put between them."""
    row = at(next_one, "projects", "P-cz-2025-008")
    cells = {"report__as_of": "2026-11-10", "report__invested": "102000"}
    text, *_ = taken(with_cells(next_one, "projects", row, **cells)).texts.values()
    lines = text.splitlines()
    new = next(i for i, line in enumerate(lines) if "2026-11-10" in line)
    assert "as_of: 2026-11-08" in lines[new - 1]
    assert "as_of: 2026-11-15" in lines[new + 1]


def test_a_correction_needs_its_reason(october: FilledBook) -> None:
    """A report that came in is corrected by one of its own that gives a reason; without a reason it is refused."""
    row = at(october, "projects", "P-cz-2025-008")
    changed = with_cells(october, "projects", row, report__invested="98000")
    assert told(taken(changed).problems) == [("book-no-reason", "O10")]
    found = taken(with_cells(changed, "projects", row, report__reason="核减预付款"))
    record, _ = record_of(parse(found.texts["projects/cangzhu/P-cz-2025-008.yaml"].encode()), Project)
    assert record is not None
    last = record.progress[-1]
    assert (last.as_of, last.corrects, last.reported, last.reason) == (OCTOBER, OCTOBER, RECEIVED, "核减预付款")
    assert (str(last.invested), str(last.physical), last.note) == ("98000", "36", "1号升压站受电")


def test_an_event_needs_kind_and_day(next_one: FilledBook) -> None:
    """News of an issue is an event below the others; without its day it is refused."""
    cells = {"event__kind": "进展", "event__note": "管网互联段完成"}
    half = with_cells(next_one, "issues", 0, **cells)
    assert told(taken(half).problems) == [("book-event-lacks", "H6")]
    found = taken(with_cells(half, "issues", 0, event__date="2026年11月20日"))
    (path, text), *_ = found.texts.items()
    assert differing(path, text) == ([], ["  - {date: 2026-11-20, kind: noted, note: 管网互联段完成}"])


@pytest.mark.parametrize(
    ("kind", "cells", "rule", "cell"),
    [
        ("projects", {"report__invested": "约九万"}, "book-number", "J10"),
        ("projects", {"report__invested": "104655"}, "book-falls", "J10"),
        ("projects", {"report__physical": "101"}, "book-number", "K10"),
        ("projects", {"report__stage": "在建中"}, "book-choice", "L10"),
        ("projects", {"report__finish": "2027.1"}, "book-date", "N10"),
        ("projects", {"report__as_of": "", "report__note": "甲"}, "book-no-day", "I10"),
        ("projects", {"report__as_of": "2026-12-31", "report__note": "甲"}, "book-future", "I10"),
        ("projects", {"project__name": "改名"}, "book-locked", "B10"),
        ("projects", {"last__invested": "1"}, "book-locked", "E10"),
        ("projects", {"project__id": ""}, "book-no-id", "B10"),
        ("projects", {"project__id": "P-cz-2025-009"}, "book-unknown", "A10"),
        ("projects", {"project__id": "P-cz-2025-003"}, "book-twice", "A10"),
        ("milestones", {"milestone__actual": "明天"}, "book-date", "F10"),
        ("milestones", {"milestone__actual": "2027-01-01"}, "book-future", "F10"),
        ("milestones", {"milestone__due": "2027-01-01"}, "book-locked", "E10"),
        ("milestones", {"milestone__planned": "2027-01-01"}, "book-locked", "D10"),
        ("milestones", {"milestone__name": "封顶"}, "book-locked", "C10"),
    ],
)
def test_what_is_wrong_is_told_at_its_cell(
    next_one: FilledBook, kind: str, cells: dict[str, str], rule: str, cell: str
) -> None:
    """A fault names the cell, and nothing of the workbook is written."""
    book = with_cells(next_one, kind, 4, **cells)
    problems = (*rows(book).problems, *taken(book).problems)
    assert (rule, cell) in told(problems)
    assert len(problems) == 1


def test_all_faults_at_once(next_one: FilledBook) -> None:
    """All faults come at once, whatever sheet they are in."""
    book = with_cells(next_one, "projects", 0, report__invested="x", report__physical="y")
    book = with_cells(book, "milestones", 3, milestone__actual="z")
    assert told(rows(book).problems) == [("book-number", "J6"), ("book-number", "K6"), ("book-date", "F9")]


def test_rows_may_be_sorted_and_left_out(next_one: FilledBook) -> None:
    """Ids say which record a row is of, not its place."""
    row = at(next_one, "projects", "P-cz-2025-008")
    book = with_cells(next_one, "projects", row, report__invested="106500")
    texts = taken(book).texts
    mixed = tuple(
        replace(each, rows=tuple(reversed(each.rows[2:]))) if each.kind == "projects" else each for each in book.sheets
    )
    assert texts
    assert taken(replace(book, sheets=mixed)).texts == texts


def test_a_month_that_came_back_as_a_day(tmp_path: Path) -> None:
    """Excel makes the first of a month of a month: that is no change, another day is."""
    book = returned(view("cangzhu", month=date(2026, 9, 30)), tmp_path)
    row = at(book, "projects", "P-cz-2025-008")
    assert sheet(book, "projects").rows[row].cells["report.finish"] == "2027-06"
    assert rows(with_cells(book, "projects", row, report__finish="2027-06-01")).filled == ()
    assert len(rows(with_cells(book, "projects", row, report__finish="2027-06-02")).filled) == 1


def test_a_sheet_that_somebody_copied(next_one: FilledBook) -> None:
    """A project in two sheets is told; the same event in two rows is one event."""
    row = at(next_one, "projects", "P-cz-2025-008")
    book = with_cells(next_one, "projects", row, report__invested="106500")
    twice = rows(replace(book, sheets=(*book.sheets, sheet(book, "projects"))))
    assert {problem.rule for problem in twice.problems} == {"book-twice"}
    cells = {"event__kind": "进展", "event__date": "2026-11-20", "event__note": "管网互联段完成"}
    book = with_cells(next_one, "issues", 0, **cells)
    found = taken(replace(book, sheets=(*book.sheets, sheet(book, "issues"))))
    assert len(found.changes) == 1
    assert "".join(found.texts.values()).count("管网互联段完成") == 1


def test_columns_that_are_gone(next_one: FilledBook) -> None:
    """A column that somebody deleted says nothing; without ids every row is told."""

    def without(code: str) -> FilledBook:
        sheets = tuple(
            replace(
                each,
                headings={k: v for k, v in each.headings.items() if k != code},
                letters={k: v for k, v in each.letters.items() if k != code},
                rows=tuple(replace(r, cells={k: v for k, v in r.cells.items() if k != code}) for r in each.rows),
            )
            for each in next_one.sheets
        )
        return replace(next_one, sheets=sheets)

    for code in ("report.invested", "event.kind", "event.date", "milestone.actual", "report.as_of"):
        book = with_cells(without(code), "issues", 0, event__note="甲")
        assert {p.rule for p in (*rows(book).problems, *taken(book).problems)} <= {"book-event-lacks"}
    assert {problem.rule for problem in rows(without("project.id")).problems} == {"book-no-id"}


def test_notes_that_somebody_tampered_with(next_one: FilledBook) -> None:
    """A workbook whose hidden sheet was changed is refused like any other, never with a traceback."""
    key = ("projects", ("P-cz-2025-008",))
    exported = {**next_one.exported, key: {**next_one.exported[key], "report.as_of": "x", "report.invested": "y"}}
    book = with_cells(replace(next_one, exported=exported), "projects", 4, report__as_of="x", report__invested="y")
    assert {rule for rule, _ in told(rows(book).problems)} == {"book-date", "book-number"}


def test_what_changed_on_record_since(next_one: FilledBook) -> None:
    """A cell that was not filled in says nothing about a record that changed since; one that was is a conflict with
    both values told, unless the record says the same by now."""
    dataset = records(ROOT)
    project = dataset.project_by_id["P-cz-2025-008"]
    report = project.progress[-1].model_copy(update={"as_of": date(2026, 11, 22)})
    since = project.model_copy(update={"progress": (*project.progress, report)})
    place = replace(dataset, projects=tuple(since if p.id == since.id else p for p in dataset.projects))
    assert taken(next_one, dataset=place).problems == ()
    row = at(next_one, "projects", project.id)
    other = taken(with_cells(next_one, "projects", row, report__invested="106500"), dataset=place)
    assert told(other.problems) == [("book-conflict", "J10")]
    assert (other.problems[0].params["value"], other.problems[0].params["there"]) == ("106500", "104656")
    same = taken(with_cells(next_one, "projects", row, report__invested="104656"), dataset=place)
    assert (same.problems, same.texts, same.there) == ((), {}, 1)


def test_a_record_that_is_gone(next_one: FilledBook) -> None:
    """A row of a record that is no longer there is refused."""
    dataset = records(ROOT)
    place = replace(dataset, projects=tuple(p for p in dataset.projects if p.id != "P-cz-2025-008"))
    row = at(next_one, "projects", "P-cz-2025-008")
    found = taken(with_cells(next_one, "projects", row, report__invested="106500"), dataset=place)
    assert told(found.problems) == [("book-gone", "A10")]


@pytest.mark.parametrize(("notes", "rule"), [({"format": "9"}, "book-format"), ({"place": "binzhou"}, "book-place")])
def test_a_workbook_of_another_kind(next_one: FilledBook, notes: dict[str, str], rule: str) -> None:
    """A form that the program does not know, or another place's workbook, is refused as a whole."""
    found = rows(replace(next_one, notes={**next_one.notes, **notes}))
    assert ([problem.rule for problem in found.problems], found.filled) == ([rule], ())
