"""How the place reckons its figures: bases, pace, values, decimals."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from tongbao.model.base import Boolean, Code, Count, Line, Many, Number, Percent, Record, Text
from tongbao.model.setting import Codes, Days, Places, Setting
from tongbao.model.vocab import DayUnit, Nature, Stage, Window

Ladder = Annotated[tuple[Percent, ...], Many]
"""Shares of a hundred due by the end of each quarter; empty, or four."""
Natures = Annotated[tuple[Nature, ...], Many]
Stages = Annotated[tuple[Stage, ...], Many]


class Pace(Setting):
    """时序进度: the share of the annual plan due by a day.

    `month_12`: full months passed ÷ 12 (compatible with 40 of 40 published gaps). `quarter_ladder`: by `ladder`, and
    for starts by `start_ladder` (三亚 2022). `own_quarters`: by each project's own quarters (凉州, 松阳), where it has
    none by months. Between the ends of quarters the due share rises month by month unless `stepped`.
    `multiplier` is the annual target itself, 1.2 where a place aims at 120 % (惠东 2022).
    """

    basis: Literal["month_12", "quarter_ladder", "own_quarters"] = "month_12"
    ladder: Ladder = ()
    start_ladder: Ladder = ()
    stepped: Boolean = False
    multiplier: Annotated[Number, Field(gt=0)] = Decimal(1)
    print_gap: Literal["always", "behind_only"] = "always"


class Values(Setting):
    """Whether figures take reported values, or certified ones: of investment where there are any, of starts only."""

    investment: Literal["reported", "certified"] = "reported"
    starts: Literal["reported", "certified"] = "reported"


class CompletionRate(Setting):
    """投资完成率: completed ÷ base. `annual_plan` (most places) or `plan_to_date` (凉州, 松阳)."""

    base: Literal["annual_plan", "plan_to_date"] = "annual_plan"


class StartRate(Setting):
    """开工率: started ÷ base.

    `annual`: all new starts of the year (江门, 开封); `due_to_date`: those whose month has come (凉州); `list`: all
    projects of the list, whatever their nature (滨州, 兰州). `exclude_stages` and `exclude_natures` are left out of
    the base (滨州: 前期), `count_early` counts starts before their month.
    """

    base: Literal["annual", "due_to_date", "list"] = "annual"
    exclude_stages: Stages = ()
    exclude_natures: Natures = ()
    count_early: Boolean = True


class StartAndResumeRate(Setting):
    """开复工率: (resumed + started) ÷ (continued + new), less what is left out (滨州: 重大前期项目)."""

    exclude_natures: Natures = (Nature.RESERVE,)
    exclude_stages: Stages = ()


class CommissioningRate(Setting):
    """竣工投产率: completed ÷ those to be completed in the year, or of these the ones whose month has come."""

    base: Literal["annual", "due_to_date"] = "annual"


class Conversion(Setting):
    """A rate between two stages: of those that reached `from_stage` within `cohort`, the share that reached
    `to_stage` by the day (驻马店: 储备转签约 40 %, 签约转开工 60 %)."""

    from_stage: Stage
    to_stage: Stage
    cohort: Window = Window.EVER


class SigningRate(Conversion):
    """签约率: of the reserve, the share that was signed."""

    from_stage: Stage = Stage.RESERVED
    to_stage: Stage = Stage.SIGNED


class LandingRate(Conversion):
    """落地率: of the signed projects, the share that was started."""

    from_stage: Stage = Stage.SIGNED
    to_stage: Stage = Stage.STARTED


class ClosingRate(Setting):
    """办结率: closed ÷ raised. `resolved_counts` takes an issue as closed once it is resolved, before 销号."""

    resolved_counts: Boolean = True


class Readiness(Setting):
    """具备开工条件: the stages, core codes or words of the place, at which a project is ready to start (忻州)."""

    stages: Codes = ()


class DelayClass(Record):
    """A class of delay in months, both ends included; without `until` it has no upper end."""

    code: Code
    name: Text
    from_: Annotated[Count, Field(alias="from")]
    until: Count | None = None


class Delays(Setting):
    """How late milestones are: classes of whole months begun, and for how long a new date counts as newly slipped."""

    classes: Annotated[tuple[DelayClass, ...], Many] = ()
    new_days: Days = 31


class Scope(Setting):
    """Which projects the figures speak of: stages left out are counted and said.

    Projects on none but `apart_lists` count in the figures of their own lists and in no other (a reserve of ideas
    beside the projects of the year).
    """

    exclude_stages: Stages = (Stage.WITHDRAWN,)
    apart_lists: Codes = ()


class ReportRule(Setting):
    """Who reports how often, and how many days after the period it is due."""

    lists: Codes = Field((), description="empty: every project in scope")
    cadence: Literal["weekly", "monthly"] = "monthly"
    days_after: Days = 5
    unit: DayUnit = DayUnit.CALENDAR


class Decimals(Setting):
    """Places behind the point; rounding is half-up, once, at the end.

    In `figures` a key alone is meant everywhere, `all/` and the key for the whole place (滨州: 开复工率
    of the city with two, of a county with one).
    """

    rate: Places = 1
    gap: Places = 1
    money: Places = 2
    score: Places = 1
    times: Places = 2
    figures: dict[str, Places] = Field(
        default_factory=dict, description="other places for single figures, by key or all/key"
    )


class FigureRules(Setting):
    """Which crossings of two axes are published beside the single ones, and which figures month by month."""

    crossings: Annotated[tuple[Annotated[tuple[Line, ...], Many, Field(min_length=2, max_length=2)], ...], Many] = ()
    monthly: Annotated[tuple[Line, ...], Many] = ()
