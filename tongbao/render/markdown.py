"""Markdown of people → HTML that can do no harm."""

import re

import markdown
import nh3

TAGS = {
    "a", "blockquote", "br", "code", "dd", "del", "dl", "dt", "em", "h3", "h4", "h5", "hr", "li", "ol", "p", "pre",
    "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "title"}, "td": {"align"}, "th": {"align"}}
SCHEMES = {"http", "https", "mailto"}
_CJK = "\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
_BREAK = re.compile(rf"(?<=[{_CJK}])((?:</?[a-z]+>)*)\n((?:</?[a-z]+>)*)(?=[{_CJK}])")
_HEADING = re.compile(r"<(/?)h([12])>")
_PROTOCOL_RELATIVE = re.compile(r'href="//')


def html_of_markdown(source: str) -> str:
    """Safe HTML: our own list of tags, no pictures, no styles, links to http, https and mailto only.

    Headings start at level 3, below the page's own. A line break between Chinese characters leaves no space.
    """
    html = markdown.markdown(source, extensions=["tables", "sane_lists"], output_format="html")
    html = _HEADING.sub(r"<\1h3>", html)
    html = nh3.clean(
        html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener nofollow"
    )
    return _BREAK.sub(r"\1\2", _PROTOCOL_RELATIVE.sub('href="https://', html))
