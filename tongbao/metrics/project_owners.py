"""项目单位: the firms and bodies that build the projects of a day, told apart by credit code, else by name."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

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


def codes_by_name(owners: Iterable[tuple[str, str | None]]) -> dict[str, dict[str, None]]:
    """The unified social credit codes that are given with each name, by the key of the name."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for name, uscc in owners:
        if code := owner_code(uscc):
            found[owner_key(name)][code] = None
    return found


def code_of(name: str, uscc: str | None, known: Mapping[str, Mapping[str, None]]) -> str:
    """What tells an owner apart: its unified social credit code; without one that of another project with the same
    name, where there is only one; else a digest of the name."""
    key = owner_key(name)
    given = (owner_code(uscc),) if owner_code(uscc) else tuple(known.get(key, ()))
    return given[0] if len(given) == 1 else digest(key)[:12]


def project_owners(projects: Iterable[Project], languages: tuple[str, ...]) -> dict[str, ProjectOwner]:
    """Every owner that is no person, by code, in the order of the first project of each."""
    owned = [(project.id, owner) for project in projects if (owner := public_owner(project))]
    named = [(id, owner, words(owner.name, languages)) for id, owner in owned]
    known = codes_by_name((name, owner.uscc) for _, owner, name in named)
    groups: dict[str, list[tuple[str, Owner, str]]] = defaultdict(list)
    for id, owner, name in named:
        groups[code_of(name, owner.uscc, known)].append((id, owner, name))
    return {
        code: _one(code, group)
        for code, group in groups.items()
        if not any(owner.person or is_person(name, owner.uscc or code) for _, owner, name in group)
    }


def public_owner(project: Project) -> Owner | None:
    """The owner as far as it is not withheld."""
    owner, withheld = project.owner, project.withheld
    if owner is None or not withheld.keys().isdisjoint(("owner", "owner.name")):
        return None
    return owner.model_copy(update={"uscc": None}) if "owner.uscc" in withheld else owner


def _one(code: str, group: list[tuple[str, Owner, str]]) -> ProjectOwner:
    names = Counter(name for _, _, name in group)
    first, *others = (name for name, _ in names.most_common())
    owner = next(owner for _, owner, name in group if name == first)
    return ProjectOwner(code, owner, owner_code(code), tuple(others), tuple(id for id, _, _ in group))
