"""An issue: one file in issues/<district>/<year>/, named after its id."""

from typing import Annotated, ClassVar

from pydantic import Field

from tongbao.model.base import Boolean, Code, Count, Day, Id, Line, Many, Meaning, Record, Text
from tongbao.model.reads import NotedRecord
from tongbao.model.vocab import EventKind, IssueKind


class Raised(Record):
    """Where and when the issue came up; `by` names an office, never a person."""

    date: Day
    channel: Code | None = None
    by: Code | None = None


class Event(Record):
    """A dated link in the chain. `to` is an office or body, `due` the day it is promised for."""

    natural_key: ClassVar = ("kind", "date")

    date: Day
    kind: EventKind
    to: Annotated[Line, Meaning.CODE] | None = None
    by: Text | None = None
    due: Day | None = None
    colour: Code | None = None
    number: Line | None = Field(None, description="the number of a supervision order")
    reason: Text | None = None
    note: Text | None = None


class IssueCounts(Record):
    """A bundle of issues that were only counted: how many were raised, and of them closed, planned or overdue."""

    date: Day
    raised: Count
    closed: Count
    planned: Count | None = Field(None, description="how many of the open ones have a plan (办理方案)")
    overdue: Count = 0


class Issue(NotedRecord):
    """问题, 诉求 or 任务, of one project, of several (共性问题) or of none."""

    id: Id
    kind: IssueKind
    title: Text
    projects: Annotated[tuple[Id, ...], Many] = ()
    district: Code | None = Field(None, description="where it hangs on no project")
    category: Code
    severity: Code | None = None
    description: Text | None = Field(None, description="Markdown")
    raised: Raised
    events: Annotated[tuple[Event, ...], Many] = ()
    counts: Annotated[tuple[IssueCounts, ...], Many] = ()
    counted_only: Boolean = Field(False, description="may not be public: counted, and shown nowhere")
    withheld: dict[str, Line] = Field(default_factory=dict)
