"""Batches: how many of a ceremony's projects came to their stage in time, what became of them, whose step is late."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Literal, NamedTuple

from tongbao.metrics.deadlines import Deadline, deadline
from tongbao.metrics.figure import Figure, rate
from tongbao.metrics.procedures import StepStanding, reached_on
from tongbao.metrics.selection import reached_within
from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.standing import Standing
from tongbao.metrics.windows import quarter_end
from tongbao.model.batch import Batch, BatchConversion, BatchKind
from tongbao.model.policy import Policy
from tongbao.model.units import MONTHS_A_QUARTER

State = Literal["in_time", "reached_late", "late", "open"]


class MemberStanding(NamedTuple):
    """A project of a batch. `reached` is how many of a bundle had come to the batch's stage when it was due, `by_now`
    by the day; `converted` how many came to the stage of each conversion within its window. `steps` are those of the
    procedures that run from the ceremony."""

    standing: Standing
    reached: int
    by_now: int
    reached_on: date | None
    state: State
    converted: tuple[int, ...]
    steps: tuple[StepStanding, ...]


class ConversionStanding(NamedTuple):
    """A conversion of a batch: the end of its window, whether that has passed, the share of the members that made it,
    and whether it is as many as there should be (None: nothing is asked for, or the window is open)."""

    conversion: BatchConversion
    until: Deadline
    over: bool
    figure: Figure
    met: bool | None


class LateStep(NamedTuple):
    """A step that was not done in time, of which project."""

    step: StepStanding
    member: MemberStanding

    @property
    def office(self) -> str:
        """Whose step it is: the office that the step names, else the one that answers for the project; "" for none."""
        return self.step.office or next(iter(self.member.standing.answering), "")


class BatchStanding(NamedTuple):
    """A batch on a day: when its members are due, and how many of them came in time."""

    batch: Batch
    kind: BatchKind
    due: date
    over: bool
    projects: int
    in_time: Figure
    members: tuple[MemberStanding, ...]
    conversions: tuple[ConversionStanding, ...]

    @property
    def late_steps(self) -> tuple[LateStep, ...]:
        """Every step of its members that is late or was done late, by office and in the order of the members."""
        found = [LateStep(step, member) for member in self.members for step in member.steps if step.late]
        return tuple(sorted(found, key=lambda late: late.office))


def kind_of(batch: Batch, policy: Policy) -> BatchKind | None:
    """The kind of a batch as in force on the day of its ceremony, else any of its code; None for an unknown one."""
    versions = [kind for kind in policy.batches if kind.code == batch.kind]
    in_force = (kind for kind in versions if kind.in_force(batch.ceremony.date))
    return next(in_force, versions[-1] if versions else None)


def due_on(batch: Batch, kind: BatchKind) -> date:
    """The last day on which its members come in time: that of the ceremony, or the last of the batch's quarter."""
    if kind.due == "ceremony":
        return batch.ceremony.date
    return quarter_end(date(batch.year, batch.quarter * MONTHS_A_QUARTER, 1))


def held_batches(snapshot: Snapshot) -> Iterator[tuple[Batch, BatchKind]]:
    """Every batch whose ceremony was held by the day with its kind, in the order of the ceremonies."""
    for batch in sorted(snapshot.data.batches, key=lambda each: (each.ceremony.date, each.id)):
        if kind := kind_of(batch, snapshot.data.policy):
            yield batch, kind


def batch_standings(snapshot: Snapshot) -> tuple[BatchStanding, ...]:
    """Where each of them stands."""
    return tuple(batch_standing(batch, kind, snapshot) for batch, kind in held_batches(snapshot))


def memberships(standing: Standing, snapshot: Snapshot) -> Iterator[tuple[Batch, date, MemberStanding]]:
    """The batches that a project is in, in the order of the ceremonies, with the day on which it is due in each."""
    if standing.project.id not in snapshot.data.ceremonies:
        return
    for batch in sorted(snapshot.data.batches, key=lambda each: (each.ceremony.date, each.id)):
        kind = kind_of(batch, snapshot.data.policy)
        if kind and standing.project.id in batch.members:
            due = due_on(batch, kind)
            yield batch, due, _member(standing, kind, due, (), frozenset(), snapshot.day)


def batch_standing(batch: Batch, kind: BatchKind, snapshot: Snapshot) -> BatchStanding:
    """Where a batch stands. The base of its rates are all its members, also those that were given up since."""
    day, due = snapshot.day, due_on(batch, kind)
    ends = tuple(deadline(each.within, batch.ceremony.date, snapshot.data.calendar) for each in kind.conversions)
    running = frozenset(each.code for each in snapshot.data.policy.procedures if each.ceremony == kind.code)
    windows = tuple((each.stage, end.day) for each, end in zip(kind.conversions, ends, strict=True))
    known = (snapshot.standing_by_id.get(id) for id in batch.members)
    members = tuple(_member(standing, kind, due, windows, running, day) for standing in known if standing)
    projects = sum(member.standing.project.count for member in members)
    return BatchStanding(
        batch=batch,
        kind=kind,
        due=due,
        over=day > due,
        projects=projects,
        in_time=_share("batch_reached", sum(member.reached for member in members), projects),
        members=members,
        conversions=tuple(_conversions(kind, ends, members, projects, day)),
    )


def _share(key: str, made: int, projects: int) -> Figure:
    return rate(key, Fraction(made), Fraction(projects), base="batch_members")


def _conversions(
    kind: BatchKind, ends: tuple[Deadline, ...], members: tuple[MemberStanding, ...], projects: int, day: date
) -> Iterator[ConversionStanding]:
    for i, (conversion, until) in enumerate(zip(kind.conversions, ends, strict=True)):
        figure = _share("batch_conversion", sum(member.converted[i] for member in members), projects)
        met = None
        if conversion.at_least is not None and figure.value is not None:
            enough = figure.value * 100 >= Fraction(conversion.at_least)
            met = enough if enough or day > until.day else None
        yield ConversionStanding(conversion, until, day > until.day, figure, met)


def _member(
    standing: Standing,
    kind: BatchKind,
    due: date,
    windows: tuple[tuple[str, date], ...],
    running: frozenset[str],
    day: date,
) -> MemberStanding:
    """`windows` are the stage and the last day of each conversion that is asked for."""
    count = standing.project.count
    reached, by_now = (reached_within(kind.stage, standing, min(until, day)) for until in (due, day))
    late: State = "late" if day > due else "open"
    return MemberStanding(
        standing=standing,
        reached=reached,
        by_now=by_now,
        reached_on=reached_on(kind.stage, standing.dated),
        state="in_time" if reached == count else "reached_late" if by_now == count else late,
        converted=tuple(reached_within(later, standing, min(last, day)) for later, last in windows),
        steps=tuple(step for step in standing.steps if step.by_rule and step.procedure in running),
    )
