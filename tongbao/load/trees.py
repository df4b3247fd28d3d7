"""Finds internal trees that lie in a place. Nothing of them is read but whether they are a sample."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from tongbao.load.places import SITE, WALKED
from tongbao.load.walk import MARKER, read_file
from tongbao.load.yaml_source import parse
from tongbao.problems import Problem

DEPTH = 3
"""A tree is looked for so many folders below the root; `--internal` refuses one at any depth."""
PASSED = (*WALKED, SITE)


def internal_trees(found: Iterable[tuple[str, bool]], *, sample: bool) -> Iterator[Problem]:
    """A fault for each of the trees found in a place; a `sample` may hold one that is a sample."""
    for path, is_sample in found:
        if not (is_sample and sample):
            yield Problem(path, "internal-inside")


def found_trees(root: Path) -> Iterator[tuple[str, bool]]:
    """The markers of internal trees in a place, by their path from the root, and whether each is of a sample. Folders
    that are published, or read as records, are left to those who do that."""
    for path in _found(str(root), ""):
        yield path, _is_sample(os.path.join(root, path))


def _found(root: str, below: str) -> Iterator[str]:
    """The markers, in order."""
    here = os.path.join(root, below)
    if os.path.lexists(os.path.join(here, MARKER)):
        yield below + MARKER
        return
    if below.count("/") == DEPTH:
        return
    try:
        with os.scandir(here) as entries:
            folders = sorted(entry.name for entry in entries if not entry.name.startswith(".") and entry.is_dir())
    except OSError:
        return
    for name in folders:
        if below or name not in PASSED:
            yield from _found(root, f"{below}{name}/")


def _is_sample(path: str) -> bool:
    data = read_file(path)
    tree = parse(data).tree if isinstance(data, bytes) else None
    return tree is not None and tree.get("sample") is True
