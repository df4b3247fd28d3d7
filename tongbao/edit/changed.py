"""A file that a person wrote, with other values: what differs is changed in its place, all else stays.

The wanted tree comes from where files cannot be kept as they were written: a form, a spreadsheet, a content management
system that saves values and loses comments. So no file is ever written anew: a value is replaced where it stands and as
it was quoted, a key joins its neighbours in the order of its record, an entry of a list is known by its natural key.
What goes takes its own comments along: those behind it, and those below it that are set in deeper.
"""

from collections.abc import Mapping
from typing import Any

import yaml

from tongbao.edit.nodes import nodes_of
from tongbao.edit.placing import change_root
from tongbao.edit.records import record_text
from tongbao.edit.splices import Splices
from tongbao.edit.trees import plain, same
from tongbao.model.base import Record
from tongbao.model.keys import held_in

BYTE_ORDER_MARK = "\ufeff"


def changed(text: str, wanted: Mapping[str, Any], model: type[Record]) -> str | None:
    """The text of a file whose values are the wanted ones: the same text where they are what it says already.

    The file is one that the strict loader reads without a fault. `wanted` holds mappings, lists, texts, numbers, days,
    true, false and None; numbers that are worth the same are no change. None where the file cannot be changed so: by
    hand it can.
    """
    tree, held = plain(wanted), held_in(model)
    body = text.removeprefix(BYTE_ORDER_MARK)
    edits = Splices(body)
    change_root(edits, nodes_of(body), tree, held)
    result = edits.applied()
    try:
        says_it = same(nodes_of(result).tree, tree, held)
    except yaml.YAMLError:
        says_it = False
    return text[: len(text) - len(body)] + result if says_it else None


def with_value(text: str, key: str, value: object, model: type[Record]) -> str | None:
    """The file with a value under one of its keys, there already or not; None where that must be done by hand."""
    return changed(text, {**_tree(text), key: value}, model)


def with_entry(text: str, key: str, entry: Record, model: type[Record]) -> str | None:
    """The file with one more entry below the others of a list; None where that must be done by hand."""
    said = nodes_of(record_text(entry)).tree
    return with_value(text, key, [*(_tree(text).get(key) or ()), said], model)


def _tree(text: str) -> dict[str, Any]:
    tree: dict[str, Any] = nodes_of(text.removeprefix(BYTE_ORDER_MARK)).tree
    return tree
