"""What a reader is told who reckons rates and gaps again from printed sums."""

from tests.snapshots import reader_of, report, snapshot, year
from tongbao.views.lists import district_view
from tongbao.views.offices import office_view
from tongbao.views.project_owners import owner_view
from tongbao.views.rows import recount_note
from tongbao.views.sectors import sector_view

SITE = {"lists": [{"code": code, "name": code} for code in ("甲", "乙")]}
PLANNED = {"id": "P-1", "lists": ["甲"], "years": year("10000"), "progress": [report("2026-05-31", "4000")]}
UNPLANNED = {"id": "P-2", "lists": ["乙"], "years": year(None), "progress": [report("2026-05-31", "3000")]}


def test_a_sum_says_what_its_rate_leaves_out() -> None:
    """Of the place 0.30 亿元 are outside the rate, of the list that has plans nothing is."""
    found = snapshot("2026-05-31", PLANNED, UNPLANNED, site=SITE)
    whole, planned = (recount_note(found, reader_of(found), scope) for scope in ("all", "list:甲"))
    assert whole.endswith("没有年度计划的项目已完成 0.30亿元，计入累计完成投资，不计入投资完成率。")
    assert "没有年度计划" not in planned


def test_ranks_and_lights_go_by_unrounded_values() -> None:
    """It is said where a rate is printed, and nothing where there is none."""
    found = snapshot("2026-05-31", PLANNED, UNPLANNED, site=SITE)
    assert "亮牌和排名按未四舍五入的数据判断" in recount_note(found, reader_of(found))
    assert recount_note(found, reader_of(found), "list:乙") == ""


def test_a_page_says_below_its_rate_what_this_leaves_out() -> None:
    """Of a district, an office, a class and an owner."""
    parts = {"responsible": [{"office": "city-drc"}], "owner": {"name": "某公司"}, "classes": ["产业"]}
    site = {
        **SITE,
        "classes": [{"code": "产业", "name": "产业"}],
        "offices": [{"code": "city-drc", "name": "市发改委"}],
    }
    found = snapshot("2026-05-31", PLANNED | parts, UNPLANNED | parts, site=site)
    reader = reader_of(found)
    (owner,) = found.owners
    views = (
        district_view("zouping", found, reader),
        office_view(found.data.site.offices[0], found, reader),
        sector_view("class", "产业", found, reader),
        owner_view(owner, found, reader),
    )
    assert {view.note for view in views} == {"没有年度计划的项目已完成 0.30亿元，计入累计完成投资，不计入投资完成率。"}
