"""What must recur: meetings, tours, certifications and visits, and when each is due."""

from typing import Annotated, Literal

from pydantic import Field

from tongbao.model.base import Code, Count, Many, Text
from tongbao.model.setting import Codes, Setting

Every = Literal["week", "half_month", "month", "two_months", "quarter", "half_year", "year"]
Weekday = Annotated[Count, Field(ge=1, le=7)]
MonthDay = Annotated[Count, Field(ge=1, le=31)]


class ActivityKind(Setting):
    """A kind of activity, and how often it must be (滨州 五个一: 每月一认定 … 一年一述职).

    Without `every` it is held when needed. Due is the `weekday` of each week; of longer periods the `days` of the
    last month, in half a month the first of them in its first half; else the last day of the period. On a day off
    `shift` moves it to the working day before or after. `owed_by`: once by the place, by each district or office of
    `members`, by each sponsor for every project in his or her care (驻马店: 分包领导每月到项目调研), or by each of the
    `members` for every project that it leads (泾川: 专班每月召开一次调度会).
    """

    code: Code
    name: Text
    chair: Text | None = None
    every: Every | None = None
    weekday: Weekday | None = None
    days: Annotated[tuple[MonthDay, ...], Many] = ()
    shift: Literal["none", "before", "after"] = "none"
    owed_by: Literal["place", "district", "office", "sponsor", "lead"] = "place"
    members: Codes = ()
