"""`targets verify`: holds every issued list against today's records and names what would be printed otherwise."""

import argparse
from collections.abc import Iterable
from datetime import date

from tongbao.commands import place
from tongbao.commands.check import sound
from tongbao.commands.targets import list_of, year_of
from tongbao.commands.verify import causes
from tongbao.drawing import edition_of
from tongbao.locale.catalogue import Catalogue
from tongbao.metrics.listed import changed_records, list_snapshot
from tongbao.views.issued_targets import ListDifferenceView, list_differences


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `targets verify` takes."""
    parser.add_argument("years", nargs="*", type=year_of, metavar="YEAR")


def run(args: argparse.Namespace) -> int:
    """Prints each value that the records of its day would print otherwise, with the files that changed and the commits;
    1 where there is any."""
    words: Catalogue = args.words
    root = place(args.root)
    checked, dataset = sound(root, words)
    years = {list_of(dataset, year).year for year in args.years}
    lists = [issued for issued in dataset.issued_lists.values() if not years or issued.year in years]
    edition = edition_of(root, dataset, checked.day or date.max, (), pdf=False)
    language = words.language if words.language in edition.languages else edition.languages[0]
    differing = 0
    for issued in sorted(lists, key=lambda each: each.date):
        now = list_snapshot(dataset, issued.year, issued.date)
        differ = list_differences(issued, now, edition.reader_of(language, issued.date))
        if not differ:
            continue
        differing += 1
        print(words("cli.targets.verify.differs", key=issued.key, count=len(differ)))
        for each in differ:
            print(words("cli.targets.verify.value", id=each.id, name=each.name, issued=each.issued, now=each.now))
        for line in causes(words, root, dataset, issued.date, _of(differ, changed_records(issued, dataset))):
            print(line)
    print(words("cli.targets.verify.done", count=len(lists), differing=differing))
    return 1 if differing else 0


def _of(differ: Iterable[ListDifferenceView], changed: tuple[str, ...]) -> list[str]:
    """Those of the changed records that can be behind what differs."""
    projects = {f"project/{each.id}" for each in differ}
    return [record for record in changed if not record.startswith("project/") or record in projects]
