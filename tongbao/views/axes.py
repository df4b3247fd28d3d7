"""What projects and issues can be looked for by, and the records of each value."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from tongbao.metrics.bodies import handling_office
from tongbao.metrics.clocks import IssueStanding
from tongbao.metrics.scopes import Axes, age_of, stage_shares
from tongbao.metrics.selection import stages_on
from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.standing import Standing
from tongbao.model.once import once
from tongbao.model.vocab import IssueKind, IssueState, Nature, Stage
from tongbao.views.named import named_issues
from tongbao.views.parts import IssueRow, ProjectRow
from tongbao.views.reader import Reader
from tongbao.views.rows import issue_district, issue_row, project_row
from tongbao.views.urls import Urls

T = TypeVar("T", Standing, IssueStanding)


@dataclass(frozen=True)
class Axis(Generic[T]):
    """Something to look for by: the codes that a record has of it, every code in the place's order, and its name.

    `elsewhere` is the page of a value that the site has anyway, `there` the codes whose such page shows a record, where
    it does not show all that have it; without one a value gets a page of its own.
    """

    name: str
    codes: Callable[[T, Snapshot], tuple[str, ...]]
    order: Callable[[Snapshot], Iterable[str]]
    named: Callable[[str, tuple[T, ...], Reader], str] | None = None
    elsewhere: Callable[[Urls, str], str] | None = None
    there: Callable[[T, Snapshot], Iterable[str]] | None = None

    def text(self, code: str, records: tuple[T, ...], reader: Reader) -> str:
        """The name of a value that some records have."""
        return self.named(code, records, reader) if self.named else reader.name(self.name, code)


@dataclass(frozen=True)
class Looked(Generic[T]):
    """All that can be looked for in one list, its records in their order and the row of each."""

    section: str
    records: Callable[[Snapshot], tuple[T, ...]]
    row: Callable[[T, Snapshot, Reader], ProjectRow | IssueRow]
    axes: tuple[Axis[T], ...]


def _one(code: str | None) -> tuple[str, ...]:
    return (code,) if code else ()


@once
def _offices(snapshot: Snapshot) -> frozenset[str]:
    """The offices with a page."""
    return frozenset(office.code for office in snapshot.data.site.offices)


@once
def _axes(snapshot: Snapshot) -> Axes:
    return Axes(snapshot.data.site, snapshot.rules, snapshot.day)


# -- projects ----------------------------------------------------------------------------------------------------------


def by_level(standings: Iterable[Standing], snapshot: Snapshot) -> tuple[Standing, ...]:
    """Projects by level, then in the fixed order of districts."""
    site = snapshot.data.site
    levels = {level.code: index for index, level in enumerate(site.levels)}
    districts = {district.code: index for index, district in enumerate(site.districts)}
    last = len(levels) + len(districts)

    def place(standing: Standing) -> tuple[int, int, str]:
        project = standing.project
        return levels.get(project.level or "", last), districts.get(project.district, last), project.id

    return tuple(sorted(standings, key=place))


@once
def _projects(snapshot: Snapshot) -> tuple[Standing, ...]:
    return by_level(snapshot.standings, snapshot)


def _classes(standing: Standing, snapshot: Snapshot) -> tuple[str, ...]:
    return _spread(standing.project.classes, _axes(snapshot).classes)


def _sectors(standing: Standing, snapshot: Snapshot) -> tuple[str, ...]:
    return _spread(standing.project.sectors, _axes(snapshot).sectors)


def _spread(codes: tuple[str, ...], chains: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The codes of the place with the wider ones that each lies within."""
    return tuple(dict.fromkeys(wider for code in codes for wider in chains.get(code, ())))


def _light_of(standing: Standing, snapshot: Snapshot) -> tuple[str, ...]:
    light = snapshot.project_light(standing).light
    return (light.code,) if light else ()


def _offices_of(standing: Standing, snapshot: Snapshot) -> tuple[str, ...]:
    return tuple(code for code in standing.answering if code in _offices(snapshot))


def _stages(standing: Standing, snapshot: Snapshot) -> tuple[str, ...]:
    """The stages at which its projects are; a bundle is found at each."""
    return tuple(code for axis, code in stage_shares(standing, _axes(snapshot)) if axis == "stage")


def _stage_name(code: str, standings: tuple[Standing, ...], reader: Reader) -> str:
    """The place's own word where all say the same, else the core stage."""
    said = (entry for standing in standings for entry in stages_on(standing) if entry[0] == code)
    words = {reader.stage_chip(stage, word).text for stage, word, _ in said}
    return words.pop() if len(words) == 1 else reader.name("stage", code)


def _light_name(code: str, _: tuple[Standing, ...], reader: Reader) -> str:
    light = reader.project_light(code)
    return light.label if light else code


def _office_name(code: str, _: object, reader: Reader) -> str:
    return reader.office(code)


def _sites(snapshot: Snapshot, name: str) -> Iterable[str]:
    return (entry.code for entry in getattr(snapshot.data.site, name))


