"""`bulletin correct`: writes the correction of what an issued bulletin says and the records no longer do."""

import argparse
from datetime import date
from functools import partial

from tongbao.commands import Usage, day_of, place
from tongbao.commands.check import sound
from tongbao.commands.targets import said
from tongbao.drawing import edition_of
from tongbao.edit.files import Writing, write
from tongbao.edit.ids import Series, next_id, series_of
from tongbao.edit.records import record_text
from tongbao.edit.schemas import first_line
from tongbao.issuing import followings
from tongbao.locale.catalogue import Catalogue
from tongbao.model.correction import CorrectedFigure, Correction
from tongbao.views.corrections import DifferenceView, differences


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `bulletin correct` takes."""
    parser.add_argument("id", metavar="ID")
    for option in ("--reason", "--approved-by", "--found-by"):
        is_asked = option != "--found-by"
        parser.add_argument(option, required=is_asked, type=partial(said, option), metavar="TEXT")
    parser.add_argument("--date", required=True, type=day_of, metavar="DATE")


def run(args: argparse.Namespace) -> int:
    """Writes corrections/<id>.yaml with every figure that differs and is not yet corrected."""
    words: Catalogue = args.words
    root = place(args.root)
    day: date = args.date
    checked, dataset = sound(root, words)
    issued = dataset.issued.get(args.id)
    if issued is None:
        raise Usage("not-issued", value=args.id)
    if day < issued.issued:
        raise Usage("corrected-before-issued", value=day, issued=issued.issued)
    edition = edition_of(root, dataset, checked.day or date.max, (), pdf=False)
    reader = edition.reader_of(edition.languages[0], issued.as_of.date())
    found = followings(dataset, partial(edition.reader_of, edition.languages[0]))[args.id]
    differ = differences(issued, found, dataset.corrections, edition.today, reader)
    if not differ:
        print(words("cli.bulletin.correct.nothing", id=args.id))
        return 0
    ids = [correction.id for correction in dataset.corrections]
    id = next_id(series_of(ids) or Series("C-", 3), day.year, ids)
    correction = _correction(id, day, args, differ)
    path = f"corrections/{correction.id}.yaml"
    text = first_line(root, path, "correction") + record_text(correction)
    write(root, [Writing(path, text)])
    print(words("cli.bulletin.correct.done", file=path, id=args.id, count=len(differ)))
    return 0


def _correction(id: str, day: date, args: argparse.Namespace, differ: tuple[DifferenceView, ...]) -> Correction:
    """The record; it is headed by a figure of the whole place where there is one."""
    first = min(differ, key=lambda each: (not each.id.startswith("all/"), each.id))
    figures = (CorrectedFigure(id=e.id, from_=e.issued, to=e.now, value=e.now_exact or None) for e in differ)
    return Correction(
        id=id,
        date=day,
        document=args.id,
        place=first.name,
        from_=first.issued,
        to=first.now,
        reason=args.reason,
        approved_by=args.approved_by,
        found_by=args.found_by,
        figures=tuple(figures),
    )
