"""Reads a place: every file of the root's folders into records, with everything that is wrong with them."""

import gc
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tongbao.load.cache import TreeCache
from tongbao.load.calendars import load_calendar
from tongbao.load.catalogues import languages, override_defects, speaks
from tongbao.load.faults import independent
from tongbao.load.issued import issued_bytes, read_again, read_issued, with_body
from tongbao.load.issued_targets import read_issued_targets
from tongbao.load.photos import load_photos
from tongbao.load.places import (
    ACTIVITIES,
    BATCHES,
    BULLETINS,
    CALENDARS,
    CAMPAIGNS,
    CORRECTIONS,
    ISSUED,
    ISSUES,
    PROJECTS,
    SOURCES,
    TARGETS,
    TREES,
    Kind,
    id_of,
)
from tongbao.load.positions import located
from tongbao.load.records import Known, Reading, records, single, sources
from tongbao.load.shapes import load_shapes
from tongbao.load.sound import SoundRecords
from tongbao.load.trees import found_trees, internal_trees
from tongbao.load.walk import digest_of, inside, misnamed, read_file, walk
from tongbao.load.yaml_source import Defect
from tongbao.model.activity import Activity
from tongbao.model.batch import Batch
from tongbao.model.bulletin import Bulletin
from tongbao.model.calendar import CalendarYear
from tongbao.model.campaign import Campaign
from tongbao.model.cited import CitedFigures
from tongbao.model.correction import Correction
from tongbao.model.dataset import Dataset
from tongbao.model.issue import Issue
from tongbao.model.issued import Issued
from tongbao.model.issued_targets import IssuedTargets
from tongbao.model.policy import Policy
from tongbao.model.project import Project
from tongbao.model.site import Site
from tongbao.model.targets import TargetList
from tongbao.problems import Problem, in_order


@dataclass(frozen=True, slots=True)
class Loaded:
    """A place as read. `dataset` is None where site.yaml or policy.yaml cannot be used."""

    dataset: Dataset | None
    problems: tuple[Problem, ...]
    inputs: Mapping[str, str]
    """Path from the root → hex digest (blake2b, 16 bytes) of the file."""


def _issued_files(reading: Reading, kind: Kind) -> Iterator[tuple[str, str, bytes]]:
    """The issued files of a folder: path from the root, name without its end, bytes."""
    top = reading.root / kind.folder
    for path in sorted(top.rglob(f"*{ISSUED}")) if top.is_dir() else ():
        name = path.relative_to(reading.root).as_posix()
        data = issued_bytes(path) if inside(reading.root, path) else Defect("symlink-leaves")
        if isinstance(data, Defect):
            reading.report(name, [data])
            reading.unreadable.add(("issued", path.name.removesuffix(ISSUED)))
        else:
            reading.inputs[name] = digest_of(data)
            yield name, path.name.removesuffix(ISSUED), data


def _alone(reading: Reading, kind: Kind, name: str, id: str) -> list[Defect]:
    """The fault of an issued file that does not stand beside what was issued."""
    beside = reading.paths.get((kind.name, id)) == f"{name.rpartition('/')[0]}/{id}.yaml"
    if beside or (kind.name, id) in reading.unreadable:
        return []
    return [Defect(f"issued-without-{kind.name}", params={"id": id})]


def _issued(reading: Reading) -> dict[str, Issued]:
    """Issued bulletins by id; each stands beside its bulletin."""
    found: dict[str, Issued] = {}
    for name, id, data in _issued_files(reading, BULLETINS):
        key = f"issued {reading.inputs[name]}"
        reading.cache.keep([key])
        issued, defects = reading.again(f"{id} {key}", partial(_issued_of, reading.cache, data, id, key))
        defects += _alone(reading, BULLETINS, name, id)
        reading.report(name, defects)
        if issued and not defects:
            reading.paths["issued", id] = name
            found[id] = with_body(issued, data)
        else:
            reading.unreadable.add(("issued", id))
    return found


