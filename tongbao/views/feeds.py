"""Feeds, as Atom (RFC 4287) and JSON Feed 1.1, and that of bulletins: what was issued and what was corrected since."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from tongbao.metrics.snapshot import Snapshot
from tongbao.model.bulletin import Bulletin
from tongbao.model.correction import Correction
from tongbao.model.once import Each
from tongbao.model.plain import CONTROL
from tongbao.views.bulletin_head import bulletin_link, period_text
from tongbao.views.parts import Link
from tongbao.views.reader import Reader
from tongbao.views.recipe import Recipe
from tongbao.views.site import DataFile
from tongbao.views.target_files import notice_of

MOST_ENTRIES = 100
"""The feed holds the newest; the archive has them all."""
"""What XML 1.0 has no way to write."""


class FeedEntry(NamedTuple):
    """An issued bulletin or a correction. `id` never changes; `updated` is a moment, `kind` of a bulletin or
    "correction"."""

    id: str
    title: str
    href: str
    updated: str
    kind: str
    label: str
    summary: str


class FeedView(NamedTuple):
    """A feed; `home` is the page that it is the feed of, `others` the same feed in other languages."""

    path: str
    language: str
    base_url: str
    notice: str
    id: str
    title: str
    author: str
    updated: str
    home: str
    others: tuple[tuple[str, str], ...]
    entries: tuple[FeedEntry, ...]

    @property
    def json_path(self) -> str:
        """Where it stands as JSON Feed."""
        return json_path(self.path)


Dated = tuple[date, str, FeedEntry]
"""An entry with its day and what orders it among those of the day."""


def feed_of(
    dated: Iterable[Dated],
    *,
    path: str,
    name: str,
    title: str,
    home: str,
    reader: Reader,
    day: date,
    base_url: str = "",
    others: tuple[tuple[str, str], ...] = (),
) -> FeedView:
    """The newest entries under a title; `day` is that of an empty feed. Its id is made of its `name`."""
    newest = sorted(dated, key=lambda found: found[:2], reverse=True)[:MOST_ENTRIES]
    entries = tuple(entry for *_, entry in newest)
    return FeedView(
        path=path,
        language=reader.language,
        base_url=base_url,
        notice=notice_of(reader),
        id=stable_id(reader, f"{reader.language}/{name}"),
        title=plain_line(title),
        author=plain_line(reader.words(reader.site.publisher.name)),
        updated=entries[0].updated if entries else moment(day, reader),
        home=home,
        others=others,
        entries=entries,
    )


def json_path(path: str) -> str:
    """Where the JSON Feed stands that says the same as an Atom feed."""
    return f"{path.removesuffix('.xml')}.json"


def feed_recipes(path: str, make: Callable[[], DataFile]) -> Iterator[Recipe]:
    """How to make a feed as Atom, and as JSON Feed of the very same entries."""
    made = Each((path,), lambda _: make())
    yield Recipe(path, lambda: made[path])
    yield Recipe(json_path(path), lambda: DataFile(json_path(path), "jsonfeed", made[path].content))


def feed_view(
    today: Snapshot, reader: Reader, base_url: str = "", others: tuple[tuple[str, str], ...] = ()
) -> FeedView:
    """The bulletins issued and the corrections made until today, the newest first."""
    bulletins = {bulletin.id: bulletin for bulletin in today.data.bulletins}
    dated = [(b.issued, b.id, _bulletin(b, b.issued, reader)) for b in bulletins.values() if b.issued]
    return feed_of(
        [*dated, *correction_entries(today, reader)],
        path=reader.urls.feed(),
        name="bulletins",
        title=reader.t("bulletin.feed.title", site=reader.words(reader.site.title)),
        home=reader.urls.page("bulletins"),
        reader=reader,
        day=today.day,
        base_url=base_url,
        others=others,
    )


def correction_entries(today: Snapshot, reader: Reader) -> Iterator[Dated]:
    """The corrections made until today."""
    bulletins = {bulletin.id: bulletin for bulletin in today.data.bulletins}
    yield from ((c.date, c.id, _correction(c, bulletins, reader)) for c in today.data.corrections)


def _bulletin(bulletin: Bulletin, issued: date, reader: Reader) -> FeedEntry:
    link = bulletin_link(bulletin, reader)
    said = reader.t(
        "bulletin.feed.summary", period=period_text(bulletin, reader), hour=reader.hour_text(bulletin.as_of)
    )
    return FeedEntry(
        id=stable_id(reader, f"{reader.language}/bulletins/{bulletin.id}"),
        title=plain_line(link.text),
        href=link.href,
        updated=moment(issued, reader),
        kind=str(bulletin.kind),
        label=reader.t(f"words.bulletin.{bulletin.kind}"),
        summary=plain_line(said),
    )


def _correction(correction: Correction, bulletins: dict[str, Bulletin], reader: Reader) -> FeedEntry:
    """A correction leads to its place on the bulletin's page; of something else to the page of corrections."""
    corrected = bulletins.get(correction.document)
    link = bulletin_link(corrected, reader) if corrected else Link(correction.document, reader.urls.page("corrections"))
    said = reader.t(
        "bulletin.corrections.line",
        date=reader.day_text(correction.date),
        place=reader.words(correction.place),
        before=correction.from_,
        after=correction.to,
        reason=reader.words(correction.reason),
        approved_by=reader.words(correction.approved_by),
    )
    return FeedEntry(
        id=stable_id(reader, f"{reader.language}/corrections/{correction.id}"),
        title=plain_line(reader.t("bulletin.feed.correction", title=link.text)),
        href=f"{link.href}#{correction.id}",
        updated=moment(correction.date, reader),
        kind="correction",
        label=reader.t("bulletin.corrections.heading"),
        summary=plain_line(said),
    )


def plain_line(text: str) -> str:
    """A text in one line, without characters that XML has not."""
    return " ".join(CONTROL.sub("", text).split())


def stable_id(reader: Reader, name: str) -> str:
    """An id made of names alone: it outlives a move of the site to another address."""
    return uuid5(NAMESPACE_URL, f"tongbao:{reader.site.id}/{name}").urn


def moment(day: date, reader: Reader) -> str:
    """The first moment of a day where the place is: of the State Council's calendar Beijing time, else UTC."""
    zone = "+08:00" if reader.site.calendar == "china" else "Z"
    return f"{day.isoformat()}T00:00:00{zone}"
