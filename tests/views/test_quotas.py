"""Quotas, libraries and figures by month as a reader sees them, and as open data."""

from datetime import date
from typing import Any

import pytest

from tests.each import each
from tests.made_pages import recipes_of
from tests.publications import publication, table
from tests.snapshots import Record, place, reader_of, report, snapshot, stage, year
from tongbao.metrics.snapshot import Snapshot
from tongbao.views.data.offered import OpenData
from tongbao.views.data.page import data_view
from tongbao.views.exports import figure_objects
from tongbao.views.lists import projects_view
from tongbao.views.quotas import MONTHLY_COLUMNS, QuotaRow, quotas_of, quotas_view

RESERVES: Record = {
    "code": "储备",
    "name": {"zh-CN": "每季度谋划储备项目", "en": "Reserves of a quarter"},
    "count": {"reached": [{"stage": "reserved", "within": "quarter"}]},
    "at_least": "3",
    "source": "驻马店市2022年",
}
DAY = "2022-06-30"


def reserves(count: int, district: str = "zouping") -> Record:
    return {
        "id": f"P-{district}",
        "district": district,
        "count": str(count),
        "stages": [stage("2022-05-10", "reserved")],
    }


def place_of(quota: Record, *projects: Record, day: str = DAY, **more: Any) -> Snapshot:
    return snapshot(day, *projects, policy={"quotas": [{**RESERVES, **quota}], **more})


def row(found: Snapshot, language: str = "zh-CN") -> QuotaRow:
    """The first row of the first quota."""
    return quotas_view(found, reader_of(found, language)).quotas[0].rows[0]


@each(
    ("quota", "day", "verdict", "state"),
    [
        ({"at_least": "2"}, DAY, "达到", "met"),
        ({"at_least": "5"}, DAY, "未达到，差 3个", "short"),
        ({"at_least": "5"}, "2022-06-29", "尚差 3个（2022年6月30日到期）", "open"),
        ({"at_least": None, "at_most": "1"}, DAY, "未达到，超出 1个", "over"),
        ({"at_least": None}, DAY, "不设界限", ""),
        ({"at_least": "10", "measure": "total_investment"}, DAY, "未达到，差 不足 0.01亿元", "short"),
        ({"at_least": "25000", "measure": "total_investment"}, DAY, "未达到，差 2.50亿元", "short"),
        ({"over": {"lists": ["省重点"]}}, DAY, "基数为零", ""),
        ({"over": {}, "at_least": "120"}, DAY, "未达到，差 20.0个百分点", "short"),
        ({"over": {}, "at_least": None, "above": "100"}, DAY, "未达到，恰在界限上", "short"),
        ({"over": {}, "times": True, "at_least": "3"}, DAY, "未达到，差 2.00倍", "short"),
    ],
)
def test_verdicts(quota: Record, day: str, verdict: str, state: str) -> None:
    """Whether a quota is met and by how much not is said in words; before its quarter ends it is still open."""
    found = row(place_of(quota, reserves(2), day=day))
    assert (found.verdict, found.state) == (verdict, state)


def test_a_ratio_shows_its_division() -> None:
    """Under a ratio stand the two amounts, of money in the unit of pages."""
    quota = {"over": {}, "measure": "total_investment", "at_least": "50"}
    one = {**reserves(1), "investment": {"total": "30000"}}
    found = row(place_of(quota, one, {"id": "P-9", "investment": {"total": "70000"}}))
    assert (found.value, found.parts) == ("30.0%", "3.00亿元 ÷ 10.00亿元")
    found = row(place_of({"over": {}}, reserves(2), {"id": "P-9"}))
    assert (found.value, found.parts) == ("66.7%", "2 ÷ 3")


def test_rule_source_and_summary() -> None:
    """A quota says its rule and its source, and how many meet it."""
    found = place_of({}, reserves(3), reserves(2, "huimin"))
    quota = quotas_view(found, reader_of(found)).quotas[0]
    assert quota.lines == ("统计本季度进入“储备”阶段的项目个数。", "每个县区不低于 3 个。")
    assert (quota.source, quota.summary, quota.head) == ("驻马店市2022年", "1 个达到、1 个未达到", "县区")
    assert [(r.member.text, r.value) for r in quota.rows] == [("邹平", "3个"), ("惠民", "2个")]