def _issued_lists(reading: Reading) -> dict[str, IssuedTargets]:
    """Issued lists by "2026" or "2026-04-20"; each stands beside the list of its year."""
    found: dict[str, IssuedTargets] = {}
    for name, stem, data in _issued_files(reading, TARGETS):
        issued, defects = reading.again(f"list {stem} {reading.inputs[name]}", partial(read_issued_targets, data, stem))
        defects += _alone(reading, TARGETS, name, stem.partition(".")[0])
        reading.report(name, defects)
        if issued and not defects:
            reading.paths["issued_list", issued.key] = name
            found[issued.key] = issued
        else:
            reading.unreadable.add(("issued_list", stem.rpartition(".")[2]))
    return found


def _issued_of(cache: TreeCache, data: bytes, id: str, key: str) -> tuple[Issued | None, list[Defect]]:
    """The issued bulletin of a file; one that was read before is not taken apart again."""
    known = cache.get([key])
    if known and (again := read_again(data, id, known[key])):
        return again, []
    issued, defects, head = read_issued(data, id)
    if issued:
        cache.put({key: head})
    return issued, defects


def _check_words(reading: Reading, site: Site | None) -> None:
    """The place's own words in locale/, and whether every language of the place has words."""
    walked = walk(reading.root, "locale")
    reading.problems.extend(walked.problems)
    for name, source in sources(reading, walked.files):
        found = [] if source.tree is None else override_defects(id_of(name), source.tree)
        reading.report(name, [*source.faults, *independent(found, source.faults)])
    for at, language in enumerate(site.languages if site else ()):
        if not speaks(language, reading.root):
            params = {"value": language, "known": languages()}
            reading.report("site.yaml", [Defect("unknown-language", ("languages", at), params)])


def is_source(root: Path, out: Path) -> bool:
    """Whether a folder lies in one that a place is read from: a site published there would be read as records."""
    return any(inside(root / folder, out) for folder in SOURCES)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without garbage collection: records hold no cycles; looking for some costs a quarter of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def load_place(root: Path, *, cache: bool = True, known: Known | None = None, own_folder: Path | None = None) -> Loaded:
    """Everything that is written of a place, and everything that is wrong with how it is written.

    `known` keeps records for the next time that this process reads the place, `own_folder` of the user for the next
    that any does.
    """
    with _uncollected(), TreeCache(root / TREES if cache else None) as trees, SoundRecords(own_folder, root) as sound:
        reading = Reading(root, trees, known={} if known is None else known, sound=sound)
        site = single(reading, "site.yaml", Site)
        has_policy = os.path.lexists(root / "policy.yaml")
        policy = single(reading, "policy.yaml", Policy) if has_policy else Policy()
        years = records(reading, CALENDARS, CalendarYear)
        projects = records(reading, PROJECTS, Project)
        issues = records(reading, ISSUES, Issue)
        bulletins = records(reading, BULLETINS, Bulletin)
        issued = _issued(reading)
        targets = records(reading, TARGETS, TargetList)
        issued_lists = _issued_lists(reading)
        activities = records(reading, ACTIVITIES, Activity)
        batches = records(reading, BATCHES, Batch)
        campaigns = records(reading, CAMPAIGNS, Campaign)
        corrections = records(reading, CORRECTIONS, Correction)
        has_cited = os.path.lexists(root / "cited.yaml")
        cited = single(reading, "cited.yaml", CitedFigures) if has_cited else CitedFigures()
        photos = load_photos(reading, projects)
        shapes = load_shapes(reading, site.map if site else None)
        _check_words(reading, site)
        reading.problems.extend(misnamed(root))
        reading.problems.extend(internal_trees(found_trees(root), sample=site is None or site.sample))
    dataset = None
    if site is not None and policy is not None:
        dataset = Dataset(
            site=site,
            policy=policy,
            calendar=load_calendar(site.calendar, years),
            projects=projects,
            issues=issues,
            bulletins=bulletins,
            issued=issued,
            issued_lists=issued_lists,
            targets=targets,
            activities=activities,
            batches=batches,
            campaigns=campaigns,
            corrections=corrections,
            cited=cited.figures if cited else (),
            shapes=shapes,
            photos=photos,
            paths=reading.paths,
            unreadable=frozenset(reading.unreadable),
        ).numbered()
    return Loaded(dataset, tuple(in_order(located(reading.problems, reader(root)))), reading.inputs)


def reader(root: Path) -> Callable[[str], bytes | None]:
    """A function that gives the bytes of a file by its path from the root; None where there are none."""

    def read(path: str) -> bytes | None:
        data = read_file(root / path)
        return data if isinstance(data, bytes) else None

    return read
