"""`apply`: files that a form editor saved, taken over as changed values of the files that it read: comments, order and
quotes of those stay."""

import argparse
from pathlib import Path

from tongbao.commands import Usage, place
from tongbao.commands.check import print_problems
from tongbao.edit.changed import changed
from tongbao.edit.files import Writing, write
from tongbao.edit.records import new_text
from tongbao.edit.saved import Saved
from tongbao.edit.schemas import first_line
from tongbao.load.changed import changed_files, text_before
from tongbao.load.positions import located
from tongbao.load.single import read_record
from tongbao.load.yaml_source import parse
from tongbao.locale.catalogue import Catalogue
from tongbao.model.site import Site
from tongbao.problems import Problem
from tongbao.views.admin import OFFERED
from tongbao.views.schema import FILES


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `apply` takes."""
    parser.add_argument("files", nargs="*", metavar="FILE")
    parser.add_argument("--base", metavar="REF")


def run(args: argparse.Namespace) -> int:
    """Rewrites the files, or all that differ from the base and that the form editor offers; 1 where one cannot be read,
    or must be changed by hand: it is left as it is."""
    words: Catalogue = args.words
    root = place(args.root)
    site, problems = read_record(root / "site.yaml", Site)
    if site is None:
        print_problems(words, problems)
        return 1
    differing = changed_files(root, args.base)
    if differing is None:
        raise Usage("no-base" if args.base else "apply-no-git", base=args.base)
    names = [Path(name).as_posix() for name in args.files] or sorted(name for name in differing if kind_of(name))
    wrong: list[Problem] = []
    for name in names:
        if not (kind := kind_of(name)) or not (root / name).is_file():
            raise Usage("no-form", path=name)
        text, found = _applied(root, name, kind, args.base, site.languages[0])
        wrong += found
        if text is not None:
            write(root, [Writing(name, text)])
            print(words("cli.apply.done", path=name))
    if not names:
        print(words("cli.apply.nothing"))
    print_problems(words, wrong)
    return 1 if wrong else 0


def kind_of(path: str) -> str:
    """The kind of record of a file that the form editor offers; "" for any other file."""
    folder = path.split("/", 1)[0]
    kinds = (kind for kind, offered in OFFERED.items() if offered.folder == folder)
    return next(kinds, "") if path.endswith(".yaml") else ""


def _applied(root: Path, name: str, kind: str, base: str | None, first: str) -> tuple[str | None, list[Problem]]:
    """The text of a file as it is to be; None where it cannot be, and why."""
    model, data = FILES[kind].model, (root / name).read_bytes()
    saved = parse(data)
    if saved.tree is None or saved.faults:
        faults = [Problem(name, f.rule, f.location, f.params, line=f.line, column=f.column) for f in saved.faults]
        return None, located(faults, lambda _: data)
    before = text_before(root, name, base)
    read = parse(before) if before is not None else None
    if before is None or read is None or read.tree is None or read.faults:
        wanted = Saved(model, saved.tree, first).wanted({})
        return first_line(root, name, kind) + new_text(wanted, model), []
    wanted = Saved(model, saved.tree, first).wanted(read.tree)
    text = changed(before.decode(), wanted, model)
    return text, [] if text is not None else [Problem(name, "apply-by-hand")]
