"""`targets adjust`: one more adjustment in the file of the year's list, checked before it is written."""

import argparse
import re
from collections.abc import Iterator
from datetime import date
from functools import partial

from tongbao.commands import Usage, day_of, place
from tongbao.commands.check import sound, told
from tongbao.commands.targets import list_of, said, year_of
from tongbao.commands.writing import faults_with, read_back
from tongbao.edit.changed import with_entry
from tongbao.edit.files import Writing, write
from tongbao.edit.records import line_text
from tongbao.locale.catalogue import Catalogue
from tongbao.model.base import CODE, ID
from tongbao.model.targets import Adjustment, Move, TargetList
from tongbao.model.vocab import MoveKind

MOVES = {
    "add": MoveKind.ADDED,
    "promote": MoveKind.PROMOTED,
    "defer": MoveKind.DEFERRED,
    "withdraw": MoveKind.WITHDRAWN,
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `targets adjust` takes."""
    parser.add_argument("year", type=year_of, metavar="YEAR")
    parser.add_argument("--date", required=True, type=day_of, metavar="DATE")
    for option in ("--number", "--approved-by", "--reason"):
        parser.add_argument(option, required=True, type=partial(said, option), metavar="TEXT")
    for name, kind in MOVES.items():
        metavar = "ID" if kind is MoveKind.WITHDRAWN else "ID:GROUP"
        parser.add_argument(f"--{name}", action="append", default=[], metavar=metavar)


def run(args: argparse.Namespace) -> int:
    """Writes the adjustment; 1 where the place would be at fault with it, and then nothing is written."""
    words: Catalogue = args.words
    root = place(args.root)
    moves = tuple(_moves(args))
    if not moves:
        raise Usage("no-moves", options=words("list.separator").join(f"--{name}" for name in MOVES))
    checked, dataset = sound(root, words)
    listed = list_of(dataset, args.year)
    adjustment = Adjustment(date=args.date, number=args.number, approved_by=args.approved_by, moves=moves)
    adjusted = listed.model_copy(update={"adjustments": (*listed.adjustments, adjustment)})
    path = dataset.paths["targets", str(listed.year)]
    text = with_entry((root / path).read_bytes().decode(), "adjustments", adjustment, TargetList)
    text = read_back(text, adjusted, path, f"adjustments: - {line_text(adjustment)}".rstrip())
    found = faults_with(root, dataset, adjusted, path, text, checked.day or date.max)
    told(words, checked, found)
    write(root, [Writing(path, text)])
    print(words("cli.targets.adjust.done", path=path, day=args.date, count=len(moves), year=listed.year))
    return 0


def _moves(args: argparse.Namespace) -> Iterator[Move]:
    for name, kind in MOVES.items():
        for given in getattr(args, name):
            id, colon, group = given.partition(":")
            no_group = kind is MoveKind.WITHDRAWN or not re.match(CODE, group)
            if not ID.fullmatch(id) or (colon and no_group):
                raise Usage("no-move", option=f"--{name}", value=given)
            yield Move(kind=kind, project=id, group=group or None, reason=args.reason)
