"""From a checked place to the files of its site: figures → views → bytes.

The middle of the story of pipeline.py, in a module of its own so that a run that only checks, or finds nothing
changed, need not load figures, views and templates at all.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, partial
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any

from tongbao.holding import Done, Files, Kept, Ready, Trees, holding, published_tables, ready_again, remembered
from tongbao.load.catalogues import load_catalogue
from tongbao.load.memory import NOTHING, Memory
from tongbao.load.program import Templates
from tongbao.metrics.following import Following, following, uncut
from tongbao.metrics.snapshot import Snapshot, snapshot_on
from tongbao.metrics.versions import Histories
from tongbao.model import once
from tongbao.model.dataset import CUT, Dataset
from tongbao.model.digest import digest
from tongbao.model.reads import WARNINGS, Numbers, Trace, note, noted
from tongbao.problems import Problem
from tongbao.render.data import data_bytes
from tongbao.render.jobs import CHUNK, Drawing, Progress, draw_pdfs, spread
from tongbao.render.sitemap import sitemap_files
from tongbao.views.assembly import recipes
from tongbao.views.bulletin import Neighbours, bulletin_series
from tongbao.views.data.offered import open_data_of
from tongbao.views.edition import Edition, extra_sections, languages_of, sections, targets_years
from tongbao.views.embeds import embedded
from tongbao.views.issued import opened
from tongbao.views.photos import PictureFile
from tongbao.views.printed import brief, press_text
from tongbao.views.reader import Reader
from tongbao.views.recipe import Recipe
from tongbao.views.reference import WarningView
from tongbao.views.said import said_again
from tongbao.views.site import DataFile, Page, chrome, on_paper
from tongbao.views.site_map import is_listed
from tongbao.views.targets_head import list_names, settled_on
from tongbao.views.wallchart import has_wall_chart

if TYPE_CHECKING:
    from tongbao.render.pdf import Note


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of the drawing: `environment` is the digest of all that decides every page.

    `cache` is a folder of the user for compiled templates; `progress` is told of each PDF; with `archive` it is PDF/A.
    `library` is the program of the form editor, where it is to be published.
    `memory` is what the last run made, `changed` what of the records is no longer as it was then, None where nothing of
    it can hold.
    """

    environment: str
    base_url: str | None
    jobs: int
    trees: Trees
    cache: Path | None = None
    progress: Progress = lambda _done, _of: None
    archive: bool = False
    library: Mapping[str, bytes] = field(default_factory=dict)
    memory: Memory = NOTHING
    changed: Trace | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """Every path of the site with its key, what is to be told of PDFs, and what the next run may take as made."""

    keys: Mapping[str, str]
    notes: "Mapping[str, tuple[Note, ...]]"
    memory: Memory


def edition_of(
    root: Path,
    dataset: Dataset,
    day: date,
    problems: tuple[Problem, ...],
    *,
    pdf: bool,
    search: bool = False,
    base_url: str | None = None,
    histories: Histories | None = None,
) -> Edition:
    """Everything reckoned: the place on `day`, and each bulletin at its own day; with the `histories` of its records
    where pages are to tell them."""
    languages = dataset.site.languages
    urls = languages_of(languages, pdf=pdf, search=search)

    def snapshot_of(moment: date) -> Snapshot:
        return snapshot_on(dataset, moment)

    def quarter_of(end: date) -> Snapshot:
        return snapshot_on(dataset, end, min(day, settled_on(end, dataset.policy)))

    names = list_names(dataset.targets)

    @cache
    def reader_of(language: str, moment: date) -> Reader:
        rules = dataset.policy.at(moment)
        return Reader(language, load_catalogue(language, root), dataset.site, rules, moment, urls[language], names)

    # The page of warnings does not name the file of an issue that is only counted either.
    unnamed = {dataset.paths.get(("issue", issue.id)) for issue in dataset.issues if issue.counted_only}
    shown = tuple(problem for problem in problems if problem.path not in unnamed)

    def warnings(language: str) -> tuple[WarningView, ...]:
        note(WARNINGS)
        words = load_catalogue(language, root)
        return tuple(WarningView(p.path, p.field, words.problem(p.rule, p.params), p.rule) for p in shown)

    became: dict[str, Any] = {}

    def following_of(place: Neighbours) -> Following:
        id, before = place.bulletin.id, place.previous.as_of.date() if place.previous else None
        again = partial(said_again, place, snapshot_of, reader_of(languages[0], place.bulletin.as_of.date()))
        digests = once.kept(became, "", lambda: uncut(dataset))
        return once.kept(
            became, id, lambda: following(dataset.issued[id], dataset, before, snapshot_of, again, digests)
        )

    today = snapshot_of(day)
    return Edition(
        today=today,
        bulletins=bulletin_series(today.data.bulletins),
        languages=languages,
        reader_of=reader_of,
        snapshot_of=snapshot_of,
        quarter_of=quarter_of,
        noticed=tuple(each for each in dataset.targets if each.notice and each.notice.from_ <= day),
        warnings=warnings,
        following_of=following_of,
        base_url=(base_url or dataset.site.base_url or "").rstrip("/"),
        unnoted_histories=histories,
    )


