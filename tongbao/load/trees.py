"""Finds internal trees that lie in a place. Nothing of them is read but whether they are a sample."""

import os
from collections.abc import Iterator
from pathlib import Path

from tongbao.load.walk import MARKER, read_file
from tongbao.load.yaml_source import parse
from tongbao.model.site import Site
from tongbao.problems import Problem

DEPTH = 3
"""A tree is looked for so many folders below the root; `--internal` refuses one at any depth."""


def internal_trees(root: Path, site: Site | None, passed: tuple[str, ...]) -> Iterator[Problem]:
    """A fault for each internal tree in a place; a sample may hold one that is a sample.

    Folders that are `passed` by are published, or left to those who read them.
    """
    for path in _found(str(root), "", passed):
        if not (_is_sample(os.path.join(root, path)) and (site is None or site.sample)):
            yield Problem(path, "internal-inside")


def _found(root: str, below: str, passed: tuple[str, ...]) -> Iterator[str]:
    """The markers of trees, by their path from the root, in order."""
    here = os.path.join(root, below)
    if os.path.lexists(os.path.join(here, MARKER)):
        yield below + MARKER
        return
    if below.count("/") == DEPTH:
        return
    try:
        names = sorted(os.listdir(here))
    except OSError:
        return
    for name in names:
        hidden = name.startswith(".") or (not below and name in passed)
        if not hidden and os.path.isdir(os.path.join(here, name)):
            yield from _found(root, f"{below}{name}/", passed)


def _is_sample(path: str) -> bool:
    data = read_file(path)
    tree = parse(data).tree if isinstance(data, bytes) else None
    return tree is not None and tree.get("sample") is True
