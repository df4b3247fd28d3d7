"""`pack`: the papers of a meeting, as HTML and PDF, beside the site and never in it."""

import argparse
import os
from pathlib import Path

from tongbao.commands import Usage, day_of, place
from tongbao.commands.build import can_print
from tongbao.commands.check import counted, print_problems, sound
from tongbao.load.folders import is_source
from tongbao.load.walk import inside
from tongbao.locale.catalogue import Catalogue
from tongbao.packing import packed
from tongbao.pipeline import template_problem
from tongbao.render.broken import BrokenTemplate


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `pack` takes."""
    parser.add_argument("kind", metavar="KIND")
    parser.add_argument("--date", metavar="DATE")
    parser.add_argument("--out", type=Path, metavar="DIR")
    parser.add_argument("--no-pdf", action="store_true")


def run(args: argparse.Namespace) -> int:
    """Writes the papers; 1 where the place has a fault, and then nothing is written."""
    words: Catalogue = args.words
    root = place(args.root)
    given = day_of(args.date) if args.date else None
    if (there := sound(root, words)) is None:
        return 1
    checked, dataset = there
    day = given or checked.day
    if day is None:
        raise Usage("no-as-of")
    rules = {rule.code: rule for rule in dataset.policy.at(day).packs}
    if args.kind not in rules:
        raise Usage("no-pack", value=args.kind, known=words("list.separator").join(rules))
    out = args.out or root / "out" / "packs" / f"{args.kind}-{day}"
    if is_source(root, out) or inside(root / "site", out):
        raise Usage("pack-published", out=out)
    if not args.no_pdf and not can_print(words):
        return 2
    try:
        made = packed(root, dataset, checked.templates, rules[args.kind], day, pdf=not args.no_pdf, cache=args.cache)
    except BrokenTemplate as broken:
        print_problems(words, [template_problem(broken)])
        print(counted(words, checked, [template_problem(broken)]))
        return 1
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, data in made.files.items():
            fresh = out / f".{name}.new"
            fresh.write_bytes(data)
            os.replace(fresh, out / name)
    except OSError as error:
        raise Usage("no-out", out=out, reason=error.strerror or error, file=error.filename or out) from None
    for warning in made.warnings:
        print(words("cli.build.pdf_warning", warning=warning))
    print(words("cli.pack.done", name=args.kind, day=day, count=made.called, out=out))
    return 0
