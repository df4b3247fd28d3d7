"""Addresses of the site as seen from one of its pages."""

EXTERNAL = ("http://", "https://", "mailto:")
NOT_FOUND = "404.html"
"""A server shows this page under any address, so its links cannot be relative once the site's address is known."""
SCHEME = "asset:"
"""How a document that is printed names an asset: `asset:print.css`."""


def relative(target: str, page: str) -> str:
    """The address of a site path as seen from a page; external addresses and fragments stay as they are."""
    if not target or target.startswith(("#", *EXTERNAL)):
        return target
    path, hash_, fragment = target.partition("#")
    there, here = path.split("/"), page.split("/")[:-1]
    same = 0
    while same < len(here) and same < len(there) - 1 and here[same] == there[same]:
        same += 1
    return "/".join([".."] * (len(here) - same) + there[same:]) + hash_ + fragment
