"""Bulletins: the number is given once, and the figures are not older than the period."""

from collections.abc import Iterator
from datetime import date

from tongbao.model.dataset import Dataset
from tongbao.rules.base import Finding, found


def bulletin_as_of(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """The figures of a bulletin do not stem from a day before its period."""
    for bulletin in dataset.bulletins:
        day, period = bulletin.as_of.date(), bulletin.period
        if day < period.from_ <= period.until:
            yield found(bulletin, "as_of", value=day, period_from=period.from_)


def issued_before_as_of(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A bulletin is not issued before the day that its figures speak of."""
    for bulletin in dataset.bulletins:
        if bulletin.issued and bulletin.issued < bulletin.as_of.date():
            as_of = bulletin.as_of.date()
            yield found(bulletin, "issued", value=bulletin.issued, as_of=as_of)


def bulletin_number_twice(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A number is given once to a kind of bulletin in a year (第N期)."""
    first: dict[tuple[str, int, int], str] = {}
    for bulletin in dataset.bulletins:
        if bulletin.number is None:
            continue
        other = first.setdefault((bulletin.kind, bulletin.year, bulletin.number), bulletin.id)
        if other != bulletin.id:
            yield found(bulletin, "number", value=bulletin.number, year=bulletin.year, other=other)
