"""The search page, over HTTP and below a path, as a place's own server gives it."""

import shutil
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.browser.serving import served
from tests.sites import golden_site, once
from tongbao.render.search import FOLDER, make_index
from tools.chromium import Browser

pytestmark = pytest.mark.browser

PAGE, WORD, OTHER, ENGLISH = "projects/P-bc-2026-001/", "厂房", "吊装", "Aluminium Works"
"""A page of the golden site, words within its sentences, and a part of its English name."""


@pytest.fixture(scope="module")
def searched(shared: Path) -> Path:
    """The golden site with its search, to be read."""
    return once(shared / "sites" / "searched", partial(golden_site, search=True)) / "place" / "site"


@pytest.fixture(scope="module")
def site(searched: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Its address, below /some/path/."""
    folder = tmp_path_factory.mktemp("served")
    (folder / "some").mkdir()
    (folder / "some" / "path").symlink_to(searched)
    with served(folder) as address:
        yield f"{address}some/path/"


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def found(browser: Browser, address: str) -> tuple[str, list[str]]:
    """What the page says of the search, and where its results lead."""
    browser.open(address)
    busy = browser.run("document.getElementById('search-state').dataset.busy")
    for _ in range(100):
        state = browser.run("document.getElementById('search-state').textContent")
        if state not in {"", busy}:
            break
        time.sleep(0.1)
    links: list[str] = browser.run("[...document.querySelectorAll('#found a')].map(link => link.pathname)")
    return state, links


def ask(site: str, words: str, language: str = "") -> str:
    return f"{site}{language}search/index.html?q={quote(words)}"


def test_a_word_in_the_middle_of_a_sentence(browser: Browser, site: str) -> None:
    """Two characters within a sentence without spaces lead to the pages that have them, and nothing complains."""
    state, links = found(browser, ask(site, WORD))

    assert "/some/path/" + PAGE in links
    assert str(len(links)) in state
    assert browser.faults == []


def test_chinese_is_found_as_it_was_written(browser: Browser, site: str) -> None:
    """Two words of one page that do not follow each other are no match for both written as one."""
    apart, together = found(browser, ask(site, f"{WORD} {OTHER}"))[1], found(browser, ask(site, OTHER + WORD))[0]

    assert "/some/path/" + PAGE in apart
    assert together == browser.run("document.getElementById('search-state').dataset.loose")


def test_in_quotation_marks(browser: Browser, site: str) -> None:
    """English in quotation marks is found word for word; without them in any order."""
    exact, turned = found(browser, ask(site, f"“{ENGLISH}”", "en/"))[1], " ".join(reversed(ENGLISH.split()))

    assert f"/some/path/en/{PAGE}" in exact
    assert found(browser, ask(site, turned, "en/"))[0][0].isdigit()
    assert not found(browser, ask(site, f"“{turned}”", "en/"))[0][0].isdigit()


def test_what_is_nowhere(browser: Browser, site: str) -> None:
    """It is said, and the lists are offered."""
    state, links = found(browser, ask(site, "zzzz"))

    assert state == browser.run("document.getElementById('search-state').dataset.none")
    assert links == []
    assert browser.run("document.querySelectorAll('main nav a').length") > 1


def test_the_box_on_every_page(browser: Browser, site: str) -> None:
    """What is typed at the head of a page is searched for; the address can be passed on."""
    browser.open(f"{site}about/index.html")
    browser.run(f"document.getElementById('site-search').value = '{WORD}'")
    browser.run("document.querySelector('.site-search').requestSubmit()")
    for _ in range(100):
        if browser.run("document.querySelectorAll('#found li').length"):
            break
        time.sleep(0.1)

    assert browser.run("location.pathname + location.search") == f"/some/path/search/index.html?q={quote(WORD)}"


def test_one_kind_of_page(browser: Browser, site: str) -> None:
    """A kind narrows the results to its pages, and stands in the address."""
    _, links = found(browser, ask(site, WORD))
    kinds = browser.run("[...document.querySelectorAll('#search option')].slice(1).map(option => option.value)")
    narrowed = {kind: found(browser, ask(site, WORD) + f"&kind={quote(kind)}")[1] for kind in kinds}

    assert "项目" in kinds
    assert sorted(link for links in narrowed.values() for link in links) == sorted(links)
    assert all("/projects/" in link for link in narrowed["项目"])
    assert browser.run("document.querySelector('#search select').value") == kinds[-1]


def test_opened_from_a_folder(browser: Browser, searched: Path) -> None:
    """There is no search without a server; the page says so and offers the lists."""
    state, _ = found(browser, (searched / "search" / "index.html").as_uri())

    assert state == browser.run("document.getElementById('search-state').dataset.broken")
    assert browser.faults == []


def test_the_index_of_the_same_pages(searched: Path, tmp_path: Path) -> None:
    """It has the same bytes, in whatever order Pagefind got through them, and none of Pagefind's ready-made forms."""
    first = tree(searched / FOLDER)
    # In memory a folder lists its newest file first: only a copy's copy lists them as the site does.
    copy = shutil.copytree(searched, tmp_path / "copy", ignore=shutil.ignore_patterns(FOLDER))
    site = shutil.copytree(copy, tmp_path / "site")
    make_index(site)

    again = tree(site / FOLDER)
    assert again.keys() == first.keys()
    assert [name for name in first if again[name] != first[name]] == []
    assert {"pagefind.js", "pagefind-entry.json"} <= set(first)
    assert not [name for name in first if "ui" in name or "highlight" in name]
