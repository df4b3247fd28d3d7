"""`paper`: an order, an assignment or a reminder to be sent, as HTML and PDF, beside the site and never in it."""

import argparse
from pathlib import Path

from tongbao.commands import Usage, day_of, language_of, place
from tongbao.commands.check import sound
from tongbao.commands.pack import outside, own_name, written
from tongbao.locale.catalogue import Catalogue
from tongbao.metrics.papers import paper_of
from tongbao.metrics.snapshot import take_snapshot
from tongbao.packing import printed


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `paper` takes."""
    parser.add_argument("id", metavar="ID")
    parser.add_argument("--kind", metavar="KIND")
    parser.add_argument("--date", metavar="DATE")
    parser.add_argument("--out", type=Path, metavar="DIR")
    parser.add_argument("--no-pdf", action="store_true")


def run(args: argparse.Namespace) -> int:
    """Writes the paper; 1 where the place has a fault, and then nothing is written."""
    words: Catalogue = args.words
    root = place(args.root)
    given = day_of(args.date) if args.date else None
    if (there := sound(root, words)) is None:
        return 1
    checked, dataset = there
    day = given or checked.day
    if day is None:
        raise Usage("no-as-of")
    snapshot = take_snapshot(dataset, day)
    rules = [rule for rule in snapshot.rules.papers if args.kind in (None, rule.code)]
    paper = next((paper for rule in rules if (paper := paper_of(rule, args.id, snapshot))), None)
    if paper is None:
        raise Usage("no-paper", id=args.id, day=day, known=words("list.separator").join(r.code for r in rules))
    language = language_of(args.language, dataset.site.languages)
    name = own_name(f"{args.id}-{paper.rule.code}-{paper.day}", language, dataset.site.languages)
    out = outside(root, args.out or root / "out" / "papers" / name)
    code = written(
        words,
        checked,
        out,
        lambda: printed(
            root, dataset, checked.templates, paper, day, language=language, pdf=not args.no_pdf, cache=args.cache
        ),
        pdf=not args.no_pdf,
    )
    if code:
        return code
    print(words("cli.paper.done", name=paper.rule.code, id=args.id, day=paper.day, out=out))
    if paper.rule.on == "order" and not paper.sent:
        print(words("cli.paper.record", day=paper.day, colour=paper.colour))
    return 0
