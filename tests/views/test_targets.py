"""The pages of the year's list: as it stands, the ways between its pages, where everybody stands."""

from datetime import date
from pathlib import Path
from typing import Any

from tests.each import each
from tests.listed_place import LISTED, OFFICES, POLICY, PROJECTS, listed_snapshot
from tests.made_pages import recipes_of
from tests.snapshots import place, reader_of
from tongbao.drawing import edition_of
from tongbao.model.dataset import Dataset
from tongbao.model.issued_targets import IssuedTargets
from tongbao.views.exports import figure_objects
from tongbao.views.home import home_view
from tongbao.views.on_lists import on_lists
from tongbao.views.recipe import Recipe
from tongbao.views.site import DataFile, Page
from tongbao.views.targets import targets_view
from tongbao.views.targets_published import published_view

NOTICE = {"from": "2026-01-20", "until": "2026-02-05", "contact": "市发改委 0543-0000000", "objections": "书面提出"}


def records(**more: Any) -> Dataset:
    return place(PROJECTS, targets=[{**LISTED, **more}], policy=POLICY, site={"offices": OFFICES})


def made_of(day: str, dataset: Dataset | None = None) -> dict[str, Recipe]:
    """How each page and file is made, by its address."""
    return recipes_of(dataset or records(), date.fromisoformat(day))


def view_of(page: str, day: str, dataset: Dataset | None = None) -> Any:
    made = made_of(day, dataset)[page]()
    assert isinstance(made, Page)
    return made.view


def list_view(day: str = "2026-05-31", language: str = "zh-CN", **more: Any) -> Any:
    found = listed_snapshot(day, **more)
    return targets_view(2026, found, found, reader_of(found, language))


def test_the_list_of_a_day() -> None:
    """Before the adjustment of April and after it: its groups, its sums, its numbers."""
    before, after = list_view("2026-03-01"), list_view()
    names = [[row.link.text for row in group.rows] for group in before.groups]
    assert names == [["铝箔项目"], ["=cmd|' /C calc'!A0"], ["储备项目"]]
    assert [row.link.text for row in after.groups[0].rows] == ["铝箔项目", "递补项目"]
    assert [row.index for group in after.groups for row in group.rows] == ["1", "2", "3", "4"]
    assert (before.sums.count, before.sums.planned) == ("3", "6.30")
    assert (after.sums.count, after.sums.planned) == ("4", "7.20")
    assert after.groups[0].sums.planned == "6.90"
    assert after.sums.before == "2.00"


def test_a_row_as_offices_print_it() -> None:
    """Every column of the first project; quarters with their shares and what is to be seen."""
    row = list_view().groups[0].rows[0]
    assert (row.code, row.place, row.works, row.period) == (
        "2401-371626-04-01-123456",
        "邹平市韩店镇",
        "新建",
        "2025—2027",
    )
    assert (row.total, row.before, row.planned, row.target) == ("12.35", "2.00", "6.00", "主体封顶")
    assert [(q.quarter, q.share, q.text) for q in row.quarters] == [
        ("一季度", "10%", "基础完成"),
        ("二季度", "40%", "主体过半"),
        ("三季度", "70%", ""),
        ("四季度", "100%", ""),
    ]
    assert (row.offices, row.owner, row.sponsors, row.remark) == ("市发改委", "甲公司", "市长", "省重点")
    assert (row.finish, row.left_out) == ("2026年11月", False)


def test_what_is_withheld_says_on_what_ground() -> None:
    """The column is not empty, and the row prints nothing else of it."""
    hidden = {**PROJECTS[0], "owner": None, "withheld": {"owner.name": "商业秘密"}}
    row = list_view(projects=[hidden, *PROJECTS[1:]]).groups[0].rows[0]
    assert row.owner == "依法不予公开（商业秘密）"


def test_columns_that_nobody_fills_are_left_out() -> None:
    """A list whose projects have no sponsor and no remark has no such columns."""
    assert list_view().columns == (
        "place", "works", "content", "period", "before", "offices", "owner", "sponsors", "remark", "aims",
    )  # fmt: skip
    bare = [{"id": f"P-{n}", "years": [{"year": "2026", "plan": "1"}]} for n in (1, 2, 3, 4)]
    assert list_view(projects=bare).columns == ()


