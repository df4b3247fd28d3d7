"""The story of a run: load → check → figures → views → render → publish."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path

from tongbao.checking import found_by_rules
from tongbao.load.folders import load_place, reader
from tongbao.load.memory import NOTHING, Memory, read_memory, record_files, what_changed, write_memory
from tongbao.load.positions import located
from tongbao.load.program import Templates, load_templates, program_digest
from tongbao.load.records import Known
from tongbao.load.remembered import spare_in
from tongbao.load.versions import repository_of
from tongbao.model.dataset import Dataset
from tongbao.model.digest import digest
from tongbao.problems import Level, Problem, faults, in_order
from tongbao.publish import MANIFEST, Index, Manifest, Notes, is_kept, is_whole, next_tree, read_manifest, turn
from tongbao.render.broken import Broken
from tongbao.render.search import FOLDER, indexer_version, make_index
from tongbao.resting import machine


@dataclass(frozen=True, slots=True)
class Checked:
    """A place as read and checked. `day` is the as-of day, None where nothing says one."""

    dataset: Dataset | None
    problems: tuple[Problem, ...]
    inputs: Mapping[str, str]
    day: date | None
    templates: Templates


@dataclass(frozen=True, slots=True)
class Options:
    """What a build is asked for. `jobs`, `cache`, a folder of the user, and `progress`, which is told how many PDFs of
    how many are made, never change what is published. With `archive` PDFs are PDF/A. `library` is the
    program of the form editor; without it there is no /admin/."""

    out: Path
    base_url: str | None = None
    pdf: bool = True
    search: bool = True
    fresh: bool = False
    jobs: int = 1
    cache: Path | None = None
    progress: Callable[[int, int], None] = lambda _done, _of: None
    archive: bool = False
    library: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: files published, of them drawn now; what is to be told of PDFs, also of those that were kept.
    Nothing drawn: nothing had changed. `key` is that of all that decided it."""

    published: int
    drawn: int
    notes: tuple[Problem, ...] = ()
    key: str = field(default="", compare=False)


