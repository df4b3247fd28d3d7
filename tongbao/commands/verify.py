"""`bulletin verify`: reckons every issued bulletin again and names what would differ."""

import argparse
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from tongbao.commands import Usage, place
from tongbao.commands.check import counted, print_problems
from tongbao.drawing import edition_of
from tongbao.issuing import followings
from tongbao.load.git import last_commit
from tongbao.locale.catalogue import Catalogue
from tongbao.metrics.following import Following
from tongbao.model.dataset import Dataset
from tongbao.pipeline import load_checked
from tongbao.problems import faults
from tongbao.views.issued import figure_name, printed


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `bulletin verify` takes."""
    parser.add_argument("ids", nargs="*", metavar="ID")


def run(args: argparse.Namespace) -> int:
    """Prints each figure that would differ, the records that changed and the commits; 1 where any differs."""
    words: Catalogue = args.words
    root = place(args.root)
    checked = load_checked(root)
    if faults(checked.problems) or checked.dataset is None or checked.day is None:
        print_problems(words, checked.problems)
        print(counted(words, checked, checked.problems))
        return 1
    dataset = checked.dataset
    for id in args.ids:
        if id not in dataset.issued:
            raise Usage("not-issued", value=id)
    edition = edition_of(root, dataset, checked.day, (), pdf=False)
    differing = 0
    for id, found in followings(dataset).items():
        if args.ids and id not in args.ids:
            continue
        if not found.differences:
            continue
        differing += 1
        issued = dataset.issued[id]
        language = words.language if words.language in edition.languages else edition.languages[0]
        view = edition.reader_of(language, issued.as_of.date())
        print(words("cli.bulletin.verify.differs", id=id, count=len(found.differences)))
        for each in found.differences:
            now = view.figure(each.now, explained=False).text
            shown = printed(each.issued, view)
            name = figure_name(each.issued.id, edition.today, view)
            print(words("cli.bulletin.verify.figure", id=each.issued.id, name=name, issued=shown, now=now))
        for line in _causes(words, root, dataset, issued.issued, found):
            print(line)
    print(words("cli.bulletin.verify.done", count=len(args.ids or dataset.issued), differing=differing))
    return 1 if differing else 0


def _causes(words: Catalogue, root: Path, dataset: Dataset, since: date, found: Following) -> Iterator[str]:
    """The files that changed since the day of issue, with the newest commit where Git knows one."""
    for record in found.records:
        kind, _, id = record.partition("/")
        path = dataset.paths.get((kind, id), record)
        yield words("cli.bulletin.verify.record", path=path, commit=last_commit(root, path, since)).rstrip()
    if found.policy:
        commit = last_commit(root, "policy.yaml", since)
        yield words("cli.bulletin.verify.record", path="policy.yaml", commit=commit).rstrip()
