"""The site map: the same pages as sitemap.xml, each under a name."""

import re
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from tests.builders import ISSUE, PROJECT, write_place
from tests.sites import built
from tests.snapshots import reader_of
from tests.views.test_assembly import RECORDS, pages_of
from tongbao.metrics.snapshot import take_snapshot
from tongbao.views.site_map import SiteMapView, is_listed, site_map_view

BOARD = {"code": "b", "name": "县区", "members": ["zouping", "huimin"]}


def named(view: SiteMapView) -> list[str]:
    return [link.href for link in (*view.columns, *(page for section in view.sections for page in section.pages))]


def test_it_names_what_sitemap_xml_names(tmp_path: Path) -> None:
    """In all languages together, each page once."""
    records = {"projects/P-1.yaml": PROJECT, "issues/I-1.yaml": ISSUE, "policy.yaml": {"boards": [BOARD]}}
    site = built(write_place(tmp_path, records), ("setting-unsourced",), base_url="https://example.org")
    places = ElementTree.parse(site / "sitemap.xml").iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    listed = sorted(unquote(str(place.text)).removeprefix("https://example.org/") for place in places)
    found = []
    for folder in ("", "en/"):
        html = (site / folder / "sitemap/index.html").read_text("utf-8")
        main = html[html.index("<main") : html.index("</main>")]
        links = [unquote(link) for link in re.findall(r'<li><a href="([^"]+)"', main)]
        base = site / folder / "sitemap"
        found += [(base / link).resolve().relative_to(site.resolve()).as_posix() for link in links]
    assert sorted(found) == listed
    assert (site / "embed/projects/P-1/index.html").exists()


@pytest.mark.parametrize("language", ["", "en/"])
def test_every_page_has_a_name(language: str) -> None:
    """None is called by its address."""
    pages = pages_of()
    view = pages[f"{language}sitemap/index.html"].view
    assert isinstance(view, SiteMapView)
    own = [p for p in pages if is_listed(p) and p.startswith("en/") == bool(language)]
    assert sorted(named(view)) == sorted(own)
    links = [*view.columns, *(page for section in view.sections for page in section.pages)]
    assert not [link for link in links if not link.text or link.text in link.href]


def test_the_order_is_that_of_the_menu() -> None:
    """Home first, the newest year's list before older ones."""
    view = pages_of()["sitemap/index.html"].view
    assert isinstance(view, SiteMapView)
    assert [link.text for link in view.columns[:3]] == ["首页", "项目", "问题"]
    lists = [section.heading.text for section in view.sections if section.id.startswith("targets")]
    assert lists == ["2027年清单", "2026年清单", "2025年清单"]


def test_too_many_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """The list of them is named in their place."""
    monkeypatch.setattr("tongbao.views.site_map.MOST", 1)
    found = take_snapshot(RECORDS, RECORDS.site.as_of or RECORDS.newest_day())  # type: ignore[arg-type]
    paths = ("index.html", "projects/index.html", "projects/P-1/index.html", "projects/P-2/index.html")
    view = site_map_view(paths, ("zh-CN",), found, reader_of(found))
    (section,) = view.sections
    assert (section.heading.href, section.pages, section.more) == (
        "projects/index.html", (), "共 2 个页面，见该栏目的列表",
    )  # fmt: skip
