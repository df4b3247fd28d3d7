"""The projects of the year's list as offices print them: exact values, not yet words."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from tongbao.metrics.following import rules_digest, site_digest
from tongbao.metrics.snapshot import Snapshot, take_snapshot
from tongbao.metrics.standing import Standing
from tongbao.model.base import Text
from tongbao.model.dataset import Dataset
from tongbao.model.digest import record_digest
from tongbao.model.issued_targets import IssuedTargets, ListedProject
from tongbao.model.policy import Rules
from tongbao.model.project import Project, Sponsor, YearPlan
from tongbao.model.targets import TargetList

SUMS = ("projects", "entries", "total_investment", "invested_before", "planned")
"""The figures that are printed as sums of the list and of its groups."""


def list_snapshot(dataset: Dataset, year: int, day: date) -> Snapshot:
    """The place as known on a day, reckoned for a day of the list's year: a list may come out before its year."""
    return take_snapshot(dataset.at(day), _of_year(year, day))


def list_rules(dataset: Dataset, year: int, day: date) -> Rules:
    """The rules by which a list of a day is reckoned."""
    return dataset.policy.at(_of_year(year, day))


def _of_year(year: int, day: date) -> date:
    return max(day, date(year, 1, 1))


def as_issued(listed: TargetList, adjusted: date | None) -> TargetList:
    """The list as it was published, or with its adjustments up to that of a day."""
    kept = tuple(each for each in listed.adjustments if adjusted is not None and each.date <= adjusted)
    return listed.model_copy(update={"adjustments": kept})


def listed_projects(listed: TargetList, snapshot: Snapshot) -> dict[str, ListedProject]:
    """The row of every project that the list names, by id: on it now, once on it, or among the substitutes.

    A project that the records of the day do not know has none.
    """
    standings = snapshot.standing_by_id
    return {id: listed_project(standings[id], listed.year) for id in named_in(listed) if id in standings}


def named_in(listed: TargetList) -> tuple[str, ...]:
    """The ids of all projects that a list names, each once."""

    def ids() -> Iterator[str]:
        for group in listed.groups:
            yield from group.projects
        for adjustment in listed.adjustments:
            yield from (move.project for move in adjustment.moves)
        yield from listed.substitutes

    return tuple(dict.fromkeys(ids()))


def listed_project(standing: Standing, year: int) -> ListedProject:
    """A project as the list of a year prints it on the standing's day."""
    project, planned = standing.project, _planned(standing, year)
    values: Values = {
        "code": ("code", project.code),
        "place": ("place", project.place),
        "works": ("works", project.works),
        "content": ("content", project.content),
        "period": ("period", project.period),
        "total": planned["total"],
        "offices": ("responsible", tuple(dict.fromkeys(entry.office for entry in project.responsible))),
        "owner": ("owner.name", project.owner.name if project.owner else None),
        "sponsors": ("sponsors", _in_charge(project, standing.day)),
    }
    return _row(standing, values | planned)


def listed_plan(standing: Standing, year: int) -> ListedProject:
    """The same without the words that are printed of it: its money and its plan."""
    return _row(standing, _planned(standing, year))


Values = dict[str, tuple[str, Any]]
"""By the field of a row: the field of the project that it is made of, and its value."""


def _planned(standing: Standing, year: int) -> Values:
    plan = standing.project.year(year) or YearPlan.model_construct(year=year)
    planned: Values = {name: (f"years.{year}.{name}", getattr(plan, name)) for name in PLANNED}
    return {"total": ("investment.total", standing.total), **planned}


def _row(standing: Standing, values: Values) -> ListedProject:
    project = standing.project
    grounds = {name: ground for name, (field, _) in values.items() if (ground := _ground(project, field))}
    return ListedProject.model_construct(
        id=project.id,
        name=project.name,
        count=project.count,
        within=project.within,
        reckoned=project.reckoned,
        in_scope=standing.in_scope,
        district=project.district,
        withheld=grounds,
        **{name: value for name, (_, value) in values.items() if name not in grounds},
    )


def list_records(listed: TargetList, data: Dataset) -> dict[str, str]:
    """A digest of every record that a list is made of, as the place knew it; words count, they are printed."""
    named = (data.project_by_id.get(id) for id in named_in(listed))
    records = {f"project/{project.id}": record_digest(project) for project in named if project}
    return {**records, "site.yaml": site_digest(data.site)}


def changed_records(issued: IssuedTargets, dataset: Dataset) -> tuple[str, ...]:
    """The records that are not what they were when a list was issued, and "policy.yaml" where the rules are not."""
    then = dataset.at(issued.date)
    known = list_records(issued.listed, then)
    changed = sorted(id for id in {*known, *issued.records} if known.get(id) != issued.records.get(id))
    rules = rules_digest(list_rules(dataset, issued.year, issued.date))
    return (*changed, *(["policy.yaml"] if rules != issued.policy else []))


class RowDifference(NamedTuple):
    """A field of a project's row that was issued with another value; `now` is None also where the project has no row
    any more, and then `field` is its name."""

    project: str
    name: Text
    field: str
    issued: Any
    now: Any


def row_differences(issued: Mapping[str, ListedProject], now: Mapping[str, ListedProject]) -> tuple[RowDifference, ...]:
    """What rows say now that they did not say when they were issued, in the order of those."""
    return tuple(each for row in issued.values() for each in _differences(row, now.get(row.id)))


def _differences(row: ListedProject, now: ListedProject | None) -> Iterator[RowDifference]:
    if now is None:
        yield RowDifference(row.id, row.name, "name", row.name, None)
        return
    for field in ListedProject.model_fields:
        before, after = getattr(row, field), getattr(now, field)
        if before != after and field != "withheld":
            yield RowDifference(row.id, row.name, field, before, after)


PLANNED = (
    "nature", "invested_before", "plan", "target", "quarter_targets", "quarters", "start", "finish", "remark",
)  # fmt: skip
"""What the list prints of the year's plan."""


def _ground(project: Project, field: str) -> str | None:
    """The ground for which a field, or what it lies in, is withheld; None where it is given."""
    if not project.withheld:
        return None
    parts = field.split(".")
    names = (".".join(parts[:length]) for length in range(1, len(parts) + 1))
    return next((project.withheld[name] for name in names if name in project.withheld), None)


def _in_charge(project: Project, day: date) -> tuple[Sponsor, ...]:
    """Those in charge on the day, without the days from when and until when."""
    return tuple(
        Sponsor.model_construct(office=sponsor.office, level=sponsor.level)
        for sponsor in project.sponsors
        if sponsor.until is None or day <= sponsor.until
    )
