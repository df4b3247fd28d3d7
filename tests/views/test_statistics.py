"""Issues in figures: what the tables say, in what order, and what stands in their headings."""

from fractions import Fraction
from typing import Any

from tests.snapshots import Record, reader_of, snapshot, value
from tongbao.metrics.snapshot import Snapshot
from tongbao.views.statistics import statistics_view

SITE: Record = {
    "categories": [{"code": "土地", "name": "土地"}, {"code": "资金", "name": "资金"}],
    "offices": [{"code": "city-drc", "name": "市发改委"}, {"code": "city-land", "name": "市自然资源局"}],
}
AGES: Record = {
    "ages": {
        "classes": [
            {"code": "a", "name": "30天以内", "from": "0", "until": "30"},
            {"code": "b", "name": "超过30天", "from": "31"},
        ],
        "assumed": True,
    }
}
CLOCKS: Record = {"clocks": {"resolve": {"upper": "5", "unit": "calendar_days"}}}


def issue(id: str, raised: str, closed: str = "", **more: Any) -> Record:
    to = more.pop("to", "city-drc")
    events = [{"date": raised, "kind": "assigned", "to": to}]
    events += [{"date": closed, "kind": "closed"}] if closed else []
    return {"id": id, "raised": {"date": raised}, "events": events, **more}


ISSUES = [
    issue("I-1", "2026-03-01", "2026-03-05"),
    issue("I-2", "2026-03-01", "2026-03-11"),
    issue("I-3", "2026-04-01", "2026-04-26", category="资金"),
    issue("I-4", "2026-05-29", category="资金", to="city-land"),
    issue("I-5", "2026-04-30", to="city-land"),
    issue("I-6", "2025-12-01", "2026-01-30"),
    {
        "id": "I-7",
        "projects": [],
        "district": "huimin",
        "raised": {"date": "2026-02-01"},
        "counts": [{"date": "2026-05-01", "raised": "9", "closed": "7"}],
    },
]


def known(*issues: Record, **policy: Any) -> Snapshot:
    project = {"id": "P-1", "registered": "2025-01-01"}
    return snapshot("2026-05-31", project, issues=issues or ISSUES, site=SITE, policy={**AGES, **CLOCKS, **policy})


def test_the_median_is_of_the_issues_raised_and_closed_in_the_year() -> None:
    """4, 10 and 25 days: 10. Of those raised last year none enters; those that were only counted are said."""
    found = known().figure("all", "median_days")
    assert (found.value, found.excluded) == (10, (("closed_without_day", 7),))


def test_of_an_even_number_the_mean_of_the_two_in_the_middle() -> None:
    """4 and 10 days: 7; 4 and 11 days: 7.5, printed as it is."""
    assert value(known(*ISSUES[:2]), "median_days") == 7
    half = known(ISSUES[0], issue("I-2", "2026-03-01", "2026-03-12"))
    assert value(half, "median_days") == Fraction(15, 2)
    assert reader_of(half).figure_text(half.figure("all", "median_days")) == "7.5天"


def test_none_closed_is_no_figure() -> None:
    """Not 0 days."""
    assert known(ISSUES[4]).figure("all", "median_days").reason == "none-closed"


def test_a_class_of_age_takes_both_its_ends() -> None:
    """Raised 31 days ago is in the second class, 2 days ago in the first; closed ones and counted ones are in none."""
    found = known()
    assert [value(found, "issues_open", f"age:{code}") for code in "ab"] == [1, 1]
    on_the_day = known(issue("I-1", "2026-05-01"))
    assert [value(on_the_day, "issues_open", f"age:{code}") for code in "ab"] == [1, 0]


def test_open_issues_by_age() -> None:
    """What the heading says follows from the oldest class; those whose day nobody knows are said."""
    found = known()
    table = statistics_view(found, reader_of(found)).ages
    assert table is not None
    assert table.finding == "未办结的 4 个问题中，1 个提出已超过 30 天，占 25.0%"
    assert [(row.name, row.open, row.overdue) for row in table.rows] == [("30天以内", "1", "0"), ("超过30天", "1", "1")]
    assert table.unknown == "另有 2 个未办结问题只有个数，不知道提出日期。"
    assert statistics_view(found, reader_of(found)).ages != statistics_view(known(*ISSUES[:1]), reader_of(found)).ages


def test_a_place_without_classes_has_no_table_of_ages() -> None:
    """And none where nothing is open."""
    found = known(ages={})
    assert statistics_view(found, reader_of(found)).ages is None
    closed = known(*ISSUES[:3])
    assert statistics_view(closed, reader_of(closed)).ages is None


def test_tables_under_what_they_show() -> None:
    """The category with the most of the year, the office with the most in hand; offices are in that order, others in
    the place's."""
    found = known()
    tables = {table.axis: table for table in statistics_view(found, reader_of(found)).tables}
    assert list(tables) == ["category", "district", "handler"]
    assert tables["category"].finding == "土地问题最多：12 个，占今年收集的 85.7%"
    assert tables["handler"].finding == "市自然资源局未办结问题最多：2 个，其中超期 1 个"
    assert [row.link.text for row in tables["handler"].rows] == ["市自然资源局", "市发改委"]
    assert tables["handler"].rows[0].link.href == "offices/city-land/index.html"
    assert tables["handler"].note == "另有 9 个问题不在以上各行之内。"
    assert [[figure.value for figure in row.figures] for row in tables["district"].rows] == [
        ["5", "3", "60.0", "2", "1", "10"],
        ["9", "7", "77.8", "2", "0", "无"],
    ]


def test_bars_are_beside_the_longest() -> None:
    """Of closed and open ones together; what is drawn is said too."""
    found = known()
    tables = {table.axis: table for table in statistics_view(found, reader_of(found)).tables}
    bar = tables["district"].rows[0].bar
    assert (bar.closed, bar.open_at, bar.open, bar.overdue_at, bar.overdue) == ("33.3", "33.3", "11.1", "44.4", "11.1")
    assert bar.text == "办结 3 个，办理中 2 个，其中超期 1 个"


def test_as_many_are_named_together() -> None:
    """Nobody is named alone who has as many as another."""
    found = known(issue("I-1", "2026-05-30"), issue("I-2", "2026-05-30", category="资金"))
    tables = {table.axis: table for table in statistics_view(found, reader_of(found)).tables}
    assert tables["category"].finding == "土地、资金问题最多：各 1 个，各占今年收集的 50.0%"
