"""docs/mechanisms.md: every mechanism of the five places once, and every thing that an answer names exists."""

import importlib
import pkgutil
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import tongbao.model
from tests.sites import reckoned, records
from tongbao.cli import COMMANDS
from tongbao.load.internal import load_internal
from tongbao.load.walk import MARKER
from tongbao.load.yaml_source import parse
from tongbao.metrics.registry import REGISTRY
from tongbao.model.base import Record
from tongbao.model.dataset import Dataset
from tongbao.model.policy import Rules
from tongbao.rules import RULES

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/mechanisms.md"
PLACES = {"滨州": (1, 55), "驻马店": (56, 99), "泾川": (100, 151), "忻州": (152, 172), "烟台": (173, 192)}
"""The first and the last mechanism of each place."""
OUT = {6, 51, 55, 70, 113, 120, 123, 134, 143, 148, 169, 179}
"""What is not reporting."""
ONLY_SAID = {3, 69, 97, 185}
"""For which a sentence is enough."""
PAPERS = {"bulletin.txt", "letter.html", "task.html", "targets_notice.html"}
"""Pages that are papers to hand out."""
NAMED = {"record", "figure", "page", "paper", "setting"}
SAID = {"cited", "text", "open", "out"}
"""The kinds of answer: those that name a thing of that kind, and the others."""
STATES = ("whole", "in part", "open", "out")


class Row(NamedTuple):
    """A row of the table, as it stands in the file."""

    id: int
    seed: str
    mechanism: str
    kinds: tuple[str, ...]
    answer: str
    where: str

    @property
    def state(self) -> str:
        """How far it is answered."""
        if "open" in self.kinds:
            return "open" if self.kinds == ("open",) else "in part"
        return "out" if self.kinds == ("out",) else "whole"


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def rows() -> list[Row]:
    """The rows whose first cell is a number and that have as many cells as the head says."""
    lines = [cells(line) for line in PAGE.read_text("utf-8").splitlines() if re.match(r"\| [0-9]+ \|", line)]
    return [Row(int(id), seed, text, tuple(kinds.split(", ")), *rest) for id, seed, text, kinds, *rest in lines]


def named(text: str) -> list[str]:
    """What a cell names between backticks."""
    return re.findall(r"`([^`]+)`", text)


ROWS = rows()


@cache
def fields() -> set[str]:
    """Every field of the model, by the name of its record: `Project.milestones`."""
    for module in pkgutil.iter_modules(tongbao.model.__path__, "tongbao.model."):
        importlib.import_module(module.name)

    def below(model: type[Record]) -> Iterator[type[Record]]:
        for child in model.__subclasses__():
            yield child
            yield from below(child)

    return {
        f"{model.__name__}.{field}"
        for model in below(Record)
        for field in model.model_fields
        if model.__module__.startswith("tongbao.model.")
    }


def kind_named(name: str) -> str:
    """Which kind of thing an answer names, by its form; "" where there is no such thing."""
    kind, _, key = name.partition(":")
    if kind == "figure":
        return "figure" if key in REGISTRY else ""
    if kind == "policy":
        return "setting" if key in Rules.model_fields else ""
    if kind == "rule":
        return "rule" if key in {rule.id for rule in RULES} else ""
    if name.startswith("build.py "):
        return "command" if name.removeprefix("build.py ") in COMMANDS else ""
    if name.startswith("templates/"):
        path = ROOT / name
        if not path.is_file():
            return ""
        return "paper" if path.parent.name == "pdf" or path.name in PAPERS else "page"
    return "record" if name in fields() else ""


@cache
def tree(path: Path) -> dict[str, Any]:
    source = parse(path.read_bytes())
    assert source.tree is not None
    return source.tree


def values(found: object, keys: tuple[str, ...]) -> Iterator[object]:
    """Everything that stands under the keys, whichever entries of lists it is in."""
    if isinstance(found, list):
        for entry in found:
            yield from values(entry, keys)
    elif not keys:
        yield found
    elif isinstance(found, dict) and keys[0] in found:
        yield from values(found[keys[0]], keys[1:])


def as_written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def stands(where: str) -> bool:
    """Whether `path~words`, `path: a.b` or `path: a.b=value` is so; a path is one below the repository."""
    said, _, words = where.partition("~")
    name, _, key = said.partition(": ")
    path = ROOT / name
    if not path.is_file():
        return False
    if words:
        return words in path.read_text("utf-8")
    key, equals, value = key.partition("=")
    found = list(values(tree(path), tuple(key.split("."))))
    return value in {as_written(one) for one in found} if equals else bool(found)


