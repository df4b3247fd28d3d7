"""What is internal of a place: records of a second tree, a private repository, under the ids of the public ones.

Only the commands that make internal papers are given it (`--internal`). Nothing here has a place in a public record.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Annotated, ClassVar, Protocol, TypeVar

from pydantic import Field, WithJsonSchema

from tongbao.model.activity import Activity
from tongbao.model.base import Before, Boolean, Code, Day, Id, Line, Many, Record, Scalar, Text, matching
from tongbao.model.bulletin import Bulletin, Recipients
from tongbao.model.issue import Issue
from tongbao.model.project import Project
from tongbao.model.vocab import BulletinSection

PHONE = re.compile(r"\+?[0-9][0-9 -]{4,22}[0-9]")

Phone = Annotated[
    str,
    Before(matching(PHONE, "not-a-phone")),
    WithJsonSchema({"type": ["string", "number"], "pattern": PHONE.pattern}),
]
"""A telephone number as it is dialled, of a landline or a mobile: digits, spaces and hyphens."""


class Person(Record):
    """Whom to call, for a time."""

    name: Line
    role: Text | None = None
    phone: Phone | None = None
    from_: Annotated[Day | None, Field(alias="from")] = None
    until: Day | None = None


class Officer(Person):
    """服务专员, 驻企服务员: the person at the enterprise. That one is assigned is public, who it is is not."""

    office: Code | None = None


class Note(Record):
    """A dated remark or piece of advice, and the office that gives it."""

    date: Day
    text: Text
    by: Code | None = None


class Talk(Record):
    """Negotiations with an investor, a bank, an owner: where they stood on a day."""

    date: Day
    party: Text
    text: Text


class InternalProject(Record):
    """What is internal of a project; `withheld` has the values of fields that its public record withholds."""

    id: Id
    officers: Annotated[tuple[Officer, ...], Many] = ()
    remarks: Annotated[tuple[Note, ...], Many] = ()
    negotiations: Annotated[tuple[Talk, ...], Many] = ()
    withheld: dict[str, Scalar] = Field(default_factory=dict)


class InternalIssue(Record):
    """What is internal of an issue: the office's advice (拟办意见) and remarks."""

    id: Id
    advice: Annotated[tuple[Note, ...], Many] = ()
    remarks: Annotated[tuple[Note, ...], Many] = ()
    withheld: dict[str, Scalar] = Field(default_factory=dict)


class InternalActivity(Record):
    """What was said in a meeting or seen on a visit and stands in no public summary."""

    id: Id
    remarks: Annotated[tuple[Note, ...], Many] = ()


class InternalBulletin(Record):
    """The leaders' edition of a bulletin: words for them, and who gets it."""

    id: Id
    opening: Text | None = Field(None, description="呈阅要点, Markdown")
    words: dict[BulletinSection, Text] = Field(default_factory=dict, description="by section, Markdown")
    recipients: Recipients | None = None


class OfficeContacts(Record):
    """联系人 of an office or body: 专班联系人, 责任单位联系人."""

    natural_key: ClassVar = ("office",)

    office: Code
    people: Annotated[tuple[Person, ...], Many] = Field(min_length=1)


class InternalTree(Record):
    """internal.yaml: which place the tree belongs to, the mark of its papers, whom to call in each office."""

    place: Id
    sample: Boolean = False
    mark: Text | None = None
    contacts: Annotated[tuple[OfficeContacts, ...], Many] = ()


def _private_keys(internal: type[Record], public: type[Record]) -> frozenset[str]:
    """The keys that only the internal record has."""
    return frozenset(internal.model_fields) - frozenset(public.model_fields)


PRIVATE_KEYS = {
    Project: _private_keys(InternalProject, Project),
    Issue: _private_keys(InternalIssue, Issue),
    Activity: _private_keys(InternalActivity, Activity),
    Bulletin: _private_keys(InternalBulletin, Bulletin),
}
"""Keys that have no place in a public record, by its kind: what they hold is internal."""


class _Dated(Protocol):
    @property
    def date(self) -> date: ...


D = TypeVar("D", bound=_Dated)
P = TypeVar("P", bound=Person)


def _until(entries: Iterable[D], day: date) -> tuple[D, ...]:
    return tuple(entry for entry in entries if entry.date <= day)


def in_charge(people: Iterable[P], day: date) -> tuple[P, ...]:
    """Those whom to call on a day."""
    return tuple(p for p in people if (p.from_ is None or p.from_ <= day) and (p.until is None or day <= p.until))


@dataclass(frozen=True)
class Internal:
    """The second tree as read: each kind of record by id, and the file each came from."""

    tree: InternalTree
    projects: dict[str, InternalProject] = field(default_factory=dict)
    issues: dict[str, InternalIssue] = field(default_factory=dict)
    activities: dict[str, InternalActivity] = field(default_factory=dict)
    bulletins: dict[str, InternalBulletin] = field(default_factory=dict)
    paths: dict[tuple[str, str], str] = field(default_factory=dict)

    def at(self, day: date) -> "Internal":
        """What was known on a day: notes of later days are cut off, of people only those in charge then remain."""
        contacts = tuple(
            office.model_copy(update={"people": people})
            for office in self.tree.contacts
            if (people := in_charge(office.people, day))
        )
        return replace(
            self,
            tree=self.tree.model_copy(update={"contacts": contacts}),
            projects={
                id: project.model_copy(
                    update={
                        "officers": in_charge(project.officers, day),
                        "remarks": _until(project.remarks, day),
                        "negotiations": _until(project.negotiations, day),
                    }
                )
                for id, project in self.projects.items()
            },
            issues={
                id: issue.model_copy(
                    update={"advice": _until(issue.advice, day), "remarks": _until(issue.remarks, day)}
                )
                for id, issue in self.issues.items()
            },
            activities={
                id: activity.model_copy(update={"remarks": _until(activity.remarks, day)})
                for id, activity in self.activities.items()
            },
        )
