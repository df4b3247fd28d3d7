"""The steps that a project has to pass before it goes on: named, in order, each with the day on which it was done."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from tongbao.metrics.procedures import StepStanding, in_order
from tongbao.model.clocks import Procedure

SEPARATOR = "/"
"""Between a procedure and one of its steps, where a rule names a gate."""


class Gate(NamedTuple):
    """A step of a procedure, and the day on which the last of its acts was done; None while one is missing."""

    step: str
    passed: date | None


def procedure_of(code: str | None, procedures: Iterable[Procedure]) -> Procedure | None:
    """The procedure of a code in its newest version among those given; None where there is none."""
    versions = (procedure for procedure in procedures if procedure.code == code)
    return max(versions, key=lambda version: version.valid_from, default=None)


def passed_on(procedure: str, step: str, steps: Iterable[StepStanding]) -> date | None:
    """The day on which a project was through with a step; None while an act of it is missing, or none is recorded."""
    acts = [each.done for each in steps if (each.procedure, each.step) == (procedure, step)]
    days = [day for day in acts if day]
    return max(days) if days and len(days) == len(acts) else None


def gates_of(procedure: Procedure, steps: Sequence[StepStanding]) -> tuple[Gate, ...]:
    """The steps of a procedure in order, each with the day on which a project passed it."""
    return tuple(Gate(step.step, passed_on(procedure.code, step.step, steps)) for step in in_order(procedure.steps))


def parts_of(gate: str, procedures: Iterable[Procedure]) -> tuple[str, str]:
    """The procedure and the step that a gate names; the step is "" where all of the procedure must be done."""
    if any(procedure.code == gate for procedure in procedures):
        return gate, ""
    code, _, step = gate.partition(SEPARATOR)
    return code, step


def open_steps(gate: str, steps: Sequence[StepStanding], procedures: Sequence[Procedure]) -> tuple[str, ...]:
    """The steps that a project still has to do to pass a gate, "procedure" or "procedure/step".

    A procedure that the policy does not have asks for what the project itself records of it, at least one step.
    """
    code, step = parts_of(gate, procedures)
    procedure = procedure_of(code, procedures)
    recorded = tuple(dict.fromkeys(each.step for each in steps if each.procedure == code))
    asked = (step,) if step else tuple(each.step for each in procedure.steps) if procedure else recorded or (code,)
    return tuple(each for each in asked if passed_on(code, each, steps) is None)
