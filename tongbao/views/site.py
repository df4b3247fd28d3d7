"""The frame of every page (chrome) and the page itself as render gets it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from tongbao.model.addresses import host_of
from tongbao.views.column_types import column_types
from tongbao.views.parts import Link
from tongbao.views.reader import Reader
from tongbao.views.tables import Table
from tongbao.views.updates import next_update


class Chrome(NamedTuple):
    """What stands on every page of a language; `figures` is the page that says how each figure is made, `domain` the
    host of the site, `police_code` the digits of its registration with the police, `types` the type of each column."""

    language: str
    title: str
    name: str
    notice: str
    sample: bool
    as_of: str
    as_of_iso: str
    next_update: str
    nav: tuple[Link, ...]
    footer: tuple[Link, ...]
    figures: str
    publisher: str
    contact: str
    site_id: str
    icp: str
    base_url: str
    repository: str
    feed: str = ""
    search: str = ""
    domain: str = ""
    undertaker: str = ""
    address: str = ""
    police: str = ""
    police_code: str = ""
    conac: str = ""
    types: tuple[tuple[str, str], ...] = ()

    @property
    def menus(self) -> frozenset[str]:
        """The pages that its menus lead to."""
        return frozenset(link.href for link in (*self.nav, *self.footer))


def on_paper(frame: Chrome) -> Chrome:
    """The frame of what is printed: without the day of the site and its menus, so that a paper is made once."""
    return frame._replace(as_of="", as_of_iso="", next_update="", nav=(), footer=())


class Format(NamedTuple):
    """A file that says what a page says in another form: json, csv, atom, jsonfeed, ics."""

    kind: str
    path: str

    @property
    def media(self) -> str:
        """Its media type."""
        return MEDIA[self.kind]


MEDIA = {
    "json": "application/json", "csv": "text/csv", "atom": "application/atom+xml", "ics": "text/calendar",
    "jsonfeed": "application/feed+json",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """A page: where it stands, which template draws it, what it says, and the same page in other languages.

    `source` is the file that people edit for it; "" where it is made of many. `sentences` are those of an issued
    document by template, in printed order: they are not made anew; `words` are its headings and columns by key.
    `issued` is the file that they stand in. A page that is `alone` is a paper beside the site, whose links would lead
    nowhere; only such a one may have something `internal`. `formats` are files that say the same, `embeds` pieces of it
    for other sites, `badge` a small picture of where it stands, `thing` what it is about by schema.org, `updated` the
    day of the newest entry in its record, "" where none is known. `published` is the day on which a document was, as
    its record says it; `index_number` and `validity` stand in its disclosure header.
    """

    path: str
    template: str
    language: str
    title: str
    description: str
    section: str
    view: object
    others: tuple[tuple[str, str], ...] = ()
    source: str = ""
    crumbs: tuple[Link, ...] = ()
    sentences: Mapping[str, tuple[str, ...]] | None = None
    words: Mapping[str, str] | None = None
    issued: str = ""
    alone: bool = False
    internal: object | None = None
    formats: tuple[Format, ...] = ()
    embeds: tuple[Link, ...] = ()
    badge: str = ""
    thing: Mapping[str, Any] | None = None
    updated: str = ""
    published: str = ""
    index_number: str = ""
    validity: str = ""

    @property
    def printed(self) -> bool:
        """Whether it is a paper and no page of the site."""
        return self.alone or self.path.endswith(".pdf")


class DataFile(NamedTuple):
    """A file of data whose content the views have decided: JSON values, or rows of a table with their header."""

    path: str
    kind: str
    content: object

    @property
    def dear(self) -> bool:
        """Whether to make its bytes takes longer than to tell its content apart from another."""
        return self.kind in DEAR or isinstance(self.content, Table)


DEAR = frozenset({"workbook", "sqlite", "ics", "issued", "picture"})
FOOTER = ("figures", "data", "changes", "corrections", "checks", "freshness", "about", "sitemap")
"""What every place has."""


def chrome(
    reader: Reader,
    *,
    sections: tuple[str, ...],
    targets_year: int | None,
    base_url: str | None,
    extra: tuple[str, ...] = (),
) -> Chrome:
    """The frame in the reader's language; `sections` are its lists, `targets_year` the newest target list, `extra`
    what else it has that stands at the foot of each page."""
    site, urls = reader.site, reader.urls
    nav = [Link(reader.t("words.nav.home"), urls.page())]
    nav += [Link(reader.t(f"words.nav.{name}"), urls.page(name)) for name in sections]
    if targets_year is not None:
        nav.append(Link(reader.t("words.nav.targets", year=targets_year), urls.targets(targets_year)))
    return Chrome(
        language=reader.language,
        title=reader.words(site.title),
        name=reader.words(site.name),
        notice=reader.words(site.notice),
        sample=site.sample,
        as_of=reader.day_text(reader.day),
        as_of_iso=reader.day.isoformat(),
        next_update=next_update(reader),
        nav=tuple(nav),
        footer=tuple(Link(reader.t(f"words.nav.{name}"), urls.page(name)) for name in (*extra, *FOOTER)),
        figures=urls.page("figures"),
        publisher=reader.words(site.publisher.name),
        contact=reader.words(site.publisher.contact),
        site_id=site.publisher.site_id or "",
        icp=site.publisher.icp or "",
        base_url=(base_url or site.base_url or "").rstrip("/"),
        repository=(site.repository or "").rstrip("/"),
        feed=urls.feed() if "bulletins" in sections else "",
        search=urls.searching(),
        domain=host_of(base_url or site.base_url or ""),
        undertaker=reader.words(site.publisher.undertaker),
        address=reader.words(site.publisher.address),
        police=site.publisher.police or "",
        police_code="".join(sign for sign in site.publisher.police or "" if sign.isdecimal()),
        conac=site.publisher.conac or "",
        types=column_types(reader),
    )
