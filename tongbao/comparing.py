"""What a change means: from two commits to the comment on it.

For a change what drawing.py is for a site. Both sides are read by this program and seen on the same day.
"""

import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tongbao.drawing import edition_of
from tongbao.load.catalogues import load_catalogue
from tongbao.load.folders import reader
from tongbao.load.places import KINDS
from tongbao.load.positions import located
from tongbao.load.revisions import SHORT, changed_paths, commit_of, copy_out, merge_base, take_out
from tongbao.load.single import record_of
from tongbao.load.walk import inside
from tongbao.load.yaml_source import parse
from tongbao.locale.catalogue import Catalogue
from tongbao.metrics.differences import differences as tree_differences
from tongbao.metrics.listed import list_snapshot
from tongbao.model.activity import Activity
from tongbao.model.base import Record
from tongbao.model.batch import Batch
from tongbao.model.bulletin import Bulletin
from tongbao.model.calendar import CalendarYear
from tongbao.model.campaign import Campaign
from tongbao.model.cited import CitedFigures
from tongbao.model.correction import Correction
from tongbao.model.issue import Issue
from tongbao.model.policy import Policy
from tongbao.model.project import Project
from tongbao.model.site import Site
from tongbao.model.targets import TargetList
from tongbao.pipeline import Checked, load_checked
from tongbao.problems import Problem, Words, faults, in_order
from tongbao.rules.against import check_against
from tongbao.views.bulletin import bulletin_series
from tongbao.views.bulletin_head import bulletin_link
from tongbao.views.compared import Found, comparison_view
from tongbao.views.compared_records import Versions
from tongbao.views.comparison import ComparisonView, IssuedRow, IssuedView, Line
from tongbao.views.corrections import differences
from tongbao.views.edition import Edition
from tongbao.views.issued_targets import list_differences

MODELS: Mapping[str, type[Record]] = {
    "project": Project,
    "issue": Issue,
    "bulletin": Bulletin,
    "targets": TargetList,
    "activity": Activity,
    "batch": Batch,
    "campaign": Campaign,
    "correction": Correction,
    "calendar": CalendarYear,
}
SETTINGS: Mapping[str, type[Record]] = {"site.yaml": Site, "policy.yaml": Policy, "cited.yaml": CitedFigures}


class Compared(NamedTuple):
    """The comment, and whether something in the change has to be put right before it is merged."""

    view: ComparisonView
    faulty: bool


@dataclass(frozen=True)
class _Side:
    """The place on one side of the change."""

    root: Path
    checked: Checked

    def read(self, path: str) -> bytes | None:
        """The bytes of a file of it; None where there is none, or a link leads out of the place."""
        return reader(self.root)(path) if inside(self.root, self.root / path) else None

    def has(self, path: str) -> bool:
        """Whether there is such a file, whatever it is."""
        return os.path.lexists(self.root / path)


class _Asked(NamedTuple):
    """Which two are compared, by the names that people gave them, and the files that differ."""

    base: str
    head: str
    paths: tuple[str, ...]


