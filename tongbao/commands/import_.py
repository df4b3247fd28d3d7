"""`import`: rows of a spreadsheet into files of a place. Where there is a fault nothing is written.

A workbook that `export` made needs no mapping: commands.taking_back does it.
"""

import argparse
from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError

from tongbao.commands import Usage, day_of, place
from tongbao.edit.files import FOLDER, Edited, Writings, write, writings_of
from tongbao.edit.importing import Draft, drafts_of
from tongbao.edit.plans import header_problems, plan_of
from tongbao.edit.records import record_text
from tongbao.load.faults import defects_of
from tongbao.load.positions import located
from tongbao.load.single import read_record
from tongbao.load.spreadsheets import read_spreadsheet
from tongbao.locale.catalogue import Catalogue
from tongbao.model.mapping import Mapping
from tongbao.model.project import Project
from tongbao.model.site import Site
from tongbao.problems import Level, Problem, as_text, faults, in_order


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `import` takes."""
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--mapping", type=Path, metavar="MAP")
    parser.add_argument("--into", type=Path, required=True, metavar="DIR")
    parser.add_argument("--date", type=day_of, metavar="DATE")
    writing = parser.add_mutually_exclusive_group()
    writing.add_argument("--dry-run", action="store_true")
    writing.add_argument("--yes", action="store_true")
    edited = parser.add_mutually_exclusive_group()
    edited.add_argument("--overwrite", action="store_true")
    edited.add_argument("--keep", action="store_true")


def run(args: argparse.Namespace) -> int:
    """Prints what is wrong, or writes the files and says how many; 1 where there is a fault, else 0."""
    words: Catalogue = args.words
    root = place(args.into)
    if not args.file.is_file():
        raise Usage("no-file", file=args.file)
    if args.mapping is None:
        return _own_workbook(args, root)
    if args.date:
        raise Usage("only-workbook", option="--date")
    edited: Edited = "overwrite" if args.overwrite else "keep" if args.keep else "fault"
    projects, writings, problems = prepared(args.file, args.mapping, root, edited)
    problems = [problem for problem in in_order(problems) if problem.level is not Level.OFF]
    for problem in problems:
        print(printed(problem, words))
    warnings = len(problems) - len(faults(problems))
    if faults(problems):
        count = words.count("cli.count.fault", len(faults(problems)))
        print(words("importing.summary.nothing", faults=count, warnings=words.count("cli.count.warning", warnings)))
        return 1
    if not args.dry_run:
        write(root, writings.writings)
    print(
        words(
            "importing.summary.would" if args.dry_run else "importing.summary.done",
            projects=words.count("cli.count.project", len(projects)),
            reports=words.count("importing.summary.report", sum(len(project.progress) for project in projects)),
            written=len(writings.writings),
            unchanged=writings.unchanged,
            kept=writings.kept,
            warnings=words.count("cli.count.warning", warnings),
        )
    )
    return 0


def _own_workbook(args: argparse.Namespace, root: Path) -> int:
    """Takes back a workbook that `export` made; raises Usage where the file is another one."""
    if args.overwrite or args.keep:
        raise Usage("only-mapping", option="--overwrite" if args.overwrite else "--keep")
    from tongbao.commands.taking_back import take_back
    from tongbao.load.reporting_book import read_book

    book = read_book(args.file)
    if isinstance(book, Problem):
        print(printed(book, args.words))
        return 1
    if book is None:
        raise Usage("no-mapping", file=args.file)
    return take_back(args, root, book)


def prepared(file: Path, map_file: Path, root: Path, edited: Edited) -> tuple[list[Project], Writings, list[Problem]]:
    """The projects of a sheet, what would be written for them, and everything wrong; writes nothing."""
    nothing = Writings()
    site, problems = read_record(root / "site.yaml", Site)
    mapping, found = read_record(map_file, Mapping)
    problems += found
    if site is None or mapping is None:
        return [], nothing, problems
    plan, found = plan_of(mapping, map_file.name, site)
    problems += located(found, lambda _: map_file.read_bytes())
    sheet = read_spreadsheet(
        file,
        sheet=mapping.sheet,
        encoding=mapping.encoding,
        delimiter=mapping.delimiter,
        header=mapping.header,
    )
    if isinstance(sheet, Problem):
        return [], nothing, [*problems, sheet]
    if plan is None:
        return [], nothing, problems
    problems += header_problems(sheet, plan, mapping.header)
    if faults(problems):
        return [], nothing, problems
    drafts, found = drafts_of(sheet, plan)
    problems += found
    checked = [_checked(draft, sheet.name, problems) for draft in drafts]
    projects = [project for project in checked if project is not None]
    if faults(problems):
        return projects, nothing, problems
    bodies = {f"{FOLDER}/{project.district}/{project.id}.yaml": record_text(project) for project in projects}
    writings = writings_of(root, bodies, file.name, edited=edited, gone=mapping.level("import-gone"))
    return projects, writings, [*problems, *writings.problems]


def _checked(draft: Draft, name: str, problems: list[Problem]) -> Project | None:
    """The project of a draft; what its model finds wrong is added to `problems`, at the cell it came from."""
    try:
        return Project.model_validate(draft.tree, by_alias=True, by_name=False)
    except ValidationError as error:
        defects = defects_of(error, draft.tree, Project)
    known = {(problem.line, problem.location) for problem in faults(problems)}
    for defect in defects:
        row, column = draft.cell_at(defect.location)
        location = (column,) if column else defect.location
        rule = "import-empty" if defect.rule == "missing-key" and column else defect.rule
        if (row, location) not in known:
            problems.append(Problem(name, rule, location, defect.params, line=row))
    return None


def printed(problem: Problem, words: Catalogue) -> str:
    """`reports.csv:17: column “Borough”: what is wrong  [rule]`; a problem of a YAML file as everywhere."""
    message = words.problem(problem.rule, problem.params)
    if problem.column or not problem.line:
        return as_text(problem, lambda _: message)
    field = words("importing.column", column=problem.field) if problem.location else ""
    bare = replace(problem, path=f"{problem.path}:{problem.line}", line=0, location=())
    return as_text(bare, lambda _: f"{field}{message}")
