"""Waiting for a page that may be loaded anew meanwhile."""

from contextlib import suppress
from time import sleep

from tools.chromium import Browser, BrowserError

TRIES = 200


def becomes(browser: Browser, condition: str) -> bool:
    """Whether something comes true within ten seconds, whatever is loaded meanwhile."""
    for _ in range(TRIES):
        with suppress(BrowserError):
            if browser.run(condition):
                return True
        sleep(0.05)
    return False
