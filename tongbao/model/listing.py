"""The rules of lists: what units answer for, how the year's list is adjusted, who may be on a named list, what a
finished project is judged by."""

from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from tongbao.model.base import Boolean, Code, Count, Line, Many, Number, Record, Text
from tongbao.model.setting import Bounds, Codes, Days, Selection, Setting
from tongbao.model.standings import Figure


class TargetMeasure(Setting):
    """What districts and offices answer for in a year, by its code: a figure of theirs (驻马店).

    `figure` is a key of the registry, or `quota:` and the code of a quota whose axis is the unit's. `within` narrows
    it to one class (产业开工, 工业开工), `listed` to the projects on the year's list. What is due by a day: the pace's
    share of the year, the figure `due_figure` (starts that were due), all of it at the year's end, or all of it at
    any time (a stock: 储备总量, 产业占比).
    """

    code: Code
    name: Text
    figure: Figure
    within: Code | None = None
    listed: Boolean = False
    due: Literal["pace", "figure", "year_end", "always"] = "pace"
    due_figure: Figure | None = None


class AdjustmentRule(Setting):
    """How the year's list may be adjusted.

    `months`: those in which it may be (福建 5 and 9; 泾川 the first of each quarter); none named, any. `keeps`: of
    each office or district, what may not fall by an adjustment (泾川: 本部门投资总量只增不减). `substitutes_only`:
    what is added comes from the substitutes, in any order. `unstarted_years`: listed for so many years without a
    start, a project should leave (福建 two). `reclaims`: who leaves says which factors were taken back.
    """

    months: Annotated[tuple[Annotated[Count, Field(ge=1, le=12)], ...], Many] = ()
    keeps: Literal["total_investment", "planned"] | None = None
    axis: Literal["office", "district"] = "office"
    substitutes_only: Boolean = False
    unstarted_years: Annotated[Count, Field(ge=1)] | None = None
    reclaims: Boolean = False


class Review(Setting):
    """When a quarter of the list is looked at: with the reports that came in so many calendar days after its end."""

    known_after: Days = 10


class Letters(Setting):
    """目标责任书 of districts and offices, and the task letters of projects: their titles and what they bind to beside
    the targets (外部建设环境, safety, quality), in order. `quarterly` is the title of the letter of a quarter
    (驻马店: 《重大项目建设“三个一批”目标责任书》); none, there is no such letter."""

    title: Text | None = None
    quarterly: Text | None = None
    task: Text | None = None
    duties: Annotated[tuple[Text, ...], Many] = ()
    assessment: Annotated[tuple[Text, ...], Many] = ()


class EntryRule(Setting):
    """Who may be on a named list: one of `any_of` holds, and the steps of `gates` are done ("procedure" or
    "procedure/step").

    A project on the list that no longer qualifies is warned of. `offers`: the list is one that money or partners are
    sought through (民间资本推介, 配套融资推介), and each project says its need and an office to turn to.
    """

    natural_key: ClassVar = ("list", "valid_from")

    list: Code
    any_of: Annotated[tuple[Selection, ...], Many] = ()
    gates: Annotated[tuple[Line, ...], Many] = ()
    offers: Boolean = False


class Indicator(Record):
    """单位要素产出: one input over another, in `unit`; points in proportion between `none_at` and `full_at`."""

    code: Code
    name: Text
    unit: Text
    of: Code
    over: Code
    points: Annotated[Number, Field(gt=0)]
    full_at: Number
    none_at: Number = Decimal(0)


class Input(Record):
    """What is reported of a finished project, with its unit: 产值 万元, 占地 亩, 能耗 吨标准煤."""

    code: Code
    name: Text
    unit: Text


class Tier(Bounds):
    """A tier of finished projects by their points: 优先扶持, 重点扶持, 一般 (泾川); the first that holds."""

    code: Code
    name: Text


class Evaluation(Setting):
    """后评价 of finished projects: inputs, indicators made of them, tiers by the sum of points.

    `classes`: only projects of these are judged; none named, all.
    """

    inputs: Annotated[tuple[Input, ...], Many] = ()
    indicators: Annotated[tuple[Indicator, ...], Many] = ()
    tiers: Annotated[tuple[Tier, ...], Many] = ()
    classes: Codes = ()
