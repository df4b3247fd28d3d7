"""What is internal, as internal papers print it beside what is public: whom to call, remarks, advice, withheld values.

Pages of the site are made without this module; a contract in pyproject.toml holds that.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from tongbao.metrics.bodies import handling_office
from tongbao.metrics.clocks import IssueStanding
from tongbao.metrics.packs import called, last_meeting, to_decide
from tongbao.metrics.papers import Paper
from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.standing import Standing
from tongbao.model.base import Record
from tongbao.model.bulletin import Bulletin
from tongbao.model.internal import Internal, Note, Officer, Person
from tongbao.model.issue import Issue
from tongbao.model.packs import PackRule
from tongbao.model.project import Project
from tongbao.model.withheld import withheld_value
from tongbao.views.bulletin import BulletinView
from tongbao.views.parts import Link
from tongbao.views.reader import Reader
from tongbao.views.target_files import notice_of


class Contact(NamedTuple):
    """Whom to call, and as what: the officer of a project, or the contact of an office; `about` is post and office."""

    kind: str
    name: str
    about: tuple[str, ...]
    phone: str


class NoteView(NamedTuple):
    """A remark or a piece of advice; in `party` with whom one talked."""

    date: str
    text: str
    by: str = ""
    party: str = ""


class Held(NamedTuple):
    """The value of a field that is withheld in public, with the ground."""

    label: str
    value: str
    ground: str


@dataclass(frozen=True, slots=True)
class IssueNotes:
    """What is internal of an issue. `place` names its projects, or its district."""

    id: str
    title: str
    place: str
    advice: tuple[NoteView, ...]
    remarks: tuple[NoteView, ...]
    held: tuple[Held, ...]
    people: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class ProjectNotes:
    """What is internal of a project; `issues` are those that are only counted in public."""

    id: str
    name: str
    district: str
    held: tuple[Held, ...]
    remarks: tuple[NoteView, ...]
    talks: tuple[NoteView, ...]
    people: tuple[Contact, ...]
    issues: tuple[IssueNotes, ...]


@dataclass(frozen=True)
class InternalView:
    """What a paper prints beside its public content, by id; what a paper does not have is empty.

    `mark` stands at the top left of every page, `notice` below it. `opening` and `words`, by section, are those of the
    leaders' edition of a bulletin, `meeting` is said of the meeting before.
    """

    mark: str
    notice: str
    projects: Mapping[str, ProjectNotes]
    issues: Mapping[str, IssueNotes]
    meeting: tuple[NoteView, ...] = ()
    opening: str = ""
    words: Mapping[str, str] | None = None


@dataclass(frozen=True)
class _Notes:
    """What was known on the day of a snapshot, for one reader."""

    internal: Internal
    snapshot: Snapshot
    reader: Reader

    def view(
        self, projects: Iterable[Standing], issues: Iterable[IssueStanding], notice: str = "", **more: Any
    ) -> InternalView:
        """The notes on some projects and issues; what nothing is said of is left out."""
        reader = self.reader
        of_projects = {s.project.id: notes for s in projects if (notes := self.project(s))}
        of_issues = {i.issue.id: said for i in issues if (said := self.issue(i))}
        mark = reader.words(self.internal.tree.mark) or reader.t("internal_papers.mark")
        return InternalView(mark, notice or notice_of(reader), of_projects, of_issues, **more)

    def project(self, standing: Standing) -> ProjectNotes | None:
        """The notes on a project; None where there are none."""
        project, reader = standing.project, self.reader
        held = self.internal.projects.get(project.id)
        offices = dict.fromkeys(entry.office for entry in (*project.responsible, *project.lead))
        officers = tuple(self._person("officer", p) for p in held.officers) if held else ()
        counted = (i for i in self.snapshot.issues_by_project.get(project.id, ()) if i.issue.counted_only and i.open)
        notes = ProjectNotes(
            id=project.id,
            name=reader.words(project.name),
            district=reader.name("district", project.district),
            held=tuple(self._held(project, held.withheld)) if held else (),
            remarks=self._said(held.remarks) if held else (),
            talks=tuple(
                NoteView(reader.day_text(talk.date), reader.words(talk.text), party=reader.words(talk.party))
                for talk in held.negotiations
            )
            if held
            else (),
            people=(*officers, *self._contacts(offices)),
            issues=tuple(notes for issue in counted if (notes := self.issue(issue))),
        )
        return notes if notes.held or notes.remarks or notes.talks or notes.people or notes.issues else None

    def issue(self, standing: IssueStanding) -> IssueNotes | None:
        """The notes on an issue; None where there are none."""
        issue, reader = standing.issue, self.reader
        held = self.internal.issues.get(issue.id)
        office = handling_office(standing, self.snapshot.rules)
        people = tuple(self._contacts((office,) if office else ()))
        if held is None and not people:
            return None
        by_id = self.snapshot.standing_by_id
        names = (reader.words(by_id[id].project.name) for id in issue.projects if id in by_id)
        return IssueNotes(
            id=issue.id,
            title=reader.words(issue.title),
            place=reader.t("words.separator").join(names) or reader.name("district", issue.district),
            advice=self._said(held.advice) if held else (),
            remarks=self._said(held.remarks) if held else (),
            held=tuple(self._held(issue, held.withheld)) if held else (),
            people=people,
        )

    def meeting(self, rule: PackRule) -> tuple[NoteView, ...]:
        """What is said of the last meeting of a kind."""
        last = last_meeting(rule, self.snapshot)
        held = self.internal.activities.get(last.id) if last else None
        return self._said(held.remarks) if held else ()

    def _said(self, notes: Iterable[Note]) -> tuple[NoteView, ...]:
        reader = self.reader
        return tuple(
            NoteView(reader.day_text(note.date), reader.words(note.text), by=reader.office(note.by) if note.by else "")
            for note in sorted(notes, key=lambda note: note.date)
        )

    def _person(self, kind: str, person: Person, office: str = "") -> Contact:
        code = person.office if isinstance(person, Officer) else office
        reader = self.reader
        about = (reader.words(person.role), reader.office(code) if code else "")
        kind = reader.t(f"internal_papers.{kind}")
        return Contact(kind, person.name, tuple(text for text in about if text), person.phone or "")

    def _contacts(self, offices: Iterable[str]) -> Iterator[Contact]:
        """Whom to call in some offices, in their order."""
        people = {entry.office: entry.people for entry in self.internal.tree.contacts}
        for office in offices:
            yield from (self._person("contact", person, office) for person in people.get(office, ()))

    def _held(self, public: Project | Issue, values: Mapping[str, Any]) -> Iterator[Held]:
        for name, ground in public.withheld.items():
            if name in values:
                value = withheld_value(type(public), name, values[name])
                yield Held(self._label(public, name), self._value(value), ground)

    def _label(self, public: Project | Issue, name: str) -> str:
        """What a field is called; years.2026.plan by year."""
        parts = name.split(".")
        keys = (
            f"internal_papers.fields.{name}",
            f"words.fields.{parts[-1]}",
            f"guide.fields.{type(public).__name__}.{name}",
        )
        known = next((key for key in keys if key in self.reader.catalogue), None)
        label = self.reader.t(known) if known else parts[-1]
        dated = parts[0] == "years" and len(parts) > 1
        return self.reader.t("words.fields.of_year", year=parts[1], field=label) if dated else label

    def _value(self, value: Any, *, within: bool = False) -> str:
        """A value in words. What the name of a field leads to is money where it is a number; a number `within` a list
        or a record stands as it is written."""
        reader = self.reader
        match value:
            case None | "" | ():
                return ""
            case Decimal():
                return reader.plain(value) if within else reader.money_text(value)
            case date():
                return reader.day_text(value)
            case Record():
                named = ((name, getattr(value, name)) for name in type(value).model_fields)
                said = (
                    reader.office(part) if name == "office" else self._value(part, within=True) for name, part in named
                )
                return " ".join(text for text in said if text)
            case dict() if all(isinstance(part, str) for part in value.values()):
                return reader.words(value)
            case dict():
                named = ((name, self._value(part)) for name, part in value.items())
                return reader.t("words.separator").join(
                    reader.t("words.named", name=name, value=text) for name, text in named
                )
            case tuple():
                said = (self._value(part, within=True) for part in value)
                return reader.t("words.separator").join(text for text in said if text)
        return str(value)


def pack_notes(internal: Internal, rule: PackRule, snapshot: Snapshot, reader: Reader) -> InternalView:
    """What is internal in the papers of a meeting: of the projects called, of their issues, of those to decide on."""
    notes = _Notes(internal.at(snapshot.day), snapshot, reader)
    standings = [one.standing for one in called(rule, snapshot)]
    issues = [i for s in standings for i in snapshot.issues_by_project.get(s.project.id, ()) if i.open]
    return notes.view(standings, (*issues, *to_decide(rule, snapshot)), meeting=notes.meeting(rule))


def paper_notes(internal: Internal, paper: Paper, snapshot: Snapshot, reader: Reader) -> InternalView:
    """What is internal in a paper that is sent: of its issue and its projects."""
    ids = paper.issue.issue.projects if paper.issue else ()
    standings = [snapshot.standing_by_id[id] for id in ids if id in snapshot.standing_by_id]
    if paper.standing:
        standings.append(paper.standing)
    notes = _Notes(internal.at(snapshot.day), snapshot, reader)
    return notes.view(standings, (paper.issue,) if paper.issue else ())


def brief_notes(
    internal: Internal, bulletin: Bulletin, view: BulletinView, snapshot: Snapshot, reader: Reader
) -> InternalView:
    """What is internal in the leaders' edition of a bulletin: words for them, and what is written of the projects and
    issues that the bulletin names."""
    named = frozenset(_hrefs(view))
    notes = _Notes(internal.at(snapshot.day), snapshot, reader)
    own = internal.bulletins.get(bulletin.id)
    draft = "" if bulletin.issued or notice_of(reader) else reader.t("bulletin.draft")
    return notes.view(
        (
            standing
            for standing in snapshot.standings
            if standing.project.id in internal.projects and reader.urls.project(standing.project.id) in named
        ),
        (
            issue
            for issue in snapshot.issues
            if issue.issue.id in internal.issues and reader.urls.issue(issue.issue.id) in named
        ),
        draft,
        opening=reader.words(own.opening) if own else "",
        words={str(section): reader.words(text) for section, text in own.words.items()} if own else {},
    )


def for_leaders(view: BulletinView, internal: Internal, bulletin: Bulletin, reader: Reader) -> BulletinView:
    """The bulletin as its leaders' edition: without a note that it is public, with recipients of its own where it has
    some."""
    own = internal.bulletins.get(bulletin.id)
    view = replace(view, form=view.form._replace(note=""))
    if own is None or own.recipients is None:
        return view
    given = own.recipients
    head = view.head._replace(
        report=reader.words(given.report),
        send=reader.words(given.send),
        issue=reader.words(given.issue),
        copies=str(given.copies or ""),
    )
    return replace(view, head=head)


def _hrefs(value: Any) -> Iterator[str]:
    """Where the links of a view lead."""
    if isinstance(value, Link):
        yield value.href
    elif is_dataclass(value):
        for field in fields(value):
            yield from _hrefs(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _hrefs(part)
    elif isinstance(value, tuple):
        for part in value:
            yield from _hrefs(part)
