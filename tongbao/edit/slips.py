"""Slips of the hand that make a file other YAML than was meant, line by line: what each line was probably to be.

A line is only proposed to be changed. Whether it must be is seen by reading the file with and without the change.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tongbao.edit.repairs import SPACES

Edit = tuple[int, int, str]
"""What of a text is to be replaced, `text[start:end]`, and by what."""
WIDTHS = (2, 4, 8, 1)
"""Columns that a tab or a wide blank may have been meant as."""

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_INDENT = re.compile(f"[ \t{SPACES}]*")
_ODD = re.compile(f"[\t{SPACES}]")
_BLOCK = re.compile(r"(?:^|[:\-] +)[|>][-+0-9]*[ \t]*(?:#.*)?$")
_GAP = re.compile(f"(?<=[,{{\\[:-])[ ]*[{SPACES}][ {SPACES}]*(?=\\S)")
_RESERVED = re.compile(r"(?P<before>(?:- +)*(?:[^\s:#'\"]+: +)?)(?P<value>[@%`][^\r\n]*?)(?P<after>\s*)$")
_NO_WORDS = re.compile("[{}\\[\\]\x85\u2028\u2029]| #")
"""What keeps the rest of a line from being one text."""
_DASH = re.compile(r"-(?=[^\s\-0-9.])")
_IN_FLOW = re.compile(r"(?<=: )-?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?=\s*[,}])")


class Line(NamedTuple):
    """A line that is no part of a block text: where it begins, and its words without its line end."""

    start: int
    text: str


class Slips:
    """Proposes changes of the lines of a file whose records have the given keys."""

    def __init__(self, keys: Iterable[str]) -> None:
        names = "|".join(sorted((re.escape(key) for key in keys), key=len, reverse=True))
        key = f"(?:{names}|[a-z]{{2}}(?:-[A-Z]{{2}})?)"
        blank = f"[ {SPACES}]*"
        self._full_width = re.compile(f"(?P<before>^(?:- +)*|[{{,，]{blank}){key}{blank}(?P<colon>：{blank})")
        self._no_space = re.compile(f"^(?:- +)*{key}:(?=[^\\s{SPACES}])")
        self._comma = re.compile(f"，{blank}(?={key}{blank}[:：])")
        self._text_colon = re.compile(f"^(?:- +)*{key}: +(?P<value>[^\\s'\"|>&*!#@%`][^\\r\\n]*: .*)$")
        self._other_key = re.compile(f"(?:^|[\\s,{{]){key}:(?:\\s|$)")

    def of_line(self, line: Line) -> list[Edit]:
        """What would have to change in a line for it to be what it looks like; nothing where it looks right."""
        indent = _INDENT.match(line.text)
        start = indent.end() if indent else 0
        words = line.text[start:]
        found = {(match.start("colon"), match.end("colon"), ": ") for match in self._full_width.finditer(words)}
        found |= {(match.start(), match.end(), ", ") for match in self._comma.finditer(words)}
        found |= {(match.start(), match.end(), " ") for match in _GAP.finditer(words)}
        found |= {(match.start(), match.end(), match[0].replace(",", "")) for match in _IN_FLOW.finditer(words)}
        if match := self._no_space.match(words):
            found.add((match.end(), match.end(), " "))
        if match := _DASH.match(words):
            found.add((match.end(), match.end(), " "))
        match = None if found else _RESERVED.match(words) or self._text_colon.match(words)
        if match and not self._other_key.search(match["value"]) and not _NO_WORDS.search(match["value"]):
            found.add((match.start("value"), match.end("value"), _quoted(match["value"])))
        return [(line.start + start + begin, line.start + start + end, new) for begin, end, new in _apart(found)]

    @staticmethod
    def of_indents(lines: Iterable[Line], width: int) -> list[Edit]:
        """The indents that hold tabs or wide blanks, as spaces; a narrow blank is one column."""
        edits = []
        for line in lines:
            indent = _INDENT.match(line.text)
            if indent and _ODD.search(indent[0]) and line.text[indent.end() :].strip():
                plain = "".join(" " * width if sign in "\t\u3000" else " " for sign in indent[0])
                edits.append((line.start, line.start + indent.end(), plain))
        return edits


def lines_of(text: str) -> Iterator[Line]:
    """The lines of a file but those of block texts, in which nothing is a slip."""
    within = -1
    for match in _LINE.finditer(text):
        words = match[0].rstrip("\r\n")
        depth = len(words) - len(words.lstrip(" "))
        if within >= 0 and (depth > within or not words.strip()):
            continue
        within = depth if _BLOCK.search(words) else -1
        if words.strip() and not words.lstrip().startswith("#"):
            yield Line(match.start(), words)


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with edits that do not overlap."""
    pieces, at = [], 0
    for start, end, new in sorted(edits):
        pieces += [text[at:start], new]
        at = end
    return "".join([*pieces, text[at:]])


def _apart(found: Iterable[Edit]) -> Iterator[Edit]:
    """The edits in order, of those that overlap the first."""
    at = -1
    for start, end, new in sorted(found):
        if start >= at:
            yield start, end, new
            at = max(end, start)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