def compared(root: Path, base: str, head: str | None, as_of: date | None, words: Catalogue) -> Compared:
    """What the commit `head`, else what is on disk, changed since it went apart from `base`; in the language of `words`
    where the place has it. Raises load.revisions.NoRevision."""
    tip = commit_of(root, head or "HEAD")
    start = merge_base(root, commit_of(root, base), tip)
    asked = _Asked(
        f"{base} ({start[:SHORT]})",
        f"{head} ({tip[:SHORT]})" if head else words("comparison.on_disk"),
        changed_paths(root, start, tip if head else None),
    )
    with TemporaryDirectory(prefix="tongbao-") as folder:
        taken = {name: Path(folder, name) for name in ("base", "head", "mended")}
        take_out(root, start, _made(taken["base"]))
        if head:
            take_out(root, tip, _made(taken["head"]))
        now = taken["head"] if head else root
        after = _Side(now, load_checked(now, as_of, cache=not head))
        day = after.checked.day
        before = _Side(taken["base"], load_checked(taken["base"], day, cache=False))
        return _compared(before, after, asked, _made(taken["mended"]), words)


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _compared(before: _Side, after: _Side, asked: _Asked, spare: Path, words: Catalogue) -> Compared:
    records = dict(_records(before, after, asked.paths))
    hidden = {path for path, versions in records.values() if versions.hidden}
    sides, notes = _reckonable(before, after, spare, hidden)
    places = [side.checked.dataset for side in (after, before) if side.checked.dataset]
    day = after.checked.day or before.checked.day
    breaches = _breaches(before, after)
    if not places or day is None:
        raise Unreadable(after.checked.problems)
    editions = [_edition(side, day) for side in sides]
    naming = editions[-1] if editions else edition_of(after.root, places[0], day, (), pdf=False)
    language = words.language if words.language in naming.languages else naming.languages[0]
    catalogue = load_catalogue(language, after.root)
    found = Found(
        base=asked.base,
        head=asked.head,
        reader=naming.reader_of(language, day),
        site=places[-1].site,
        paths=asked.paths,
        records=records,
        parts=_parts(asked.paths),
        settings={
            path: _versions(before, after, path, path, kind) for path, kind in SETTINGS.items() if path in asked.paths
        },
        problems=(before.checked.problems, after.checked.problems),
        breaches=tuple(breaches),
        message=_said(catalogue),
        snapshots=(editions[0].today, editions[1].today) if editions else None,
        issued=tuple(_issued(editions[0], editions[1], language)) if editions else (),
        notes=tuple(notes),
    )
    return Compared(comparison_view(found), bool(faults([*after.checked.problems, *breaches])))