def test_the_bridge_and_the_adjustments() -> None:
    """Published, added and now; every move with its groups and reason, every target with its old and new value."""
    view = list_view()
    assert [(row.published, row.added, row.withdrawn, row.now) for row in view.bridge] == [
        ("3", "1", "", "4"),
        ("1", "1", "", "2"),
        ("1", "", "", "1"),
        ("1", "", "", "1"),
    ]
    (adjustment,) = view.adjustments
    assert (adjustment.date, adjustment.number, adjustment.approved_by) == (
        "2026年4月20日",
        "滨重办〔2026〕7号",
        "市政府",
    )
    (move,) = adjustment.moves
    assert (move.kind, move.project.text, move.before, move.after, move.reason) == (
        "增补",
        "递补项目",
        "",
        "续建",
        "进度快",
    )
    (changed,) = adjustment.targets
    assert (changed.unit.text, changed.measure, changed.before, changed.after) == (
        "惠民",
        "年度投资",
        "0.30亿元",
        "0.50亿元",
    )
    assert list_view("2026-03-01").bridge == ()
    same = [{"district": "huimin", "values": {"投资": "3000", "开工": "2"}}]
    targets = [{**LISTED, "adjustments": [{**LISTED["adjustments"][0], "targets": same}]}]
    assert [new.measure for new in list_view(targets=targets).adjustments[0].targets] == ["新开工项目"]
    assert list_view(language="en").adjustments[0].moves[0].kind == "added"


def test_a_plan_of_nothing_is_a_plan() -> None:
    """0 that somebody stated is printed; what nobody stated is left out."""
    nothing = {"id": "P-2", "district": "huimin", "years": [{"year": "2026", "nature": "新开工", "plan": "0"}]}
    sums = list_view(projects=[PROJECTS[0], nothing, *PROJECTS[2:]]).groups[1].sums
    assert (sums.planned, sums.total, sums.before) == ("0.00", "", "")


def test_the_targets_of_units() -> None:
    """A column a measure, districts first, the sum of districts above; blank where a unit does not answer for it."""
    units = list_view("2026-03-01").units
    assert [name for name, _ in units.measures] == ["年度投资", "新开工项目"]
    assert units.total == ("6.30", "3")
    assert [(row.unit.text, row.values) for row in units.rows] == [
        ("邹平", ("6.00", "2")),
        ("惠民", ("0.30", "1")),
        ("市发改委", ("6.00", "")),
    ]


def test_substitutes_that_wait() -> None:
    """One that joined the list waits no more."""
    targets = [{**LISTED, "substitutes": ["P-4", "P-9"]}]
    assert [link.text for link in list_view("2026-03-01", targets=targets).substitutes] == ["递补项目", "P-9"]
    assert [link.text for link in list_view(targets=targets).substitutes] == ["P-9"]


def test_a_withdrawn_project_stays_on_its_list_and_enters_no_sum() -> None:
    """It is marked, until an adjustment takes it off."""
    gone = {**PROJECTS[1], "stages": [{"date": "2026-03-10", "stage": "withdrawn"}]}
    view = list_view(projects=[PROJECTS[0], gone, *PROJECTS[2:]])
    assert [row.left_out for group in view.groups for row in group.rows] == [False, False, True, False]
    assert (view.sums.count, view.groups[1].sums.count) == ("3", "0")


