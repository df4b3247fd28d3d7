"""The pages of columns: what the heading says, where rows lead, what is announced."""

from tests.metrics.test_columns import PROJECT, WEEKS, known
from tests.snapshots import reader_of, snapshot
from tongbao.views.columns import column_rows, freshness_view
from tongbao.views.reference import about_view


def test_the_heading_says_how_it_stands() -> None:
    """All up to date, or which are not; a place that asks for nothing says so."""
    found = known("2026-05-20")
    assert freshness_view(found, reader_of(found)).finding == "有时限的 2 个栏目都已按时更新"
    policy = {"columns": [{"columns": ["issues", "projects"], "limit": WEEKS}, {"columns": ["campaigns"]}]}
    late = known("2026-06-30", policy=policy)
    assert freshness_view(late, reader_of(late)).finding == "2 个栏目超期未更新：项目、问题；1 个栏目空白：专项行动"
    unasked = known(policy={})
    assert freshness_view(unasked, reader_of(unasked)).finding == "本地没有规定各栏目的更新时限"


def test_a_row() -> None:
    """Who answers, from where and when; an empty column has no page to lead to."""
    rule = {
        "columns": ["projects", "campaigns"],
        "office": "city-drc",
        "sources": "项目单位填报",
        "updated": "每周一",
        "limit": WEEKS,
        "source": "某文件",
    }
    found = known("2026-05-20", policy={"columns": [rule]}, site={"as_of": "2026-05-20", "next_update": "2026-05-25"})
    rows = {row.link.text: row for row in column_rows(found, reader_of(found))}
    row = rows["项目"]
    assert (row.office.href, row.sources, row.updated) == ("offices/city-drc/index.html", "项目单位填报", "每周一")
    assert (row.newest_iso, row.due, row.state, row.source) == ("2026-05-06", "2026年5月20日", "fresh", "某文件")
    assert (row.next, rows["更正"].next) == ("2026年5月25日", "")
    assert (rows["专项行动"].link.href, rows["专项行动"].state, rows["专项行动"].said) == ("", "empty", "空白")
    assert rows["问题"].office.text == "市指挥部办公室"


def test_changes_are_counted_as_their_page_does() -> None:
    """A corrected report is one."""
    again = {
        "as_of": "2026-04-30",
        "reported": "2026-05-10",
        "corrects": "2026-04-30",
        "reason": "录错",
        "invested": "11",
    }
    found = snapshot("2026-05-31", {**PROJECT, "progress": [*PROJECT["progress"], again]})
    row = next(row for row in column_rows(found, reader_of(found)) if row.link.text == "调整与更正")
    assert (row.entries, row.newest_iso) == ("1", "2026-05-10")


def test_about_leads_to_both() -> None:
    """To the updates and to the site map, with the columns themselves."""
    found = known()
    view = about_view(found, reader_of(found, "en"))
    assert [way.href for way in view.ways] == ["freshness/index.html", "sitemap/index.html"]
    assert view.columns == column_rows(found, reader_of(found, "en"))
