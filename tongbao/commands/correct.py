"""`bulletin correct`: writes the correction of what an issued bulletin says and the records no longer do."""

import argparse
from datetime import date
from pathlib import Path

from tongbao.commands import Usage, place
from tongbao.commands.check import counted, print_problems
from tongbao.drawing import edition_of
from tongbao.edit.files import Writing, write
from tongbao.edit.records import record_text
from tongbao.issuing import followings
from tongbao.locale.catalogue import Catalogue
from tongbao.model.base import read_day
from tongbao.model.correction import CorrectedFigure, Correction
from tongbao.model.dataset import Dataset
from tongbao.pipeline import load_checked
from tongbao.problems import faults
from tongbao.views.issued import figure_name, printed

SCHEMA = "# yaml-language-server: $schema=../docs/schema/correction.json\n"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `bulletin correct` takes."""
    parser.add_argument("id", metavar="ID")
    parser.add_argument("--reason", required=True, metavar="TEXT")
    parser.add_argument("--approved-by", required=True, metavar="TEXT")
    parser.add_argument("--found-by", metavar="TEXT")
    parser.add_argument("--date", required=True, metavar="DATE")


def _day(text: str) -> date:
    try:
        return read_day(text)
    except ValueError:
        raise Usage("no-date", value=text) from None


def _next_id(dataset: Dataset, day: date) -> str:
    """C-2026-002: the next number of the year."""
    head = f"C-{day.year}-"
    numbers = [c.id.removeprefix(head) for c in dataset.corrections if c.id.startswith(head)]
    last = max((int(number) for number in numbers if number.isdecimal()), default=0)
    return f"{head}{last + 1:03}"


def run(args: argparse.Namespace) -> int:
    """Writes corrections/<id>.yaml with every figure that differs and is not yet corrected."""
    words: Catalogue = args.words
    root = place(args.root)
    day = _day(args.date)
    checked = load_checked(root)
    if faults(checked.problems) or checked.dataset is None or checked.day is None:
        print_problems(words, checked.problems)
        print(counted(words, checked, checked.problems))
        return 1
    dataset = checked.dataset
    issued = dataset.issued.get(args.id)
    if issued is None:
        raise Usage("not-issued", value=args.id)
    if day < issued.issued:
        raise Usage("corrected-before-issued", value=day, issued=issued.issued)
    edition = edition_of(root, dataset, checked.day, (), pdf=False)
    reader = edition.reader_of(edition.languages[0], issued.as_of.date())
    corrected = {figure.id for c in dataset.corrections if c.document == args.id for figure in c.figures}
    pairs = (
        (each.issued.id, printed(each.issued, reader), reader.figure(each.now, explained=False).text)
        for each in followings(dataset)[args.id].differences
        if each.issued.id not in corrected
    )
    figures = tuple(CorrectedFigure(id=id, from_=before, to=now) for id, before, now in pairs if before != now)
    if not figures:
        print(words("cli.bulletin.correct.nothing", id=args.id))
        return 0
    first = min(figures, key=lambda figure: (not figure.id.startswith("all/"), figure.id))
    correction = Correction(
        id=_next_id(dataset, day),
        date=day,
        document=args.id,
        place=figure_name(first.id, edition.today, reader),
        from_=first.from_,
        to=first.to,
        reason=args.reason,
        approved_by=args.approved_by,
        found_by=args.found_by,
        figures=figures,
    )
    path = f"corrections/{correction.id}.yaml"
    write(Path(root), [Writing(path, SCHEMA + record_text(correction))])
    print(words("cli.bulletin.correct.done", file=path, count=len(figures), id=args.id))
    return 0
