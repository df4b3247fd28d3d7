"""A project: one file in projects/<district>/, named after its id."""

from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import Field

from tongbao.model.base import (
    Address,
    Boolean,
    Code,
    Count,
    Day,
    DayOrMonth,
    Id,
    Line,
    Many,
    Money,
    Month,
    Percent,
    Record,
    Scalar,
    Text,
    Year,
)
from tongbao.model.condition import Condition
from tongbao.model.outcome import Operation, Promotion, Result
from tongbao.model.photos import Photo
from tongbao.model.reads import NotedRecord
from tongbao.model.sent import SentPaper
from tongbao.model.shapes import Coordinates
from tongbao.model.vocab import Nature
from tongbao.model.ways import Factor, Funding, Quantity, Step


class Responsible(Record):
    """An office that answers for the project, for all of its life or between two stages."""

    natural_key: ClassVar = ("office", "from_stage")

    office: Code
    from_stage: Code | None = None
    until_stage: Code | None = None


class Sponsor(Record):
    """包联领导: an office-holder in charge, named by function only."""

    natural_key: ClassVar = ("office", "level", "from")

    office: Code
    level: Line | None = None
    from_: Annotated[Day | None, Field(alias="from")] = None
    until: Day | None = None


class Owner(Record):
    """项目单位: who builds it."""

    name: Text
    uscc: Line | None = None
    person: Boolean = Field(False, description="a natural person, also one in business: no page of his or her own")


class Investment(Record):
    """Total investment in the place's unit, and where the money comes from."""

    total: Money | None = None
    sources: dict[str, Money] = Field(default_factory=dict)


class YearPlan(Record):
    """What a year's list says of the project. Money in the place's unit."""

    year: Year
    nature: Nature | None = None
    plan: Money | None = None
    invested_before: Money | None = Field(None, description="至上年底累计完成投资")
    start: Month | None = Field(None, description="the month in which a new project is due to start")
    finish: Month | None = Field(None, description="the month in which it is due to be completed")
    target: Text | None = Field(None, description="年度形象进度目标")
    quarters: Annotated[tuple[Percent, ...], Many] = Field(
        (), description="share of the plan due by the end of each quarter"
    )
    quarter_targets: Annotated[tuple[Text, ...], Many] = Field(
        (), max_length=4, description="形象进度目标 of each quarter"
    )
    remark: Text | None = Field(None, description="备注 of the year's list")


class Certified(Record):
    """认定: what a body confirmed on the site."""

    date: Day
    by: Text | None = None
    invested: Money | None = None


class StageEntry(Record):
    """The project reached a stage on a day; `stage` is a core code or a word of the place."""

    natural_key: ClassVar = ("stage", "date")

    date: Day
    stage: Code
    certified: Certified | None = None
    count: Count | None = Field(None, description="how many of a bundle reached it")
    note: Text | None = None


class MilestoneChange(Record):
    """An approved change of a milestone's date."""

    date: Day
    to: Day
    reason: Text
    approved_by: Text


class Milestone(Record):
    """节点: planned once, changed only with a reason and an approver, reached once."""

    name: Text
    planned: Day
    changes: Annotated[tuple[MilestoneChange, ...], Many] = ()
    actual: Day | None = None


class Exemption(Record):
    """A light that is not shown for a time, with the recorded reason (无正当理由 the other way round)."""

    natural_key: ClassVar = ("light", "from")

    light: Code
    from_: Annotated[Day, Field(alias="from")]
    until: Day | None = None
    reason: Text
    approved_by: Text


class Report(Record):
    """进度报送: what is known on `as_of`, the last day it speaks of.

    `invested` is the investment of the year so far, in the place's unit; `physical` the 形象进度 in percent; `total`
    and `finish` the total investment and the completion expected then. `reported` is the day it came in. A report that
    `corrects` an earlier one names the day it came in again with a reason; both stay.
    """

    natural_key: ClassVar = ("as_of", "reported")

    as_of: Day
    reported: Day | None = None
    invested: Money | None = None
    physical: Percent | None = None
    total: Money | None = None
    finish: DayOrMonth | None = None
    stage: Line | None = Field(None, description="the reporter's own word for the stage")
    started: Count | None = Field(None, description="how many of a bundle have started")
    active: Count | None = Field(None, description="how many of a bundle have started or resumed this year (开复工)")
    completed: Count | None = Field(None, description="how many of a bundle are completed")
    note: Text | None = None
    certified: Certified | None = None
    corrects: Day | None = Field(None, description="the as_of day of the earlier report that this one corrects")
    reason: Text | None = None
    extra: dict[str, Line] = Field(default_factory=dict)

    @property
    def received(self) -> "Day":
        """The day the report came in; its own day where nothing else is said."""
        return self.reported or self.as_of


