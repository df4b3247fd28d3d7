"""What must be there before a project goes on: papers to follow (容缺后补), land levelled before the start."""

from pydantic import Field

from tongbao.model.base import Code, Day, Line, Record, Text


class Condition(Record):
    """前置条件: due `before` a stage, by the day `due`, or both, whichever comes first.

    `since` is the day from which it is asked for, `met` that on which it was there. With `step` it is what a permit of
    the project was given without.
    """

    name: Text
    since: Day
    before: Code | None = Field(None, description="the stage that the project may reach only with it")
    due: Day | None = None
    step: Line | None = Field(None, description="the step of the project that was given without it")
    category: Code | None = Field(None, description="as of issues: land, approvals …")
    office: Code | None = None
    met: Day | None = None
