"""`bulletin issue`: writes what a bulletin says, once."""

import argparse
from datetime import date

from tongbao.commands import Usage, place
from tongbao.commands.check import counted, print_problems
from tongbao.edit.files import Writing, write
from tongbao.edit.keys import with_key
from tongbao.issuing import issued_file, place_of
from tongbao.load.folders import reader
from tongbao.load.issued import SUFFIX
from tongbao.load.positions import located
from tongbao.locale.catalogue import Catalogue
from tongbao.model.base import read_day
from tongbao.pipeline import load_checked
from tongbao.problems import faults
from tongbao.rules.issuing import obstacles


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `bulletin issue` takes."""
    parser.add_argument("id", metavar="ID")
    parser.add_argument("--date", metavar="DATE")


def _day(text: str) -> date:
    try:
        return read_day(text)
    except ValueError:
        raise Usage("no-date", value=text) from None


def run(args: argparse.Namespace) -> int:
    """Issues a bulletin; 1 where a fault stands against it, and then nothing is written."""
    words: Catalogue = args.words
    root = place(args.root)
    checked = load_checked(root)
    if faults(checked.problems) or checked.dataset is None:
        print_problems(words, checked.problems)
        print(counted(words, checked, checked.problems))
        return 1
    dataset = checked.dataset
    found = place_of(dataset, args.id)
    if found is None:
        raise Usage("no-bulletin", value=args.id)
    day = _day(args.date) if args.date else found.bulletin.issued
    if day is None:
        raise Usage("no-issue-date", value=args.id)
    against = located(obstacles(dataset, found.bulletin, day), reader(root))
    if against:
        print_problems(words, against)
        print(counted(words, checked, against))
        return 1
    path = dataset.paths["bulletin", args.id]
    issued = found.bulletin.model_copy(update={"issued": day})
    text = issued_file(root, dataset, checked.templates, found, issued)
    draft = (root / path).read_bytes().decode()
    target = path.removesuffix(".yaml") + SUFFIX
    write(root, [Writing(path, with_key(draft, "issued", day.isoformat(), after="as_of")), Writing(target, text)])
    print(words("cli.bulletin.issue.done", id=args.id, file=target, day=day))
    return 0
