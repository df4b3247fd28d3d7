"""`targets issue`: writes the year's list as it was published, or as an adjustment left it, once."""

import argparse
from datetime import date

from tongbao.commands import Usage, day_of, place
from tongbao.commands.check import refused, sound
from tongbao.commands.targets import list_of, year_of
from tongbao.edit.files import Writing, write
from tongbao.issuing import issued_list_file
from tongbao.load.folders import reader
from tongbao.load.places import ISSUED
from tongbao.load.positions import located
from tongbao.locale.catalogue import Catalogue
from tongbao.metrics.listed import as_issued
from tongbao.model.dataset import Dataset
from tongbao.model.targets import TargetList
from tongbao.rules.issued_lists import list_obstacles, outstanding


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `targets issue` takes."""
    parser.add_argument("year", type=year_of, metavar="YEAR")
    parser.add_argument("--date", type=day_of, metavar="DATE")


def run(args: argparse.Namespace) -> int:
    """Issues what of a list is next, or what was asked for; 1 where something stands against it, and then nothing is
    written."""
    words: Catalogue = args.words
    root = place(args.root)
    checked, dataset = sound(root, words)
    listed = list_of(dataset, args.year)
    adjusted = _asked(dataset, listed, args.date)
    against = located(list_obstacles(dataset, listed, adjusted, checked.day or date.max), reader(root))
    if against:
        raise refused(words, checked, against)
    path = dataset.paths["targets", str(listed.year)]
    day = adjusted or listed.published
    assert day is not None
    text = issued_list_file(root, dataset, as_issued(listed, adjusted), day)
    target = path.removesuffix(".yaml") + (f".{adjusted}" if adjusted else "") + ISSUED
    write(root, [Writing(target, text)])
    print(words("cli.targets.issue.done", year=listed.year, file=target, day=day))
    return 0


def _asked(dataset: Dataset, listed: TargetList, given: date | None) -> date | None:
    """The adjustment that is meant, None for the list as published: the one of the day, else the first not issued, else
    the last of all."""
    days = [None, *(each.date for each in sorted(listed.adjustments, key=lambda each: each.date))]
    if given is None:
        return next(iter(outstanding(dataset, listed)), days[-1])
    if given == listed.published:
        return None
    if given not in days:
        raise Usage("no-adjustment", value=given, year=listed.year)
    return given
