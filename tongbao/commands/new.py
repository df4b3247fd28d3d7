"""`new`: the file of a new record with the next free id, commented, ready to be filled in."""

import argparse
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from tongbao.commands import Usage, day_of, place
from tongbao.commands.check import print_problems
from tongbao.commands.targets import said, year_of
from tongbao.commands.writing import faults_with
from tongbao.edit.blank import MOST_CHOICES, Blank, usual_ways
from tongbao.edit.files import create
from tongbao.edit.ids import Series, next_id, office_series, series_of
from tongbao.edit.schemas import first_line
from tongbao.load.branches import names_on_branches
from tongbao.load.catalogues import load_catalogue
from tongbao.load.positions import located
from tongbao.load.single import record_of
from tongbao.load.yaml_source import parse
from tongbao.locale.catalogue import Catalogue
from tongbao.model.base import ID, Record
from tongbao.model.base import words as words_in
from tongbao.model.dataset import Dataset
from tongbao.pipeline import Checked, load_checked
from tongbao.problems import Level, Problem, like
from tongbao.views.place_codes import place_codes
from tongbao.views.schema import FILES

Values = dict[str, Any]


class Numbering(NamedTuple):
    """How the records of a kind are numbered where none is there to be followed: `P-<district>-2026-001`."""

    letter: str
    digits: int
    kin: str = ""
    """Another kind whose ids bear the short code of a district; "" where ids bear none."""


KINDS: Mapping[str, Numbering] = {
    "project": Numbering("P", 3, kin="issue"),
    "issue": Numbering("I", 4, kin="project"),
    "activity": Numbering("A", 3),
    "batch": Numbering("B", 2),
    "campaign": Numbering("K", 2),
    "correction": Numbering("C", 3),
}
OPTIONS: Mapping[str, Mapping[str, str]] = {
    "project": {"district": "district", "name": "name", "kind": "works", "date": "registered", "office": "responsible"},
    "issue": {
        "project": "projects",
        "district": "district",
        "title": "title",
        "kind": "kind",
        "category": "category",
        "date": "raised.date",
        "office": "raised.by",
    },
    "activity": {
        "title": "title",
        "kind": "kind",
        "date": "date",
        "until": "until",
        "office": "chair",
        "project": "projects",
    },
    "batch": {"title": "title", "kind": "kind", "date": "ceremony.date", "project": "members"},
    "campaign": {"name": "name", "date": "from", "until": "until", "office": "organiser", "project": "members"},
    "correction": {"document": "document", "date": "date"},
}
"""The field that an option fills in, by kind of record."""
NAMED = {"district": "districts", "office": "offices", "category": "categories"}
"""Options whose values are codes of site.yaml, and the table."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `new` takes."""
    parser.add_argument("record", choices=tuple(KINDS), metavar="RECORD")
    for name in ("district", "office", "name", "title", "kind", "category", "document"):
        parser.add_argument(f"--{name}", metavar="TEXT")
    for name in ("date", "until"):
        parser.add_argument(f"--{name}", type=day_of, metavar="DATE")
    parser.add_argument("--project", action="append", metavar="ID")
    parser.add_argument("--year", type=year_of, metavar="YEAR")
    parser.add_argument("--id", type=id_of, metavar="ID")


def run(args: argparse.Namespace) -> int:
    """Writes the file and says where, with what is still to be filled in; never over another one."""
    words: Catalogue = args.words
    root = place(args.root)
    checked = load_checked(root)
    dataset = checked.dataset
    if dataset is None:
        print_problems(words, checked.problems)
        return 1
    values = _values(args, dataset)
    year = _year(args, checked)
    district = _district(args, dataset)
    id = _id(args, root, dataset, year, district)
    values = {"id": id, **values, **_reckoned(args.record, values, year, dataset)}
    path = path_of(args.record, id, year, district)
    if dataset.exists(args.record, id) or (root / path).exists():
        raise Usage("new-there", path=dataset.paths.get((args.record, id), path))
    text = first_line(root, path, args.record) + _blank(args, root, dataset).text(FILES[args.record].model, values)
    missing = _missing(args.record, root, checked, dataset, path, text)
    try:
        create(root / path, text)
    except FileExistsError:
        raise Usage("new-there", path=path) from None
    print(words("cli.new.done", path=path))
    if missing:
        print(words("cli.new.missing"))
        print_problems(words, missing)
    return 0


def _values(args: argparse.Namespace, dataset: Dataset) -> Values:
    """What the options fill in; raises Usage for one that the record has no field for, or whose value is none."""
    fields = OPTIONS[args.record]
    values: Values = {}
    for option in ("district", "office", "name", "title", "kind", "category", "date", "until", "document", "project"):
        given = getattr(args, option)
        if given is None:
            continue
        if option not in fields:
            known = args.words("list.separator").join(f"--{name}" for name in fields)
            raise Usage("new-option", option=f"--{option}", record=args.record, known=known)
        _put(values, fields[option], _read(option, given, args, dataset))
    if args.record == "issue" and "projects" in values:
        values.pop("district", None)  # it hangs on its projects
    return values


