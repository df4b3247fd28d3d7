"""Spreadsheets that people get: numbers as numbers, text as text, the same rows as the CSV."""

import csv
import hashlib
import io
import pickle
import shutil
import subprocess
import sys
import zipfile
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.sites import ROOT, previewed
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


@cache
def another_process() -> list[str]:
    """Whether another process had XlsxWriter before it made the table, and the digest of what it made."""
    code = (
        "import hashlib, pickle, sys; import tongbao.render.data; from tongbao.render.spreadsheets import xlsx_bytes;"
        "print('xlsxwriter' in sys.modules);"
        "print(hashlib.sha256(xlsx_bytes((pickle.load(sys.stdin.buffer),))).hexdigest())"
    )
    env = {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)}
    given = pickle.dumps(LISTED)
    run = subprocess.run([sys.executable, "-c", code], input=given, capture_output=True, check=True, env=env)
    return run.stdout.decode().split()


def test_the_same_table_is_the_same_bytes_in_another_process() -> None:
    """No clock and no chance in the file."""
    assert another_process()[1] == hashlib.sha256(xlsx_bytes((LISTED,))).hexdigest()


def test_library_is_imported_when_a_workbook_is_made() -> None:
    """Start-up stays short."""
    assert another_process()[0] == "False"


def test_names_of_sheets_are_such_as_a_workbook_may_have() -> None:
    """Two of the same name, one too long, and one with signs that may not be in it."""
    data = xlsx_bytes((table(name="甲/乙:[一]"), table(name="甲乙一"), table(name="长" * 40)))
    assert CalamineWorkbook.from_filelike(io.BytesIO(data)).sheet_names == ["甲乙一", "甲乙一2", "长" * 31]


def test_csv_has_a_mark_and_the_same_rows() -> None:
    """A byte order mark, amounts as printed without thousands separators, and no formula."""
    data = data_bytes(DataFile("list.csv", "csv", LISTED))
    assert data.startswith(b"\xef\xbb\xbf")
    rows = rows_of(data)
    assert rows[3:6] == [["", "合计", "1234.57"], ["一", "续建", "-0.13"], ["1", "'" + FORMULA, "1.01"]]
    assert {len(row) for row in rows} == {3}


def calc_csv(folder: Path, *books: bytes) -> list[list[list[str]]]:
    """The first sheet of each workbook as LibreOffice shows it."""
    names = [f"{number}.xlsx" for number in range(len(books))]
    for name, data in zip(names, books, strict=True):
        (folder / name).write_bytes(data)
    profile, to = f"-env:UserInstallation={(folder / 'profile').as_uri()}", "csv:Text - txt - csv (StarCalc):44,34,76"
    command = [str(SOFFICE), "--headless", profile, "--convert-to", to, *names]
    subprocess.run(command, cwd=folder, capture_output=True, check=True, timeout=180)
    return [rows_of((folder / name).with_suffix(".csv").read_bytes()) for name in names]


def rows_of(data: bytes) -> list[list[str]]:
    """The rows of a CSV."""
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason="no LibreOffice")
def test_another_program_shows_the_same_cells(tmp_path: Path) -> None:
    """LibreOffice's CSV of a sheet, here and of the sample's list, is ours, cell for cell, but for the mark before what
    looks like a formula."""
    book, ours = (previewed(ROOT).file(f"targets/2026/list.{kind}") or b"" for kind in ("xlsx", "csv"))
    made, listed = calc_csv(tmp_path, xlsx_bytes((LISTED,)), book)
    assert made[5][1] == FORMULA
    assert len(made) == len(list(grid(LISTED)))
    assert [[safe_cell(cell) for cell in row] for row in made] == rows_of(table_bytes(LISTED))
    assert [[safe_cell(cell) for cell in row] for row in listed] == rows_of(ours) != []
