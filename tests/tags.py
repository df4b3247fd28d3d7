"""The start tags of our own pages, found several times faster than by html.parser: values stand in double quotes."""

import re
from collections.abc import Iterator
from html import unescape

UNREAD = re.compile(r"(<(script|style)\b[^>]*>).*?</\2>|<!--.*?-->", re.DOTALL)
"""What a browser does not read as markup."""
TAG = re.compile(r"""<([a-z][a-z0-9]*)((?:\s+[^\s=>"'/]+(?:="[^"]*")?)*)\s*/?>""")
ATTRIBUTE = re.compile(r"""([^\s=>"'/]+)(?:="([^"]*)")?""")


def start_tags(html: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Each start tag's name and attributes; tests/test_links.py holds them against html.parser."""
    for name, attributes in TAG.findall(UNREAD.sub(lambda found: found[1] or "", html)):
        yield name, {key: unescape(value) if "&" in value else value for key, value in ATTRIBUTE.findall(attributes)}
