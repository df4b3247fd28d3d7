"""/changes/: what changed with a reason, the newest first, and for each year by day, by kind and by district."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import NamedTuple

from tongbao.metrics.snapshot import Snapshot
from tongbao.views.changed import KINDS, ChangedItem, changed_items
from tongbao.views.parts import Chip, Link
from tongbao.views.reader import Reader

NEWEST = 50
"""How many changes the first page tells."""
MOST = 500
"""So many changes a page tells at most: a year of more has a page a month."""
ARRANGED = ("kinds", "districts")
"""How a year is told beside day by day; the names are folders of its pages."""


class ChangeSection(NamedTuple):
    """Changes under a heading; `more` leads to where the others stand, where these are not all of `number`."""

    id: str
    name: str
    number: str
    items: tuple[ChangedItem, ...]
    more: Link | None = None


class ChangeYear(NamedTuple):
    """A year: how many changes, and of each kind with the way to them."""

    link: Link
    number: str
    kinds: tuple[Link, ...]


class ChangesView(NamedTuple):
    """`total` says how many there are. The first page has `years`, whose columns are `kinds`; a page of a year has
    `ways`: the year by day, by kind, by district."""

    total: str
    kinds: tuple[str, ...]
    years: tuple[ChangeYear, ...]
    ways: tuple[Link, ...]
    sections: tuple[ChangeSection, ...]
    feed: str


def change_pages(snapshot: Snapshot, reader: Reader) -> Iterator[tuple[str, ...]]:
    """The folders of every page below /changes/: of each year, of its arrangements, and of its months where it has too
    many changes for a page."""
    for year, items in _by_year(changed_items(snapshot, reader)).items():
        yield (year,)
        yield from ((year, name) for name in ARRANGED)
        if len(items) > MOST:
            yield from ((year, month) for month in dict.fromkeys(item.iso[5:7] for item in items))


def changes_view(snapshot: Snapshot, reader: Reader, feed: str, folders: tuple[str, ...] = ()) -> ChangesView:
    """A page of changes by its folders below /changes/: none, a year, a year and an arrangement or month."""
    items = changed_items(snapshot, reader)
    if not folders:
        return _overview(items, reader, feed)
    year, *rest = folders
    of_year = _by_year(items)[year]
    match rest:
        case ["kinds"]:
            found = _grouped(of_year, year, lambda item: item.kind, "kind", KINDS, reader)
        case ["districts"]:
            codes = [district.code for district in reader.site.districts]
            found = _grouped(of_year, year, lambda item: item.district, "district", (*codes, ""), reader)
        case [month]:
            found = _months([item for item in of_year if item.iso[5:7] == month], year, reader, whole=True)
        case _:
            found = _months(of_year, year, reader, whole=len(of_year) <= MOST)
    ways = (
        Link(reader.t("changes.ways.day"), reader.urls.page("changes", year)),
        *(Link(reader.t(f"changes.ways.{name}"), reader.urls.page("changes", year, name)) for name in ARRANGED),
    )
    return ChangesView(reader.number(len(of_year)), (), (), ways, tuple(found), feed)


def page_title(folders: tuple[str, ...], reader: Reader) -> str:
    """The title of a page by its folders."""
    name = reader.t("words.nav.changes")
    match folders:
        case (year, way) if way in ARRANGED:
            return reader.t("changes.of_year_by", name=name, year=year, way=reader.t(f"changes.ways.{way}"))
        case (year, month):
            return reader.t("changes.of_month", name=name, month=reader.month_text(date(int(year), int(month), 1)))
        case (year,):
            return reader.t("changes.of_year", name=name, year=year)
    return name


def _by_year(items: Iterable[ChangedItem]) -> dict[str, list[ChangedItem]]:
    return {year: list(of_year) for year, of_year in groupby(items, key=lambda item: item.iso[:4])}


def _overview(items: tuple[ChangedItem, ...], reader: Reader, feed: str) -> ChangesView:
    occurring = {item.kind.code for item in items}
    kinds = [code for code in KINDS if code in occurring]
    years = []
    for year, of_year in _by_year(items).items():
        counts = Counter(item.kind.code for item in of_year)
        page = reader.urls.page("changes", year, "kinds")
        years.append(
            ChangeYear(
                link=Link(year, reader.urls.page("changes", year)),
                number=reader.number(len(of_year)),
                kinds=tuple(
                    Link(reader.number(counts[code]), f"{page}#kind-{code}") if counts[code] else Link("")
                    for code in kinds
                ),
            )
        )
    newest, more = items[:NEWEST], None
    if len(items) > len(newest):
        more = Link(reader.t("changes.more_years"), years[0].link.href)
    section = ChangeSection("newest", reader.t("changes.newest"), reader.number(len(newest)), newest, more)
    return ChangesView(
        total=reader.number(len(items)),
        kinds=tuple(reader.t(f"changes.kinds.{code}") for code in kinds),
        years=tuple(years),
        ways=(),
        sections=(section,) if newest else (),
        feed=feed,
    )


def _months(of_year: list[ChangedItem], year: str, reader: Reader, *, whole: bool) -> Iterator[ChangeSection]:
    """A section a month, the newest first; not `whole`: only how many, and the way to the month's own page."""
    for month, found in groupby(of_year, key=lambda item: item.iso[5:7]):
        items = tuple(found)
        name = reader.month_text(date(int(year), int(month), 1))
        more = None if whole else Link(reader.t("changes.all_of", name=name), reader.urls.page("changes", year, month))
        yield ChangeSection(f"month-{month}", name, reader.number(len(items)), items if whole else (), more)


def _grouped(
    of_year: list[ChangedItem],
    year: str,
    chip_of: Callable[[ChangedItem], Chip],
    prefix: str,
    order: tuple[str, ...],
    reader: Reader,
) -> Iterator[ChangeSection]:
    """A section a kind or district in their order; of a year with too many for a page the newest of each."""
    most = len(of_year) if len(of_year) <= MOST else NEWEST
    for code in order:
        items = tuple(item for item in of_year if chip_of(item).code == code)
        if items:
            more = Link(reader.t("changes.by_month"), reader.urls.page("changes", year)) if len(items) > most else None
            name = chip_of(items[0]).text or reader.t("changes.whole_place")
            yield ChangeSection(f"{prefix}-{code or 'all'}", name, reader.number(len(items)), items[:most], more)
