"""`bulletin verify`: reckons every issued bulletin again and names what would differ."""

import argparse
from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

from tongbao.commands import Usage, place
from tongbao.commands.check import sound
from tongbao.drawing import edition_of
from tongbao.issuing import followings
from tongbao.load.git import last_commit
from tongbao.locale.catalogue import Catalogue
from tongbao.model.dataset import Dataset
from tongbao.views.corrections import differences


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `bulletin verify` takes."""
    parser.add_argument("ids", nargs="*", metavar="ID")


def run(args: argparse.Namespace) -> int:
    """Prints each figure that would be printed otherwise and is not corrected, the records that changed and the
    commits; 1 where there is any."""
    words: Catalogue = args.words
    root = place(args.root)
    checked, dataset = sound(root, words)
    ids = args.ids or tuple(dataset.issued)
    for id in ids:
        if id not in dataset.issued:
            raise Usage("not-issued", value=id)
    edition = edition_of(root, dataset, checked.day or date.max, (), pdf=False)
    language = words.language if words.language in edition.languages else edition.languages[0]
    differing = 0
    for id, found in followings(dataset, partial(edition.reader_of, language)).items():
        issued = dataset.issued[id]
        reader = edition.reader_of(language, issued.as_of.date())
        differ = differences(issued, found, dataset.corrections, edition.today, reader) if id in ids else ()
        if not differ:
            continue
        differing += 1
        print(words("cli.bulletin.verify.differs", id=id, count=len(differ)))
        for each in differ:
            print(words("cli.bulletin.verify.figure", id=each.id, name=each.name, issued=each.issued, now=each.now))
        records = (*found.records, *(["policy.yaml"] if found.policy else []))
        for line in causes(words, root, dataset, issued.issued, records):
            print(line)
    print(words("cli.bulletin.verify.done", count=len(set(ids)), differing=differing))
    return 1 if differing else 0


def causes(words: Catalogue, root: Path, dataset: Dataset, since: date, records: Iterable[str]) -> Iterator[str]:
    """The files that changed since the day of issue, with the newest commit where Git knows one."""
    for record in records:
        kind, _, id = record.partition("/")
        path = dataset.paths.get((kind, id))
        name = path or record
        # Of a record that is gone only its name is known.
        commit = last_commit(root, path or (f":(glob)**/{id}.yaml" if id else record), since)
        yield words("cli.bulletin.verify.record", path=name, commit=commit).rstrip()
