"""`forms`: the issue forms of the place's repository, made of its districts, offices and words."""

import argparse
from pathlib import Path

from tongbao.commands import place
from tongbao.commands.check import print_problems
from tongbao.edit.files import Writing, write
from tongbao.edit.issue_forms import form_files
from tongbao.load.catalogues import load_catalogue
from tongbao.locale.catalogue import Catalogue
from tongbao.pipeline import load_checked


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `forms` takes: nothing of its own."""


def run(args: argparse.Namespace) -> int:
    """Writes the forms that differ; 1 where site.yaml cannot be used."""
    words: Catalogue = args.words
    root = place(args.root)
    checked = load_checked(root)
    if checked.dataset is None:
        print_problems(words, checked.problems)
        return 1
    site = checked.dataset.site
    speaks = [load_catalogue(language, root) for language in site.languages]
    texts = form_files(site, speaks)
    fresh = [Writing(path, text) for path, text in texts.items() if _differs(root / path, text)]
    write(root, fresh)
    for writing in fresh:
        print(words("cli.forms.done", path=writing.path))
    if not fresh:
        print(words("cli.forms.unchanged", count=len(texts)))
    return 0


def _differs(path: Path, text: str) -> bool:
    return not path.is_file() or path.read_bytes() != text.encode()
