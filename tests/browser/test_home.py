"""The home page: what is seen of it without scrolling."""

from pathlib import Path

import pytest

from tools.chromium import Browser

pytestmark = pytest.mark.browser

WHOLE = ("h1", ".headline-bar", ".figures", ".board", ".lights", "#changes + .dated li")
BEGUN = ("#next + .dated li", "#papers + .papers li")


def below(browser: Browser, parts: tuple[str, ...], side: str) -> dict[str, float]:
    """The parts of the page whose edge lies below a window of 900 px."""
    edges = {part: browser.run(f"document.querySelector('{part}').getBoundingClientRect().{side}") for part in parts}
    return {part: edge for part, edge in edges.items() if edge > 900}


def test_what_matters_is_seen_at_once(browser: Browser, sample: Path) -> None:
    """In a window of 1280 by 900: the year in a line with its pace, five figures, boards, lights, what changed; what
    comes next and the papers begin there too, among them the wall chart."""
    browser.open((sample / "index.html").as_uri())

    assert below(browser, WHOLE, "bottom") == {}
    assert below(browser, BEGUN, "top") == {}
    assert browser.run("document.querySelectorAll('.figures .figure').length") == 5
    assert browser.run("[...document.querySelectorAll('.papers a')].some(link => link.href.includes('wallchart'))")


def test_longer_words(browser: Browser, sample: Path) -> None:
    """English takes more room: figures, boards, lights and the newest change are seen at once all the same."""
    browser.open((sample / "en" / "index.html").as_uri())

    assert below(browser, WHOLE, "bottom") == {}
