"""What is wrong with the data, and where: the one value that loading and rules report.

A problem holds no sentence. Its words are looked up by rule id in locale/<language>/problems.yaml when it is
printed, so that the same problem reads in the reader's language.
"""

import dataclasses
import difflib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

LIKENESS = 0.7
"""How like two codes must be for one to be taken for the other, misspelt."""


def like(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """Up to three known words that a wrong one may have meant, the likest first."""
    return tuple(difflib.get_close_matches(word, list(known), cutoff=LIKENESS))


Words = Callable[["Problem"], str]
"""Gives the sentence of a problem in the reader's language."""
Location = tuple[str | int, ...]


class Level(StrEnum):
    """How much a problem weighs: a fault stops the build, a warning is printed, counted and shown."""

    FAULT = "fault"
    WARNING = "warning"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in one file.

    `location` leads to the value inside the file (keys and list positions); `at_key` says that the key itself
    is meant. `line` and `column` count from 1 and are filled in by load.positions; 0: the file as a whole.
    """

    path: str
    rule: str
    location: Location = ()
    params: Mapping[str, object] = dataclasses.field(default_factory=dict)
    level: Level = Level.FAULT
    at_key: bool = False
    line: int = 0
    column: int = 0

    @property
    def field(self) -> str:
        """The field as a person would name it: `years[0].plan`."""
        text = ""
        for part in self.location:
            text += f"[{part}]" if isinstance(part, int) else (f".{part}" if text else part)
        return text


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Problems by file, line, column and rule, each once: the order in which they are always printed."""
    alike: dict[tuple[str, int, int, str, str], list[Problem]] = {}
    for problem in problems:
        key = (problem.path, problem.line, problem.column, problem.field, problem.rule)
        alike.setdefault(key, []).append(problem)
    return [problem for key in sorted(alike) for problem in _each_once(alike[key])]


def _each_once(problems: list[Problem]) -> list[Problem]:
    """Problems of one rule in one place, in the order of what fills their words."""
    if len(problems) == 1:
        return problems
    unique = {str(sorted(problem.params.items(), key=str)): problem for problem in problems}
    return [unique[params] for params in sorted(unique)]


def faults(problems: Iterable[Problem]) -> list[Problem]:
    """Only the problems that stop a build."""
    return [p for p in problems if p.level is Level.FAULT]


def _one_line(text: str) -> str:
    """The text with line breaks and control characters made visible: a file's name must not forge a line."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def as_text(problem: Problem, message: Words) -> str:
    """`file:line:column: field: what is wrong, what would be right  [rule-id]`."""
    place = f"{problem.path}:{problem.line}:{problem.column}" if problem.line else problem.path
    field = f"{problem.field}: " if problem.location else ""
    return _one_line(f"{place}: {field}{message(problem)}  [{problem.rule}]")


def as_github(problem: Problem, message: Words) -> str:
    """A workflow command that GitHub shows beside the changed line."""

    def data(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def value(text: str) -> str:
        return data(text).replace(":", "%3A").replace(",", "%2C")

    command = "error" if problem.level is Level.FAULT else "warning"
    place = f",line={problem.line},col={problem.column}" if problem.line else ""
    field = f"{problem.field}: " if problem.location else ""
    text = data(field + message(problem))
    return f"::{command} file={value(problem.path)}{place},title={value(problem.rule)}::{text}"


def as_json(problem: Problem, message: Words) -> dict[str, object]:
    """The problem for programs; `line` and `column` are null where the file as a whole is meant."""
    return {
        "path": problem.path,
        "line": problem.line or None,
        "column": problem.column or None,
        "field": problem.field,
        "rule": problem.rule,
        "level": problem.level.value,
        "message": message(problem),
    }
