"""`owners`: writes .github/CODEOWNERS from the offices of site.yaml: who is asked to look at which files."""

import argparse
from pathlib import Path

from tongbao.commands import place
from tongbao.commands.check import refused
from tongbao.edit.files import Writing, write
from tongbao.load.catalogues import load_catalogue
from tongbao.locale.catalogue import Catalogue
from tongbao.pipeline import load_checked
from tongbao.views.owners import owners_text

FILE = ".github/CODEOWNERS"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `owners` takes."""
    parser.add_argument("--check", action="store_true")


def run(args: argparse.Namespace) -> int:
    """Writes the file where it is stale; with `--check` only says so, and returns 1. 1 also where site.yaml cannot be
    read."""
    words: Catalogue = args.words
    root: Path = place(args.root)
    checked = load_checked(root)
    if checked.dataset is None:
        raise refused(words, checked, checked.problems)
    site = checked.dataset.site
    text = owners_text(site, [load_catalogue(language, root) for language in site.languages])
    path = root / FILE
    if path.is_file() and path.read_text("utf-8") == text:
        print(words("cli.owners.fresh", path=FILE))
        return 0
    if args.check:
        print(words("cli.owners.stale", path=FILE))
        return 1
    write(root, [Writing(FILE, text)])
    print(words("cli.owners.written", path=FILE))
    return 0
