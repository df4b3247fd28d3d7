"""The story of a run: load → check → figures → views → render → publish."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from tongbao.load.catalogues import load_catalogue
from tongbao.load.folders import load_place, reader
from tongbao.load.positions import located
from tongbao.load.program import load_templates, program_digest
from tongbao.locale.catalogue import Catalogue
from tongbao.metrics.snapshot import Snapshot, take_snapshot
from tongbao.model.dataset import Dataset
from tongbao.problems import Problem, faults, in_order
from tongbao.publish import Manifest, digest, is_whole, kept, publish, read_manifest
from tongbao.render.data import data_bytes
from tongbao.render.jobs import Drawing, draw
from tongbao.rules import check_all
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
from tongbao.views.site import Page, chrome


@dataclass(frozen=True, slots=True)
class Checked:
    """A place as read and checked. `day` is the as-of day, None where nothing says one."""

    dataset: Dataset | None
    problems: tuple[Problem, ...]
    inputs: Mapping[str, str]
    day: date | None


@dataclass(frozen=True, slots=True)
class Options:
    """What a build is asked for. `jobs` never changes what is published."""

    out: Path
    base_url: str | None = None
    pdf: bool = True
    fresh: bool = False
    jobs: int = 1


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: files published, of them drawn now; `warnings` of PDFs. Nothing drawn: nothing had changed."""

    published: int
    drawn: int
    pdf_warnings: tuple[str, ...] = ()


def load_checked(root: Path, as_of: date | None = None, *, cache: bool = True) -> Checked:
    """The place, every problem in it with line and column, and the as-of day of this run.

    Rules look at the place as it is today, whatever earlier day is asked for.
    """
    loaded = load_place(root, cache=cache)
    dataset = loaded.dataset
    if dataset is None:
        return Checked(None, loaded.problems, loaded.inputs, as_of)
    today = dataset.site.as_of or dataset.newest_day()
    found = located(check_all(dataset, today or date.max), reader(root))
    return Checked(dataset, tuple(in_order([*loaded.problems, *found])), loaded.inputs, as_of or today)


def build(root: Path, checked: Checked, options: Options) -> Built:
    """Publishes a checked place into `options.out`; the place must have no fault and an as-of day.

    Raises publish.NotOurs where `out` holds something else.
    """
    dataset, day = checked.dataset, checked.day
    assert dataset is not None
    assert day is not None
    assert not faults(checked.problems)
    out = options.out.resolve()
    last = read_manifest(out)
    if options.fresh:
        last = Manifest({})

    # What decides the whole site: the place's files, the program, the options.
    templates = load_templates(root)
    environment = digest(program_digest(root, templates), _fonts(options.pdf), options.base_url or "", day.isoformat())
    build_key = digest(environment, repr(sorted(checked.inputs.items())))
    if last.build == build_key and is_whole(out, last):
        return Built(len(last.keys), 0)

    # Figures and views: everything that is said, in every language.
    edition = _edition(root, dataset, day, checked.problems)
    reader_of = edition.reader_of
    urls = languages_of(dataset.site.languages)
    year = next(iter(targets_years(edition.today)), None)
    shown = sections(edition.today)
    chromes = {
        language: chrome(reader_of(language, day), sections=shown, targets_year=year, base_url=options.base_url)
        for language in urls
    }
    assets = {name: _asset_path(name, data) for name, data in templates.assets.items()}
    catalogues = {language: _catalogue(root, language) for language in urls}
    drawing = Drawing(templates.sources, catalogues, chromes, assets)
    all_pages = pages(edition)
    all_briefs = briefs(all_pages, dataset.site.languages[0]) if options.pdf else ()

    # Keys: what has the key it had is neither drawn nor written.
    frames = {language: repr(frame) for language, frame in chromes.items()}
    keys = {page.path: digest(environment, frames[page.language], repr(page)) for page in (*all_pages, *all_briefs)}
    ready = {file.path: data_bytes(file) for file in data_files(edition)}
    ready |= {assets[name]: data for name, data in templates.assets.items()}
    keys |= {path: digest(data) for path, data in ready.items()}
    keep = kept(out, last, keys)

    # Bytes, and the one step in which the new tree takes the place of the last.
    written = {path: data for path, data in ready.items() if path not in keep}
    written |= dict(draw([page for page in all_pages if page.path not in keep], drawing, options.jobs))
    drawn, warnings = _draw_briefs([page for page in all_briefs if page.path not in keep], drawing, templates.assets)
    written |= drawn
    publish(out, keys, written, build_key)
    return Built(len(keys), len(written), warnings)


def _asset_path(name: str, data: bytes) -> str:
    stem, dot, suffix = name.rpartition(".")
    return f"assets/{stem}.{digest(data)[:8]}{dot}{suffix}"


def _catalogue(root: Path, language: str) -> Catalogue:
    """The words of a language: the place's own over the program's."""
    return load_catalogue(language, root)


def _edition(root: Path, dataset: Dataset, day: date, problems: tuple[Problem, ...]) -> Edition:
    """Everything reckoned: today, and each bulletin at its own day."""
    languages = dataset.site.languages

    @cache
    def snapshot_of(moment: date) -> Snapshot:
        return take_snapshot(dataset, moment)

    @cache
    def reader_of(language: str, moment: date) -> Reader:
        snapshot = snapshot_of(moment)
        urls = languages_of(languages)[language]
        return Reader(language, _catalogue(root, language), snapshot.data.site, snapshot.rules, moment, urls)

    today = snapshot_of(day)
    return Edition(
        today=today,
        bulletins=bulletin_points(today.data.bulletins, snapshot_of),
        languages=languages,
        reader_of=reader_of,
        snapshot_of=snapshot_of,
        warnings=_warnings_in(root, problems),
    )


def _warnings_in(root: Path, problems: tuple[Problem, ...]) -> Callable[[str], tuple[WarningView, ...]]:
    """The warnings of the checks in a language."""

    def views(language: str) -> tuple[WarningView, ...]:
        words = _catalogue(root, language)
        return tuple(WarningView(p.path, p.field, words.problem(p.rule, p.params), p.rule) for p in problems)

    return views


def _fonts(pdf: bool) -> str:
    if not pdf:
        return "no-pdf"
    from tongbao.render.pdf import pdf_fingerprint

    return pdf_fingerprint()


def _draw_briefs(
    briefs: list[Page], drawing: Drawing, assets: Mapping[str, bytes]
) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """The PDFs that must be made; WeasyPrint is imported only where there is one."""
    if not briefs:
        return {}, ()
    from tongbao.render.pdf import pdf_of

    drawer = drawing.pages()
    made: dict[str, bytes] = {}
    warnings: list[str] = []
    for page in briefs:
        made[page.path], said = pdf_of(drawer.html(page), assets=assets)
        warnings += [f"{page.path}: {warning}" for warning in said]
    return made, tuple(warnings)
