"""Addresses of the site as seen from one of its pages."""

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
    folder, up = page[: page.rfind("/") + 1], ""
    while not target.startswith(folder):
        folder, up = folder[: folder.rfind("/", 0, -1) + 1], up + "../"
    return up + target[len(folder) :]
