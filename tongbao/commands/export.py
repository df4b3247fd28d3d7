"""`export`: the reporting workbooks of districts or of an office, to be filled in and taken back by `import`."""

import argparse
import calendar
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Literal

from tongbao.commands import Usage, day_of, language_of, place
from tongbao.commands.check import day_asked, sound
from tongbao.edit.files import write_bytes
from tongbao.edit.filled_rows import rows_of
from tongbao.load.catalogues import load_catalogue
from tongbao.load.folders import is_source
from tongbao.load.reporting_book import read_book
from tongbao.locale.catalogue import Catalogue
from tongbao.metrics.snapshot import Snapshot, take_snapshot
from tongbao.model.base import MONTH
from tongbao.model.dataset import Dataset
from tongbao.model.reporting_book import FilledBook
from tongbao.render.reporting_book import book_bytes
from tongbao.views.reader import Reader
from tongbao.views.reporting_book import BookView, book_of, books
from tongbao.views.reporting_choices import choices_of
from tongbao.views.urls import Urls


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `export` takes."""
    whose = parser.add_mutually_exclusive_group(required=True)
    whose.add_argument("--district", metavar="DISTRICT")
    whose.add_argument("--office", metavar="OFFICE")
    whose.add_argument("--all", action="store_true")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--as-of", type=day_of, metavar="DATE")
    parser.add_argument("--month", type=month_end_of, metavar="MONTH")


def run(args: argparse.Namespace) -> int:
    """Writes the workbooks; 1 where the place has a fault, and then nothing is written."""
    words: Catalogue = args.words
    root = place(args.root)
    if is_source(root, args.out):
        raise Usage("among-sources", out=args.out)
    checked, dataset = sound(root, words)
    day = day_asked(args.as_of, checked)
    today = take_snapshot(dataset, day)
    language = language_of(args.language, dataset.site.languages)
    reader = Reader(language, load_catalogue(language, root), dataset.site, today.rules, day, Urls())
    made = list(_views(args, dataset, today, reader))
    if not made:
        print(words("book.none", unit=_unit(args, reader)))
    kept = next((path for view in made if _is_filled(path := args.out / f"{view.name}.xlsx", reader)), None)
    if kept:
        raise Usage("book-filled", file=kept)
    for view in made:
        name = f"{view.name}.xlsx"
        write_bytes(args.out, {name: book_bytes(view)})
        projects, issues, milestones = (len(sheet.rows) for sheet in view.sheets)
        counts = {
            "projects": words.count("cli.count.project", projects),
            "issues": words.count("cli.count.issue", issues),
            "milestones": words.count("book.count.milestone", milestones),
        }
        print(words("book.done", path=args.out / name, **counts))
    return 0


def month_end_of(text: str) -> date:
    """The last day of a month that is written 2026-10; raises Usage where it is none."""
    if not MONTH.fullmatch(text):
        raise Usage("no-month", value=text)
    year, month = int(text[:4]), int(text[5:])
    return date(year, month, calendar.monthrange(year, month)[1])


def _is_filled(path: Path, reader: Reader) -> bool:
    """Whether a file is a reporting workbook in which somebody filled something in, rightly or wrongly."""
    book = read_book(path) if path.is_file() else None
    if not isinstance(book, FilledBook):
        return False
    rows = rows_of(book, reader.site.id, choices_of(reader))
    return bool(rows.filled or rows.problems)


def _unit(args: argparse.Namespace, reader: Reader) -> str:
    """The name of whom workbooks are asked for: a district, an office or the whole place."""
    if args.all:
        return reader.words(reader.site.name)
    return reader.name("district", args.district) if args.district else reader.office(args.office)


def _views(args: argparse.Namespace, dataset: Dataset, today: Snapshot, reader: Reader) -> Iterator[BookView]:
    """The workbooks that are asked for; raises Usage where the district or office is none of the place."""
    if args.all:
        yield from books(dataset, today, reader, args.month)
        return
    axis: Literal["district", "office"] = "district" if args.district else "office"
    code = args.district or args.office
    known = [each.code for each in (dataset.site.districts if axis == "district" else dataset.site.offices)]
    if code not in known:
        raise Usage(f"no-{axis}", value=code, known=args.words("list.separator").join(known))
    view = book_of(axis, code, dataset, today, reader, args.month)
    if view:
        yield view
