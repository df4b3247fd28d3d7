"""Who answers: the bodies and offices of a place, each with a page, and the sponsors with their projects."""

from collections.abc import Iterable, Sized
from dataclasses import dataclass
from typing import NamedTuple

from tongbao.metrics.bodies import counted, exists_on, groups_on
from tongbao.metrics.scopes import ALL
from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.standing import Standing
from tongbao.model.project import Sponsor
from tongbao.model.site import Member, Office
from tongbao.views.activities import DecisionView, decisions_of
from tongbao.views.lists import rows_by_level
from tongbao.views.named import named_issues_in_hand, named_issues_of
from tongbao.views.parts import Bar, Fact, FigureView, IssueRow, LightView, Link, ProjectRow
from tongbao.views.quotas import QuotaRow, quotas_of
from tongbao.views.reader import Reader
from tongbao.views.rows import issue_row, project_link, rate_note
from tongbao.views.sectors import Axis, sector_codes
from tongbao.views.sent import SentRow, to_answer

FIGURES = ("projects", "planned", "completed", "completion_rate", "issues_open", "issues_overdue")
"""What a row of an office says."""


class MemberView(NamedTuple):
    """A member of a body, by function."""

    role: str
    who: Link
    since: str


class OfficeRow(NamedTuple):
    """A body or office in a list: what is in its care, its projects, and the issues that it has in hand."""

    link: Link
    second: str
    field: str
    care: str
    heads: tuple[MemberView, ...]
    figures: tuple[FigureView, ...]
    led: str
    sponsored: str
    handling: str
    overdue: str


@dataclass(frozen=True, slots=True)
class OfficeGroup:
    """A kind of bodies or offices. `care`, `measured` and the rest: whether any row says something there."""

    code: str
    name: str
    count: str
    rows: tuple[OfficeRow, ...]
    care: bool
    measured: bool
    led: bool
    sponsored: bool
    issues: bool


class StructurePart(NamedTuple):
    """A part of the formula (1+7+7+N): its number and what it counts."""

    number: str
    name: str
    code: str = ""


class OfficesView(NamedTuple):
    """The structure of the place, and its offices by kind. `officers` are those of the projects, its N."""

    structure: tuple[StructurePart, ...]
    officers: FigureView
    officer_rate: FigureView
    groups: tuple[OfficeGroup, ...]
    sponsors: Link | None
    unit: str


class OfficeView(NamedTuple):
    """A body or office: what it is, its members, its projects, those it sponsors, and the issues it has in hand."""

    name: str
    facts: tuple[Fact, ...]
    members: tuple[MemberView, ...]
    parts: tuple[Link, ...]
    figures: tuple[FigureView, ...]
    rate: FigureView
    gap: FigureView
    bar: Bar | None
    note: str
    light: LightView | None
    rows: tuple[ProjectRow, ...]
    led: tuple[ProjectRow, ...]
    sponsored: tuple[ProjectRow, ...]
    issues: tuple[IssueRow, ...]
    decisions: tuple[DecisionView, ...]
    papers: tuple[SentRow, ...]
    quotas: tuple[QuotaRow, ...]
    all_quotas: str
    unit: str


class SponsoredRow(NamedTuple):
    """A project of a sponsor."""

    project: Link
    district: Link
    since: str
    rate: FigureView
    gap: FigureView
    light: LightView | None
    open_issues: str


@dataclass(frozen=True, slots=True)
class SponsorView:
    """An office-holder with the projects in his or her care."""

    holder: Link
    count: str
    rows: tuple[SponsoredRow, ...]


class SponsorsView(NamedTuple):
    """领导联系分包: every sponsor with the projects, and how many projects have none."""

    sponsors: tuple[SponsorView, ...]
    covered: str
    projects: str


def has_offices(snapshot: Snapshot) -> bool:
    """Whether the place has any office to show."""
    return bool(snapshot.data.site.offices)


def has_sponsors(snapshot: Snapshot) -> bool:
    """Whether any project has a sponsor on the day."""
    return bool(snapshot.sponsored)


def _member(member: Member, reader: Reader) -> MemberView:
    who = reader.office_link(member.office) if member.office else Link(reader.words(member.title))
    return MemberView(reader.words(member.role), who, reader.day_text(member.from_))