def test_all_together() -> None:
    """One row for all together, without a district's name over it."""
    found = place_of({"per": "all"}, reserves(3), reserves(2, "huimin"))
    quota = quotas_view(found, reader_of(found)).quotas[0]
    assert [(r.member.text, r.value) for r in quota.rows] == [("合计", "5个")]
    assert (quota.head, quota.summary) == ("范围", "")


def test_projects_that_count() -> None:
    """What was counted leads to its pages, as many as a short list shows; the others are numbered."""
    projects = [{"id": f"P-{n}", "stages": [stage("2022-05-10", "reserved")]} for n in range(1, 11)]
    found = row(place_of({}, *projects))
    assert [link.href for link in found.projects] == [f"projects/P-{n}/index.html" for n in range(1, 9)]
    assert found.more == 2


def test_a_district_has_its_own() -> None:
    """The page of a district has its row of each quota that it owes for itself, by the quota's name."""
    found = snapshot(
        DAY,
        reserves(3, "huimin"),
        policy={
            "quotas": [RESERVES, {**RESERVES, "code": "a", "per": "all"}, {**RESERVES, "code": "s", "axis": "list"}]
        },
    )
    rows = quotas_of(("district",), "huimin", found, reader_of(found))
    assert [(r.name, r.verdict) for r in rows] == [("每季度谋划储备项目", "达到")]


def test_figures_of_quotas() -> None:
    """A quota is an object of figures.json of its member's scope, with whether it is met."""
    found = place_of({}, reserves(2))
    rows = {row["id"]: row for row in figure_objects(found, reader_of(found))}
    assert rows["district:zouping/quota:储备"] == {
        "id": "district:zouping/quota:储备",
        "as_of": DAY,
        "value": "2",
        "display": "2个",
        "unit": "projects",
        "formula": "quota:储备",
        "excluded": {},
        "met": False,
    }


LIBRARY: Record = {
    "code": "新开工库",
    "name": "投资3000万以上新开工项目库",
    "select": {"natures": ["新开工"], "total": {"at_least": "3000"}},
}
NEW = {"years": year("100", "新开工", 2022)}


def test_libraries() -> None:
    """A library has its sums, and says of how many projects nobody can tell; its projects have a page."""
    projects: list[Record] = [
        {"id": "P-1", **NEW, "investment": {"total": "30000"}},
        {"id": "P-2", **NEW},
        {"id": "P-3", **NEW, "investment": {"total": "10"}},
    ]
    found = snapshot(DAY, *projects, policy={"libraries": [LIBRARY]})
    library = quotas_view(found, reader_of(found)).libraries[0]
    assert (library.href, library.projects, library.total) == ("projects/by/library/新开工库/index.html", "1", "3.00")
    assert library.excluded == ("1 个项目不知各自总投资，无法判断是否符合",)
    rows = {row.id: row for row in projects_view(found, reader_of(found)).rows}
    assert [chip.code for chip in rows["P-1"].libraries] == ["新开工库"]
    assert rows["P-2"].libraries == ()
    filters = {made.name: made.options for made in projects_view(found, reader_of(found)).finding.filters}
    assert [chip.text for chip in filters["library"]] == ["投资3000万以上新开工项目库"]


def test_an_empty_library_leads_nowhere() -> None:
    """Where a library holds nothing, there is no list to show."""
    found = snapshot(DAY, {"id": "P-1"}, policy={"libraries": [LIBRARY]})
    library = quotas_view(found, reader_of(found)).libraries[0]
    assert (library.href, library.projects, library.total) == ("", "0", "")


def test_a_library_of_every_project_leads_to_the_list() -> None:
    """Where a library holds all there is, no list has a filter or a page for it: its projects are the whole list."""
    found = snapshot(DAY, {"id": "P-1", **NEW, "investment": {"total": "30000"}}, policy={"libraries": [LIBRARY]})
    library = quotas_view(found, reader_of(found)).libraries[0]
    assert library.href == "projects/index.html"


