"""Links between the pages of a built site: whoever follows one gets there, from a server or from a folder."""

import os
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest

from tests.sites import ROOT, files_of
from tests.tags import start_tags

ADDRESSES = {"href", "src", "data", "poster", "action"}
TOLD = {*ADDRESSES, "id", "name", "value"}
"""What tags say that are looked at here: most of them say less."""


@dataclass
class Page:
    """What a page links to, what may be linked to in it, and the choices of its filters."""

    path: str
    links: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    choices: set[tuple[str, str]] = field(default_factory=set)
    languages: list[str] = field(default_factory=list)
    base: str = ""


def page_of(path: str, html: str) -> Page:
    page, select = Page(path), ""
    for tag, values in start_tags(html):
        if TOLD.isdisjoint(values):
            continue
        if "id" in values:
            page.ids.append(values["id"])
        if tag == "select":
            select = values.get("name", "")
        if tag == "option" and select:
            page.choices.add((select, values["value"]))
        if tag == "base":
            page.base = values.get("href", "")
        elif values.get("rel") not in ("canonical", "alternate") or tag == "a":
            if "language" in values.get("class", "").split():
                page.languages.append(values["href"])
            page.links += [values[name] for name in ADDRESSES & values.keys()]
    return page


class Parser(HTMLParser):
    """Start tags as Python reads them, names of attributes in small letters."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))


class Link(NamedTuple):
    """A page, an address in it, the file that this means, its query and its fragment."""

    page: Page
    address: str
    target: str
    query: str
    fragment: str


class Site:
    """The paths of a site, and its pages by path."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files.keys()
        self.pages = {path: page_of(path, data.decode()) for path, data in files.items() if path.endswith(".html")}


@pytest.fixture(scope="module", params=["golden", "sample"])
def site(request: pytest.FixtureRequest) -> Site:
    if request.param == "sample":
        return Site(files_of(ROOT))
    golden: Path = request.getfixturevalue("golden")
    files = (path for path in golden.rglob("*") if path.is_file())
    return Site({path.relative_to(golden).as_posix(): path.read_bytes() for path in files})


@pytest.fixture(scope="module")
def links(site: Site) -> list[Link]:
    """Every link within the site."""
    found: list[Link] = []
    for page in site.pages.values():
        for address in page.links:
            parts = urlsplit(address)
            if page.base or parts.scheme in ("http", "https", "mailto"):
                continue
            here = os.path.join(os.path.dirname(page.path), unquote(parts.path))
            path = os.path.normpath(here) if parts.path else page.path
            found.append(Link(page, address, path, parts.query, unquote(parts.fragment)))
    return found


def test_no_tag_is_overlooked(golden: Path) -> None:
    """The tags that these tests look at are those of a real parser."""
    paths = [path for path in sorted(golden.rglob("*.html")) if "en" not in path.parts]
    assert len(paths) > 20
    for path in paths:
        html = path.read_text(encoding="utf-8")
        read = [(tag, {name.lower(): value for name, value in found.items()}) for tag, found in start_tags(html)]
        assert read == Parser(html).tags, path


def test_files(site: Site, links: list[Link]) -> None:
    """Every link within the site names a file that is there, so that it also opens from a folder."""
    missing = {f"{link.page.path}: {link.address}" for link in links if link.target not in site.files}

    assert len(site.pages) > 30
    assert not missing


def test_fragments(site: Site, links: list[Link]) -> None:
    """Every link into a page names an id that stands there."""
    into = [link for link in links if link.fragment]
    missing = {f"{link.page.path}: {link.address}" for link in into if link.fragment not in site.pages[link.target].ids}

    assert into
    assert not missing


def test_filters(site: Site, links: list[Link]) -> None:
    """Every link that opens a list filtered asks for what the list's filters offer."""
    unknown = {
        f"{link.page.path}: {link.address}"
        for link in links
        for choice in parse_qsl(link.query)
        if choice not in site.pages[link.target].choices
    }

    assert any(link.query for link in links)
    assert not unknown


def test_ids(site: Site) -> None:
    """No id stands twice in a page."""
    doubled = {
        f"{page.path}: {name}" for page in site.pages.values() for name, times in Counter(page.ids).items() if times > 1
    }

    assert not doubled


def test_everything_is_reached(site: Site, links: list[Link]) -> None:
    """From the home page, links lead to every page but the one for addresses that do not exist."""
    onward: dict[str, set[str]] = {path: set() for path in site.pages}
    for link in links:
        onward[link.page.path].add(link.target)
    seen, ahead = {"index.html"}, ["index.html"]
    while ahead:
        new = onward.get(ahead.pop(), set()) - seen
        seen |= new
        ahead += new

    assert site.pages.keys() - seen <= {"404.html"}


def test_languages(site: Site, links: list[Link]) -> None:
    """Every page has its twin in the other language, which leads back; the page for lost addresses has none, nor have
    letters: each is signed once."""
    twins = {link.page.path: link.target for link in links if link.address in link.page.languages}

    single = [path for path in site.pages.keys() - twins.keys() if not {"letters", "tasks"} & set(path.split("/"))]
    assert {os.path.basename(path) for path in single} <= {"404.html"}
    assert all(twins[twin] == path != twin for path, twin in twins.items())
