"""Deadlines and ladders: until when an issue or a step is due, which order follows, which meeting takes it on."""

from collections.abc import Iterable
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from tongbao.model.base import Boolean, Code, Count, Line, Many, Record, Text
from tongbao.model.setting import Codes, Days, Limit, Setting
from tongbao.model.vocab import DayUnit, IssueKind, Shape, Tone

Ends = Literal["here", "outside"]
"""Where a ladder ends: at a step of the place, or with somebody outside it (忻州: 省)."""


class Clock(Limit):
    """A limit that runs from the day an issue was raised, or handed to an office."""

    starts: Literal["raised", "assigned"] = "assigned"


class Clocks(Setting):
    """办理时限 of the issues that `kinds`, `severities` and `categories` name; empty means all.

    `resolve`: until an issue is resolved; `plan`: until a plan stands where that takes longer, whose own date runs
    then (滨州 2020: 3—5 and 2 working days); `feedback`: until the first answer (山西 13710: within 3 days).
    With `in_time` a plan or an extension moves the date only if recorded on or before it (督查 rules of many places).
    """

    kinds: Annotated[tuple[IssueKind, ...], Many] = ()
    severities: Codes = ()
    categories: Codes = ()
    resolve: Clock
    plan: Clock | None = None
    feedback: Clock | None = None
    in_time: Boolean = True


class AgeClass(Record):
    """A class of open issues by the calendar days since they were raised, both ends included; without `until` it has no
    upper end."""

    code: Code
    name: Text
    from_: Annotated[Count, Field(alias="from")]
    until: Count | None = None


class Ages(Setting):
    """Into which classes open issues are sorted by age, for the page of statistics."""

    classes: Annotated[tuple[AgeClass, ...], Many] = ()


class OrderStep(Record):
    """A colour of the supervision orders: due when an issue is `days` overdue, or the order before was missed by
    `days`. `answer` is how long the office has, where the order itself says no date."""

    code: Code
    label: Text
    shape: Shape
    tone: Tone
    when: Literal["overdue", "missed_order"]
    days: Days = 0
    unit: DayUnit = DayUnit.WORKING
    answer: Limit | None = None
    ends: Ends | None = None


class Orders(Setting):
    """督办单 (滨州 蓝黄红三色): the colours an issue climbs. `direct` entry at a higher colour (三明): never, with a
    recorded reason, or always."""

    steps: Annotated[tuple[OrderStep, ...], Many, Field(min_length=1)]
    direct: Literal["never", "with_reason", "always"] = "with_reason"


class MeetingStep(Record):
    """A meeting or office that takes on what the step before could not solve, `after` so long without a solution."""

    code: Code
    name: Text
    chair: Text | None = None
    held: Text | None = Field(None, description="when it meets, in words: every Monday")
    after: Limit | None = None
    ends: Ends | None = None


class Meetings(Setting):
    """分层研究: the ladder of meetings that an unsolved issue climbs (烟台开发区: 现场办公会 → 联席会议 → "10+1")."""

    code: Code
    name: Text
    categories: Codes = Field((), description="of issues; empty: all")
    steps: Annotated[tuple[MeetingStep, ...], Many, Field(min_length=1)]


class ProcedureStep(Record):
    """A step of a procedure, due so long after its start or after the step named in `after`.

    With `reaches` it is done when the project reaches that stage (驻马店: start within 90 days of signing). With `only`
    it is asked of projects of these classes or sectors, or on these lists, alone (泾川: 预判预审).
    """

    natural_key: ClassVar = ("step",)

    step: Line
    limit: Limit
    after: Line | None = None
    office: Code | None = None
    reaches: Code | None = None
    only: Codes = ()


class Procedure(Setting):
    """A named procedure whose steps have clocks; it starts when a project reaches the stage `starts` on a day on which
    the rule is in force; or with the ceremony of its batch of the kind `ceremony` (驻马店 2022); or where an
    application is made: on the step's own `begun` day."""

    code: Line
    name: Text
    starts: Code | None = None
    ceremony: Code | None = None
    lists: Codes = ()
    steps: Annotated[tuple[ProcedureStep, ...], Many, Field(min_length=1)]

    def asked_of(self, codes: Iterable[str]) -> "Procedure":
        """The procedure of a project with these classes, sectors and lists: without the steps that are only for others.
        What comes after such a step comes after the one before it."""
        left_out = {
            step.step: step.after for step in self.steps if step.only and not set(step.only).intersection(codes)
        }
        if not left_out:
            return self

        def before(step: str | None) -> str | None:
            passed: set[str] = set()
            while step in left_out and step not in passed:
                passed.add(step)
                step = left_out[step]
            return step

        kept = (step for step in self.steps if step.step not in left_out)
        steps = tuple(step.model_copy(update={"after": before(step.after)}) for step in kept)
        return self.model_copy(update={"steps": steps})
