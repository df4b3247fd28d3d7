"""A record → the YAML text of its file, in the one style that all written files share.

Keys stand in the model's order and what says nothing beyond a default is left out. Short entries of lists are
one line each, long texts are literal blocks, numbers and dates stand plain and exact. A text that a YAML tool
(1.1 or 1.2) could take for something else is quoted.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum

import yaml

from tongbao.model.base import DAY, NUMBER, Record
from tongbao.model.keys import Held, held_by, held_in

WIDTH = 120
"""Characters of the longest line that a list's entry or a text may fill before it is broken into a block."""
TAG = "tag:yaml.org,2002:"
PLAIN_TAGS = frozenset(f"{TAG}{name}" for name in ("int", "float", "timestamp"))
BREAKS = re.compile("[\x85\u2028\u2029]")
"""Line ends to YAML 1.1 but not to 1.2: texts with them are written with escapes."""


class _Dumper(yaml.SafeDumper):
    """PyYAML's emitter with lists set in under their key; it also knows the number forms of YAML 1.2."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        """As the emitter's own, but a list is never set flush with its key."""
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        """Always: our files hold no anchors."""
        return True


_Dumper.add_implicit_resolver(
    f"{TAG}float",
    re.compile(r"([-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?0[ob][0-9]+|0x[0-9a-fA-F]+)\Z"),
    list("-+.0123456789"),
)
_Dumper.add_implicit_resolver(f"{TAG}bool", re.compile(r"[yYnN]\Z"), list("yYnN"))


def record_text(record: Record) -> str:
    """The YAML of a record, ending in a line break; the strict loader reads the same record back."""
    return _serialized(_record_node(record))


def tree_text(tree: Mapping[str, object]) -> str:
    """The YAML of plain values, dates among them, in the same style."""
    text: str = yaml.serialize(_node(tree), Dumper=_Dumper, allow_unicode=True, width=float("inf"))
    return text


def new_text(tree: Mapping[str, object], model: type[Record]) -> str:
    """The YAML of a new file that holds the values of a tree, in the order and style of its record."""
    return _serialized(tree_node(tree, held_in(model)))


def line_text(record: Record) -> str:
    """The same on one line: `{date: 2026-11-09, kind: 挂牌提醒}`."""
    return flow_text(_record_node(record))


def flow_text(node: yaml.Node) -> str:
    """A node on one line, as it may stand within brackets."""
    holder = yaml.SequenceNode(f"{TAG}seq", [node])
    set_flow(holder)
    return _serialized(holder).removeprefix("[").removesuffix("]\n")


def pair_lines(key: str, value: yaml.Node) -> list[str]:
    """The lines of a key with its value, without their line ends."""
    return _lines(yaml.MappingNode(f"{TAG}map", [(_text_node(key), value)], flow_style=False))


def entry_lines(value: yaml.Node) -> list[str]:
    """The lines of an entry of a list, its dash included."""
    return _lines(yaml.SequenceNode(f"{TAG}seq", [value], flow_style=False))


def _lines(node: yaml.Node) -> list[str]:
    return _serialized(node).removesuffix("\n").split("\n")


def _serialized(node: yaml.Node) -> str:
    text: str = yaml.serialize(node, Dumper=_Dumper, allow_unicode=True, width=float("inf"))
    return text.removesuffix("\n...\n") + "\n" if text.endswith("\n...\n") else text


def tree_node(value: object, held: Held) -> yaml.Node:
    """The node of a tree as the strict loader gives it: keys in their record's order, values as `record_text` writes
    them."""
    match value:
        case Mapping():
            order = {key: at for at, key in enumerate(held.keys)}
            keys = sorted(value, key=lambda key: order.get(key, len(order)))
            pairs = [(_text_node(key), tree_node(value[key], held.at(key))) for key in keys]
            return yaml.MappingNode(f"{TAG}map", pairs, flow_style=False)
        case list():
            return _list_node([tree_node(item, held.entry) for item in value])
        case str() if held.is_number and NUMBER.fullmatch(value):
            return _node(Decimal(value))
        case str() if held.plain is date and DAY.fullmatch(value):
            return yaml.ScalarNode(f"{TAG}timestamp", value)
    return _node(value, dated=held.is_month)


def is_word(node: yaml.ScalarNode) -> bool:
    """Whether a node is true, false or nothing: in quotes it would be text."""
    return node.tag in (f"{TAG}bool", f"{TAG}null")


