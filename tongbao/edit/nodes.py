"""A file's text as nodes that know where they stand, so that a value can be changed in its place."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from tongbao.model.plain import PLAIN_WORDS


@dataclass(slots=True)
class Node:
    """A value as it is written: `text[start:end]`, a block's end after its last line."""

    start: int
    end: int
    column: int
    is_flow: bool = False
    style: str = ""
    """Of a scalar: `'`, `"`, `|`, `>`, or nothing."""
    text: str = ""
    pairs: list[tuple["Node", "Node"]] | None = None
    items: list["Node"] | None = None
    """Both None: a scalar."""
    children: list["Node"] = field(default_factory=list, repr=False)

    @property
    def is_scalar(self) -> bool:
        """Whether it is neither a mapping nor a list."""
        return self.pairs is None and self.items is None

    @property
    def is_block(self) -> bool:
        """Whether it is a mapping or list of its own lines."""
        return not self.is_scalar and not self.is_flow

    @property
    def tree(self) -> Any:
        """What it means, as the strict loader reads it."""
        if self.pairs is not None:
            return {key.text: value.tree for key, value in self.pairs}
        if self.items is not None:
            return [item.tree for item in self.items]
        return self.text if self.style else PLAIN_WORDS.get(self.text, self.text)


def nodes_of(text: str) -> Node:
    """The root node of a file that the strict loader reads without a fault; an empty text of an empty file."""
    return _read(yaml.parse(text, Loader=yaml.CSafeLoader))


def _read(events: Iterator[Any]) -> Node:
    root = Node(0, 0, 0)
    open_nodes = [root]
    for event in events:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            style = event.style if event.style in ("'", '"', "|", ">") else ""
            open_nodes[-1].children.append(_node(event, style=style, text=event.value))
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            node = _node(event, is_flow=bool(event.flow_style))
            open_nodes[-1].children.append(node)
            open_nodes.append(node)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            node = open_nodes.pop()
            children = node.children
            if kind is yaml.MappingEndEvent:
                node.pairs = list(zip(children[::2], children[1::2], strict=True))
            else:
                node.items = children
            node.end = event.end_mark.index if node.is_flow or not children else children[-1].end
    return root.children[0] if root.children else root


def _node(event: Any, **more: Any) -> Node:
    start, end = event.start_mark, event.end_mark
    return Node(start.index, end.index, start.column, **more)
