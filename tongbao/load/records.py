"""Record files of a folder as records, with everything that is wrong with them: the same for every tree of files."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from tongbao.load.cache import BATCH, TreeCache
from tongbao.load.places import Kind, id_of
from tongbao.load.single import record_of
from tongbao.load.walk import digest_of, inside, read_file, walk
from tongbao.load.yaml_source import Defect, Source, parse
from tongbao.model.base import Record
from tongbao.model.dataset import Key
from tongbao.problems import Problem

R = TypeVar("R", bound=Record)
Known = dict[tuple[type[Record], str], Any]
"""Sound records by what they are and by the digest of their file."""


@dataclass
class Reading:
    """What is gathered while a place is read."""

    root: Path
    cache: TreeCache
    problems: list[Problem] = field(default_factory=list)
    inputs: dict[str, str] = field(default_factory=dict)
    paths: dict[Key, str] = field(default_factory=dict)
    unreadable: set[Key] = field(default_factory=set)
    known: Known = field(default_factory=dict)

    def report(self, path: str, defects: list[Defect]) -> None:
        """Notes what is wrong with a file."""
        for rule, location, params, at_key, line, column in defects:
            problem = Problem(path, rule, location, params, at_key=at_key, line=line, column=column)
            self.problems.append(problem)


def sources(reading: Reading, files: list[tuple[str, str]]) -> Iterator[tuple[str, Source]]:
    """The files as trees, from the cache where it has them, in batches."""
    for start in range(0, len(files), BATCH):
        batch = [(name, read_file(path)) for name, path in files[start : start + BATCH]]
        digests = {name: digest_of(data) for name, data in batch if isinstance(data, bytes)}
        reading.inputs.update(digests)
        known = reading.cache.get(digests.values())
        fresh: dict[str, dict[str, Any]] = {}
        for name, data in batch:
            if isinstance(data, Defect):
                yield name, Source(None, (data,))
            elif (tree := known.get(digests[name])) is not None:
                yield name, Source(tree)
            else:
                source = parse(data)
                if source.tree is not None and not source.faults:
                    fresh[digests[name]] = source.tree
                yield name, source
        reading.cache.put(fresh)


def _read(reading: Reading, name: str, source: Source, model: type[R]) -> tuple[R | None, list[Defect]]:
    """The record of a file, the very same as long as the file is the same, and everything wrong with it."""
    key = (model, reading.inputs.get(name, ""))
    known: R | None = reading.known.get(key)
    if known is not None:
        return known, []
    record, found = record_of(source, model)
    if record is not None and not found:
        reading.known[key] = record
    return record, found


def single(reading: Reading, name: str, model: type[R]) -> R | None:
    """A file of the root itself."""
    if not inside(reading.root, reading.root / name):
        reading.report(name, [Defect("symlink-leaves")])
        return None
    ((path, source),) = sources(reading, [(name, str(reading.root / name))])
    record, found = _read(reading, path, source, model)
    reading.report(path, found)
    return record


def records(reading: Reading, kind: Kind, model: type[R]) -> tuple[R, ...]:
    """The records of a folder by id; what cannot be used still counts as existing under its file name."""
    walked = walk(reading.root, kind.folder, ignored=kind.ignored)
    reading.problems.extend(walked.problems)
    reading.unreadable.update((kind.name, id_of(name)) for name in walked.lost)
    found_by_id: dict[str, R] = {}
    for name, source in sources(reading, walked.files):
        stem, id_at = id_of(name), (kind.id_key,)
        record, found = _read(reading, name, source, model)
        written = source.tree.get(kind.id_key) if source.tree is not None else None
        if isinstance(written, str) and written != stem and all(defect.location != id_at for defect in found):
            found.append(Defect("id-differs", id_at, {"id": written, "name": stem, "key": kind.id_key}))
            reading.unreadable.add((kind.name, written))
        elif (other := reading.paths.get((kind.name, stem))) is not None:
            found.append(Defect("duplicate-id", id_at, {"id": stem, "other": other}))
        if record is None or found:
            reading.report(name, found)
            reading.unreadable.add((kind.name, stem))
        else:
            reading.paths[kind.name, stem] = name
            found_by_id[stem] = record
    return tuple(found_by_id[id] for id in sorted(found_by_id))
