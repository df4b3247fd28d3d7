"""Scopes: which projects and issues a figure speaks of. `all`, one axis (`district:zouping`), or two joined by `+`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tongbao.metrics.clocks import IssueStanding
from tongbao.metrics.standing import Standing
from tongbao.model.site import Group, Site

ALL = "all"
AXES = ("level", "nature", "stage", "district", "office", "list", "class", "sector")
"""Every axis, by the word that scopes use."""


@dataclass(frozen=True, slots=True)
class Axes:
    """For classes and sectors: the chain of wider ones each lies within (工业 → 工业, 产业)."""

    classes: dict[str, tuple[str, ...]]
    sectors: dict[str, tuple[str, ...]]


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


def axes_of(site: Site) -> Axes:
    """The nested axes of the place."""
    return Axes(_chains(site.classes), _chains(site.sectors))


def _spread(codes: tuple[str, ...], chains: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(wider for code in codes for wider in chains.get(code, (code,))))


def members(standing: Standing, axes: Axes) -> dict[str, tuple[str, ...]]:
    """The codes of a project on each axis."""
    project = standing.project
    return {
        "level": (project.level,) if project.level else (),
        "nature": (standing.nature,) if standing.nature else (),
        "stage": (standing.stage,) if standing.stage else (),
        "district": (project.district,),
        "office": tuple(dict.fromkeys(entry.office for entry in project.responsible)),
        "list": tuple(dict.fromkeys(project.lists)),
        "class": _spread(project.classes, axes.classes),
        "sector": _spread(project.sectors, axes.sectors),
    }


def scopes_of(codes: dict[str, tuple[str, ...]], crossings: tuple[tuple[str, ...], ...]) -> Iterator[str]:
    """Every scope that a record with these codes belongs to."""
    yield ALL
    for axis, values in codes.items():
        for value in values:
            yield f"{axis}:{value}"
    for first, second in crossings:
        for one in codes.get(first, ()):
            for other in codes.get(second, ()):
                yield f"{first}:{one}+{second}:{other}"


def codes_on(axis: str, scopes: Iterable[str]) -> tuple[str, ...]:
    """The codes of an axis that scopes name by themselves, not crossed with another axis."""
    prefix = f"{axis}:"
    return tuple(scope.removeprefix(prefix) for scope in scopes if scope.startswith(prefix) and "+" not in scope)


def issue_scopes(
    standing: IssueStanding, of_project: dict[str, dict[str, tuple[str, ...]]], crossings: tuple[tuple[str, ...], ...]
) -> tuple[str, ...]:
    """Every scope that an issue belongs to, each once: those of its projects, else its own district."""
    issue = standing.issue
    own: dict[str, tuple[str, ...]] = {"district": (issue.district,)} if issue.district else {}
    known = [of_project[id] for id in issue.projects if id in of_project] or [own]
    return tuple(dict.fromkeys(scope for codes in known for scope in scopes_of(codes, crossings)))
