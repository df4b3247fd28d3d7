"""`check --fix`: what is repaired, what is left, and that nothing else changes."""

import pytest

from tests.each import each
from tests.test_schema import files_of
from tongbao.edit.slips import Slips
from tongbao.mending import mended
from tongbao.model.base import Record
from tongbao.model.issue import Issue
from tongbao.model.policy import Policy
from tongbao.model.project import Project
from tongbao.views.schema import FILES

ISSUE = """\
# 表头
id: I-1   # 编号
kind: 问题
title: 用地未落实
projects: [P-1]
category: 土地
raised: {date: 2026-04-13, channel: 专班}
events:
  - {date: 2026-04-14, kind: assigned, to: city-drc}
  - {date: 2026-04-20, kind: resolved, note: 已办结，　附件两份}
"""
PROJECT = """\
id: P-1
name: 甲项目
district: zouping
content: |
  第一段：
    　　name：不是字段
investment:
  total: 52000
years:
  - {year: 2026, plan: 18000, start: 2026-04}
progress:
  - as_of: 2026-05-31
    invested: 36120
"""


def fixed(text: str, model: type[Record]) -> str:
    """The text after `--fix`; a second run finds nothing more."""
    done = mended(text.encode(), model)
    assert mended(done.data, model) == (done.data, ())
    assert bool(done.fixes) == (done.data != text.encode())
    return done.data.decode()


@each(
    ("right", "wrong"),
    [
        ("2026-04-13, channel", "2026/4/13, channel"),
        ("2026-04-13, channel", "2026年4月13日, channel"),
        ("2026-04-13, channel", "２０２６．０４．１３, channel"),
        ("date: 2026-04-13", "date：2026-04-13"),
        ("2026-04-13, channel", "2026-04-13，channel"),
        ("{date: 2026-04-13, channel: 专班}", "{date：2026-4-13，channel：专班}"),
        ("title: 用地", "title：用地"),
        ("title: 用地", "title:用地"),
        ("title: 用地", "title:　用地"),
        ("kind: 问题", "kind: 问题\u200b"),
        ("  - {date: 2026-04-14", "\t- {date: 2026-04-14"),
        ("  - {date: 2026-04-14", "　- {date: 2026-04-14"),
        ("  - {date: 2026-04-20", "  -{date: 2026-04-20"),
        ("title: 用地未落实", "title：用地未落实"),
        ("raised: {date: 2026-04-13, channel: 专班}", "raised: {date: 2026-04-13,　channel: 专班}"),
    ],
)
def test_slips_of_an_issue(right: str, wrong: str) -> None:
    """One slip: the file comes out as it should have been written, to the byte."""
    assert right in ISSUE
    assert fixed(ISSUE.replace(right, wrong), Issue) == ISSUE


@each(
    ("right", "wrong"),
    [
        ("total: 52000", "total: ５２０００"),
        ("total: 52000", "total: 52,000"),
        ("plan: 18000", "plan: 18,000"),
        ("plan: 18000", "plan: 18，000"),
        ("start: 2026-04", "start: 2026年4月"),
        ("  total: 52000", "\ttotal: 52000"),
        ("  total: 52000", "　　total: 52000"),
        ("  total: 52000", "\u00a0\u00a0total: 52000"),
        ("    invested: 36120", "\u3000\u3000invested: 36,120"),
    ],
)
def test_slips_of_a_project(right: str, wrong: str) -> None:
    """The same of numbers, months and indents; a text that looks like a slip stays."""
    assert right in PROJECT
    assert fixed(PROJECT.replace(right, wrong), Project) == PROJECT


@each(
    ("wrong", "right"),
    [
        ("registered: '2026/3/1'", "registered: '2026-03-01'"),
        ('registered: "2026/3/1"  # 入库', 'registered: "2026-03-01"  # 入库'),
        ("reckoned: 'Yes'", "reckoned: true"),
        ("place: @北", "place: '@北'"),
        ("place: %北's", "place: '%北''s'"),
        ("place: `北`", "place: '`北`'"),
        ("place: 北: 南", "place: '北: 南'"),
        ("years:\n\t- {year: 2026}\n  - {year: 2027}", "years:\n  - {year: 2026}\n  - {year: 2027}"),
        ("place: NO", 'place: "NO"'),
        ("code: 012", 'code: "012"'),
        ("code: 12:30", 'code: "12:30"'),
        ("code: 1e3", 'code: "1e3"'),
        ("code: 1.50", 'code: "1.50"'),
        ("code: 15", "code: 15"),
        ("code: 2026-03-01", "code: 2026-03-01"),
        ("place: 是", "place: 是"),
        ("place: ３６,１２０，一", "place: ３６,１２０，一"),
        ("place: 2026/3/1", "place: 2026/3/1"),
    ],
)
def test_one_more_line(wrong: str, right: str) -> None:
    """Quotes, booleans, words in need of quotes; what is text is never written otherwise for style."""
    head = "id: P-1\nname: 甲\ndistrict: zouping\n"
    assert fixed(f"{head}{wrong}\n", Project) == f"{head}{right}\n"


