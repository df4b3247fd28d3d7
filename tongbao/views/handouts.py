"""What is printed in each language beside the pages: a sheet a project, and the wall chart with its page."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from tongbao.model.once import once_property
from tongbao.views.edition import Edition, languages_of
from tongbao.views.parts import Link
from tongbao.views.project import project_view
from tongbao.views.reader import Reader
from tongbao.views.recipe import Recipe
from tongbao.views.sheet import sheet_view
from tongbao.views.site import Page
from tongbao.views.wall_drawing import WallPage, WallPaper, on_paper, on_screen
from tongbao.views.wallchart import WallView, has_wall_chart, wall_view


@dataclass(frozen=True)
class Handouts:
    """The same for one language. `page` makes a page of its folders, template, title and view."""

    edition: Edition
    reader: Reader
    page: Callable[[tuple[str, ...], str, str, object], Page]

    def recipes(self) -> Iterator[Recipe]:
        """How to make all of it."""
        yield from self.sheets()
        yield from self.wall_chart()

    def sheets(self) -> Iterator[Recipe]:
        """How to make the sheet of each project that gets one; none where the site has no PDFs."""
        today = self.edition.today
        if self.reader.urls.pdf:
            for id in today.standing_by_id:
                if id in today.with_sheet:
                    yield Recipe(self.reader.urls.sheet(id), partial(self._sheet, id))

    def wall_chart(self) -> Iterator[Recipe]:
        """How to make the page of the wall chart and its files, where there is one."""
        if has_wall_chart(self.edition.today):
            yield Recipe(self.reader.urls.wallchart(), self._wall_page)
            yield from (Recipe(path, partial(self._wall_file, kind)) for kind, path in self._files.items())

    def _sheet(self, id: str) -> Page:
        today, reader = self.edition.today, self.reader
        standing = today.standing_by_id[id]
        view = sheet_view(project_view(standing, today, reader), standing, today, reader)
        page = self.page(("projects", id), "project", reader.t("sheet.of", name=view.name), view)
        return replace(page, path=reader.urls.sheet(id), template="pdf/sheet.html", others=(), crumbs=())

    @once_property
    def _files(self) -> dict[str, str]:
        """The files of the wall chart by kind."""
        paths = {kind: self.reader.urls.wallchart_file(kind) for kind in ("pdf", "svg")}
        return {kind: path for kind, path in paths.items() if path}

    @once_property
    def _wall(self) -> WallView:
        edition = self.edition
        return wall_view(edition.wall, edition.today, edition.quarter_of, self.reader)

    def _wall_page(self) -> Page:
        wall, t = self._wall, self.reader.t
        files = tuple(Link(t(f"wall.{kind}", paper=wall.paper), path) for kind, path in self._files.items())
        return self.page(("wallchart",), "wallchart", wall.title, WallPage(wall, on_screen(wall), files))

    def _wall_file(self, kind: str) -> Page:
        wall = self._wall
        page = self.page(("wallchart",), "wallchart", wall.title, self._sheets_of_wall)
        template = "pdf/wallchart.html" if kind == "pdf" else "pages/wallchart.svg"
        languages = languages_of(self.edition.languages).items()
        others = tuple((name, urls.wallchart_file(kind)) for name, urls in languages if name != self.reader.language)
        return replace(page, path=self._files[kind], template=template, others=others, crumbs=())

    @once_property
    def _sheets_of_wall(self) -> WallPaper:
        return WallPaper(self._wall, on_paper(self._wall), self.reader.urls.wallchart())
