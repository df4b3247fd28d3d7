"""What a finished project was to bring, beside what it has brought."""

import json
from datetime import date
from pathlib import Path

from tests.builders import PROJECT, make_project, write_place
from tests.sites import drawn
from tests.snapshots import Record, reader_of, report, snapshot, stage, year
from tongbao.metrics.following import PROJECT_WORDS
from tongbao.model.asof import project_at
from tongbao.model.digest import record_digest
from tongbao.views.results import result_rows

DONE = [stage("2026-01-10"), stage("2026-03-10", "completed")]
TURNOVER = {
    "name": "年营业收入",
    "unit": "万元",
    "promised": {"value": "52000", "by": "2026-12-31", "source": "可行性研究报告"},
    "measured": [
        {"date": "2026-04-30", "value": "20800", "source": "企业快报"},
        {"date": "2026-05-31", "value": "26000.5", "source": "企业快报"},
    ],
}
JOBS = {"name": "就业", "unit": "人", "promised": {"value": "260", "source": "投资协议"}}


def project(*results: Record, **more: object) -> Record:
    """A finished project with results."""
    return {"id": "P-1", "stages": DONE, "results": list(results), **more}


def test_the_newest_value_stands_beside_the_promise() -> None:
    """With its unit, its day and its source, the share of the one in the other, and what was measured before."""
    found = snapshot("2026-05-31", project(TURNOVER, JOBS))
    turnover, jobs = result_rows(found.standings[0], reader_of(found))
    assert turnover.promised == ("52,000 万元", "2026年12月31日前", "可行性研究报告")
    assert turnover.measured == ("26,000.5 万元", "2026年5月31日", "企业快报")
    assert turnover.share == "50.0%"
    assert [item.value for item in turnover.earlier] == ["20,800 万元"]
    assert (jobs.measured, jobs.share) == (None, "")


def test_what_is_invested_stands_first() -> None:
    """The total investment of a finished project beside what was invested since its beginning."""
    keys = {"investment": {"total": "120000"}, "years": year("60000", invested_before="60000")}
    found = snapshot("2026-05-31", project(TURNOVER, progress=[report("2026-04-30", "54000")], **keys))
    first, _ = result_rows(found.standings[0], reader_of(found))
    assert first.measured is not None
    assert (first.name, first.share, first.measured.day) == ("总投资", "95.0%", "2026年4月30日")
    assert result_rows(snapshot("2026-05-31", project(**keys)).standings[0], reader_of(found)) == ()


def test_a_promise_of_nothing_has_no_share() -> None:
    """Of a promise of 0 no share can be said."""
    nothing = {**TURNOVER, "promised": {"value": "0", "source": "协议"}}
    found = snapshot("2026-05-31", project(nothing))
    assert result_rows(found.standings[0], reader_of(found))[0].share == ""


def test_an_earlier_day_knows_no_later_measurement() -> None:
    """Of a day seen again what was measured by then."""
    cut = project_at(make_project(results=[TURNOVER], stages=DONE), date(2026, 5, 1))
    assert cut is not None
    assert [each.date.month for each in cut.results[0].measured] == [4]


def test_results_change_no_issued_digest() -> None:
    """They enter no figure of a bulletin."""
    with_results, without = make_project(results=[TURNOVER]), make_project()
    assert record_digest(with_results, PROJECT_WORDS) == record_digest(without, PROJECT_WORDS)


def test_the_page_tells_them(tmp_path: Path) -> None:
    """In a table of its own."""
    file = {**PROJECT, "registered": "2026-01-01", "stages": DONE, "results": [TURNOVER, JOBS]}
    root = write_place(tmp_path, {"projects/zouping/P-1.yaml": json.dumps(file, ensure_ascii=False)})
    html = drawn(root, "projects/P-1/index.html")
    assert 'id="results"' in html
    assert "26,000.5 万元" in html
    assert "尚未测得" in html
