"""A build of a place of which something changed: read, checked, published."""

import argparse
import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from tongbao.commands import Usage, code_folder
from tongbao.commands.check import counted, day_asked, lines_of, refused, told, words_of
from tongbao.commands.means import can_print, can_search
from tongbao.commands.progress import printing
from tongbao.load.folders import is_source
from tongbao.load.library import library_of
from tongbao.locale.catalogue import Catalogue
from tongbao.model.base import ADDRESS
from tongbao.pipeline import Checked, Faulty, Options, build, compiling, load_checked
from tongbao.problems import Problem, as_json
from tongbao.publish import NotOurs
from tongbao.render.search import Unsearchable
from tongbao.resting import Asked, Found, Rest, Said, Site, keep_said, outside_of


@contextmanager
def _code(root: Path, args: argparse.Namespace) -> Iterator[Path]:
    """Where compiled templates are kept: between runs, but not where the place's own files could bring code along; else
    for all processes of this run."""
    if not args.fresh and (folder := code_folder(root, args)):
        yield folder
    else:
        with TemporaryDirectory() as made:
            yield Path(made)


def build_place(args: argparse.Namespace, asked: Asked, now: Found | None) -> int:
    """Prints every problem; publishes where none is a fault. 0, or 2 where this machine lacks what is needed.

    `now` is what there was of the place before it is read, for the next build.
    """
    root, out = args.root, asked.out
    if asked.base_url is not None and not ADDRESS.fullmatch(asked.base_url):
        raise Usage("no-address", value=asked.base_url)
    with _code(root, args) as cache, compiling(root, out, cache, args.jobs, fresh=args.fresh):
        return _build_place(args, asked, now, cache)


def _build_place(args: argparse.Namespace, asked: Asked, now: Found | None, cache: Path) -> int:
    words: Catalogue = args.words
    root, out = args.root, asked.out
    own_folder = None if args.fresh else args.cache
    checked = load_checked(
        root, asked.as_of, cache=not args.fresh, drawing=True, base_url=asked.base_url, own_folder=own_folder
    )
    told(words, checked, checked.problems)
    day = day_asked(None, checked)
    if is_source(root, out):
        raise Usage("among-sources", out=out)
    if (asked.pdf and not can_print(words)) or (asked.search and not can_search(words)):
        return 2
    library = _library(words, args, checked)
    rest = _rest(root, now, checked, args.cache) if now else None
    try:
        with printing(words) as progress:
            options = Options(
                out=out,
                base_url=asked.base_url,
                pdf=asked.pdf,
                search=asked.search,
                fresh=args.fresh,
                jobs=args.jobs,
                cache=cache,
                progress=progress,
                archive=args.pdf_a,
                library=library,
            )
            built = build(root, checked, options)
    except Faulty as faulty:
        raise refused(words, checked, [faulty.problem]) from None
    except Unsearchable as reason:
        raise Usage("no-index", reason=reason) from None
    except NotOurs:
        raise Usage("not-ours", out=out) from None
    if args.notes:
        _write_notes(args.notes, built.notes, words)
    said = [*lines_of(words, built.notes), counted(words, checked, checked.problems)]
    values = {"files": built.published, "drawn": built.drawn, "out": out, "day": day}
    print(*said, words("cli.build.done" if built.drawn else "cli.build.unchanged", **values), sep="\n")
    if rest and (library or not rest.site.admin):
        done = [*said, words("cli.build.unchanged", **values)]
        keep_said(root, rest._replace(build=built.key), Said(lines_of(words, checked.problems), done))
    return 0


def _rest(root: Path, now: Found, checked: Checked, cache: Path | None) -> Rest:
    """What must be as it is for the next build to say the same; told before anything is published."""
    assert checked.dataset
    settings = checked.dataset.site
    site = Site(settings.admin is not None, settings.history.shown)
    return Rest(now, checked.inputs, outside_of(root, site, partial(library_of, cache)), site, "")


def _library(words: Catalogue, args: argparse.Namespace, checked: Checked) -> dict[str, bytes]:
    """The program of the form editor, where the place has one; says aloud when it was not fetched."""
    if checked.dataset is None or checked.dataset.site.admin is None:
        return {}
    library = library_of(args.cache)
    if not library:
        print(words("cli.build.no_admin"))
    return library


def _write_notes(file: Path, notes: tuple[Problem, ...], words: Catalogue) -> None:
    """The notes on PDFs as `check --format json` prints problems."""
    content = json.dumps([as_json(note, words_of(words)) for note in notes], ensure_ascii=False, indent=2)
    file.write_text(content + "\n", encoding="utf-8")
