"""A value in a file's text replaced as a whole, in the style of the one before where that fits."""

from dataclasses import dataclass
from typing import Any

import yaml

from tongbao.edit.extents import comment_follows, content_end, end_of, header_end
from tongbao.edit.nodes import Node
from tongbao.edit.records import (
    WIDTH,
    as_written,
    entry_lines,
    fits_line,
    flow_text,
    is_word,
    pair_lines,
    quoted,
    set_flow,
    tree_node,
)
from tongbao.edit.splices import Splices
from tongbao.model.keys import UNKNOWN, Held


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands: behind the colon of a key or the dash of an entry at `anchor`, its lines set in deeper than
    `column`; or between brackets."""

    anchor: int
    column: int
    is_entry: bool = False
    in_flow: bool = False


def pair_text(name: str, wanted: Any, held: Held, *, flow: bool = False) -> list[str]:
    """The lines of a key that is new; a mapping on one line where its neighbours are and it fits."""
    node = tree_node(wanted, held)
    if flow and isinstance(node, yaml.MappingNode) and fits_line(node):
        set_flow(node)
    return pair_lines(name, node)


def flow_pair_text(name: str, wanted: Any, held: Held) -> str:
    """The same between brackets."""
    return f"{flow_text(tree_node(name, UNKNOWN))}: {flow_text(tree_node(wanted, held))}"


def entry_text(wanted: Any, held: Held, *, flow: bool) -> list[str]:
    """The lines of an entry that is new, on one line where its neighbours are and it fits."""
    node = tree_node(wanted, held)
    if flow and isinstance(node, yaml.CollectionNode) and fits_line(node):
        set_flow(node)
    return entry_lines(node)


def replace(edits: Splices, node: Node, wanted: Any, held: Held, place: Place) -> None:
    """Puts another value in the place of one; comments behind it and on its key's line stay."""
    new = _as_before(node, tree_node(wanted, held))
    if place.in_flow:
        _between_brackets(edits, node, new)
    elif node.is_block and place.is_entry:
        edits.put_lines(
            edits.line_start(place.anchor), end_of(edits, node, place.column), entry_lines(new), place.column
        )
    else:
        _in_lines(edits, node, new, place)


def _between_brackets(edits: Splices, node: Node, new: yaml.Node) -> None:
    before = edits.text[node.start - 1]
    is_bare_key = node.start == node.end and before != ":" and not before.isspace()
    edits.put(node.start, node.end, (": " if is_bare_key else " " if before == ":" else "") + flow_text(new))


def _in_lines(edits: Splices, node: Node, new: yaml.Node, place: Place) -> None:
    text, header = edits.text, header_end(edits.text, node)
    first_end = header or (place.anchor if node.is_block else node.end)
    below = edits.line_end(first_end)
    if isinstance(new, yaml.ScalarNode) and new.style == "|":
        after = below if node.is_block else max(below, edits.line_end(content_end(text, node)))
        if comment_follows(edits, after, place.column):
            new = quoted(new.value)
    head, body = _head_and_body(new)
    if node.is_block:
        edits.put(place.anchor, place.anchor, head and f" {head}")
        edits.put_lines(edits.line_start(node.start), end_of(edits, node, place.column), body, place.column)
    elif not head and edits.is_alone(node.start):
        edits.put_lines(edits.line_start(node.start), below, body, place.column)
    else:
        space = " " if text[node.start - 1] in ":-" else ""
        start = node.start if head else len(text[: node.start].rstrip(" "))
        edits.put(start, first_end, head and space + head)
        stop = max(below, edits.line_end(content_end(text, node))) if header else below
        depth = _depth(text[below : node.end]) - place.column if header else 0
        edits.put_lines(below, stop, _set_in(body, head, depth), place.column)


def _head_and_body(node: yaml.Node) -> tuple[str, list[str]]:
    """What stands on the line of the key, and the lines below it."""
    first, *body = pair_lines("k", node)
    return first.removeprefix("k:").strip(" "), body


def _depth(lines: str) -> int:
    """How far the first line with words is set in."""
    first = next((line for line in lines.split("\n") if line.strip()), "")
    return len(first) - len(first.lstrip(" "))


def _set_in(body: list[str], head: str, depth: int) -> list[str]:
    """The lines of a block text set in as far as they were before; a header with a number says how far itself."""
    if depth < 1 or head not in ("|", "|-", "|+"):
        return body
    return [f"{' ' * depth}{line.removeprefix('  ')}" if line else line for line in body]


def _as_before(old: Node, new: yaml.Node) -> yaml.Node:
    """The new value in the style of the old one, where that fits."""
    if not isinstance(new, yaml.ScalarNode):
        was_line = not old.is_block and (isinstance(new, yaml.MappingNode) or bool(old.children))
        if was_line and fits_line(new):
            set_flow(new)
        return new
    if not old.is_scalar or is_word(new):
        return new
    was_long = old.style not in ("|", ">") and len(old.text) > WIDTH
    if was_long and new.style == "|" and "\n" not in new.value:
        new.style = None
    if old.style in ("'", '"') and new.style is None:
        return quoted(new.value, old.style)
    return as_written(old.text, new) if not old.style and new.style is None else new
