"""Papers that were sent about a project: 挂牌提醒, 约谈通知; what an order is to an issue."""

from typing import ClassVar

from pydantic import Field

from tongbao.model.base import Code, Day, Line, Record, Text
from tongbao.model.setting import Codes


class SentPaper(Record):
    """A paper that was sent; `kind` is a code of policy.yaml `papers`.

    `to` are offices; a paper to the owner of the project names none. `due` is the last day for an answer where the time
    of the policy does not hold, `result` what was answered or agreed.
    """

    natural_key: ClassVar = ("kind", "date")

    date: Day
    kind: Code
    number: Line | None = None
    to: Codes = ()
    light: Code | None = Field(None, description="the light that it reminds of")
    due: Day | None = None
    answered: Day | None = None
    result: Text | None = None
