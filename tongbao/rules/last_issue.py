"""Drafts of bulletins: nothing contradicts what was issued before without saying so."""

from collections.abc import Iterator
from fractions import Fraction

from tongbao.metrics.cited import SnapshotOf
from tongbao.metrics.rounding import exact_text
from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.totals import Totals
from tongbao.model.base import NUMBER
from tongbao.model.bulletin import Bulletin
from tongbao.model.dataset import Dataset
from tongbao.model.issued import Issued
from tongbao.rules.base import Finding
from tongbao.rules.drafts import Section, amount, at, drafts, last_before, printed_scopes, scope_name, section_of

CUMULATIVE = ("completed", "starts", "completions", "issues_raised")
"""Figures of the year so far: they do not fall unless something is corrected."""
LONGEST = 100
"""Digits of a number that anybody means; Python refuses to read thousands of them."""


def new_differs(dataset: Dataset, snapshot_of: SnapshotOf) -> Iterator[Finding]:
    """New investment of a draft is what the reader gets who subtracts the last bulletin as issued from this one: the
    records still give what was issued then, or what a correction has told of it since."""
    site = dataset.site
    for draft in drafts(dataset):
        last = last_before(dataset, draft)
        issued = dataset.issued.get(last.id) if last else None
        if issued is None or issued.as_of.year != draft.as_of.year:
            continue
        said = _said(dataset, issued)
        now, then = snapshot_of(draft.as_of.date()), snapshot_of(issued.as_of.date())
        for scope in printed_scopes(draft, now):
            before = _number(said.get(f"{scope}/completed"))
            value, ours = (each.figure(scope, "completed").value for each in (now, then))
            if before is None or value is None or ours is None or exact_text(ours) == exact_text(before):
                continue
            amounts = {"value": value - ours, "printed": value - before, "issued": before, "ours": ours}
            params = {name: amount(each, "completed", site) for name, each in amounts.items()}
            yield at(draft, section_of(scope), scope=scope_name(scope, site), last=issued.id, **params)


def below_last_issue(dataset: Dataset, snapshot_of: SnapshotOf) -> Iterator[Finding]:
    """What a draft says of the year so far is not less than what was issued last of it in the year, or told by a
    correction: completed investment, starts, completions, issues raised."""
    site = dataset.site
    for draft in drafts(dataset):
        now = snapshot_of(draft.as_of.date())
        printed = printed_scopes(draft, now)
        for id, (last, text) in _issued_last(dataset, draft).items():
            scope, _, key = id.rpartition("/")
            if scope not in printed or key not in CUMULATIVE:
                continue
            value, before = now.figure(scope, key).value, _number(text)
            if value is not None and before is not None and value < before:
                params = {"value": amount(value, key, site), "issued": amount(before, key, site)}
                yield at(draft, section_of(scope), scope=scope_name(scope, site), last=last, variant=key, **params)


def _issued_last(dataset: Dataset, draft: Bulletin) -> dict[str, tuple[str, str | None]]:
    """The figures issued in the year of a draft up to its as-of, by id: in which bulletin last, and what."""
    found: dict[str, tuple[str, str | None]] = {}
    for issued in sorted(dataset.issued.values(), key=lambda each: (each.as_of, each.id)):
        if issued.as_of.year == draft.as_of.year and issued.as_of <= draft.as_of:
            found |= {id: (issued.id, value) for id, value in _said(dataset, issued).items()}
    return found


def _said(dataset: Dataset, issued: Issued) -> dict[str, str | None]:
    """What was said last of each figure of an issued bulletin: in it, else by the newest correction.

    None where there was no figure, or where a correction does not say the exact value.
    """
    values = {figure.id: figure.value for figure in issued.figures}
    for correction in sorted(dataset.corrections, key=lambda each: (each.date, each.id)):
        if correction.document == issued.id:
            values |= {figure.id: figure.value for figure in correction.figures}
    return values


def _number(text: str | None) -> Fraction | None:
    """The exact value as it is written; None for anything else, which a person may write into a correction."""
    return Fraction(text) if text and len(text) <= LONGEST and NUMBER.fullmatch(text) else None


def district_missing(dataset: Dataset, snapshot_of: SnapshotOf) -> Iterator[Finding]:
    """A district that the last bulletin of the kind spoke of is in the draft too: it still has projects, and not all
    of the reports that were due of it are missing."""
    for draft in drafts(dataset):
        last = last_before(dataset, draft)
        if last is None:
            continue
        now, then = snapshot_of(draft.as_of.date()), snapshot_of(last.as_of.date())
        for district in dataset.site.districts:
            scope = f"district:{district.code}"
            params = {"value": scope_name(scope, dataset.site), "last": last.id}
            if not _projects(scope, dataset.issued.get(last.id), then):
                continue
            if not _projects(scope, None, now):
                yield at(draft, Section.DISTRICTS, **params)
            elif _silent(scope, now) and not _silent(scope, then):
                missing = now.figure(scope, "reports_missing").value
                yield at(draft, Section.DISTRICTS, missing=missing, variant="reports", **params)


def _projects(scope: str, issued: Issued | None, then: Snapshot) -> Fraction:
    """How many projects a scope had, as issued, else by the records of the day."""
    known = {figure.id: figure.value for figure in issued.figures} if issued else {}
    value = _number(known.get(f"{scope}/projects"))
    return then.figure(scope, "projects").value or Fraction(0) if value is None else value


def _silent(scope: str, now: Snapshot) -> bool:
    """Whether reports of a scope were due and none came."""
    totals = now.totals.get(scope, Totals())
    return 0 < totals.reports_due <= totals.reports_missing
