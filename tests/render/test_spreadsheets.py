"""Spreadsheets that people get: numbers as numbers, text as text, the same rows as the CSV."""

import csv
import hashlib
import io
import shutil
import subprocess
import sys
import zipfile
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.sites import ROOT
from tongbao.render.data import data_bytes, safe_cell, table_bytes
from tongbao.render.spreadsheets import grid, xlsx_bytes
from tongbao.views.site import DataFile
from tongbao.views.tables import Amount, Cell, Column, Table, TableRow

FORMULA = "=cmd|' /C calc'!A0"
SOFFICE = shutil.which("soffice")


def table(*rows: tuple[Cell, ...], **more: object) -> Table:
    """A table of an index, a name and an amount."""
    columns = (Column("index", "序号", 6), Column("name", "项目名称", 30), Column("total", "总投资", 12))
    kinds = ("total", "group")
    made = tuple(TableRow(kinds[n] if n < len(kinds) else "plain", row) for n, row in enumerate(rows))  # type: ignore[arg-type]
    given = {"name": "清单", "title": "2026年清单", "lines": (), "notice": "", "unit": "单位：亿元"} | more
    return Table(day=date(2026, 2, 11), columns=columns, rows=made, **given)  # type: ignore[arg-type]


def amount(value: str, text: str, places: int = 2) -> Amount:
    """A number with its printed form."""
    return Amount(Fraction(value), places, text)


LISTED = table(
    ("", "合计", amount("1234.565", "1,234.57")),
    ("一", "续建", amount("-0.125", "−0.13")),
    ("1", FORMULA, amount("1.005", "1.01")),
    ("2", '引号"逗号,\n换行', ""),
    ("3", "00123", amount("12", "12", 0)),
    ("4", "https://example.org", amount("2.675", "2.68")),
)


def cells_of(data: bytes, sheet: str = "清单") -> list[list[object]]:
    """What a reader that is not ours finds."""
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name(sheet).to_python(skip_empty_area=False)


def test_numbers_are_numbers_and_text_is_text() -> None:
    """An amount is exact and can be added up; a name that looks like a formula, a number or an address stays a name."""
    rows = cells_of(xlsx_bytes((LISTED,)))
    assert rows[:3] == [["2026年清单", "", ""], ["单位：亿元", "", ""], ["序号", "项目名称", "总投资"]]
    assert [row[2] for row in rows[3:]] == [1234.565, -0.125, 1.005, "", 12.0, 2.675]
    assert [row[1] for row in rows[5:]] == [FORMULA, '引号"逗号,\n换行', "00123", "https://example.org"]


def test_nothing_in_the_file_is_a_formula_or_a_link() -> None:
    """Not even hidden behind what a reader shows."""
    with zipfile.ZipFile(io.BytesIO(xlsx_bytes((LISTED,)))) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet


def test_head_stays_and_prints_on_every_page() -> None:
    """Rows above the first record and the first two columns do not scroll away; sub-totals are bold."""
    with zipfile.ZipFile(io.BytesIO(xlsx_bytes((LISTED,)))) as archive:
        sheet, book, styles = (
            archive.read(f"xl/{n}.xml").decode() for n in ("worksheets/sheet1", "workbook", "styles")
        )
    assert 'xSplit="2" ySplit="3"' in sheet
    assert "'清单'!$3:$3" in book or "清单!$3:$3" in book
    assert 'orientation="landscape"' in sheet
    assert 'customWidth="1"' in sheet
    assert "<b/>" in styles


def test_the_same_table_is_the_same_bytes_in_another_process() -> None:
    """No clock and no chance in the file."""
    code = (
        "import sys; sys.path.insert(0, '.'); from tests.render.test_spreadsheets import LISTED;"
        "from tongbao.render.spreadsheets import xlsx_bytes; import hashlib;"
        "print(hashlib.sha256(xlsx_bytes((LISTED,))).hexdigest())"
    )
    env = {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "PATH": "/usr/bin:/bin"}
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT, env=env)
    assert run.stdout.strip() == hashlib.sha256(xlsx_bytes((LISTED,))).hexdigest()


def test_names_of_sheets_are_such_as_a_workbook_may_have() -> None:
    """Two of the same name, one too long, and one with signs that may not be in it."""
    data = xlsx_bytes((table(name="甲/乙:[一]"), table(name="甲乙一"), table(name="长" * 40)))
    assert CalamineWorkbook.from_filelike(io.BytesIO(data)).sheet_names == ["甲乙一", "甲乙一2", "长" * 31]


def test_csv_has_a_mark_and_the_same_rows() -> None:
    """A byte order mark, amounts as printed without thousands separators, and no formula."""
    data = data_bytes(DataFile("list.csv", "csv", LISTED))
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows[3:6] == [["", "合计", "1234.57"], ["一", "续建", "-0.13"], ["1", "'" + FORMULA, "1.01"]]
    assert {len(row) for row in rows} == {3}


def test_library_is_imported_when_a_workbook_is_made() -> None:
    """Start-up stays short."""
    code = "import sys; import tongbao.render.data; print('xlsxwriter' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout.strip() == "False"


def calc_csv(folder: Path, data: bytes) -> list[list[str]]:
    """The first sheet of a workbook as LibreOffice shows it."""
    book, profile = folder / "list.xlsx", f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    book.write_bytes(data)
    to = "csv:Text - txt - csv (StarCalc):44,34,76"
    command = [str(SOFFICE), "--headless", profile, "--convert-to", to, "--outdir", str(folder), str(book)]
    subprocess.run(command, capture_output=True, check=True, timeout=180)
    return list(csv.reader(io.StringIO((folder / "list.csv").read_text("utf-8-sig"), newline="")))


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason="no LibreOffice")
def test_another_program_shows_the_same_cells(tmp_path: Path) -> None:
    """LibreOffice's CSV of the sheet is ours, cell for cell, but for the mark before what looks like a formula."""
    shown = calc_csv(tmp_path, xlsx_bytes((LISTED,)))
    ours = list(csv.reader(io.StringIO(table_bytes(LISTED).decode("utf-8-sig"), newline="")))
    assert shown[5][1] == FORMULA
    assert [[safe_cell(cell) for cell in row] for row in shown] == ours
    assert len(ours) == len(list(grid(LISTED)))
