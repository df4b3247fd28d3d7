"""The versions of a record in the order in which they were public, and what each changed of what is public today."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from tongbao.metrics.differences import Difference, Entry, Path, Tree
from tongbao.model.dataset import Key
from tongbao.model.revision import Revision


class VersionState(StrEnum):
    """What a commit did to a record's file. `first` is the oldest that is told, which is no beginning; of an
    `unreadable` one nothing can be told."""

    ADDED = "added"
    FIRST = "first"
    CHANGED = "changed"
    REMOVED = "removed"
    UNREADABLE = "unreadable"


class Version(NamedTuple):
    """A version of a record: the commit that made it public, the id that it had before where that changed."""

    commit: str
    day: date
    state: VersionState
    differences: tuple[Difference, ...] = ()
    was: str = ""


@dataclass(frozen=True, slots=True)
class Histories:
    """The versions of the records of a place by kind and id, the newest first; one that is not there has no version.
    `changed` are records that differ from the newest version. A `shallow` clone knows the newest commits only; where
    there is no repository at all nothing is known."""

    of: Mapping[Key, tuple[Version, ...]]
    changed: frozenset[Key] = frozenset()
    shallow: bool = False
    nowhere: bool = False


Chain = tuple[Revision, ...]
Pair = tuple[str, str]
"""Names of contents before and after."""


def chains(revisions: Iterable[Revision], passed_over: Callable[[Revision], bool]) -> dict[Key, Chain]:
    """The revisions of each record by kind and id, the oldest first, the names before today's followed back.

    What is `passed_over` is not told: what it changed shows, if at all, as a change of the next.
    """
    found: dict[Key, list[Revision]] = {}
    for revision in revisions:
        if revision.was:
            found[revision.kind, revision.id] = found.pop((revision.kind, revision.was), [])
        chain = found.setdefault((revision.kind, revision.id), [])
        if not passed_over(revision):
            chain.append(revision)
    return {key: tuple(chain) for key, chain in found.items()}


def pairs(chain: Chain, is_telling: Callable[[str], bool]) -> Iterator[Pair | None]:
    """For each revision the contents that are to be compared: with the last one that can be read and was public. None
    where there is none, or where it tells nothing itself."""
    before = ""
    for revision in chain:
        telling = bool(revision.after) and is_telling(revision.after)
        yield (before, revision.after) if telling and before else None
        before = revision.after if telling else before


def versions(
    chain: Chain,
    is_telling: Callable[[str], bool],
    is_hidden: Callable[[str], bool],
    compared: Mapping[Pair, Sequence[Difference]],
    ends: frozenset[str],
) -> Iterator[Version]:
    """The versions of a record, the oldest first. Where a content is `hidden`, the record was not public then."""
    for revision, pair in zip(chain, pairs(chain, is_telling), strict=True):
        found: tuple[Difference, ...] = ()
        if not revision.after:
            state = VersionState.REMOVED
        elif is_hidden(revision.after):
            continue
        elif not is_telling(revision.after):
            state = VersionState.UNREADABLE
        elif pair is None:
            begun = not revision.before and revision.commit not in ends
            state = VersionState.ADDED if begun else VersionState.FIRST
        else:
            state, found = VersionState.CHANGED, tuple(compared[pair])
        yield Version(revision.commit, revision.day, state, found, revision.was)


# -- what is withheld today ------------------------------------------------------------------------------------------


def without(found: Iterable[Difference], names: Iterable[str]) -> tuple[Difference, ...]:
    """Differences without the values of fields that are withheld today: content, owner.uscc, years.2026.plan."""
    told = tuple(found)
    for name in names:
        told = tuple(left for difference in told if (left := _without(difference, name)))
    return told


def _without(difference: Difference, name: str) -> Difference | None:
    """The difference without a field; None where nothing is left of it."""
    if difference.path[0] == "changes":
        return None if _tells_of(difference, name) else difference
    here = ".".join(step if isinstance(step, str) else str(step.key[0][1]) for step in difference.path)
    if _lies_in(here, name):
        return None
    if not _lies_in(name, here):
        return difference
    rest = name.removeprefix(f"{here}.")
    before, after = _cut(difference.before, rest), _cut(difference.after, rest)
    return None if before == after else difference._replace(before=before, after=after)


def _lies_in(name: str, around: str) -> bool:
    """Whether a name is that of a field, or of one within it."""
    return f"{name}.".startswith(f"{around}.")


def _cut(tree: Tree, name: str) -> Tree:
    """A tree without what a name leads to, None where nothing is left; a list, into which none leads, as a whole."""
    if not isinstance(tree, dict):
        return None
    inner = {key: name.removeprefix(f"{key}.") for key in tree if _lies_in(name, key) and key != name}
    left = {key: _cut(value, inner[key]) if key in inner else value for key, value in tree.items() if key != name}
    return {key: value for key, value in left.items() if value is not None} or None


def _tells_of(difference: Difference, name: str) -> bool:
    """Whether an entry of `changes` tells what a withheld field was or became."""
    entry = difference.path[1] if len(difference.path) > 1 else None
    if isinstance(entry, Entry):
        fields = [dict(entry.key).get("field")]
    else:
        lists = (tree for tree in (difference.before, difference.after) if isinstance(tree, list))
        fields = [each.get("field") for tree in lists for each in tree if isinstance(each, dict)]
    return any(_lies_in(str(field), name) or _lies_in(name, str(field)) for field in fields)


# -- as plain values, to be kept in a file ---------------------------------------------------------------------------


def as_plain(found: Iterable[Difference]) -> list[Any]:
    """Differences as values that JSON knows."""
    return [[[list(step) if isinstance(step, Entry) else step for step in path], *rest] for path, *rest in found]


def from_plain(kept: list[Any]) -> tuple[Difference, ...]:
    """The differences of such values."""
    return tuple(Difference(_path(path), before, after) for path, before, after in kept)


def _path(steps: list[Any]) -> Path:
    return tuple(
        step if isinstance(step, str) else Entry(step[0], step[1], tuple((key, value) for key, value in step[2]))
        for step in steps
    )
