"""`build`: checks a place, then publishes it as a site."""

import argparse
import json
import os
from pathlib import Path

from tongbao.commands import Usage, day_of, place
from tongbao.commands.check import counted, day_asked, print_problems, refused, told, words_of
from tongbao.commands.progress import printing
from tongbao.load.folders import is_source
from tongbao.load.library import library_of
from tongbao.load.walk import inside
from tongbao.locale.catalogue import Catalogue
from tongbao.model.base import ADDRESS
from tongbao.pipeline import Checked, Faulty, Options, build, load_checked
from tongbao.problems import Problem, as_json
from tongbao.publish import NotOurs
from tongbao.render.search import Unsearchable, has_indexer


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `build` takes."""
    parser.add_argument("--out", type=Path, metavar="DIR")
    parser.add_argument("--as-of", type=day_of, metavar="DATE")
    parser.add_argument("--no-pdf", action="store_true")
    parser.add_argument("--pdf-a", action="store_true")
    parser.add_argument("--no-search", action="store_true")
    parser.add_argument("--fresh", action="store_true")
    parser.add_argument("--jobs", type=_jobs, metavar="N", default=os.cpu_count() or 1)
    parser.add_argument("--base-url", metavar="URL")
    parser.add_argument("--notes", type=Path, metavar="FILE")


def _jobs(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise Usage("no-jobs", value=text)
    return int(text)


def _cache(root: Path, args: argparse.Namespace) -> Path | None:
    """Where code may be kept between runs: not where the place's own files could bring some along."""
    folder: Path | None = args.cache
    return None if args.fresh or folder is None or inside(root, folder) else folder


def run(args: argparse.Namespace) -> int:
    """Prints every problem; publishes where none is a fault. 1 where there is a fault, else 0."""
    words: Catalogue = args.words
    root = place(args.root)
    if args.base_url is not None and not ADDRESS.fullmatch(args.base_url):
        raise Usage("no-address", value=args.base_url)
    checked = load_checked(root, args.as_of, cache=not args.fresh, drawing=True, base_url=args.base_url)
    told(words, checked, checked.problems)
    day = day_asked(None, checked)
    out = args.out or root / "site"
    if is_source(root, out):
        raise Usage("among-sources", out=out)
    pdf, search = not args.no_pdf, not args.no_search
    if (pdf and not can_print(words)) or (search and not can_search(words)):
        return 2
    cache = _cache(root, args)
    library = _library(words, args, checked)
    try:
        with printing(words) as progress:
            options = Options(
                out, args.base_url, pdf, search, args.fresh, args.jobs, cache, progress, args.pdf_a, library
            )
            built = build(root, checked, options)
    except Faulty as faulty:
        raise refused(words, checked, [faulty.problem]) from None
    except Unsearchable as reason:
        raise Usage("no-index", reason=reason) from None
    except NotOurs:
        raise Usage("not-ours", out=out) from None
    print_problems(words, built.notes)
    if args.notes:
        _write_notes(args.notes, built.notes, words)
    print(counted(words, checked, checked.problems))
    key = "cli.build.done" if built.drawn else "cli.build.unchanged"
    print(words(key, files=built.published, drawn=built.drawn, out=out, day=day))
    return 0


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


def can_print(words: Catalogue) -> bool:
    """Says aloud what PDFs lack on this machine; False where none can be made."""
    from tongbao.render.pdf import pdf_advice

    advice = pdf_advice()
    for code in advice:
        print(words(f"pdf.{code}"))
    return "no-pango" not in advice


def can_search(words: Catalogue) -> bool:
    """Says aloud when the program that makes the search index is missing; False then."""
    there = has_indexer()
    if not there:
        print(words("cli.build.no_indexer"))
    return there
