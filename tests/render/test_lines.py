"""Titles break at words, in balanced lines."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tongbao.render.lines import pieces, title_lines, width

NAMES = ("云汀市", "临汀区", "经济开发区")
LONG = (
    "云汀市人民政府办公室关于进一步加强重点项目要素保障和审批服务工作的实施意见",
    "2026年第45期全市省市县三级重点项目集中开工活动暨四季度项目建设推进会议精神贯彻落实情况的通报",
    "关于2026年10月份县区、功能区重点项目“三个一批”考评情况的通报",
    "云汀市重大项目推进指挥部办公室关于2026年度重点投资项目固定资产投资完成情况和要素保障情况的月度通报（征求意见稿）",
)


def test_a_short_title_is_one_line() -> None:
    """The line is not filled up and not cut."""
    assert title_lines("2026年云汀市重点项目推进情况月通报", 19, NAMES) == ("2026年云汀市重点项目推进情况月通报",)


def test_long_titles() -> None:
    """As an office breaks them: whole words, widening or a diamond, as few lines as fit."""
    assert [title_lines(title, 19, NAMES) for title in LONG] == [
        ("云汀市人民政府办公室", "关于进一步加强重点项目要素", "保障和审批服务工作的实施意见"),
        ("2026年第45期全市省市县三级", "重点项目集中开工活动暨四季度项目", "建设推进会议精神贯彻落实情况的通报"),
        ("关于2026年10月份县区、功能区", "重点项目“三个一批”考评情况的通报"),
        (
            "云汀市重大项目推进指挥部",
            "办公室关于2026年度重点投资项目",
            "固定资产投资完成情况和要素保障",
            "情况的月度通报（征求意见稿）",
        ),
    ]


def test_english_breaks_at_spaces() -> None:
    """No space is left at the end of a line."""
    lines = title_lines("Monthly Circular on Yunting's Key Projects, 2026", 19)
    assert lines == ("Monthly Circular on", "Yunting's Key Projects, 2026")


def test_names_and_numbers_are_not_parted() -> None:
    """A name of the place is one word, a number stays with its unit and with 第."""
    assert pieces("经济开发区项目", NAMES)[0] == "经济开发区"
    assert "第45期" in "".join(pieces("周通报第45期", NAMES)[-1:])
    assert all(part[0] not in "年月个期" for part in pieces("2026年1—10月156个项目第3期"))


def test_a_word_that_is_longer_than_a_line_stays_whole() -> None:
    """The line that is too long is the reader's to see; no lines are made up."""
    assert title_lines("A" * 60, 19) == ("A" * 60,)


@given(st.text(alphabet="云汀市重点项目推进情况的和、，（）“”《》第12 0期年月通报AB-—", min_size=1, max_size=80))
def test_any_title(title: str) -> None:
    """Nothing is lost but spaces at the ends of lines, no line begins with what ends another, ends with what opens one,
    or is a single sign; a hourglass only where nothing else fits."""
    lines = title_lines(title, 19)
    assert "".join("".join(lines).split()) == "".join(title.split())
    if len(lines) > 1:
        assert max(map(width, lines)) <= 19
        assert all(line and line[0] not in "、，）”》" and line[-1] not in "（“《" for line in lines)
        assert not any(before[-1].isdigit() and after[0].isdigit() for before, after in pairwise(lines))