PROJECTS: Looked[Standing] = Looked(
    "projects",
    _projects,
    project_row,
    (
        Axis(
            "district",
            lambda standing, _: (standing.project.district,),
            lambda snapshot: _sites(snapshot, "districts"),
            elsewhere=lambda urls, code: f"{urls.district(code)}#projects",
        ),
        Axis("level", lambda standing, _: _one(standing.project.level), lambda snapshot: _sites(snapshot, "levels")),
        Axis("stage", _stages, lambda _: Stage, _stage_name),
        Axis("nature", lambda standing, _: _one(standing.nature), lambda _: Nature),
        Axis(
            "list",
            lambda standing, _: tuple(dict.fromkeys(standing.project.lists)),
            lambda snapshot: _sites(snapshot, "lists"),
            elsewhere=lambda urls, code: f"{urls.list(code)}#members",
        ),
        Axis(
            "class",
            _classes,
            lambda snapshot: _sites(snapshot, "classes"),
            elsewhere=lambda urls, code: f"{urls.group('class', code)}#projects",
        ),
        Axis(
            "sector",
            _sectors,
            lambda snapshot: _sites(snapshot, "sectors"),
            elsewhere=lambda urls, code: f"{urls.group('sector', code)}#projects",
        ),
        Axis(
            "office",
            _offices_of,
            lambda snapshot: _sites(snapshot, "offices"),
            _office_name,
            elsewhere=lambda urls, code: f"{urls.office(code)}#projects",
        ),
        Axis(
            "library",
            lambda standing, snapshot: snapshot.libraries_of(standing),
            lambda snapshot: (library.code for library in snapshot.rules.libraries),
        ),
        Axis("light", _light_of, lambda snapshot: (light.code for light in snapshot.rules.lights), _light_name),
    ),
)


# -- issues ------------------------------------------------------------------------------------------------------------


@once
def _issues(snapshot: Snapshot) -> tuple[IssueStanding, ...]:
    """The newest first."""
    issues = named_issues(snapshot)
    return tuple(sorted(issues, key=lambda issue: (issue.issue.raised.date, issue.issue.id), reverse=True))


OVERDUE, RUNNING, ENDED = "overdue", "running", "ended"
"""How an issue stands against its deadline."""


def _time_of(standing: IssueStanding, _: Snapshot) -> tuple[str, ...]:
    return (OVERDUE if standing.overdue else RUNNING if standing.open else ENDED,)


def _handled_by(standing: IssueStanding, snapshot: Snapshot) -> tuple[str, ...]:
    code = handling_office(standing, snapshot.rules)
    return _one(code) if code in _offices(snapshot) else ()


def districts_of(standing: IssueStanding, snapshot: Snapshot) -> frozenset[str]:
    """The districts that an issue is of: its own, and those of its projects."""
    known = (snapshot.standing_by_id.get(id) for id in standing.issue.projects)
    return frozenset((*_one(standing.issue.district), *(found.project.district for found in known if found)))


def _open_in(standing: IssueStanding, snapshot: Snapshot) -> Iterable[str]:
    return districts_of(standing, snapshot) if standing.open else ()


def _open_with(standing: IssueStanding, snapshot: Snapshot) -> Iterable[str]:
    return _handled_by(standing, snapshot) if standing.open else ()


def _colour_name(code: str, _: tuple[IssueStanding, ...], reader: Reader) -> str:
    colour = reader.colour(code)
    return colour.label if colour else code


ISSUES: Looked[IssueStanding] = Looked(
    "issues",
    _issues,
    issue_row,
    (
        Axis(
            "district",
            lambda standing, snapshot: _one(issue_district(standing, snapshot)),
            lambda snapshot: _sites(snapshot, "districts"),
            elsewhere=lambda urls, code: f"{urls.district(code)}#issues",
            there=_open_in,
        ),
        Axis(
            "category",
            lambda standing, _: _one(standing.issue.category),
            lambda snapshot: _sites(snapshot, "categories"),
        ),
        Axis("state", lambda standing, _: (standing.state,), lambda _: IssueState),
        Axis(
            "time",
            _time_of,
            lambda _: (OVERDUE, RUNNING, ENDED),
            lambda code, _, reader: reader.t(f"finding.time.{code}"),
        ),
        Axis(
            "age",
            lambda standing, snapshot: _one(age_of(standing, _axes(snapshot))),
            lambda snapshot: (entry.code for entry in snapshot.rules.ages.classes),
        ),
        Axis("kind", lambda standing, _: (standing.issue.kind,), lambda _: IssueKind),
        Axis(
            "order",
            lambda standing, _: _one(standing.colour if standing.open else None),
            lambda snapshot: (step.code for ladder in snapshot.rules.orders for step in ladder.steps),
            _colour_name,
        ),
        Axis(
            "handler",
            _handled_by,
            lambda snapshot: _sites(snapshot, "offices"),
            _office_name,
            elsewhere=lambda urls, code: f"{urls.office(code)}#issues",
            there=_open_with,
        ),
    ),
)


@once
def parted(axis: Axis[T], looked: Looked[T], snapshot: Snapshot) -> Mapping[str, tuple[T, ...]]:
    """The records of a list by each value that occurs, in the place's order; empty where no value leaves any out."""
    records = looked.records(snapshot)
    found: dict[str, list[T]] = {}
    for record in records:
        for code in axis.codes(record, snapshot):
            found.setdefault(code, []).append(record)
    if all(len(members) == len(records) for members in found.values()):
        return {}
    order = dict.fromkeys((*axis.order(snapshot), *sorted(found)))
    return {code: tuple(found[code]) for code in order if code in found}
