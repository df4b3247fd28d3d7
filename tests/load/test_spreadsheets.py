"""tongbao.load.spreadsheets: CSV and XLSX to rows of text."""

import tempfile
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from tests.each import each
from tongbao.load.spreadsheets import letters, read_spreadsheet, shown
from tongbao.model.sheet import Sheet
from tongbao.problems import Problem

XLSX = Path(__file__).parent.parent / "data" / "import" / "projects.xlsx"


def sheet_of(tmp_path: Path, content: bytes, **options: str) -> Sheet | Problem:
    file = tmp_path / "a.csv"
    file.write_bytes(content)
    return read_spreadsheet(file, encoding=options.get("encoding", "utf-8"))


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("名称,数\n甲,1\n".encode(), "utf-8"),
        ("名称,数\n甲,1\n".encode("utf-8-sig"), "utf-8"),
        ("名称,数\r\n甲,1\r\n".encode("gb18030"), "gb18030"),
    ],
)
def test_csv_in_every_encoding_that_excel_writes(tmp_path: Path, content: bytes, encoding: str) -> None:
    """UTF-8 with and without a byte order mark, and the Chinese encoding where the mapping names it."""
    sheet = sheet_of(tmp_path, content, encoding=encoding)
    assert isinstance(sheet, Sheet)
    assert list(sheet.records()) == [(2, {"名称": "甲", "数": "1"})]


def test_rows_are_counted_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    """A cell with line breaks is one row; blank rows are left out but counted."""
    sheet = sheet_of(tmp_path, b'a,b\n"x\ny",1\n,\nz,2\n')
    assert isinstance(sheet, Sheet)
    assert list(sheet.records()) == [(2, {"a": "x\ny", "b": "1"}), (4, {"a": "z", "b": "2"})]


@pytest.mark.parametrize(
    ("content", "rule", "line"),
    [
        (b"a,b\nx,\xff\n", "import-not-text", 2),
        (b'a,b\n1,2\n"x,1\n', "import-broken-csv", 3),
        (b"a,b\n1,2,3\n", "import-row-too-long", 2),
        (b"a,a\n1,2\n", "import-header-twice", 1),
        (b"", "import-no-header", 1),
        (b" , \n1,2\n", "import-no-header", 1),
    ],
)
def test_what_cannot_be_read_is_a_problem_with_its_row(tmp_path: Path, content: bytes, rule: str, line: int) -> None:
    """Broken text, broken quotes, shifted cells and missing headers are problems, never exceptions."""
    found = sheet_of(tmp_path, content)
    assert isinstance(found, Problem)
    assert (found.rule, found.line) == (rule, line)


def test_a_workbook_reads_as_a_person_sees_it() -> None:
    """Numbers without float noise, dates as ISO dates, a column without header under its letter."""
    sheet = read_spreadsheet(XLSX, sheet="项目表", header=2)
    assert isinstance(sheet, Sheet)
    assert sheet.headers[-1] == "L"
    number, cells = next(iter(sheet.records()))
    assert (number, cells["序号"], cells["总投资(亿元)"], cells["主体封顶"]) == (3, "1", "12.35", "2026-09-30")
    assert sheet.rows[1].cells[3] == "0.3"


@pytest.mark.parametrize("content", [b"", b"no workbook", b"PK\x03\x04 broken"])
def test_a_file_that_is_no_workbook_is_a_problem(tmp_path: Path, content: bytes) -> None:
    """Whatever stands in a .xlsx file, it is a problem and no exception."""
    file = tmp_path / "a.xlsx"
    file.write_bytes(content)
    found = read_spreadsheet(file)
    assert isinstance(found, Problem)
    assert found.rule == "import-unreadable"


@given(st.lists(st.tuples(st.integers(0, XLSX.stat().st_size - 1), st.integers(0, 255)), min_size=1, max_size=4))
def test_a_damaged_workbook_is_read_or_refused(changes: list[tuple[int, int]]) -> None:
    """Whatever bytes of a workbook change, reading it gives a sheet or a problem, never an exception."""
    content = bytearray(XLSX.read_bytes())
    for at, byte in changes:
        content[at] = byte
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "a.xlsx"
        file.write_bytes(content)
        assert isinstance(read_spreadsheet(file, header=2), (Sheet, Problem))


def test_a_stray_cell_far_away_takes_no_memory(tmp_path: Path) -> None:
    """One cell at the far corner of a sheet is a problem before the reader makes room for 17 billion cells."""
    file = tmp_path / "a.xlsx"
    with zipfile.ZipFile(XLSX) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
            new.writestr(name, old.read(name).replace(b"</sheetData>", far))
    found = read_spreadsheet(file, header=2)
    assert isinstance(found, Problem)
    assert (found.rule, found.params) == ("import-too-large", {"size": "A1:XFD1048576"})


def test_a_missing_sheet_is_named_with_those_there_are() -> None:
    """A sheet that the workbook lacks is a problem that lists its sheets."""
    found = read_spreadsheet(XLSX, sheet="Sheet1")
    assert isinstance(found, Problem)
    assert found.params == {"sheet": "Sheet1", "choices": "项目表"}


@each(
    ("value", "text"),
    [
        (3.0, "3"),
        (0.1 + 0.2, "0.3"),
        (1e22, "1" + "0" * 22),
        (1e-7, "0.0000001"),
        (-0.0, "0"),
        (True, "TRUE"),
        (date(2026, 3, 1), "2026-03-01"),
        (datetime(2026, 3, 1), "2026-03-01"),
        (datetime(2026, 3, 1, 9, 30), "2026-03-01 09:30:00"),
        ("a\x0bb\ufeff", "a b "),
    ],
)
def test_cells_are_shown_plainly(value: object, text: str) -> None:
    """Numbers have no exponent and no noise; midnight is no time of day."""
    assert shown(value) == text


def test_columns_are_lettered_as_in_a_spreadsheet() -> None:
    """After Z comes AA."""
    assert [letters(at) for at in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_a_broken_formula_is_what_its_cell_shows(tmp_path: Path) -> None:
    """The reader of workbooks calls such a cell empty; in another sheet it is of no concern."""
    file = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(file) as book:
        for name, row in (("其他", 2), ("甲&乙", 1)):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ("名称", "投资", "计划"))
            sheet.write_row(row, 0, ("甲", 3))
            sheet.write_formula(row, 2, "=1/0", None, "#DIV/0!")
    found = read_spreadsheet(file, sheet="甲&乙")
    assert isinstance(found, Sheet)
    assert list(found.records()) == [(2, {"名称": "甲", "投资": "3", "计划": "#DIV/0!"})]


def test_merged_cells(tmp_path: Path) -> None:
    """Cells that share one value with rows below are told of; what is merged above the rows or along one is not."""
    file = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.merge_range("A1:B1", "项目表")
        sheet.write_row("A2", ("名称", "单位"))
        sheet.merge_range("B3:B4", "住建局")
        sheet.write_column("A3", ("甲", "乙"))
        sheet.merge_range("A5:B5", "合计")
    found = read_spreadsheet(file, header=2)
    assert isinstance(found, Sheet)
    assert found.merged == {3: ("单位",)}
