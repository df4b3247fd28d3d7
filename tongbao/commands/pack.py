"""`pack`: the papers of a meeting, as HTML and PDF, beside the site and never in it."""

import argparse

from tongbao.commands import Usage, code_folder, day_of, language_of, place
from tongbao.commands.check import day_asked, sound
from tongbao.commands.papers import add_paper_arguments, internal_of, out_of, own_name, written
from tongbao.locale.catalogue import Catalogue
from tongbao.metrics.packs import called
from tongbao.metrics.snapshot import take_snapshot
from tongbao.packing import Press, packed


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `pack` takes."""
    parser.add_argument("kind", metavar="KIND")
    parser.add_argument("--date", type=day_of, metavar="DATE")
    add_paper_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Writes the papers; 1 where the place has a fault, and then nothing is written."""
    words: Catalogue = args.words
    root = place(args.root)
    checked, dataset = sound(root, words)
    day = day_asked(args.date, checked)
    rules = {rule.code: rule for rule in dataset.policy.at(day).packs}
    if args.kind not in rules:
        raise Usage("no-pack", value=args.kind, known=words("list.separator").join(rules))
    rule = rules[args.kind]
    language = language_of(args.language, dataset.site.languages)
    out = out_of(args, root, root / "out" / "packs" / own_name(f"{args.kind}-{day}", language, dataset.site.languages))
    internal = internal_of(args, root, dataset)
    code = code_folder(root, args)
    press = Press(root, dataset, checked.templates, language, not args.no_pdf, code, internal)
    if not written(words, checked, out, lambda: packed(press, rule, day), pdf=press.pdf):
        return 2
    count = len(called(rule, take_snapshot(dataset, day)))
    print(words("cli.pack.done", name=args.kind, day=day, count=count, out=out))
    return 0
