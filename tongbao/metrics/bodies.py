"""Bodies and offices on a day: the structure of a place, who has an issue in hand, whose projects a sponsor has."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tongbao.metrics.clocks import IssueStanding
from tongbao.metrics.standing import Standing
from tongbao.model.policy import Rules
from tongbao.model.project import Sponsor
from tongbao.model.site import BodyKind, Office, Site
from tongbao.model.vocab import EventKind


@dataclass(frozen=True, slots=True)
class BodyGroup:
    """A kind with its bodies or offices that there are on a day, in the order of site.yaml."""

    kind: BodyKind
    offices: tuple[Office, ...]

    @property
    def count(self) -> int:
        """How many bodies there are: an entry may stand for several that are not named one by one."""
        return sum(office.count for office in self.offices)


def exists_on(office: Office, day: date) -> bool:
    """Whether a body has been founded by the day and is not dissolved; the day of its end is its last."""
    return (office.founded is None or office.founded.date <= day) and (
        office.dissolved is None or day <= office.dissolved
    )


def groups_on(site: Site, day: date) -> tuple[BodyGroup, ...]:
    """The kinds of the place that have any body on the day, in their order."""
    groups = (
        BodyGroup(kind, tuple(o for o in site.offices if o.kind == kind.code and exists_on(o, day)))
        for kind in site.body_kinds
    )
    return tuple(group for group in groups if group.offices)


def handling_office(standing: IssueStanding, rules: Rules) -> str | None:
    """Who the issue was last handed to; a meeting that takes it up leaves it with its office."""
    meetings = {step.code for ladder in rules.meetings for step in ladder.steps}
    handed = [
        event.to
        for event in standing.events
        if event.to
        and (event.kind is EventKind.ASSIGNED or (event.kind is EventKind.ESCALATED and event.to not in meetings))
    ]
    return handed[-1] if handed else None


def led(standings: Iterable[Standing]) -> dict[str, tuple[Standing, ...]]:
    """The projects that each office leads (牵头), in whatever stages, by its code."""
    found: dict[str, list[Standing]] = defaultdict(list)
    for standing in standings:
        for code in dict.fromkeys(entry.office for entry in standing.project.lead):
            found[code].append(standing)
    return {code: tuple(entries) for code, entries in found.items()}


def counted(standings: Iterable[Standing]) -> int:
    """How many projects the figures count of some records: a bundle as many as it stands for, what lies within it not
    again, and nothing that is left out."""
    shown = {standing.project.id: standing.project for standing in standings if standing.in_scope}
    return sum(project.count for project in shown.values() if project.within not in shown)


def sponsored(standings: Iterable[Standing]) -> dict[str, tuple[tuple[Standing, Sponsor], ...]]:
    """The projects of each sponsor in force, by the code of the office-holder; each standing is of its day."""
    found: dict[str, list[tuple[Standing, Sponsor]]] = defaultdict(list)
    for standing in standings:
        for sponsor in standing.project.sponsors:
            if sponsor.until is None or standing.day <= sponsor.until:
                found[sponsor.office].append((standing, sponsor))
    return {code: tuple(entries) for code, entries in found.items()}