@each(
    ("day", "pages"),
    [
        ("2026-01-19", set()),
        ("2026-02-01", {"notice"}),
        ("2026-03-01", {"notice", "standing"}),
        ("2026-07-09", {"notice", "standing"}),
        ("2026-07-10", {"notice", "standing", "midyear"}),
        ("2027-01-09", {"notice", "midyear", "standing"}),
        ("2027-01-10", {"notice", "midyear", "result"}),
    ],
)
def test_which_pages_there_are(day: str, pages: set[str]) -> None:
    """公示 from its first day, 年中 and 年底 once their quarter is settled, the standing in the year and until the
    result is there; each in every language."""
    plain = [{key: value for key, value in project.items() if key != "years"} for project in PROJECTS]
    dataset = records(notice=NOTICE)
    if day < "2026-02-10":  # without plans there is no list before it is published
        dataset = place(plain, targets=[{**LISTED, "notice": NOTICE}], policy=POLICY, site={"offices": OFFICES})
    found = made_of(day, dataset)
    below = {path.split("/")[-2] for path in found if path.startswith("targets/2026/") and path.count("/") == 3}
    assert below & {"notice", "standing", "midyear", "result", "published"} == pages
    for page in pages:
        assert f"en/targets/2026/{page}/index.html" in found
    assert ("targets/2026/index.html" in found) == (day >= "2026-02-10")


def test_a_notice_before_the_list() -> None:
    """It says whom to turn to while anybody may object, and not yet the number that the list will have."""
    view = view_of("targets/2026/notice/index.html", "2026-02-01", records(notice=NOTICE))
    assert (view.open, view.contact, view.objections) == (True, "市发改委 0543-0000000", "书面提出")
    assert (view.head.title, view.head.number, view.head.published) == ("2026年重点项目清单", "", "")
    assert view.groups[0] == ("续建", (("铝箔项目", "projects/P-1/index.html"),))
    assert view_of("targets/2026/notice/index.html", "2026-02-05", records(notice=NOTICE)).open
    over = view_of("targets/2026/notice/index.html", "2026-02-10", records(notice=NOTICE))
    assert (over.open, over.head.number) == (False, "滨重办〔2026〕1号")


def test_the_home_page_leads_to_a_notice_as_long_as_it_runs() -> None:
    """Before the list; afterwards to the list and to where it stands. The wall chart of the year comes last."""

    def links(day: str) -> list[str]:
        found = listed_snapshot(day)
        noticed = (records(notice=NOTICE).targets[0],) if day >= NOTICE["from"] else ()
        return [link.href for link in home_view(found, (), reader_of(found), noticed=noticed).targets]

    wall = "wallchart/index.html"
    assert links("2026-02-05") == ["targets/2026/notice/index.html", wall]
    assert links("2026-02-06") == [wall]
    assert links("2026-03-01") == ["targets/2026/index.html", "targets/2026/standing/index.html", wall]


def test_ways_between_pages() -> None:
    """In the order of the year; the page itself leads nowhere, letters come last."""
    view = view_of("targets/2026/standing/index.html", "2026-08-01", records(notice=NOTICE))
    assert [(way.text, bool(way.href)) for way in view.head.ways] == [
        ("清单", True),
        ("公示", True),
        ("年中对照", True),
        ("对照目标", False),
        ("目标责任书和任务书", True),
    ]


def test_no_way_to_what_is_not_there() -> None:
    """Nothing leads to a notice that is still to come, from the notice of a list of next year to that list, or to a
    middle of the year before which there was no list."""
    later = records(notice={**NOTICE, "from": "2026-03-01", "until": "2026-03-09"})
    assert [way.text for way in view_of("targets/2026/index.html", "2026-02-15", later).head.ways][:2] == [
        "清单",
        "对照目标",
    ]
    next_year = records(notice=NOTICE, year="2027", published="2027-02-10", adjustments=[])
    assert view_of("targets/2027/notice/index.html", "2026-12-20", next_year).head.ways[0].text == "公示"
    late = records(published="2026-08-05", adjustments=[])
    assert "targets/2026/midyear/index.html" not in made_of("2026-09-01", late)


def test_the_list_of_plans_leads_to_the_notice_of_the_list_to_come() -> None:
    """Who looks at the year before its list is published finds where to object, not before the notice has begun."""

    def ways(page: str, day: str) -> list[tuple[str, str]]:
        return [tuple(way) for way in view_of(page, day, records(notice=NOTICE)).head.ways]

    notice = ("公示", "targets/2026/notice/index.html")
    assert notice in ways("targets/2026/index.html", "2026-02-01")
    assert notice in ways("targets/2026/standing/index.html", "2026-02-01")
    assert notice not in ways("targets/2026/index.html", "2026-01-19")
    assert ways("targets/2026/index.html", "2026-03-01").count(notice) == 1