def _members(office: Office, reader: Reader) -> tuple[MemberView, ...]:
    return tuple(_member(member, reader) for member in office.members if member.on(reader.day))


def _care(office: Office, reader: Reader) -> str:
    names = [reader.name("district", code) for code in office.districts]
    names += [reader.name("category", code) for code in office.categories]
    return reader.t("words.separator").join(names)


def _counted(things: Sized, reader: Reader) -> str:
    return reader.number(len(things)) if things else ""


def _row(office: Office, snapshot: Snapshot, reader: Reader) -> OfficeRow:
    scope = f"office:{office.code}"
    measured = scope in snapshot.totals and snapshot.figure(scope, FIGURES[0]).value
    issues = named_issues_in_hand(office.code, snapshot)
    overdue = sum(issue.overdue for issue in issues)
    return OfficeRow(
        link=Link(reader.words(office.name_on(reader.day)), reader.urls.office(office.code)),
        second=reader.words(office.second_name),
        field=reader.words(office.field),
        care=_care(office, reader),
        heads=_members(office, reader)[:1],
        figures=tuple(reader.figure(snapshot.figure(scope, key), explained=False) for key in FIGURES[:4] if measured),
        led=_counted(snapshot.led.get(office.code, ()), reader),
        sponsored=_counted(snapshot.sponsored.get(office.code, ()), reader),
        handling=_counted(issues, reader),
        overdue=reader.number(overdue) if overdue else "",
    )


def _group(code: str, name: str, offices: Iterable[Office], snapshot: Snapshot, reader: Reader) -> OfficeGroup:
    listed = tuple(offices)
    rows = tuple(_row(office, snapshot, reader) for office in listed)
    return OfficeGroup(
        code=code,
        name=name,
        count=reader.number(sum(office.count for office in listed)),
        rows=rows,
        care=any(row.field or row.care or row.heads for row in rows),
        measured=any(row.figures for row in rows),
        led=any(row.led for row in rows),
        sponsored=any(row.sponsored for row in rows),
        issues=any(row.handling for row in rows),
    )


def offices_view(snapshot: Snapshot, reader: Reader) -> OfficesView:
    """The structure of the place on the day, and its bodies and offices by kind, in the order of site.yaml."""
    groups = groups_on(reader.site, snapshot.day)
    grouped = {office.code for group in groups for office in group.offices}
    rest = [o for o in reader.site.offices if o.code not in grouped and exists_on(o, snapshot.day)]
    made = [_group(group.kind.code, reader.words(group.kind.name), group.offices, snapshot, reader) for group in groups]
    if rest:
        made.append(_group("", reader.t("words.offices.others"), rest, snapshot, reader))
    officers = reader.figure(snapshot.figure(ALL, "officers_assigned"))
    return OfficesView(
        structure=tuple(
            StructurePart(reader.number(group.count), reader.words(group.kind.name), group.kind.code)
            for group in groups
            if group.kind.structure
        ),
        officers=officers,
        officer_rate=reader.figure(snapshot.figure(ALL, "officer_rate")),
        groups=tuple(made),
        sponsors=Link(reader.t("words.nav.sponsors"), reader.urls.page("sponsors")) if has_sponsors(snapshot) else None,
        unit=reader.money_unit,
    )


def _class(code: str, snapshot: Snapshot, reader: Reader) -> Link:
    """A class, else a sector, with its page where it has one."""
    axis: Axis = "class" if any(each.code == code for each in reader.site.classes) else "sector"
    return reader.group_link(axis, code) if code in sector_codes(axis, snapshot) else Link(reader.name(axis, code))


