"""The projects of the year's list as offices print them: exact values, not yet words."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from tongbao.metrics.snapshot import Snapshot, take_snapshot
from tongbao.metrics.standing import Standing
from tongbao.model.dataset import Dataset
from tongbao.model.issued_targets import ListedProject
from tongbao.model.project import Project, Sponsor, YearPlan
from tongbao.model.targets import TargetList

SUMS = ("projects", "entries", "total_investment", "planned")
"""The figures that are printed as sums of the list and of its groups."""


def list_snapshot(dataset: Dataset, year: int, day: date) -> Snapshot:
    """The place as known on a day, reckoned for a day of the list's year: a list may come out before its year."""
    return take_snapshot(dataset.at(day), max(day, date(year, 1, 1)))


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
    project = standing.project
    plan = project.year(year) or YearPlan(year=year)
    values: dict[str, tuple[str, Any]] = {
        "code": ("code", project.code),
        "place": ("place", project.place),
        "works": ("works", project.works),
        "content": ("content", project.content),
        "period": ("period", project.period),
        "total": ("investment.total", standing.total),
        "offices": ("responsible", tuple(dict.fromkeys(entry.office for entry in project.responsible))),
        "owner": ("owner.name", project.owner.name if project.owner else None),
        "sponsors": ("sponsors", _in_charge(project, standing.day)),
    }
    for name in PLANNED:
        values[name] = (f"years.{year}.{name}", getattr(plan, name))
    grounds = {name: ground for name, (field, _) in values.items() if (ground := _ground(project, field))}
    return ListedProject(
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


PLANNED = (
    "nature", "invested_before", "plan", "target", "quarter_targets", "quarters", "start", "finish", "remark",
)  # fmt: skip
"""What the list prints of the year's plan."""


def _ground(project: Project, field: str) -> str | None:
    """The ground for which a field, or what it lies in, is withheld; None where it is given."""
    parts = field.split(".")
    names = (".".join(parts[:length]) for length in range(1, len(parts) + 1))
    return next((project.withheld[name] for name in names if name in project.withheld), None)


def _in_charge(project: Project, day: date) -> tuple[Sponsor, ...]:
    """Those in charge on the day, without the days from when and until when."""
    return tuple(
        Sponsor(office=sponsor.office, level=sponsor.level)
        for sponsor in project.sponsors
        if sponsor.until is None or day <= sponsor.until
    )
