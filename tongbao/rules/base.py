"""What every rule is made of: its place in the list, and how it says where something is wrong."""

import difflib
import inspect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from tongbao.model.base import Record
from tongbao.model.bulletin import Bulletin
from tongbao.model.correction import Correction
from tongbao.model.dataset import Dataset
from tongbao.model.issue import Issue
from tongbao.model.policy import Policy
from tongbao.model.project import Project
from tongbao.model.site import Site
from tongbao.model.targets import TargetList
from tongbao.problems import Level, Location, Problem

Check = Callable[[Dataset, date], Iterator[Problem]]
"""(the place with all its entries, the last day that counts as past) → what is wrong."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A check with its lasting id and the level it has unless policy.yaml `checks` says another.

    A `fixed` rule keeps its level: figures and pages rely on it.
    """

    id: str
    level: Level
    check: Check
    fixed: bool = False

    @property
    def text(self) -> str:
        """The rule in plain words: the docstring of its check."""
        return inspect.getdoc(self.check) or ""


def path_of(dataset: Dataset, record: Record) -> str:
    """The file that a record came from, or the one it would stand in."""
    match record:
        case Project():
            return dataset.paths.get(("project", record.id), f"projects/{record.id}.yaml")
        case Issue():
            return dataset.paths.get(("issue", record.id), f"issues/{record.id}.yaml")
        case Bulletin():
            return dataset.paths.get(("bulletin", record.id), f"bulletins/{record.year}/{record.id}.yaml")
        case TargetList():
            return dataset.paths.get(("targets", str(record.year)), f"targets/{record.year}.yaml")
        case Correction():
            return dataset.paths.get(("correction", record.id), f"corrections/{record.id}.yaml")
        case Policy():
            return "policy.yaml"
        case Site():
            return "site.yaml"
    raise TypeError(type(record))


def found(dataset: Dataset, record: Record, rule: str, *location: str | int, **params: object) -> Problem:
    """A problem at a value of a record; `params` fill the words in locale/<language>/rules.yaml."""
    return Problem(path_of(dataset, record), rule, location, params)


Use = tuple[Record, Location, str]
"""A code used somewhere: the record, the way to the value, the code."""

GUESSES = 50
"""So many wrong codes are compared with the known ones: more than that is one mistake, not many
misspellings."""
FEW = 12
"""Up to so many codes are all named where none looks like the wrong one."""


@dataclass(slots=True)
class Codes:
    """The known codes of a kind, which also say which of them a wrong one may have meant."""

    known: dict[str, None]
    _nearest: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, codes: Iterable[str]) -> "Codes":
        """Codes in the order of the file."""
        return cls(dict.fromkeys(codes))

    def __contains__(self, code: str) -> bool:
        return code in self.known

    def nearest(self, code: str) -> str:
        """Up to three known codes that look like it, else all of a short list, else a dash."""
        if code not in self._nearest:
            close = difflib.get_close_matches(code, self.known) if len(self._nearest) < GUESSES else []
            few = self.known if len(self.known) <= FEW else ()
            self._nearest[code] = ", ".join(close or few) or "—"
        return self._nearest[code]


def unknown(dataset: Dataset, rule: str, codes: Codes, uses: Iterable[Use]) -> Iterator[Problem]:
    """A problem for each use of a code that is not known, with those that may have been meant (`known`)."""
    known = codes.known
    for record, location, code in uses:
        if code not in known:
            yield found(dataset, record, rule, *location, value=code, known=codes.nearest(code))
