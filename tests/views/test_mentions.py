"""Which bulletins name a project, and where."""

from dataclasses import fields
from pathlib import Path

from tests.builders import make_bulletin
from tests.sites import ROOT, records
from tests.snapshots import reader_of, snapshot
from tests.tags import start_tags
from tongbao.model.issued import Named, named_in
from tongbao.model.vocab import BulletinSection
from tongbao.views.bulletin import BulletinView
from tongbao.views.mentions import SECTIONS, mention_rows, mentions_of

PAGE, ENGLISH = "projects/P-1/index.html", "en/projects/P-1/index.html"


def named(*sections: str, **links: tuple[str, ...]) -> Named:
    """What a bulletin prints and leads to."""
    return Named(sections=sections, links=links)


def test_a_project_is_named_where_a_printed_section_leads_to_it() -> None:
    """In the order of sections, in whatever language the bulletin was issued; what is not printed names nobody."""
    found = mentions_of(
        [
            ("W-1", named("starts", "issues", starts=(PAGE,), issues_new=(PAGE, "issues/I-1/index.html"))),
            ("W-2", named("starts", lagging=(ENGLISH,), stops=(ENGLISH, "projects/index.html"))),
        ]
    )
    assert found == {
        "P-1": {
            "W-1": (BulletinSection.STARTS, BulletinSection.ISSUES),
            "W-2": (BulletinSection.STARTS,),
        }
    }


def test_rows_lead_to_the_place_in_the_bulletin() -> None:
    """The newest first, a draft marked, each section with its anchor."""
    bulletins = (
        make_bulletin(issued="2026-05-18"),
        make_bulletin(id="W-2026-02", number="2", as_of="2026-05-24T17:00"),
    )
    mentions = mentions_of((id, named("lagging", lagging=(PAGE,))) for id in ("W-2026-01", "W-2026-02"))
    rows = list(mention_rows("P-1", mentions, bulletins, reader_of(snapshot("2026-05-31"))))
    assert [(row.iso, row.draft) for row in rows] == [("2026-05-24", True), ("2026-05-18", False)]
    assert rows[0].sections[0].href == "bulletins/2026/W-2026-02/index.html#section-lagging"
    assert list(mention_rows("P-2", mentions, bulletins, reader_of(snapshot("2026-05-31")))) == []


def test_rows_stand_in_the_order_of_the_days_beside_them() -> None:
    """A bulletin that speaks of an earlier day and was issued later stands first."""
    bulletins = (
        make_bulletin(as_of="2026-05-17T17:00", issued="2026-05-26"),
        make_bulletin(id="W-2026-02", number="2", as_of="2026-05-24T17:00", issued="2026-05-25"),
    )
    mentions = mentions_of((id, named("lagging", lagging=(PAGE,))) for id in ("W-2026-01", "W-2026-02"))
    rows = mention_rows("P-1", mentions, bulletins, reader_of(snapshot("2026-05-31")))
    assert [row.iso for row in rows] == ["2026-05-26", "2026-05-25"]


def test_every_list_of_a_bulletin_belongs_to_a_section() -> None:
    """Whatever field of an issued bulletin leads to projects is one that a section prints."""
    known = {field for fields in SECTIONS.values() for field in fields}
    assert known <= {field.name for field in fields(BulletinView)}
    issued = records(ROOT).issued
    leading = {
        field
        for each in issued.values()
        for field, links in each.named.links.items()
        if any("projects/P-" in link for link in links)
    }
    assert leading
    assert leading <= known


def test_what_a_view_leads_to_is_found_at_any_depth() -> None:
    """Addresses in rows, in rows of rows and in tuples; once each."""
    view = {"sections": ("starts",), "starts": ({"link": {"href": PAGE}}, {"rows": [{"href": PAGE}]}), "unit": "亿元"}
    assert named_in(view) == named("starts", starts=(PAGE,))


def test_pages_of_projects_tell_the_bulletins(golden: Path) -> None:
    """In both languages, and each link leads to a heading that is there."""
    for language in ("", "en/"):
        pages = {page: page.read_text() for page in (golden / language / "projects").glob("*/index.html")}
        links = [
            (page, str(attributes.get("href")))
            for page, html in pages.items()
            for _, attributes in start_tags(html)
            if "#section-" in str(attributes.get("href"))
        ]
        assert links
        for page, (path, _, anchor) in ((page, link.partition("#")) for page, link in links):
            assert f'id="{anchor}"' in (page.parent / path).read_text()
