"""What a project needs on its way, each with its dates: procedures, factors, outside money, physical quantities."""

from typing import Annotated, ClassVar

from pydantic import Field

from tongbao.model.base import Code, Count, Day, Line, Many, Money, Number, Record, Text
from tongbao.model.vocab import PermitMode


class Step(Record):
    """A dated step of a named procedure; `begun` is the day of the application where its clock starts there."""

    natural_key: ClassVar = ("step", "procedure")

    procedure: Line
    step: Line
    count: Annotated[Count, Field(gt=0)] = Field(1, description="how many papers or acts the step stands for")
    planned: Day | None = None
    begun: Day | None = None
    done: Day | None = None
    mode: PermitMode = PermitMode.ORDINARY
    office: Code | None = None


class Secured(Record):
    """A part of a factor that was secured on a day."""

    natural_key: ClassVar = ("date", "mode")

    date: Day
    value: Number
    mode: Line | None = None


class Factor(Record):
    """要素: land, energy, water … needed and secured, in its own unit.

    `needed` is left out where only what was secured is known (滨州 2020: 1928 亩落实, 3603 亩预支).
    """

    natural_key: ClassVar = ("kind", "unit")

    kind: Code
    unit: Line
    needed: Number | None = None
    secured: Annotated[tuple[Secured, ...], Many] = ()


class Paid(Record):
    """Money granted or spent by a day, counted from the beginning, in the place's unit."""

    date: Day
    value: Money


class Funding(Record):
    """Outside money on its way: needed, applied for, approved, granted, spent; in the place's unit.

    `planned` is what is to be spent by a day (拨付计划), counted from the beginning like the others.
    """

    natural_key: ClassVar = ("kind", "batch")

    kind: Code
    batch: Line | None = None
    need: Money | None = None
    planned: Annotated[tuple[Paid, ...], Many] = ()
    applied: Annotated[tuple[Paid, ...], Many] = ()
    approved: Annotated[tuple[Paid, ...], Many] = ()
    granted: Annotated[tuple[Paid, ...], Many] = ()
    spent: Annotated[tuple[Paid, ...], Many] = ()


class Done(Record):
    """How much of a quantity was there by a day, counted from the beginning."""

    date: Day
    value: Number


class QuantityPart(Record):
    """A part of a quantity, or several of a kind: the six stations that are wholly on the grid."""

    name: Text
    count: Annotated[Count, Field(gt=0)] = 1
    total: Number
    done: Annotated[tuple[Done, ...], Many] = ()


class Quantity(Record):
    """A physical quantity of its own unit (并网 万千瓦, 公里, 万台): so much in all, so much done, by part where known.

    With parts their sums are the quantity's; `total` then may be left out.
    """

    natural_key: ClassVar = ("kind", "unit")

    kind: Code
    unit: Line
    total: Number | None = None
    done: Annotated[tuple[Done, ...], Many] = ()
    parts: Annotated[tuple[QuantityPart, ...], Many] = ()
