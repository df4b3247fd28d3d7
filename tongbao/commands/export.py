"""`export`: the reporting workbooks of districts or of an office, to be filled in and taken back by `import`."""

import argparse
import calendar
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from tongbao.commands import Usage, day_of, language_of, place
from tongbao.commands.check import sound
from tongbao.load.catalogues import load_catalogue
from tongbao.load.folders import is_source
from tongbao.locale.catalogue import Catalogue
from tongbao.metrics.snapshot import take_snapshot
from tongbao.model.base import MONTH
from tongbao.model.dataset import Dataset
from tongbao.render.reporting_book import book_bytes
from tongbao.views.reader import Reader
from tongbao.views.reporting_book import BookView, book_of, books
from tongbao.views.urls import Urls


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `export` takes."""
    whose = parser.add_mutually_exclusive_group(required=True)
    whose.add_argument("--district", metavar="DISTRICT")
    whose.add_argument("--office", metavar="OFFICE")
    whose.add_argument("--all", action="store_true")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--as-of", metavar="DATE")
    parser.add_argument("--month", metavar="MONTH")


def run(args: argparse.Namespace) -> int:
    """Writes the workbooks; 1 where the place has a fault, and then nothing is written."""
    words: Catalogue = args.words
    root = place(args.root)
    given = day_of(args.as_of) if args.as_of else None
    month = month_end_of(args.month) if args.month else None
    if is_source(root, args.out):
        raise Usage("among-sources", out=args.out)
    if (there := sound(root, words)) is None:
        return 1
    checked, dataset = there
    day = given or checked.day
    if day is None:
        raise Usage("no-as-of")
    language = language_of(args.language, dataset.site.languages)
    made = list(_views(args, root, dataset, day, language, month))
    if not made:
        print(words("book.none", unit=args.district or args.office or dataset.site.id))
    for view in made:
        path = args.out / f"{view.name}.xlsx"
        _write(path, book_bytes(view), args.out)
        projects, issues, milestones = (len(sheet.rows) for sheet in view.sheets)
        counts = {
            "projects": words.count("cli.count.project", projects),
            "issues": words.count("cli.count.issue", issues),
            "milestones": words.count("book.count.milestone", milestones),
        }
        print(words("book.done", path=path, **counts))
    return 0


def month_end_of(text: str) -> date:
    """The last day of a month that is written 2026-10; raises Usage where it is none."""
    if not MONTH.fullmatch(text):
        raise Usage("no-month", value=text)
    year, month = int(text[:4]), int(text[5:])
    return date(year, month, calendar.monthrange(year, month)[1])


def _views(
    args: argparse.Namespace, root: Path, dataset: Dataset, day: date, language: str, month: date | None
) -> Iterator[BookView]:
    """The workbooks that are asked for; raises Usage where the district or office is none of the place."""
    today = take_snapshot(dataset, day)
    reader = Reader(language, load_catalogue(language, root), dataset.site, today.rules, day, Urls())
    if args.all:
        yield from books(dataset, today, reader, month)
        return
    axis, code = ("district", args.district) if args.district else ("office", args.office)
    known = [each.code for each in (dataset.site.districts if axis == "district" else dataset.site.offices)]
    if code not in known:
        raise Usage(f"no-{axis}", value=code, known=args.words("list.separator").join(known))
    view = book_of("district" if args.district else "office", code, dataset, today, reader, month)
    if view:
        yield view


def _write(path: Path, data: bytes, out: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f".{path.name}.new")
        fresh.write_bytes(data)
        os.replace(fresh, path)
    except OSError as error:
        raise Usage("no-out", out=out, reason=error.strerror or error, file=error.filename or out) from None
