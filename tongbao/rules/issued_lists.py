"""Issued lists: issued once, in order; what was published stays as it was, and changes only by adjustments."""

from collections.abc import Iterator
from datetime import date

from tongbao.metrics.listed import as_issued
from tongbao.model.dataset import Dataset
from tongbao.model.issued_targets import IssuedTargets
from tongbao.model.targets import TargetList
from tongbao.problems import Location, Problem
from tongbao.rules.base import Finding, found, path_of

NOT_ISSUED = "list-not-issued"
Issues = dict[date | None, Location]
"""What of a list is to be issued, in order: the list as published (None), then it after each adjustment; and the way
to the day of it."""


def issues_of(listed: TargetList) -> Issues:
    """Everything of a list that is issued one day, whether that has come or not."""
    places = sorted(enumerate(listed.adjustments), key=lambda pair: pair[1].date)
    return {None: ("published",), **{each.date: ("adjustments", at, "date") for at, each in places}}


def issued_key(listed: TargetList, adjusted: date | None) -> str:
    """What the issued list is known by (`IssuedTargets.key`)."""
    return adjusted.isoformat() if adjusted else str(listed.year)


def outstanding(dataset: Dataset, listed: TargetList) -> Issues:
    """What of a list is not issued yet; a file that cannot be read was issued all the same."""
    return {
        adjusted: place
        for adjusted, place in issues_of(listed).items()
        if (key := issued_key(listed, adjusted)) not in dataset.issued_lists
        and ("issued_list", key) not in dataset.unreadable
    }


def issued_list_differs(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """What a list said when it was issued stays in its file: number, days, groups, targets and the adjustments of then.
    It changes by adjustments alone, for no page would show anything else."""
    lists = {listed.year: listed for listed in dataset.targets}
    told: set[Location] = set()
    for issued in sorted(dataset.issued_lists.values(), key=lambda each: each.date):
        listed = lists.get(issued.year)
        place = _difference(listed, issued) if listed else None
        if listed and place and place not in told:
            told.add(place)
            yield found(listed, *place, value=issued.date)


def _difference(listed: TargetList, issued: IssuedTargets) -> Location | None:
    """The way to the first thing that is not as it was issued; None where all is."""
    now = as_issued(listed, issued.date if issued.adjustments else None)
    for name, field in TargetList.model_fields.items():
        before, after = getattr(issued.listed, name), getattr(now, name)
        if before == after:
            continue
        key = field.alias or name
        if not isinstance(after, tuple):
            return (key,)
        same = next((at for at, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), None)
        return (key,) if same is None else (key, same)
    return None


def list_not_issued(dataset: Dataset, day: date) -> Iterator[Finding]:
    """A list that was published is issued (`targets issue`), and again after each adjustment: until then its pages
    change with every record."""
    for listed in dataset.targets:
        if listed.published and listed.published <= day:
            for adjusted, place in outstanding(dataset, listed).items():
                if adjusted is None or adjusted <= day:
                    yield found(listed, *place, value=adjusted or listed.published, year=listed.year)
                    break


def list_obstacles(dataset: Dataset, listed: TargetList, adjusted: date | None, today: date) -> Iterator[Problem]:
    """What stands against issuing a list as published, or after the adjustment of a day.

    It is issued once, in order, and not before its day, which is that of publication or of the adjustment.
    """
    path, left = path_of(dataset, listed), outstanding(dataset, listed)
    place = issues_of(listed)[adjusted]
    if adjusted not in left:
        yield Problem(path, "list-issued", place, {"key": issued_key(listed, adjusted)})
        return
    if listed.published is None:
        yield Problem(path, "list-undated", place)
        return
    day = adjusted or listed.published
    if adjusted is None and listed.decided and listed.decided > day:
        yield Problem(path, "list-decided-later", ("decided",), {"day": day, "decided": listed.decided})
    if day > today:
        yield Problem(path, "list-not-yet", place, {"day": day, "today": today})
    if day.year > listed.year:
        yield Problem(path, "list-year-over", place, {"day": day, "year": listed.year})
    first = next(iter(left))
    if first != adjusted:
        yield Problem(path, "list-order", place, {"day": first or listed.published})
