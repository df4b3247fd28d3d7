"""项目单位: one firm or body is written in one way, so that its projects stand together."""

from collections.abc import Iterator
from datetime import date

from tongbao.metrics.project_owners import Named, named_owners
from tongbao.model.dataset import Dataset
from tongbao.model.owners import owner_code, owner_core, owner_key
from tongbao.rules.base import Finding, found


def _named(dataset: Dataset) -> tuple[Named, ...]:
    return named_owners(dataset.projects, dataset.site.languages)


def _differs(one: Named, first: Named, variant: str) -> Finding:
    return found(
        one.project, "owner", "name", value=one.name, other=first.name, project=first.project.id, variant=variant
    )


def owner_spelling(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """The name of an owner (项目单位) stands in every record as it stands in the first: with the same spaces, brackets
    and width of signs, and, where both give the same unified social credit code, with the same words. Such names are
    taken for one owner."""
    first: dict[str, Named] = {}
    for one in _named(dataset):
        other = first.setdefault(one.code, one)
        if one.name != other.name:
            yield _differs(one, other, "plain" if owner_key(one.name) == owner_key(other.name) else "code")


def owner_alike(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """No two owners have names that differ only in the legal form at the end (有限公司, 有限责任公司, none), unless
    each has a unified social credit code of its own; none has two such codes. They are taken for two owners."""
    first: dict[str, Named] = {}
    for one in _named(dataset):
        key = owner_key(one.name)
        other = first.setdefault(owner_core(key), one)
        if one.code == other.code:
            continue
        if owner_key(other.name) == key:
            yield _differs(one, other, "codes")
        elif not (owner_code(one.code) and owner_code(other.code)):
            yield _differs(one, other, "plain")