class Faulty(Exception):  # noqa: N818 - what is wrong with a file of people
    """A fault that was seen only while the site was made; nothing was published."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


def load_checked(
    root: Path,
    as_of: date | None = None,
    *,
    cache: bool = True,
    drawing: bool = False,
    known: Known | None = None,
    base_url: str | None = None,
    own_folder: Path | None = None,
) -> Checked:
    """The place, every problem in it with line and column, and the as-of day of this run.

    Rules look at the place as it is today, whatever earlier day is asked for. What is to be drawn next is not tried
    first: drawing finds an issued bulletin of which no page can be made. `known` keeps records for the next time,
    `own_folder` of the user for the next run. With `base_url` the site is to be published there, whatever address
    site.yaml names.
    """
    loaded = load_place(root, cache=cache, known=known, own_folder=own_folder)
    dataset, templates = loaded.dataset, load_templates(root)
    problems = [*loaded.problems, *templates.problems, *_broken(templates)]
    problems += [] if drawing else _unreadable(dataset)
    if dataset is None:
        return Checked(None, tuple(in_order(problems)), loaded.inputs, as_of, templates)
    if base_url:
        dataset = replace(dataset, site=dataset.site.model_copy(update={"base_url": base_url}))
    today = dataset.site.as_of or dataset.newest_day()
    found = located(found_by_rules(root, dataset, loaded.inputs, today or date.max, own_folder), reader(root))
    return Checked(dataset, tuple(in_order([*problems, *found])), loaded.inputs, as_of or today, templates)


def _broken(templates: Templates) -> Iterator[Problem]:
    """What is wrong with templates of the place, as far as can be seen before they are drawn."""
    if templates.own:
        from tongbao.render.html import broken_templates

        yield from (broken.problem for broken in broken_templates(templates.own))


def _unreadable(dataset: Dataset | None) -> Iterator[Problem]:
    """Issued bulletins whose file is whole and yet no bulletin."""
    if dataset and dataset.issued:
        from tongbao.views.issued import is_readable

        for id, issued in dataset.issued.items():
            if not is_readable(issued):
                yield Problem(dataset.paths["issued", id], "issued-unreadable")


def build(root: Path, checked: Checked, options: Options) -> Built:
    """Publishes a checked place into `options.out`; the place must have no fault and an as-of day.

    Raises publish.NotOurs where `out` holds something else, OSError where the system refuses, Faulty where a template
    of the place cannot be drawn, render.search.Unsearchable where no index could be made.
    """
    out = Path(os.path.realpath(options.out))
    with turn(out):
        return _build(root, checked, options, out)


def _build(root: Path, checked: Checked, options: Options, out: Path) -> Built:
    dataset, day = checked.dataset, checked.day
    assert dataset is not None
    assert day is not None
    assert not faults(checked.problems)
    last = read_manifest(out)
    if options.fresh:
        last = Manifest({})

    # What decides the whole site: the place's files, the program, the options.
    templates = checked.templates
    environment = digest(
        program_digest(root, templates),
        machine(pdf=options.pdf, archive=options.archive, search=options.search),
        options.base_url or "",
        *(options.library if dataset.site.admin else ()),
    )
    repository = repository_of(root, dataset.site.history.shown)
    history_key = repository.key if repository else ""
    records = record_files(dataset, checked.inputs)
    others = {path: key for path, key in checked.inputs.items() if path not in records}
    ground = digest(environment, day.isoformat(), repr(sorted(others.items())))
    build_key = digest(ground, history_key, repr(sorted(records.items())))
    if last.build == build_key and is_whole(out, last):
        return Built(len(last.keys), 0, noted(last.notes), build_key)

    # Figures, views, bytes: only what has another key than in the last tree is drawn.
    from tongbao.drawing import Wanted, draw_site, edition_of
    from tongbao.histories import histories_of, history_digests
    from tongbao.holding import Trees

    with next_tree(out, None if options.fresh else spare_in(root)) as tree:
        histories = histories_of(repository, dataset.site.history, dataset.seen_again(day), fresh=options.fresh)
        edition = edition_of(
            root,
            dataset,
            day,
            checked.problems,
            pdf=options.pdf,
            search=options.search,
            base_url=options.base_url,
            histories=histories,
        )
        told = history_digests(dataset, histories)
        known = Memory(ground, digest(repr(checked.problems)), inputs=records, histories=told)
        memory = NOTHING if options.fresh else read_memory(root)
        trees = Trees(tree.write, tree.read, last.sizes, lambda path: (out / path).read_bytes())
        wanted = Wanted(
            environment,
            options.base_url,
            options.jobs,
            trees,
            cache=options.cache,
            progress=options.progress,
            archive=options.archive,
            library=options.library,
            memory=memory,
            changed=what_changed(root, memory, known, dataset),
        )
        try:
            drawn = draw_site(root, edition, templates, wanted, partial(is_kept, out, last))
        except Broken as broken:
            raise Faulty(broken.problem) from broken

        keys, index = _with_index(drawn.keys, out, last) if options.search else (drawn.keys, None)

        # The one step in which the new tree takes the place of the last.
        kept = {path: told for path, told in last.notes.items() if path in drawn.keys and path not in tree.sizes}
        notes = dict(sorted({**kept, **drawn.notes}.items()))
        indexed = tree.publish(keys, build_key, notes, index, last.sizes)
    made = drawn.memory
    write_memory(root, known._replace(frame=made.frame, days=made.days, made=made.made))
    return Built(len(keys) + indexed, len(tree.sizes) + indexed, noted(notes), build_key)


@contextmanager
def compiling(root: Path, out: Path, cache: Path | None, jobs: int, *, fresh: bool) -> Iterator[None]:
    """Has a process of its own compile the templates for all that will draw, where all is made anew and there is a
    folder to keep them in, while this one goes on with the place."""
    if cache is None or jobs < 2 or ((out / MANIFEST).exists() and not fresh):
        yield
        return
    from tongbao.render.jobs import meanwhile

    def compile_all() -> None:
        from tongbao.render.html import compile_for_pages

        compile_for_pages(load_templates(root).sources, cache)

    with meanwhile(compile_all, jobs):
        yield


def noted(notes: Notes) -> tuple[Problem, ...]:
    """What is to be told of PDFs, by the path of each; nothing of it stops a build."""
    return tuple(
        Problem(path, rule, params=params, level=Level.WARNING) for path, told in notes.items() for rule, params in told
    )


def _with_index(keys: Mapping[str, str], out: Path, last: Manifest) -> tuple[Mapping[str, str], Index | None]:
    """The files of the last search index, where every page is as it was; else the index that is to be made."""
    pages = [f"{path} {key}" for path, key in keys.items() if path.endswith(".html")]
    index = Index(FOLDER, digest(indexer_version(), *pages), make_index)
    kept = {path: index.key for path in last.keys if path.startswith(f"{FOLDER}/")}
    if kept and all(is_kept(out, last, path, key) for path, key in kept.items()):
        return {**keys, **kept}, None
    return keys, index
