"""Which lines of a file belong to a value."""

import re
from itertools import pairwise

from tongbao.edit.nodes import Node
from tongbao.edit.splices import Splices

HEADER = re.compile(r"[|>][-+0-9]*")
"""What stands before the lines of a block text."""


def header_end(text: str, node: Node) -> int | None:
    """Where the header of a block text ends; None for any other value."""
    found = HEADER.match(text, node.start) if node.style in ("|", ">") else None
    return found.end() if found else None


def content_end(text: str, node: Node) -> int:
    """Where the last word of a value ends, before any comment behind it; empty lines count where the value has them."""
    while node.is_block and node.children:
        node = node.children[-1]
    header = header_end(text, node)
    if header is not None and "+" not in text[node.start : header]:
        return node.start + len(text[node.start : node.end].rstrip())
    return node.end


def end_of(edits: Splices, node: Node, column: int, least: int = 0) -> int:
    """Where the line after a value begins, and after the comments below it that are set in deeper than `column`."""
    text = edits.text
    end = at = edits.line_end(max(content_end(text, node), least))
    while at < len(text):
        below = edits.line_end(at + 1)
        depth = _depth_of_comment(text[at:below])
        if depth > column:
            end = below
        elif text[at:below].strip():
            break
        at = below
    return end


def comment_follows(edits: Splices, at: int, column: int) -> bool:
    """Whether the next line with words is a comment set in deeper than `column`: it would go into a text above it."""
    line = next((line for line in edits.text[at:].split("\n") if line.strip()), "")
    return _depth_of_comment(line) > column


def _depth_of_comment(line: str) -> int:
    words = line.lstrip(" ")
    return len(line) - len(words) if words.startswith("#") else -1


def dashes(edits: Splices, node: Node) -> list[int]:
    """Where the dash of each entry of a block list stands."""
    found = [node.start]
    for before, item in pairwise(node.items or ()):
        line = edits.line_start(item.start)
        while edits.text[line : line + node.column + 1] != " " * node.column + "-" and line > before.end:
            line = edits.line_start(line - 1)
        found.append(line + node.column)
    return found
