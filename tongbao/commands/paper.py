"""`paper`: an order, an assignment or a reminder to be sent, as HTML and PDF, beside the site and never in it."""

import argparse
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tongbao.commands import Usage, code_folder, day_of, language_of, place
from tongbao.commands.check import day_asked, sound, told
from tongbao.commands.papers import add_paper_arguments, internal_of, out_of, own_name, written
from tongbao.commands.targets import said
from tongbao.commands.writing import faults_with, read_back
from tongbao.edit.changed import with_entry
from tongbao.edit.files import Writing, write
from tongbao.edit.records import line_text
from tongbao.locale.catalogue import Catalogue
from tongbao.metrics.papers import Paper, paper_of, record_of
from tongbao.metrics.snapshot import Snapshot, take_snapshot
from tongbao.model.issue import Event, Issue
from tongbao.model.project import Project
from tongbao.packing import Press, printed
from tongbao.pipeline import Checked


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `paper` takes."""
    parser.add_argument("id", metavar="ID")
    parser.add_argument("--kind", metavar="KIND")
    parser.add_argument("--date", type=day_of, metavar="DATE")
    parser.add_argument("--number", metavar="TEXT")
    parser.add_argument("--record", action="store_true")
    add_paper_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Writes the paper, and with --record what the record of its issue or project is to say of it; 1 where the place
    has a fault, or would have one, and then nothing is written."""
    words: Catalogue = args.words
    root = place(args.root)
    checked, dataset = sound(root, words)
    day = day_asked(args.date, checked)
    paper = _paper(args, take_snapshot(dataset, day), words)
    language = language_of(args.language, dataset.site.languages)
    name = own_name(f"{args.id}-{paper.rule.code}-{paper.day}", language, dataset.site.languages)
    out = out_of(args, root, root / "out" / "papers" / name)
    internal = internal_of(args, root, dataset)
    entry = None if paper.sent or paper.rule.on == "assignment" else _Entry.of(paper, checked)
    writing = entry.writing(root, words, checked) if entry and args.record else None
    code = code_folder(root, args)
    press = Press(root, dataset, checked.templates, language, not args.no_pdf, code, internal)
    if not written(words, checked, out, lambda: printed(press, paper, day), pdf=press.pdf):
        return 2
    print(words("cli.paper.done", name=paper.rule.code, id=args.id, day=paper.day, out=out))
    if writing:
        write(root, [writing])
        print(words("cli.paper.recorded", path=writing.path))
    elif entry:
        print(words("cli.paper.entry", path=entry.path, key=entry.key, line=entry.line))
    return 0


def _paper(args: argparse.Namespace, snapshot: Snapshot, words: Catalogue) -> Paper:
    """The paper that is asked for, with the number that it is given; one that is sent has its own.

    What is sent about a project on no light is printed only where it is named. Raises Usage where there is none.
    """
    rules = [
        rule for rule in snapshot.rules.papers if args.kind == rule.code or (not args.kind and rule.on != "project")
    ]
    paper = next((paper for rule in rules if (paper := paper_of(rule, args.id, snapshot))), None)
    if paper is None:
        known = words("list.separator").join(rule.code for rule in rules)
        raise Usage("no-paper", id=args.id, day=snapshot.day, known=known)
    if args.number is not None:
        if paper.sent:
            raise Usage("paper-sent", id=args.id, day=paper.day)
        paper = paper._replace(number=said("--number", args.number))
    return paper


@dataclass(frozen=True, slots=True)
class _Entry:
    """What a record is to say of a paper: its file, the list in it, the line, and the record with it."""

    path: str
    key: str
    line: str
    record: Project | Issue
    paper: Paper

    @classmethod
    def of(cls, paper: Paper, checked: Checked) -> "_Entry":
        """The entry of a paper that is not sent yet, in the record as it stands in its file."""
        dataset, entry = checked.dataset, record_of(paper)
        assert dataset is not None
        line = line_text(entry).rstrip("\n")
        if isinstance(entry, Event):
            assert paper.issue is not None
            issue = next(each for each in dataset.issues if each.id == paper.issue.issue.id)
            issue = issue.model_copy(update={"events": (*issue.events, entry)})
            return cls(dataset.paths["issue", issue.id], "events", line, issue, paper)
        assert paper.standing is not None
        project = dataset.project_by_id[paper.standing.project.id]
        project = project.model_copy(update={"papers": (*project.papers, entry)})
        return cls(dataset.paths["project", project.id], "papers", line, project, paper)

    def writing(self, root: Path, words: Catalogue, checked: Checked) -> Writing:
        """The file with the entry. Raises Usage where a person must write it there, Stopped where the place would be at
        fault with it."""
        dataset = checked.dataset
        assert dataset is not None
        before = (root / self.path).read_bytes().decode()
        text = with_entry(before, self.key, record_of(self.paper), type(self.record))
        text = read_back(text, self.record, self.path, f"{self.key}: - {self.line}")
        found = faults_with(root, dataset, self.record, self.path, text, max(checked.day or date.max, self.paper.day))
        told(words, checked, found)
        return Writing(self.path, text)
