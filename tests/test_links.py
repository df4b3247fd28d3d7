"""Links between the pages of a built site: whoever follows one gets there, from a server or from a folder."""

import os
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest

from tests.tags import start_tags

ADDRESSES = {"href", "src", "data", "poster", "action"}


@dataclass
class Page:
    """What a page links to, what may be linked to in it, and the choices of its filters."""

    path: Path
    links: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    choices: set[tuple[str, str]] = field(default_factory=set)
    languages: list[str] = field(default_factory=list)
    base: str = ""


def page_at(path: Path) -> Page:
    page, select = Page(path), ""
    for tag, values in start_tags(path.read_text(encoding="utf-8")):
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


Pages = dict[Path, Page]
Link = tuple[Page, str, Path, str, str]
"""Page, address, the file it means, query, fragment."""


@pytest.fixture(scope="module", params=["golden", "sample"])
def pages(request: pytest.FixtureRequest) -> Pages:
    site: Path = request.getfixturevalue(request.param).resolve()
    return {path: page_at(path) for path in sorted(site.rglob("*.html"))}


@pytest.fixture(scope="module")
def links(pages: Pages) -> list[Link]:
    """Every link within the site."""
    found: list[Link] = []
    for page in pages.values():
        for address in page.links:
            parts = urlsplit(address)
            if page.base or parts.scheme in ("http", "https", "mailto"):
                continue
            path = os.path.normpath(page.path.parent / unquote(parts.path)) if parts.path else page.path
            found.append((page, address, Path(path), parts.query, unquote(parts.fragment)))
    return found


def test_no_tag_is_overlooked(golden: Path) -> None:
    """The tags that these tests look at are those of a real parser."""
    paths = [path for path in sorted(golden.rglob("*.html")) if "en" not in path.parts]
    assert len(paths) > 20
    for path in paths:
        html = path.read_text(encoding="utf-8")
        read = [(tag, {name.lower(): value for name, value in found.items()}) for tag, found in start_tags(html)]
        assert read == Parser(html).tags, path


def test_files(pages: Pages, links: list[Link]) -> None:
    """Every link within the site names a file that is there, so that it also opens from a folder."""
    there = {target for target in {target for _, _, target, _, _ in links} if target.is_file()}
    missing = {f"{page.path}: {address}" for page, address, target, _, _ in links if target not in there}

    assert len(pages) > 30
    assert not missing


def test_fragments(pages: Pages, links: list[Link]) -> None:
    """Every link into a page names an id that stands there."""
    missing = {
        f"{page.path}: {address}"
        for page, address, target, _, fragment in links
        if fragment and fragment not in pages[target].ids
    }

    assert any(fragment for *_, fragment in links)
    assert not missing


def test_filters(pages: Pages, links: list[Link]) -> None:
    """Every link that opens a list filtered asks for what the list's filters offer."""
    unknown = {
        f"{page.path}: {address}"
        for page, address, target, query, _ in links
        for choice in parse_qsl(query)
        if choice not in pages[target].choices
    }

    assert any(query for _, _, _, query, _ in links)
    assert not unknown


def test_ids(pages: Pages) -> None:
    """No id stands twice in a page."""
    doubled = {
        f"{page.path}: {name}" for page in pages.values() for name, times in Counter(page.ids).items() if times > 1
    }

    assert not doubled


def test_everything_is_reached(pages: Pages, links: list[Link]) -> None:
    """From the home page, links lead to every page but the one for addresses that do not exist."""
    home = min(pages, key=lambda path: len(path.parts))
    onward: dict[Path, set[Path]] = {path: set() for path in pages}
    for page, _, target, _, _ in links:
        onward[page.path].add(target)
    seen, ahead = {home}, [home]
    while ahead:
        new = {target for target in onward[ahead.pop()] if target in pages} - seen
        seen |= new
        ahead += new

    assert {path.name for path in pages.keys() - seen} <= {"404.html"}


def test_languages(pages: Pages, links: list[Link]) -> None:
    """Every page has its twin in the other language, which leads back; the page for lost addresses has none, nor have
    letters: each is signed once."""
    twins = {page.path: target for page, address, target, _, _ in links if address in page.languages}

    single = [path for path in pages.keys() - twins.keys() if not {"letters", "tasks"} & set(path.parts)]
    assert {path.name for path in single} <= {"404.html"}
    assert all(twins[twin] == path != twin for path, twin in twins.items())