def test_a_part_of_a_bundle_in_a_library() -> None:
    """Of a bundle only the part that the library finds is counted, and the bundle is found in its list."""
    stages = [stage("2022-01-10", "reserved"), stage("2022-03-10", "signed", count="20")]
    library = {"code": "储备库", "name": "储备库", "select": {"stages": ["reserved"]}}
    found = snapshot(DAY, {"id": "P-1", "count": "50", "stages": stages}, policy={"libraries": [library]})
    assert quotas_view(found, reader_of(found)).libraries[0].projects == "30"
    assert found.libraries_of(found.standings[0]) == ("储备库",)


def test_a_library_of_projects_kept_apart() -> None:
    """A reserve kept apart from the year's figures is counted in its library."""
    policy = {
        "scope": {"apart_lists": ["储备"]},
        "libraries": [{"code": "储备库", "name": "储备库", "select": {"lists": ["储备"]}}],
    }
    found = snapshot(DAY, {"id": "P-1", "lists": ["储备"]}, policy=policy)
    assert quotas_view(found, reader_of(found)).libraries[0].projects == "1"
    assert found.figure("all", "projects").value == 0


MONTHLY: Record = {"figures": {"monthly": ["completed", "completion_rate"]}}
BUILT: Record = {
    "id": "P-1",
    "registered": "2021-12-01",
    "years": year("1000", number=2022),
    "progress": [report("2022-01-31", "100"), report("2022-02-20", "250")],
}


def test_months() -> None:
    """A table a figure: the whole place and each district at the ends of the months, a month under way by its day."""
    found = snapshot("2022-02-20", BUILT, policy=MONTHLY)
    completed, rate = quotas_view(found, reader_of(found)).months
    assert (completed.label, completed.unit, completed.months) == ("累计完成投资", "亿元", ("1月", "2月20日"))
    assert [(place.text, values) for place, values in rate.rows] == [
        ("合计", ("10.0", "25.0")),
        ("邹平", ("10.0", "25.0")),
        ("惠民", ("无", "无")),
    ]


def test_monthly_file() -> None:
    """monthly.csv has a row a figure, scope and month, with the value as in figures.json."""
    found = snapshot("2022-02-20", BUILT, policy={"figures": {"monthly": ["completion_rate"]}})
    lines = table(found, "monthly")
    assert lines[0] == ",".join(MONTHLY_COLUMNS)
    assert lines[1:4] == [
        "2022-01,2022-01-31,all,completion_rate,0.1,100,1000,10.0%",
        "2022-02,2022-02-20,all,completion_rate,0.25,250,1000,25.0%",
        "2022-01,2022-01-31,district:zouping,completion_rate,0.1,100,1000,10.0%",
    ]
    assert lines[-1] == "2022-02,2022-02-20,district:huimin,completion_rate,,0,0,无"


def test_a_sample_says_so_in_its_months() -> None:
    """The file of a sample place bears the mark of one."""
    found = snapshot("2022-02-20", BUILT, policy=MONTHLY, site={"sample": True})
    lines = table(found, "monthly")
    assert lines[0].endswith(",sample")
    assert lines[1].endswith(",true")


@pytest.mark.parametrize(
    ("policy", "page", "file"),
    [
        ({}, False, False),
        ({"quotas": [RESERVES]}, True, False),
        ({"libraries": [LIBRARY]}, True, False),
        (MONTHLY, True, True),
    ],
)
def test_the_page_is_there_where_it_has_something_to_say(policy: Record, page: bool, file: bool) -> None:
    """A place without quotas, libraries and figures by month has neither the page nor the file, nor words of it."""
    records = place([BUILT], policy=policy)
    paths = recipes_of(records, date(2022, 2, 20))
    assert ("quotas/index.html" in paths, "data/monthly.csv" in paths) == (page, file)
    found = snapshot("2022-02-20", BUILT, policy=policy)
    groups = data_view(OpenData(publication(found)), reader_of(found)).groups
    listed = [view.href for group in groups for view in group.files]
    assert ("data/monthly.csv" in listed) is file


def test_in_english() -> None:
    """The verdict and the name in the reader's language."""
    found = row(place_of({}, reserves(1)), "en")
    assert (found.name, found.verdict) == ("Reserves of a quarter", "not met, 2 projects short")
