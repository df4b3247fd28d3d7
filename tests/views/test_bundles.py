"""Bundles on pages: both counts of a list, records that a bundle counts, the rest that was reckoned."""

from typing import Any

from tests.bulletin_place import place, project, sentence, view_of
from tests.publications import record
from tests.snapshots import reader_of, report, snapshot, year
from tongbao.metrics.snapshot import Snapshot
from tongbao.views.lists import district_view, projects_view
from tongbao.views.project import project_view
from tongbao.views.targets import targets_view

BUNDLE = {
    "id": "P-B",
    "name": "棚改打包",
    "count": "126",
    "years": year("300"),
    "progress": [report("2026-05-31", "30")],
}
NAMED = {
    "id": "P-N",
    "name": "城东棚改",
    "within": "P-B",
    "years": year("100"),
    "progress": [report("2026-05-31", "10")],
}
REST = {"id": "P-R", "name": "其余", "count": "4", "reckoned": True}
SINGLE = {"id": "P-S", "name": "单个", "years": year("50")}
BOTH = "3 项，拆分后 131 项"


def small(**records: Any) -> Snapshot:
    return snapshot("2026-05-31", BUNDLE, NAMED, REST, SINGLE, **records)


def test_lists_print_both_counts() -> None:
    """Entries and the projects they stand for (444项，拆分后569项); what a bundle counts is in neither again."""
    found = small()
    assert projects_view(found, reader_of(found)).counts == BOTH
    assert district_view("zouping", found, reader_of(found)).counts == BOTH


def test_one_count_where_they_are_the_same() -> None:
    """Without bundles there is nothing more to say."""
    found = snapshot("2026-05-31", SINGLE)
    assert projects_view(found, reader_of(found)).counts == ""
    assert district_view("zouping", found, reader_of(found)).counts == ""
    assert targets_view(2026, found, found, reader_of(found)).sums.counts == ""


def test_a_target_list_counts_a_nested_project_once() -> None:
    """The bundle's plan holds those of the projects that it counts; both counts stand on the list."""
    groups = [
        {"code": "续建", "name": "续建", "projects": ["P-B", "P-N", "P-S"]},
        {"code": "其他", "name": "其他", "projects": ["P-R"]},
    ]
    found = small(targets=[{"groups": groups}])
    view = targets_view(2026, found, found, reader_of(found))
    assert (view.sums.counts, view.sums.count, view.sums.planned) == (BOTH, "131", "0.04")
    assert [group.sums.counts for group in view.groups] == ["2 项，拆分后 127 项", "1 项，拆分后 4 项"]
    assert view.groups[0].sums.planned == "0.04"
    within = [row.within.text if row.within else "" for row in view.groups[0].rows]
    assert within == ["", "棚改打包", ""]


def test_a_nested_project_alone_on_a_list_counts() -> None:
    """Where its bundle is not on the list, the project itself is counted; a bundle two steps up counts it."""
    groups = [{"code": "续建", "name": "续建", "projects": ["P-N", "P-S"]}]
    found = small(targets=[{"groups": groups}])
    assert targets_view(2026, found, found, reader_of(found)).sums.count == "2"
    inner = {**NAMED, "id": "P-I", "count": "2"}
    deep = {**SINGLE, "id": "P-D", "within": "P-I"}
    groups = [{"code": "续建", "name": "续建", "projects": ["P-B", "P-D"]}]
    found = snapshot("2026-05-31", BUNDLE, inner, deep, targets=[{"groups": groups}])
    assert targets_view(2026, found, found, reader_of(found)).sums.count == "126"


def test_rows_say_who_counts_them_and_what_was_reckoned() -> None:
    """A nested project leads to its bundle; the rest of a total is marked."""
    found = small()
    rows = {row.id: row for row in projects_view(found, reader_of(found)).rows}
    assert {id: row.within.text for id, row in rows.items() if row.within} == {"P-N": "棚改打包"}
    assert [id for id, row in rows.items() if row.reckoned] == ["P-R"]


def test_pages_and_data_of_records() -> None:
    """The bundle names the projects it counts, they lead to it, and project.json says all of it."""
    found = small()
    reader = reader_of(found)
    views = {s.project.id: project_view(s, found, reader) for s in found.standings}
    assert [link.text for link in views["P-B"].named] == ["城东棚改"]
    assert views["P-N"].within is not None
    assert views["P-N"].within.href == "projects/P-B/index.html"
    assert views["P-R"].reckoned
    data = {s.project.id: record(found, "projects", s.project.id) for s in found.standings}
    told = {id: (row["count"], row["reckoned"], row["within"]) for id, row in data.items()}
    assert told == {
        "P-B": (126, False, None), "P-N": (1, False, "P-B"), "P-R": (4, True, None), "P-S": (1, False, None),
    }  # fmt: skip


def test_the_headline_of_a_bulletin_says_both_counts() -> None:
    """In each language; without bundles it says one."""
    data = place(project("P-1", count="126"), project("P-2"))
    assert "全市重点项目2项，拆分后127项（市级127个），年度计划" in sentence("headline", view_of(data))
    english = sentence("headline", view_of(data, language="en"), "en")
    assert "127 key projects (2 entries, 127 projects with bundles split)" in english
    alone = place(project("P-1"), project("P-2"))
    assert "全市2个重点项目（市级2个）年度计划" in sentence("headline", view_of(alone))


def test_a_list_of_projects_whose_nature_nobody_states() -> None:
    """What is planned for the year stands on its list all the same, and a sum that nobody states is left out."""
    found = snapshot("2026-05-31", {"id": "P-1", "years": year("30000", nature=None)})
    view = targets_view(2026, found, found, reader_of(found))
    assert [(group.name, group.sums.count) for group in view.groups] == [("未注明建设性质", "1")]
    assert (view.sums.planned, view.sums.total) == ("3.00", "")
