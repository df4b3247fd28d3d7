"""The year's list as a table."""

from fractions import Fraction
from typing import Any

from tests.listed_place import PROJECTS, listed_snapshot
from tests.snapshots import reader_of
from tongbao.views.tables import Amount, Table
from tongbao.views.target_files import list_table, on_paper, plain


def table(day: str = "2026-05-31", **records: Any) -> Table:
    """The list of the small place on a day."""
    found = listed_snapshot(day, **records)
    return list_table(found.data.targets[0], found, reader_of(found))


def column(made: Table, code: str) -> list[object]:
    """The cells below a head, amounts as printed."""
    number = [column.code for column in made.columns].index(code)
    cells = [row.cells[number] for row in made.rows]
    return [cell.text if isinstance(cell, Amount) else cell for cell in cells]


def test_sum_of_all_comes_first_then_each_group_with_its_own() -> None:
    """合计 (12.345 + 0.8005 + 5 + 7 = 25.1455 亿元), then 小计 above the projects of each group."""
    made = table()
    kinds = [row.kind for row in made.rows]
    assert kinds == ["total", "group", "plain", "plain", "group", "plain", "group", "plain"]
    assert column(made, "name") == [
        "合计（4个）", "续建（2个）", "铝箔项目", "递补项目",
        "新开工（1个）", PROJECTS[1]["name"], "预备（1个）", "储备项目",
    ]  # fmt: skip
    assert column(made, "total") == ["25.15", "19.35", "12.35", "7.00", "0.80", "0.80", "5.00", "5.00"]
    assert column(made, "index") == ["", "一", "1", "2", "二", "3", "三", "4"]


def test_sums_are_figures_and_say_which() -> None:
    """One origin for page, sheet and figures.json."""
    made = table()
    total = next(cell for cell in made.rows[0].cells if isinstance(cell, Amount))
    assert (total.figure, total.value) == ("targets:2026/total_investment", Fraction("25.1455"))
    group = [cell for cell in made.rows[1].cells if isinstance(cell, Amount)]
    assert [cell.figure for cell in group] == [
        "targets:2026-续建/total_investment", "targets:2026-续建/invested_before", "targets:2026-续建/planned",
    ]  # fmt: skip


def test_list_is_that_of_the_day() -> None:
    """Before the adjustment of 20 April the substitute is not on it; the head names the adjustments that made it."""
    before, after = table("2026-04-19"), table("2026-04-20")
    assert "递补项目" not in column(before, "name")
    assert before.lines == ("市指挥部，滨重办〔2026〕1号，2026年2月10日", "数据截至2026年4月19日")
    assert after.lines[1] == "2026年4月20日按滨重办〔2026〕7号调整"


def test_columns_are_those_that_offices_print() -> None:
    """Quarters have columns only where a project has aims by quarter."""
    heads = [
        "序号", "项目名称", "项目代码", "建设地点", "建设性质", "建设规模及主要内容", "建设起止年限", "总投资",
        "至上年底累计完成投资", "本年度计划投资", "本年度形象进度目标", "责任单位", "项目单位", "包联领导", "备注",
    ]  # fmt: skip
    by_quarter = [f"{quarter}季度目标" for quarter in "一二三四"]
    assert [column.name for column in table().columns] == [*heads[:11], *by_quarter, *heads[11:]]
    without = [{**project, "years": [{"year": "2026", "plan": "1"}]} for project in PROJECTS]
    assert [column.name for column in table(projects=without).columns] == heads


def test_a_cell_is_plain_text() -> None:
    """Marks of Markdown mean nothing in a sheet; each line stays one."""
    assert column(table(), "content")[2] == "建设两条生产线\n年产10万吨"
    assert plain("# 一\n\n1. 二 __三__ `四`") == "一\n1. 二 三 四"


def test_paper_has_less_room() -> None:
    """The code stands under the name, the aims of quarters under that of the year; empty columns are left out."""
    found = listed_snapshot()
    made = on_paper(table(), reader_of(found))
    codes = [column.code for column in made.columns]
    assert "code" not in codes
    assert "q1" not in codes
    assert column(made, "name")[2] == "铝箔项目\n2401-371626-04-01-123456"
    assert column(made, "target")[2] == "主体封顶\n一季度：基础完成\n二季度：主体过半"
    assert all(len(row.cells) == len(made.columns) for row in made.rows)


def test_what_is_withheld_says_on_what_ground() -> None:
    """In the cell itself."""
    secret = {**PROJECTS[0], "withheld": {"owner": "商业秘密"}, "owner": None}
    assert column(table(projects=[secret, *PROJECTS[1:]]), "owner")[2] == "依法不予公开（商业秘密）"


def test_money_is_exact_below_its_printed_form() -> None:
    """12.345 亿元 is printed as 12.35; the sheet has the exact number and shows two places."""
    made = table()
    number = [column.code for column in made.columns].index("total")
    cell = made.rows[2].cells[number]
    assert cell == Amount(Fraction("12.345"), 2, "12.35", "project:P-1/total_investment")