def test_standing_between_the_years() -> None:
    """In January, until December is settled, it speaks of the last day of the year of the list."""
    view = view_of("targets/2026/standing/index.html", "2027-01-05")
    assert (view.moment, view.day) == ("standing", "2026年12月31日")
    assert len(view.quarters) == 4


def test_a_list_of_next_year_claims_no_day_to_come() -> None:
    """Published in December, page and file say of what day their data are: today."""
    early = records(year="2027", published="2026-12-10", adjustments=[])
    made = made_of("2026-12-20", early)
    page, table = made["targets/2027/index.html"](), made["targets/2027/list.csv"]()
    assert isinstance(page, Page)
    assert isinstance(table, DataFile)
    view: Any = page.view
    assert view.day == "2026年12月20日"
    assert "数据截至2026年12月20日" in str(table.content)


def test_standing_of_units() -> None:
    """By the unit's own quarters two thirds of the way from 6,000 to 24,000 are 18,000 by the end of May: six more
    are done; the total of districts is the figure of the place."""
    view = view_of("targets/2026/standing/index.html", "2026-05-31")
    money = view.measures[0]
    assert (money.name, money.unit) == ("年度投资", "亿元")
    row = money.districts[0]
    printed = [figure.value for figure in (row.mark.target, row.mark.due, row.mark.done, row.mark.gap)]
    assert printed == ["6.00", "1.80", "2.40", "+0.60"]
    assert (row.mark.missing, row.mark.state.label) == ("3.60", "按进度")
    assert [(q.done, q.due, q.state.code) for q in row.quarters] == [("", "0.60", "none")]
    assert (money.total.mark.target.value, money.total.mark.done.value) == ("6.50", "2.40")
    assert [row.unit.text for row in money.offices] == ["市发改委"]
    assert money.finding == "1 个按进度、1 个落后、1 个没有数字"


def test_standing_of_projects() -> None:
    """Each beside its plan, with what is missing; groups with the sums of their scopes."""
    first = view_of("targets/2026/standing/index.html", "2026-04-30").groups[0].rows[0]
    assert (first.due, first.gap, first.tone) == ("2.00", "+0.40", "ahead")
    view = view_of("targets/2026/standing/index.html", "2026-06-30")
    first, joined = view.groups[0].rows
    assert (first.planned, first.due, first.done, first.gap, first.tone) == ("6.00", "3.00", "2.40", "−0.60", "behind")
    assert first.missing == ("投资差 0.60亿元",)
    assert joined.missing == ("当年尚无报送", "投资差 0.45亿元")
    assert view.groups[1].rows[0].missing == ("2026年5月31日前应开工，尚未开工", "当年尚无报送", "投资差 0.15亿元")
    assert view.groups[2].rows[0].missing == ()
    assert (view.whole.planned.value, view.whole.completed.value, view.whole.count) == ("7.20", "2.40", "4")


def test_midyear_stays_as_it_was_settled() -> None:
    """A report of June that came in on 8 July counts, one of 12 July does not; in August the page says the same."""
    late = {"as_of": "2026-06-30", "invested": "99000", "reported": "2026-07-12"}
    in_time = {"as_of": "2026-06-29", "invested": "31000", "reported": "2026-07-08"}
    project = {**PROJECTS[0], "progress": [*PROJECTS[0]["progress"], in_time, late]}
    dataset = place([project, *PROJECTS[1:]], targets=[LISTED], policy=POLICY, site={"offices": OFFICES})
    for day in ("2026-07-10", "2026-08-20"):
        view = view_of("targets/2026/midyear/index.html", day, dataset)
        assert (view.day, view.known) == ("2026年6月30日", "2026年7月10日")
        assert view.groups[0].rows[0].done == "3.10"
        assert view.measures[0].districts[0].quarters[1].done == "3.10"
    assert view_of("targets/2026/standing/index.html", "2026-08-20", dataset).groups[0].rows[0].done == "9.90"


