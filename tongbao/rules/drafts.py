"""What every check of a draft asks: which bulletins are drafts, what came before them, what they print."""

from collections.abc import Iterator
from fractions import Fraction

from tongbao.metrics.figure import Unit
from tongbao.metrics.registry import REGISTRY
from tongbao.metrics.rounding import exact_text
from tongbao.metrics.scopes import ALL
from tongbao.metrics.series import series_of
from tongbao.metrics.snapshot import Snapshot
from tongbao.model.base import words
from tongbao.model.bulletin import Bulletin
from tongbao.model.dataset import Dataset
from tongbao.model.site import Site
from tongbao.model.vocab import BulletinSection
from tongbao.rules.base import Finding, found

Section = BulletinSection


def drafts(dataset: Dataset) -> Iterator[Bulletin]:
    """The bulletins that were not issued: a person may still change what they say."""
    return (each for each in dataset.bulletins if each.issued is None and each.id not in dataset.issued)


def last_before(dataset: Dataset, draft: Bulletin) -> Bulletin | None:
    """The bulletin of its series before a draft, from which what is new is reckoned."""
    series = series_of(dataset.bulletins, draft.kind, supplement=draft.supplement)
    earlier = [each for each in series if (each.as_of, each.id) < (draft.as_of, draft.id)]
    return earlier[-1] if earlier else None


def sections_of(draft: Bulletin, now: Snapshot) -> tuple[Section, ...]:
    """The sections that a draft prints: its own, else the policy's for its kind, else all."""
    rule = now.rules.bulletins.get(draft.kind)
    return draft.sections or (rule.sections if rule else tuple(Section))


def printed_scopes(draft: Bulletin, now: Snapshot) -> tuple[str, ...]:
    """The whole place, and the parts that its sections give figures of."""
    site, sections = now.data.site, sections_of(draft, now)
    scopes = [ALL]
    if Section.CLASSES in sections:
        scopes += [f"level:{each.code}" for each in site.levels] + [f"class:{each.code}" for each in site.classes]
    if {Section.DISTRICTS, Section.BOARDS} & {*sections}:
        scopes += [f"district:{each.code}" for each in site.districts]
    return tuple(scope for scope in scopes if scope in now.totals)


def section_of(scope: str) -> Section:
    """The section that prints the figures of a scope."""
    sections = {"district": Section.DISTRICTS, "level": Section.CLASSES, "class": Section.CLASSES}
    return sections.get(scope.partition(":")[0], Section.HEADLINE)


def at(draft: Bulletin, section: Section, **params: object) -> Finding:
    """A finding at the section of a draft, or at its as-of where the policy says its sections."""
    if section in draft.sections:
        return found(draft, "sections", draft.sections.index(section), **params)
    return found(draft, "as_of", **params)


def scope_name(scope: str, site: Site) -> str:
    """The name of the place, or of a part of it, as in site.yaml; where it has none its code."""
    axis, _, code = scope.partition(":")
    tables = {"district": site.districts, "level": site.levels, "class": site.classes, "list": site.lists}
    named = (each.name for each in tables.get(axis, ()) if each.code == code)
    return words(site.name if scope == ALL else next(named, code), site.languages)


def amount(value: Fraction, key: str, site: Site) -> str:
    """The value of a figure, exact, money in the unit that pages print."""
    if REGISTRY[key].unit is Unit.MONEY:
        return exact_text(value / Fraction(site.money.factor)) + words(site.money.display, site.languages)
    return exact_text(value)
