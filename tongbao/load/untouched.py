"""Whether a place lies as it did when it was last read: nothing of it was renamed, and each file says what it said."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from tongbao.load.places import FILES, SOURCES
from tongbao.load.trees import found_trees
from tongbao.load.walk import digest_of, misnamed, read_file

MOST_BYTES = 64 << 20
"""The largest file of which anything is read: an issued one."""
IN_SOURCES = tuple(f"{folder}/" for folder in SOURCES)


def names_of(root: Path) -> str | None:
    """A digest of all that lies in the folders of a place, by its path and kind, of what has almost the name of one and
    of the internal trees in it; None where there is a link, through which more could change than what lies here."""
    names = [f"{path} {is_sample}" for path, is_sample in found_trees(root)]
    names += [f"{name} {os.path.lexists(root / name)}" for name in FILES]
    names += [problem.path for problem in misnamed(root)]
    for folder in SOURCES:
        for name in _below(str(root), folder):
            if name is None:
                return None
            names.append(name)
    return digest_of(os.fsencode("\0".join(names)))


def _below(root: str, path: str) -> Iterator[str | None]:
    """A folder with all that is in it; None for a link."""
    here = os.path.join(root, path)
    if os.path.islink(here):
        yield None
        return
    try:
        entries = sorted(os.scandir(here), key=lambda entry: entry.name)
    except OSError as error:
        yield f"{path} {error.errno}"
        return
    yield path
    for entry in entries:
        name = f"{path}/{entry.name}"
        if entry.is_symlink():
            yield None
        elif entry.is_dir(follow_symlinks=False):
            yield from _below(root, name)
        else:
            yield f"{name} {entry.is_file(follow_symlinks=False)}"


def says_the_same(root: Path, inputs: Mapping[str, str]) -> bool:
    """Whether each file of `Loaded.inputs` has the digest that it had, and is no link."""
    return all(_digest(root, path) == known for path, known in inputs.items())


def _digest(root: Path, path: str) -> str:
    real = path.startswith(IN_SOURCES) or os.path.realpath(root / path) == os.path.join(os.path.realpath(root), path)
    data = read_file(root / path, MOST_BYTES) if real else None
    return digest_of(data) if isinstance(data, bytes) else ""
