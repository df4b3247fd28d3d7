"""Entries of a list as it was and as it is wanted: which of them are the same entry."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import Any

from tongbao.model.keys import Held, natural_key

Pairs = dict[int, int]
"""The position of a wanted entry → where it stood before."""


def matched(old: Sequence[Any], new: Sequence[Any], held: Held) -> Pairs:
    """The wanted entries that were there: equal ones, then those of the same natural key, then those that stand between
    the same neighbours and have a value in common."""
    same = SequenceMatcher(None, [repr(entry) for entry in old], [repr(entry) for entry in new], autojunk=False)
    pairs = {block.b + step: block.a + step for block in same.get_matching_blocks() for step in range(block.size)}
    keys = natural_key(held.kind) if held.kind else ()
    pairs = _by_name(old, new, pairs, repr)
    pairs = _by_name(old, new, pairs, lambda entry: _name(entry, keys))
    return _by_place(old, new, pairs)


def _name(entry: Any, keys: tuple[str, ...]) -> str:
    """What an entry is called; "" where it has no name."""
    if not isinstance(entry, dict) or not any(key in entry for key in keys):
        return ""
    return repr([entry.get(key) for key in keys])


def _by_name(old: Sequence[Any], new: Sequence[Any], known: Pairs, name: Callable[[Any], str]) -> Pairs:
    """The known pairs and those of one name, the first that is left with the first."""
    pairs, taken = dict(known), set(known.values())
    free: dict[str, list[int]] = {}
    for at, entry in enumerate(old):
        if at not in taken:
            free.setdefault(name(entry), []).append(at)
    for at, entry in enumerate(new):
        if at not in pairs and (called := name(entry)) and free.get(called):
            pairs[at] = free[called].pop(0)
    return pairs


def _by_place(old: Sequence[Any], new: Sequence[Any], known: Pairs) -> Pairs:
    """The known pairs and each that follows a pair, before and after."""
    pairs, taken = dict(known), set(known.values())
    for at, entry in enumerate(new):
        there = pairs.get(at - 1, -1) + 1
        follows = at == 0 or at - 1 in pairs
        if at not in pairs and follows and there < len(old) and there not in taken and _alike(old[there], entry):
            pairs[at] = there
            taken.add(there)
    return pairs


def _alike(old: Any, new: Any) -> bool:
    if isinstance(old, dict) and isinstance(new, dict):
        return any(key in new and new[key] == value for key, value in old.items())
    return not isinstance(old, (dict, list)) and not isinstance(new, (dict, list))


def kept_in_order(pairs: Pairs) -> set[int]:
    """The wanted positions whose entries need not move: the longest run of which the old positions ascend."""
    ends: list[int] = []
    last: list[int] = []
    before: dict[int, int | None] = {}
    for at in sorted(pairs):
        length = bisect_left(ends, pairs[at])
        before[at] = last[length - 1] if length else None
        ends[length : length + 1] = [pairs[at]]
        last[length : length + 1] = [at]
    kept: set[int] = set()
    step = last[-1] if last else None
    while step is not None:
        kept.add(step)
        step = before[step]
    return kept