class Change(Record):
    """A governed fact changed: a day before `date` sees `from`."""

    natural_key: ClassVar = ("field", "date")

    date: Day
    field: Line
    from_: Annotated[Scalar, Field(alias="from")] = None
    to: Scalar = None
    reason: Text
    approved_by: Text


class Breakdown(Record):
    """A bundle split along an axis; the counts and the rest that is not broken down add up to the bundle's count."""

    natural_key: ClassVar = ("axis",)

    axis: Line
    parts: dict[str, Count]
    rest: Count = Field(0, description="how many of the bundle are in none of the parts")


class Link(Record):
    """Where more can be read, or the source of a fact."""

    natural_key: ClassVar = ("url",)

    title: Text
    url: Address


class Project(NotedRecord):
    """项目. Keys as in docs/data-guide.md; money in the place's unit, exact."""

    id: Id
    code: Line | None = Field(None, description="全国统一项目代码")
    name: Text
    registered: Day | None = Field(None, description="入库日期; else the earliest dated entry")
    until: Day | None = Field(None, description="the last day of which a bundle speaks that was published for a time")
    level: Code | None = None
    lists: Annotated[tuple[Code, ...], Many] = ()
    count: Annotated[Count, Field(gt=0)] = Field(1, description="how many projects a bundle stands for")
    within: Id | None = Field(None, description="the bundle that counts this project already")
    reckoned: Boolean = Field(False, description="the rest of a total: reckoned by us, not published")
    breakdowns: Annotated[tuple[Breakdown, ...], Many] = ()
    district: Code
    place: Text | None = Field(None, description="建设地点, not below the township")
    coordinates: Coordinates | None = None
    works: Line | None = Field(None, description="新建, 改扩建, 技改: the nature of the works")
    classes: Annotated[tuple[Code, ...], Many] = ()
    sectors: Annotated[tuple[Code, ...], Many] = ()
    responsible: Annotated[tuple[Responsible, ...], Many] = ()
    lead: Annotated[tuple[Responsible, ...], Many] = ()
    sponsors: Annotated[tuple[Sponsor, ...], Many] = ()
    officer_assigned: Day | None = None
    owner: Owner | None = None
    content: Text | None = Field(None, description="建设规模及主要内容, Markdown")
    period: Annotated[tuple[Year, ...], Many] = Field((), max_length=2, description="建设起止年限")
    investment: Investment = Investment.model_construct()
    years: Annotated[tuple[YearPlan, ...], Many] = ()
    stages: Annotated[tuple[StageEntry, ...], Many] = ()
    milestones: Annotated[tuple[Milestone, ...], Many] = ()
    steps: Annotated[tuple[Step, ...], Many] = ()
    factors: Annotated[tuple[Factor, ...], Many] = ()
    funding: Annotated[tuple[Funding, ...], Many] = ()
    quantities: Annotated[tuple[Quantity, ...], Many] = ()
    exemptions: Annotated[tuple[Exemption, ...], Many] = ()
    progress: Annotated[tuple[Report, ...], Many] = ()
    conditions: Annotated[tuple[Condition, ...], Many] = ()
    papers: Annotated[tuple[SentPaper, ...], Many] = ()
    promotions: Annotated[tuple[Promotion, ...], Many] = ()
    operation: Annotated[tuple[Operation, ...], Many] = ()
    results: Annotated[tuple[Result, ...], Many] = ()
    photos: Annotated[tuple[Photo, ...], Many] = ()
    changes: Annotated[tuple[Change, ...], Many] = ()
    withheld: dict[str, Line] = Field(default_factory=dict, description="field → the legal ground")
    links: Annotated[tuple[Link, ...], Many] = ()
    extra: dict[str, Line] = Field(default_factory=dict)

    def year(self, year: int) -> YearPlan | None:
        """The plan of a year, None where the project is on no list of that year."""
        return next((plan for plan in self.years if plan.year == year), None)


GOVERNED = ("name", "level", "lists", "district", "lead", "investment.total")
"""Facts that enter a figure and change only with an entry in `changes`; `years.<year>.plan` and `.nature` too."""


def money_or_none(value: object) -> Decimal | None:
    """A governed amount as it stands in a change: None stays None."""
    return None if value is None else Decimal(str(value))
