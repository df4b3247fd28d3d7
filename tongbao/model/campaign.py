"""A dated drive with goals: 百日攻坚, 前期手续月, 集中开工月. One file in campaigns/."""

from datetime import date, timedelta
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from tongbao.model.base import Boolean, Code, Count, Day, Id, Line, Many, Record, Text
from tongbao.model.setting import Bounds, Codes, Selection

MEMBERS: Literal["members"] = "members"
"""The scope of a goal that speaks of the campaign's own projects."""


class Goal(Bounds):
    """目标: a figure of the registry that is to keep to bounds by a day; without bounds only its change is told.

    Bounds are in the figure's unit: shares in percent, gaps in percentage points. `scope` is the campaign's members, or
    one of the registry (`all`, `list:市级重点`). Instead of a figure two `cited` ones: what a source says of the
    beginning and of the end.
    """

    natural_key: ClassVar = ("figure", "scope", "cited")

    figure: Line | None = None
    scope: Line = MEMBERS
    cited: Codes = Field((), max_length=2)
    by: Day | None = None
    text: Text | None = None


class CampaignVenue(Record):
    """会场: one, or so many that are not named one by one (15个分会场); without a name 主会场 or 分会场."""

    name: Text | None = None
    main: Boolean = False
    count: Annotated[Count, Field(ge=1)] = 1
    district: Code | None = None


class Campaign(Record):
    """专项行动. What its members and figures were at the beginning is seen on the day `baseline`, else on the day
    before the first.

    Members are named by `members`, found on that day by `select`, or both. `result` is told when it is over.
    """

    id: Id
    name: Text
    from_: Day = Field(alias="from")
    until: Day
    organiser: Code | None = None
    document: Text | None = None
    baseline: Day | None = None
    members: Annotated[tuple[Id, ...], Many] = ()
    select: Selection | None = None
    goals: Annotated[tuple[Goal, ...], Many] = ()
    venues: Annotated[tuple[CampaignVenue, ...], Many] = ()
    summary: Text | None = Field(None, description="Markdown")
    result: Text | None = Field(None, description="Markdown")

    @property
    def base_day(self) -> date:
        """The day on which its beginning is seen."""
        return self.baseline or self.from_ - timedelta(days=1)

    def goal_day(self, goal: Goal) -> date:
        """The day by which a goal is to be reached: its own, else the last of the campaign."""
        return goal.by or self.until
