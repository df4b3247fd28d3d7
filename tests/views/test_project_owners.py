"""The pages of owners: the index, a page, and who leads there."""

from datetime import date

from tests.made_pages import MadePages
from tests.publications import record, rows
from tests.snapshots import Record, place, reader_of, report, snapshot, stage, year
from tongbao.metrics.snapshot import Snapshot, take_snapshot
from tongbao.model.project import Project
from tongbao.model.reads import noted
from tongbao.views.list_pages import list_pages
from tongbao.views.project import project_view
from tongbao.views.project_owners import owner_view, owners_view
from tongbao.views.rows import recount_note
from tongbao.views.site_map import label_of

DAY = "2026-06-30"
CODE = "91110000101623741K"
PORT: Record = {"name": {"zh-CN": "示例港口集团有限公司", "en": "Sample Ports"}, "uscc": CODE}
SITE: Record = {
    "lists": [{"code": "市级重点", "name": "市级重点"}],
    "offices": [{"code": "city-drc", "name": "市发展和改革委员会"}],
}
TARGETS: Record = {
    "year": "2026", "title": "2026年清单", "groups": [{"code": "续建", "name": "续建", "projects": ["P-1"]}],
}  # fmt: skip
LIGHT: Record = {"code": "蓝", "label": "蓝牌", "shape": "circle", "tone": "notice", "below": "0"}
PROJECTS: list[Record] = [
    {"id": "P-1", "owner": PORT, "years": year("100"), "progress": [report("2026-05-31", "10")], "lists": ["市级重点"]},
    {"id": "P-2", "owner": PORT, "district": "huimin", "investment": {"total": "100"}},
    {"id": "P-3", "owner": {"name": "市发展和改革委员会"}},
    {"id": "P-4", "owner": {"name": "张三"}},
    {"id": "P-5"},
]
ISSUES: list[Record] = [
    {"projects": ["P-1", "P-2"]},
    {"id": "I-2", "projects": ["P-3"]},
    {"id": "I-3", "projects": ["P-2"], "events": [{"date": "2026-05-01", "kind": "closed"}]},
    {
        "id": "I-4",
        "projects": ["P-1"],
        "counted_only": True,
        "counts": [{"date": "2026-05-01", "raised": "3", "closed": "0"}],
    },
]


def known(*more: Record) -> Snapshot:
    return snapshot(DAY, *PROJECTS, *more, issues=ISSUES, site=SITE, targets=[TARGETS], policy={"lights": [LIGHT]})


def test_the_index() -> None:
    """Those with most projects first; projects whose owner is a person or not known are counted as everywhere, not
    told."""
    bundle = {"id": "P-6", "count": "3"}
    withdrawn = {"id": "P-7", "stages": [stage("2026-03-01", "withdrawn")]}
    found = known(bundle, withdrawn)
    view = owners_view(found, reader_of(found))
    assert [(row.link.text, row.projects.value) for row in view.rows] == [
        ("示例港口集团有限公司", "2"), ("市发展和改革委员会", "1"),
    ]  # fmt: skip
    assert (view.named, view.others, view.rows[0].link.href) == ("2", "5", f"owners/{CODE}/index.html")
    assert view.rows[0].open_issues.value == "1"
    assert view.note == recount_note(found, reader_of(found))


def test_a_page() -> None:
    """Its code, districts, lists and years, its figures, the lights of its projects, its projects and their open
    issues, of which those that may only be counted enter no figure."""
    found = known()
    reader = reader_of(found)
    view = owner_view(CODE, found, reader)
    assert {fact.label: [value.text for value in fact.values] for fact in view.facts} == {
        "统一社会信用代码": [CODE], "县区": ["邹平", "惠民"], "所属清单": ["市级重点"], "年度清单": ["2026年清单"],
    }  # fmt: skip
    figures = {figure.key: figure.value for figure in view.figures}
    assert (figures["projects"], figures["issues_open"], view.rate.text) == ("2", "1", "10.0%")
    assert [(light.code, count) for light, count in view.lights] == [("蓝", "1")]
    assert [row.id for row in view.rows] == ["P-1", "P-2"]
    assert [issue.id for issue in view.issues] == ["I-1"]
    body = next(code for code in found.owners if code != CODE)
    (office, *_) = owner_view(body, found, reader).facts
    assert [link.href for link in office.values] == ["offices/city-drc/index.html"]


def test_who_leads_there() -> None:
    """The project by the name of its owner, pages of lists, the site map; a person's name leads nowhere."""
    found = known()
    reader = reader_of(found)
    links = {
        standing.project.id: [value for fact in project_view(standing, found, reader).facts if fact.code == "owner"
                              for value in fact.values]
        for standing in found.standings
    }  # fmt: skip
    assert links["P-1"][0].href == f"owners/{CODE}/index.html"
    assert (links["P-4"][0].text, links["P-4"][0].href, links["P-5"]) == ("张三", "", [])
    assert "owners/index.html" in [link.href for link in list_pages(found, reader)]
    assert label_of(("owners", CODE), found, reader) == "示例港口集团有限公司"


def test_pages_of_the_site() -> None:
    """In every language, below projects; a place that names no owner has none."""

    found, bare = (MadePages(place(projects, site=SITE), known().day) for projects in (PROJECTS, PROJECTS[3:]))
    assert [way.text for way in found[f"owners/{CODE}/index.html"].crumbs] == ["项目", "项目单位"]
    page = found[f"en/owners/{CODE}/index.html"]
    assert (page.title, [each.path for each in page.formats]) == ("Sample Ports", [f"owners/{CODE}/owner.json"])
    assert [each.path for each in found["owners/index.html"].formats] == ["data/owners.csv", "data/owners.json"]
    assert not [path for path in bare if "owners" in path]


def test_data() -> None:
    """A file for each with the figures of its page, a row in a table, and the code in the row of a project."""
    found = known()
    file = record(found, "owners", CODE)
    assert (file["kind"], file["uscc"], file["projects"]) == ("owner", CODE, ["P-1", "P-2"])
    values = {each["id"]: each["display"] for each in file["figures"]}
    assert values[f"owner:{CODE}/completion_rate"] == "10.0%"
    table = {row["code"]: row for row in rows(found, "owners")}
    assert (table[CODE]["name_en"], table[CODE]["projects"], table[CODE]["open_issues"]) == ("Sample Ports", "2", "1")
    assert [row.get("owner_code", "") for row in rows(found, "projects")][::3] == [CODE, ""]


def test_a_page_reads_its_own_projects_alone() -> None:
    """What others report changes nothing on it, so it need not be made again; of who builds them it must know."""
    data = place(PROJECTS, issues=ISSUES, site=SITE, targets=[TARGETS], policy={"lights": [LIGHT]}).numbered()
    found = take_snapshot(data, date.fromisoformat(DAY))
    reader = reader_of(found)
    bits = noted(lambda: owner_view(CODE, found, reader))[1].all()

    def is_read(project: Project, field: str) -> bool:
        return bool(bits >> project.numbered + list(Project.model_fields).index(field) & 1)

    assert [is_read(project, "progress") for project in data.projects[:3]] == [True, True, False]
    assert is_read(data.projects[2], "owner")
