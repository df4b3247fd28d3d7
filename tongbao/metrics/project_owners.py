"""项目单位: the firms and bodies that build the projects of a day, told apart by credit code, else by name."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from tongbao.model.base import words
from tongbao.model.digest import digest
from tongbao.model.owners import is_person, owner_code, owner_key
from tongbao.model.project import Owner, Project

AXIS = "owner"
"""The axis of their scopes, which no crossing and no file of figures has: they are as many as projects."""


@dataclass(frozen=True, slots=True)
class ProjectOwner:
    """A firm or body with its projects by id. `code` stands in addresses: its unified social credit code, else a digest
    of its name. `owner` is as most of its projects have it, `others` how the rest writes its name."""

    code: str
    owner: Owner
    uscc: str
    others: tuple[str, ...]
    projects: tuple[str, ...]


class Named(NamedTuple):
    """A project with its owner, the name of this in the first language that it has, and the code that tells it from
    others."""

    project: Project
    owner: Owner
    name: str
    code: str


def named_owners(projects: Iterable[Project], languages: tuple[str, ...]) -> tuple[Named, ...]:
    """The projects whose owner is public, in their order."""
    owned = [(project, owner, words(owner.name, languages)) for project in projects if (owner := public_owner(project))]
    known: dict[str, dict[str, None]] = defaultdict(dict)
    for _, owner, name in owned:
        if code := owner_code(owner.uscc):
            known[owner_key(name)][code] = None
    return tuple(Named(project, owner, name, _code(name, owner.uscc, known)) for project, owner, name in owned)


def _code(name: str, uscc: str | None, known: Mapping[str, Mapping[str, None]]) -> str:
    """What tells an owner apart: its unified social credit code; without one that of another project with the same
    name, where there is only one; else a digest of the name."""
    key = owner_key(name)
    given = (owner_code(uscc),) if owner_code(uscc) else tuple(known.get(key, ()))
    return given[0] if len(given) == 1 else digest(key)[:12]


def project_owners(projects: Iterable[Project], languages: tuple[str, ...]) -> dict[str, ProjectOwner]:
    """Every owner that is no person, by code, in the order of the first project of each."""
    groups: dict[str, list[Named]] = defaultdict(list)
    for one in named_owners(projects, languages):
        groups[one.code].append(one)
    return {code: _one(code, group) for code, group in groups.items() if not any(map(_of_person, group))}


def public_owner(project: Project) -> Owner | None:
    """The owner as far as it is not withheld."""
    owner, withheld = project.owner, project.withheld
    if owner is None or not withheld.keys().isdisjoint(("owner", "owner.name")):
        return None
    return owner.model_copy(update={"uscc": None}) if "owner.uscc" in withheld else owner


def _of_person(one: Named) -> bool:
    return one.owner.person or is_person(one.name, one.owner.uscc or one.code)


def _one(code: str, group: list[Named]) -> ProjectOwner:
    first, *others = (name for name, _ in Counter(one.name for one in group).most_common())
    owner = next(one.owner for one in group if one.name == first)
    return ProjectOwner(code, owner, owner_code(code), tuple(others), tuple(one.project.id for one in group))
