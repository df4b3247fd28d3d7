"""Data files are the same bytes for the same content, and open in a spreadsheet as what they are."""

import csv
import io
import json

from hypothesis import given
from hypothesis import strategies as st

from tests.characters import ANY, CHARACTERS
from tests.each import each
from tongbao.render.data import Rows, csv_bytes, data_bytes, json_bytes, safe_cell
from tongbao.views.site import DataFile


@each(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ('=HYPERLINK("http://evil")', '\'=HYPERLINK("http://evil")'),
        ("+86 543", "'+86 543"),
        ("-甲", "'-甲"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("\n=1", "'\n=1"),
        ("＝1", "'＝1"),
        ("＠甲", "'＠甲"),
        ("-12.5", "-12.5"),
        ("-0.00", "-0.00"),
        ("+3", "+3"),
        ("12.5", "12.5"),
        ("", ""),
        ("甲=乙", "甲=乙"),
        ("'=1", "''=1"),
        ("'甲", "'甲"),
    ],
)
def test_no_cell_is_a_formula(text: str, cell: str) -> None:
    """What a spreadsheet could take for a formula is marked as text; numbers stay numbers. What has such a mark gets
    another, so that it can be told what stood there."""
    assert safe_cell(text) == cell


@given(st.lists(st.lists(st.text(CHARACTERS | st.sampled_from("'=+-1")), min_size=2), min_size=1))
def test_csv_can_be_read_back(rows: list[list[str]]) -> None:
    """Every cell can be read back, whatever quotes and commas it holds, and as it was before it was made safe; its line
    breaks are all of one kind."""
    data = csv_bytes(rows)
    found = list(csv.reader(io.StringIO(data.decode(), newline="")))
    breaks = [tuple(cell.replace("\r\n", "\n").replace("\r", "\n") for cell in row) for row in rows]
    assert found == [[safe_cell(cell) for cell in row] for row in breaks]
    again = Rows(csv_bytes([["head"], *rows]))
    assert (tuple(again), len(again), again[0]) == (tuple(breaks), len(rows), breaks[0])


def test_csv_has_no_byte_order_mark() -> None:
    """Programs rely on the name of the first column."""
    assert csv_bytes([("项目", "as_of"), ("甲", "2026-05-31")]) == "项目,as_of\n甲,2026-05-31\n".encode()


def test_a_list_is_one_item_a_line() -> None:
    """So that two versions of a file can be compared line by line."""
    assert json_bytes([{"id": "甲"}, {"id": "乙"}]) == '[\n{"id": "甲"},\n{"id": "乙"}\n]\n'.encode()
    assert json_bytes([]) == b"[]\n"


@given(st.recursive(st.none() | st.booleans() | ANY, lambda inner: st.lists(inner) | st.dictionaries(ANY, inner)))
def test_json_can_be_read_back(content: object) -> None:
    """What is written is what was said."""
    assert json.loads(json_bytes(content)) == content


def test_kinds_of_files() -> None:
    """A table is written as CSV, everything else as JSON."""
    assert data_bytes(DataFile("a.csv", "csv", (("a",), ("1",)))) == b"a\n1\n"
    assert data_bytes(DataFile("a.json", "json", {"a": "1"})) == b'{\n "a": "1"\n}\n'
