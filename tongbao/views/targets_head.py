"""What all pages of the year's list share: the head of the document, the ways between them, which of them there are."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from tongbao.metrics.figure import Figure
from tongbao.metrics.listed_projects import counted_once
from tongbao.metrics.listing import AXIS, listed_on
from tongbao.metrics.marks import quarter_ends
from tongbao.metrics.rates import Sums
from tongbao.metrics.registry import figure_of
from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.standing import Standing
from tongbao.metrics.totals import combined
from tongbao.metrics.windows import year_end
from tongbao.model.policy import Policy
from tongbao.model.targets import TargetGroup, TargetList
from tongbao.model.vocab import Nature
from tongbao.views.parts import Link
from tongbao.views.reader import Reader
from tongbao.views.wording import TextLike

DAY = timedelta(days=1)
"""A quarter is settled when the days of the policy's review are over."""
NOTICE = "notice"
"""The page that stands before there is a list."""
WITHOUT = "-"
"""The code of the group of those whose nature nobody states."""


class HeadView(NamedTuple):
    """The document head of a list, and the ways to its pages and papers; the page itself leads nowhere.

    `page` is the name of the page, "" on the list itself.
    """

    title: str
    number: str
    issuer: str
    decided: str
    published: str
    basis: str
    ways: tuple[Link, ...]
    page: str


def planned_list(year: int, snapshot: Snapshot) -> TargetList:
    """Where no list is published: every project with a plan of the year, by nature."""
    found = [s for s in snapshot.standings if s.in_scope and s.plan is not None]
    natures: tuple[Nature | None, ...] = (*Nature, None)
    groups = (
        TargetGroup.model_construct(
            code=nature or WITHOUT,
            name=nature or WITHOUT,
            reserve=nature is Nature.RESERVE,
            nature=nature,
            projects=tuple(s.project.id for s in found if s.nature is nature),
        )
        for nature in natures
    )
    return TargetList(year=year, title=str(year), groups=tuple(group for group in groups if group.projects))


def list_of(year: int, snapshot: Snapshot) -> tuple[TargetList, bool]:
    """The list of a year as known on the snapshot's day, and whether the place grouped it; else plans group it."""
    listed, planned = listed_on(year, snapshot.data.targets), planned_list(year, snapshot)
    if listed is None or not listed.groups:
        return (listed.model_copy(update={"groups": planned.groups}) if listed else planned), False
    return listed, True


def group_name(group: TargetGroup, reader: Reader, *, grouped: bool) -> str:
    """A group as the list names it, without a list by its nature."""
    if grouped:
        return reader.words(group.name)
    return reader.name("nature", group.nature) if group.nature else reader.t("words.targets.without_nature")


def sums_of(
    listed: TargetList,
    group: TargetGroup | None,
    standings: tuple[Standing, ...],
    snapshot: Snapshot,
    *,
    grouped: bool,
) -> Callable[[str], Figure]:
    """The figures of the list or of a group by their keys: those of its scope; without a list those of `standings`."""
    if grouped:
        scope = f"{AXIS}:{listed.year}-{group.code}" if group else f"{AXIS}:{listed.year}"
        return lambda key: snapshot.figure(scope, key)
    totals = combined(snapshot.own[standing.project.id] for standing in counted_once(standings, snapshot))
    sums = Sums(totals, lambda: totals, snapshot.rules, snapshot.day)
    return lambda key: figure_of(key, sums)


def settled_on(end: date, policy: Policy) -> date:
    """The day on which a quarter is looked at."""
    return end + DAY * policy.at(end).review.known_after


def list_names(lists: Iterable[TargetList]) -> dict[str, TextLike]:
    """The names of the codes on the axis of lists: of each list its title, of each group its name."""
    names: dict[str, TextLike] = {}
    for listed in lists:
        names[str(listed.year)] = listed.title
        names |= {f"{listed.year}-{group.code}": group.name for group in listed.groups}
    return names


def moments(year: int, today: Snapshot) -> Iterator[tuple[str, date]]:
    """年中 and 年底 of a published list, once their quarter is settled, each with the day it speaks of."""
    listed = listed_on(year, today.data.targets)
    halves = dict(zip(("midyear", "result"), quarter_ends(year, year_end(date(year, 1, 1)))[1::2], strict=True))
    for name, end in halves.items():
        if listed and listed.known_from <= end and settled_on(end, today.data.policy) <= today.day:
            yield name, end


def has_list(year: int, today: Snapshot) -> bool:
    """Whether the year has a page: a list, or in the day's year plans."""
    if listed_on(year, today.data.targets):
        return True
    return year == today.day.year and any(standing.plan for standing in today.standings)


def pages_of(year: int, today: Snapshot) -> tuple[str, ...]:
    """The pages of a year's list beside itself and its notice, in the order of the year."""
    listed = listed_on(year, today.data.targets)
    settled = [name for name, _ in moments(year, today)]
    waiting = listed is not None and year < today.day.year
    found = {
        "published": str(year) in today.data.issued_lists and listed is not None,
        "midyear": "midyear" in settled,
        "standing": year == today.day.year or (waiting and "result" not in settled),
        "result": "result" in settled,
    }
    return tuple(name for name, there in found.items() if there)


def head_view(
    listed: TargetList, current: str, today: Snapshot, reader: Reader, *, more: tuple[Link, ...] = ()
) -> HeadView:
    """The head on a page of the list; `current` is its name, "" on the list itself, `more` are ways to papers."""
    year, known = listed.year, listed_on(listed.year, today.data.targets)
    names = ["", *pages_of(year, today)] if has_list(year, today) else []
    if listed.notice and listed.notice.from_ <= today.day:
        names.insert(1, NOTICE)
    ways = (
        Link(reader.t(f"pages.targets.pages.{name or 'list'}"), "" if name == current else _address(year, name, reader))
        for name in names
    )
    return HeadView(
        title=reader.words(listed.title) if known or current == NOTICE else reader.t("words.targets.title", year=year),
        number=reader.words(listed.number) if known else "",
        issuer=reader.words(listed.issuer),
        decided=reader.day_text(listed.decided) if known else "",
        published=reader.day_text(listed.published) if known else "",
        basis=reader.words(listed.basis),
        ways=(*ways, *more),
        page=reader.t(f"pages.targets.pages.{current}") if current else "",
    )


def _address(year: int, name: str, reader: Reader) -> str:
    return reader.urls.page("targets", str(year), name) if name else reader.urls.targets(year)
