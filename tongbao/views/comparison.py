"""What a change of the records means, in words: the parts of a comment on it, decided and printed.

All of it are plain values: a machine reads them as JSON, and they can be read back and drawn somewhere else.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from pydantic import TypeAdapter


class Line(NamedTuple):
    """A sentence about something that changed: the name of its template, and what fills it in."""

    kind: str
    values: dict[str, str]


class FigureRow(NamedTuple):
    """A figure before and after, as printed; `id` as in figures.json, the `*_exact` for machines, "" where there is
    none. `change` is the difference, rounded once."""

    id: str
    scope: str
    label: str
    before: str
    after: str
    change: str
    before_exact: str = ""
    after_exact: str = ""


class RecordView(NamedTuple):
    """A record that changed, or of which figures or the light did; `state` is added, changed, removed, unreadable or
    affected, the last of one whose file did not change."""

    kind: str
    id: str
    name: str
    path: str
    state: str
    lines: tuple[Line, ...] = ()


class PartView(NamedTuple):
    """Files that are no records, by what they are part of, and what of them changed where that can be told."""

    part: str
    name: str
    files: tuple[str, ...]
    lines: tuple[Line, ...] = ()


class CountView(NamedTuple):
    """How many scopes of a kind have other figures."""

    name: str
    scopes: int


class RankRow(NamedTuple):
    """A member of a board in another place; "" where it has no rank."""

    board: str
    member: str
    before: str
    after: str


class LightRow(NamedTuple):
    """A district or office with another light."""

    name: str
    before: str
    after: str


class ClockRow(NamedTuple):
    """A clock of an issue that runs otherwise."""

    id: str
    title: str
    clock: str
    before: str
    after: str


class IssuedRow(NamedTuple):
    """A value of what was issued, and what the records would say after the change."""

    id: str
    name: str
    issued: str
    now: str


class IssuedView(NamedTuple):
    """Something issued that would no longer follow from the records; `rows` what it says otherwise."""

    id: str
    title: str
    rows: tuple[IssuedRow, ...]


class ProblemRow(NamedTuple):
    """A fault or warning; `line` is "" where the file as a whole is meant."""

    level: str
    path: str
    line: str
    message: str
    rule: str


class ReviewerView(NamedTuple):
    """An office that has to look at some of the files."""

    office: str
    github: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """All that is told of a change. `base` and `head` are the names that were asked for, with their commits; `day` is
    the one day on which both sides are seen."""

    language: str
    place: str
    base: str
    head: str
    day: str
    day_iso: str
    notes: tuple[Line, ...] = ()
    breaches: tuple[ProblemRow, ...] = ()
    records: tuple[RecordView, ...] = ()
    parts: tuple[PartView, ...] = ()
    figures: tuple[FigureRow, ...] = ()
    other_scopes: tuple[CountView, ...] = ()
    ranks: tuple[RankRow, ...] = ()
    lights: tuple[LightRow, ...] = ()
    affected: tuple[RecordView, ...] = ()
    clocks: tuple[ClockRow, ...] = ()
    issued: tuple[IssuedView, ...] = ()
    new_problems: tuple[ProblemRow, ...] = ()
    gone_problems: tuple[ProblemRow, ...] = ()
    reviewers: tuple[ReviewerView, ...] = ()
    labels: tuple[str, ...] = ()


@cache
def _adapter() -> TypeAdapter[ComparisonView]:
    return TypeAdapter(ComparisonView)


def read_back(plain: Any) -> ComparisonView:
    """The comment of plain values. Raises ValidationError where they are not what they should be."""
    return _adapter().validate_python(plain, strict=False)
