"""The papers of a year's list, in the first language: spreadsheet, CSV, printed list, booklet, letters."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial

from tongbao.metrics.snapshot import Snapshot
from tongbao.model.targets import TargetList
from tongbao.views.booklet import booklet_view
from tongbao.views.reader import Reader
from tongbao.views.site import DataFile, Page
from tongbao.views.tables import Table
from tongbao.views.target_files import list_table, on_paper
from tongbao.views.urls import Urls

CSV, XLSX, PDF, BOOKLET = "list.csv", "list.xlsx", "list.pdf", "booklet.pdf"
"""The names of the files beside the list's page."""


@dataclass(frozen=True)
class Papers:
    """What is made of one list. `snapshot_of` gives the place on the day of which the list's page speaks."""

    year: int
    urls: Urls
    snapshot_of: Callable[[], Snapshot]
    reader_of: Callable[[Snapshot], Reader]

    @cached_property
    def snapshot(self) -> Snapshot:
        """The place on that day."""
        return self.snapshot_of()

    @cached_property
    def reader(self) -> Reader:
        """The reader of that day."""
        return self.reader_of(self.snapshot)

    @cached_property
    def listed(self) -> TargetList:
        """The list with the adjustments of that day."""
        return next(listed for listed in self.snapshot.data.targets if listed.year == self.year)

    @cached_property
    def table(self) -> Table:
        """The list as a table."""
        return list_table(self.listed, self.snapshot, self.reader)

    def recipes(self) -> Iterator[Callable[[], Page | DataFile]]:
        """How to make each paper."""
        yield partial(self._file, CSV, "csv")
        yield partial(self._file, XLSX, "xlsx")
        if self.urls.pdf:
            yield self._list
            yield self._booklet

    def _file(self, name: str, kind: str) -> DataFile:
        return DataFile(self.urls.targets_file(self.year, name), kind, self.table)

    def _page(self, path: str, template: str, title: str, view: object) -> Page:
        return Page(path, template, self.reader.language, title, title, "targets", view)

    def _list(self) -> Page:
        path = self.urls.targets_file(self.year, PDF)
        return self._page(path, "pdf/targets.html", self.table.title, on_paper(self.table))

    def _booklet(self) -> Page:
        view = booklet_view(self.listed, self.snapshot, self.reader)
        path = self.urls.targets_file(self.year, BOOKLET)
        return self._page(path, "pdf/booklet.html", view.title, view)
