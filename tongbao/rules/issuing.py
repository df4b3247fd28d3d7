"""Issued bulletins: issued once, in order, not backdated; their own file stays as it was."""

from collections.abc import Iterator
from datetime import date

from tongbao.model.bulletin import Bulletin
from tongbao.model.dataset import Dataset
from tongbao.model.digest import record_digest
from tongbao.problems import Problem
from tongbao.rules.base import Finding, found, path_of


def issued_draft_differs(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """The file of a bulletin stays as it was when the bulletin was issued: nothing that is changed there is shown."""
    for bulletin in dataset.bulletins:
        issued = dataset.issued.get(bulletin.id)
        if issued and record_digest(bulletin) != issued.draft:
            yield found(bulletin, "issued", value=issued.issued)


MISSING = "issued-file-missing"


def issued_file_missing(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """What a bulletin with a day of issue was issued with stands beside it: without that file its page would change
    with every record. Bulletins of before this program came may be without, where policy.yaml `checks` says so."""
    for bulletin in dataset.bulletins:
        if bulletin.issued and bulletin.id not in dataset.issued and ("issued", bulletin.id) not in dataset.unreadable:
            yield found(bulletin, "issued", value=bulletin.issued, id=bulletin.id)


def obstacles(dataset: Dataset, bulletin: Bulletin, day: date) -> Iterator[Problem]:
    """What stands against issuing a bulletin on a day.

    It is issued once; not before the day its figures speak of, nor before the last one of its kind; and its number is
    the one after the last issued of its kind and year.
    """
    path = path_of(dataset, bulletin)
    if bulletin.id in dataset.issued:
        yield Problem(path, "issue-twice", ("id",), {"id": bulletin.id})
        return
    as_of = bulletin.as_of.date()
    if day < as_of:
        yield Problem(path, "issue-backdated", ("as_of",), {"day": day, "after": as_of, "variant": "as_of"})
    series = [
        (dataset.issued[other.id], other)
        for other in dataset.bulletins
        if other.id in dataset.issued and other.kind == bulletin.kind and other.supplement == bulletin.supplement
    ]
    last = max((issued.issued for issued, _ in series), default=None)
    if last and day < last:
        yield Problem(path, "issue-backdated", ("as_of",), {"day": day, "after": last, "variant": "last"})
    numbers = [other.number for _, other in series if other.year == bulletin.year and other.number is not None]
    if numbers and bulletin.number != max(numbers) + 1:
        params = {"number": bulletin.number or "", "expected": max(numbers) + 1}
        yield Problem(path, "issue-number", ("number",) if bulletin.number is not None else ("id",), params)
