"""The place's rules: policy.yaml. Each setting says who really does so (`source`) or that it is assumed.

A setting may be a list of versions with `valid_from`; `Policy.at` picks the ones in force on a day. What has a default
here is what most offices do (滨州, 江门, 开平, 驻马店 circulars).
"""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, TypeVar

from pydantic import BeforeValidator, Field

from tongbao.model.base import Boolean, Code, Count, Day, Line, Many, Number, Record, Text
from tongbao.model.vocab import BulletinKind, BulletinSection, DayUnit, Nature, Shape, Stage, Tone
from tongbao.problems import Level

Places = Annotated[Count, Field(le=9)]
"""Digits behind the point."""
Days = Annotated[Count, Field(le=3660)]
"""Days of a limit; working days are counted one by one."""


class Setting(Record):
    """A rule with its source and the day from which it holds."""

    valid_from: Day = date.min
    source: Text | None = Field(None, description="who really does so: place and document")
    assumed: Boolean = Field(False, description="no source is known; printed")


class Pace(Setting):
    """时序进度: the share of the annual plan due by a day.

    `month_12`: full months passed ÷ 12 (compatible with 40 of 40 published gaps). `multiplier` is the annual target
    itself, 1.2 where a place aims at 120 % (惠东 2022).
    """

    basis: Literal["month_12"] = "month_12"
    multiplier: Annotated[Number, Field(gt=0)] = Decimal(1)
    print_gap: Literal["always", "behind_only"] = "always"


class Values(Setting):
    """Whether figures take reported values, or certified ones where there are any."""

    investment: Literal["reported", "certified"] = "reported"


class CompletionRate(Setting):
    """投资完成率: completed ÷ base. `annual_plan` (most places) or `plan_to_date` (凉州, 松阳)."""

    base: Literal["annual_plan", "plan_to_date"] = "annual_plan"


class StartRate(Setting):
    """开工率: started ÷ base, of the new projects of the year.

    `annual`: all new starts (江门, 开封); `due_to_date`: those whose month has come (凉州).
    `exclude_stages` are left out of the base (滨州: 前期), `count_early` counts starts before their month.
    """

    base: Literal["annual", "due_to_date"] = "annual"
    exclude_stages: Annotated[tuple[Stage, ...], Many] = ()
    count_early: Boolean = True


class StartAndResumeRate(Setting):
    """开复工率: (resumed + started) ÷ (continued + new), less what is left out (滨州: 重大前期项目)."""

    exclude_natures: Annotated[tuple[Nature, ...], Many] = (Nature.RESERVE,)
    exclude_stages: Annotated[tuple[Stage, ...], Many] = ()


class ClosingRate(Setting):
    """办结率: closed ÷ raised. `resolved_counts` takes an issue as closed once it is resolved, before 销号."""

    resolved_counts: Boolean = True


class Scope(Setting):
    """Which projects the figures speak of: stages and natures left out are counted and said."""

    exclude_stages: Annotated[tuple[Stage, ...], Many] = (Stage.WITHDRAWN,)


class Clock(Setting):
    """A deadline. `upper` is the last day of a range (3—5 个工作日: 5); `lower` is only printed."""

    starts: Literal["raised", "assigned"] = "assigned"
    lower: Days | None = None
    upper: Annotated[Days, Field(gt=0)]
    unit: DayUnit = DayUnit.WORKING
    count_first_day: Boolean = False


class Clocks(Setting):
    """办理时限: until an issue is resolved, and until a plan stands where that takes longer (滨州 2020)."""

    resolve: Clock
    plan: Clock | None = None


class ReportRule(Setting):
    """Who reports how often, and how many days after the period it is due."""

    lists: Annotated[tuple[Code, ...], Many] = Field((), description="empty: every project in scope")
    cadence: Literal["weekly", "monthly"] = "monthly"
    days_after: Days = 5
    unit: DayUnit = DayUnit.CALENDAR


class Light(Setting):
    """红黄蓝牌: the first light of the list whose bounds hold is shown.

    `measure` is a figure key: `gap` in percentage points, `completion_rate` as a share of a hundred,
    `issues_overdue` in issues.
    """

    code: Code
    label: Text
    shape: Shape
    tone: Tone
    applies_to: Literal["project", "district"] = "project"
    measure: Literal["gap", "completion_rate", "issues_overdue"] = "gap"
    at_most: Number | None = None
    below: Number | None = None
    at_least: Number | None = None


