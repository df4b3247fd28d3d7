"""What the last run made and what it had read for it, so that what still holds need not be made again.

It holds where everything that is not noted is as it was (`ground`: the program, the options, the day, all files but
those of projects and issues) and nothing that was read has changed since: neither in the files nor as it was known on
any day that was asked for. Losing it costs only time.
"""

import zlib
from base64 import b64decode, b64encode
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from tongbao.load.cache import TreeCache
from tongbao.load.places import TREES
from tongbao.load.remembered import remember, remembered
from tongbao.load.single import record_of
from tongbao.load.yaml_source import Source
from tongbao.model.asof import issue_at, project_at
from tongbao.model.dataset import CUT, Dataset, days_of
from tongbao.model.issue import Issue
from tongbao.model.project import Project
from tongbao.model.reads import HISTORY, UNKNOWN, WARNINGS, WIDTH, NotedRecord, Trace, bits_of, first_of

NAME = "made"
MOST_BYTES = 1 << 30
"""Of what was read, as numbers; ten thousand projects fill a tenth of it."""

File = tuple[str, str, str]
"""A file that was made: path, key, day of its newest entry."""


class Made(NamedTuple):
    """What was read for some files, and the files."""

    trace: Trace
    files: tuple[File, ...]


class Memory(NamedTuple):
    """What a run made, by the path of the recipe. `inputs` are the digests of the files of projects and issues,
    `histories` those of what is known of their versions, `warnings` that of what the checks found, `frame` that of what
    stands around pages, `days` those that records were cut to."""

    ground: str = ""
    warnings: str = ""
    frame: str = ""
    inputs: Mapping[str, str] = {}
    histories: Mapping[str, str] = {}
    days: tuple[str, ...] = ()
    made: Mapping[str, Made] = {}


NOTHING = Memory()


def record_files(dataset: Dataset, inputs: Mapping[str, str]) -> dict[str, str]:
    """The digests of the files of projects and issues, whose fields are noted when they are read."""
    return {path: inputs[path] for _, path in _records(dataset)}


def _records(dataset: Dataset) -> Iterator[tuple[NotedRecord, str]]:
    yield from ((project, dataset.paths["project", project.id]) for project in dataset.projects)
    yield from ((issue, dataset.paths["issue", issue.id]) for issue in dataset.issues)


# -- what changed ------------------------------------------------------------------------------------------------------


def what_changed(root: Path, last: Memory, now: Memory, dataset: Dataset) -> Trace | None:
    """What of the records, their histories and the warnings is no longer as in the last run; None where that cannot be
    told. `now` is what this one knows before it makes anything."""
    if last.ground != now.ground or last.inputs.keys() != now.inputs.keys():
        return None
    records = [(place, record, path) for place, (record, path) in enumerate(_records(dataset))]
    changed = [
        (place, record, last.inputs[path]) for place, record, path in records if last.inputs[path] != now.inputs[path]
    ]
    before = _before(root, {digest: type(record) for _, record, digest in changed})
    if any(digest not in before for _, _, digest in changed):
        return None
    found = changed_fields([(place, before[digest], record) for place, record, digest in changed], last.days)
    if found is None:
        return None
    other = [(place, record) for place, record, path in records if last.histories.get(path) != now.histories.get(path)]
    bits = bits_of(first_of(place) + HISTORY for place, _ in other)
    bits |= bits_of((WARNINGS,) if last.warnings != now.warnings else ())
    cut = bits_of(WIDTH * CUT.index(type(record)) + HISTORY for _, record in other)
    days = dict(found.days)
    return Trace(found.whole | bits, tuple((day, days.get(day, 0) | cut) for day in last.days))


def changed_fields(changed: Iterable[tuple[int, NotedRecord, NotedRecord]], days: Iterable[str]) -> Trace | None:
    """What differs between records as they were and as they are, each with its place among all: in the file and as it
    was known on some days; None where one may have come or gone. That records nobody numbered changed is always taken
    for granted."""
    whole, past = (1 << WARNINGS) - 1 << UNKNOWN, defaultdict[str, int](int)
    for place, old, now in changed:
        whole |= _differing(old, now) << first_of(place)
        for day in days:
            was, known = _at(old, day), _at(now, day)
            if was is None and known is None:
                continue
            if was is None or known is None or _elsewhere(was, known):
                return None
            # A record of which nothing is cut off on a day is the very record of the file, and noted as such.
            bits = _differing(was, known)
            whole |= bits << first_of(place)
            past[day] |= bits << WIDTH * CUT.index(type(now))
    return Trace(whole, tuple(past.items()))


