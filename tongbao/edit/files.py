"""Files of people on disk, written whole or not at all; the first line of an imported one says where it came from, and
a digest in it shows edits by hand."""

import hashlib
import os
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tongbao.problems import Level, Problem

MARK = re.compile(r"# tongbao import: (?P<source>.+) sha256:(?P<digest>[0-9a-f]{64})")
FOLDER = "projects"
Edited = Literal["fault", "keep", "overwrite"]
"""What becomes of a file that was edited by hand since it was imported."""


@dataclass(frozen=True, slots=True)
class Writing:
    """A file to write, and the one elsewhere that it replaces."""

    path: str
    text: str
    instead_of: str | None = None


@dataclass(frozen=True, slots=True)
class Writings:
    """What an import would do to a place: files to write, unchanged ones, edited ones left as they are."""

    writings: tuple[Writing, ...] = ()
    unchanged: int = 0
    kept: int = 0
    problems: tuple[Problem, ...] = ()


def marked(body: str, source: str) -> str:
    """The text of a file with its first line: the spreadsheet's name and the digest of all that follows."""
    return f"# tongbao import: {' '.join(source.split())} sha256:{_digest(body)}\n{body}"


def _digest(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()


def source_of(text: str) -> str | None:
    """The spreadsheet that a file came from, None where it was edited since or never imported.

    Line ends do not count: Git may have changed them.
    """
    first, _, body = text.replace("\r\n", "\n").partition("\n")
    match = MARK.fullmatch(first)
    return match["source"] if match and match["digest"] == _digest(body) else None


def writings_of(
    root: Path,
    bodies: Mapping[str, str],
    source: str,
    *,
    edited: Edited = "fault",
    gone: Level = Level.WARNING,
) -> Writings:
    """What has to be written so that the place holds `bodies` (path → text without its first line).

    A file of the same name in another folder is replaced. Files of an earlier import that are no longer in
    the sheet stay and are reported at the level `gone`.
    """
    there = {path.stem: path for path in sorted((root / FOLDER).rglob("*.yaml"))}
    writings: list[Writing] = []
    problems: list[Problem] = []
    unchanged = kept = 0
    for path, body in bodies.items():
        text = marked(body, source)
        old = there.pop(Path(path).stem, None)
        before = _text(old) if old else None
        moved = old.relative_to(root).as_posix() if old and old != root / path else None
        if not (root / path).resolve().is_relative_to(root.resolve()):
            problems.append(Problem(path, "import-outside"))
        elif before is not None and not moved and before.replace("\r\n", "\n") == text:
            unchanged += 1
        elif before is not None and source_of(before) is None and edited != "overwrite":
            kept += 1
            if edited == "fault":
                problems.append(Problem(moved or path, "import-edited"))
        else:
            writings.append(Writing(path, text, moved))
    problems += _gone(root, there.values(), source, gone)
    return Writings(tuple(writings), unchanged, kept, tuple(problems))


def _gone(root: Path, paths: Iterable[Path], source: str, level: Level) -> list[Problem]:
    if level is Level.OFF:
        return []
    gone = [path.relative_to(root).as_posix() for path in paths if source_of(_text(path)) == " ".join(source.split())]
    return [Problem(path, "import-gone", params={"source": source}, level=level) for path in gone]


def _text(path: Path) -> str:
    return path.read_bytes().decode(errors="replace")


def write(root: Path, writings: Iterable[Writing]) -> None:
    """Writes the files, and removes those that they replace."""
    made = list(writings)
    write_bytes(root, {writing.path: writing.text.encode() for writing in made})
    for writing in made:
        if writing.instead_of:
            (root / writing.instead_of).unlink()


def create(path: Path, text: str) -> None:
    """Writes a new file; raises FileExistsError where there is one, which stays as it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(text.encode())


def rewrite(path: Path, data: bytes) -> None:
    """Puts other bytes into a file that is there, all or none; a link stays one, and who may read it as it was."""
    there = Path(os.path.realpath(path))
    mode = there.stat().st_mode
    write_bytes(there.parent, {there.name: data})
    there.chmod(mode)


def write_bytes(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes files below a folder, each whole or not at all. Where the system refuses one nothing is changed, unless it
    gives way between two that are written already; an OSError names the file."""
    fresh: dict[Path, Path] = {}
    path = folder
    try:
        for name, data in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh[path] = path.with_name(f".{path.name}.new")
            fresh[path].write_bytes(data)
        for path, made in fresh.items():
            os.replace(made, path)
    except OSError as error:
        for made in fresh.values():
            with suppress(OSError):
                made.unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror, str(path)) from None