class Board(Setting):
    """排名组: districts ranked together; `named` are named at each end."""

    code: Code
    name: Text
    members: Annotated[tuple[Code, ...], Many, Field(min_length=1)]
    ranked_by: Line = "completion_rate"
    named: Count = 3


class Decimals(Setting):
    """Places behind the point; rounding is half-up, once, at the end."""

    rate: Places = 1
    gap: Places = 1
    money: Places = 2
    figures: dict[str, Places] = Field(default_factory=dict, description="other places for single figures, by key")


class BulletinRule(Setting):
    """The title, head and sections of a kind of bulletin."""

    title: Text
    head: Text | None = Field(None, description="the red head of the printed brief")
    issuer: Text
    sections: Annotated[tuple[BulletinSection, ...], Many]
    milestone_days: Days = 14


class FigureRules(Setting):
    """Which crossings of two axes are published beside the single ones."""

    crossings: Annotated[tuple[Annotated[tuple[Line, ...], Many, Field(min_length=2, max_length=2)], ...], Many] = ()


S = TypeVar("S", bound=Setting)


def _versions(value: object) -> object:
    return tuple(value) if isinstance(value, (list, tuple)) else (value,)


ONE_OR_MANY = BeforeValidator(_versions)
Versions = Annotated[tuple[S, ...], ONE_OR_MANY, Field(min_length=1)]
"""A setting, or a list of its versions with `valid_from`."""


class Policy(Record):
    """policy.yaml as it stands in the file, with all versions."""

    pace: Versions[Pace] = (Pace(),)
    values: Versions[Values] = (Values(),)
    scope: Versions[Scope] = (Scope(),)
    completion_rate: Versions[CompletionRate] = (CompletionRate(),)
    start_rate: Versions[StartRate] = (StartRate(),)
    start_and_resume_rate: Versions[StartAndResumeRate] = (StartAndResumeRate(),)
    closing_rate: Versions[ClosingRate] = (ClosingRate(),)
    clocks: Versions[Clocks] = (Clocks(resolve=Clock(upper=5)),)
    reports: Annotated[tuple[ReportRule, ...], Many] = ()
    lights: Annotated[tuple[Light, ...], Many] = ()
    boards: Annotated[tuple[Board, ...], Many] = ()
    decimals: Versions[Decimals] = (Decimals(),)
    figures: Versions[FigureRules] = (FigureRules(),)
    bulletins: dict[BulletinKind, BulletinRule] = Field(default_factory=dict)
    checks: dict[str, Level] = Field(default_factory=dict, description="the level of a check, by its rule id")
    private_numbers_allowed: Annotated[tuple[Line, ...], Many] = Field((), description="landlines that may be printed")

    def at(self, day: date) -> "Rules":
        """The rules in force on a day."""

        def now(versions: tuple[S, ...]) -> S:
            past = [version for version in versions if version.valid_from <= day]
            first = min(versions, key=lambda version: version.valid_from)
            return max(past, key=lambda version: version.valid_from, default=first)

        def current(settings: tuple[S, ...]) -> tuple[S, ...]:
            return tuple(setting for setting in settings if setting.valid_from <= day)

        return Rules(
            pace=now(self.pace),
            values=now(self.values),
            scope=now(self.scope),
            completion_rate=now(self.completion_rate),
            start_rate=now(self.start_rate),
            start_and_resume_rate=now(self.start_and_resume_rate),
            closing_rate=now(self.closing_rate),
            clocks=now(self.clocks),
            reports=current(self.reports),
            lights=current(self.lights),
            boards=current(self.boards),
            decimals=now(self.decimals),
            figures=now(self.figures),
            bulletins=self.bulletins,
        )


class Rules(Record):
    """The rules of one day."""

    pace: Pace
    values: Values
    scope: Scope
    completion_rate: CompletionRate
    start_rate: StartRate
    start_and_resume_rate: StartAndResumeRate
    closing_rate: ClosingRate
    clocks: Clocks
    reports: tuple[ReportRule, ...]
    lights: tuple[Light, ...]
    boards: tuple[Board, ...]
    decimals: Decimals
    figures: FigureRules
    bulletins: dict[BulletinKind, BulletinRule]
