"""What Git knows of the records of a place, as differences: found once for a commit, kept beside the parsed files."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

from tongbao.load.places import ISSUES, PROJECTS, id_of
from tongbao.load.program import package_digest
from tongbao.load.remembered import remember, remembered
from tongbao.load.versions import Repository, contents, revisions_of, uncommitted
from tongbao.metrics.differences import Difference, Tree, differences
from tongbao.metrics.versions import Chain, Histories, Pair, Version, as_plain, chains, from_plain, pairs, versions
from tongbao.model.base import Record
from tongbao.model.dataset import Dataset, Key
from tongbao.model.digest import digest
from tongbao.model.issue import Issue
from tongbao.model.project import Project
from tongbao.model.revision import Revision
from tongbao.model.site import History

NAME = "versions"
RECORDS: Mapping[str, type[Record]] = {PROJECTS.name: Project, ISSUES.name: Issue}
FOLDERS = {kind.folder: kind.name for kind in (PROJECTS, ISSUES)}
UNREADABLE, HIDDEN, MISSING = "unreadable", "hidden", "missing"
"""Why a content tells nothing: it was no YAML, it was not public, the clone does not have it."""


def histories_of(
    repository: Repository | None, setting: History, until: date | None = None, *, fresh: bool = False
) -> Histories | None:
    """The versions of each project and issue, of a day seen again up to that day; None where none are to be told. With
    `fresh` nothing that was kept is used."""
    if repository is None:
        return Histories({}, nowhere=True) if setting.shown else None
    kept = _Kept() if fresh else _kept(repository)
    revisions = kept.revisions if kept.head == repository.key else revisions_of(repository, FOLDERS)
    told = chains(revisions, partial(_is_passed_over, setting=setting, until=until))
    comparing = _Comparing(repository, dict(kept.dull), dict(kept.compared))
    comparing.compare(told)
    if until is None:
        _keep(repository, revisions, comparing)
    changed = frozenset() if until else frozenset(_keys(uncommitted(repository, FOLDERS)))
    return Histories(comparing.versions(told), changed, shallow=bool(repository.ends))


def history_digests(dataset: Dataset, histories: Histories | None) -> dict[str, str]:
    """By the file of each project and issue: a digest of all that is known of its versions."""
    if histories is None:
        return {}
    whole = (histories.shallow, histories.nowhere)
    return {
        path: digest(repr((whole, histories.of.get(key), key in histories.changed)))
        for key, path in dataset.paths.items()
        if key[0] in RECORDS
    }


def _is_passed_over(revision: Revision, setting: History, until: date | None) -> bool:
    early, late = setting.since and revision.day < setting.since, until and until < revision.day
    return bool(early or late or revision.commit.startswith(setting.without))


def _keys(paths: Iterable[str]) -> Iterator[Key]:
    """The records that files hold."""
    for path in paths:
        kind = FOLDERS.get(path.partition("/")[0])
        if kind and path.endswith(".yaml"):
            yield kind, id_of(path)


class _Kept(NamedTuple):
    """What an earlier run found."""

    head: str = ""
    revisions: tuple[Revision, ...] = ()
    dull: Mapping[str, str] = MappingProxyType({})
    compared: Mapping[Pair, tuple[Difference, ...]] = MappingProxyType({})


def _kept(repository: Repository) -> _Kept:
    """What an earlier run of the same program found; nothing where that is lost or broken."""
    plain = remembered(repository.root, NAME)
    try:
        if plain["program"] != package_digest().hex():
            return _Kept()
        return _Kept(
            plain["head"],
            tuple(Revision(commit, date.fromisoformat(day), *rest) for commit, day, *rest in plain["revisions"]),
            plain["dull"],
            {(one, other): from_plain(found) for one, other, found in plain["compared"]},
        )
    except (KeyError, TypeError, ValueError):
        return _Kept()


def _keep(repository: Repository, revisions: Iterable[Revision], comparing: "_Comparing") -> None:
    plain = {
        "program": package_digest().hex(),
        "head": repository.key,
        "revisions": [[commit, day.isoformat(), *rest] for commit, day, *rest in revisions],
        "dull": {name: why for name, why in comparing.dull.items() if why != MISSING},
        "compared": [[*pair, as_plain(comparing.compared[pair])] for pair in sorted(comparing.used)],
    }
    remember(repository.root, NAME, plain)


@dataclass
class _Comparing:
    """Contents compared with each other, those that were compared before not again."""

    repository: Repository
    dull: dict[str, str]
    """Contents that tell nothing, and why."""
    compared: dict[Pair, tuple[Difference, ...]]
    used: set[Pair] = field(default_factory=set)

    def is_telling(self, content: str) -> bool:
        """Whether a content could be read and was public."""
        return content not in self.dull

    def is_hidden(self, content: str) -> bool:
        """Whether a content was not public: an issue that was only counted."""
        return self.dull.get(content) == HIDDEN

    def compare(self, told: Mapping[Key, Chain]) -> None:
        """Compares what follows each other. A content that tells nothing is only known as such once it was read, and
        then its neighbours follow each other."""
        trees: dict[str, Tree] = {}
        while True:
            self.used = {pair for chain in told.values() for pair in pairs(chain, self.is_telling) if pair}
            missing = {name for pair in self.used - self.compared.keys() for name in pair} - trees.keys()
            if not missing:
                break
            trees |= dict.fromkeys(missing)
            self.dull |= dict.fromkeys(missing, MISSING)
            for name, tree in contents(self.repository, sorted(missing)):
                trees[name] = tree
                self.dull[name] = UNREADABLE if tree is None else HIDDEN
                if tree is not None and tree.get("counted_only") is not True:
                    del self.dull[name]
        for (kind, _), chain in told.items():
            for pair in pairs(chain, self.is_telling):
                if pair and pair not in self.compared:
                    self.compared[pair] = differences(trees[pair[0]], trees[pair[1]], RECORDS[kind])

    def versions(self, told: Mapping[Key, Chain]) -> dict[Key, tuple[Version, ...]]:
        """The versions of each record, the newest first."""
        ends = self.repository.ends
        return {
            key: tuple(versions(chain, self.is_telling, self.is_hidden, self.compared, ends))[::-1]
            for key, chain in told.items()
        }
