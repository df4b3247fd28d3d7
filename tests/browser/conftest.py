"""One Chromium for all tests of this folder."""

from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest

from tools.chromium import Browser, BrowserError, program


def ready(browser: Browser) -> Browser:
    """A wide page with scripts, on screen, that remembers nothing."""
    browser.size(1280, 900)
    browser.ask("Emulation.setEmulatedMedia", media="")
    browser.ask("Emulation.setScriptExecutionDisabled", value=False)
    # At fifty steps Chromium forgets the oldest that it may, which is a page's first once a script adds to it.
    browser.ask("Page.resetNavigationHistory")
    return browser


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Browser]]:
    """Gives the Chromium of this run, another where one has died under a test: it is that test which tells of it."""
    if program() is None:
        pytest.skip("no Chromium here: tools/setup.sh browser")
    running: list[Browser] = []

    def current() -> Browser:
        if running:
            with suppress(BrowserError, OSError):
                return ready(running[-1])
        running.append(Browser(str(tmp_path_factory.mktemp("chromium"))))
        return ready(running[-1])

    yield current
    for browser in running:
        with suppress(BrowserError, OSError):
            browser.close()


@pytest.fixture
def browser(chromium: Callable[[], Browser]) -> Browser:
    """A wide page with scripts, on screen, that remembers nothing."""
    return chromium()
