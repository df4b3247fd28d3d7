"""Where in a file's text each change of a value goes: in lines of their own, or between brackets."""

from collections.abc import Collection
from typing import Any

from tongbao.edit.brackets import rejoin
from tongbao.edit.extents import content_end, dashes, end_of
from tongbao.edit.matching import kept_in_order, matched
from tongbao.edit.nodes import Node
from tongbao.edit.records import flow_text, tree_node
from tongbao.edit.replacing import Place, entry_text, flow_pair_text, pair_text, replace
from tongbao.edit.splices import Splices
from tongbao.edit.trees import same
from tongbao.model.keys import Held

Tree = dict[str, Any]


def change_root(edits: Splices, node: Node, wanted: Tree, held: Held) -> None:
    """Makes the values of a file the wanted ones."""
    if any(key.text in wanted for key, _ in node.pairs or ()):
        change(edits, node, wanted, held, Place(node.start, node.column))
    else:
        lines = [line for name, value in wanted.items() for line in pair_text(name, value, held.at(name))]
        edits.put_lines(edits.line_start(node.start), end_of(edits, node, node.column), lines, 0)


def change(edits: Splices, node: Node, wanted: Any, held: Held, place: Place) -> None:
    """Makes a value the wanted one: in parts where it is still a mapping or a list that has some of them."""
    if same(node.tree, wanted, held):
        return
    has_keys = node.pairs and isinstance(wanted, dict) and any(key.text in wanted for key, _ in node.pairs)
    has_entries = node.items and isinstance(wanted, list) and wanted
    if has_keys and node.is_block:
        _block_mapping(edits, node, wanted, held)
    elif has_keys and edits.text[node.start] == "{":
        _flow_mapping(edits, node, wanted, held)
    elif has_entries and node.is_block and edits.is_alone(node.start):
        _block_list(edits, node, wanted, held)
    elif has_entries and not node.is_block:
        _flow_list(edits, node, wanted, held)
    else:
        replace(edits, node, wanted, held, place)


def _block_mapping(edits: Splices, node: Node, wanted: Tree, held: Held) -> None:
    pairs = node.pairs or []
    kept = {key.text: (key, value) for key, value in pairs if key.text in wanted}
    for name, (key, value) in kept.items():
        colon = edits.text.find(":", key.end)
        change(edits, value, wanted[name], held.at(name), Place(colon + 1, node.column))
    flow = any(value.pairs is not None and value.is_flow for _, value in pairs)
    for after, names in _followers(wanted, held.keys, kept).items():
        lines = [line for name in names for line in pair_text(name, wanted[name], held.at(name), flow=flow)]
        if after is None:
            first = next(iter(kept.values()))[0].start
            edits.put(first, first, edits.lines(lines, node.column).lstrip(" ") + " " * node.column)
        else:
            at = end_of(edits, kept[after][1], node.column)
            edits.put_lines(at, at, lines, node.column)
    for at, (key, _) in enumerate(pairs):
        if key.text not in wanted:
            edits.put(*_lines_of_pair(edits, node, at), "")


def _lines_of_pair(edits: Splices, node: Node, at: int) -> tuple[int, int]:
    """What goes with a key: its lines; of the first one in an entry, what stands behind the dash."""
    pairs = node.pairs or []
    key, value = pairs[at]
    end = end_of(edits, value, node.column)
    if at or edits.is_alone(node.start):
        return edits.line_start(key.start), end
    following = pairs[1][0].start
    if edits.text[end:following].strip():  # comments stand below it
        return key.start, max(content_end(edits.text, value), edits.text.find("\n", key.start))
    return key.start, following


def _block_list(edits: Splices, node: Node, wanted: list[Any], held: Held) -> None:
    items = node.items or []
    starts = dashes(edits, node)
    places = [Place(start + 1, node.column, is_entry=True) for start in starts]
    spans = [
        (edits.line_start(start), end_of(edits, item, node.column, start + 1))
        for start, item in zip(starts, items, strict=True)
    ]
    pairs = matched([item.tree for item in items], wanted, held.entry)
    kept = kept_in_order(pairs)
    flow = not all(item.pairs is not None and item.is_block for item in items)
    where = spans[0][0]
    for at, value in enumerate(wanted):
        was = pairs.get(at)
        if was is None:
            lines = entry_text(value, held.entry, flow=flow)
            edits.put_lines(where, where, lines, node.column)
        elif at in kept:
            change(edits, items[was], value, held.entry, places[was])
            where = spans[was][1]
        else:
            moved = Splices(edits.text)
            change(moved, items[was], value, held.entry, places[was])
            text = moved.applied(*spans[was])
            edits.put(where, where, text if text.endswith("\n") else text + edits.newline)
    for was in set(range(len(items))) - {pairs[at] for at in kept}:
        edits.put(*spans[was], "")


def _flow_mapping(edits: Splices, node: Node, wanted: Tree, held: Held) -> None:
    pairs = node.pairs or []
    kept = [at for at, (key, _) in enumerate(pairs) if key.text in wanted]
    names = [pairs[at][0].text for at in kept]
    for at, name in zip(kept, names, strict=True):
        value = pairs[at][1]
        change(edits, value, wanted[name], held.at(name), Place(value.start, 0, in_flow=True))
    new = _followers(wanted, held.keys, names)
    texts = [
        [flow_pair_text(name, wanted[name], held.at(name)) for name in new.get(after, ())] for after in (None, *names)
    ]
    rejoin(edits, node, [(key.start, max(key.end, value.end)) for key, value in pairs], kept, texts)


def _flow_list(edits: Splices, node: Node, wanted: list[Any], held: Held) -> None:
    items = node.items or []
    pairs = matched([item.tree for item in items], wanted, held.entry)
    kept = kept_in_order(pairs)
    texts: list[list[str]] = [[]]
    for at, value in enumerate(wanted):
        if at in kept:
            item = items[pairs[at]]
            change(edits, item, value, held.entry, Place(item.start, 0, in_flow=True))
            texts.append([])
        else:
            texts[-1].append(flow_text(tree_node(value, held.entry)))
    rejoin(edits, node, [(item.start, item.end) for item in items], [pairs[at] for at in sorted(kept)], texts)


def _followers(wanted: Tree, order: tuple[str, ...], kept: Collection[str]) -> dict[str | None, list[str]]:
    """Each kept key → the new keys that follow it; None: those before all others."""
    names = sorted(wanted, key=lambda name: order.index(name) if name in order else len(order))
    found: dict[str | None, list[str]] = {}
    after: str | None = None
    for name in names:
        if name in kept:
            after = name
        else:
            found.setdefault(after, []).append(name)
    return found