def _read(option: str, given: Any, args: argparse.Namespace, dataset: Dataset) -> Any:
    if option in NAMED:
        _known(option, given, [entry.code for entry in getattr(dataset.site, NAMED[option])], args.words)
    if option == "project":
        for id in given:
            if not dataset.exists("project", id):
                _known(option, id, sorted(dataset.project_by_id), args.words)
        return given
    if option in ("date", "until"):
        return given
    text = said(f"--{option}", given)
    return [{"office": text}] if (args.record, option) == ("project", "office") else text


def _known(option: str, value: str, known: list[str], words: Catalogue) -> None:
    """Raises Usage for a value that is none of the known ones, with those that may be meant."""
    if value not in known:
        offered = words("list.separator").join(like(value, known) or known[:MOST_CHOICES])
        raise Usage("new-unknown", option=f"--{option}", value=value, known=offered)


def _put(values: Values, way: str, value: Any) -> None:
    *outer, last = way.split(".")
    for key in outer:
        values = values.setdefault(key, {})
    values[last] = value


def _year(args: argparse.Namespace, checked: Checked) -> int:
    """The year of the id: the one that is named, of the record's day, of the day that the place is at."""
    if args.year:
        return int(args.year)
    day: date | None = args.date or checked.day
    if day is None:
        raise Usage("new-year")
    return day.year


def _district(args: argparse.Namespace, dataset: Dataset) -> str:
    """The district in whose folder the file goes; "" where the kind has no such folders."""
    if "<district>" not in FILES[args.record].path:
        return ""
    districts = {dataset.project_by_id[id].district for id in args.project or () if id in dataset.project_by_id}
    if not args.district and len(districts) != 1:
        codes = args.words("list.separator").join(entry.code for entry in dataset.site.districts)
        raise Usage("new-district", known=codes)
    return args.district or districts.pop()


def _id(args: argparse.Namespace, root: Path, dataset: Dataset, year: int, district: str) -> str:
    """The id that is named, else the next one that is free."""
    return args.id or free_id(args.record, root, dataset, year, district)


def free_id(record: str, root: Path, dataset: Dataset, year: int, district: str) -> str:
    """The next id of a kind of record that is free here and on every branch that Git knows."""
    letter, digits, kin = KINDS[record]
    taken = {*_ids(dataset, record), *names_on_branches(root, _folder(record))}
    series = series_of(_ids(dataset, record, district))
    if series is None and kin:
        series = office_series(letter, district, digits, _ids(dataset, record), _ids(dataset, kin, district))
    return id_of(next_id(series or Series(f"{letter}-", digits), year, taken))


def id_of(text: str) -> str:
    """An id; raises Usage where it is none."""
    if not ID.fullmatch(text):
        raise Usage("new-id", value=text)
    return text


def _folder(record: str) -> str:
    return PurePosixPath(FILES[record].path).parts[0]


def _ids(dataset: Dataset, record: str, district: str = "") -> list[str]:
    """The ids of a kind, also of files that cannot be read; of those in the folder of a district where one is named."""
    folder = f"{_folder(record)}/{district}/"
    named = ((id, path) for (kind, id), path in dataset.paths.items() if kind == record)
    known = [id for id, path in named if not district or path.startswith(folder)]
    return known if district else [*known, *(id for kind, id in dataset.unreadable if kind == record)]


def _reckoned(record: str, values: Values, year: int, dataset: Dataset) -> Values:
    """What follows from the day of a batch: its year and quarter, and the number after the last one of its kind."""
    if record != "batch":
        return {}
    day: date | None = values.get("ceremony", {}).get("date")
    same = [batch.number for batch in dataset.batches if batch.year == year and batch.kind == values.get("kind")]
    quarter = {"quarter": (day.month + 2) // 3} if day else {}
    return {"year": year, **quarter, "number": max(same, default=0) + 1}


def path_of(record: str, id: str, year: int, district: str) -> str:
    """Where the file of a record belongs."""
    path = FILES[record].path
    for name, value in (("<district>", district), ("<year>", str(year)), ("<id>", id)):
        path = path.replace(name, value)
    return path


def _blank(args: argparse.Namespace, root: Path, dataset: Dataset) -> Blank:
    """The writer of the file: in the first language of the place, after what the place writes in such records."""
    site, policy = dataset.site, dataset.policy
    catalogue = load_catalogue(site.languages[0], root)
    choices = place_codes(site, policy, catalogue)
    records: Iterable[Record] = getattr(dataset, _folder(args.record))
    unit = words_in(site.money.unit, site.languages)
    return Blank(catalogue, unit, choices, usual_ways(records))


def _missing(record: str, root: Path, checked: Checked, dataset: Dataset, path: str, text: str) -> list[Problem]:
    """What `check` would say of the file as it is written."""
    made, defects = record_of(parse(text.encode()), FILES[record].model)
    if made is not None:
        found = faults_with(root, dataset, made, path, text, checked.day or date.max)
        return [problem for problem in found if problem.path == path and problem.level is Level.FAULT]
    problems = [
        Problem(path, d.rule, d.location, d.params, at_key=d.at_key, line=d.line, column=d.column) for d in defects
    ]
    return located(problems, lambda _: text.encode())
