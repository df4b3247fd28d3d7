"""`brief`: a bulletin as a brief beside the site, a draft's too; with what is internal the leaders' edition of it."""

import argparse

from tongbao.commands import Usage, code_folder, day_of, language_of, place
from tongbao.commands.check import sound
from tongbao.commands.papers import add_paper_arguments, internal_of, out_of, own_name, written
from tongbao.locale.catalogue import Catalogue
from tongbao.packing import Press, briefed


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `brief` takes."""
    parser.add_argument("id", metavar="BULLETIN")
    parser.add_argument("--date", type=day_of, metavar="DATE")
    add_paper_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Writes the brief; 1 where the place has a fault, and then nothing is written."""
    words: Catalogue = args.words
    root = place(args.root)
    checked, dataset = sound(root, words)
    bulletin = next((bulletin for bulletin in dataset.bulletins if bulletin.id == args.id), None)
    if bulletin is None:
        raise Usage("no-bulletin", value=args.id)
    # By itself of the day that it was issued on: what became known later is not in the papers of that day.
    day = args.date or bulletin.issued or max(filter(None, (checked.day, bulletin.as_of.date())))
    language = language_of(args.language, dataset.site.languages)
    out = out_of(args, root, root / "out" / "briefs" / own_name(args.id, language, dataset.site.languages))
    internal = internal_of(args, root, dataset)
    code = code_folder(root, args)
    press = Press(root, dataset, checked.templates, language, not args.no_pdf, code, internal)
    if not written(words, checked, out, lambda: briefed(press, bulletin, day), pdf=press.pdf):
        return 2
    print(words("cli.brief.done", id=args.id, day=day, out=out))
    return 0