@each(
    "line",
    [
        "registered: 3/4/2026",
        "registered: 2026-13-01",
        "registered: 2026-03",
        "investment: {total: 36120万元}",
        "investment: {total: 0,300}",
        "count: 一",
        "period: [2026, 2,027,5]",
        "reckoned: 1",
        "lead: [{office：a b, x: 1}]",
        "place: 'a' b",
        "place: [北",
        "place: &a 北",
        "place: !!str 北",
        "name: 又一个",
        "nmae: 甲",
        "place：北\ncontent: 'a' b",
        "place: @北  # 注",
        "owner: name: 甲",
    ],
)
def test_what_nobody_can_be_certain_of(line: str) -> None:
    """It stays a fault, and the file its bytes."""
    text = f"id: P-1\nname: 甲\ndistrict: zouping\n{line}\n".encode()
    assert mended(text, Project) == (text, ())


def test_a_tab_that_may_mean_two_things() -> None:
    """Where one width of a tab gives another record than the next, nobody chooses for the writer."""
    text = "id: P-1\nname: 甲\ndistrict: zouping\nowner:\n  name:\n    zh-CN: 甲\n\tuscc: 1\n".encode()
    assert mended(text, Project) == (text, ())


def test_a_value_that_stays_wrong() -> None:
    """A value that is refused in its new form too keeps the old one; others are repaired."""
    head = "id: P-1\nname: 甲\ndistrict: zouping\n"
    wrong = f"{head}registered: 2026/3/1\nyears: [{{year: ３０２６}}]\n"
    assert fixed(wrong, Project) == wrong.replace("2026/3/1", "2026-03-01")


def test_no_value_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line that would be better off but for a value elsewhere that moves or goes is not changed."""
    text = "id: P-1\nname: 甲\ndistrict: zouping\nextra: {a: b}\nnmae: 甲\n"
    key, line = text.index("extra"), text.index("nmae")
    monkeypatch.setattr(Slips, "of_line", lambda *_: [(key, key + 5, "withheld"), (line, len(text), "")])
    assert mended(text.encode(), Project) == (text.encode(), ())
    monkeypatch.setattr(Slips, "of_line", lambda *_: [(line, len(text), "")])
    assert mended(text.encode(), Project).data.decode() == text[:line]


def test_line_ends_and_mark_stay() -> None:
    """A file of Windows keeps its line ends and its byte order mark; each fix is told with its place."""
    right = ISSUE.replace("\n", "\r\n")
    wrong = right.replace("2026-04-14", "2026/4/14").replace("title: ", "title：")
    done = mended(b"\xef\xbb\xbf" + wrong.encode(), Issue)
    assert done.data == b"\xef\xbb\xbf" + right.encode()
    assert done.fixes == ((4, 6, "：", ": "), (9, 12, "2026/4/14", "2026-04-14"))


def test_several_slips_at_once() -> None:
    """A file with nothing but slips, as a phone writes it."""
    wrong = (
        ISSUE.replace(": ", "：").replace("{date：2026-04-13, ", "{date：２０２６年４月１３日，").replace("  -", "　-")
    )
    done = fixed(wrong, Issue)
    assert done == ISSUE


@pytest.mark.parametrize("kind", FILES)
def test_round_trip(kind: str) -> None:
    """Not a byte of a file of the sample or of an example changes."""
    for path in files_of(kind):
        data = path.read_bytes()
        assert mended(data, FILES[kind].model) == (data, ()), path


@each("data", [b"", b"\xff\xfe", "id：".encode("gbk"), b"id: P-1\0", b"[" * 60_000, b"- a\n- b\n"])
def test_what_is_no_record(data: bytes) -> None:
    """What is not text, or too deep, or no mapping, is left alone."""
    assert mended(data, Policy) == (data, ())
