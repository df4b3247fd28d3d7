"""Who is shown a light, how districts are ranked and scored, which quotas they owe."""

from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from tongbao.model.base import Boolean, Code, Count, Line, Many, Money, Number, Record, Text
from tongbao.model.setting import Bounds, Codes, Selection, Setting, UnitExemption
from tongbao.model.vocab import Shape, Tone

Figure = Line
"""A key of the registry of figures, or `score:` and the code of a score."""


class Light(Setting, Bounds):
    """红黄蓝牌: a colour over a figure, for projects, districts or offices; the first of the list that holds is shown.

    Bounds are in the figure's unit: shares in percent, gaps in percentage points. `periods`: the bounds held at the
    ends of so many months running, the day itself the last (三亚: two months running make yellow red). Colour, label,
    shape and tone (praise or warning) are the place's: blue is praise in 枣庄.
    """

    code: Code
    label: Text
    shape: Shape
    tone: Tone
    applies_to: Literal["project", "district", "office"] = "project"
    measure: Line = "gap"
    periods: Annotated[Count, Field(ge=1, le=12)] = 1
    lists: Codes = ()
    planned_at_least: Money | None = None
    exempt: Annotated[tuple[UnitExemption, ...], Many] = ()


class Board(Setting):
    """排名组: districts or offices of one kind, ranked together or printed in the fixed order of `members`.

    `ties`: equal values share a rank and the next is skipped (1, 2, 2, 4), is not (`dense`: 1, 2, 2, 3), or no ranks
    are printed (驻马店). First is the highest value or, of overdue issues and the like, the lowest (`best`). Members
    with fewer than `least_projects` are not ranked. `named` are named at each end, at the lower one `bottom` where it
    differs. With `target` those named at the top must reach it and those at the bottom must not (绵阳 红黑榜).
    """

    code: Code
    name: Text
    axis: Literal["district", "office"] = "district"
    members: Annotated[tuple[Code, ...], Many, Field(min_length=1)]
    order: Literal["rank", "fixed"] = "rank"
    ranked_by: Figure = "completion_rate"
    best: Literal["highest", "lowest"] = "highest"
    least_projects: Count = 0
    ties: Literal["competition", "dense", "unnumbered"] = "competition"
    named: Count = 3
    bottom: Count | None = None
    target: Number | None = None
    exempt: Annotated[tuple[UnitExemption, ...], Many] = ()


class ScoreItem(Record):
    """Points for a figure: all of them at `full_at`, none at `none_at`, in proportion between; in the figure's unit
    (shares in percent)."""

    natural_key: ClassVar = ("figure",)

    figure: Figure
    points: Annotated[Number, Field(gt=0)]
    full_at: Number
    none_at: Number = Decimal(0)


class Score(Setting):
    """考评得分: weights over figures, added up (驻马店 monthly 50 points, 河南 三个一批 评价)."""

    code: Code
    name: Text
    items: Annotated[tuple[ScoreItem, ...], Many, Field(min_length=1)]


Measure = Literal[
    "projects", "total_investment", "planned", "completed",
    "funding_needed", "funding_applied", "funding_approved", "funding_granted", "funding_spent",
]  # fmt: skip
"""What a quota counts of the projects that it finds: themselves, their money, or the outside money of a kind."""


class Quota(Setting, Bounds):
    """What each member owes, or all together: a count, a sum, or a ratio of two (`over`, or a cited figure).

    Bounds are in projects, the place's money, percent, or with `times` as a multiple. `ceiling` ends the range that is
    printed (每年 1-2 个) without being a duty. Of sponsors (忻州 一园六企) the `members` are named.
    """

    code: Code
    name: Text
    count: Selection
    measure: Measure = "projects"
    funding: Code | None = Field(None, description="the kind of outside money that is measured; without it all")
    over: Selection | None = None
    over_cited: Code | None = None
    times: Boolean = False
    ceiling: Number | None = None
    per: Literal["each", "all"] = "each"
    axis: Literal["district", "office", "sponsor", "sector", "class", "list", "level"] = "district"
    members: Codes = Field((), description="codes of the axis; empty: all")


class MaturityLevel(Record):
    """成熟度: reached when these steps of the pool's procedure are done; the last that holds is shown."""

    code: Code
    name: Text
    steps: Annotated[tuple[Line, ...], Many] = ()


class Library(Setting):
    """项目库: the projects that a selection finds, as a set of its own (烟台开发区: 3000万以上新开工项目库).

    Where `only_stages` are said, core stages or words of the place, a project at another one does not belong in it
    is a fault (泾川: 不储备已开工建设的项目). A `pool` is a 储备库 and has a page: its `gates` are the steps of that
    procedure (泾川: 三谋两审一踏勘), `maturity` names how far a project is, `horizon_years` within how many years it is
    to start (驻马店: 未来 2 年).
    """

    code: Code
    name: Text
    select: Selection
    only_stages: Codes = ()
    pool: Boolean = False
    gates: Code | None = None
    maturity: Annotated[tuple[MaturityLevel, ...], Many] = ()
    horizon_years: Annotated[Count, Field(ge=1)] | None = None
