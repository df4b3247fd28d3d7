"""What lists can be looked for by, and the plain pages of each value."""

from datetime import date
from pathlib import Path

from tests.snapshots import place, reader_of, snapshot, stage, year
from tongbao.drawing import edition_of
from tongbao.metrics.snapshot import Snapshot, take_snapshot
from tongbao.model.dataset import Dataset
from tongbao.views.assembly import recipes
from tongbao.views.axes import ISSUES, PROJECTS
from tongbao.views.finding import Facet, finding, page_by
from tongbao.views.found import FoundView
from tongbao.views.lists import district_view
from tongbao.views.site import Page

DAY = date(2026, 5, 31)
SITE = {
    "classes": [{"code": "产业", "name": "产业项目"}, {"code": "工业", "name": "工业项目", "within": "产业"}],
    "levels": [{"code": "省级", "name": "省级"}, {"code": "市级", "name": "市级"}],
    "lists": [{"code": "重点", "name": "重点项目"}],
}
PROJECT_RECORDS = [
    {"id": "P-1", "level": "市级", "classes": ["工业"], "years": year("100"), "stages": [stage("2026-03-01")]},
    {"id": "P-2", "level": "省级", "classes": ["产业"], "years": year("200"), "stages": [stage("2026-02-01")]},
    {"id": "P-3", "level": "市级", "district": "huimin", "lists": ["重点"], "stages": [stage("2026-02-01", "signed")]},
]
HANDED = {"date": "2026-04-14", "kind": "assigned", "to": "city-drc"}
ISSUE_RECORDS = [
    {"id": "I-1", "projects": ["P-1", "P-3"], "events": [HANDED]},
    {"id": "I-2", "projects": ["P-3"], "events": [HANDED, {"date": "2026-05-01", "kind": "closed"}]},
]


def records(**site: object) -> Dataset:
    return place(PROJECT_RECORDS, ISSUE_RECORDS, site={**SITE, **site})


def ways(section: str, label: str) -> dict[str, tuple[str, str]]:
    today = take_snapshot(records(), DAY)
    reader = reader_of(today)
    found = finding(PROJECTS, today, reader) if section == "projects" else finding(ISSUES, today, reader)
    facet = next((facet for facet in found.facets if facet.label == label), Facet(label, ()))
    return {way.text: (way.many, way.href) for way in facet.ways}


def pages(dataset: Dataset, section: str) -> dict[str, Page]:
    edition = edition_of(Path("nowhere"), dataset, DAY, (), pdf=False)
    made = (recipe() for recipe in recipes(edition) if recipe.path.startswith(f"{section}/by/"))
    return {page.path: page for page in made if isinstance(page, Page)}


def test_values_in_the_place_s_order() -> None:
    """Each value that occurs, in the order of site.yaml, with how many records have it."""
    assert ways("projects", "级别") == {
        "省级": ("1", "projects/by/level/省级/index.html"),
        "市级": ("2", "projects/by/level/市级/index.html"),
    }


def test_a_wider_class_has_what_lies_within_it() -> None:
    """工业 lies within 产业: who looks for 产业 finds both, and a filter finds what the page shows."""
    today = take_snapshot(records(), DAY)
    marks = [dict(mark).get("class", "") for mark in finding(PROJECTS, today, reader_of(today)).marks]

    assert ways("projects", "类别") == {
        "产业项目": ("2", "classes/产业/index.html#projects"),
        "工业项目": ("1", "classes/工业/index.html#projects"),
    }
    assert sorted(mark.split() for mark in marks) == [[], ["产业"], ["工业", "产业"]]


def test_pages_that_the_site_has_anyway() -> None:
    """Districts and lists are led to where they stand; no second page is made of them."""
    assert ways("projects", "县区")["惠民"] == ("1", "districts/huimin/index.html#projects")
    assert ways("projects", "清单") == {"重点项目": ("1", "lists/重点/index.html#members")}
    assert {path.split("/")[2] for path in pages(records(), "projects")} == {"level", "stage", "nature"}


def test_what_parts_nothing_is_no_way() -> None:
    """All issues are of one category and one kind: neither is offered, and the list itself is the page of such."""
    today = take_snapshot(records(), DAY)
    reader = reader_of(today)

    assert ways("issues", "问题类别") == ways("issues", "种类") == {}
    assert page_by(ISSUES, "category", "土地", today, reader) == "issues/index.html"
    assert page_by(ISSUES, "state", "closed", today, reader) == "issues/by/state/closed/index.html"