def _facts(office: Office, snapshot: Snapshot, reader: Reader) -> tuple[Fact, ...]:
    former = tuple(
        Link(reader.t("words.offices.former", name=reader.words(name.name), until=reader.day_text(name.until)))
        for name in office.former
        if name.until < reader.day
    )
    kind = next((kind for kind in reader.site.body_kinds if kind.code == office.kind), None)
    founded = office.founded
    rows: tuple[tuple[str, tuple[Link, ...]], ...] = (
        ("kind", (Link(reader.words(kind.name)),) if kind else ()),
        ("second_name", (Link(reader.words(office.second_name)),) if office.second_name else ()),
        ("former", former),
        ("within", (reader.office_link(office.within),) if office.within else ()),
        ("founded", (Link(f"{reader.day_text(founded.date)} {reader.words(founded.document)}"),) if founded else ()),
        ("dissolved", (Link(reader.day_text(office.dissolved)),) if office.dissolved else ()),
        ("seat", (reader.office_link(office.seat),) if office.seat else ()),
        ("field", (Link(reader.words(office.field)),) if office.field else ()),
        ("district", (reader.district_link(office.district),) if office.district else ()),
        ("districts", tuple(reader.district_link(code) for code in office.districts)),
        ("classes", tuple(_class(code, snapshot, reader) for code in office.classes)),
        ("categories", tuple(Link(reader.name("category", code)) for code in office.categories)),
        ("contact", (Link(reader.words(office.contact)),) if office.contact else ()),
    )
    return tuple(Fact(reader.t(f"words.offices.fields.{name}"), values) for name, values in rows if values)


def office_view(office: Office, snapshot: Snapshot, reader: Reader) -> OfficeView:
    """The page of a body or office."""
    code, scope = office.code, f"office:{office.code}"
    rate, pace, gap = (snapshot.figure(scope, key) for key in ("completion_rate", "pace", "gap"))
    answers = (s for s in snapshot.standings if code in s.answering)
    cared = (standing for standing, _ in snapshot.sponsored.get(code, ()))
    light = snapshot.office_light(code)
    issues = sorted(named_issues_in_hand(code, snapshot), key=lambda i: (not i.overdue, i.issue.id))
    return OfficeView(
        name=reader.words(office.name_on(reader.day)),
        facts=_facts(office, snapshot, reader),
        members=_members(office, reader),
        parts=tuple(reader.office_link(o.code) for o in reader.site.offices if o.within == code),
        figures=tuple(reader.figure(snapshot.figure(scope, key)) for key in FIGURES if scope in snapshot.totals),
        rate=reader.figure(rate),
        gap=reader.figure(gap),
        bar=reader.bar(rate, pace, gap),
        note=rate_note(snapshot, reader, scope),
        light=reader.light(light.light),
        rows=rows_by_level(answers, snapshot, reader),
        led=rows_by_level(snapshot.led.get(code, ()), snapshot, reader),
        sponsored=rows_by_level(cared, snapshot, reader),
        issues=tuple(issue_row(issue, snapshot, reader) for issue in issues),
        decisions=decisions_of(code, snapshot, reader),
        papers=to_answer(code, snapshot, reader),
        quotas=quotas_of(("office", "sponsor"), code, snapshot, reader),
        all_quotas=reader.urls.page("quotas"),
        unit=reader.money_unit,
    )


def sponsors_view(snapshot: Snapshot, reader: Reader) -> SponsorsView:
    """Every sponsor in the order of site.yaml, with the projects in the order of their ids."""
    found = snapshot.sponsored
    order = [office.code for office in reader.site.offices if office.code in found]
    covered = counted(standing for entries in found.values() for standing, _ in entries)
    return SponsorsView(
        sponsors=tuple(_sponsor(code, found[code], snapshot, reader) for code in order),
        covered=reader.number(covered),
        projects=reader.figure(snapshot.figure(ALL, "projects"), explained=False).value,
    )


def _sponsor(
    code: str, entries: tuple[tuple[Standing, Sponsor], ...], snapshot: Snapshot, reader: Reader
) -> SponsorView:
    rows = tuple(_sponsored(standing, sponsor, snapshot, reader) for standing, sponsor in entries)
    return SponsorView(reader.office_link(code), reader.number(counted(standing for standing, _ in entries)), rows)


def _sponsored(standing: Standing, sponsor: Sponsor, snapshot: Snapshot, reader: Reader) -> SponsoredRow:
    issues = sum(issue.open for issue in named_issues_of(standing.project.id, snapshot))
    return SponsoredRow(
        project=project_link(standing, reader),
        district=reader.district_link(standing.project.district),
        since=reader.day_text(sponsor.from_),
        rate=reader.figure(standing.completion_rate, explained=False),
        gap=reader.figure(standing.gap, explained=False),
        light=reader.light(snapshot.project_light(standing).light),
        open_issues=reader.number(issues) if issues else "",
    )
