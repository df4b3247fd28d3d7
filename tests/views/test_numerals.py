"""Numbers in Chinese numerals, and where a bulletin bears them."""

from tests.builders import make_bulletin
from tests.bulletin_place import RULE, place, reader_of
from tests.each import each
from tongbao.load.catalogues import load_catalogue
from tongbao.views.bulletin_head import bulletin_number, head_view
from tongbao.views.numerals import spelled

DIGITS, RANKS = "零一二三四五六七八九", "十百千"


@each(
    ("number", "text"),
    [
        (0, "零"), (1, "一"), (9, "九"), (10, "十"), (11, "十一"), (19, "十九"), (20, "二十"), (21, "二十一"),
        (45, "四十五"), (77, "七十七"), (99, "九十九"), (100, "一百"), (101, "一百零一"), (110, "一百一十"),
        (111, "一百一十一"), (210, "二百一十"), (305, "三百零五"), (900, "九百"), (999, "九百九十九"),
        (1000, "一千"), (1001, "一千零一"), (1010, "一千零一十"), (9999, "九千九百九十九"), (10000, "10000"),
    ],
)  # fmt: skip
def test_spelled(number: int, text: str) -> None:
    """Ten alone has no one before it, a skipped place is one zero, and beyond the ranks numerals are Arabic."""
    assert spelled(number, DIGITS, RANKS) == text


def test_no_two_numbers_are_spelled_alike() -> None:
    """Up to 9999 each number has a spelling of its own."""
    assert len({spelled(number, DIGITS, RANKS) for number in range(10_000)}) == 10_000


def test_without_ranks() -> None:
    """A language without ranks has Arabic numbers."""
    assert spelled(45, "0123456789", "") == "45"


def test_digits_are_ten() -> None:
    """Every catalogue names ten digits."""
    assert [len(load_catalogue(name)("words.numerals.digits")) for name in ("zh-CN", "en")] == [10, 10]


def head(numerals: str, language: str = "zh-CN", **changes: object) -> tuple[str, str, str]:
    """The long number, the short one and the total number of a bulletin."""
    bulletin = make_bulletin(**{"number": "9", "total_number": "112", **changes})
    data = place(policy={"bulletins": {"weekly": {**RULE, "numerals": numerals}}})
    reader = reader_of(data, language, bulletin.as_of.date())
    view = head_view(bulletin, reader)
    assert bulletin_number(bulletin, reader) == view.number
    return view.number, view.short_number, view.total_number


def test_numerals_of_the_policy() -> None:
    """开平 prints 第九期 under its year in Arabic; others 第9期; English readers get Arabic numbers."""
    assert head("chinese") == ("2026年第九期", "第九期", "总第一百一十二期")
    assert head("arabic") == ("2026年第9期", "第9期", "总第112期")
    assert head("chinese", "en") == ("2026 No. 9", "No. 9", "No. 112 in all")


def test_a_supplement_is_numbered_apart() -> None:
    """增刊第一期 is not mistaken for 第一期."""
    assert head("chinese", supplement=True, number="1")[:2] == ("2026年增刊第一期", "增刊第一期")
    assert head("arabic", "en", supplement=True, number="1")[:2] == ("2026 supplement no. 1", "Supplement no. 1")
