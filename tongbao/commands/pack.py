"""`pack`: the papers of a meeting, as HTML and PDF, beside the site and never in it."""

import argparse
import os
from collections.abc import Callable
from pathlib import Path

from tongbao.commands import Usage, day_of, language_of, place
from tongbao.commands.build import can_print
from tongbao.commands.check import counted, print_problems, sound
from tongbao.load.folders import is_source
from tongbao.load.walk import inside
from tongbao.locale.catalogue import Catalogue
from tongbao.metrics.packs import called
from tongbao.metrics.snapshot import take_snapshot
from tongbao.packing import Packed, packed
from tongbao.pipeline import Checked, noted, template_problem
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
    rule = rules[args.kind]
    language = language_of(args.language, dataset.site.languages)
    name = own_name(f"{args.kind}-{day}", language, dataset.site.languages)
    out = outside(root, args.out or root / "out" / "packs" / name)
    code = written(
        words,
        checked,
        out,
        lambda: packed(
            root, dataset, checked.templates, rule, day, language=language, pdf=not args.no_pdf, cache=args.cache
        ),
        pdf=not args.no_pdf,
    )
    if code:
        return code
    count = len(called(rule, take_snapshot(dataset, day)))
    print(words("cli.pack.done", name=args.kind, day=day, count=count, out=out))
    return 0


def own_name(name: str, language: str, languages: tuple[str, ...]) -> str:
    """The name of the folder of papers; those in another language than the first do not replace those in it."""
    return name if language == languages[0] else f"{name}-{language}"


def outside(root: Path, out: Path) -> Path:
    """The folder of papers; raises Usage where it is published or lies among the records."""
    if is_source(root, out) or inside(root / "site", out):
        raise Usage("pack-published", out=out)
    return out


def written(words: Catalogue, checked: Checked, out: Path, make: Callable[[], Packed], *, pdf: bool) -> int:
    """Makes papers and writes them into a folder; the exit code, 0 where they are there."""
    if pdf and not can_print(words):
        return 2
    try:
        made = make()
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
    print_problems(words, noted(made.notes))
    return 0
