"""Publishing: the next tree is made beside the last one and exchanged in one step.

A build that fails or is killed leaves the last site whole. Files whose key is unchanged are hard links of the
last tree: neither drawn nor written. What was published before the last build is kept as a spare and becomes the next
tree: to make and to take away its folders takes longer than all else.
"""

import ctypes
import errno
import json
import os
import shutil
import stat
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

MANIFEST = ".tongbao-manifest.json"
AT_FDCWD = -100
RENAME_EXCHANGE = 2


class NotOurs(Exception):  # noqa: N818 - a state of the folder, not an error of the program
    """The output folder holds something that no build of ours made."""


Notes = Mapping[str, Sequence[tuple[str, Mapping[str, str]]]]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the last build published: path → key, path → size in bytes, the key of the whole build, and what is to be
    told of a file for as long as it is kept: ids of problems with what their words need."""

    keys: Mapping[str, str]
    build: str = ""
    sizes: Mapping[str, int] = field(default_factory=dict)
    notes: Notes = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Index:
    """Files that another program makes of the finished tree, in a folder of their own and with one key."""

    folder: str
    key: str
    make: Callable[[Path], None]
    """Makes the folder in the tree that it is given."""


def _next(out: Path) -> Path:
    return out.with_name(f".{out.name}.next")


def _last(out: Path) -> Path:
    return out.with_name(f".{out.name}.last")


@contextmanager
def turn(out: Path) -> Iterator[None]:
    """Waits until no other build works beside `out`, and keeps others waiting until it is left.

    What a build keeps of the last tree must still be there when it publishes. Where folders cannot be locked, nobody
    waits.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    parent = os.open(out.parent, os.O_RDONLY)
    try:
        with suppress(OSError, ImportError):
            import fcntl

            fcntl.flock(parent, fcntl.LOCK_EX)
        yield
    finally:
        os.close(parent)


def read_manifest(out: Path) -> Manifest:
    """The manifest of the last build; an empty one where there is none that can be used. Repairs a broken exchange.

    Raises NotOurs where `out` is neither absent nor empty nor carries our manifest.
    """
    if not out.exists() and (_last(out) / MANIFEST).exists():
        _last(out).rename(out)
    if not out.exists():
        return Manifest({})
    if not out.is_dir():
        raise NotOurs(str(out))
    try:
        content = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        if (out / MANIFEST).exists():
            return Manifest({})
        if any(out.iterdir()):
            raise NotOurs(str(out)) from None
        return Manifest({})
    match content:
        case {"format": 1, "files": dict(files), "sizes": dict(sizes), "build": str(build)}:
            return Manifest(files, build, sizes, _notes(content.get("notes")))
    return Manifest({})


def _notes(content: object) -> Notes:
    """Notes as they are kept; none where somebody else wrote them."""
    match content:
        case dict(notes):
            pass
        case _:
            return {}
    try:
        return {path: [(str(rule), dict(params)) for rule, params in told] for path, told in notes.items()}
    except (TypeError, ValueError):
        return {}


def is_kept(out: Path, manifest: Manifest, path: str, key: str) -> bool:
    """Whether the last tree has the file with this key."""
    return manifest.keys.get(path) == key and _is_there(out, manifest, path)


def is_whole(out: Path, manifest: Manifest) -> bool:
    """Whether every file of the last build is still there."""
    return bool(manifest.keys) and all(_is_there(out, manifest, path) for path in manifest.keys)


def _is_there(out: Path, manifest: Manifest, path: str) -> bool:
    """Whether a file is there in its size: one that was edited or cut off afterwards is no longer ours."""
    try:
        found = os.stat(f"{out}/{path}", follow_symlinks=False)
    except OSError:
        return False
    return stat.S_ISREG(found.st_mode) and found.st_size == manifest.sizes.get(path)


