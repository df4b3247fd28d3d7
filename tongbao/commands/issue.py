"""`bulletin issue`: writes what a bulletin says, once."""

import argparse
from pathlib import Path

from tongbao.commands import Usage, code_folder, day_of, place
from tongbao.commands.check import print_problems, refused, sound
from tongbao.commands.writing import read_back
from tongbao.edit.changed import with_value
from tongbao.edit.files import Writing, write
from tongbao.issuing import issued_file, place_of
from tongbao.load.folders import reader
from tongbao.load.places import ISSUED
from tongbao.load.positions import located
from tongbao.locale.catalogue import Catalogue
from tongbao.model.bulletin import Bulletin
from tongbao.render.broken import BrokenTemplate
from tongbao.rules.issuing import MISSING, obstacles
from tongbao.rules.sign_offs import unsigned


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `bulletin issue` takes."""
    parser.add_argument("id", metavar="ID")
    parser.add_argument("--date", type=day_of, metavar="DATE")


def run(args: argparse.Namespace) -> int:
    """Issues a bulletin; 1 where a fault stands against it, and then nothing is written."""
    words: Catalogue = args.words
    root = place(args.root)
    checked, dataset = sound(root, words, MISSING)
    found = place_of(dataset, args.id)
    if found is None:
        raise Usage("no-bulletin", value=args.id)
    day = args.date or found.bulletin.issued
    if day is None:
        raise Usage("no-issue-date", value=args.id)
    standing = (*obstacles(dataset, found.bulletin, day), *unsigned(dataset, found.bulletin, day))
    against = located(standing, reader(root))
    if against:
        raise refused(words, checked, against)
    path = dataset.paths["bulletin", args.id]
    issued = found.bulletin.model_copy(update={"issued": day})
    draft = _dated(root, path, found.bulletin, issued)
    try:
        text = issued_file(root, dataset, checked.templates, found, issued, code_folder(root, args))
    except BrokenTemplate as broken:
        raise refused(words, checked, [broken.problem]) from None
    print_problems(words, [problem for problem in checked.problems if problem.path == path and problem.rule != MISSING])
    # The draft first: where the second file is not written, the bulletin can still be issued.
    target = path.removesuffix(".yaml") + ISSUED
    write(root, [Writing(path, draft), Writing(target, text)])
    print(words("cli.bulletin.issue.done", id=args.id, file=target, day=day))
    return 0


def _dated(root: Path, path: str, draft: Bulletin, issued: Bulletin) -> str:
    """The bulletin's own file with the day of issue; raises Usage where a person must write it there."""
    text = (root / path).read_bytes().decode()
    if draft == issued:
        return text
    dated = with_value(text, "issued", issued.issued, Bulletin)
    return read_back(dated, issued, path, f"issued: {issued.issued}")
