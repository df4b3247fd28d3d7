"""The pages over everything: what changed, how figures are made, corrections, checks, about."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from tongbao.views.changes import change_pages, changes_view, page_title
from tongbao.views.columns import freshness_view
from tongbao.views.data.feeds import changes_feed_path
from tongbao.views.edition import Edition, sections
from tongbao.views.figures import figures_view
from tongbao.views.list_pages import has_owners
from tongbao.views.named import has_issues
from tongbao.views.parts import Link
from tongbao.views.project_owners import owner_view, owners_view
from tongbao.views.reader import Reader
from tongbao.views.recipe import Recipe
from tongbao.views.reference import ChecksView, NotFoundView, about_view, corrections_view, search_view
from tongbao.views.sectors import AXES, Axis, has_sectors, sector_codes, sector_view, sectors_view
from tongbao.views.site import Page
from tongbao.views.site_map import NOT_FOUND, site_map_view
from tongbao.views.statistics import statistics_view


@dataclass(frozen=True)
class Overviews:
    """The same for one language. `page` makes a page of its folders, template, title and view."""

    edition: Edition
    reader: Reader
    page: Callable[[tuple[str, ...], str, str, object], Page]

    def recipes(self) -> Iterator[Recipe]:
        """How to make each of them."""
        edition, today, reader = self.edition, self.edition.today, self.reader
        if reader.urls.search:
            yield self._at("search", lambda: search_view(sections(today), reader))
        yield self._at("figures", lambda: figures_view(today, reader, edition.cited))
        for folders in ((), *change_pages(today, reader)):
            yield Recipe(reader.urls.page("changes", *folders), partial(self._changes, *folders))
        if has_sectors(today):
            yield self._at("sectors", lambda: sectors_view(today, reader))
            for axis in AXES:
                for code in sector_codes(axis, today):
                    yield Recipe(reader.urls.group(axis, code), partial(self._sector, axis, code))
        if has_owners(today):
            yield Recipe(reader.urls.page("owners"), self._owners)
            yield from (Recipe(reader.urls.owner(code), partial(self._owner, code)) for code in today.owners)
        if has_issues(today):
            yield self._at("statistics", lambda: statistics_view(today, reader))
        yield self._at("corrections", lambda: corrections_view(today, reader))
        yield self._at("checks", lambda: ChecksView(edition.warnings(reader.language)))
        yield self._at("freshness", lambda: freshness_view(today, reader))
        yield self._at("about", lambda: about_view(today, reader))

    def site_map(self, paths: Callable[[], tuple[str, ...]]) -> Recipe:
        """How to make the page that names all pages of the language among the paths of the site."""
        return Recipe(self.reader.urls.page("sitemap"), partial(self._site_map, paths))

    def _site_map(self, paths: Callable[[], tuple[str, ...]]) -> Page:
        view = site_map_view(paths(), self.edition.languages, self.edition.today, self.reader)
        return self.page(("sitemap",), "sitemap", self.reader.t("words.nav.sitemap"), view)

    def _at(self, name: str, view: Callable[[], object]) -> Recipe:
        """A page at /<name>/ whose title is its name in the menu."""
        title = self.reader.t(f"words.nav.{name}")
        return Recipe(self.reader.urls.page(name), lambda: self.page((name,), name, title, view()))

    def _sector(self, axis: Axis, code: str) -> Page:
        """The page of a class or sector."""
        reader = self.reader
        view = sector_view(axis, code, self.edition.today, reader)
        page = self.page(("classes" if axis == "class" else "sectors", code), "sector", view.name, view)
        return replace(page, crumbs=(self._way("sectors"), *view.within))

    def _owners(self) -> Page:
        """/owners/, to which the page of projects leads."""
        reader = self.reader
        page = self.page(("owners",), "owners", reader.t("words.nav.owners"), owners_view(self.edition.today, reader))
        return replace(page, crumbs=(self._way("projects"),))

    def _owner(self, code: str) -> Page:
        """The page of a firm or body that builds projects."""
        view = owner_view(code, self.edition.today, self.reader)
        page = self.page(("owners", code), "owner", view.name, view)
        return replace(page, crumbs=(self._way("projects"), self._way("owners")))

    def _way(self, name: str) -> Link:
        return Link(self.reader.t(f"words.nav.{name}"), self.reader.urls.page(name))

    def _changes(self, *folders: str) -> Page:
        """/changes/ or a page below it."""
        reader = self.reader
        view = changes_view(self.edition.today, reader, changes_feed_path(reader.urls.prefix), folders)
        page = self.page(("changes", *folders), "changes", page_title(folders, reader), view)
        ways = [self._way("changes")]
        if len(folders) > 1:
            ways.append(Link(page_title(folders[:1], reader), reader.urls.page("changes", *folders[:1])))
        return replace(page, crumbs=tuple(ways)) if folders else page


def not_found(edition: Edition) -> Page:
    """404.html, in the first language, with the ways to the others."""
    reader = edition.reader_of(edition.languages[0], edition.today.day)
    title = reader.t("words.not_found")
    readers = (edition.reader_of(language, reader.day) for language in edition.languages[1:])
    others = tuple((each.language, Link(each.words(each.site.title), each.urls.page())) for each in readers)
    view = NotFoundView(title, Link(reader.t("words.nav.sitemap"), reader.urls.page("sitemap")), others)
    return Page(NOT_FOUND, "pages/not_found.html", reader.language, title, title, "home", view)