def test_open_issues_of_districts_and_offices() -> None:
    """The pages of districts and offices show open issues, in each district of theirs: that is what is counted."""
    today = take_snapshot(records(), DAY)
    shown = {code: len(district_view(code, today, reader_of(today)).issues) for code in ("zouping", "huimin")}

    assert {text: many for text, (many, _) in ways("issues", "县区（在办）").items()} == {"邹平": "1", "惠民": "1"}
    assert shown == {"zouping": 1, "huimin": 1}


def test_open_issues_by_age() -> None:
    """The policy's classes of age part open issues; a closed one has no age; without classes there is no such way."""
    ages = {
        "classes": [
            {"code": "短", "name": "30天以内", "from": "0", "until": "30"},
            {"code": "长", "name": "超过30天", "from": "31"},
        ]
    }
    today = take_snapshot(place(PROJECT_RECORDS, ISSUE_RECORDS, policy={"ages": [ages]}), DAY)
    aged = next(facet for facet in finding(ISSUES, today, reader_of(today)).facets if facet.label == "未办结时长")

    assert [(way.text, way.many, way.href) for way in aged.ways] == [("超过30天", "1", "issues/by/age/长/index.html")]
    assert ways("issues", "未办结时长") == {}


def test_the_page_of_a_value() -> None:
    """It has the records of the list in their order, their sum, and the way to the other values."""
    page = pages(records(), "projects")["projects/by/stage/started/index.html"]
    view = page.view
    assert isinstance(view, FoundView)
    assert view.summary

    assert page.title == "阶段为“开工”的项目"
    assert [row.id for row in view.rows] == ["P-2", "P-1"]
    assert view.summary.planned.value == "0.03"
    assert [(way.text, way.here) for way in view.facet.ways] == [("签约", False), ("开工", True)]
    assert [crumb.text for crumb in page.crumbs] == ["项目"]
    assert page.others == (("en", "en/projects/by/stage/started/index.html"),)


def test_a_long_part_has_several_pages() -> None:
    """site.yaml says how many rows a page has; the rest stands on numbered pages that lead to each other."""
    found = pages(records(list_rows="1"), "projects")
    first, second = (found[f"projects/by/stage/started/{number}index.html"] for number in ("", "2/"))
    assert isinstance(first.view, FoundView)
    assert isinstance(second.view, FoundView)

    assert [[row.id for row in page.view.rows] for page in (first, second)] == [["P-2"], ["P-1"]]  # type: ignore[attr-defined]
    assert first.view.pages == second.view.pages
    assert [link.href for link in first.view.pages] == [first.path, second.path]
    assert second.title == "阶段为“开工”的项目（第2页）"
    assert pages(records(), "projects")["projects/by/stage/started/index.html"].view.pages == ()  # type: ignore[attr-defined]


def test_own_words_of_stages() -> None:
    """A stage is named as the place says it where all its projects say the same, else by the core word."""
    own = {"stages": [{"word": "已动工", "core": "started"}, {"word": "在建", "core": "started"}]}
    one = snapshot("2026-05-31", {"stages": [stage("2026-03-01", "在建")]}, {"id": "P-2"}, site=own)
    two = snapshot(
        "2026-05-31",
        {"stages": [stage("2026-03-01", "在建")]},
        {"id": "P-2", "stages": [stage("2026-03-01", "已动工")]},
        {"id": "P-3"},
        site=own,
    )

    def named(found: Snapshot) -> list[str]:
        filters = finding(PROJECTS, found, reader_of(found)).filters
        return [option.text for each in filters if each.name == "stage" for option in each.options]

    assert [named(one), named(two)] == [["在建"], ["开工"]]


def test_a_bundle_is_found_at_each_of_its_stages() -> None:
    """Three of five have started: its row stands on both pages, under the word of each."""
    stages = [stage("2026-01-05", "signed"), stage("2026-03-05", "已动工", count="3")]
    bundle, other = {"count": "5", "stages": stages}, {"id": "P-2", "stages": [stage("2026-01-05", "signed")]}
    dataset = place([bundle, other], site={"stages": [{"word": "已动工", "core": "started"}]})
    today = take_snapshot(dataset, DAY)
    (filters,) = (each for each in finding(PROJECTS, today, reader_of(today)).filters if each.name == "stage")
    made = pages(dataset, "projects")

    assert [option.text for option in filters.options] == ["签约", "已动工"]
    for code, ids, many in (("signed", ["P-1", "P-2"], "3"), ("started", ["P-1"], "3")):
        view = made[f"projects/by/stage/{code}/index.html"].view
        assert isinstance(view, FoundView)
        assert view.summary
        assert ([row.id for row in view.rows], view.summary.projects.value) == (ids, many)
