"""What letters say: parties, targets, projects, and that each number says which figure it is."""

from typing import Any

from tests.listed_place import LISTED, POLICY, PROJECTS, listed_snapshot
from tests.snapshots import reader_of
from tongbao.views.letters import LetterView, letter_view, quarters_asked, unit_folder, units_of
from tongbao.views.tasks import TaskView, letters_view, task_view


def letter(unit: str, day: str = "2026-05-31", quarter: int = 0, **records: Any) -> LetterView:
    """The letter of a unit of the small place."""
    found = listed_snapshot(day, **records)
    listed = found.data.targets[0]
    target = next(target for target in units_of(listed, found) if target.unit[1] == unit)
    return letter_view(target, listed, found, reader_of(found), quarter)


def task(project: str, **records: Any) -> TaskView:
    """The task letter of a project of the small place."""
    found = listed_snapshot(**records)
    return task_view(found.standing_by_id[project], found.data.targets[0], found, reader_of(found))


def test_parties_are_the_issuer_and_the_unit() -> None:
    """甲方 is who issued the list, else who publishes the site; 乙方 the unit by its full name."""
    found = letter("city-drc")
    assert (found.first, found.second) == ("市指挥部", "市发展改革委员会")
    nobody = {**LISTED, "issuer": None}
    assert letter("city-drc", targets=[nobody]).first == "市指挥部办公室"


def test_title_has_the_year_once() -> None:
    """Where the policy writes it, it is not put before it again."""
    assert letter("huimin").title == "2026年重点项目建设目标责任书"
    policy = POLICY | {"letters": {"title": "关于2026年的责任书"}}
    assert letter("huimin", policy=policy).title == "关于2026年的责任书"


def test_targets_are_numbered_figures() -> None:
    """In the order of the policy, each with its id in figures.json; by quarter where the list breaks it down."""
    found = letter("zouping")
    assert [(item.index, item.name, item.value.text) for item in found.targets] == [
        ("（一）", "年度投资", "6.00亿元"),
        ("（二）", "新开工项目", "2个"),
    ]
    money, starts = found.targets
    assert money.value.figure == "district:zouping/target:投资"
    assert money.value.exact == "60000"
    assert [(name, said.text, said.figure[-3:]) for name, said in money.quarters] == [
        ("一季度末", "0.60亿元", ":q1"),
        ("二季度末", "2.40亿元", ":q2"),
        ("三季度末", "4.20亿元", ":q3"),
        ("全年", "6.00亿元", ":q4"),
    ]
    assert starts.quarters == ()


def test_a_share_that_holds_always_is_no_share_of_the_year() -> None:
    """产业占比 of 50 % may at no time be less: the letter does not say that it is reached by December."""
    measure = {"code": "占比", "name": "完成率", "figure": "completion_rate", "due": "always"}
    policy = POLICY | {"targets": [*POLICY["targets"], measure]}
    listed = {**LISTED, "targets": [{"district": "zouping", "values": {"投资": "1", "占比": "50"}}]}
    money, share = letter("zouping", policy=policy, targets=[listed]).targets
    assert (money.always, share.always) == (False, True)
    assert (share.value.text, share.value.exact) == ("50.0%", "0.5")


def test_an_adjustment_changes_the_target_and_is_named() -> None:
    """The letter says what the unit answers for today, and by which paper."""
    before, after = letter("huimin", "2026-04-19"), letter("huimin", "2026-04-20")
    assert (before.targets[0].value.text, before.changed) == ("0.30亿元", ())
    assert (after.targets[0].value.text, after.changed) == ("0.50亿元", (("滨重办〔2026〕7号", "2026年4月20日"),))
    assert letter("zouping").changed == ()


def test_projects_of_a_unit_are_those_on_the_list() -> None:
    """Of a district those in it, of an office those it answers for; plan, months and aim of each."""
    assert [row.link.text for row in letter("zouping").projects] == ["铝箔项目", "递补项目", "储备项目"]
    (row,) = letter("city-drc").projects
    assert row.planned is not None
    assert (row.planned.text, row.planned.figure, row.planned.exact) == ("6.00", "project:P-1/planned", "60000")
    assert (row.group, row.start, row.finish, row.aim) == ("续建", "", "2026年11月", "主体封顶")


