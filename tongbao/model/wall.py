"""What hangs on the wall of the command room and what lies on its table: 挂图 with 标旗, and 项目一页纸."""

from typing import Annotated, ClassVar, Literal

from tongbao.model.base import Boolean, Count, Many, Record, Text
from tongbao.model.setting import Selection, Setting
from tongbao.model.vocab import FlagShape, FlagTone, FlagWhen


class Flag(Record):
    """标旗: the flag of a milestone in a month, told by shape and letter before colour.

    `letter` is one character; it and the name are the program's words unless the place has its own.
    """

    natural_key: ClassVar = ("when",)

    when: FlagWhen
    letter: Text | None = None
    label: Text | None = None
    shape: FlagShape
    tone: FlagTone


FLAGS = (
    Flag.model_construct(when=FlagWhen.STOPPED, shape=FlagShape.SQUARE, tone=FlagTone.PLAIN),
    Flag.model_construct(when=FlagWhen.OVERDUE, shape=FlagShape.SQUARE, tone=FlagTone.DANGER),
    Flag.model_construct(when=FlagWhen.DUE, shape=FlagShape.PENNANT, tone=FlagTone.WARNING),
    Flag.model_construct(when=FlagWhen.LATE, shape=FlagShape.SWALLOWTAIL, tone=FlagTone.DONE),
    Flag.model_construct(when=FlagWhen.EARLY, shape=FlagShape.BANNER, tone=FlagTone.DONE),
    Flag.model_construct(when=FlagWhen.ON_TIME, shape=FlagShape.BANNER, tone=FlagTone.DONE),
    Flag.model_construct(when=FlagWhen.MOVED, shape=FlagShape.SWALLOWTAIL, tone=FlagTone.PLAIN),
    Flag.model_construct(when=FlagWhen.AHEAD, shape=FlagShape.PENNANT, tone=FlagTone.PLAIN),
)


class WallChart(Setting):
    """挂图: the projects of the year's list by district and month.

    A milestone has the first flag of `flags` whose `when` holds; a month of a project shows the flag that stands first
    among those of its milestones. `lights`: each month that is over also shows the light at its end. `title` is the
    head of the chart, else the program's; `paper` the size of the printed one. Of more than `most` projects there is
    no chart: nobody could read it.
    """

    title: Text | None = None
    paper: Literal["A0", "A1", "A2", "A3"] = "A1"

    flags: Annotated[tuple[Flag, ...], Many] = FLAGS
    lights: Boolean = True
    most: Count = 500


class SheetRule(Setting):
    """项目一页纸: which projects get a sheet of paper: those with a plan of the day's year (`planned`), and of them
    those that the selection finds. Where that is more than `most` there are none, until the place selects."""

    planned: Boolean = True
    select: Selection = Selection.model_construct()
    most: Count = 500
