"""Papers that were sent, on the page of the project and of the office that is to answer."""

from tests.metrics.test_sent import PAPER, on
from tests.snapshots import reader_of
from tongbao.views.offices import office_view
from tongbao.views.project import project_view
from tongbao.views.sent import to_answer


def test_on_the_page_of_the_project() -> None:
    """The newest first, with number, offices, days and how far it is."""
    found = on(
        "2026-10-20",
        {**PAPER, "number": "提1号", "due": "2026-09-30", "answered": "2026-10-09", "result": "增加两个班组"},
        {**PAPER, "date": "2026-10-09", "number": "提2号"},
    )
    newest, oldest = project_view(found.standings[0], found, reader_of(found)).papers
    assert (oldest.name, oldest.number, oldest.day, oldest.due) == (
        "挂牌提醒",
        "提1号",
        "2026年9月28日",
        "2026年9月30日",
    )
    assert (oldest.state_text, oldest.result) == ("2026年10月9日逾期反馈", "增加两个班组")
    assert [link.text for link in newest.to] == ["市发改委"]
    assert (newest.number, newest.due, newest.state_text) == ("提2号", "2026年10月15日", "逾期5天未反馈")


def test_on_the_page_of_the_office() -> None:
    """What it has not answered, the most urgent first; what it answered and what others got is not there."""
    found = on(
        "2026-10-09",
        {**PAPER, "number": "提1号", "answered": "2026-10-09"},
        {**PAPER, "number": "提2号", "date": "2026-10-08"},
        {**PAPER, "number": "提3号", "date": "2026-10-09", "due": "2026-10-09"},
        {**PAPER, "number": "提4号", "date": "2026-10-09", "to": []},
    )
    rows = to_answer("city-drc", found, reader_of(found))
    assert [row.number for row in rows] == ["提3号", "提2号"]
    office = found.data.site.offices[0]
    assert office_view(office, found, reader_of(found)).papers == rows
