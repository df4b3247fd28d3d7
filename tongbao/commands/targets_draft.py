"""`targets draft`: a new list of a year from the projects that have a plan for it, as a file to edit."""

import argparse
from datetime import date

from tongbao.commands import Usage, place
from tongbao.commands.check import sound, told
from tongbao.commands.targets import year_of
from tongbao.commands.writing import faults_with
from tongbao.edit.files import Writing, write
from tongbao.edit.records import record_text
from tongbao.edit.schemas import first_line
from tongbao.load.catalogues import load_catalogue
from tongbao.locale.catalogue import Catalogue
from tongbao.metrics.list_draft import drafted_list
from tongbao.model.base import Text
from tongbao.model.vocab import Nature


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `targets draft` takes."""
    parser.add_argument("year", type=year_of, metavar="YEAR")


def run(args: argparse.Namespace) -> int:
    """Writes the draft; 1 where it would be at fault. A list that is there already is not touched."""
    words: Catalogue = args.words
    root = place(args.root)
    year = args.year
    checked, dataset = sound(root, words)
    path = f"targets/{year}.yaml"
    if dataset.exists("targets", str(year)) or (root / path).exists():
        raise Usage("list-there", path=path)
    day = checked.day or date.max
    catalogues = {language: load_catalogue(language, root) for language in dataset.site.languages}
    title = _said(catalogues, "words.targets.title", year=year)
    natures = {nature: _said(catalogues, f"words.nature.{nature}") for nature in Nature}
    listed, without = drafted_list(dataset, year, day, title, natures)
    text = first_line(root, path, "targets") + record_text(listed)
    found = faults_with(root, dataset, listed, path, text, day)
    told(words, checked, found)
    write(root, [Writing(path, text)])
    count = sum(len(group.projects) for group in listed.groups)
    print(words("cli.targets.draft.done", path=path, count=count))
    if without:
        print(words("cli.targets.draft.without", ids=words("list.separator").join(without)))
    return 0


def _said(catalogues: dict[str, Catalogue], key: str, **params: object) -> Text:
    """Words of the program in every language of the place; plain text where it has one."""
    said = {language: catalogue(key, **params) for language, catalogue in catalogues.items()}
    return said if len(said) > 1 else next(iter(said.values()))