def test_every_mechanism_stands_once_under_its_place() -> None:
    """No row is missing, none stands twice, each is of its place."""
    expected = {id: place for place, (first, last) in PLACES.items() for id in range(first, last + 1)}
    assert [row.id for row in ROWS] == list(expected)
    assert {row.id: row.seed for row in ROWS} == expected


def test_only_what_is_not_reporting_is_out() -> None:
    """What the yardstick holds in scope is answered or open, and no row is out for convenience."""
    assert {row.id for row in ROWS if "out" in row.kinds} == OUT
    assert {row.id for row in ROWS if "text" in row.kinds} >= ONLY_SAID


def test_what_an_answer_names_exists() -> None:
    """Each field, figure, setting, rule, page, paper and command that is named is one."""
    assert not [(row.id, name) for row in ROWS for name in named(row.answer) if not kind_named(name)]


def test_an_answer_names_what_its_kinds_promise() -> None:
    """A row that says record, figure, page, paper or setting names one; kinds are known and stand once."""
    for row in ROWS:
        kinds, there = set(row.kinds), {kind_named(name) for name in named(row.answer)}
        assert len(kinds) == len(row.kinds), row.id
        assert kinds <= NAMED | SAID, row.id
        assert kinds & NAMED <= there, row.id
        assert row.mechanism, row.id
        assert row.answer, row.id


def test_what_is_open_is_said() -> None:
    """A row of kind open says what is, after `open:`, and no other row does."""
    said = [row.id for row in ROWS if re.search(r"(^|\. )open: \S", row.answer)]
    assert said == [row.id for row in ROWS if "open" in row.kinds]


def test_each_answer_can_be_seen() -> None:
    """What is answered stands in a file that there is, under the key that is named; cited figures in a cited.yaml."""
    for row in ROWS:
        shown = named(row.where)
        assert not [where for where in shown if not stands(where)], row.id
        assert row.where == "; ".join(f"`{where}`" for where in shown), row.id
        assert shown or row.state in ("open", "out"), row.id
        assert "cited" not in row.kinds or any("/cited.yaml: figures." in where for where in shown), row.id
        assert "text" not in row.kinds or any("~" in where for where in shown), row.id


def place_of(where: str) -> Path:
    """The place whose file it is: an example, or the sample."""
    folder, name, *_ = [*where.split("/"), ""]
    return ROOT / folder / name if folder == "examples" else ROOT


@cache
def read(place: Path) -> tuple[Dataset, date]:
    """A place and its own day."""
    dataset = records(place)
    day = dataset.site.as_of or dataset.newest_day()
    assert day is not None
    return dataset, day


def has_value(place: Path, name: str) -> bool:
    """Whether a figure is more than nothing in any scope of a place."""
    if (place / MARKER).exists():
        return False
    snapshot = reckoned(place, read(place)[1])
    return any(snapshot.figure(scope, name.removeprefix("figure:")).value for scope in snapshot.totals)


def written_in(value: object) -> Iterator[str]:
    """Each field that a value says, by the names of its model and of those that this one extends."""
    if isinstance(value, Record):
        for field in value.model_fields_set:
            yield from (f"{model.__name__}.{field}" for model in type(value).__mro__)
            yield from written_in(getattr(value, field))
    elif isinstance(value, (tuple, dict)):
        for part in value.values() if isinstance(value, dict) else value:
            yield from written_in(part)


@cache
def written(place: Path) -> set[str]:
    """The fields that any record or setting of a place says, and the settings themselves."""
    if (place / MARKER).exists():
        internal, _ = load_internal(place)
        assert internal is not None
        return {name for value in vars(internal).values() for name in written_in(value)}
    dataset, _ = read(place)
    fields = {name for value in vars(dataset).values() for name in written_in(value)}
    return fields | {f"policy:{name}" for name in dataset.policy.model_fields_set}


def is_written(place: Path, name: str) -> bool:
    return name in written(place)


def test_each_answer_lives_where_it_can_be_seen() -> None:
    """What a row names is written, and a figure has a value, in one of the places whose files the row names."""
    for row in ROWS:
        places = {place_of(where) for where in named(row.where)}
        for name in named(row.answer):
            living = {"figure": has_value, "record": is_written, "setting": is_written}.get(kind_named(name))
            assert living is None or any(living(place, name) for place in places), (row.id, name)


def test_the_count_at_the_head_is_right() -> None:
    """The table at the head of the page counts the rows below it, for each place and all together."""
    counts = Counter((row.seed, row.state) for row in ROWS)
    expected = [[place, *(str(counts[place, state]) for state in STATES)] for place in PLACES]
    expected.append(["All", *(str(sum(counts[place, state] for place in PLACES)) for state in STATES)])
    lines = [cells(line) for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| ")]
    assert [line for line in lines if line[0] in {*PLACES, "All"}] == expected
