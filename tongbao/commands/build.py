"""`build`: checks a place, then publishes it as a site. Where nothing changed it says what it said."""

import argparse
import os
from functools import partial
from pathlib import Path

from tongbao.commands import Usage, day_of, place
from tongbao.commands.means import can_print
from tongbao.load.library import library_of
from tongbao.load.places import SITE
from tongbao.resting import Asked, found, said_again


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `build` takes."""
    parser.add_argument("--out", type=Path, metavar="DIR")
    parser.add_argument("--as-of", type=day_of, metavar="DATE")
    parser.add_argument("--no-pdf", action="store_true")
    parser.add_argument("--pdf-a", action="store_true")
    parser.add_argument("--no-search", action="store_true")
    parser.add_argument("--fresh", action="store_true")
    parser.add_argument("--jobs", type=_jobs, metavar="N", default=os.cpu_count() or 1)
    parser.add_argument("--base-url", metavar="URL")
    parser.add_argument("--notes", type=Path, metavar="FILE")


def _jobs(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise Usage("no-jobs", value=text)
    return int(text)


def run(args: argparse.Namespace) -> int:
    """Prints every problem; publishes where none is a fault. 1 where there is a fault, else 0."""
    root = place(args.root)
    asked = Asked(
        out=args.out or root / SITE,
        as_of=args.as_of,
        base_url=args.base_url,
        pdf=not args.no_pdf,
        archive=args.pdf_a,
        search=not args.no_search,
        language=args.words.language,
    )
    now = found(root, asked)
    if now and not args.fresh and not args.notes:
        said = said_again(root, asked, now, partial(library_of, args.cache))
        if said:
            print(*said.problems, sep="\n", end="\n" * bool(said.problems))
            if asked.pdf:
                can_print(args.words)
            print(*said.done, sep="\n")
            return 0
    # All that reads records is imported only for a place that is read.
    from tongbao.commands.building import build_place

    return build_place(args, asked, now)
