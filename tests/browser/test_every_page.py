"""Every kind of page, in both languages and at two widths, opened from a folder as a reader without a server would."""

import re
import shutil
from pathlib import Path

import pytest

from tests.browser.kinds import kinds
from tests.sites import GOLDEN, built
from tools.chromium import Browser

pytestmark = pytest.mark.browser

WIDTHS = (390, 1280)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("place", ["golden", "sample"])
def test_quiet_and_narrow(browser: Browser, request: pytest.FixtureRequest, place: str, width: int) -> None:
    """No page complains in the console, breaks its content policy or is wider than its window."""
    pages = kinds(request.getfixturevalue(place))
    browser.size(width, 900)
    wrong = {}
    for page in pages:
        browser.open(page.as_uri())
        wide = browser.run("document.documentElement.scrollWidth")
        if browser.faults or wide > width:
            wrong[str(page)] = (wide, *browser.faults)

    assert len(pages) > 25
    assert not wrong


@pytest.mark.parametrize("name", ["x" * 300, "名" * 300])
def test_names_without_end(browser: Browser, tmp_path: Path, name: str) -> None:
    """Names of 300 letters without a place to break make no page wider than a telephone."""
    shutil.copytree(GOLDEN, tmp_path / "place")
    named = re.compile(r"(?m)^(name|title): .*$|(?<=, )(name): \{.*?\}")
    for issued in (tmp_path / "place" / "targets").glob("*.issued.json"):
        issued.unlink()  # a list that was issued does not change its title
    for file in (tmp_path / "place").rglob("*.yaml"):
        file.write_text(named.sub(rf"\1\2: {name}", file.read_text("utf-8")), "utf-8")
    browser.size(390, 900)
    wide = {}
    for page in kinds(built(tmp_path / "place", ["list-not-issued"])):
        browser.open(page.as_uri())
        wide[str(page)] = browser.run("document.documentElement.scrollWidth")

    assert {page: width for page, width in wide.items() if width > 390} == {}


def test_faults_are_seen(browser: Browser, golden: Path) -> None:
    """The content policy of our pages refuses an inline script, and `faults` tells of it."""
    page = golden / "about" / "index.html"
    spoilt = page.with_name("spoilt.html")
    spoilt.write_text(page.read_text(encoding="utf-8").replace("</main>", "<script>1</script></main>"), "utf-8")
    browser.open(spoilt.as_uri())
    spoilt.unlink()

    assert any("Content Security Policy" in fault for fault in browser.faults)


def test_languages(browser: Browser, golden: Path) -> None:
    """The language link leads to the same page in the other language, and back."""
    for name in ("index.html", "projects/P-bc-2026-001/index.html", "issues/index.html"):
        page = golden / name
        browser.open(page.as_uri())
        here = browser.run("document.documentElement.lang")
        there = browser.run("document.querySelector('.language').href")
        browser.open(there)
        back = browser.run("document.querySelector('.language').href")

        assert {here, browser.run("document.documentElement.lang")} == {"zh-CN", "en"}
        assert back == page.as_uri()
        assert re.sub("/en/", "/", there, count=1) == re.sub("/en/", "/", page.as_uri(), count=1)


def test_print(browser: Browser, sample: Path) -> None:
    """On paper there is no navigation, filter or button; a head says what this is and of which day."""
    for page in ("index.html", "projects/index.html", "targets/2026/index.html"):
        browser.open((sample / page).as_uri())
        browser.ask("Emulation.setEmulatedMedia", media="print")
        shown = browser.run(
            """[...document.querySelectorAll('nav, button, form, .skip, .mistake')]
            .filter(element => element.checkVisibility() && !element.matches('thead button'))
            .map(element => element.className)"""
        )
        head = browser.run("[...document.querySelectorAll('.print-head')].map(p => p.checkVisibility() && p.innerText)")
        browser.ask("Emulation.setEmulatedMedia", media="")

        assert shown == []
        assert head == ["云汀市重点项目公开 · 数据截至 2026年11月16日 下次更新 2026年11月23日"]


def test_without_scripts(browser: Browser, sample: Path) -> None:
    """With scripts off the whole list stands, and no control that would do nothing."""
    browser.ask("Emulation.setScriptExecutionDisabled", value=True)
    browser.open((sample / "projects" / "index.html").as_uri())
    rows = browser.run("[...document.querySelectorAll('#projects-table tbody:not(.summary) tr')].length")
    hidden = browser.run(
        "[...document.querySelectorAll('#projects-table tbody tr')].filter(r => !r.checkVisibility()).length"
    )
    controls = browser.run(
        "[...document.querySelectorAll('button, input, select')].filter(e => e.checkVisibility()).length"
    )

    assert (rows, hidden, controls) == (len(list((sample / "projects").glob("P-*"))), 0, 0)
