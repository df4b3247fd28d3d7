"""The pages of bodies, offices and sponsors."""

from datetime import date

import pytest

from tests.builders import make_dataset, make_issue, make_project, make_site
from tests.metrics.test_bodies import SITE
from tests.sites import ROOT, previewed, reckoned
from tests.snapshots import reader_of
from tongbao.metrics.snapshot import Snapshot, take_snapshot
from tongbao.views.offices import OfficesView, has_sponsors, office_view, offices_view, sponsors_view

DAY = date(2026, 5, 31)


@pytest.fixture(scope="module")
def today() -> Snapshot:
    """One project of the office city-land, sponsored by the mayor, with an issue in its hands."""
    project = make_project(
        registered="2026-01-01",
        officer_assigned="2026-02-20",
        responsible=[{"office": "city-land"}],
        sponsors=[{"office": "mayor", "from": "2026-03-02"}],
    )
    issue = make_issue(events=[{"date": "2026-04-14", "kind": "assigned", "to": "city-land"}])
    return take_snapshot(make_dataset(site=make_site(**SITE), projects=(project,), issues=(issue,)), DAY)


@pytest.fixture(scope="module")
def view(today: Snapshot) -> OfficesView:
    """The page of all offices."""
    return offices_view(today, reader_of(today))


def test_the_structure(view: OfficesView) -> None:
    """1+7+N: kinds that are no part of it are listed and not counted in it; N are the officers."""
    assert [(part.number, part.name) for part in view.structure] == [("1", "指挥部"), ("7", "督导组")]
    assert view.officers.value == "1"
    assert [group.name for group in view.groups] == ["指挥部", "督导组", "其他单位"]


def test_a_row_says_projects_and_issues(view: OfficesView) -> None:
    """The office that answers has its project and the issue in hand, overdue since its clock ran out; the mayor one
    project in his care."""
    rows = {row.link.text: row for group in view.groups for row in group.rows}
    land = rows["市自然资源局"]
    assert (land.figures[0].value, land.handling, land.overdue) == ("1", "1", "1")
    assert (rows["市长"].sponsored, rows["市长"].handling) == ("1", "")
    assert rows["市发改委"].figures == ()


def test_an_office_without_projects_shows_no_zeros() -> None:
    """An office whose only project was withdrawn has no plan and no rate, and its group no columns of them."""
    issue = make_issue(events=[{"date": "2026-04-14", "kind": "assigned", "to": "city-land"}])
    left = make_project(responsible=[{"office": "city-land"}], stages=[{"date": "2026-03-02", "stage": "withdrawn"}])
    data = make_dataset(site=make_site(**SITE), projects=(left,), issues=(issue,))
    found = take_snapshot(data, DAY)
    assert "office:city-land" in found.totals
    view = offices_view(found, reader_of(found))
    rows = {row.link.text: row for group in view.groups for row in group.rows}
    assert (rows["市自然资源局"].figures, rows["市自然资源局"].handling) == ((), "1")
    assert not any(group.measured for group in view.groups)


def test_an_office_shows_what_is_its_own(today: Snapshot) -> None:
    """Its projects and issues; the mayor's page those in his care."""
    offices = {office.code: office for office in today.data.site.offices}
    land = office_view(offices["city-land"], today, reader_of(today))
    assert ([row.id for row in land.rows], [row.id for row in land.issues], land.sponsored) == (["P-1"], ["I-1"], ())
    mayor = office_view(offices["mayor"], today, reader_of(today))
    assert ([row.id for row in mayor.sponsored], mayor.rows, mayor.issues) == (["P-1"], (), ())


def test_an_issue_that_is_only_counted_is_in_no_hands() -> None:
    """What may not be public is named on no page of an office and counted in none of its rows."""
    issue = make_issue(counted_only=True, events=[{"date": "2026-04-14", "kind": "assigned", "to": "city-land"}])
    found = take_snapshot(make_dataset(site=make_site(**SITE), issues=(issue,)), DAY)
    rows = {row.link.text: row for group in offices_view(found, reader_of(found)).groups for row in group.rows}
    assert rows["市自然资源局"].handling == ""


def test_sponsors(today: Snapshot) -> None:
    """Every sponsor with the projects and since when; of how many projects they are."""
    view = sponsors_view(today, reader_of(today))
    assert [(s.holder.text, s.count, s.rows[0].since) for s in view.sponsors] == [("市长", "1", "2026年3月2日")]
    assert (view.covered, view.projects) == ("1", "1")
    assert has_sponsors(today)
    assert not has_sponsors(take_snapshot(today.data, date(2026, 3, 1)))


def test_the_way_to_the_page_of_sponsors() -> None:
    """That of the offices leads there, so it leads back."""
    html = (previewed(ROOT).file("sponsors/index.html") or b"").decode()
    ways = html[html.index('<nav class="crumbs') :].partition("</nav>")[0]
    assert 'href="../offices/index.html"' in ways


def test_what_is_in_its_care_by_class() -> None:
    """分管类别: classes and sectors by their names."""
    keys = {**SITE, "classes": [{"code": "工业", "name": "工业"}], "sectors": [{"code": "物流", "name": "商贸物流"}]}
    site = make_site(**{**keys, "offices": [{"code": "miit", "name": "工信局", "classes": ["工业", "物流"]}]})
    place = take_snapshot(make_dataset(site=site, projects=(), issues=()), DAY)
    facts = office_view(site.offices[0], place, reader_of(place)).facts
    assert [(fact.label, [value.text for value in fact.values]) for fact in facts] == [
        ("分管类别", ["工业", "商贸物流"])
    ]


def test_a_sponsor_owes_quotas() -> None:
    """What a sponsor is to have in care stands on the page of the office-holder, with the way to all quotas."""
    found = reckoned(ROOT, date(2026, 11, 16))
    mayor = next(office for office in found.data.site.offices if office.code == "mayor")
    page = office_view(mayor, found, reader_of(found))
    assert [row.value for row in page.quotas] == [f"{len(found.sponsored['mayor'])}个"]
    assert page.all_quotas == "quotas/index.html"
    land = next(office for office in found.data.site.offices if office.code == "city-land")
    assert office_view(land, found, reader_of(found)).quotas == ()


def test_sponsored_projects_are_counted_as_everywhere() -> None:
    """A bundle of 14 is 14 projects, one within it is not counted again, one that was withdrawn is none."""
    mine = {"sponsors": [{"office": "mayor"}]}
    records = (
        make_project(id="P-1", count="14", **mine),
        make_project(id="P-2", within="P-1", **mine),
        make_project(id="P-3", stages=[{"date": "2026-03-01", "stage": "withdrawn"}], **mine),
        make_project(id="P-4"),
    )
    found = take_snapshot(make_dataset(site=make_site(**SITE), projects=records, issues=()), DAY)
    view = sponsors_view(found, reader_of(found))
    assert (view.sponsors[0].count, view.covered, view.projects) == ("14", "14", "15")
