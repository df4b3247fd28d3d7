"""What differs between two versions of a record, as plain trees: a file's history may hold what today's models refuse.

A key without a value, an empty list and an empty map say what an absent key says: nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from tongbao.model.base import Record
from tongbao.model.keys import UNKNOWN, Form, Held, held_in, natural_key

Tree = Any
"""Text, true, false, nothing, a list or a map, as load.yaml_source reads them."""


class Entry(NamedTuple):
    """An entry of a list: its place before and after, None where it was not there, and its natural key."""

    before: int | None
    after: int | None
    key: tuple[tuple[str, Tree], ...]


Path = tuple[str | Entry, ...]


class Difference(NamedTuple):
    """What stood at a place and what stands there now; None where nothing does. What was added to a list or taken out
    of it is told as a whole, what changed within an entry value by value."""

    path: Path
    before: Tree
    after: Tree


def differences(before: Tree, after: Tree, kind: type[Record] | None) -> tuple[Difference, ...]:
    """How the version `after` of a record of a kind differs from the version `before`, in the order of the model.

    Trees of no kind that we know are compared by their keys alone. The order of keys says nothing, nor does that of
    entries that have a natural key.
    """
    return tuple(_compared((), before, after, held_in(kind) if kind else UNKNOWN))


def _compared(path: Path, before: Tree, after: Tree, held: Held) -> Iterator[Difference]:
    if before == after:
        return
    if held.form is not Form.WHOLE and _both(before, after, dict):
        yield from _by_key(path, before or {}, after or {}, held)
    elif held.kind and natural_key(held.kind) and _both(before, after, list) and _all_maps(before, after):
        yield from _by_entry(path, before or [], after or [], held.kind)
    elif not (_is_silent(before) and _is_silent(after)):
        yield Difference(path, None if _is_silent(before) else before, None if _is_silent(after) else after)


def _is_silent(tree: Tree) -> bool:
    """Whether a tree says nothing."""
    if isinstance(tree, dict):
        return all(_is_silent(value) for value in tree.values())
    return tree is None or tree == []


def _both(before: Tree, after: Tree, form: type) -> bool:
    """Whether both are of a form, or one is and the other is not there."""
    return all(isinstance(tree, form) or tree is None for tree in (before, after))


def _all_maps(before: list[Tree] | None, after: list[Tree] | None) -> bool:
    return all(isinstance(entry, dict) for entry in chain(before or (), after or ()))


def _by_key(path: Path, before: dict[str, Tree], after: dict[str, Tree], held: Held) -> Iterator[Difference]:
    known = held.keys
    for key in (*known, *sorted((before.keys() | after.keys()).difference(known))):
        yield from _compared((*path, key), before.get(key), after.get(key), held.at(key))


def _by_entry(path: Path, before: list[Tree], after: list[Tree], kind: type[Record]) -> Iterator[Difference]:
    keys = natural_key(kind)
    partner = _matched(before, after, keys)
    partners = set(partner.values())
    for gone in range(len(before)):
        if gone not in partners:
            yield Difference((*path, _entry(gone, None, before[gone], keys)), before[gone], None)
    for new, tree in enumerate(after):
        old = partner.get(new)
        entry = _entry(old, new, tree, keys)
        if old is None:
            yield Difference((*path, entry), None, tree)
        else:
            yield from _compared((*path, entry), before[old], tree, held_in(kind))


def _entry(before: int | None, after: int | None, tree: Mapping[str, Tree], keys: tuple[str, ...]) -> Entry:
    return Entry(before, after, tuple((key, tree.get(key)) for key in keys))


def _matched(before: Sequence[Tree], after: Sequence[Tree], keys: tuple[str, ...]) -> dict[int, int]:
    """The place after → the place before of entries that are the same: those that are equal, then those with the same
    natural key, then with the same beginning of it, so that a report whose day of arrival was mended stays itself."""
    found: dict[int, int] = {}
    old, new = list(range(len(before))), list(range(len(after)))
    for weight in (None, *range(len(keys), 0, -1)):
        for at in tuple(new):
            partner = next((was for was in old if _alike(before[was], after[at], keys, weight)), None)
            if partner is not None:
                found[at] = partner
                old.remove(partner)
                new.remove(at)
    return found


def _alike(one: Mapping[str, Tree], other: Mapping[str, Tree], keys: tuple[str, ...], weight: int | None) -> bool:
    """Whether two entries are the same by the first parts of their key, as many as `weight` says; None: wholly."""
    if weight is None:
        return one == other
    parts = [(one.get(key), other.get(key)) for key in keys[:weight]]
    whole = weight == len(keys)
    return all(_same(a, b) or (whole and a is None and b is None) for a, b in parts) and parts != [(None, None)]


def _same(one: Tree, other: Tree) -> bool:
    """Whether two parts of a key are the same; words are that share a language's."""
    if one is None or other is None:
        return False
    if isinstance(one, dict) or isinstance(other, dict):
        return bool(_texts(one) & _texts(other))
    return bool(one == other)


def _texts(words: Tree) -> set[str]:
    return {str(text) for text in (words.values() if isinstance(words, dict) else (words,))}
