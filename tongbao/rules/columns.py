"""栏目: which are older than they may be, which are empty, and what fails the site as a whole."""

from collections.abc import Iterator
from datetime import date

from tongbao.metrics.columns import ColumnStanding, column_standings, veto_standings
from tongbao.model.dataset import Dataset
from tongbao.model.policy import Policy
from tongbao.rules.base import Finding, Reckoned, Use, found, together


def offices_used(policy: Policy) -> Iterator[Use]:
    """The offices that answer for columns."""
    for i, rule in enumerate(policy.columns):
        if rule.office:
            yield policy, ("columns", i, "office"), rule.office


def column_twice(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """On any day one rule of policy.yaml holds for a column."""
    rules = dataset.policy.columns
    for j, rule in enumerate(rules):
        for k, column in enumerate(rule.columns):
            before = [other for i, other in enumerate(rules[:j]) if column in other.columns and together(other, rule)]
            if before or column in rule.columns[:k]:
                yield found(dataset.policy, "columns", j, "columns", k, value=column)


def _index(dataset: Dataset, rule: object) -> int:
    return next(i for i, each in enumerate(dataset.policy.columns) if each is rule)


def _standings(dataset: Dataset, snapshot_of: Reckoned) -> tuple[ColumnStanding, ...]:
    """The columns on the last day; where the policy names none there is nothing to be told, and nothing is reckoned."""
    return column_standings(snapshot_of(snapshot_of.last)) if dataset.policy.columns else ()


def column_stale(dataset: Dataset, snapshot_of: Reckoned) -> Iterator[Finding]:
    """The newest entry of a column is no older than policy.yaml allows (国办秘函〔2019〕19号 asks for two weeks of news
    and six months of documents); the day is that of the records."""
    for each in _standings(dataset, snapshot_of):
        if each.stale and each.rule:
            params = {"value": each.column, "newest": each.newest, "due": each.due}
            yield found(dataset.policy, "columns", _index(dataset, each.rule), "limit", **params)


def column_empty(dataset: Dataset, snapshot_of: Reckoned) -> Iterator[Finding]:
    """A column that policy.yaml names has an entry, unless it may be empty (空白栏目, 国办秘函〔2019〕19号)."""
    for each in _standings(dataset, snapshot_of):
        if each.empty and each.rule:
            index = _index(dataset, each.rule)
            place = each.rule.columns.index(each.column)
            yield found(dataset.policy, "columns", index, "columns", place, value=each.column)


def site_fails(dataset: Dataset, snapshot_of: Reckoned) -> Iterator[Finding]:
    """Not so many columns are stale or empty that the site fails as a whole (单项否决, 国办秘函〔2019〕19号)."""
    versions = dataset.policy.freshness
    if not any(version.vetoes for version in versions):
        return
    now = snapshot_of(snapshot_of.last)
    place = next((i for i, version in enumerate(versions) if version is now.rules.freshness), 0)
    for i, each in enumerate(veto_standings(now, column_standings(now))):
        if each.failed:
            yield found(dataset.policy, "freshness", place, "vetoes", i, stale=each.stale, empty=each.empty)
