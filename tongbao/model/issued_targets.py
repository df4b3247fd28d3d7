"""What was issued of the year's list, once and never changed: targets/<year>.issued.json beside it as published,
targets/<year>.<date>.issued.json after an adjustment.

The published pages come from it alone. Numbers in it are text, exact; every format ever written stays readable.
"""

from typing import Annotated, Literal

from pydantic import Field

from tongbao.model.base import (
    NUMBER,
    Boolean,
    Code,
    Count,
    Day,
    Id,
    Line,
    Many,
    Money,
    Month,
    Percent,
    Record,
    Text,
    Year,
)
from tongbao.model.issued import IssuedFigure
from tongbao.model.project import Sponsor
from tongbao.model.site import MoneyUnits
from tongbao.model.targets import Adjustment, TargetList
from tongbao.model.vocab import Nature

TARGETS_FORMAT = 1
"""The format that is written today."""
LONGEST = 64
"""Digits of a sum: more than any has, fewer than cannot be read."""


class ListedProject(Record):
    """A project on the year's list, with all that offices print of it: exact, untranslated, in the place's unit.

    `total` is the approved total investment, else what the newest report expects. `quarters` are shares of the plan.
    `sponsors` are those in charge on the day. `withheld` has, by a field of this record, the legal ground for which it
    has no value. `in_scope`: whether it enters sums; who withdrew stays in print and enters none, and of one `within`
    a bundle on the list the bundle counts.
    """

    id: Id
    name: Text
    code: Line | None = None
    count: Count = 1
    within: Id | None = None
    reckoned: Boolean = False
    in_scope: Boolean = True
    district: Code
    place: Text | None = None
    works: Line | None = None
    nature: Nature | None = None
    content: Text | None = None
    period: Annotated[tuple[Year, ...], Many] = ()
    total: Money | None = None
    invested_before: Money | None = None
    plan: Money | None = None
    target: Text | None = None
    quarter_targets: Annotated[tuple[Text, ...], Many] = ()
    quarters: Annotated[tuple[Percent, ...], Many] = ()
    start: Month | None = None
    finish: Month | None = None
    offices: Annotated[tuple[Code, ...], Many] = ()
    owner: Text | None = None
    sponsors: Annotated[tuple[Sponsor, ...], Many] = ()
    remark: Text | None = None
    withheld: dict[str, Line] = Field(default_factory=dict)


class IssuedSum(IssuedFigure):
    """A sum of a list; its value can be reckoned with."""

    value: Annotated[str, Field(pattern=rf"^{NUMBER.pattern}$", max_length=LONGEST)] | None


class IssuedTargets(Record):
    """The year's list as issued on `date`: when it was published, or when it was adjusted.

    `listed` is the list as it stood, with the adjustments until then; `projects` the rows of all that it names, also
    of those that left and of the substitutes. `names` are those of all codes, by "axis:code" and then by language.
    `figures` are the sums of `targets:<year>` and of each group; `records` digests of what all this was made of.
    """

    format: Literal[1]
    year: Year
    date: Day
    listed: TargetList
    projects: dict[Id, ListedProject]
    names: dict[str, Text]
    money: MoneyUnits
    figures: Annotated[tuple[IssuedSum, ...], Many]
    policy: Line
    records: dict[str, str]
    digest: Line

    @property
    def adjustments(self) -> tuple[Adjustment, ...]:
        """The adjustments of the date, none of the list as published."""
        return tuple(adjustment for adjustment in self.listed.adjustments if adjustment.date == self.date)

    @property
    def key(self) -> str:
        """What it is known by: "2026" as published, "2026-04-20" after the adjustment of that day."""
        return self.date.isoformat() if self.adjustments else str(self.year)

    @property
    def stem(self) -> str:
        """The name of its file, without what all issued files end in."""
        return f"{self.year}.{self.date}" if self.adjustments else str(self.year)
