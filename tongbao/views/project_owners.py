"""项目单位: the firms and bodies that build projects, an index of them and a page of each with its figures."""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from tongbao.metrics.bodies import counted
from tongbao.metrics.project_owners import ProjectOwner
from tongbao.metrics.snapshot import OWNED, Snapshot
from tongbao.metrics.standing import Standing
from tongbao.model.once import once
from tongbao.model.owners import owner_key
from tongbao.views.lists import rows_by_level, summary_row
from tongbao.views.parts import Bar, BoardRow, Fact, FigureView, IssueRow, LightView, Link, ProjectRow
from tongbao.views.reader import Reader
from tongbao.views.rows import issue_row, rate_note, recount_note, scope_counts, sort_text

FIGURES = ("projects", "total_investment", "planned", "completed", "completion_rate", "issues_open", "issues_overdue")
"""What is said of an owner."""


class OwnerRow(NamedTuple):
    """An owner in the index, with what its columns sort by."""

    link: Link
    projects: FigureView
    total: FigureView
    planned: FigureView
    completed: FigureView
    rate: FigureView
    gap: FigureView
    bar: Bar | None
    open_issues: FigureView
    sorts: tuple[str, ...]


class OwnersView(NamedTuple):
    """/owners/: those with most projects first; `named` counts them, `others` the projects whose owner has no page."""

    rows: tuple[OwnerRow, ...]
    named: str
    others: str
    unit: str
    note: str


class OwnerView(NamedTuple):
    """/owners/<code>/: who it is, its figures, the lists and years it is on, its projects and their open issues;
    `summary` adds up several."""

    name: str
    facts: tuple[Fact, ...]
    counts: str
    figures: tuple[FigureView, ...]
    rate: FigureView
    gap: FigureView
    bar: Bar | None
    note: str
    lights: tuple[tuple[LightView, str], ...]
    rows: tuple[ProjectRow, ...]
    summary: BoardRow | None
    issues: tuple[IssueRow, ...]
    unit: str


def owner_name(owner: ProjectOwner, reader: Reader) -> str:
    """Its name in the reader's language."""
    return reader.words(owner.owner.name)


def owner_link(project: str, snapshot: Snapshot, reader: Reader) -> str:
    """The page of a project's owner; "" where it has none."""
    owner = snapshot.owner_by_project.get(project)
    return reader.urls.owner(owner.code) if owner else ""


# -- the index ---------------------------------------------------------------------------------------------------------


def owners_view(snapshot: Snapshot, reader: Reader) -> OwnersView:
    """Every owner that has a page: first those of most projects, then by name."""

    def place(owner: ProjectOwner) -> tuple[Fraction, str]:
        return -(snapshot.figure(f"{OWNED}{owner.code}", "projects").value or Fraction(0)), owner_name(owner, reader)

    owners = sorted(snapshot.owners.values(), key=place)
    others = counted(each for each in snapshot.standings if each.project.id not in snapshot.owner_by_project)
    return OwnersView(
        rows=tuple(_row(owner, snapshot, reader) for owner in owners),
        named=reader.number(len(owners)),
        others=reader.number(others) if others else "",
        unit=reader.money_unit,
        note=recount_note(snapshot, reader),
    )


def _row(owner: ProjectOwner, snapshot: Snapshot, reader: Reader) -> OwnerRow:
    keys = (*FIGURES[:5], "gap", FIGURES[5])
    figures = {key: snapshot.figure(f"{OWNED}{owner.code}", key) for key in keys}
    shown = {key: reader.figure(figure, explained=False) for key, figure in figures.items()}
    pace = snapshot.figure(f"{OWNED}{owner.code}", "pace")
    return OwnerRow(
        link=Link(owner_name(owner, reader), reader.urls.owner(owner.code)),
        projects=shown["projects"],
        total=shown["total_investment"],
        planned=shown["planned"],
        completed=shown["completed"],
        rate=shown["completion_rate"],
        gap=shown["gap"],
        bar=reader.bar(figures["completion_rate"], pace, figures["gap"]),
        open_issues=shown["issues_open"],
        sorts=tuple(sort_text(figures[key].value) for key in keys),
    )


# -- a page ------------------------------------------------------------------------------------------------------------


def owner_view(code: str, snapshot: Snapshot, reader: Reader) -> OwnerView:
    """The page of an owner."""
    owner, scope = snapshot.owners[code], f"{OWNED}{code}"
    standings = tuple(snapshot.standing_by_id[id] for id in owner.projects)
    rate, pace, gap = (snapshot.figure(scope, key) for key in ("completion_rate", "pace", "gap"))
    issues = (issue for issue in snapshot.issues_of(owner.projects) if issue.open)
    return OwnerView(
        name=owner_name(owner, reader),
        facts=tuple(_facts(owner, standings, snapshot, reader)),
        counts=scope_counts(scope, snapshot, reader),
        figures=tuple(reader.figure(snapshot.figure(scope, key)) for key in FIGURES),
        rate=reader.figure(rate),
        gap=reader.figure(gap),
        bar=reader.bar(rate, pace, gap),
        note=rate_note(snapshot, reader, scope),
        lights=_lights(standings, snapshot, reader),
        rows=rows_by_level(standings, snapshot, reader),
        summary=summary_row(scope, snapshot, reader) if len(standings) > 1 else None,
        issues=tuple(issue_row(issue, snapshot, reader) for issue in issues),
        unit=reader.money_unit,
    )


def _lights(standings: tuple[Standing, ...], snapshot: Snapshot, reader: Reader) -> tuple[tuple[LightView, str], ...]:
    """The lights that its projects show, in the order of the policy, each with how many show it."""
    shown = [light.code for standing in standings if (light := snapshot.project_light(standing).light)]
    codes = dict.fromkeys(light.code for light in snapshot.rules.lights if light.applies_to == "project")
    views = ((reader.project_light(code), shown.count(code)) for code in codes)
    return tuple((view, reader.number(count)) for view, count in views if view and count)


@once
def _offices_by_key(reader: Reader) -> dict[str, tuple[str, ...]]:
    """The codes of the offices by their name as owners are told apart by it."""
    found: dict[str, tuple[str, ...]] = {}
    for office in reader.site.offices:
        key = owner_key(reader.words(office.name_on(reader.day)))
        found[key] = (*found.get(key, ()), office.code)
    return found


def _facts(owner: ProjectOwner, standings: tuple[Standing, ...], snapshot: Snapshot, reader: Reader) -> Iterator[Fact]:
    """What is known of it but figures."""
    lists = dict.fromkeys(code for standing in standings for code in standing.project.lists)
    years = {place.listed.year: place.listed for id in owner.projects for place in snapshot.places_on_lists.get(id, ())}
    newest = sorted(years, reverse=True)
    offices = _offices_by_key(reader).get(owner_key(owner_name(owner, reader)), ())
    rows: tuple[tuple[str, tuple[Link, ...]], ...] = (
        ("uscc", (Link(owner.uscc),) if owner.uscc else ()),
        ("others", tuple(Link(name) for name in owner.others)),
        ("office", tuple(map(reader.office_link, offices))),
        ("districts", tuple(map(reader.district_link, dict.fromkeys(s.project.district for s in standings)))),
        ("lists", tuple(Link(reader.name("list", code), reader.urls.list(code)) for code in lists)),
        ("years", tuple(Link(reader.words(years[year].title), reader.urls.targets(year)) for year in newest)),
    )  # fmt: skip
    return (Fact(reader.t(f"pages.owners.{name}"), values) for name, values in rows if values)