def test_sums_of_a_units_projects_need_the_crossing() -> None:
    """They are figures of the unit and the list crossed; where the policy does not cross them nothing is summed up."""
    sums = letter("zouping").sums
    assert {key: (said.text, said.figure) for key, said in sums.items()} == {
        "projects": ("3个", "district:zouping+targets:2026/projects"),
        "total_investment": ("24.35亿元", "district:zouping+targets:2026/total_investment"),
        "planned": ("6.90亿元", "district:zouping+targets:2026/planned"),
    }
    assert letter("zouping", policy=POLICY | {"figures": {}}).sums == {}


def test_letter_of_a_quarter_asks_for_that_quarter() -> None:
    """Cumulative values by its end; projects that start, finish or have an aim in it."""
    first, second = letter("zouping", quarter=1), letter("zouping", quarter=2)
    assert (first.title, first.quarter) == ("2026年“三个一批”目标责任书", "一季度")
    assert [item.value.text for item in second.targets] == ["2.40亿元"]
    assert [row.aim for row in second.projects] == ["主体过半"]
    assert letter("zouping", quarter=3).projects == ()
    assert [row.link.text for row in letter("huimin", quarter=2).projects] == [PROJECTS[1]["name"]]


def test_letters_of_quarters_that_have_begun_and_ask_something() -> None:
    """They are handed down at the beginning of each; a district whose only start is due in May has none in winter."""
    found = listed_snapshot("2026-07-01")
    units = units_of(found.data.targets[0], found)
    asked = {target.unit[1]: quarters_asked(target, found.data.targets[0], found) for target in units}
    assert asked == {"zouping": (1, 2, 3), "huimin": (2,), "city-drc": (1, 2)}


def test_an_office_that_is_called_like_a_district_has_an_address_of_its_own() -> None:
    """Two letters must not be one file."""
    twin = {"code": "zouping", "name": "邹平办"}
    listed = {**LISTED, "targets": [*LISTED["targets"], {"office": "zouping", "values": {"投资": "1"}}]}
    found = listed_snapshot(targets=[listed], site={"offices": [twin]})
    folders = [unit_folder(target, reader_of(found)) for target in units_of(found.data.targets[0], found)]
    assert folders == ["zouping", "huimin", "office-zouping", "city-drc"]


def test_task_letter_says_what_the_project_is_to_do() -> None:
    """Amounts as figures of its own file, aims by quarter, milestones due in the year and not later."""
    found = task("P-1")
    assert (found.title, found.issuer, found.responsible, found.owner) == (
        "2026年目标任务书", "市指挥部", "市发展改革委员会", "甲公司",
    )  # fmt: skip
    assert [(label, said.text, said.figure) for label, said in found.amounts] == [
        ("总投资", "12.35亿元", "project:P-1/total_investment"),
        ("至上年底累计完成投资", "2.00亿元", "project:P-1/invested_before"),
        ("本年度计划投资", "6.00亿元", "project:P-1/planned"),
    ]
    assert [tuple(aim) for aim in found.aims] == [
        ("一季度", "10%", "基础完成"), ("二季度", "40%", "主体过半"), ("三季度", "70%", ""), ("四季度", "100%", ""),
    ]  # fmt: skip
    assert [(due.name, due.iso) for due in found.milestones] == [("封顶", "2026-09-30")]
    assert ("服务专员到位", "2026年1月20日") in [(fact.label, fact.values[0].text) for fact in found.facts]


def test_task_letter_withholds_what_the_list_withholds() -> None:
    """The amount is not there, and nothing else says it."""
    secret = {**PROJECTS[0], "withheld": {"investment": "商业秘密"}, "investment": {}}
    found = task("P-1", projects=[secret, *PROJECTS[1:]])
    assert [label for label, _ in found.amounts] == ["至上年底累计完成投资", "本年度计划投资"]


def test_page_of_letters_has_those_that_the_policy_gives_a_title() -> None:
    """A place that writes task letters alone has these alone."""
    found = listed_snapshot()
    everything = letters_view(found.data.targets[0], found, reader_of(found))
    assert [unit.name for unit in everything.units] == ["邹平", "惠民", "市发展改革委员会"]
    assert [len(links) for _, links in everything.tasks] == [2, 1, 1]
    found = listed_snapshot(policy=POLICY | {"letters": {"task": "任务书"}})
    alone = letters_view(found.data.targets[0], found, reader_of(found))
    assert alone.units == ()
    assert alone.tasks == everything.tasks
