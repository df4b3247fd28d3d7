"""What every rule is made of: its place in the list, and how it says where something is wrong."""

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from tongbao.metrics.snapshot import Snapshot
from tongbao.model.activity import Activity
from tongbao.model.base import Record
from tongbao.model.batch import Batch
from tongbao.model.bulletin import Bulletin
from tongbao.model.campaign import Campaign
from tongbao.model.cited import CitedFigure, CitedFigures
from tongbao.model.correction import Correction
from tongbao.model.dataset import Dataset
from tongbao.model.issue import Issue
from tongbao.model.policy import Policy
from tongbao.model.project import Project
from tongbao.model.reads import Reads, noted
from tongbao.model.setting import Setting
from tongbao.model.site import Site
from tongbao.model.targets import TargetList
from tongbao.model.vocab import Stage
from tongbao.problems import Level, Location, Problem, like


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
        case Activity():
            return dataset.paths.get(("activity", record.id), f"activities/{record.date.year}/{record.id}.yaml")
        case Batch():
            return dataset.paths.get(("batch", record.id), f"batches/{record.id}.yaml")
        case Campaign():
            return dataset.paths.get(("campaign", record.id), f"campaigns/{record.id}.yaml")
        case Correction():
            return dataset.paths.get(("correction", record.id), f"corrections/{record.id}.yaml")
        case CitedFigure() | CitedFigures():
            return "cited.yaml"
        case Policy():
            return "policy.yaml"
        case Site():
            return "site.yaml"
    raise TypeError(type(record))


class Finding(NamedTuple):
    """What a check found: the record, the way to the value in its file, and what fills the words of the
    rule."""

    record: Record
    location: Location
    params: Mapping[str, object]
    at_key: bool = False


def found(record: Record, *location: str | int, **params: object) -> Finding:
    """A finding at a value of a record; keys of the location as in the file: `from`, not `from_`."""
    return Finding(record, location, params)


def found_key(record: Record, *location: str | int, **params: object) -> Finding:
    """A finding at the key itself that the location ends in."""
    return Finding(record, location, params, at_key=True)


Check = Callable[[Dataset, Any], Iterator[Finding]]
"""(the place with all its entries, the last day that counts as past) → what is wrong.

A rule that reckons is given, instead of the day, the place as reckoned for any day: rules share what was reckoned.
"""


class Reckoned(NamedTuple):
    """The place as reckoned for any day, each day once; `last` is the last day that counts as past."""

    snapshot_of: Callable[[date], Snapshot]
    last: date

    def __call__(self, day: date) -> Snapshot:
        """The place as reckoned for a day."""
        return self.snapshot_of(day)


class Answer(NamedTuple):
    """What a rule found, each with its level, and what it had read."""

    rule: str
    problems: tuple[Problem, ...]
    reads: Reads


class Rule(NamedTuple):
    """A check with its lasting id and the level it has unless policy.yaml `checks` says another.

    A `fixed` rule keeps its level: figures and pages rely on it. One that `reckons` needs figures: it is asked only
    where there is no fault, and every file could be read, for otherwise it would tell what only follows from that.
    """

    id: str
    level: Level
    check: Check
    fixed: bool = False
    reckons: bool = False

    @property
    def text(self) -> str:
        """The rule in plain words: the docstring of its check."""
        return inspect.getdoc(self.check) or ""

    def asked(self, level: Level, dataset: Dataset, given: date | Reckoned) -> Answer:
        """What it finds, at the level that it has in this place."""
        problems, reads = noted(
            lambda: tuple(
                Problem(path_of(dataset, record), self.id, location, params, level, at_key)
                for record, location, params, at_key in self.check(dataset, given)
            )
        )
        return Answer(self.id, problems, reads)


def core_stages(site: Site) -> dict[str, Stage]:
    """The core stage of each word that a stage may be given in, as `Site.stage` finds it."""
    words = {entry.word: entry.core for entry in reversed(site.stages)}
    return {**words, **{stage.value: stage for stage in Stage}}


def together(one: Setting, other: Setting) -> bool:
    """Whether there is a day on which both settings are in force."""
    last = min((end for end in (one.valid_until, other.valid_until) if end), default=date.max)
    return max(one.valid_from, other.valid_from) <= last


Use = tuple[Record, Location, str]
"""A code used somewhere: the record, the way to the value, the code."""

GUESSES = 100
"""So many wrong codes are compared with the known ones: more are one mistake, not many misspellings."""


@dataclass(slots=True)
class Codes:
    """The known codes of a kind, which also say which of them a wrong one may have meant."""

    known: dict[str, None]
    _close: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, codes: Iterable[str]) -> "Codes":
        """Codes in the order of the file."""
        return cls(dict.fromkeys(codes))

    def __contains__(self, code: str) -> bool:
        return code in self.known

    def wrong(self, code: str) -> dict[str, object]:
        """What fills the words for a code that is not known, with up to three that look like it."""
        if code not in self._close:
            self._close[code] = like(code, self.known) if len(self._close) < GUESSES else ()
        if close := self._close[code]:
            return {"value": code, "suggestion": close, "variant": "suggestion"}
        return {"value": code}


def unknown(codes: Codes, uses: Iterable[Use]) -> Iterator[Finding]:
    """A finding for each use of a code that is not known, with those that may have been meant."""
    known = codes.known
    for record, location, code in uses:
        if code not in known:
            yield found(record, *location, **codes.wrong(code))
