"""The archive of bulletins, by year and kind."""

from itertools import groupby
from typing import NamedTuple

from tongbao.model.bulletin import Bulletin
from tongbao.model.vocab import BulletinKind
from tongbao.views.bulletin_head import bulletin_link, period_text
from tongbao.views.parts import Chip, Link
from tongbao.views.reader import Reader


class BulletinItem(NamedTuple):
    """A bulletin in the archive; `text` and `pdf` are addresses, "" where there is no such paper."""

    link: Link
    period: str
    as_of: str
    issued: str
    issued_iso: str
    text: str
    pdf: str
    draft: bool
    corrected: bool


class ArchiveKind(NamedTuple):
    """The bulletins of a kind and year, the newest first; `id` is the anchor of its heading."""

    id: str
    kind: Chip
    items: tuple[BulletinItem, ...]


class ArchiveYear(NamedTuple):
    """The kinds of a year, in the order from the daily to the special one."""

    year: str
    kinds: tuple[ArchiveKind, ...]


class ArchiveView(NamedTuple):
    """/bulletins/: the newest year first."""

    years: tuple[ArchiveYear, ...]


def bulletin_item(bulletin: Bulletin, corrected: frozenset[str], reader: Reader) -> BulletinItem:
    """A bulletin in the archive; `corrected` are the ids of those with a correction."""
    return BulletinItem(
        link=bulletin_link(bulletin, reader),
        period=period_text(bulletin, reader),
        as_of=reader.hour_text(bulletin.as_of),
        issued=reader.day_text(bulletin.issued),
        issued_iso=bulletin.issued.isoformat() if bulletin.issued else "",
        text=reader.urls.bulletin_text(bulletin.year, bulletin.id) if bulletin.issued else "",
        pdf=reader.urls.bulletin_pdf(bulletin.year, bulletin.id),
        draft=bulletin.issued is None,
        corrected=bulletin.id in corrected,
    )


def newest_first(bulletins: tuple[Bulletin, ...]) -> tuple[Bulletin, ...]:
    """Bulletins by their as-of, the newest first."""
    return tuple(sorted(bulletins, key=lambda bulletin: (bulletin.as_of, bulletin.id), reverse=True))


def archive_view(bulletins: tuple[Bulletin, ...], corrected: frozenset[str], reader: Reader) -> ArchiveView:
    """The archive; the year is that of a bulletin's number."""
    kinds = tuple(BulletinKind)
    ordered = sorted(newest_first(bulletins), key=lambda b: (-b.year, kinds.index(b.kind)))

    def kind_of(year: int, kind: BulletinKind, group: tuple[Bulletin, ...]) -> ArchiveKind:
        chip = Chip(kind, reader.t(f"words.bulletin.{kind}"))
        return ArchiveKind(f"{kind}-{year}", chip, tuple(bulletin_item(b, corrected, reader) for b in group))

    years = tuple(
        ArchiveYear(
            str(year),
            tuple(kind_of(year, kind, tuple(same)) for kind, same in groupby(of_year, key=lambda b: b.kind)),
        )
        for year, of_year in groupby(ordered, key=lambda b: b.year)
    )
    return ArchiveView(years)
