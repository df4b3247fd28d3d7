"""The papers of a year's list, in the first language: spreadsheet, CSV, printed list, booklet, letters."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from tongbao.metrics.listing import groups_of, listed_on, projects_of
from tongbao.metrics.snapshot import Snapshot
from tongbao.model.once import once_property
from tongbao.model.targets import Target, TargetList
from tongbao.views.booklet import booklet_view
from tongbao.views.disclosure import letter_disclosed
from tongbao.views.letters import letter_view, quarters_asked, unit_folder, units_of
from tongbao.views.parts import Link
from tongbao.views.reader import Reader
from tongbao.views.recipe import Recipe
from tongbao.views.site import DataFile, Page
from tongbao.views.tables import Table
from tongbao.views.target_files import list_table, on_paper
from tongbao.views.tasks import letters_view, task_view
from tongbao.views.urls import Urls

CSV, XLSX, PDF, BOOKLET = "list.csv", "list.xlsx", "list.pdf", "booklet.pdf"
FIGURES = "figures.json"
"""The names of the files beside the list's page."""


@dataclass(frozen=True)
class Papers:
    """What is made of one list. `snapshot_of` gives the place on the day of which the list's page speaks."""

    year: int
    urls: Urls
    snapshot_of: Callable[[], Snapshot]
    reader_of: Callable[[Snapshot], Reader]

    @once_property
    def snapshot(self) -> Snapshot:
        """The place on that day."""
        return self.snapshot_of()

    @once_property
    def reader(self) -> Reader:
        """The reader of that day."""
        return self.reader_of(self.snapshot)

    @once_property
    def listed(self) -> TargetList:
        """The list with the adjustments of that day."""
        return next(listed for listed in self.snapshot.data.targets if listed.year == self.year)

    @once_property
    def table(self) -> Table:
        """The list as a table."""
        return list_table(self.listed, self.snapshot, self.reader)

    def recipes(self) -> Iterator[Recipe]:
        """How to make each paper; none of a list without groups, or that was not known on that day."""
        known = listed_on(self.year, self.snapshot.data.targets)
        if known is None or not known.groups:
            return
        for name, kind in ((CSV, "csv"), (XLSX, "xlsx")):
            yield Recipe(self.urls.targets_file(self.year, name), partial(self._file, name, kind))
        if self.urls.pdf:
            yield Recipe(self.urls.targets_file(self.year, PDF), self._list)
            yield Recipe(self.urls.targets_file(self.year, BOOKLET), self._booklet)
        yield from self._letters()

    def _letters(self) -> Iterator[Recipe]:
        """The letters that the policy gives a title, and the page that leads to them."""
        rules = self.snapshot.rules.letters
        tasks = [id for id in projects_of(groups_of(self.listed, self.snapshot.day)) if rules.task]
        known = [id for id in tasks if id in self.snapshot.standing_by_id]
        units = units_of(self.listed, self.snapshot) if rules.title or rules.quarterly else ()
        if not (known or units):
            return
        year, urls = self.year, self.urls
        yield Recipe(urls.letters(year), self._all_letters)
        for target in units:
            unit = unit_folder(target, self.reader)
            if rules.title:
                yield Recipe(urls.letter(year, unit), partial(self._letter, target))
                if urls.pdf:
                    yield Recipe(urls.letter_pdf(year, unit), partial(self._letter, target, printed=True))
            for quarter in quarters_asked(target, self.listed, self.snapshot) if rules.quarterly else ():
                yield Recipe(urls.letter(year, unit, quarter), partial(self._letter, target, quarter))
        for id in known:
            yield Recipe(urls.task(year, id), partial(self._task, id))
            if urls.pdf:
                yield Recipe(urls.task_pdf(year, id), partial(self._task, id, printed=True))

    def _all_letters(self) -> Page:
        view = letters_view(self.listed, self.snapshot, self.reader)
        return self._page(self.urls.letters(self.year), "pages/letters.html", view.title, view)

    def _letter(self, target: Target, quarter: int = 0, *, printed: bool = False) -> Page:
        view = letter_view(target, self.listed, self.snapshot, self.reader, quarter)
        folder = unit_folder(target, self.reader)
        path = view.pdf if printed else self.urls.letter(self.year, folder, quarter)
        template = "pdf/letter.html" if printed else "pages/letter.html"
        title = self.reader.t("papers.letter.of", title=view.title, name=view.second, quarter=view.quarter)
        page = self._page(path, template, title.strip(), view, letter=True)
        return page if quarter else replace(page, **letter_disclosed(self.listed, target, self.snapshot, self.reader))

    def _task(self, id: str, *, printed: bool = False) -> Page:
        view = task_view(self.snapshot.standing_by_id[id], self.listed, self.snapshot, self.reader)
        title = self.reader.t("papers.letter.of", title=view.title, name=view.name, quarter="")
        path = view.pdf if printed else self.urls.task(self.year, id)
        template = "pdf/task.html" if printed else "pages/task.html"
        return self._page(path, template, title.strip(), view, letter=True)

    def _file(self, name: str, kind: str) -> DataFile:
        return DataFile(self.urls.targets_file(self.year, name), kind, self.table)

    def _page(self, path: str, template: str, title: str, view: object, *, letter: bool = False) -> Page:
        crumbs = [Link(self.reader.words(self.listed.title), self.urls.targets(self.year))]
        if letter:
            crumbs.append(Link(self.reader.t("papers.letter.all"), self.urls.letters(self.year)))
        source = self.snapshot.data.paths.get(("targets", str(self.year)), "")
        language = self.reader.language
        return Page(path, template, language, title, title, "targets", view, source=source, crumbs=tuple(crumbs))

    def _list(self) -> Page:
        path = self.urls.targets_file(self.year, PDF)
        return self._page(path, "pdf/targets.html", self.table.title, on_paper(self.table, self.reader))

    def _booklet(self) -> Page:
        view = booklet_view(self.listed, self.snapshot, self.reader)
        path = self.urls.targets_file(self.year, BOOKLET)
        return self._page(path, "pdf/booklet.html", view.title, view)
