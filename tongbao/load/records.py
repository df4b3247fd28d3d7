"""Record files of a folder as records, with everything that is wrong with them: the same for every tree of files."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from tongbao.load.cache import BATCH, TreeCache
from tongbao.load.places import Kind, id_of
from tongbao.load.single import record_of
from tongbao.load.sound import SoundRecords
from tongbao.load.walk import digest_of, inside, read_file, walk
from tongbao.load.yaml_source import Defect, Source, parse
from tongbao.model.base import Record
from tongbao.model.dataset import Key
from tongbao.problems import Problem

R = TypeVar("R", bound=Record)
V = TypeVar("V")
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
    sound: SoundRecords | None = None
    """What earlier runs knew."""

    def again(self, key: str, make: Callable[[], tuple[V | None, list[Defect]]]) -> tuple[V | None, list[Defect]]:
        """What an earlier run made of the same; made now, and kept if nothing is wrong with it, where none did."""
        if self.sound and (known := self.sound.get([key])):
            return known[key], []
        made, defects = make()
        if self.sound and made is not None and not defects:
            self.sound.put({key: made})
        return made, defects

    def report(self, path: str, defects: list[Defect]) -> None:
        """Notes what is wrong with a file."""
        for rule, location, params, at_key, line, column in defects:
            problem = Problem(path, rule, location, params, at_key=at_key, line=line, column=column)
            self.problems.append(problem)


def sources(reading: Reading, files: list[tuple[str, str]]) -> Iterator[tuple[str, Source]]:
    """The files as trees, from the cache where it has them, in batches."""
    for batch in _batches(reading, files):
        yield from _parsed(reading, batch)


Batch = list[tuple[str, bytes | Defect]]
"""Files by name, read."""


def _batches(reading: Reading, files: list[tuple[str, str]]) -> Iterator[Batch]:
    for start in range(0, len(files), BATCH):
        batch = [(name, read_file(path)) for name, path in files[start : start + BATCH]]
        reading.inputs.update((name, digest_of(data)) for name, data in batch if isinstance(data, bytes))
        yield batch


def _parsed(reading: Reading, batch: Batch) -> Iterator[tuple[str, Source]]:
    digests = {name: reading.inputs[name] for name, data in batch if isinstance(data, bytes)}
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


class Found(NamedTuple, Generic[R]):
    """What stands in a file: the record, None where anything is wrong, what that is, and what was written."""

    name: str
    record: R | None
    defects: list[Defect]
    tree: Mapping[str, Any] | None = None


def _found(reading: Reading, files: list[tuple[str, str]], model: type[R]) -> Iterator[Found[R]]:
    """The record of each file, the very same as long as the file is the same, and everything wrong with it."""
    for batch in _batches(reading, files):
        digests = {name: reading.inputs[name] for name, data in batch if isinstance(data, bytes)}
        known: dict[str, R] = _known(reading, digests.values(), model)
        parsed = dict(_parsed(reading, [(name, data) for name, data in batch if digests.get(name) not in known]))
        fresh: dict[str, R] = {}
        for name, _ in batch:
            if name not in parsed:
                yield Found(name, known[digests[name]], [])
                continue
            record, found = record_of(parsed[name], model)
            if record is not None and not found:
                fresh[digests[name]] = record
            yield Found(name, record, found, parsed[name].tree)
        reading.known |= {(model, digest): record for digest, record in fresh.items()}
        if reading.sound:
            reading.sound.put({f"{model.__name__} {digest}": record for digest, record in fresh.items()})


def _known(reading: Reading, digests: Iterable[str], model: type[R]) -> dict[str, R]:
    """The sound records of files, by their digests, that this run or an earlier one knew."""
    names = {f"{model.__name__} {digest}": digest for digest in digests}
    if reading.sound:
        again = reading.sound.get(name for name, digest in names.items() if (model, digest) not in reading.known)
        reading.known |= {(model, names[name]): record for name, record in again.items()}
    known = {digest: reading.known[model, digest] for digest in names.values() if (model, digest) in reading.known}
    reading.cache.keep(known)
    return known


def single(reading: Reading, name: str, model: type[R]) -> R | None:
    """A file of the root itself."""
    if not inside(reading.root, reading.root / name):
        reading.report(name, [Defect("symlink-leaves")])
        return None
    (found,) = _found(reading, [(name, str(reading.root / name))], model)
    reading.report(found.name, found.defects)
    return found.record


def records(reading: Reading, kind: Kind, model: type[R]) -> tuple[R, ...]:
    """The records of a folder by id; what cannot be used still counts as existing under its file name."""
    walked = walk(reading.root, kind.folder, ignored=kind.ignored)
    reading.problems.extend(walked.problems)
    reading.unreadable.update((kind.name, id_of(name)) for name in walked.lost)
    found_by_id: dict[str, R] = {}
    for name, record, found, tree in _found(reading, walked.files, model):
        stem, id_at = id_of(name), (kind.id_key,)
        written = str(getattr(record, kind.id_key)) if record is not None else tree and tree.get(kind.id_key)
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
