"""A place as a commit of Git has it, read from the objects alone: no checkout, no filter, nothing of it is run."""

import os
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from tongbao.load.places import FILES, SOURCES
from tongbao.load.program import own_templates
from tongbao.load.walk import inside, read_file
from tongbao.load.yaml_source import parse

SITE = FILES[0]
LINK, FILE = "120000", "100"
SHORT = 12
"""So many characters of a commit's name are shown."""


class NoRevision(Exception):  # noqa: N818 - what was asked for, not what the program met
    """There is no such commit; `reason` is what Git says."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(name)
        self.name, self.reason = name, reason


class _Entry(NamedTuple):
    """A file of a commit: what it is, the object that holds it, its path from the root of the place."""

    mode: str
    blob: str
    path: str


def _git(root: Path, *words: str, given: bytes | None = None) -> bytes:
    """What Git answers. Raises NoRevision where it refuses, or where there is none."""
    try:
        done = subprocess.run(["git", "-C", str(root), *words], input=given, capture_output=True, check=False)
    except OSError as error:
        raise NoRevision("git", error.strerror or "") from None
    if done.returncode:
        raise NoRevision(words[-1], done.stderr.decode(errors="replace").strip())
    return done.stdout


def commit_of(root: Path, name: str) -> str:
    """The full name of the commit that a branch, tag or short name means. Raises NoRevision."""
    try:
        found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    except NoRevision as error:
        raise NoRevision(name, error.reason) from None
    return found.decode().strip()


def merge_base(root: Path, one: str, other: str) -> str:
    """The commit at which the two went apart; the first itself where they have none in common."""
    try:
        return _git(root, "merge-base", one, other).decode().split()[0]
    except (NoRevision, IndexError):
        return one


def changed_paths(root: Path, base: str, head: str | None) -> tuple[str, ...]:
    """The files of the place, from its root, that differ between two commits; without `head` those on disk, also such
    as Git does not know yet."""
    words = ["diff", "--name-only", "--no-renames", "--no-ext-diff", "--relative", "-z", base]
    listed = _git(root, *words, *([head] if head else []), "--", ".")
    if head is None:
        listed += _git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    return tuple(sorted({os.fsdecode(path) for path in listed.split(b"\0") if path}))


def take_out(root: Path, commit: str, into: Path) -> None:
    """Writes what a place is read from, as it stands in a commit, into an empty folder. Raises NoRevision."""
    found = list(_entries(root, commit))
    named = _map_of(next(_blobs(root, [entry for entry in found if entry.path == SITE]), b""))
    entries = [entry for entry in found if _is_read(root, entry.path) or entry.path == named]
    for entry, data in zip(entries, _blobs(root, entries), strict=True):
        path = into / entry.path
        path.parent.mkdir(parents=True, exist_ok=True)
        if entry.mode == LINK:
            path.symlink_to(os.fsdecode(data))
        else:
            path.write_bytes(data)


def _entries(root: Path, commit: str) -> Iterator[_Entry]:
    """The files of a commit below the root of the place; none whose path leads out of it."""
    for line in _git(root, "ls-tree", "-r", "-z", commit).split(b"\0"):
        head, _, name = line.partition(b"\t")
        path = os.fsdecode(name)
        if head and not {"..", ".git"}.intersection(PurePosixPath(path).parts):
            mode, _kind, blob = head.decode().split()
            if mode == LINK or mode.startswith(FILE):
                yield _Entry(mode, blob, path)


def _map_of(site: bytes) -> str:
    """The file of the map that site.yaml names, which may lie anywhere; "" where it names none."""
    tree = parse(site).tree or {}
    named = tree.get("map")
    return str(named.get("file", "")) if isinstance(named, dict) else ""


def _is_read(root: Path, path: str) -> bool:
    top = path.partition("/")[0]
    return path in FILES or (top in SOURCES and (top != "templates" or own_templates(root)))


def _blobs(root: Path, entries: list[_Entry]) -> Iterator[bytes]:
    """The bytes of each file, all asked of one process."""
    asked = "".join(f"{entry.blob}\n" for entry in entries).encode()
    answer, at = _git(root, "cat-file", "--batch", given=asked), 0
    for _ in entries:
        end = answer.index(b"\n", at)
        size = int(answer[at:end].split()[-1])
        yield answer[end + 1 : end + 1 + size]
        at = end + size + 2


def copy_out(root: Path, into: Path) -> None:
    """The same of the files on disk; a link stays a link."""
    site = read_file(root / SITE)
    named = _map_of(site) if isinstance(site, bytes) else ""
    folders = [name for name in SOURCES if _is_read(root, f"{name}/")]
    for name in (*FILES, *folders, *([named] if named and inside(root, root / named) else [])):
        top = root / name
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            target = into / path.relative_to(root)
            if _is_folder(path) or not os.path.lexists(path) or os.path.lexists(target):
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            if path.is_symlink():
                target.symlink_to(os.readlink(path))
            elif stat.S_ISREG(path.stat().st_mode):
                target.write_bytes(path.read_bytes())


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()
