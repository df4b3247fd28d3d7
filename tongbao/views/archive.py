"""The archive of bulletins, by year."""

from dataclasses import dataclass
from itertools import groupby

from tongbao.model.bulletin import Bulletin
from tongbao.views.bulletin_head import bulletin_link, period_text
from tongbao.views.parts import Chip, Link
from tongbao.views.reader import Reader


@dataclass(frozen=True, slots=True)
class BulletinItem:
    """A bulletin in the archive."""

    link: Link
    kind: Chip
    period: str
    as_of: str
    issued: str
    pdf: str
    draft: bool


@dataclass(frozen=True, slots=True)
class ArchiveView:
    """/bulletins/: the newest first, by year."""

    years: tuple[tuple[str, tuple[BulletinItem, ...]], ...]


def bulletin_item(bulletin: Bulletin, reader: Reader) -> BulletinItem:
    """A bulletin in the archive."""
    return BulletinItem(
        link=bulletin_link(bulletin, reader),
        kind=Chip(bulletin.kind, reader.t(f"words.bulletin.{bulletin.kind}")),
        period=period_text(bulletin, reader),
        as_of=reader.hour_text(bulletin.as_of),
        issued=reader.day_text(bulletin.issued),
        pdf=reader.urls.bulletin_pdf(bulletin.year, bulletin.id),
        draft=bulletin.issued is None,
    )


def newest_first(bulletins: tuple[Bulletin, ...]) -> tuple[Bulletin, ...]:
    """Bulletins by their as-of, the newest first."""
    return tuple(sorted(bulletins, key=lambda bulletin: (bulletin.as_of, bulletin.id), reverse=True))


def archive_view(bulletins: tuple[Bulletin, ...], reader: Reader) -> ArchiveView:
    """The archive."""
    years = groupby(sorted(newest_first(bulletins), key=lambda b: -b.year), key=lambda b: b.year)
    return ArchiveView(tuple((str(year), tuple(bulletin_item(b, reader) for b in group)) for year, group in years))
