"""The record files of a folder: in the order of their names, no hidden ones, none from outside the root."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from tongbao.load.nearest import VERY_NEAR, closest
from tongbao.load.places import FILES, SOURCES
from tongbao.load.yaml_source import MAX_BYTES, Defect
from tongbao.problems import Level, Problem

_QUIET = ("README", "LICENSE")
"""Files that may lie beside records without a word."""


MARKER = "internal.yaml"
"""The file that makes a folder an internal tree."""

_REASONS = {FileNotFoundError: "missing", PermissionError: "permission", IsADirectoryError: "folder"}


@dataclass(frozen=True, slots=True)
class Walk:
    """What lies in a folder: records as (path from the root, path on disk), and what is wrong there."""

    files: list[tuple[str, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    """Paths from the root of records that cannot be read at all."""


def unreadable(error: OSError) -> Defect:
    """The fault of a file or folder that the system does not give us."""
    variant = _REASONS.get(type(error), "plain")
    return Defect("unreadable-file", params={"variant": variant, "reason": error.strerror or ""})


def read_file(path: str | Path, limit: int = MAX_BYTES) -> bytes | Defect:
    """The bytes of a file, at most one more than are allowed. What is no ordinary file is not waited for."""
    try:
        with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return Defect("unreadable-file", params={"variant": "special"})
            return file.read(limit + 1)
    except OSError as error:
        return unreadable(error)


def digest_of(data: bytes) -> str:
    """The digest of a file as `Loaded.inputs` gives it."""
    return blake2b(data, digest_size=16).hexdigest()


def _printable(path: str) -> str:
    """The path as it is printed: bytes that are no UTF-8 as `\\xNN`."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def walk(root: Path, folder: str, *, ignored: tuple[str, ...] = ()) -> Walk:
    """Every record file below a folder of the root; files ending in one of `ignored` are passed over."""
    result = Walk()
    top = os.path.join(root, folder)
    if os.path.lexists(top):
        real = os.path.realpath(root)
        if not inside(real, top):
            result.problems.append(Problem(folder, "symlink-leaves"))
        elif not os.path.isdir(top):
            result.problems.append(_stray(folder, "no-folder"))
        else:
            result.problems.extend(_walk(real, top, folder, result, ignored, (os.path.realpath(top),)))
    return result


def misnamed(root: Path) -> Iterator[Problem]:
    """What lies in the root under almost the name of a file or folder of ours, and so is not read."""
    for entry in sorted(os.scandir(root), key=lambda entry: entry.name):
        is_folder, name = entry.is_dir(), entry.name
        if name in (*FILES, *SOURCES) or not (is_folder or name.lower().endswith((".yaml", ".yml"))):
            continue
        meant = closest(name, SOURCES if is_folder else FILES, VERY_NEAR)
        # Where capitals do not count, `Projects` is read as `projects`.
        if meant and not (os.path.exists(root / meant) and os.path.samefile(root / meant, entry.path)):
            yield _stray(_printable(name), "misnamed", meant)


def _stray(name: str, variant: str, meant: str = "") -> Problem:
    return Problem(name, "stray-file", level=Level.WARNING, params={"variant": variant, "name": meant})


def inside(root: str | Path, path: str | Path) -> bool:
    """Whether a path, all links followed, stays below the root."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))


def _walk(
    real: str, folder: str, shown: str, result: Walk, ignored: tuple[str, ...], above: tuple[str, ...]
) -> Iterator[Problem]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Problem(shown, "unreadable-file", params=unreadable(error).params)
        return
    if any(entry.name == MARKER for entry in entries):
        yield Problem(f"{shown}/{MARKER}", "internal-inside")
        return
    for entry in entries:
        name = f"{shown}/{_printable(entry.name)}"
        if entry.name.startswith(".") or entry.name.endswith(ignored):
            continue
        if entry.is_symlink() and not inside(real, entry.path):
            yield Problem(name, "symlink-leaves")
            if not entry.is_dir():
                result.lost.append(name)
        elif entry.is_dir():
            inner = os.path.realpath(entry.path)
            if inner not in above:  # a link to a folder that we are in
                yield from _walk(real, entry.path, name, result, ignored, (*above, inner))
        elif not entry.name.endswith(".yaml"):
            if not entry.name.startswith(_QUIET):
                yield _stray(name, "yml" if entry.name.lower().endswith((".yml", ".yaml")) else "plain")
        elif not entry.is_file():
            yield Problem(name, "unreadable-file", params={"variant": "special"})
            result.lost.append(name)
        elif "\\" in name or not entry.name.isprintable():
            yield Problem(name, "bad-file-name")
            result.lost.append(name)
        else:
            result.files.append((name, entry.path))
