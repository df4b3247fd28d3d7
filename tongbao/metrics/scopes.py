"""Scopes: which projects and issues a figure speaks of. `all`, one axis (`district:zouping`), or two joined by `+`."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from tongbao.metrics.bodies import handling_office
from tongbao.metrics.clocks import IssueStanding
from tongbao.metrics.items import kinds
from tongbao.metrics.listing import AXIS as LISTED
from tongbao.metrics.milestones import class_of
from tongbao.metrics.selection import library_shares, stages_on
from tongbao.metrics.standing import Standing
from tongbao.model.once import once_property
from tongbao.model.policy import Rules
from tongbao.model.project import Project
from tongbao.model.site import Group, Site
from tongbao.model.vocab import Stage

ALL = "all"
ITEM_AXES = ("factor", "funding", "quantity")
"""Axes of what a project has by kind; their scopes count that kind alone."""
ISSUE_AXES = ("kind", "category", "channel", "severity", "meeting", "order", "handler", "age")
"""Axes of issues only."""
PROJECT_AXES = (
    "level", "nature", "stage", "phase", "district", "office", "list", "targets", "class", "sector", "works",
    "library", "delay", "delay_latest", *ITEM_AXES,
)  # fmt: skip
AXES = (*PROJECT_AXES, *ISSUE_AXES)
"""Every axis, by the word that scopes use."""

Codes = dict[str, tuple[str, ...]]
"""The codes of a record on each axis."""
Crossings = tuple[tuple[str, ...], ...]


def _chains(entries: tuple[Group, ...]) -> dict[str, tuple[str, ...]]:
    within = {entry.code: entry.within for entry in entries}
    chains: dict[str, tuple[str, ...]] = {}
    for code in within:
        chain: list[str] = []
        step: str | None = code
        while step is not None and step not in chain:
            chain.append(step)
            step = within.get(step)
        chains[code] = tuple(chain)
    return chains


@dataclass(frozen=True)
class Axes:
    """The axes of a place under the rules of a day; `listed` are the codes of each project on the year's list."""

    site: Site
    rules: Rules
    day: date
    listed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @once_property
    def classes(self) -> dict[str, tuple[str, ...]]:
        """Each class with the chain of wider ones it lies within (工业 → 工业, 产业)."""
        return _chains(self.site.classes)

    @once_property
    def sectors(self) -> dict[str, tuple[str, ...]]:
        """The same of sectors."""
        return _chains(self.site.sectors)

    @once_property
    def offices(self) -> frozenset[str]:
        """The codes of the bodies and offices."""
        return frozenset(office.code for office in self.site.offices)

    @once_property
    def phases(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """Each phase with the words of its stages."""
        return tuple((phase.code, frozenset(phase.stages)) for phase in self.site.phases)

    def phases_of(self, stage: Stage | None, word: str) -> tuple[str, ...]:
        """The phases that a stage, or the place's word for it, lies in."""
        return tuple(code for code, stages in self.phases if word in stages or (stage or "") in stages)


def _spread(codes: tuple[str, ...], chains: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(wider for code in codes for wider in chains.get(code, (code,))))


def libraries_of(standing: Standing, axes: Axes) -> dict[str, int]:
    """The libraries that a project is in, with how many projects of a bundle are."""
    return library_shares(standing, axes.rules.libraries, axes.site, axes.day)


def _one(code: str | None) -> tuple[str, ...]:
    return (code,) if code else ()


def stage_shares(standing: Standing, axes: Axes) -> dict[tuple[str, str], int]:
    """How many projects of a standing are at each stage and in each phase, by axis and code."""
    said = next((part.parts for part in standing.project.breakdowns if part.axis == "stage"), None)
    stages = stages_on(standing) if said is None else ((axes.site.stage(code), code, n) for code, n in said.items())
    found: dict[tuple[str, str], int] = {}
    for stage, word, count in stages:
        for key in (("stage", stage or word), *(("phase", code) for code in axes.phases_of(stage, word))):
            found[key] = found.get(key, 0) + count
    return found


def scope_shares(standing: Standing, axes: Axes) -> dict[str, int]:
    """The scopes in which a bundle counts with some of its projects, of which nothing but their number is known: those
    of its breakdowns, and the libraries, stages and phases that it is in with a part."""
    project = standing.project
    if not standing.in_scope or (project.count == 1 and not project.breakdowns):
        return {}
    found = {f"library:{code}": count for code, count in libraries_of(standing, axes).items() if count < project.count}
    if is_apart(project, axes.rules):
        return found
    found |= {f"{axis}:{code}": n for (axis, code), n in stage_shares(standing, axes).items() if n < project.count}
    return found | {f"{part.axis}:{code}": count for part in project.breakdowns for code, count in part.parts.items()}


def is_apart(project: Project, rules: Rules) -> bool:
    """Whether a project is on lists alone that are kept apart from the sums."""
    return bool(project.lists) and set(project.lists) <= set(rules.scope.apart_lists)


def members(standing: Standing, axes: Axes) -> Codes:
    """The codes of a project on each axis; on an axis along which a bundle is broken down it has none of its own, nor a
    stage, phase or library that only a part of it is in."""
    project, classes = standing.project, axes.rules.delays.classes
    stages = [key for key, count in stage_shares(standing, axes).items() if count == project.count]
    codes: Codes = {
        "level": _one(project.level),
        "nature": _one(standing.nature),
        "stage": tuple(code for axis, code in stages if axis == "stage"),
        "phase": tuple(code for axis, code in stages if axis == "phase"),
        "district": (project.district,),
        "office": standing.answering,
        "list": tuple(dict.fromkeys(project.lists)),
        LISTED: axes.listed.get(project.id, ()),
        "class": _spread(project.classes, axes.classes),
        "sector": _spread(project.sectors, axes.sectors),
        "works": _one(project.works),
        "library": tuple(code for code, count in libraries_of(standing, axes).items() if count == project.count),
        "delay": _one(class_of(standing.delay, classes)) if standing.delay else (),
        "delay_latest": _one(class_of(standing.delay_latest, classes)) if standing.delay_latest else (),
        **kinds(project),
    }
    for breakdown in project.breakdowns:
        codes[breakdown.axis] = tuple(code for code in codes.get(breakdown.axis, ()) if code not in breakdown.parts)
    return codes


def scopes_of(codes: Codes, crossings: Crossings) -> Iterator[str]:
    """Every scope that a record with these codes belongs to."""
    yield ALL
    for axis, values in codes.items():
        for value in values:
            yield f"{axis}:{value}"
    for first, second in crossings:
        for one in _crossed(first, codes):
            for other in _crossed(second, codes):
                yield f"{first}:{one}+{second}:{other}"


def _crossed(axis: str, codes: Codes) -> tuple[str, ...]:
    """The codes of a record that are crossed with another axis: of the year's list the whole, not its groups."""
    values = codes.get(axis, ())
    return values[:1] if axis == LISTED else values


def codes_on(axis: str, scopes: Iterable[str]) -> tuple[str, ...]:
    """The codes of an axis that scopes name by themselves, not crossed with another axis."""
    prefix = f"{axis}:"
    return tuple(scope.removeprefix(prefix) for scope in scopes if scope.startswith(prefix) and "+" not in scope)


@cache
def axis_in(scope: str, axes: tuple[str, ...]) -> tuple[str, str] | None:
    """The first of some axes that a scope names, with its code; None where it names none of them."""
    for part in scope.split("+"):
        axis, _, code = part.partition(":")
        if axis in axes:
            return axis, code
    return None


def _meeting(standing: IssueStanding) -> str | None:
    """The meeting that has the issue, by its code on the ladder, else in the record's own words; of an issue that is
    only counted these words are not told."""
    if standing.meeting.step:
        return standing.meeting.step.code
    return None if standing.issue.counted_only else standing.escalated_to


def _handler(standing: IssueStanding, axes: Axes) -> str | None:
    """Who has the issue in hand, or had it last, as far as it is an office of the place."""
    code = handling_office(standing, axes.rules)
    return code if code in axes.offices else None


def age_of(standing: IssueStanding, axes: Axes) -> str | None:
    """The class of age of an open issue; those of a bundle came on days that are not known."""
    if not standing.open or standing.issue.counts:
        return None
    return class_of((axes.day - standing.issue.raised.date).days, axes.rules.ages.classes)


def issue_scopes(standing: IssueStanding, of_project: Mapping[str, Codes], axes: Axes) -> tuple[str, ...]:
    """Every scope that an issue belongs to, each once: its own, and those of its projects, else its own district.

    An issue is not of a kind of item that its project has. One that may only be counted has its own scopes and its
    districts, and no other of its projects: by an office or a sector with one project a reader would tell which it is.
    """
    issue = standing.issue
    places: list[Codes] = [of_project[id] for id in issue.projects if id in of_project]
    places = places or [{"district": _one(issue.district)}]
    if issue.counted_only:
        places = [{"district": codes["district"]} for codes in places]
    own: Codes = {
        "kind": (issue.kind,),
        "category": (issue.category,),
        "channel": _one(issue.raised.channel),
        "severity": _one(issue.severity),
        "meeting": _one(_meeting(standing)),
        "order": _one(standing.colour),
        "handler": _one(_handler(standing, axes)),
        "age": _one(age_of(standing, axes)),
    }
    found: dict[str, None] = {}
    for codes in places:
        kept = {axis: values for axis, values in codes.items() if axis not in ITEM_AXES}
        found |= dict.fromkeys(scopes_of({**kept, **own}, axes.rules.figures.crossings))
    return tuple(found)
