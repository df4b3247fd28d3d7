"""`import` of a reporting workbook: what it would change is printed; it is written where somebody says so."""

import argparse
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import reduce
from pathlib import Path

from tongbao.commands import Usage
from tongbao.commands.check import sound, words_of
from tongbao.commands.writing import with_record
from tongbao.edit.files import Writing, write
from tongbao.edit.filled_rows import problem_at, rows_of
from tongbao.edit.reporting_book import taken_back
from tongbao.edit.taking import Change, TakenBack
from tongbao.load.catalogues import load_catalogue
from tongbao.load.folders import reader
from tongbao.load.positions import located
from tongbao.load.single import record_of
from tongbao.load.yaml_source import parse
from tongbao.locale.catalogue import Catalogue
from tongbao.model.dataset import Dataset
from tongbao.model.digest import record_digest
from tongbao.model.issue import Issue
from tongbao.model.project import Project
from tongbao.model.reporting_book import FilledBook
from tongbao.problems import Level, Problem, as_text, faults, in_order
from tongbao.rules import check_all
from tongbao.views.reader import Reader
from tongbao.views.reporting_choices import choices_of
from tongbao.views.urls import Urls


def take_back(args: argparse.Namespace, root: Path, book: FilledBook) -> int:
    """Prints every fault, else what would change, and writes it where asked; 1 where there is a fault, else 0."""
    words: Catalogue = args.words
    checked, dataset = sound(root, words)
    received: date | None = args.date or dataset.site.as_of
    if received is None:
        raise Usage("no-receipt-day")
    language = book.notes.get("language", "")
    if language not in dataset.site.languages:
        language = dataset.site.languages[0]
    catalogue = load_catalogue(language, root)
    exported = _day_in(book.notes.get("as_of", ""), received)
    reading = Reader(language, catalogue, dataset.site, dataset.policy.at(exported), exported, Urls())
    rows = rows_of(book, dataset.site.id, choices_of(reading))
    texts = reader(root)
    taken = taken_back(
        book.name, rows, dataset, (language, *dataset.site.languages), received, lambda path: _text(texts(path))
    )
    problems = [*rows.problems, *taken.problems]
    if not faults(problems):
        problems += _found(root, book.name, dataset, taken, max(received, checked.day or received))
    for problem in _by_sheet(problems, book):
        print(printed(problem, words))
    if stopping := faults(problems):
        notes = words.count("cli.count.warning", len(problems) - len(stopping))
        print(words("book.plan.faulty", faults=words.count("cli.count.fault", len(stopping)), warnings=notes))
        return 1
    return _carry_out(args, root, book, dataset, taken, rows.unchanged)


def _by_sheet(problems: Iterable[Problem], book: FilledBook) -> list[Problem]:
    """Problems each once, in the order of the sheets and from their top."""
    names = [sheet.name for sheet in book.sheets]

    def place_of(problem: Problem) -> int:
        return names.index(str(problem.location[0])) if problem.location and problem.location[0] in names else -1

    return sorted(in_order(problems), key=place_of)


def _carry_out(
    args: argparse.Namespace, root: Path, book: FilledBook, dataset: Dataset, taken: TakenBack, unchanged: int
) -> int:
    """The plan, and its writing: at once with `--yes`, else after a question on a terminal, else not."""
    words: Catalogue = args.words
    if not taken.texts:
        print(words("book.plan.nothing", unchanged=unchanged, there=taken.there))
        return 0
    for change in taken.changes:
        for line in _told(change, words):
            print(line)
    for path in taken.texts:
        print(words("book.plan.file", path=path))
    if moved := _changed_since(book, dataset):
        print(words("book.plan.changed_since", count=moved))
    counts = {"files": len(taken.texts), "changes": len(taken.changes)}
    print(words("book.plan.count", **counts))
    asked = not args.yes and not args.dry_run and sys.stdin.isatty()
    if args.dry_run or not (args.yes or (asked and _agreed(words))):
        print(words("book.plan.dry"))
        return 0
    write(root, (Writing(path, text) for path, text in taken.texts.items()))
    print(words("book.plan.done", **counts))
    return 0


def _agreed(words: Catalogue) -> bool:
    try:
        return input(words("book.plan.ask")).strip().casefold() in words("book.plan.agreed").split()
    except EOFError:
        return False


def _told(change: Change, words: Catalogue) -> Iterable[str]:
    """A change in words: of what, and each value before and after."""
    kind = next((value.after for value in change.values), "") if change.what == "event" else ""
    yield words(
        f"book.plan.{change.what}",
        id=change.id,
        name=change.name,
        as_of=change.of,
        day=change.of,
        milestone=change.of,
        kind=words(f"words.event.{kind}") if kind else "",
    )
    empty = words("book.plan.empty")
    for value in change.values[1 if kind else 0 :]:
        yield words("book.plan.value", title=value.title, before=value.before or empty, after=value.after or empty)


def _found(root: Path, book: str, dataset: Dataset, taken: TakenBack, day: date) -> list[Problem]:
    """What models and rules find in the place as it would be and not as it is, at the cell that it came from."""
    records: list[tuple[Project | Issue, str]] = []
    problems: list[Problem] = []
    for path, text in taken.texts.items():
        kind: type[Project] | type[Issue] = Project if path.startswith("projects/") else Issue
        record, defects = record_of(parse(text.encode()), kind)
        problems += (Problem(path, each.rule, each.location, each.params) for each in defects)
        records += [(record, path)] if record is not None else []
    if not problems:
        after = reduce(lambda data, each: with_record(data, *each), records, dataset)
        known = {_same(problem) for problem in check_all(dataset, day)}
        problems += (each for each in check_all(after, day) if _same(each) not in known)
    read = reader(root)
    told = [each for each in problems if each.level is Level.FAULT or each.path in taken.texts]
    lines = located(told, lambda path: taken.texts[path].encode() if path in taken.texts else read(path))
    return [_at_cell(each, book, taken) for each in lines]


def _same(problem: Problem) -> tuple[str, str, str]:
    """What makes a problem the one that was there before, whatever line it stands in now."""
    return problem.path, problem.rule, str(sorted(problem.params.items(), key=str))


def _at_cell(problem: Problem, book: str, taken: TakenBack) -> Problem:
    for length in range(len(problem.location), 0, -1):
        if cell := taken.cells.get((problem.path, problem.location[:length])):
            return replace(problem_at(book, cell, problem.rule, problem.params), level=problem.level)
    return problem


def _changed_since(book: FilledBook, dataset: Dataset) -> int:
    """How many records of the workbook are others than when it was made."""
    issues = {("issue", issue.id): issue for issue in dataset.issues}
    records = {("project", id): record for id, record in dataset.project_by_id.items()} | issues
    return sum(key not in records or record_digest(records[key]) != old for key, old in book.digests.items())


def _day_in(text: str, otherwise: date) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return otherwise


def _text(data: bytes | None) -> str:
    return (data or b"").decode("utf-8")


def printed(problem: Problem, words: Catalogue) -> str:
    """`P.xlsx: 项目进度!J8 (heading): what is wrong  [rule]`; a problem of a file of the place as everywhere."""
    if problem.column or not problem.line:
        return as_text(problem, words_of(words))
    if len(problem.location) > 1:
        sheet, cell, heading = problem.location
        field = words("importing.cell", sheet=sheet, cell=cell, heading=heading)
    else:
        field = words("importing.sheet", sheet=problem.location[0]) if problem.location else ""
    message = words.problem(problem.rule, problem.params)
    bare = replace(problem, line=0, location=())
    return as_text(bare, lambda _: f"{field}{message}")
