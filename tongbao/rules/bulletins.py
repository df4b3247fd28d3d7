"""Bulletins: numbers are given once and in order, periods are whole, and figures are not older than the period."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise

from tongbao.metrics.periods import is_whole
from tongbao.model.bulletin import Bulletin
from tongbao.model.dataset import Dataset
from tongbao.model.forms import form_of
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


def published_before_issued(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A bulletin is not published before it is issued: 国办秘函〔2019〕19号 forbids made-up days of publication."""
    for bulletin in dataset.bulletins:
        if bulletin.issued and bulletin.published and bulletin.published < bulletin.issued:
            yield found(bulletin, "published", value=bulletin.published, issued=bulletin.issued)


def bulletin_year_differs(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """The year of a bulletin's number is one that its period, its as-of or its issue lies in: a week across the new
    year may belong to either."""
    for bulletin in dataset.bulletins:
        last = max(bulletin.period.until, bulletin.as_of.date(), bulletin.issued or date.min)
        if bulletin.period.from_ <= last and not bulletin.period.from_.year <= bulletin.year <= last.year:
            yield found(bulletin, "year", value=bulletin.year, first=bulletin.period.from_, last=last)


def bulletin_period_broken(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A weekly bulletin speaks of a week from Monday to Sunday, a monthly one of whole months, a daily one of a day."""
    for bulletin in dataset.bulletins:
        period = bulletin.period
        if period.from_ <= period.until and not is_whole(bulletin.kind, period):
            yield found(bulletin, "period", first=period.from_, last=period.until, variant=str(bulletin.kind))


def recipients_empty(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """Recipients that are written down name someone: 报, 送 or 发. A bulletin without any leaves the key out."""
    for bulletin in dataset.bulletins:
        named = bulletin.recipients.report or bulletin.recipients.send or bulletin.recipients.issue
        if "recipients" in bulletin.model_fields_set and not named:
            yield found(bulletin, "recipients")


def bulletin_number_twice(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A number is given once to a kind of bulletin in a year (第N期); supplements (增刊) are numbered apart."""
    first: dict[tuple[object, ...], str] = {}
    for bulletin in dataset.bulletins:
        if bulletin.number is None:
            continue
        key = (bulletin.kind, bulletin.supplement, bulletin.year, bulletin.number)
        other = first.setdefault(key, bulletin.id)
        if other != bulletin.id:
            yield found(bulletin, "number", value=bulletin.number, year=bulletin.year, other=other)


def bulletin_number_gap(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """The numbers of a kind in a year follow one another; where the first bulletins were not brought in, from the
    lowest that was."""
    if any(kind == "bulletin" for kind, _ in dataset.unreadable):
        return
    numbered = [bulletin for bulletin in dataset.bulletins if bulletin.number is not None]
    for series in _by(numbered, lambda each: (each.kind, each.supplement, each.year)):
        for earlier, later in pairwise(sorted(series, key=lambda each: (each.number or 0, each.id))):
            if (later.number or 0) - (earlier.number or 0) > 1:
                yield found(later, "number", value=later.number, year=later.year, earlier=earlier.number)


def document_number_twice(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A document number (发文字号) is given once: the bulletin's own, or made of the code of its kind's form, its year
    and its number."""
    first: dict[tuple[object, ...], str] = {}
    for bulletin in dataset.bulletins:
        form = form_of(bulletin.kind, dataset.policy.at(bulletin.as_of.date()).forms)
        key: tuple[object, ...]
        if bulletin.document_number:
            key, field = (str(bulletin.document_number),), "document_number"
        elif form and form.code and bulletin.number is not None and not bulletin.supplement:
            key, field = (str(form.code), bulletin.year, bulletin.number), "number"
        else:
            continue
        other = first.setdefault(key, bulletin.id)
        if other != bulletin.id:
            yield found(bulletin, field, variant=field, other=other)


def bulletin_total_twice(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A total number (总第N期) is given once to a kind of bulletin, whatever the year."""
    first: dict[tuple[object, ...], str] = {}
    for bulletin in dataset.bulletins:
        if bulletin.total_number is not None:
            key = (bulletin.kind, bulletin.supplement, bulletin.total_number)
            other = first.setdefault(key, bulletin.id)
            if other != bulletin.id:
                yield found(bulletin, "total_number", value=bulletin.total_number, other=other)


def bulletin_total_falls(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """The total number (总第N期) of a later bulletin is not below that of an earlier one."""
    counted = [bulletin for bulletin in dataset.bulletins if bulletin.total_number is not None]
    for series in _by(counted, lambda each: (each.kind, each.supplement)):
        for earlier, later in pairwise(sorted(series, key=lambda each: (each.as_of, each.id))):
            if (later.total_number or 0) < (earlier.total_number or 0):
                params = {"value": later.total_number, "other": earlier.id, "earlier": earlier.total_number}
                yield found(later, "total_number", **params)


def _by(bulletins: list[Bulletin], key: Callable[[Bulletin], tuple[object, ...]]) -> Iterator[list[Bulletin]]:
    """The bulletins in groups of one key."""
    groups: dict[tuple[object, ...], list[Bulletin]] = {}
    for bulletin in bulletins:
        groups.setdefault(key(bulletin), []).append(bulletin)
    yield from groups.values()
