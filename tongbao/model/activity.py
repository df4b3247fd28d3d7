"""Something the office did: a meeting, a tour, a ceremony, a certification, a visit. One file in activities/<year>/."""

from typing import Annotated, ClassVar

from pydantic import Field

from tongbao.model.base import Code, Day, Id, Line, Many, Number, Record, Text
from tongbao.model.setting import Limit


class DueChange(Record):
    """An approved later date of a decision."""

    date: Day
    to: Day
    reason: Text
    approved_by: Text


class Decision(Record):
    """议定事项: what is to be done, by which office, until when; a day, or a limit that runs from the activity.

    `code` tells the decisions of one activity apart (1, 2, 3). `result` says how it was done.
    """

    code: Line
    text: Text
    office: Code
    others: Annotated[tuple[Code, ...], Many] = Field((), description="配合单位")
    due: Day | None = None
    limit: Limit | None = None
    projects: Annotated[tuple[Id, ...], Many] = ()
    issues: Annotated[tuple[Id, ...], Many] = ()
    changes: Annotated[tuple[DueChange, ...], Many] = ()
    done: Day | None = None
    result: Text | None = None


class Mark(Record):
    """The points that a district or a project was given (观摩评比)."""

    natural_key: ClassVar = ("project", "district")

    district: Code | None = None
    project: Id | None = None
    points: Number
    note: Text | None = None


class Activity(Record):
    """活动. Attendance is by office; `chair` is an office-holder or a body, never a person."""

    id: Id
    kind: Code
    title: Text
    date: Day
    until: Day | None = None
    place: Text | None = None
    chair: Code | None = None
    bodies: Annotated[tuple[Code, ...], Many] = Field((), description="bodies and offices that took part")
    districts: Annotated[tuple[Code, ...], Many] = ()
    projects: Annotated[tuple[Id, ...], Many] = ()
    issues: Annotated[tuple[Id, ...], Many] = ()
    summary: Text | None = Field(None, description="Markdown")
    decisions: Annotated[tuple[Decision, ...], Many] = ()
    marks: Annotated[tuple[Mark, ...], Many] = ()
