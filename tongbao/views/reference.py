"""Pages that explain: warnings, corrections, about."""

from typing import NamedTuple

from tongbao.metrics.snapshot import Snapshot
from tongbao.views.columns import ColumnRow, column_rows
from tongbao.views.corrections import CorrectionView, correction_views
from tongbao.views.named import named_issues
from tongbao.views.parts import Link
from tongbao.views.reader import Reader


class WarningView(NamedTuple):
    """A warning of the checks, in words."""

    where: str
    field: str
    message: str
    rule: str


class ChecksView(NamedTuple):
    """/checks/."""

    warnings: tuple[WarningView, ...]


class CorrectionsView(NamedTuple):
    """/corrections/."""

    corrections: tuple[CorrectionView, ...]


class AboutView(NamedTuple):
    """/about/."""

    text: str
    publisher: str
    contact: str
    address: str
    counts: tuple[tuple[str, str], ...]
    repository: str
    columns: tuple[ColumnRow, ...]
    ways: tuple[Link, ...]


class SearchView(NamedTuple):
    """/search/: `script` reads the index, `kinds` are the kinds of pages that it may find, `lists` the ways to find
    things without it."""

    script: str
    kinds: tuple[str, ...]
    lists: tuple[Link, ...]


class NotFoundView(NamedTuple):
    """404.html; `others` are the ways to the site in other languages."""

    message: str
    map: Link
    others: tuple[tuple[str, Link], ...]


SEARCHED = (
    "project", "issue", "bulletin", "targets", "letter", "district", "sector", "owner", "office", "activity", "batch",
    "campaign", "list", "about", "figures",
)  # fmt: skip
"""The templates of the pages that the index takes."""


def search_view(sections: tuple[str, ...], reader: Reader) -> SearchView:
    """The page that searches, which needs a script and an index."""
    lists = tuple(Link(reader.t(f"words.nav.{name}"), reader.urls.page(name)) for name in sections)
    kinds = dict.fromkeys(reader.t(f"search.kinds.{name}") for name in SEARCHED)
    return SearchView("pagefind/pagefind.js", tuple(kinds), lists)


def corrections_view(snapshot: Snapshot, reader: Reader) -> CorrectionsView:
    """All corrections."""
    return CorrectionsView(correction_views(snapshot, reader))


def about_view(snapshot: Snapshot, reader: Reader) -> AboutView:
    """Who publishes this, from what, and how to reach the office."""
    publisher = reader.site.publisher
    counts = (
        ("projects", len(snapshot.standings)),
        ("issues", len(named_issues(snapshot))),
        ("bulletins", len(snapshot.data.bulletins)),
    )
    return AboutView(
        text=reader.words(reader.site.about),
        publisher=reader.words(publisher.name),
        contact=reader.words(publisher.contact),
        address=reader.words(publisher.address),
        counts=tuple((reader.t(f"words.nav.{name}"), reader.number(count)) for name, count in counts),
        repository=reader.site.repository or "",
        columns=column_rows(snapshot, reader),
        ways=(
            Link(reader.t("columns.more"), reader.urls.page("freshness")),
            Link(reader.t("columns.map"), reader.urls.page("sitemap")),
        ),
    )
