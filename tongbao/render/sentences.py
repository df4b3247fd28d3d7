"""Sentences of issued documents: HTML from a file, drawn again with nothing but what sentences need."""

import re
from collections.abc import Callable
from functools import lru_cache

import nh3

SITE = "site:"
"""Stands before the address of a page in an issued sentence: from where it is read is not known then."""
TAGS = {"a", "br", "data", "em", "span", "strong", "time"}
ATTRIBUTES = {"a": {"href"}, "data": {"value"}, "span": {"class"}, "time": {"datetime"}}
_LINK = re.compile(rf'href="{SITE}([^"]*)"')


def sentence(html: str, link: Callable[[str], str], *, links: bool = True) -> str:
    """The sentence with its addresses as seen from the page, on paper without `links`; safe whoever wrote the file."""
    return _clean(_LINK.sub(lambda match: f'href="{link(match[1])}"', html), links)


def _cleaner(tags: set[str]) -> nh3.Cleaner:
    attributes = {tag: names for tag, names in ATTRIBUTES.items() if tag in tags}
    return nh3.Cleaner(tags=tags, attributes=attributes, url_relative="pass_through", link_rel=None)


_CLEANERS = {True: _cleaner(TAGS), False: _cleaner(TAGS - {"a"})}


@lru_cache(maxsize=256)  # the text for the press says what the page said
def _clean(html: str, links: bool) -> str:
    return _CLEANERS[links].clean(html)
