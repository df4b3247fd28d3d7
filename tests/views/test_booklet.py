"""清单册: projects, progress, issues."""

from tests.listed_place import listed_snapshot
from tests.snapshots import reader_of
from tongbao.views.booklet import booklet_view
from tongbao.views.tables import Amount, Table

ISSUES = [
    {
        "id": "I-1", "kind": "问题", "title": "用地未落实", "projects": ["P-1"], "category": "土地",
        "raised": {"date": "2026-05-04"}, "events": [{"date": "2026-05-06", "kind": "assigned", "to": "city-drc"}],
    },
    {
        "id": "I-2", "kind": "问题", "title": "已办结的", "projects": ["P-1"], "category": "土地",
        "raised": {"date": "2026-05-04"},
        "events": [{"date": "2026-05-06", "kind": "resolved"}, {"date": "2026-05-07", "kind": "closed"}],
    },
    {
        "id": "I-3", "kind": "问题", "title": "不在清单的", "projects": [], "district": "huimin", "category": "土地",
        "raised": {"date": "2026-05-04"},
    },
    {
        "id": "I-4", "kind": "问题", "title": "只计数的", "projects": ["P-1"], "category": "土地",
        "raised": {"date": "2026-05-04"}, "counted_only": True,
    },
]  # fmt: skip


def tables() -> tuple[Table, Table, Table]:
    """The three lists of the small place."""
    found = listed_snapshot(issues=ISSUES)
    first, second, third = booklet_view(found.data.targets[0], found, reader_of(found)).tables
    return first, second, third


def texts(table: Table, row: int) -> list[str]:
    """The cells of a row as printed."""
    return [cell.text if isinstance(cell, Amount) else cell for cell in table.rows[row].cells]


def test_three_lists_are_bound() -> None:
    """滨州: 项目清单, 进度清单, 问题清单."""
    assert [table.name for table in tables()] == ["项目清单", "进度清单", "问题清单"]


def test_progress_says_rate_gap_works_done_and_stage() -> None:
    """24000 of 60000 is 40.0 %, by the end of May 5/12 are due; the newest words with the newest percentage."""
    progress = tables()[1]
    assert texts(progress, 2) == ["1", "铝箔项目", "邹平", "6.00", "2.40", "40.0%", "−1.7", "45%，二层施工", "开工", ""]
    assert texts(progress, 0)[1:6] == ["合计", "", "7.20", "2.40", "33.3%"]


def test_issues_are_the_open_ones_of_the_projects_on_the_list() -> None:
    """With office, deadline and state; what is closed, elsewhere, or only counted is not in it."""
    issues = tables()[2]
    assert [texts(issues, number)[1] for number in range(len(issues.rows))] == ["用地未落实"]
    assert texts(issues, 0)[2:6] == ["铝箔项目", "土地", "市发改委", "2026年5月4日"]
    assert texts(issues, 0)[7] == "办理中"
