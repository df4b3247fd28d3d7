"""`diff`: what a change of the records means, in words: figures, ranks, what was issued, who has to look at it."""

import argparse
import json
from pathlib import Path

from tongbao.commands import Usage, day_of, place
from tongbao.commands.check import print_problems
from tongbao.comparing import Unreadable, compared
from tongbao.load.catalogues import load_catalogue
from tongbao.load.program import load_templates
from tongbao.load.revisions import NoRevision
from tongbao.locale.catalogue import Catalogue
from tongbao.render.comments import comment_text
from tongbao.views.issued import plain_values

FORMS = ("text", "markdown", "json")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `diff` takes."""
    parser.add_argument("base", metavar="BASE")
    parser.add_argument("head", nargs="?", metavar="HEAD")
    parser.add_argument("--format", choices=FORMS, default="text")
    parser.add_argument("--as-of", type=day_of, metavar="DATE")
    parser.add_argument("--out", type=Path, metavar="FILE")


def run(args: argparse.Namespace) -> int:
    """Prints what the change means; 1 where something of it has to be put right before it is merged, else 0."""
    words: Catalogue = args.words
    root = place(args.root)
    try:
        view, faulty = compared(root, args.base, args.head, args.as_of, words)
    except NoRevision as error:
        raise Usage("no-revision", value=error.name, reason=error.reason) from None
    except Unreadable as error:
        print_problems(words, error.problems)
        return 1
    if args.format == "json":
        text = json.dumps(plain_values(view), ensure_ascii=False, indent=1) + "\n"
    else:
        said = load_catalogue(view.language, root)
        text = comment_text(view, load_templates(root).sources, said, args.format)
    if args.out is None:
        print(text, end="")
    else:
        args.out.write_text(text, encoding="utf-8")
    return int(faulty)
