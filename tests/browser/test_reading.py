"""How a reader wants to read, and gets about with the keyboard alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.kinds import kinds
from tools.chromium import Browser

pytestmark = pytest.mark.browser

TAB, ENTER, ESCAPE = ("Tab", 9), ("Enter", 13), ("Escape", 27)
LOOKS = """(style => ({size: parseFloat(style.fontSize), spacing: style.letterSpacing, ink: style.color,
  lines: parseFloat(style.lineHeight) / parseFloat(style.fontSize),
  paper: style.backgroundColor}))(getComputedStyle(document.body))"""
BLACK, WHITE = "rgb(0, 0, 0)", "rgb(255, 255, 255)"


def pick(browser: Browser, name: str, value: str) -> None:
    """Chooses one of the reading settings as a reader would."""
    browser.run(
        f"""(select => {{ select.value = '{value}'; select.dispatchEvent(new Event('change')); }})(
        document.querySelector('[data-reading={name}]'))"""
    )


@pytest.fixture
def forgetful(browser: Browser, golden: Path) -> Iterator[Browser]:
    """A browser that reads as the system says again when the test is over."""
    yield browser
    browser.ask("Emulation.setEmulatedMedia", media="", features=[])
    browser.ask("Emulation.setScriptExecutionDisabled", value=False)
    browser.open((golden / "index.html").as_uri())
    browser.run("localStorage.clear()")


def test_settings_are_remembered(forgetful: Browser, golden: Path) -> None:
    """Size, contrast and spacing hold on the next page, in the other language, and say there what they are."""
    forgetful.open((golden / "index.html").as_uri())
    normal = forgetful.run(LOOKS)
    for name, value in (("size", "largest"), ("contrast", "more"), ("spacing", "wide")):
        pick(forgetful, name, value)
    forgetful.open((golden / "issues" / "index.html").as_uri())
    found = forgetful.run(LOOKS)

    assert found["size"] > 1.4 * normal["size"]
    assert (found["ink"], found["paper"]) == (BLACK, WHITE)
    assert float(found["spacing"].removesuffix("px")) == pytest.approx(0.12 * found["size"])
    assert found["lines"] >= 2 > normal["lines"]

    forgetful.open((golden / "en" / "issues" / "index.html").as_uri())

    assert forgetful.run("[...document.querySelectorAll('[data-reading]')].map(select => select.value)") == [
        "largest",
        "more",
        "wide",
    ]


def test_contrast_in_the_dark(forgetful: Browser, golden: Path) -> None:
    """High contrast is white on black where the system is dark; asked for by the system, it needs no setting."""
    dark = [{"name": "prefers-color-scheme", "value": "dark"}]
    forgetful.ask("Emulation.setEmulatedMedia", features=dark)
    forgetful.open((golden / "index.html").as_uri())
    plain = forgetful.run(LOOKS)
    pick(forgetful, "contrast", "more")
    chosen = forgetful.run(LOOKS)
    pick(forgetful, "contrast", "")
    forgetful.ask("Emulation.setEmulatedMedia", features=[*dark, {"name": "prefers-contrast", "value": "more"}])

    assert (chosen["ink"], chosen["paper"]) == (WHITE, BLACK) != (plain["ink"], plain["paper"])
    assert forgetful.run(LOOKS) == chosen


def test_settings_without_scripts(forgetful: Browser, golden: Path) -> None:
    """With scripts off the settings do as they say, by the style sheet alone, as long as the page is open."""
    forgetful.ask("Emulation.setScriptExecutionDisabled", value=True)
    forgetful.open((golden / "index.html").as_uri())
    normal = forgetful.run(LOOKS)
    forgetful.run("document.querySelector('[data-reading=size]').value = 'large'")
    forgetful.run("document.querySelector('[data-reading=contrast]').value = 'more'")
    found = forgetful.run(LOOKS)

    assert found["size"] > normal["size"]
    assert found["ink"] == BLACK


def test_settings_do_not_reach_paper(forgetful: Browser, golden: Path) -> None:
    """What is printed is a document, in its own size and black on white, whatever its reader chose for the screen."""
    forgetful.open((golden / "projects" / "index.html").as_uri())
    forgetful.ask("Emulation.setEmulatedMedia", media="print")
    plain = forgetful.run(LOOKS)
    for name, value in (("size", "largest"), ("contrast", "more"), ("spacing", "wide")):
        pick(forgetful, name, value)

    assert forgetful.run(LOOKS) == plain
    assert not forgetful.run("document.querySelector('.reading').checkVisibility()")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("chosen", ["size=largest", "size=large spacing=wide"])
def test_no_page_is_wider_than_its_window(forgetful: Browser, golden: Path, width: int, chosen: str) -> None:
    """With the largest letters, and with large ones set wide, too, no page is wider than its window."""
    forgetful.size(width, 900)
    forgetful.open((golden / "index.html").as_uri())
    for setting in chosen.split():
        pick(forgetful, *setting.split("="))
    wide = {}
    for page in kinds(golden):
        forgetful.open(page.as_uri())
        wide[str(page)] = forgetful.run("document.documentElement.scrollWidth")

    assert {page: found for page, found in wide.items() if found > width} == {}


def test_skip_link(browser: Browser, golden: Path) -> None:
    """The first stop of the Tab key is a link, then seen, that leads past the navigation."""
    browser.open((golden / "index.html").as_uri())
    browser.press(*TAB)

    assert browser.run("document.activeElement.className") == "skip"
    assert browser.run("document.activeElement.getBoundingClientRect().top") >= 0

    browser.press(*ENTER)

    assert browser.run("document.activeElement.id") == "content"


def test_the_way_through_the_head(browser: Browser, golden: Path) -> None:
    """Tab goes through the head in the order in which it is read: name, settings, language, every section; each stop is
    seen to have the focus, and Enter on a section opens it."""
    browser.open((golden / "index.html").as_uri())
    stops, places = [], []
    for _ in range(12):
        browser.press(*TAB)
        stops.append(browser.run("(e => e.closest('nav') ? 'nav' : e.className || e.tagName)(document.activeElement)"))
        places.append(browser.run("document.activeElement.textContent.trim()"))
        assert browser.run("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        if places[-1] == "问题":
            break
    browser.press(*ENTER)
    browser.run("new Promise(done => setTimeout(done, 300))")

    assert stops == ["skip", "A", "SUMMARY", "language", "nav", "nav", "nav"]
    assert browser.run("document.querySelector('h1').textContent") == "问题"
    assert browser.run("document.querySelector('.sections [aria-current=page]').textContent") == "问题"


def test_escape_closes_the_settings(browser: Browser, golden: Path) -> None:
    """Enter opens the settings, Tab goes into them, Escape closes them and leaves the focus where they are opened."""
    browser.open((golden / "index.html").as_uri())
    browser.run("document.querySelector('.reading > summary').focus()")
    browser.press(*ENTER)
    browser.press(*TAB)

    assert browser.run("document.activeElement.dataset.reading") == "size"

    browser.press(*ESCAPE)

    assert not browser.run("document.querySelector('.reading').open")
    assert browser.run("document.activeElement.parentElement.className") == "reading"


def test_details(browser: Browser, golden: Path) -> None:
    """Tab reaches how a figure is made; Enter opens it."""
    browser.open((golden / "index.html").as_uri())
    for _ in range(60):
        browser.press(*TAB)
        if browser.run("document.activeElement.matches('.origin > summary')"):
            break
    browser.press(*ENTER)

    assert browser.run("document.activeElement.parentElement.open")
    assert browser.run("document.activeElement.parentElement.querySelector('dl').checkVisibility()")
