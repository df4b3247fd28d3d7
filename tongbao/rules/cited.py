"""cited.yaml: figures from elsewhere name figures and scopes that there are, and agree with ours."""

from collections.abc import Iterable, Iterator
from datetime import date

from tongbao.metrics.cited import FITTING, SnapshotOf, compared
from tongbao.metrics.registry import REGISTRY
from tongbao.metrics.scopes import ALL
from tongbao.model.dataset import Dataset
from tongbao.model.vocab import IssueKind, Nature, Stage
from tongbao.rules.base import Codes, Finding, Use, found, unknown

FREE_AXES = frozenset({"works", "factor", "funding", "quantity"})
"""Axes whose codes are kinds that records name and no table defines."""


def cited_twice(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A cited figure has a code of its own: figures.json knows it by that."""
    seen: set[str] = set()
    for i, cited in enumerate(dataset.cited):
        if cited.code in seen:
            yield found(cited, "figures", i, "code", value=cited.code)
        seen.add(cited.code)


def cited_without_unit(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A cited figure that is measured in something other says in `unit` in what."""
    for i, cited in enumerate(dataset.cited):
        if cited.measured_in == "other" and not cited.unit:
            yield found(cited, "figures", i, "measured_in", value=cited.code)


def opening_without_figure(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """An opening (期初) names the figure of ours whose state before the first bulletin it is."""
    for i, cited in enumerate(dataset.cited):
        if cited.opening and not cited.figure:
            yield found(cited, "figures", i, "opening", value=cited.code)


def cited_unknown_figure(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """The figure of ours that a cited one is compared with is one of the registry."""
    uses: Iterator[Use] = (
        (cited, ("figures", i, "figure"), cited.figure) for i, cited in enumerate(dataset.cited) if cited.figure
    )
    yield from unknown(Codes.of(REGISTRY), uses)


def cited_unit(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A cited figure is measured in what the figure of ours that it is compared with counts."""
    for i, cited in enumerate(dataset.cited):
        ours = REGISTRY.get(cited.figure or "")
        if ours and ours.unit not in FITTING[cited.measured_in]:
            fitting = tuple(name for name, units in FITTING.items() if ours.unit in units)
            yield found(cited, "figures", i, "measured_in", value=cited.measured_in, figure=ours.key, fitting=fitting)


def scope_codes(dataset: Dataset) -> Codes:
    """Every scope of one axis that there can be."""
    return Codes.of(_scopes(dataset))


def wrong_scope(scope: str, known: Codes, dataset: Dataset) -> dict[str, object] | None:
    """What fills the words for a scope of which there are no figures; None where there are."""
    parts = scope.split("+") if scope != ALL else []
    axes = tuple(part.partition(":")[0] for part in parts)
    wrong = [part for part, axis in zip(parts, axes, strict=True) if axis not in FREE_AXES and part not in known]
    if wrong:
        return known.wrong(wrong[0])
    crossings = {tuple(crossing) for rules in dataset.policy.figures for crossing in rules.crossings}
    return {"value": scope} if len(parts) > 1 and axes not in crossings else None


def _scopes(dataset: Dataset) -> Iterator[str]:
    """Every scope of one axis whose codes a table defines, or into whose parts a bundle is broken down."""
    site, policy = dataset.site, dataset.policy
    tables: dict[str, Iterable[str]] = {
        "level": (entry.code for entry in site.levels),
        "nature": Nature,
        "stage": Stage,
        "phase": (entry.code for entry in site.phases),
        "district": (entry.code for entry in site.districts),
        "office": (entry.code for entry in site.offices),
        "list": (entry.code for entry in site.lists),
        "class": (entry.code for entry in site.classes),
        "sector": (entry.code for entry in site.sectors),
        "library": (entry.code for entry in policy.libraries),
        "delay": (entry.code for rules in policy.delays for entry in rules.classes),
        "delay_latest": (entry.code for rules in policy.delays for entry in rules.classes),
        "category": (entry.code for entry in site.categories),
        "channel": (entry.code for entry in site.channels),
        "severity": (entry.code for entry in site.severities),
        "kind": IssueKind,
        "order": (step.code for rules in policy.orders for step in rules.steps),
        "meeting": (step.code for rules in policy.meetings for step in rules.steps),
    }
    yield from (f"{axis}:{code}" for axis, codes in tables.items() for code in codes)
    for project in dataset.projects:
        yield from (f"{breakdown.axis}:{part}" for breakdown in project.breakdowns for part in breakdown.parts)


def unknown_scope(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """The scope of a cited figure is `all`, a code on an axis (`district:zouping`), or two joined by + on axes whose
    crossing policy.yaml `figures` publishes."""
    known = scope_codes(dataset)
    for i, cited in enumerate(dataset.cited):
        wrong = wrong_scope(cited.scope, known, dataset)
        if wrong:
            yield found(cited, "figures", i, "scope", **wrong)


def cited_differs(dataset: Dataset, snapshot_of: SnapshotOf) -> Iterator[Finding]:
    """A cited figure and ours of the same scope and day, rounded to its decimals, are the same number, unless the
    source only says about."""
    for i, cited in enumerate(dataset.cited):
        comparison = compared(cited, dataset.site.money, snapshot_of)
        if comparison.agrees is False:
            params = {"value": cited.value, "ours": comparison.rounded, "figure": cited.figure, "as_of": cited.as_of}
            yield found(cited, "figures", i, "value", **params)
