"""What axe-core finds on every kind of page: WCAG 2.2 A and AA and its own good practice, light and dark."""

import json
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from tests.browser.kinds import kinds
from tools.chromium import Browser

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FOUND = f"""axe.run(document, {{runOnly: {TAGS}, resultTypes: ["violations"]}}).then(found => found.violations.map(
  each => [each.id, each.help, each.nodes.length, each.nodes[0].html.slice(0, 200)]))"""


def violations(browser: Browser, page: Path, scheme: str) -> list[Any]:
    browser.ask("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    browser.open(page.as_uri())
    browser.run((resources.files("axe_playwright_python") / "axe.min.js").read_text("utf-8") + ";0")
    found: list[Any] = browser.run(FOUND)
    return found


def in_language(site: Path, english: bool) -> list[Path]:
    """The pages of each kind in one of the two languages; what is in Chinese alone, as letters are, in both."""
    pages, root = kinds(site), site / "en"
    of_english = [page for page in pages if page.is_relative_to(root)]
    alone = [page for page in pages if page not in of_english and not (root / page.relative_to(site)).exists()]
    return [*alone, *of_english] if english else [page for page in pages if page not in of_english]


@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 1280)])
def test_axe_finds_nothing(browser: Browser, sample: Path, scheme: str, width: int) -> None:
    """No page of any kind, in any language, has anything that axe-core objects to."""
    browser.size(width, 900)
    pages = kinds(sample)
    found = {page.relative_to(sample).as_posix(): violations(browser, page, scheme) for page in pages}

    assert len(pages) > 60
    assert {page: each for page, each in found.items() if each} == {}


def test_axe_finds_nothing_as_the_reader_set_it(browser: Browser, golden: Path) -> None:
    """Nor with high contrast and the largest letters set wide, light in Chinese, dark in English."""
    browser.size(1280, 900)
    browser.open((golden / "index.html").as_uri())
    settings = {"size": "largest", "contrast": "more", "spacing": "wide"}
    browser.run(f"Object.entries({json.dumps(settings)}).forEach(([name, v]) => localStorage['tongbao-' + name] = v)")
    found = {
        (page.relative_to(golden).as_posix(), scheme): violations(browser, page, scheme)
        for scheme, english in (("light", False), ("dark", True))
        for page in in_language(golden, english)
    }
    shown = browser.run("document.documentElement.dataset.contrast")
    browser.run("localStorage.clear()")

    assert shown == "more"
    assert {page: each for page, each in found.items() if each} == {}


def test_axe_sees(browser: Browser, golden: Path) -> None:
    """A picture without words is found, so silence means something."""
    page = golden / "about" / "index.html"
    spoilt = page.with_name("spoilt.html")
    spoilt.write_text(page.read_text("utf-8").replace("</main>", '<img src="../none.png"></main>'), "utf-8")
    found = {rule for rule, *_ in violations(browser, spoilt, "light")}
    spoilt.unlink()

    assert "image-alt" in found
