"""What is withheld is not there: the public record holds only the legal ground (政府信息公开条例)."""

from collections.abc import Iterator, Mapping
from datetime import date

from tongbao.model.base import Record
from tongbao.model.dataset import Dataset
from tongbao.model.issue import Issue
from tongbao.model.project import Project
from tongbao.model.withheld import field_of, names_field
from tongbao.problems import Location
from tongbao.rules.base import Finding, found, found_key


def place_of_value(record: Record, name: str) -> Location | None:
    """Where the value of a field stands; None where the record holds none or only the default."""
    key, _, rest = name.partition(".")
    field = field_of(type(record), key)
    value = getattr(record, field[0]) if field else None
    location: Location = (key,)
    if field is None or value == field[1].get_default(call_default_factory=True):
        return None
    if rest and isinstance(record, Project) and key == "years":
        year, _, rest = rest.partition(".")
        plans = {str(plan.year): (i, plan) for i, plan in enumerate(record.years)}
        if year not in plans:
            return None
        i, value = plans[year]
        location = (key, i)
    if not rest:
        return location
    if isinstance(value, Mapping):
        return (*location, rest) if rest in value else None
    inner = place_of_value(value, rest) if isinstance(value, Record) else None
    return (*location, *inner) if inner else None


def withheld_has_value(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A field that is named in `withheld` holds no value: only the legal ground stands in the public record. Nor is it
    told elsewhere in it: by a change of the field, and of the total investment by a report or by all its sources."""
    records: tuple[Project | Issue, ...] = (*dataset.projects, *dataset.issues)
    for record in records:
        for name in record.withheld:
            if location := place_of_value(record, name):
                yield found(record, *location, value=name)
            if isinstance(record, Project):
                for place in _told_elsewhere(record, name):
                    yield found(record, *place, value=name)


def _told_elsewhere(project: Project, name: str) -> Iterator[Location]:
    """Where else a project tells the value of a field, or what adds up to it."""
    yield from (("changes", i) for i, change in enumerate(project.changes) if change.field == name)
    if name in ("investment", "investment.total"):
        yield from (("progress", i, "total") for i, report in enumerate(project.progress) if report.total is not None)
    if name == "investment.total" and project.investment.sources:
        yield ("investment", "sources")


def withheld_unknown(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """`withheld` names fields as they stand in the record: content, owner.uscc, years.2026.plan."""
    records: tuple[Project | Issue, ...] = (*dataset.projects, *dataset.issues)
    for record in records:
        for name in record.withheld:
            if not names_field(type(record), name):
                yield found_key(record, "withheld", name, value=name)
