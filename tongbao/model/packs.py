"""The papers of a meeting: which projects are called, and why; and the papers that are sent: orders and reminders."""

from typing import Annotated, Literal

from pydantic import Field

from tongbao.model.base import Boolean, Code, Count, Many, Record, Text
from tongbao.model.setting import Bounds, Codes, Limit, Selection, Setting

Months = Annotated[Count, Field(ge=1)]


class Call(Record):
    """A reason to call a project; all that it says must hold, and it says something.

    `gap` is in percentage points. `steps` are of the ladder of meetings: an open issue of the project is with one of
    them. `board`: the district of the project is one of the `last` so many that have a place on it. `overdue`: an issue
    of the project, a decision on it, or a paper that was sent about it is past its date.
    """

    lights: Codes = ()
    start_overdue: Months | None = Field(None, description="months begun since it was to start")
    gap: Bounds = Bounds.model_construct()
    steps: Codes = ()
    board: Code | None = None
    last: Months = 1
    overdue: Literal["issue", "decision", "paper"] | None = None
    select: Selection = Selection.model_construct()


class PackRule(Setting):
    """会议材料: who is called by which reasons, one of them being enough, and which issues are put for decision.

    `issues` are steps of the ladder of meetings: an issue that is with one of them, or is due to go there, is decided
    on. `activity` is the kind whose last meeting is taken up again; without it the kind of the same code. `sponsors`:
    the papers say of each sponsor which of his or her projects are called. `public`: of each such meeting on record
    the papers are published with it, as of its day.
    """

    code: Code
    name: Text
    activity: Code | None = None
    calls: Annotated[tuple[Call, ...], Many] = ()
    issues: Codes = ()
    sponsors: Boolean = False
    public: Boolean = False

    @property
    def kind(self) -> str:
        """The kind of activity that the papers are for."""
        return self.activity or self.code


class PaperRule(Setting):
    """A paper that is sent: 督办单 for an order, 交办单 for an assignment, 挂牌提醒 for the light of a project,
    约谈通知 for a project on any other ground.

    `demands` are what the office is told to do. `answer` is its time where neither the record nor the ladder of orders
    says one. `back_to` has the return slip (回执); without it the slip has no address.
    """

    code: Code
    name: Text
    on: Literal["order", "assignment", "light", "project"]
    demands: Annotated[tuple[Text, ...], Many] = ()
    answer: Limit | None = None
    back_to: Code | None = None