def _before(root: Path, kinds: Mapping[str, type[NotedRecord]]) -> dict[str, NotedRecord]:
    """The records as they were, by the digest of the file that they stood in."""
    with TreeCache(root / TREES, forget=False) as cache:
        trees = cache.get(kinds)
    found = {digest: record_of(Source(tree), kinds[digest])[0] for digest, tree in trees.items()}
    return {digest: record for digest, record in found.items() if record}


def _at(record: NotedRecord, cut: str) -> NotedRecord | None:
    """A record as it was known on a day, or on one as it was known on another."""
    known: NotedRecord | None = record
    for day, until in days_of(cut):
        if isinstance(known, Project):
            known = project_at(known, day, until)
        elif isinstance(known, Issue):
            known = issue_at(known, day)
    return known


def _elsewhere(was: NotedRecord, now: NotedRecord) -> bool:
    """Whether an issue may have come or gone with its projects."""
    return isinstance(was, Issue) and isinstance(now, Issue) and was.projects != now.projects


def _differing(was: NotedRecord, now: NotedRecord) -> int:
    """The fields that differ, a bit each."""
    names = enumerate(type(now).model_fields)
    return sum(1 << number for number, name in names if getattr(was, name) != getattr(now, name))


# -- the file ----------------------------------------------------------------------------------------------------------


def read_memory(root: Path) -> Memory:
    """The memory of the last run; an empty one where there is none that can be used."""
    content = remembered(root, NAME)
    with suppress(ValueError, LookupError, TypeError, AttributeError, zlib.error):
        of_days = [tuple((str(day), int(bits, 16)) for day, bits in days.items()) for days in content["traces"]]
        whole = _unpacked(content["whole"], len(of_days))
        traces = [Trace(*each) for each in zip(whole, of_days, strict=True)]
        return Memory(
            **{name: str(content[name]) for name in ("ground", "warnings", "frame")},
            inputs=_texts(content["inputs"]),
            histories=_texts(content["histories"]),
            days=tuple(map(str, content["days"])),
            made={
                str(recipe): Made(traces[trace], tuple(map(_file, files)))
                for recipe, (trace, files) in content["made"].items()
            },
        )
    return NOTHING


def _texts(content: Mapping[str, str]) -> dict[str, str]:
    return {str(key): str(text) for key, text in content.items()}


def _file(content: Sequence[str]) -> File:
    path, key, updated = map(str, content)
    return path, key, updated


def write_memory(root: Path, memory: Memory) -> None:
    """Keeps a memory in the place of the last."""
    traces: dict[Trace, int] = {}
    made = {recipe: (traces.setdefault(trace, len(traces)), files) for recipe, (trace, files) in memory.made.items()}
    whole = _packed([trace.whole for trace in traces])
    of_days = [{day: f"{bits:x}" for day, bits in trace.days} for trace in traces]
    remember(root, NAME, {**memory._asdict(), "whole": whole, "traces": of_days, "made": made})


def _packed(numbers: Sequence[int]) -> str:
    """Numbers of many thousand bits, of which most are the same in all, as text: a hundredth of their digits."""
    width = max((number.bit_length() for number in numbers), default=0) // 8 + 1
    packing = zlib.compressobj(1)
    content = b"".join(packing.compress(number.to_bytes(width, "little")) for number in numbers)
    return b64encode(content + packing.flush()).decode()


def _unpacked(text: str, count: int) -> list[int]:
    unpacking = zlib.decompressobj()
    content = unpacking.decompress(b64decode(text), MOST_BYTES)
    if not unpacking.eof:
        raise ValueError
    width = len(content) // max(count, 1)
    return [int.from_bytes(content[width * at : width * (at + 1)], "little") for at in range(count)]
