"""sitemap.xml (sitemaps.org protocol 0.9) and robots.txt; only a site that knows its own address has them."""

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import quote, urlsplit

from tongbao.render.xml import escape

SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
MOST = 50_000
"""How many addresses the protocol allows in one file."""


def sitemap_files(pages: Sequence[tuple[str, str]], base_url: str, most: int = MOST) -> Mapping[str, bytes]:
    """Path → bytes of the sitemap of pages (path, day of their newest entry, "" where none is known), of several with
    an index, and of robots.txt where the site stands at the root of its host: elsewhere nobody asks for it."""
    chunks = [pages[start : start + most] for start in range(0, len(pages), most)] or [pages]
    if len(chunks) == 1:
        files = {"sitemap.xml": _urls(chunks[0], base_url)}
    else:
        names = [f"sitemap-{number}.xml" for number in range(1, len(chunks) + 1)]
        files = {name: _urls(chunk, base_url) for name, chunk in zip(names, chunks, strict=True)}
        files["sitemap.xml"] = _list("sitemapindex", (("sitemap", name, "") for name in names), base_url)
    if urlsplit(base_url).path in ("", "/"):
        files["robots.txt"] = f"User-agent: *\nAllow: /\n\nSitemap: {base_url}/sitemap.xml\n".encode()
    return files


def _urls(pages: Iterable[tuple[str, str]], base_url: str) -> bytes:
    return _list("urlset", (("url", path, day) for path, day in pages), base_url)


def _list(name: str, entries: Iterable[tuple[str, str, str]], base_url: str) -> bytes:
    lines = ['<?xml version="1.0" encoding="utf-8"?>', f'<{name} xmlns="{SPACE}">']
    for kind, path, day in entries:
        changed = f"<lastmod>{day}</lastmod>" if day else ""
        lines.append(f"<{kind}><loc>{escape(f'{base_url}/{quote(path)}')}</loc>{changed}</{kind}>")
    return "\n".join([*lines, f"</{name}>", ""]).encode()
