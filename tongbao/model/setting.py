"""What every rule of a place has: since when it holds, and who really does so."""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import Field

from tongbao.model.base import Boolean, Code, Count, Day, Many, Money, Number, Record, Text, Year
from tongbao.model.vocab import DayUnit, Nature, Window

Places = Annotated[Count, Field(le=9)]
"""Digits behind the point."""
Days = Annotated[Count, Field(le=3660)]
"""Length of a limit in its unit; working days are counted one by one."""
Codes = Annotated[tuple[Code, ...], Many]
"""Codes that site.yaml or policy.yaml defines."""


class Setting(Record):
    """A rule with its source and the days between which it holds, both included."""

    valid_from: Day = date.min
    valid_until: Day | None = None
    source: Text | None = Field(None, description="who really does so: place and document")
    assumed: Boolean = Field(False, description="no source is known; printed")

    @property
    def unsaid(self) -> bool:
        """Whether nobody stands behind it: a default of the program, which holds where policy.yaml says nothing."""
        return not self.source and not self.assumed

    def in_force(self, day: date) -> bool:
        """Whether the setting holds on a day."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


class Limit(Record):
    """A length of time. `upper` is the end of a range (3—5 个工作日: overdue after five); `lower` is only printed."""

    lower: Days | None = None
    upper: Days
    unit: DayUnit = DayUnit.WORKING
    count_first_day: Boolean = False


class Bounds(Record):
    """What a value must keep to; 以上 and 不少于 are inclusive (`at_least`), 超过 is not (`above`)."""

    at_least: Number | None = None
    above: Number | None = None
    at_most: Number | None = None
    below: Number | None = None

    @property
    def open(self) -> bool:
        """Whether nothing is asked for."""
        return self.at_least is None and self.above is None and self.at_most is None and self.below is None

    def hold(self, value: Decimal) -> bool:
        """Whether the value lies within all bounds."""
        return (
            (self.at_least is None or value >= self.at_least)
            and (self.above is None or value > self.above)
            and (self.at_most is None or value <= self.at_most)
            and (self.below is None or value < self.below)
        )


class Reached(Record):
    """A stage reached within a window that ends on the day asked for; a core stage or a word of the place."""

    natural_key: ClassVar = ("stage", "within")

    stage: Code
    within: Window = Window.EVER


class Selection(Record):
    """Which projects a quota or a library counts; all that is said must hold. Money in the place's unit.

    `stages` is where they stand on the day (a stock), `reached` what happened (a flow).
    `years` are the first and last year of whose lists a project must be on one; natures and plans are then of these
    years, else of the day's.
    """

    stages: Codes = ()
    reached: Annotated[tuple[Reached, ...], Many] = ()
    natures: Annotated[tuple[Nature, ...], Many] = ()
    lists: Codes = ()
    levels: Codes = ()
    classes: Codes = ()
    sectors: Codes = ()
    years: Annotated[tuple[Year, ...], Many] = Field((), max_length=2)
    total: Bounds = Bounds.model_construct()
    planned_at_least: Money | None = None


class UnitExemption(Record):
    """A district or office that is not ranked or shown a light for a time, with the recorded reason."""

    natural_key: ClassVar = ("unit", "from")

    unit: Code
    from_: Annotated[Day | None, Field(alias="from")] = None
    until: Day | None = None
    reason: Text

    def on(self, day: date) -> bool:
        """Whether it holds on a day."""
        return (self.from_ is None or self.from_ <= day) and (self.until is None or day <= self.until)
