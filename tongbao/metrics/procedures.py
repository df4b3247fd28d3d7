"""Steps of named procedures: until when each is due, whether it is done, whether it is late."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from tongbao.metrics.deadlines import Deadline, deadline, is_late
from tongbao.model.calendar import Calendar
from tongbao.model.clocks import Procedure, ProcedureStep
from tongbao.model.project import Project
from tongbao.model.vocab import STARTED_STAGES, PermitMode, Stage
from tongbao.model.ways import Step


class Dated(Protocol):
    """A stage that a project reached on a day: the core stage and the word that was used."""

    @property
    def day(self) -> date:
        """When it was reached."""

    @property
    def stage(self) -> Stage:
        """The core stage."""

    @property
    def word(self) -> str:
        """The word of the place."""


@dataclass(frozen=True, slots=True)
class StepStanding:
    """A step on a day: of a procedure that runs, or one that the project itself records.

    `due` is where its clock ends, of a step without one the project's own planned day; None as long as the step before
    is not done. `count` is how many papers or acts it stands for, `by_rule` whether the policy asks for it.
    """

    procedure: str
    step: str
    office: str | None
    count: int
    mode: PermitMode
    begun: date | None
    due: date | None
    done: date | None
    planned: date | None
    late: bool
    provisional: bool
    by_rule: bool


Ceremonies = Mapping[str, Sequence[date]]
"""Of a project the days of the ceremonies at which it was presented, by kind of batch."""
NO_CEREMONY: Ceremonies = {}


def step_standings(
    project: Project,
    dated: Sequence[Dated],
    procedures: Sequence[Procedure],
    calendar: Calendar,
    day: date,
    ceremonies: Ceremonies = NO_CEREMONY,
) -> tuple[StepStanding, ...]:
    """The steps of every procedure that runs, in order, then the steps that the project records besides.

    `dated` are its stages, oldest first; `procedures` all versions of the policy: a procedure runs by the version of
    the day on which it began. The project and its `ceremonies` must be cut to what was known on `day`.
    """
    found: list[StepStanding] = []
    own = list(project.steps)
    for code in dict.fromkeys(procedure.code for procedure in procedures):
        recorded = [step for step in project.steps if step.procedure == code]
        running = _running([p for p in procedures if p.code == code], project, recorded, dated, ceremonies)
        if running:
            procedure, start = running[0].asked_of(codes_of(project)), running[1]
            asked = {step.step for step in procedure.steps}
            own = [step for step in own if step.procedure != code or step.step not in asked]
            found += _steps(procedure, start, recorded, dated, calendar, day)
    return (*found, *(_own(step, day) for step in own))


def codes_of(project: Project) -> tuple[str, ...]:
    """The classes, sectors and lists of a project: what a step may be asked of alone."""
    return (*project.classes, *project.sectors, *project.lists)


def reached_on(stage: str, dated: Iterable[Dated]) -> date | None:
    """The first day on which a stage was reached, by its core code or the place's word; None before.

    Started is also what went on to a later stage: ground was broken by then at the latest.
    """
    stages = STARTED_STAGES if stage == Stage.STARTED else frozenset()
    return next((entry.day for entry in dated if stage in (entry.stage, entry.word) or entry.stage in stages), None)


def _running(
    versions: list[Procedure],
    project: Project,
    recorded: list[Step],
    dated: Sequence[Dated],
    ceremonies: Ceremonies,
) -> tuple[Procedure, date] | None:
    """The version of a procedure that runs, with the day it began: of those that fit the newest."""
    for procedure in sorted(versions, key=lambda version: version.valid_from, reverse=True):
        if procedure.lists and not set(procedure.lists).intersection(project.lists):
            continue
        starts: Iterable[date]
        if procedure.ceremony:
            starts = ceremonies.get(procedure.ceremony, ())
        elif procedure.starts:
            starts = (entry.day for entry in dated if procedure.starts in (entry.stage, entry.word))
        else:
            starts = (step.begun for step in recorded if step.begun)
        start = min(starts, default=None)
        if start and procedure.in_force(start):
            return procedure, start
    return None


def from_start(procedure: Procedure) -> bool:
    """Whether the procedure has a day of its own on which it starts: a stage reached, or a ceremony."""
    return bool(procedure.starts or procedure.ceremony)


def in_order(steps: Sequence[ProcedureStep]) -> tuple[ProcedureStep, ...]:
    """The steps, each behind the one that it comes after; those that wait for each other or for nothing stand last."""
    placed: list[ProcedureStep] = []
    waiting = list(steps)
    while ready := [s for s in waiting if s.after is None or s.after in {other.step for other in placed}]:
        placed.append(ready[0])
        waiting.remove(ready[0])
    return (*placed, *waiting)


def _steps(
    procedure: Procedure,
    start: date,
    recorded: list[Step],
    dated: Sequence[Dated],
    calendar: Calendar,
    day: date,
) -> Iterable[StepStanding]:
    done: dict[str, date | None] = {}
    for rule in in_order(procedure.steps):
        own = [step for step in recorded if step.step == rule.step]
        reached = reached_on(rule.reaches, dated) if rule.reaches else None
        done[rule.step] = reached or _all_done(own)
        for act in own or [Step.model_construct(procedure=procedure.code, step=rule.step)]:
            begun = done.get(rule.after) if rule.after else start if from_start(procedure) else None
            if not from_start(procedure):
                begun = act.begun or begun
            clock = deadline(rule.limit, begun, calendar) if begun else _planned(act, rule, procedure)
            yield _standing(act, begun, clock, reached or act.done, rule.office, day, by_rule=True)


def _all_done(acts: list[Step]) -> date | None:
    """The day on which the last paper of a step was done; None while one is missing."""
    days = [act.done for act in acts if act.done]
    return max(days) if days and len(days) == len(acts) else None


def _planned(act: Step, rule: ProcedureStep, procedure: Procedure) -> Deadline | None:
    """The project's own day for what has not been applied for; none for what waits for the step before."""
    waits = from_start(procedure) or rule.after
    return Deadline(act.planned) if act.planned and not waits else None


def _own(step: Step, day: date) -> StepStanding:
    clock = Deadline(step.planned) if step.planned else None
    return _standing(step, step.begun, clock, step.done, None, day, by_rule=False)


def _standing(
    step: Step,
    begun: date | None,
    clock: Deadline | None,
    done: date | None,
    office: str | None,
    day: date,
    *,
    by_rule: bool,
) -> StepStanding:
    return StepStanding(
        procedure=step.procedure,
        step=step.step,
        office=step.office or office,
        count=step.count,
        mode=step.mode,
        begun=begun,
        due=clock.day if clock else None,
        done=done,
        planned=step.planned,
        late=is_late(clock.day if clock else None, done, day),
        provisional=clock.provisional if clock else False,
        by_rule=by_rule,
    )
