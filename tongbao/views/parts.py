"""The parts that several pages share.

The smallest are named tuples: a build makes tens of thousands, and a frozen dataclass takes four times as long to make.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple


class Link(NamedTuple):
    """Words that lead to a page; no address, no link."""

    text: str
    href: str = ""


class Origin(NamedTuple):
    """How a figure is made: formula in words, its parts, what was left out, or why there is none.

    The `*_exact` are the parts for machines; `excluded` are phrases, each with the number in it.
    """

    formula: str
    numerator: str = ""
    denominator: str = ""
    base: str = ""
    excluded: tuple[tuple[str, int], ...] = ()
    reason: str = ""
    numerator_exact: str = ""
    denominator_exact: str = ""


class FigureView(NamedTuple):
    """A figure as printed: `value` and `unit` apart, `text` together, `words` as the phrase of a gap.

    `tone` is ahead, behind, flat or "" and only says which side of the pace a gap lies on. In rows of tables
    `origin` is None. `exact` is the unrounded value for machines as in figures.json, "" where there is none.
    """

    key: str
    label: str
    value: str
    unit: str
    text: str
    origin: Origin | None
    words: str = ""
    tone: str = ""
    known: bool = True
    exact: str = ""


class Bar(NamedTuple):
    """The pace bar: `done` and `pace` are positions from 0 to 100 as text, `text` what it says without being seen."""

    done: str
    pace: str
    tone: str
    text: str


class LightView(NamedTuple):
    """A light: shape and word before colour. `code` is the place's own word or letter."""

    code: str
    label: str
    shape: str
    tone: str


class Chip(NamedTuple):
    """A coded value with its words, for filters and tags."""

    code: str
    text: str


class Fact(NamedTuple):
    """A line of a list of facts; `withheld` is the legal ground where the value is not given. `code` tells which fact
    it is, "" where none asks."""

    label: str
    values: tuple[Link, ...] = ()
    withheld: str = ""
    code: str = ""


@dataclass(frozen=True, repr=False)
class ProjectRow:
    """A project in a table. The `*_sort` texts order the columns; the codes are for filters.

    `reckoned` marks the rest of a total, `within` leads to the bundle that counts the project. The same row stands on
    many pages and enters the key of each, so what it says of itself is kept.
    """

    link: Link
    id: str
    district: Chip
    level: Chip
    stage: Chip
    nature: Chip
    lists: tuple[Chip, ...]
    classes: tuple[Chip, ...]
    libraries: tuple[Chip, ...]
    count: int
    total: str
    planned: str
    completed: str
    rate: FigureView
    gap: FigureView
    bar: Bar | None
    light: LightView | None
    open_issues: int
    note: str = ""
    reckoned: bool = False
    within: Link | None = None
    total_sort: str = ""
    planned_sort: str = ""
    completed_sort: str = ""
    rate_sort: str = ""
    gap_sort: str = ""
    finish: str = ""
    finish_sort: str = ""

    @cached_property
    def _kept(self) -> str:
        return f"ProjectRow{tuple(getattr(self, name) for name in self.__match_args__)!r}"

    def __repr__(self) -> str:
        return self._kept


class IssueRow(NamedTuple):
    """An issue in a table."""

    link: Link
    id: str
    kind: Chip
    category: Chip
    district: Chip
    state: Chip
    raised: str
    raised_sort: str
    due: str
    due_sort: str
    overdue: bool
    colour: LightView | None
    projects: tuple[Link, ...]
    office: str


class PointsView(NamedTuple):
    """An item of a score: the figure and its value, the points that it can give, and those it gives."""

    label: str
    full: str
    points: str
    value: str


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A district or office on a board; `rank` is "" where no rank is printed.

    `measure` is the figure by which it is ranked where no other column shows it, with its `points` if it is a score;
    `note` says why it is exempt, `change` by how many ranks it has gone up or down, `climbed` the same as a number.
    """

    rank: str
    district: Link
    projects: FigureView
    total: FigureView
    planned: FigureView
    completed: FigureView
    rate: FigureView
    gap: FigureView
    bar: Bar | None
    starts: FigureView
    light: LightView | None
    closing: FigureView
    measure: FigureView | None = None
    points: tuple[PointsView, ...] = ()
    note: str = ""
    change: str = ""
    climbed: int = 0


class BoardView(NamedTuple):
    """排名组: its table, the figure it is ranked by, and who is named at both ends, each with that figure.

    One that is not `ranked` is in fixed order, one that is not `numbered` prints no ranks. With a `target` those named
    have reached or missed it. `exempt` are names with reasons.
    """

    name: str
    rows: tuple[BoardRow, ...]
    axis: str
    measure: str
    ranked: bool
    numbered: bool
    target: FigureView | None
    best: tuple[tuple[str, FigureView], ...]
    worst: tuple[tuple[str, FigureView], ...]
    exempt: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DatedItem:
    """Something on a day, with a link and a note; `count` projects of it, `counted` says so of a bundle.

    `iso` is the day or month for machines.
    """

    date: str
    link: Link
    label: str
    note: str = ""
    district: str = ""
    iso: str = ""
    count: int = 1
    counted: str = ""


class MovedItem(NamedTuple):
    """A milestone, on `date` moved `to` another day with a reason; the `*iso` are the same days for machines."""

    date: str
    iso: str
    link: Link
    district: str
    label: str
    to: str
    to_iso: str
    reason: str
    approved_by: str


class Recount(NamedTuple):
    """What a reader needs who reckons again from the printed figures: the last place of a printed gap, and what was
    completed outside the rate."""

    last_place: str
    left_out: FigureView | None