@dataclass(frozen=True)
class _Work:
    """All that the making of a page needs; every process has the same."""

    root: Path
    edition: Edition
    recipes: tuple[Recipe, ...]
    numbers: Numbers
    drawing: Drawing
    key_of: Callable[[Page], str]
    table_key: Callable[[DataFile], str]
    """What is dear to make has a key as a page has one: to make a spreadsheet takes longer than to make its table."""
    kept: Kept


def _drawn(work: _Work, page: Page) -> Ready:
    key = work.key_of(page)
    if work.kept(page.path, key):
        return Ready(page.path, key, updated=page.updated)
    if page.printed:
        return Ready(page.path, key, page=opened(page))
    return Ready(page.path, key, work.drawing.pages.html(page).encode(), updated=page.updated)


def file_bytes(root: Path, file: DataFile) -> bytes:
    """The bytes of a file of data; a picture of the place as it is."""
    if isinstance(file.content, PictureFile):
        return (root / file.content.file).read_bytes()
    return data_bytes(file)


def _make(work: _Work, places: range) -> list[tuple[list[Ready], Done]]:
    """The files of some recipes, pages drawn where they are not kept, and what was read for them."""
    return [_done(work, work.recipes[place]) for place in places]


def _done(work: _Work, recipe: Recipe) -> tuple[list[Ready], Done]:
    files, reads = noted(lambda: _files(work, recipe()))
    told = tuple((file.path, file.key, file.updated) for file in files)
    return files, Done(work.numbers.trace(reads), tuple(work.numbers.days), told)


def _files(work: _Work, item: Page | DataFile) -> list[Ready]:
    if isinstance(item, DataFile) and item.dear:
        key = work.table_key(item)
        return [Ready(item.path, key, None if work.kept(item.path, key) else file_bytes(work.root, item))]
    if isinstance(item, DataFile):
        content = data_bytes(item)
        key = digest(content)
        return [Ready(item.path, key, None if work.kept(item.path, key) else content)]
    pages = (item, *(made(item, work.edition) for made in (press_text, brief, embedded)))
    return [_drawn(work, page) for page in pages if page]


def drawing_of(
    root: Path, edition: Edition, templates: Templates, base_url: str | None = None, cache: Path | None = None
) -> Drawing:
    """What drawing the pages of a place needs beside them."""
    day, languages = edition.today.day, edition.languages
    year = next(iter(targets_years(edition.today)), None)
    shown, extra = sections(edition.today), extra_sections(edition.today)
    chromes = {
        language: chrome(
            edition.reader_of(language, day), sections=shown, targets_year=year, base_url=base_url, extra=extra
        )
        for language in languages
    }
    assets = {name: _asset_path(name, data) for name, data in templates.assets.items()}
    catalogues = {language: load_catalogue(language, root) for language in languages}
    return Drawing(templates.sources, catalogues, chromes, assets, cache)


def lay_foundations(edition: Edition) -> None:
    """Reckons what many files look at, before processes part that would each reckon it."""
    assert edition.today.totals
    assert open_data_of(edition).publication.figures
    assert edition.mentions is not None
    assert not has_wall_chart(edition.today) or edition.wall
    # With the first of the issued bulletins all is ready that tells whether one still follows, which takes longer.
    for place in [place for place in edition.bulletins if place.bulletin.id in edition.today.data.issued][:1]:
        edition.following_of(place)