def test_the_result_says_what_was_not_met_and_why() -> None:
    """Projects that miss anything, with the reasons on record, and who joined or left in the year."""
    moved = {"date": "2026-08-01", "to": "2027-01-31", "reason": "雨季", "approved_by": "市政府"}
    first = {**PROJECTS[0], "milestones": [{"name": "封顶", "planned": "2026-09-30", "changes": [moved]}]}
    met = {**PROJECTS[1], "stages": [{"date": "2026-05-10", "stage": "started"}]}
    met["progress"] = [{"as_of": "2026-12-31", "invested": "3000", "reported": "2027-01-05"}]
    dataset = place([first, met, *PROJECTS[2:]], targets=[LISTED], policy=POLICY, site={"offices": OFFICES})
    view = view_of("targets/2026/result/index.html", "2027-02-01", dataset)
    assert [row.link.text for row in view.unmet] == ["铝箔项目", "递补项目"]
    assert [reason.text for reason in view.unmet[0].reasons] == ["节点“封顶”调整至2027年1月31日：雨季"]
    assert [(demand.text, demand.met) for demand in view.groups[1].rows[0].demands] == [
        ("完成年度投资", True),
        ("已开工", True),
    ]
    assert dict(view.counts) == {
        "清单要求全部达到": "3 项中 1 项",
        "完成年度投资": "3 项中 1 项",
        "已开工": "1 项中 1 项",
    }
    assert [adjustment.number for adjustment in view.left] == ["滨重办〔2026〕7号"]
    assert view.measures[0].districts[0].mark.state.label == "未达到"


def test_open_data_has_every_target() -> None:
    """With its display, its unit, and exact; and the gap with its sign."""
    item = made_of("2026-05-31")["data/figures.json"]()
    assert isinstance(item, DataFile)
    rows: dict[str, dict[str, Any]] = {row["id"]: row for row in item.content}  # type: ignore[attr-defined]
    target = rows["district:zouping/target:投资"]
    assert (target["value"], target["display"], target["unit"], target["as_of"]) == (
        "60000",
        "6.00亿元",
        "money",
        "2026-05-31",
    )
    assert rows["district:zouping/target:投资:q2"]["display"] == "2.40亿元"
    assert rows["district:zouping/target_gap:投资"]["display"] == "+0.60亿元"
    assert rows["office:city-drc/target:投资"]["value"] == "60000"
    assert rows["all/target:开工"]["display"] == "3个"


def test_figures_are_as_before_without_a_list() -> None:
    """A place without a list has no targets in its open data."""
    found = listed_snapshot(targets=[])
    ids = [str(row["id"]) for row in figure_objects(found, reader_of(found))]
    assert not [id for id in ids if "/target" in id]


def test_a_project_says_on_which_list_it_stands() -> None:
    """Group and number as printed, the move with its paper, its task letter; one that is on no list says nothing."""
    groups = [{**LISTED["groups"][0], "projects": ["P-unknown", "P-1"]}, *LISTED["groups"][1:]]
    found = listed_snapshot(targets=[{**LISTED, "groups": groups}])
    reader = reader_of(found)
    (first,) = on_lists("P-1", found, reader)
    assert (first.list.text, first.place, first.moves) == ("2026年重点项目清单", "续建，第 1 号", ())
    assert first.task == "targets/2026/tasks/P-1/index.html"
    (joined,) = on_lists("P-4", found, reader)
    assert joined.place == "续建，第 2 号"
    assert joined.moves == ("2026年4月20日增补：进度快（滨重办〔2026〕7号，市政府批准）",)
    assert on_lists("P-9", found, reader) == ()


