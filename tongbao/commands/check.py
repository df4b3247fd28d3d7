"""`check`: every fault and warning of a place, where it is; nothing is written."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path, PurePosixPath

from tongbao.commands import Stopped, Usage, code_folder, place
from tongbao.commands.overrides import tried
from tongbao.load.changed import changed_files
from tongbao.locale.catalogue import Catalogue
from tongbao.model.dataset import Dataset
from tongbao.pipeline import Checked, load_checked
from tongbao.problems import Level, Problem, Words, as_github, as_json, as_text, faults

ANNOTATIONS = 10
"""GitHub shows so many of each level a step and drops the rest silently."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `check` takes."""
    parser.add_argument("--format", choices=("text", "github", "json"), default="text")
    parser.add_argument("--summary", type=Path, metavar="FILE")
    parser.add_argument("--changed", action="store_true")
    parser.add_argument("--base", metavar="REF")
    parser.add_argument("--fix", action="store_true")
    parser.add_argument("--dry-run", action="store_true")
    parser.add_argument("paths", nargs="*", metavar="PATH")


def run(args: argparse.Namespace) -> int:
    """Prints the problems, those of changed files first, and one line that counts them; 1 where there is a fault, else
    0."""
    words: Catalogue = args.words
    root = place(args.root)
    if missing := [path for path in args.paths if not os.path.lexists(path)]:
        raise Usage("no-path", path=missing[0])
    asked = args.changed or args.base or args.fix  # before anything is written
    changed = _changed(root, args) if asked else frozenset()
    paths = {_from_root(root, path) for path in args.paths}
    if args.fix or args.dry_run:
        _fix(root, args, lambda path: is_among(path, paths) and (path in changed or not args.changed))
    checked = load_checked(root)
    found = (*checked.problems, *tried(root, checked, code_folder(root, args)))
    problems = [problem for problem in found if is_among(problem.path, paths)]
    if problems and not asked:
        changed = _changed(root, args)
    first = [problem for problem in problems if problem.path in changed]
    problems = first if args.changed else [*first, *(each for each in problems if each.path not in changed)]
    message = words_of(words)
    count = counted(words, checked, problems, repaired=args.fix and not args.dry_run)
    if changed and faults(problems):
        count += _of_changed(words, first, changed)
    if not args.fix and not args.dry_run:
        count += _repairable(words, root, problems)
    match args.format:
        case "json":
            print(json.dumps([as_json(p, message) for p in problems], ensure_ascii=False, indent=2))
        case "github":
            for problem in _annotated(problems):
                print(as_github(problem, message))
            print(count)
        case _:
            for problem in problems:
                print(as_text(problem, message))
            print(count)
    if args.summary:
        with args.summary.open("a", encoding="utf-8") as file:
            file.write(summary_text(words, problems, count))
    return 1 if faults(problems) else 0


def _fix(root: Path, args: argparse.Namespace, is_meant: Callable[[str], bool]) -> None:
    """Repairs what is safe and says so; with --dry-run nothing is written."""
    from tongbao.commands.fixing import repaired_files, told, written

    files = list(repaired_files(root, is_meant))
    if not args.dry_run:
        written(root, files)
    for line in told(args.words, files, dry_run=args.dry_run):
        print(line, file=sys.stderr if args.format == "json" else sys.stdout)


def _repairable(words: Catalogue, root: Path, problems: list[Problem]) -> str:
    """How much of what is wrong `--fix` would repair; nothing where there is none."""
    if not (faulty := {problem.path for problem in faults(problems)}):
        return ""
    from tongbao.commands.fixing import repaired_files

    repairs = sum(len(file.fixes) for file in repaired_files(root, faulty.__contains__))
    return words("cli.check.repairable", repairs=words.count("cli.count.repair", repairs)) if repairs else ""


def _changed(root: Path, args: argparse.Namespace) -> frozenset[str]:
    """The files that somebody is working on; none where nobody asks and there is no Git to tell."""
    changed = changed_files(root, args.base)
    if changed is None and (args.changed or args.base):
        raise Usage("no-base" if args.base else "no-git", base=args.base)
    return changed or frozenset()


def _of_changed(words: Catalogue, first: list[Problem], changed: frozenset[str]) -> str:
    """How many of the faults stand in the changed files."""
    count = len(faults(first))
    return words(
        "cli.check.in_changed" if count else "cli.check.none_in_changed",
        faults=words.count("cli.count.fault", count),
        files=words.count("cli.count.file", len(changed)),
    )


