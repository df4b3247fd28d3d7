"""Classes and sectors: which have a page, what stands on it."""

from tests.made_pages import MadePages
from tests.snapshots import Record, place, reader_of, snapshot, stage, year
from tongbao.metrics.snapshot import Snapshot
from tongbao.model.dataset import Dataset
from tongbao.views.project import project_view
from tongbao.views.sectors import has_sectors, sector_codes, sector_view, sectors_view

DAY = "2026-06-30"
SITE: Record = {
    "classes": [
        {"code": "产业", "name": {"zh-CN": "产业", "en": "Industry"}},
        {"code": "工业", "name": "工业", "within": "产业"},
        {"code": "民生", "name": "民生"},
        {"code": "空", "name": "空类别"},
    ],
    "sectors": [{"code": "化工", "name": "化工"}],
    "offices": [{"code": "city-drc", "name": "市发改委", "classes": ["产业"]}],
}
PROJECTS: list[Record] = [
    {"id": "P-1", "classes": ["工业"], "sectors": ["化工"], "years": year("100"), "investment": {"total": "900"}},
    {"id": "P-2", "classes": ["产业"], "district": "huimin", "investment": {"total": "100"}},
    {"id": "P-3", "classes": ["民生"], "stages": [stage("2026-02-01", "withdrawn")]},
]
ISSUES: list[Record] = [
    {"projects": ["P-1"]},
    {"id": "I-2", "projects": ["P-3"]},
    {"id": "I-3", "projects": ["P-1"], "events": [{"date": "2026-05-01", "kind": "closed"}]},
]


def known() -> Snapshot:
    policy = {"figures": {"crossings": [["district", "class"]]}}
    return snapshot(DAY, *PROJECTS, issues=ISSUES, site=SITE, policy=policy)


def test_which_have_a_page() -> None:
    """Those of some project, in the order of the place; of a project that was withdrawn too, else its page would lead
    nowhere."""
    found = known()
    assert sector_codes("class", found) == ("产业", "工业", "民生")
    assert sector_codes("sector", found) == ("化工",)
    assert has_sectors(found)
    assert not has_sectors(snapshot(DAY, {"id": "P-1"}, site=SITE))


def test_the_index() -> None:
    """A narrow class stands one step in; one without a project is named and leads nowhere."""
    found = known()
    classes, sectors = sectors_view(found, reader_of(found)).tables
    assert [(row.link.text, bool(row.link.href), row.depth, row.sums.projects.value) for row in classes.rows] == [
        ("产业", True, 0, "2"), ("工业", True, 1, "1"), ("民生", True, 0, "0"), ("空类别", False, 0, "0"),
    ]  # fmt: skip
    assert [row.link.href for row in sectors.rows] == ["sectors/化工/index.html"]


def test_a_wide_class_holds_the_narrow_one() -> None:
    """Its projects and their open issues, its parts, who has it in care, and its sums by district where they cross."""
    found = known()
    view = sector_view("class", "产业", found, reader_of(found))
    assert [row.id for row in view.rows] == ["P-1", "P-2"]
    assert [row.link.text for row in view.parts] == ["工业"]
    assert [office.href for office in view.offices] == ["offices/city-drc/index.html"]
    assert [(row.link.text, row.sums.total.value) for row in view.districts] == [("邹平", "0.09"), ("惠民", "0.01")]
    assert [issue.id for issue in view.issues] == ["I-1"]
    narrow = sector_view("class", "工业", found, reader_of(found))
    assert ([link.text for link in narrow.within], [row.id for row in narrow.rows]) == (["产业"], ["P-1"])
    assert [office.text for office in narrow.offices] == ["市发改委"]


def test_without_a_crossing_there_is_no_table_by_district() -> None:
    """The page reckons nothing of its own."""
    found = known()
    assert sector_view("sector", "化工", found, reader_of(found)).districts == ()


def test_a_project_leads_to_its_classes() -> None:
    """And to its sectors."""
    found = known()
    facts = {fact.code: fact.values for fact in project_view(found.standings[0], found, reader_of(found)).facts}
    assert [link.href for link in facts["classes"]] == ["classes/工业/index.html"]
    assert [link.href for link in facts["sectors"]] == ["sectors/化工/index.html"]


def pages(records: Dataset) -> MadePages:
    return MadePages(records, known().day)


def test_pages_of_the_site() -> None:
    """In every language, one below the other in the crumbs; a place without classes has none of them."""
    found = pages(place(PROJECTS, site=SITE))
    assert [way.text for way in found["classes/工业/index.html"].crumbs] == ["类别与行业", "产业"]
    assert found["en/classes/产业/index.html"].title == "Industry"
    assert not [path for path in pages(place([{"id": "P-1"}])) if path.startswith(("sectors", "classes"))]
