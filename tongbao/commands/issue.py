"""`bulletin issue`: writes what a bulletin says, once."""

import argparse
from pathlib import Path

from tongbao.commands import Usage, day_of, place
from tongbao.commands.check import counted, print_problems, sound
from tongbao.edit.files import Writing, write
from tongbao.edit.keys import with_key
from tongbao.issuing import issued_file, place_of
from tongbao.load.folders import reader
from tongbao.load.issued import SUFFIX
from tongbao.load.positions import located
from tongbao.load.single import reads_back
from tongbao.locale.catalogue import Catalogue
from tongbao.model.bulletin import Bulletin
from tongbao.problems import Problem
from tongbao.render.broken import BrokenTemplate
from tongbao.rules.issuing import MISSING, obstacles
from tongbao.rules.sign_offs import unsigned


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `bulletin issue` takes."""
    parser.add_argument("id", metavar="ID")
    parser.add_argument("--date", metavar="DATE")


def run(args: argparse.Namespace) -> int:
    """Issues a bulletin; 1 where a fault stands against it, and then nothing is written."""
    words: Catalogue = args.words
    root = place(args.root)
    given = day_of(args.date) if args.date else None
    if (there := sound(root, words, MISSING)) is None:
        return 1
    checked, dataset = there

    def refused(problems: list[Problem]) -> int:
        print_problems(words, problems)
        print(counted(words, checked, problems))
        return 1

    found = place_of(dataset, args.id)
    if found is None:
        raise Usage("no-bulletin", value=args.id)
    day = given or found.bulletin.issued
    if day is None:
        raise Usage("no-issue-date", value=args.id)
    standing = (*obstacles(dataset, found.bulletin, day), *unsigned(dataset, found.bulletin, day))
    against = located(standing, reader(root))
    if against:
        return refused(against)
    path = dataset.paths["bulletin", args.id]
    issued = found.bulletin.model_copy(update={"issued": day})
    draft = _dated(root, path, found.bulletin, issued)
    try:
        text = issued_file(root, dataset, checked.templates, found, issued, args.cache)
    except BrokenTemplate as broken:
        return refused([broken.problem])
    print_problems(words, [problem for problem in checked.problems if problem.path == path and problem.rule != MISSING])
    # The draft first: where the second file is not written, the bulletin can still be issued.
    target = path.removesuffix(".yaml") + SUFFIX
    write(root, [Writing(path, draft), Writing(target, text)])
    print(words("cli.bulletin.issue.done", id=args.id, file=target, day=day))
    return 0


def _dated(root: Path, path: str, draft: Bulletin, issued: Bulletin) -> str:
    """The bulletin's own file with the day of issue; raises Usage where a person must write it there."""
    text = (root / path).read_bytes().decode()
    if draft == issued:
        return text
    text = with_key(text, "issued", f"{issued.issued}", after="as_of")
    if not reads_back(text, issued):
        raise Usage("write-issued", path=path, day=issued.issued)
    return text