def quoted(text: str, style: str = '"') -> yaml.ScalarNode:
    """The node of a text in quotes."""
    return yaml.ScalarNode(f"{TAG}str", text, style=style)


def as_written(old: str, node: yaml.ScalarNode) -> yaml.ScalarNode:
    """The node of a text that replaces one written without quotes: where that was a number or a day to a YAML tool, so
    may this be."""
    if not {_tag(old), _tag(node.value)} <= PLAIN_TAGS:
        return node
    return yaml.ScalarNode(_tag(node.value), node.value)


def _tag(text: str) -> str:
    """What a YAML tool takes a text without quotes for."""
    resolvers = _Dumper.yaml_implicit_resolvers
    known = (*resolvers.get(text[:1], ()), *resolvers.get(None, ()))
    return next((tag for tag, form in known if form.match(text)), f"{TAG}str")


def _record_node(record: Record) -> yaml.MappingNode:
    pairs = []
    for name, field in type(record).model_fields.items():
        value = getattr(record, name)
        if field.is_required() or value != field.get_default(call_default_factory=True):
            key = field.alias or name
            pairs.append((_text_node(key), _node(value, dated=held_by(type(record))[key].is_month)))
    return yaml.MappingNode(f"{TAG}map", pairs, flow_style=False)


def _node(value: object, *, dated: bool = False) -> yaml.Node:
    match value:
        case Record():
            return _record_node(value)
        case Mapping():
            pairs = [(_text_node(str(key)), _node(item)) for key, item in value.items()]
            return yaml.MappingNode(f"{TAG}map", pairs, flow_style=False)
        case list() | tuple():
            return _list_node([_node(item) for item in value])
        case bool():
            return yaml.ScalarNode(f"{TAG}bool", "true" if value else "false")
        case int():
            return yaml.ScalarNode(f"{TAG}int", str(value))
        case Decimal():
            text = format(value, "f")
            return yaml.ScalarNode(f"{TAG}float" if "." in text else f"{TAG}int", text)
        case datetime():
            return _text_node(value.isoformat(timespec="minutes"))
        case date():
            return yaml.ScalarNode(f"{TAG}timestamp", value.isoformat())
        case Enum():
            return _text_node(str(value.value))
        case None:
            return yaml.ScalarNode(f"{TAG}null", "null")
    text = str(value)
    return yaml.ScalarNode(f"{TAG}timestamp", text) if dated and DAY.fullmatch(text) else _text_node(text)


def _text_node(text: str) -> yaml.ScalarNode:
    style = None
    if BREAKS.search(text) or ("\n" in text and text.endswith(" ")):
        style = '"'
    elif "\n" in text or len(text) > WIDTH:
        style = "|"
    return yaml.ScalarNode(f"{TAG}str", text, style=style)


def _list_node(items: list[yaml.Node]) -> yaml.SequenceNode:
    """A list: plain words on one line where they fit, else an entry a line; a short entry is one line."""
    scalars = all(isinstance(item, yaml.ScalarNode) for item in items)
    for item in items:
        if not isinstance(item, yaml.ScalarNode) and fits_line(item):
            set_flow(item)
    node = yaml.SequenceNode(f"{TAG}seq", items, flow_style=False)
    node.flow_style = scalars and fits_line(node)
    return node


def fits_line(node: yaml.Node) -> bool:
    """Whether a node is short enough for a line of its own, and holds no text of several lines."""
    return _length(node) <= WIDTH


def _length(node: yaml.Node) -> float:
    """About how many characters a node fills on one line; infinite where it holds a block."""
    if isinstance(node, yaml.ScalarNode):
        return float("inf") if node.style == "|" else len(node.value) + 2
    if isinstance(node, yaml.MappingNode):
        return sum(_length(key) + _length(value) + 2 for key, value in node.value)
    return float(sum(_length(item) + 2 for item in node.value))


def set_flow(node: yaml.Node) -> None:
    """Makes a node one that is written on one line."""
    if isinstance(node, yaml.ScalarNode):
        node.style = '"' if "\n" in node.value or node.style == '"' else None
    elif isinstance(node, yaml.MappingNode):
        node.flow_style = True
        for key, value in node.value:
            set_flow(key)
            set_flow(value)
    elif isinstance(node, yaml.SequenceNode):
        node.flow_style = True
        for item in node.value:
            set_flow(item)
