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
from typing import get_args

import yaml
from pydantic.fields import FieldInfo

from tongbao.model.base import DAY, DayOrMonth, Record

WIDTH = 120
"""Characters of the longest line that a list's entry or a text may fill before it is broken into a block."""
TAG = "tag:yaml.org,2002:"
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
    text: str = yaml.serialize(_record_node(record), Dumper=_Dumper, allow_unicode=True, width=float("inf"))
    return text


def tree_text(tree: Mapping[str, object]) -> str:
    """The YAML of plain values, dates among them, in the same style."""
    text: str = yaml.serialize(_node(tree), Dumper=_Dumper, allow_unicode=True, width=float("inf"))
    return text


def line_text(record: Record) -> str:
    """The same on one line: `{date: 2026-11-09, kind: 挂牌提醒}`."""
    node = _record_node(record)
    _set_flow(node)
    text: str = yaml.serialize(node, Dumper=_Dumper, allow_unicode=True, width=float("inf"))
    return text


def _record_node(record: Record) -> yaml.MappingNode:
    pairs = []
    for name, field in type(record).model_fields.items():
        value = getattr(record, name)
        if field.is_required() or value != field.get_default(call_default_factory=True):
            pairs.append((_text_node(field.alias or name), _node(value, dated=_is_day_or_month(field))))
    return yaml.MappingNode(f"{TAG}map", pairs, flow_style=False)


def _is_day_or_month(field: FieldInfo) -> bool:
    """Whether a field's text is a day or a month, so that it needs no quotes."""
    return DayOrMonth in get_args(field.annotation) or tuple(field.metadata) == get_args(DayOrMonth)[1:]


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
    if BREAKS.search(text):
        style = '"'
    elif "\n" in text or len(text) > WIDTH:
        style = "|"
    return yaml.ScalarNode(f"{TAG}str", text, style=style)


def _list_node(items: list[yaml.Node]) -> yaml.SequenceNode:
    """A list: plain words on one line where they fit, else an entry a line; a short entry is one line."""
    scalars = all(isinstance(item, yaml.ScalarNode) for item in items)
    for item in items:
        if not isinstance(item, yaml.ScalarNode) and _length(item) <= WIDTH:
            _set_flow(item)
    node = yaml.SequenceNode(f"{TAG}seq", items, flow_style=False)
    node.flow_style = scalars and _length(node) <= WIDTH
    return node


def _length(node: yaml.Node) -> float:
    """About how many characters a node fills on one line; infinite where it holds a block."""
    if isinstance(node, yaml.ScalarNode):
        return float("inf") if node.style == "|" else len(node.value) + 2
    if isinstance(node, yaml.MappingNode):
        return sum(_length(key) + _length(value) + 2 for key, value in node.value)
    return float(sum(_length(item) + 2 for item in node.value))


def _set_flow(node: yaml.Node) -> None:
    if isinstance(node, yaml.MappingNode):
        node.flow_style = True
        for key, value in node.value:
            _set_flow(key)
            _set_flow(value)
    elif isinstance(node, yaml.SequenceNode):
        node.flow_style = True
        for item in node.value:
            _set_flow(item)
