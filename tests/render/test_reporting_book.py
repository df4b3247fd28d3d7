"""The file of a reporting workbook: what is open, what is locked, what a cell takes, and what comes back of it."""

import re
import zipfile
from datetime import date
from pathlib import Path

import pytest

from tests.reporting_books import returned, rows, view
from tests.workbooks import edited, fill
from tongbao.load.reporting_book import read_book
from tongbao.model.reporting_book import FilledBook
from tongbao.render.reporting_book import book_bytes

OCTOBER = date(2026, 10, 31)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of a county, to be copied."""
    file = tmp_path_factory.mktemp("book") / "cangzhu.xlsx"
    file.write_bytes(book_bytes(view("cangzhu", month=OCTOBER)))
    return file


def part(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read(f"xl/{name}").decode()


def read(path: Path) -> FilledBook:
    book = read_book(path)
    assert isinstance(book, FilledBook)
    return book


def test_the_same_bytes() -> None:
    """A workbook made twice of the same records is the same file."""
    made = view("cangzhu", month=OCTOBER)
    assert book_bytes(made) == book_bytes(made)


def test_only_what_is_asked_is_open(path: Path) -> None:
    """Sheets are protected without a password; the style of a cell is unlocked exactly where it is to be filled in."""
    sheet, styles = part(path, "worksheets/sheet1.xml"), part(path, "styles.xml")
    protection = re.search(r"<sheetProtection [^>]*>", sheet)
    assert protection
    assert "password" not in protection[0]
    assert 'sheet="1"' in protection[0]
    formats = re.findall(r"<xf [^>]*?(?:/>|>.*?</xf>)", styles[styles.index("<cellXfs") :], re.DOTALL)
    is_open = ['locked="0"' in each for each in formats]
    style_of = dict(re.findall(r'<c r="([A-Z]+)10" s="([0-9]+)"', sheet))
    assert {column for column, style in style_of.items() if is_open[int(style)]} == set("IJKLMNO")
    assert set(style_of) == set("ABCDEFGHIJKLMNO")


def test_what_cells_take(path: Path) -> None:
    """Dates, numbers from 0, percentages, and choices from the hidden sheet; a fall is warned of, not forbidden."""
    sheet = part(path, "worksheets/sheet1.xml")
    rules = {
        cell: rule for rule, cell in re.findall(r'(<dataValidation [^>]*sqref="([A-Z]+10)".*?</dataValidation>)', sheet)
    }
    assert set(rules) == {"I10", "J10", "K10", "L10"}
    assert 'type="date"' in rules["I10"]
    assert 'errorStyle="warning"' in rules["J10"]
    assert "<formula1>$E10</formula1>" in rules["J10"]
    assert "<formula2>100</formula2>" in rules["K10"]
    assert "<formula1>tongbao!$J$1:$J$" in rules["L10"]


def test_how_it_opens(path: Path) -> None:
    """Heads are frozen and repeated on paper, which is landscape; codes and the program's own sheet are hidden."""
    sheet, book = part(path, "worksheets/sheet1.xml"), part(path, "workbook.xml")
    assert 'topLeftCell="C6"' in sheet
    assert 'paperSize="8"' in sheet
    assert 'orientation="landscape"' in sheet
    assert re.search(r'<row r="3"[^>]* hidden="1"', sheet)
    assert re.search(r'name="tongbao"[^>]* state="hidden"', book)
    assert "$4:$5</definedName>" in book


@pytest.mark.parametrize(("language", "unit"), [("zh-CN", "单位：万元"), ("en", "Amounts in ten thousand yuan")])
def test_unit_and_sample_are_said(language: str, unit: str) -> None:
    """Every sheet names the unit where it has amounts, and says that the place is a sample."""
    made = view("cangzhu", month=OCTOBER, language=language)
    assert unit in made.sheets[0].line
    notice = {"zh-CN": "示例数据", "en": "Sample data"}[language]
    assert all(notice in sheet.line for sheet in made.sheets)
    assert any(notice in line for line in made.help)


def test_numbers_and_days_as_excel_keeps_them(path: Path, tmp_path: Path) -> None:
    """A number with noise is the one that is shown, a serial number is a day, full-width digits are digits."""
    noise = fill(
        path,
        {(1, "J10"): 0.1 + 0.2 + 98884, (1, "K10"): "３７", (3, "F6"): 46150.0, (1, "N10"): "2027年6月"},
        tmp_path / "noise.xlsx",
    )
    found = {row.id: row.now for row in rows(read(noise)).filled}
    assert found["P-cz-2025-008"]["report.invested"] == "98884.3"
    assert found["P-cz-2025-008"]["report.physical"] == "37"
    assert found["P-cz-2025-008"]["report.finish"] == "2027-06"
    assert found["P-cz-2024-001"]["milestone.actual"] == "2026-05-08"


def test_a_float_is_no_change(path: Path, tmp_path: Path) -> None:
    """31200 that came back as 31200.0, or as text, is what it was."""
    again = fill(path, {(1, "J10"): 98884.0, (1, "K10"): "36.0", (1, "I10"): "2026/10/31"}, tmp_path / "again.xlsx")
    found = rows(read(again))
    assert (found.filled, found.problems) == ((), ())


def test_columns_that_somebody_added(path: Path, tmp_path: Path) -> None:
    """They are left aside with a warning that names them."""
    more = fill(path, {(1, "Q5"): "联系人", (1, "Q10"): "甲", (1, "R10"): "乙"}, tmp_path / "more.xlsx")
    (warning,) = rows(read(more)).problems
    assert (warning.rule, warning.level, warning.params["columns"]) == (
        "book-added-columns",
        "warning",
        ("联系人", "R"),
    )


def test_merged_cells(path: Path, tmp_path: Path) -> None:
    """Cells that are merged among what is filled in are a fault at the first of them; merged headings are ours."""
    merged = fill(path, {(1, "M10"): "甲"}, tmp_path / "merged.xlsx")
    edited(merged, 1, (r'<mergeCell ref="D4:H4"/>', r'<mergeCell ref="D4:H4"/><mergeCell ref="M10:M12"/>'))
    assert [(p.rule, p.location[1]) for p in rows(read(merged)).problems] == [("book-merged", "M10")]


def test_a_letterhead_above(path: Path, tmp_path: Path) -> None:
    """Codes are found wherever their row stands; the number of a row is the one at its left."""
    made = returned(view("cangzhu", month=OCTOBER), tmp_path)
    assert [row.number for row in made.sheets[0].rows][:2] == [6, 7]
    moved = tmp_path / "moved.xlsx"
    moved.write_bytes(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
    for row in range(40, 0, -1):
        xml = re.sub(rf'<row r="{row}"', f'<row r="{row + 2}"', xml)
        xml = re.sub(rf'<c r="([A-Z]+){row}"', rf'<c r="\g<1>{row + 2}"', xml)
    edited(moved, 1, (r".*", re.sub(r"\\", r"\\\\", xml)))
    book = read(moved)
    assert [row.number for row in book.sheets[0].rows][:2] == [8, 9]
    assert rows(book).problems == ()


def test_another_workbook_is_none_of_ours(tmp_path: Path) -> None:
    """A workbook without our notes is left to the import by a mapping; a broken one is told."""
    other = tmp_path / "other.xlsx"
    import xlsxwriter

    with xlsxwriter.Workbook(other) as book:
        book.add_worksheet().write_string(0, 0, "项目名称")
    assert read_book(other) is None
    assert read_book(tmp_path / "table.csv") is None
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"no archive")
    assert getattr(read_book(broken), "rule", "") == "import-unreadable"
