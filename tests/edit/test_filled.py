"""A cell that somebody filled in is read as it was meant, or not at all."""

import pytest

from tests.each import each
from tongbao.edit.filled import Unread, same_value, value_of
from tongbao.model.reporting_book import CellKind

STAGES = {"设备安装": "设备安装", "开工": "started"}


@each(
    ("text", "kind", "value"),
    [
        ("31200", "number", "31200"),
        ("31200.0", "number", "31200"),
        ("0.30", "number", "0.3"),
        ("１２，３４５．６", "number", "12345.6"),
        ("31,200", "number", "31200"),
        ("64%", "percent", "64"),
        ("６４．５％", "percent", "64.5"),
        ("100", "percent", "100"),
        ("3.0", "count", "3"),
        ("2026-10-31", "day", "2026-10-31"),
        ("2026/1/5", "day", "2026-01-05"),
        ("2026.10.31", "day", "2026-10-31"),
        ("2026年10月31日", "day", "2026-10-31"),
        ("２０２６年１０月３１日", "day", "2026-10-31"),
        ("20261031", "day", "2026-10-31"),
        ("46326", "day", "2026-10-31"),
        ("2026年10月", "day_or_month", "2026-10"),
        ("2026/10", "day_or_month", "2026-10"),
        ("2027-06-30", "day_or_month", "2027-06-30"),
        ("开工", "stage", "started"),
        ("started", "stage", "started"),
        (" 设备 安装 ", "stage", "设备安装"),
        ("  主体封顶_x000D_\r\n", "text", "主体封顶"),
        ("", "number", ""),
    ],
)
def test_what_is_meant(text: str, kind: CellKind, value: str) -> None:
    """Full-width digits, thousands, percent signs, serial numbers and the ways to write a day are understood."""
    assert value_of(text, kind, STAGES) == value


@each(
    ("text", "kind", "rule"),
    [
        ("约3万", "number", "book-number"),
        ("31200万元", "number", "book-number"),
        ("1,23", "number", "book-number"),
        ("-5", "number", "book-number"),
        ("1e5", "number", "book-number"),
        ("100.1", "percent", "book-number"),
        ("2.5", "count", "book-number"),
        ("2026-02-30", "day", "book-date"),
        ("2026-10-31 17:00:00", "day", "book-date"),
        ("2026年10月", "day", "book-date"),
        ("2026.1", "day_or_month", "book-date"),
        ("0026-10-31", "day", "book-date"),
        ("明天", "day", "book-date"),
        ("在建", "stage", "book-choice"),
    ],
)
def test_what_is_not_read(text: str, kind: CellKind, rule: str) -> None:
    """Words among digits, days that there are not, a month that may be two, and words that nobody can choose."""
    with pytest.raises(Unread) as unread:
        value_of(text, kind, STAGES)
    assert unread.value.rule == rule


def test_a_month_that_a_program_made_a_day() -> None:
    """The first of a month is the month where that stood there; another day is another value."""
    assert same_value("2026-10-01", "2026-10", "day_or_month")
    assert not same_value("2026-10-02", "2026-10", "day_or_month")
    assert not same_value("2026-10-01", "2026-10", "text")
    assert same_value("31200.50", "31200.5", "number")
