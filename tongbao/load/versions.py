"""The versions of record files that Git keeps: who asks gets them in one process, their content in another.

A version is what a commit of the main line left behind (`--first-parent`): what was public then, however many commits
a pull request had. Nothing here raises where Git or its history is missing.
"""

import os
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from tongbao.load.places import id_of
from tongbao.load.yaml_source import parse
from tongbao.model.digest import digest
from tongbao.model.revision import Revision

PATIENCE = 60
"""Seconds that a process of Git may take."""
ALIKE = "80%"
"""How much of a file must be the same for it to have been renamed; below that one ended and another began."""
COMMIT = b"\x02"
NOTHING = "0"
"""The digits of an id that stands for no content."""
LOG = (
    *("log", "--first-parent", "-m", "--raw", "-z", "--no-abbrev", "--relative", f"--find-renames={ALIKE}"),
    *("--no-show-signature", "--no-notes", "--no-color", "--no-ext-diff", "--format=%x02%H %cI"),
)


@dataclass(frozen=True, slots=True)
class Repository:
    """A place's repository: `key` tells whether anything may have changed in its history. Of a shallow clone `ends`
    are the commits before which nothing is known."""

    root: Path
    head: str
    prefix: str
    ends: frozenset[str] = field(default_factory=frozenset)

    @property
    def key(self) -> str:
        """A digest of what decides the history."""
        return digest(self.head, self.prefix, *sorted(self.ends))


def _git(root: Path, *arguments: str, stdin: bytes = b"") -> bytes | None:
    """What Git answers; None where there is no Git, or where it has nothing to say."""
    try:
        command = ("git", "--no-optional-locks", "-C", str(root), *arguments)
        done = subprocess.run(command, input=stdin, capture_output=True, timeout=PATIENCE, check=False)
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout if done.returncode == 0 else None


def repository_of(root: Path, wanted: bool | None) -> Repository | None:
    """The repository that keeps a place; None where none does, where it has no commit, or where none is wanted.

    Where nothing is said (`wanted` None) a place that lies in a folder of a larger repository is none of its own.
    """
    if wanted is False or (wanted is None and not os.path.lexists(root / ".git")):
        return None
    asked = ("rev-parse", "--show-prefix", "--git-path", "shallow", "--verify", "HEAD")
    answer = _git(root, *asked)
    if answer is None:
        return None
    prefix, shallow, head = answer.decode(errors="replace").split("\n")[:3]
    if prefix and not wanted:
        return None
    try:
        ends = frozenset((root / shallow).read_text(encoding="ascii").split())
    except (OSError, UnicodeDecodeError):
        ends = frozenset()
    return Repository(root, head, prefix, ends)


def revisions_of(repository: Repository, kinds: dict[str, str]) -> tuple[Revision, ...]:
    """Every revision of a record, the oldest first; `kinds` are folders with the kind of record that they hold."""
    log = _git(repository.root, *LOG, repository.head, "--", *kinds)
    commits = list(_commits(log or b""))
    return tuple(revision for found in reversed(commits) for revision in _revisions(*found, kinds))


Entry = tuple[str, str, str, str]
"""Content before and after, path before and after."""


def _commits(log: bytes) -> Iterator[tuple[str, date, list[Entry]]]:
    """Each commit of the log with the files it changed."""
    tokens = iter(log.decode(errors="replace").split("\0"))
    commit, day = "", date.min
    entries: list[Entry] = []
    for token in tokens:
        text = token.lstrip("\n")
        if text.startswith(COMMIT.decode()):
            if commit:
                yield commit, day, entries
            commit, _, moment = text[1:].partition(" ")
            day, entries = date.fromisoformat(moment[:10]), []
        elif text.startswith(":"):
            _, _, before, after, status = text.split(" ")
            path = next(tokens)
            new = next(tokens) if status[0] in "RC" else path
            entries.append((_content(before), _content(after), "" if status[0] == "C" else path, new))
    if commit:
        yield commit, day, entries


def _content(name: str) -> str:
    return name if name.strip(NOTHING) else ""


def _revisions(commit: str, day: date, entries: list[Entry], kinds: dict[str, str]) -> Iterator[Revision]:
    """The revisions of records that a commit made. A file that moved to another folder is the same record."""
    left: dict[tuple[str, str], str] = {}
    there: list[tuple[str, Entry]] = []
    for entry in entries:
        kind = kinds.get(entry[3].partition("/")[0])
        if kind is None or not entry[3].endswith(".yaml"):
            continue
        if entry[1]:
            there.append((kind, entry))
        else:
            left[kind, id_of(entry[2])] = entry[0]
    for kind, (before, after, old, new) in there:
        id, was = id_of(new), id_of(old) if old else ""
        moved = left.pop((kind, id), "")
        renamed = was if was != id and before else ""
        yield Revision(commit, day, kind, id, before or moved, after, renamed)
    for (kind, id), before in left.items():
        yield Revision(commit, day, kind, id, before, "")


def contents(repository: Repository, names: Iterable[str]) -> Iterator[tuple[str, dict[str, Any] | None]]:
    """The tree of each content by its name, None where it is none that can be read; of one that the clone does not have
    nothing."""
    asked = "".join(f"{name}\n" for name in names).encode()
    data = _git(repository.root, "cat-file", "--batch", "--buffer", stdin=asked) if asked else b""
    at, data = 0, data or b""
    while at < len(data):
        end = data.index(b"\n", at)
        name, *rest = data[at:end].decode().split(" ")
        if len(rest) < len(("blob", "size")):  # "missing": a partial clone without a network
            at = end + 1
            continue
        size = int(rest[1])
        source = parse(data[end + 1 : end + 1 + size]) if rest[0] == "blob" else None
        at = end + 1 + size + 1
        yield name, None if source is None or source.faults else source.tree


def uncommitted(repository: Repository, folders: Iterable[str]) -> frozenset[str]:
    """The paths, from the place's root, of files that differ from the last commit."""
    asked = ("status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", *folders)
    answer = _git(repository.root, *asked) or b""
    paths = (line[3:] for line in answer.decode(errors="replace").split("\0") if line)
    return frozenset(path.removeprefix(repository.prefix) for path in paths)
