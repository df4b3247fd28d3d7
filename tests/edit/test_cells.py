"""tongbao.edit.cells: one cell to a value."""

from decimal import Decimal

import pytest

from tests.each import each
from tongbao.edit.cells import Read, Unreadable, read_cell, read_day, read_number
from tongbao.edit.targets import Kind, target_of
from tongbao.model.mapping import Column, Mapping

MAPPING = Mapping.model_validate({"row": "project", "id": "{A}", "columns": {}, "dates": ["%m/%d/%Y"], "empty": ["无"]})


def read(text: str, to: str, place: dict[str, str] | None = None, **column: object) -> Read | Unreadable:
    target = target_of(to)
    assert target is not None
    return read_cell(text, Column.model_validate({"to": to, **column}), target, MAPPING, place or {})


@each(
    ("text", "factor", "suffix", "thousands", "number"),
    [
        ("169674705.9", "1", None, None, "169674705.9"),
        ("-4102606", "1", None, None, "-4102606"),
        ("1,234,567.50", "1", None, ",", "1234567.50"),
        ("12.35亿元", "10000", "亿元", None, "123500"),
        ("0.1", "3", None, None, "0.3"),
        ("33.333333333333333333333333333333", "10000", None, None, "333333.33333333333333333333333333"),
    ],
)
def test_numbers_are_exact(text: str, factor: str, suffix: str, thousands: str, number: str) -> None:
    """Thousands, a unit behind the number and a unit's factor are read without rounding."""
    assert read_number(text, Decimal(factor), suffix, thousands) == number


@each("text", ["12,34", "1,2345", "约 3", "1e3", "", "3亿", ",123", "1.2.3"])
def test_what_is_no_plain_number_is_refused(text: str) -> None:
    """Misplaced thousands, words and exponents are no numbers."""
    with pytest.raises(ValueError):  # noqa: PT011 - any
        read_number(text, thousands=",")


@each(
    ("text", "kind", "day"),
    [
        ("2026年3月", Kind.MONTH, "2026-03"),
        ("2026年3月", Kind.DAY_OR_MONTH, "2026-03"),
        ("2026年3月8日", Kind.DAY, "2026-03-08"),
        ("2026年3月8日", Kind.MONTH, "2026-03"),
        ("2026-03-08", Kind.DAY, "2026-03-08"),
    ],
)
def test_days_and_months(text: str, kind: Kind, day: str) -> None:
    """A pattern without a day gives a month, where the field can hold one."""
    assert read_day(text, ("%Y年%m月", "%Y年%m月%d日", "%Y-%m-%d"), kind) == day


@pytest.mark.parametrize(("text", "pattern"), [("2026年3月", "%Y年%m月"), ("2026-03-08 09:30", "%Y-%m-%d %H:%M")])
def test_a_day_is_not_invented_and_an_hour_not_dropped(text: str, pattern: str) -> None:
    """A month is no day, and a time of day would be lost."""
    with pytest.raises(ValueError, match=text):
        read_day(text, (pattern,), Kind.DAY)


def test_words_are_looked_up_in_the_table_then_in_the_place() -> None:
    """A word of the table or of the place gives its code; several values stand apart by the separator."""
    words = {"市工信局": "city-miit", "city-miit": "city-miit"}
    found = read("市工信局、经信局", "responsible.office", words, separator="、", words={"经信局": "市工信局"})
    assert found == Read(("city-miit", "city-miit"), "市工信局、经信局", changed=True)


def test_an_unknown_word_is_refused_with_the_nearest_known() -> None:
    """A word that the place does not know is refused; the nearest known one is named."""
    found = read("Broklyn", "district", {"Brooklyn": "brooklyn"})
    assert found == Unreadable("import-word", {"value": "Broklyn", "suggestion": "Brooklyn", "variant": "suggestion"})
    assert read("Broklyn", "district", {"Brooklyn": "brooklyn"}, other_words="keep") == Read(("Broklyn",), "Broklyn")


def test_words_for_nothing_count_as_empty() -> None:
    """A word that means nothing gives no value, and is marked so that it can be kept."""
    assert read("无", "investment.total") == Read((), "无", changed=True)
    assert read("", "investment.total") == Read()
