"""`check --fix`: the record files of a place, each repaired where that is safe; what was done is told line by line."""

import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from tongbao.edit.files import rewrite
from tongbao.load.places import KINDS
from tongbao.load.walk import inside, read_file, walk
from tongbao.locale.catalogue import Catalogue
from tongbao.mending import Fix, mended
from tongbao.model.base import Record
from tongbao.views.schema import FILES

SINGLE = ("site", "policy", "cited")
"""Files of the root itself."""


class Repaired(NamedTuple):
    """A file with its repairs: path from the root, the bytes it should have, what was repaired."""

    path: str
    data: bytes
    fixes: tuple[Fix, ...]


def repaired_files(root: Path, is_meant: Callable[[str], bool]) -> Iterator[Repaired]:
    """The record files of a place that can be repaired, of those that are meant; nothing is written."""
    for name, model in _record_files(root):
        data = read_file(root / name) if is_meant(name) else None
        if isinstance(data, bytes):
            done = mended(data, model)
            if done.fixes:
                yield Repaired(name, done.data, done.fixes)


def _record_files(root: Path) -> Iterator[tuple[str, type[Record]]]:
    for kind in SINGLE:
        name = FILES[kind].path
        if (root / name).is_file() and inside(root, root / name):
            yield name, FILES[kind].model
    for folder in KINDS:
        for name, _ in walk(root, folder.folder, ignored=folder.ignored).files:
            yield name, FILES[folder.name].model


def written(root: Path, files: list[Repaired]) -> None:
    """Writes repaired files, each whole or not at all."""
    for file in files:
        rewrite(root / file.path, file.data)


def told(words: Catalogue, files: list[Repaired], *, dry_run: bool) -> Iterator[str]:
    """A line for each repair, `file:line:column: “36,120” → “36120”`, and one that counts them."""
    for file in files:
        for fix in file.fixes:
            place = f"{file.path}:{fix.line}:{fix.column}"
            yield words("cli.check.repair", place=place, old=_visible(fix.old), new=_visible(fix.new))
    count = sum(len(file.fixes) for file in files)
    counts = {"repairs": words.count("cli.count.repair", count), "files": words.count("cli.count.file", len(files))}
    key = "nothing_to_repair" if not count else "would_repair" if dry_run else "repaired"
    yield words(f"cli.check.{key}", **counts)


def _visible(text: str) -> str:
    """A piece of a file with its blanks and invisible signs named, but for plain spaces."""
    return "".join(f"<U+{ord(c):04X}>" if c != " " and unicodedata.category(c)[0] in "ZC" else c for c in text)
