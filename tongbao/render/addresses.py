"""Addresses of the site as seen from one of its pages."""

from functools import lru_cache

EXTERNAL = ("http://", "https://", "mailto:")
_AS_IT_IS = ("#", *EXTERNAL)
NOT_FOUND = "404.html"
"""A server shows this page under any address, so its links cannot be relative once the site's address is known."""
SCHEME = "asset:"
"""How a document that is printed names an asset: `asset:print.css`."""


def relative(target: str, page: str) -> str:
    """The address of a site path as seen from a page; external addresses and fragments stay as they are."""
    if not target or target.startswith(_AS_IT_IS):
        return target
    for folder, up in _ways_up(page):
        if target.startswith(folder):
            return up + target[len(folder) :]
    return target


@lru_cache(maxsize=8)  # a page asks for all its links before the next one does
def _ways_up(page: str) -> tuple[tuple[str, str], ...]:
    """The folders that a page lies in, the nearest first, each with the way up to it."""
    folders = page.split("/")[:-1]
    folder, ways = "", [("", "../" * len(folders))]
    for left, name in enumerate(folders, 1 - len(folders)):
        folder += f"{name}/"
        ways.append((folder, "../" * -left))
    return tuple(reversed(ways))
