"""sitemap.xml and robots.txt."""

from xml.etree import ElementTree

from tongbao.render.sitemap import sitemap_files

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
PAGES = [("index.html", ""), ("lists/市级重点/index.html", "2026-05-31")]


def test_pages_with_their_days() -> None:
    """Whole addresses, quoted; a day only where one is known."""
    files = sitemap_files(PAGES, "https://example.org")
    urls = ElementTree.fromstring(files["sitemap.xml"]).findall(f"{SPACE}url")
    assert [(url.findtext(f"{SPACE}loc"), url.findtext(f"{SPACE}lastmod")) for url in urls] == [
        ("https://example.org/index.html", None),
        ("https://example.org/lists/%E5%B8%82%E7%BA%A7%E9%87%8D%E7%82%B9/index.html", "2026-05-31"),
    ]


def test_many_pages_need_an_index() -> None:
    """No file holds more than the protocol allows; sitemap.xml then names the others."""
    files = sitemap_files(PAGES, "https://example.org", most=1)
    assert sorted(files) == ["robots.txt", "sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]
    named = ElementTree.fromstring(files["sitemap.xml"]).iter(f"{SPACE}loc")
    assert [found.text for found in named] == [f"https://example.org/sitemap-{n}.xml" for n in (1, 2)]


def test_robots_at_the_root_of_a_host_only() -> None:
    """Below a path nobody asks for it."""
    assert b"Sitemap: https://example.org/sitemap.xml" in sitemap_files(PAGES, "https://example.org")["robots.txt"]
    assert list(sitemap_files(PAGES, "https://example.org/a")) == ["sitemap.xml"]