def draw_site(root: Path, edition: Edition, templates: Templates, wanted: Wanted, kept: Kept) -> Drawn:
    """Makes the files of the site and writes those that are new; what `kept` says has the key it had is not drawn."""
    drawing = replace(drawing_of(root, edition, templates, wanted.base_url, wanted.cache), archive=wanted.archive)
    frames = {language: repr(frame) for language, frame in drawing.chromes.items()}
    papers = {language: repr(on_paper(frame)) for language, frame in drawing.chromes.items()}

    def key_of(page: Page) -> str:
        return digest(wanted.environment, (papers if page.printed else frames)[page.language], repr(page))

    def table_key(file: DataFile) -> str:
        return digest(wanted.environment, repr(file))

    frame = digest(repr(frames), repr(papers))
    before = holding(wanted.memory, frame, wanted.changed, kept)
    numbers = edition.today.data.numbers or Numbers((), len(CUT))
    files = Files(wanted.trees)
    edition = replace(edition, published=published_tables(before, numbers, wanted.trees.published, files), files=files)
    every = recipes(edition)
    every, last = (tuple(recipe for recipe in every if recipe.last is last) for last in (False, True))
    to_make = tuple(recipe for recipe in every if recipe.path not in before)
    if len(to_make) > CHUNK:
        lay_foundations(edition)
    work = _Work(root, edition, to_make, numbers, drawing, key_of, table_key, kept)
    found = spread(partial(_make, work), len(to_make), wanted.jobs)
    done = {recipe.path: (files.take(made), told) for recipe, (made, told) in zip(to_make, found, strict=True)}
    before = {recipe.path: before[recipe.path] for recipe in every if recipe.path not in done}
    of_recipe = {path: files.take(ready_again(made)) for path, made in before.items()}
    of_recipe |= {path: made for path, (made, _) in done.items()}
    made = [file for recipe in every for file in of_recipe[recipe.path]]
    for recipe in last:
        made += files.take(_files(work, recipe()))
    keys = {file.path: file.key for file in made}

    pages = sorted((file.path, file.updated) for file in made if is_listed(file.path))
    maps = sitemap_files(pages, edition.base_url) if edition.base_url else {}
    assets = {drawing.assets[name]: data for name, data in templates.assets.items()}
    for path, data in {**maps, **assets, **_editor(edition, drawing, templates, wanted)}.items():
        keys[path] = digest(data)
        if not kept(path, keys[path]):
            wanted.trees.write(path, data)

    notes: dict[str, tuple[Note, ...]] = {}
    to_print = [file.page for file in made if file.page]
    for path, data, said in draw_pdfs(to_print, drawing, templates.assets, wanted.jobs, wanted.progress):
        wanted.trees.write(path, data)
        notes |= {path: said} if said else {}
    new = {path: each for path, (_, each) in done.items()}
    memory = remembered(wanted.memory, frame, before, new)
    return Drawn(dict(sorted(keys.items())), notes, memory)


def _editor(edition: Edition, drawing: Drawing, templates: Templates, wanted: Wanted) -> dict[str, bytes]:
    """The files of the form editor, where the place has one and its program is here."""
    data = edition.today.data
    if not data.site.admin or not wanted.library:
        return {}
    # Few places have an editor, and only its views ask what fields records have.
    from tongbao.views.admin import FOLDER as ADMIN
    from tongbao.views.admin import SCRIPTS, editor_files

    sources = {name: text for each in reversed(templates.sources) for name, text in each.items()}
    made = editor_files(data, drawing.catalogues, wanted.base_url)
    files = {each.path: Template(sources[each.template]).substitute(each.filled) for each in made}
    files |= {f"{ADMIN}/{name}": sources[f"{ADMIN}/{name}"] for name in SCRIPTS}
    program = {f"{ADMIN}/{name}": data for name, data in wanted.library.items()}
    return program | {path: text.encode() for path, text in files.items()}


def _asset_path(name: str, data: bytes) -> str:
    stem, dot, suffix = name.rpartition(".")
    return f"assets/{stem}.{digest(data)[:8]}{dot}{suffix}"
