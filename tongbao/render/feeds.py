"""Feeds as Atom 1.0 (RFC 4287) and JSON Feed 1.1 (jsonfeed.org), the same bytes for the same content."""

from collections.abc import Iterator
from typing import Any

from tongbao.render.addresses import relative
from tongbao.render.xml import escape, quoteattr


def atom_bytes(feed: Any) -> bytes:
    """The bytes of a feed (views.feeds.FeedView). Addresses are relative until the site knows its own."""
    return ("\n".join(_lines(feed)) + "\n").encode()


def _lines(feed: Any) -> Iterator[str]:
    def at(path: str) -> str:
        return quoteattr(f"{feed.base_url}/{path}" if feed.base_url else relative(path, feed.path))

    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{feed.language}">'
    yield f"<id>{feed.id}</id>"
    yield f"<title>{escape(feed.title)}</title>"
    if feed.notice:
        yield f"<subtitle>{escape(feed.notice)}</subtitle>"
    yield f"<updated>{feed.updated}</updated>"
    yield f"<author><name>{escape(feed.author)}</name></author>"
    yield f'<link rel="self" type="application/atom+xml" href={at(feed.path)}/>'
    yield f'<link rel="alternate" type="text/html" href={at(feed.home)}/>'
    for language, path in feed.others:
        yield f'<link rel="alternate" type="application/atom+xml" hreflang="{language}" href={at(path)}/>'
    for entry in feed.entries:
        yield "<entry>"
        yield f"<id>{entry.id}</id>"
        yield f"<title>{escape(entry.title)}</title>"
        yield f"<updated>{entry.updated}</updated>"
        yield f'<link rel="alternate" type="text/html" href={at(entry.href)}/>'
        yield f"<category term={quoteattr(entry.kind)} label={quoteattr(entry.label)}/>"
        yield f"<summary>{escape(entry.summary)}</summary>"
        yield "</entry>"
    yield "</feed>"


def json_feed(feed: Any) -> dict[str, Any]:
    """The same feed as JSON Feed, whose addresses must be whole: a site that does not know its own tells none."""

    def at(path: str) -> str:
        return f"{feed.base_url}/{path}" if feed.base_url else ""

    found = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": at(feed.home),
        "feed_url": at(feed.json_path),
        "description": feed.notice,
        "language": feed.language,
        "authors": [{"name": feed.author}],
        "items": [_item(entry, at(entry.href)) for entry in feed.entries],
    }
    return {key: value for key, value in found.items() if value or key == "items"}


def _item(entry: Any, url: str) -> dict[str, Any]:
    said = {
        "id": entry.id, "title": entry.title, "content_text": entry.summary, "date_published": entry.updated,
        "tags": [entry.label],
    }  # fmt: skip
    return said | ({"url": url} if url else {})
