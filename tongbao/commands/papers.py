"""What the commands share that make papers: what is internal in them, where they are written, and the writing."""

import argparse
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tongbao.commands import Stopped, Usage
from tongbao.commands.check import print_problems, refused
from tongbao.commands.means import can_print
from tongbao.edit.files import write_bytes
from tongbao.load.folders import is_source, reader
from tongbao.load.internal import lies_in_public, load_internal
from tongbao.load.places import SITE
from tongbao.load.positions import located
from tongbao.load.walk import MARKER, inside
from tongbao.locale.catalogue import Catalogue
from tongbao.model.dataset import Dataset
from tongbao.model.internal import Internal
from tongbao.packing import Packed
from tongbao.pipeline import Checked, noted
from tongbao.problems import faults, in_order
from tongbao.publish import MANIFEST
from tongbao.render.broken import BrokenTemplate
from tongbao.rules.internal import check_internal


def add_paper_arguments(parser: argparse.ArgumentParser) -> None:
    """What every command that makes papers takes."""
    parser.add_argument("--internal", type=Path, metavar="DIR")
    parser.add_argument("--out", type=Path, metavar="DIR")
    parser.add_argument("--no-pdf", action="store_true")


def own_name(name: str, language: str, languages: tuple[str, ...]) -> str:
    """The name of the folder of papers; those in another language than the first do not replace those in it."""
    return name if language == languages[0] else f"{name}-{language}"


def out_of(args: argparse.Namespace, root: Path, usual: Path) -> Path:
    """The folder of papers, the `usual` one where none is named; raises Usage where it is published or lies among the
    records. Internal papers go only where somebody says, and never to where anything is public."""
    out: Path = args.out or usual
    if args.internal is not None:
        if args.out is None:
            raise Usage("internal-without-out")
        if lies_in_public(root, out) or _published(out) or is_source(args.internal, out):
            raise Usage("internal-published", out=out)
    elif is_source(root, out) or inside(root / SITE, out):
        raise Usage("pack-published", out=out)
    return out


def _published(out: Path) -> bool:
    """Whether a folder lies in a site that we published."""
    real = Path(os.path.realpath(out))
    return any((folder / MANIFEST).exists() for folder in (real, *real.parents))


def internal_of(args: argparse.Namespace, root: Path, dataset: Dataset) -> Internal | None:
    """What `--internal` names, read and checked, and every problem of it printed; None without it.

    Raises Usage where there is no internal tree, or one that is not apart from the public one; Stopped where it has a
    fault.
    """
    folder: Path | None = args.internal
    words: Catalogue = args.words
    if folder is None:
        return None
    if not os.path.lexists(folder / MARKER):
        raise Usage("no-internal", folder=folder, marker=MARKER)
    internal, problems = load_internal(folder)
    apart = not lies_in_public(root, folder)
    if internal is not None:
        if not apart and not (internal.tree.sample and dataset.site.sample):
            raise Usage("internal-not-apart", folder=folder)
        problems += located(check_internal(internal, dataset), reader(folder))
    shown = in_order(replace(problem, path=(folder / problem.path).as_posix()) for problem in problems)
    print_problems(words, shown)
    if internal is None or faults(shown):
        raise Stopped
    return internal


def written(words: Catalogue, checked: Checked, out: Path, make: Callable[[], Packed], *, pdf: bool) -> bool:
    """Makes papers and writes them into a folder; False where this machine can make no PDF, which is told."""
    if pdf and not can_print(words):
        return False
    try:
        made = make()
    except BrokenTemplate as broken:
        raise refused(words, checked, [broken.problem]) from None
    write_bytes(out, made.files)
    print_problems(words, noted(made.notes))
    return True
