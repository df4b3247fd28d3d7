"""Markdown of people → HTML that can do no harm."""

import re
from functools import lru_cache

import nh3
from markdown import Markdown
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension

TAGS = {
    "a", "blockquote", "br", "code", "dd", "del", "dl", "dt", "em", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p",
    "pre", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "title"}, "td": {"align"}, "th": {"align"}}
SCHEMES = {"http", "https", "mailto"}
_CJK = "\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
_BREAK = re.compile(rf"(?<=[{_CJK}])((?:</?[a-z]+>)*)\n((?:</?[a-z]+>)*)(?=[{_CJK}])")
_HEADING = re.compile(r"<(/?)h([12])>")
_PRE = re.compile(r"(<pre>.*?</pre>)", re.DOTALL)
_DEEP = re.compile(r"^[ \t]{40,}", re.MULTILINE)
# By their names extensions are looked for in all that is installed, which takes as long as a page.
_READER = Markdown(extensions=[TableExtension(), SaneListExtension()], output_format="html")
MOST_UNCLOSED = 50
"""Brackets that may stay open in a text: beyond, reading them takes the square of their number."""


def _tamed(source: str) -> str:
    """The source without what would hang or break the reader of Markdown: brackets left open, lists without end."""
    for opening, closing in ("[]", "<>", "()"):
        if source.count(opening) - source.count(closing) > MOST_UNCLOSED:
            source = source.replace(opening, f"&#{ord(opening)};")
    return _DEEP.sub(" " * 40, source)


@lru_cache(maxsize=1024)
def html_of_markdown(source: str) -> str:
    """Safe HTML: our own list of tags, no pictures, no styles, links to http, https and mailto only: a page
    does not know where another stands.

    Headings start at level 3, below the page's own. A line break between Chinese characters leaves no space.
    """
    html = _READER.reset().convert(_tamed(source))
    html = _HEADING.sub(r"<\1h3>", html)
    html = nh3.clean(
        html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, url_relative="deny", link_rel="noopener nofollow"
    )
    return "".join(part if part.startswith("<pre>") else _BREAK.sub(r"\1\2", part) for part in _PRE.split(html))
