"""An adjustment is put below the others of a file that a person wrote, and everything else stays."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.builders import make_targets
from tongbao.edit.entries import with_entry
from tongbao.load.single import reads_back, record_of
from tongbao.load.yaml_source import parse
from tongbao.model.base import Record
from tongbao.model.sent import SentPaper
from tongbao.model.targets import Adjustment, TargetList

MOVE = {"kind": "退出", "project": "P-1", "reason": "停建"}
NEW = Adjustment.model_validate({"date": "2026-04-20", "number": "9", "approved_by": "甲", "moves": [MOVE]})
HEAD = "year: 2026\ntitle: 清单\n"
OLD = "date: 2026-03-01\n{0}number: '3'\n{0}approved_by: 甲\n{0}moves: [{{kind: 退出, project: P-2, reason: 停建}}]\n"
OLD_AT_2 = "  - " + OLD.format("    ")
ENTRY = """\
date: 2026-04-20
{0}number: '9'
{0}approved_by: 甲
{0}moves:
{0}  - {{kind: 退出, project: P-1, reason: 停建}}
"""
AT_2, AT_0 = "  - " + ENTRY.format("    "), "- " + ENTRY.format("  ")


def with_adjustment(text: str, adjustment: Adjustment) -> str | None:
    """The file of a list with one adjustment more."""
    return with_entry(text, "adjustments", adjustment)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (HEAD, f"{HEAD}adjustments:\n{AT_2}"),
        (HEAD.rstrip("\n"), f"{HEAD}adjustments:\n{AT_2}"),
        (f"{HEAD}# the end\n", f"{HEAD}# the end\nadjustments:\n{AT_2}"),
        (f"adjustments: [] # none yet\n{HEAD}", f"adjustments: # none yet\n{AT_2}{HEAD}"),
        (f"{HEAD}adjustments: []", f"{HEAD}adjustments:\n{AT_2}"),
        (f"{HEAD}adjustments:\n{OLD_AT_2}", f"{HEAD}adjustments:\n{OLD_AT_2}{AT_2}"),
        (f"{HEAD}adjustments:\n{OLD_AT_2}".rstrip("\n"), f"{HEAD}adjustments:\n{OLD_AT_2}{AT_2}"),
        (
            f"{HEAD}adjustments:   # by day\n{OLD_AT_2}    # of March\n\n# who may join\nsubstitutes: [P-9]\n",
            f"{HEAD}adjustments:   # by day\n{OLD_AT_2}    # of March\n{AT_2}\n# who may join\nsubstitutes: [P-9]\n",
        ),
        (
            f"{HEAD}adjustments:\n- {OLD.format('  ')}\n# next\nsubstitutes: [P-9]\n",
            f"{HEAD}adjustments:\n- {OLD.format('  ')}{AT_0}\n# next\nsubstitutes: [P-9]\n",
        ),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_an_adjustment_is_put_below_the_others(before: str, after: str, newline: str) -> None:
    """Below the last one, else under the key, else at the end; comments, empty lines and line ends stay."""
    written = with_adjustment(before.replace("\n", newline), NEW)
    assert written == after.replace("\n", newline)


def test_it_is_read_back() -> None:
    """Text of many lines, quotes and odd words comes back as it was said."""
    reason = "一、停建\n# 不是注释\n二、“收回” 指标: 是"
    moves = [{**MOVE, "reason": reason, "group": "续建", "kind": "增补"}]
    new = Adjustment.model_validate({"date": "2026-04-20", "number": "no", "approved_by": "- 甲: 乙", "moves": moves})
    old = make_targets(title="清单")
    text = HEAD
    for count in (1, 2):
        text = with_adjustment(text, new) or ""
        assert reads_back(text, old.model_copy(update={"adjustments": (new,) * count}))


def test_adjustments_on_one_line_are_left_alone() -> None:
    """A list that a person wrote on one line is not taken apart."""
    assert with_adjustment(f"{HEAD}adjustments: [{{date: 2026-03-01}}]\n", NEW) is None


def test_only_the_key_of_the_file_itself_counts() -> None:
    """A key of that name deeper in the file is another one."""
    before = f"{HEAD}groups:\n  - {{code: a, name: {{adjustments: b}}, projects: []}}\n"
    assert with_adjustment(before, NEW) == f"{before}adjustments:\n{AT_2}"


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cn"], include_characters="\n\t"), min_size=1
)
TAILS = ("", "\n", "\n\n", "# end", "# end\n", "  # deeper\n", "substitutes: [P-9]\n", "\n# next\nsubstitutes: [P-9]\n")


@given(st.sampled_from(("", "adjustments: []\n", f"adjustments:\n{OLD_AT_2}")), st.sampled_from(TAILS), TEXTS, TEXTS)
def test_whatever_is_said(middle: str, tail: str, number: str, reason: str) -> None:
    """Any words come back as they were said, and every line that was there stays, in its order."""
    assume(number.strip() and reason.strip())
    before = f"{HEAD}{middle}{tail}"
    new = Adjustment.model_validate({"date": "2026-04-20", "number": number, "approved_by": "甲", "moves": [MOVE]})
    new = new.model_copy(update={"moves": (new.moves[0].model_copy(update={"reason": reason}),)})
    old = record_of(parse(before.encode()), TargetList)[0]
    assert old is not None
    written = with_adjustment(before, new)
    assert written is not None
    assert reads_back(written, old.model_copy(update={"adjustments": (*old.adjustments, new)}))
    lines = iter(written.split("\n"))
    assert all(line in lines for line in before.replace("adjustments: []", "adjustments:").split("\n"))


def test_an_entry_of_one_line() -> None:
    """As the others of its list are written; a key that is new in the file stands at its end."""
    paper = SentPaper.model_validate(
        {"date": "2026-11-09", "kind": "挂牌提醒", "number": "云重提〔2026〕5号", "to": ["a"]}
    )
    line = "  - {date: 2026-11-09, kind: 挂牌提醒, number: 云重提〔2026〕5号, to: [a]}\n"
    assert with_entry("id: P-1\n", "papers", paper, flow=True) == f"id: P-1\npapers:\n{line}"
    old = "papers:\n  - {date: 2026-10-09, kind: 约谈通知书}\nlinks: []\n"
    assert with_entry(old, "papers", paper, flow=True) == old.replace("links", f"{line}links")
    read, faults = record_of(parse(f"papers:\n{line}".encode()), Papers)
    assert (read, faults) == (Papers(papers=(paper,)), [])


class Papers(Record):
    """A file that holds nothing else."""

    papers: tuple[SentPaper, ...]