class Unreadable(Exception):  # noqa: N818 - what is wrong with files of people
    """Neither side can be read far enough to say anything; `problems` say why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems


def _said(catalogue: Catalogue) -> Words:
    return lambda problem: catalogue.problem(problem.rule, problem.params)


def _edition(side: _Side, day: date) -> Edition:
    dataset = side.checked.dataset
    assert dataset is not None
    return edition_of(side.root, dataset, day, (), pdf=False)


def _breaches(before: _Side, after: _Side) -> list[Problem]:
    base, head = before.checked.dataset, after.checked.dataset
    return in_order(located(check_against(base, head), reader(after.root))) if base and head else []


def _reckonable(
    before: _Side, after: _Side, spare: Path, hidden: Collection[str]
) -> tuple[tuple[_Side, ...], list[Line]]:
    """Both sides with figures, and what is to be said of them; () where a side cannot be reckoned.

    Files at fault are taken from the other side: the figures then tell what the rest of the change does.
    """
    wrong = {name: _faulty_files(side) for name, side in (("base", before), ("head", after))}
    notes = [
        Line(
            f"{name}_faulty",
            {"count": str(len(files)), "files": " ".join(path for path in files if path not in hidden)},
        )
        for name, files in wrong.items()
        if files
    ]
    if not notes:
        return (before, after), []
    if wrong["base"] and wrong["head"]:
        return (), [*notes, Line("no_figures", {})]
    name, bad, good = ("head", after, before) if wrong["head"] else ("base", before, after)
    copy_out(bad.root, spare)
    for path in wrong[name]:
        _replace(spare / path, good.read(path))
    mended = _Side(spare, load_checked(spare, after.checked.day, cache=False))
    if faults(mended.checked.problems) or mended.checked.dataset is None:
        return (), [*notes, Line("no_figures", {})]
    return (before, mended) if name == "head" else (mended, after), [*notes, Line("mended", {})]


def _faulty_files(side: _Side) -> list[str]:
    return sorted({problem.path for problem in faults(side.checked.problems)})


def _replace(path: Path, data: bytes | None) -> None:
    if os.path.lexists(path):
        path.unlink()
    if data is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _kind_of(path: str) -> tuple[str, str] | None:
    """Kind and id of the record that a file holds; None where it holds none."""
    folder, _, name = path.partition("/")
    kind = next((kind.name for kind in KINDS if kind.folder == folder), None)
    return (kind, Path(name).stem) if kind and name.endswith(".yaml") else None


def _records(
    before: _Side, after: _Side, paths: tuple[str, ...]
) -> Iterator[tuple[tuple[str, str], tuple[str, Versions]]]:
    """The records whose files differ; one whose file moved to another folder is the same."""
    files: dict[tuple[str, str], list[str]] = {}
    for path in paths:
        if key := _kind_of(path):
            files.setdefault(key, []).append(path)
    order = list(MODELS)
    for key, named in sorted(files.items(), key=lambda item: (order.index(item[0][0]), item[0][1])):
        old = next((path for path in named if before.has(path)), named[0])
        new = next((path for path in named if after.has(path)), old)
        yield key, (new, _versions(before, after, old, new, MODELS[key[0]]))


def _versions(before: _Side, after: _Side, old: str, new: str, kind: type[Record]) -> Versions:
    """Both versions of a file, as trees as far as they are YAML at all, and as records where they are sound."""
    sources = [parse(data) if data is not None else None for data in (before.read(old), after.read(new))]
    records = [record_of(source, kind)[0] if source else None for source in sources]
    trees = [source.tree if source else None for source in sources]
    readable = all(source is None or source.tree is not None for source in sources)
    found = tree_differences(trees[0], trees[1], kind) if readable else ()
    hidden = any(str((tree or {}).get("counted_only")).lower() == "true" for tree in trees)
    return Versions(kind, records[0], records[1], found, before.has(old), after.has(new), hidden)


FOLDERS = {"calendars": "calendars", "locale": "locale", "templates": "templates", "docs": "docs", ".github": "program"}
FOLDERS |= {"tongbao": "program", "program": "program", "tests": "program", "tools": "program", "benchmarks": "program"}


def _parts(paths: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """The files that are no records, by the part of the place that they belong to."""
    found: dict[str, list[str]] = {}
    for path in paths:
        if _kind_of(path) and not path.startswith("calendars/"):
            continue
        found.setdefault(_part(path), []).append(path)
    return {part: tuple(files) for part, files in found.items()}


def _part(path: str) -> str:
    if path in SETTINGS:
        return path.removesuffix(".yaml")
    if path.endswith(".issued.json"):
        return "issued"
    folder = path.partition("/")[0]
    if path.endswith(".md"):
        return "docs"
    return FOLDERS.get(folder, "program" if "/" not in path else "other")


def _issued(before: Edition, after: Edition, language: str) -> Iterator[IssuedView]:
    """What was issued and would no longer follow from the records, which followed before."""
    known = {view.id: set(view.rows) for view in _differing(before, language)}
    for view in _differing(after, language):
        rows = tuple(row for row in view.rows if row not in known.get(view.id, set()))
        if rows:
            yield view._replace(rows=rows)


def _differing(edition: Edition, language: str) -> Iterator[IssuedView]:
    data = edition.today.data
    for place in bulletin_series(data.bulletins):
        bulletin = place.bulletin
        if issued := data.issued.get(bulletin.id):
            on_its_day = edition.reader_of(language, issued.as_of.date())
            found = differences(issued, edition.following_of(place), data.corrections, edition.today, on_its_day)
            title = bulletin_link(bulletin, on_its_day).text
            yield IssuedView(
                bulletin.id, title, tuple(IssuedRow(each.id, each.name, each.issued, each.now) for each in found)
            )
    for listed in data.issued_lists.values():
        on_its_day = edition.reader_of(language, listed.date)
        now = list_snapshot(data, listed.year, listed.date)
        rows = (
            IssuedRow(each.id, each.name, each.issued, each.now) for each in list_differences(listed, now, on_its_day)
        )
        yield IssuedView(listed.key, on_its_day.words(listed.listed.title), tuple(rows))