def _exchange(first: Path, second: Path) -> bool:
    """Swaps two folders in one step; False where the system cannot."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    done = renameat2(AT_FDCWD, os.fsencode(first), AT_FDCWD, os.fsencode(second), RENAME_EXCHANGE)
    if done != 0 and ctypes.get_errno() not in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(second))
    return bool(done == 0)


def _link(old: str, new: str) -> bool:
    """A hard link; a copy where the file system has none, and then False."""
    try:
        os.link(old, new)
    except OSError:
        shutil.copyfile(old, new)
        return False
    return True


class NextTree:
    """The next tree of a site while it is made: files are written as they come, then it takes the place of the last."""

    def __init__(self, out: Path, folder: Path, spare: Path | None = None) -> None:
        """In `folder`, which a spare becomes if there is one."""
        self._out, self._folder = out, folder
        self._folders, self._left = _taken_up(spare, folder)
        self.sizes: dict[str, int] = {}
        """Of each file that was written, by path, how many bytes it has."""
        self.linked = True
        """Whether two trees take the room of one, so that a spare may be kept."""

    def write(self, path: str, data: bytes) -> None:
        """Takes in a file that is new."""
        self._make_room(path.rpartition("/")[0])
        self._take_away(path)
        (self._folder / path).write_bytes(data)
        self.sizes[path] = len(data)

    def read(self, path: str) -> bytes:
        """A file that was written."""
        return (self._folder / path).read_bytes()

    def publish(
        self,
        keys: Mapping[str, str],
        build: str,
        notes: Notes | None = None,
        index: Index | None = None,
        sizes: Mapping[str, int] | None = None,
    ) -> int:
        """Makes the site hold exactly `keys`: the written files, links to the last tree's for the others, and the files
        of `index`. Returns how many files the index has. `sizes` are those of the last tree, as far as they are known.

        Raises OSError where the system refuses, and what `index.make` raises.
        """
        for path in keys:
            if path not in self.sizes and not self._is_left(path):
                self._make_room(path.rpartition("/")[0])
                self._take_away(path)
                self.linked &= _link(f"{self._out}/{path}", f"{self._folder}/{path}")
        self._clear(keys)
        indexed = _indexed(self._folder, index) if index else {}
        files = dict(sorted({**keys, **indexed}.items()))
        known = {**{path: size for path, size in (sizes or {}).items() if path in keys}, **self.sizes}
        found = {path: known[path] if path in known else os.stat(f"{self._folder}/{path}").st_size for path in files}
        content = {"format": 1, "build": build, "files": files, "sizes": found, "notes": notes or {}}
        text = json.dumps(content, ensure_ascii=False, indent=0) + "\n"
        (self._folder / MANIFEST).write_text(text, encoding="utf-8")
        _put_in_place(self._folder, self._out)
        return len(indexed)

    def _make_room(self, folder: str) -> None:
        if folder not in self._folders:
            self._make_room(folder.rpartition("/")[0])
            self._take_away(folder)
            os.mkdir(f"{self._folder}/{folder}")
            self._folders.add(folder)

    def _is_left(self, path: str) -> bool:
        """Whether the spare has the very file of the last tree."""
        left = self._left.get(path)
        return left is not None and os.path.samestat(left, os.stat(f"{self._out}/{path}", follow_symlinks=False))

    def _take_away(self, path: str) -> None:
        """Takes away what stands in the spare where something else is to be. A file may be the last tree's too, so that
        it must never be written to."""
        if self._left.pop(path, None):
            os.unlink(f"{self._folder}/{path}")
        elif path in self._folders:
            shutil.rmtree(f"{self._folder}/{path}")
            self._folders = {name for name in self._folders if not f"{name}/".startswith(f"{path}/")}
            self._left = {name: left for name, left in self._left.items() if not name.startswith(f"{path}/")}

    def _clear(self, keys: Mapping[str, str]) -> None:
        """Takes away what the spare has and the site has not."""
        for path in self._left.keys() - keys.keys():
            os.unlink(f"{self._folder}/{path}")
        needed = {""}
        for path in (*keys, *self.sizes):
            while (path := path.rpartition("/")[0]) not in needed:
                needed.add(path)
        for folder in sorted(self._folders - needed, reverse=True):
            os.rmdir(f"{self._folder}/{folder}")


def _taken_up(spare: Path | None, folder: Path) -> tuple[set[str], dict[str, os.stat_result]]:
    """Makes the folder of the next tree, of the spare where that can be used: the folders and files that it has."""
    try:
        if spare and not spare.is_symlink() and spare.is_dir():
            spare.rename(folder)
            return _inside(folder)
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return {""}, {}


def _inside(top: Path) -> tuple[set[str], dict[str, os.stat_result]]:
    """The folders and files of a tree; links and all else are taken away."""
    folders, files, above = {""}, {}, [""]
    while above:
        here = above.pop()
        for entry in list(os.scandir(f"{top}/{here}")):
            path = here + entry.name
            if entry.is_dir(follow_symlinks=False):
                folders.add(path)
                above.append(f"{path}/")
            elif entry.is_file(follow_symlinks=False):
                files[path] = entry.stat(follow_symlinks=False)
            else:
                os.unlink(entry.path)
    return folders, files


@contextmanager
def next_tree(out: Path, spare: Path | None = None) -> Iterator[NextTree]:
    """A tree beside `out` to be filled and published. Whatever is raised meanwhile, `out` is as it was or published
    whole, and nothing is left beside it: what was published before becomes the `spare` of the next time, where a name
    for that is given. Raises OSError where the system refuses."""
    folder = _next(out)
    shutil.rmtree(folder, ignore_errors=True)
    try:
        tree = NextTree(out, folder, spare)
        yield tree
        if spare and tree.linked:
            with suppress(OSError):  # there was no site before, or this is another disk
                folder.rename(spare)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _indexed(fresh: Path, index: Index) -> dict[str, str]:
    index.make(fresh)
    found = (path for path in (fresh / index.folder).rglob("*") if path.is_file())
    return {path.relative_to(fresh).as_posix(): index.key for path in found}


def _put_in_place(fresh: Path, out: Path) -> None:
    if not out.exists():
        fresh.rename(out)
    elif not _exchange(fresh, out):
        shutil.rmtree(_last(out), ignore_errors=True)
        out.rename(_last(out))
        fresh.rename(out)
        shutil.rmtree(_last(out), ignore_errors=True)
