"""From a checked place to the files of its site: figures → views → bytes.

The middle of the story of pipeline.py, in a module of its own so that a run that only checks, or finds nothing
changed, need not load figures, views and templates at all.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from tongbao.load.catalogues import load_catalogue
from tongbao.load.program import Templates
from tongbao.metrics.snapshot import Snapshot, take_snapshot
from tongbao.model.dataset import Dataset
from tongbao.problems import Problem
from tongbao.publish import digest
from tongbao.render.data import data_bytes
from tongbao.render.jobs import Drawing, draw, draw_pdfs
from tongbao.views.assembly import (
    Edition,
    briefs,
    bulletin_points,
    data_files,
    languages_of,
    pages,
    sections,
    targets_years,
)
from tongbao.views.reader import Reader
from tongbao.views.reference import WarningView
from tongbao.views.site import chrome

Kept = Callable[[Mapping[str, str]], frozenset[str]]
"""path → key of the whole site, to the paths that need not be made again."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of the drawing: `environment` is the digest of all that decides every page."""

    environment: str
    base_url: str | None
    jobs: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """Every path of the site with its key, the bytes of those that were made now, and what PDFs warned of."""

    keys: Mapping[str, str]
    written: Mapping[str, bytes]
    pdf_warnings: tuple[str, ...]


def edition_of(root: Path, dataset: Dataset, day: date, problems: tuple[Problem, ...], *, pdf: bool) -> Edition:
    """Everything reckoned: the place on `day`, and each bulletin at its own day."""
    languages = dataset.site.languages
    urls = languages_of(languages, pdf=pdf)

    @cache
    def snapshot_of(moment: date) -> Snapshot:
        return take_snapshot(dataset, moment)

    @cache
    def reader_of(language: str, moment: date) -> Reader:
        snapshot = snapshot_of(moment)
        catalogue = load_catalogue(language, root)
        return Reader(language, catalogue, snapshot.data.site, snapshot.rules, moment, urls[language])

    def warnings(language: str) -> tuple[WarningView, ...]:
        words = load_catalogue(language, root)
        return tuple(WarningView(p.path, p.field, words.problem(p.rule, p.params), p.rule) for p in problems)

    today = snapshot_of(day)
    return Edition(
        today=today,
        bulletins=bulletin_points(today.data.bulletins, snapshot_of),
        languages=languages,
        reader_of=reader_of,
        snapshot_of=snapshot_of,
        warnings=warnings,
    )


def draw_site(root: Path, edition: Edition, templates: Templates, wanted: Wanted, kept: Kept) -> Drawn:
    """The files of the site; what `kept` says has the key it had is not drawn."""
    day, languages = edition.today.day, edition.languages
    year = next(iter(targets_years(edition.today)), None)
    shown = sections(edition.today)
    chromes = {
        language: chrome(edition.reader_of(language, day), sections=shown, targets_year=year, base_url=wanted.base_url)
        for language in languages
    }
    assets = {name: _asset_path(name, data) for name, data in templates.assets.items()}
    catalogues = {language: load_catalogue(language, root) for language in languages}
    drawing = Drawing(templates.sources, catalogues, chromes, assets)
    all_pages = pages(edition)
    all_briefs = briefs(all_pages, languages[0])

    frames = {language: repr(frame) for language, frame in chromes.items()}
    keys = {
        page.path: digest(wanted.environment, frames[page.language], repr(page)) for page in (*all_pages, *all_briefs)
    }
    ready = {file.path: data_bytes(file) for file in data_files(edition)}
    ready |= {assets[name]: data for name, data in templates.assets.items()}
    keys |= {path: digest(data) for path, data in ready.items()}
    keep = kept(keys)

    written = {path: data for path, data in ready.items() if path not in keep}
    written |= dict(draw([page for page in all_pages if page.path not in keep], drawing, wanted.jobs))
    warnings: list[str] = []
    for path, data, said in draw_pdfs(
        [page for page in all_briefs if page.path not in keep], drawing, templates.assets, wanted.jobs
    ):
        written[path] = data
        warnings += [f"{path}: {warning}" for warning in said]
    return Drawn(keys, written, tuple(warnings))


def _asset_path(name: str, data: bytes) -> str:
    stem, dot, suffix = name.rpartition(".")
    return f"assets/{stem}.{digest(data)[:8]}{dot}{suffix}"