def sound(root: Path, words: Catalogue, allowed: str = "") -> tuple[Checked, Dataset]:
    """The place of a command that works only on one without fault, but of the rule that is `allowed`; else raises
    Stopped."""
    checked = load_checked(root)
    if checked.dataset is not None and all(fault.rule == allowed for fault in faults(checked.problems)):
        return checked, checked.dataset
    raise refused(words, checked, checked.problems)


def refused(words: Catalogue, checked: Checked, problems: Iterable[Problem]) -> Stopped:
    """Prints what stands against it that the command goes on, and one line that counts it."""
    found = list(problems)
    print_problems(words, found)
    print(counted(words, checked, found))
    return Stopped()


def told(words: Catalogue, checked: Checked, problems: Iterable[Problem]) -> None:
    """Prints problems; raises Stopped where one of them is a fault."""
    found = list(problems)
    if faults(found):
        raise refused(words, checked, found)
    print_problems(words, found)


def day_asked(given: date | None, checked: Checked) -> date:
    """The day that was named, else that of the place; raises Usage where there is neither."""
    if (day := given or checked.day) is None:
        raise Usage("no-as-of")
    return day


def words_of(words: Catalogue) -> Words:
    """The sentence of a problem in the language of a catalogue."""
    return lambda problem: words.problem(problem.rule, problem.params)


def print_problems(words: Catalogue, problems: Iterable[Problem]) -> None:
    """Prints problems as lines of text."""
    for line in lines_of(words, problems):
        print(line)


def lines_of(words: Catalogue, problems: Iterable[Problem]) -> list[str]:
    """A line of text for each problem."""
    return [as_text(problem, words_of(words)) for problem in problems]


def counted(words: Catalogue, checked: Checked, problems: Iterable[Problem], *, repaired: bool = False) -> str:
    """One line: how many faults in how many files, or what the place holds; after repairs how many are left."""
    found = list(problems)
    stopping = faults(found)
    notes = len(found) - len(stopping)
    tail = words("cli.count.warnings", warnings=words.count("cli.count.warning", notes)) if notes else ""
    if stopping:
        files = len({problem.path for problem in stopping})
        return tail + words(
            "cli.count.left" if repaired else "cli.count.found",
            faults=words.count("cli.count.fault", len(stopping)),
            files=words.count("cli.count.file", files),
        )
    dataset = checked.dataset
    if dataset is None:
        return tail + words("cli.count.fine", records="")
    records = words("list.separator").join(
        words.count(f"cli.count.{kind}", len(records))
        for kind, records in (
            ("project", dataset.projects),
            ("issue", dataset.issues),
            ("bulletin", dataset.bulletins),
        )
    )
    return tail + words("cli.count.fine", records=records)


def _from_root(root: Path, path: str) -> str:
    """A path as given, from the root of the place."""
    absolute = os.path.abspath(path)
    return PurePosixPath(os.path.relpath(absolute, os.path.abspath(root)).replace(os.sep, "/")).as_posix()


def is_among(path: str, paths: set[str]) -> bool:
    """Whether a file is one of the given ones or lies in a given folder; every one where none is given."""
    return not paths or path in paths or not paths.isdisjoint(map(str, PurePosixPath(path).parents))


def _annotated(problems: list[Problem]) -> list[Problem]:
    return [
        problem
        for level in (Level.FAULT, Level.WARNING)
        for problem in [p for p in problems if p.level is level][:ANNOTATIONS]
    ]


def summary_text(words: Catalogue, problems: list[Problem], count: str) -> str:
    """The whole list as Markdown, for the summary of a workflow and the text of a pull request."""
    message = words_of(words)
    lines = [words("cli.summary.title"), "", count, ""]
    if problems:
        head = [words(f"cli.summary.{name}") for name in ("level", "place", "field", "message", "rule")]
        lines += [_row(head), _row(["---"] * len(head))]
    for problem in problems:
        where = f"{problem.path}:{problem.line}:{problem.column}" if problem.line else problem.path
        level, text = words(f"cli.level.{problem.level}"), plain(message(problem))
        lines.append(_row([level, _code(where), _code(problem.field), text, _code(problem.rule)]))
    return "\n".join(lines) + "\n"


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def plain(text: str) -> str:
    """Text without meaning to Markdown or HTML: problems repeat what anybody wrote into a file."""
    return "".join(f"&#{ord(c)};" if c in "&<>|*_`[]()#!~\\@" else c for c in " ".join(text.split()))


def _code(text: str) -> str:
    return f"<code>{plain(text)}</code>" if text else ""