def test_a_project_that_left_or_waits() -> None:
    """Who left still says so; a substitute says its place, and has no task letter."""
    left = {**LISTED["adjustments"][0], "moves": [{"kind": "退出", "project": "P-2", "reason": "停建"}]}
    found = listed_snapshot(targets=[{**LISTED, "adjustments": [left], "substitutes": ["P-9", "P-4"]}])
    (gone,) = on_lists("P-2", found, reader_of(found))
    assert (gone.place, gone.task) == ("已不在清单中", "")
    assert gone.moves == ("2026年4月20日退出：停建（滨重办〔2026〕7号，市政府批准）",)
    (waiting,) = on_lists("P-4", found, reader_of(found))
    assert (waiting.place, waiting.task) == ("递补项目，第 2 位", "")


ISSUED = {
    "format": 1,
    "year": "2026",
    "date": "2026-02-10",
    "listed": {**LISTED, "adjustments": []},
    "projects": {
        "P-1": {"id": "P-1", "name": "铝箔旧名", "district": "zouping", "plan": "59000", "offices": ["city-drc"]},
        "P-2": {"id": "P-2", "name": "=cmd|' /C calc'!A0", "district": "huimin", "plan": "3000"},
        "P-3": {"id": "P-3", "name": "储备项目", "district": "zouping", "total": "50000"},
    },
    "names": {
        "district:zouping": {"zh-CN": "邹平县", "en": "Zouping"},
        "office:city-drc": {"zh-CN": "发展改革委", "en": "DRC"},
        "measure:投资": {"zh-CN": "投资任务", "en": "Investment"},
    },
    "money": {"unit": "万元", "display": "万元", "factor": "1"},
    "figures": [
        {"id": "targets:2026/projects", "value": "3", "display": {"zh-CN": "3个"}},
        {"id": "targets:2026/planned", "value": "62000", "display": {"zh-CN": "6.20亿元"}},
        {"id": "targets:2026-续建/planned", "value": "59000", "display": {"zh-CN": "5.90亿元"}},
    ],
    "policy": "x",
    "records": {},
    "digest": "x",
}  # fmt: skip


def test_the_published_page_is_of_the_issued_file() -> None:
    """Names, plans, sums and the unit of money as they were; what the records say otherwise now stands beside them."""
    found = listed_snapshot()
    view = published_view(IssuedTargets.model_validate(ISSUED), found, reader_of(found))
    row = view.groups[0].rows[0]
    assert (row.link.text, row.district, row.planned, row.offices) == ("铝箔旧名", "邹平县", "59,000.00", "发展改革委")
    assert len(view.groups[0].rows) == 1
    assert (view.sums.count, view.sums.planned, view.groups[0].sums.planned) == ("3", "62,000.00", "59,000.00")
    assert view.units is not None
    assert [name for name, _ in view.units.measures] == ["投资任务", "新开工项目"]
    assert view.units.rows[0].values == ("60,000.00", "2")
    assert view.unit == "万元"
    assert view.adjusted
    said = {(each.id, each.field): (each.issued, each.now) for each in view.differs}
    assert said["P-1", "name"] == ("铝箔旧名", "铝箔项目")
    assert said["P-1", "plan"] == ("59,000万元", "60,000万元")
    assert all(field for _, field in said)


def test_names_of_lists() -> None:
    """A code on the axis of lists is called as the list and its groups are."""
    dataset = records()
    edition = edition_of(Path("nowhere"), dataset, date(2026, 5, 31), (), pdf=False)
    reader = edition.reader_of("zh-CN", date(2026, 5, 31))
    assert (reader.name("targets", "2026"), reader.name("targets", "2026-续建")) == ("2026年重点项目清单", "续建")
    assert reader.name("targets", "2030") == "2030"


def test_a_bundle_on_the_list_counts_its_parts() -> None:
    """A project that a bundle on the list counts says so and enters no sum again."""
    bundle = {"id": "P-4", "count": "5", "years": [{"year": "2026", "plan": "100000"}]}
    view = list_view(projects=[{**PROJECTS[0], "within": "P-4"}, *PROJECTS[1:3], bundle])
    row = view.groups[0].rows[0]
    assert row.within.text == "甲项目"
    assert (view.groups[0].sums.planned, view.groups[0].sums.counts) == ("10.00", "1 项，拆分后 5 项")
