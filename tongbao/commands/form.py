"""`form`: a form that somebody filled in → the change of a file that it asks for, or what is wrong with it."""

import argparse
from datetime import date
from pathlib import Path

from tongbao.commands import Usage, day_of, place
from tongbao.commands.check import print_problems
from tongbao.commands.new import id_of
from tongbao.commands.proposals import Asking, Proposal, proposal_of
from tongbao.edit.answers import LONGEST, Wrong
from tongbao.edit.branches import branch_with, can_branch
from tongbao.edit.files import Writing, write
from tongbao.edit.submissions import submitted
from tongbao.load.catalogues import load_catalogue
from tongbao.locale.catalogue import Catalogue
from tongbao.pipeline import load_checked
from tongbao.views.issue_forms import KINDS, Form

FENCE = "````"
"""Around what people wrote, so that nothing in it is markup or calls anybody."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `form` takes."""
    parser.add_argument("body", type=Path, metavar="FILE")
    parser.add_argument("--kind", required=True, choices=tuple(KINDS))
    parser.add_argument("--date", type=day_of, metavar="DATE")
    parser.add_argument("--id", type=id_of, metavar="ID")
    parser.add_argument("--branch", metavar="NAME")
    parser.add_argument("--comment", type=Path, metavar="FILE")


def run(args: argparse.Namespace) -> int:
    """Writes the file and says where; 1 where something is wrong, told as a comment under the form, nothing written."""
    words: Catalogue = args.words
    root = place(args.root)
    body = _body(args.body)
    if args.branch and not can_branch(root, args.branch):
        raise Usage("no-branch", name=args.branch)
    checked = load_checked(root)
    dataset = checked.dataset
    if dataset is None:
        print_problems(words, checked.problems)
        return 1
    speaks = [load_catalogue(language, root) for language in dataset.site.languages]
    form = Form(args.kind, dataset.site, speaks)
    read = submitted(body, form)
    wrong = read.wrong
    proposal: Proposal | None = None
    if not wrong:
        asking = Asking(root, dataset, form, read.said, args.date or checked.day or date.min, args.id or "")
        proposal, wrong = proposal_of(asking)
    if wrong:
        _say(args.comment, _told(speaks[0], wrong))
        return 1
    if proposal is None:
        _say(args.comment, speaks[0]("forms.comment.read"))
        return 0
    write(root, [Writing(proposal.path, proposal.text)])
    if args.branch:
        message = speaks[0]("forms.commit", name=speaks[0](f"forms.{args.kind}.name"), id=proposal.id)
        if not branch_with(root, args.branch, proposal.path, message):
            raise Usage("no-commit", name=args.branch, path=proposal.path)
    _say(args.comment, speaks[0]("forms.comment.written", path=proposal.path))
    return 0


def _body(path: Path) -> str:
    """The text of a file. What is too long is cut: it is refused later."""
    with path.open("rb") as file:
        return file.read(4 * (LONGEST + 1)).decode(errors="replace")


def _told(words: Catalogue, wrong: tuple[Wrong, ...]) -> str:
    """The comment that names each field and what is wrong with it, as text that no markup can leave."""
    items = []
    for each in wrong:
        key = f"forms.wrong.{each.rule}"
        what = words.filled(key, each.params) if key in words else words.problem(each.rule, each.params)
        label = each.heading or words("forms.comment.whole")
        items.append(words("forms.comment.item", label=label, what=what).replace(FENCE, "'" * len(FENCE)))
    lines = [words("forms.comment.wrong"), "", f"{FENCE}text", *dict.fromkeys(items), FENCE]
    return "\n".join(lines)


def _say(file: Path | None, text: str) -> None:
    if file is None:
        print(text)
    else:
        file.write_text(f"{text}\n", encoding="utf-8")
