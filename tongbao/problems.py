"""What is wrong with the data, and where: the one value that loading and rules report.

A problem holds no sentence. Its words are looked up by rule id in locale/<language>/problems.yaml when it is printed,
so that the same problem reads in the reader's language.
"""

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

Location = tuple[str | int, ...]


class Level(StrEnum):
    """How much a problem weighs: a fault stops the build, a warning is printed, counted and shown."""

    FAULT = "fault"
    WARNING = "warning"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in one file.

    `location` leads to the value inside the file (keys and list positions); `at_key` says that the key itself is
    meant. `line` and `column` count from 1 and are filled in by load.positions; 0 means the file as a whole.
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
    unique = {(p.path, p.line, p.column, p.field, p.rule, str(sorted(p.params.items(), key=str))): p for p in problems}
    return [unique[key] for key in sorted(unique)]


def faults(problems: Iterable[Problem]) -> list[Problem]:
    """Only the problems that stop a build."""
    return [p for p in problems if p.level is Level.FAULT]
