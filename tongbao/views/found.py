"""Plain pages of a part of a list: the projects of a stage, the issues of a category; a script is not asked for."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple, TypeVar

from tongbao.metrics.clocks import IssueStanding
from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.standing import Standing
from tongbao.views.axes import Axis, Looked, parted
from tongbao.views.finding import Facet, facet, title_by
from tongbao.views.lists import summary_row
from tongbao.views.parts import BoardRow, IssueRow, Link, ProjectRow
from tongbao.views.reader import Reader
from tongbao.views.recipe import Recipe
from tongbao.views.site import Page

T = TypeVar("T", Standing, IssueStanding)


class FoundView(NamedTuple):
    """The records of one value of an axis, on page `number` of `pages`, which are empty where one holds them all.

    `whole` is the list of all, `name` and `code` what a script there would filter by; `summary` is 合计 of projects,
    None where they are not summed; `facet` leads to the other values.
    """

    many: str
    facet: Facet
    rows: tuple[ProjectRow | IssueRow, ...]
    summary: BoardRow | None
    whole: str
    name: str
    code: str
    number: str
    pages: tuple[Link, ...]
    unit: str


@dataclass(frozen=True)
class Found:
    """The same for one language. `page` makes a page of its folders, template, title and view."""

    today: Snapshot
    reader: Reader
    page: Callable[[tuple[str, ...], str, str, object], Page]

    def recipes(self, looked: Looked[T]) -> Iterator[Recipe]:
        """How to make the pages of a list: none for a value that has a page anyway."""
        for axis in looked.axes:
            if axis.elsewhere:
                continue
            for code, records in parted(axis, looked, self.today).items():
                for number in self._numbers(records):
                    path = self.reader.urls.by(looked.section, axis.name, code, number)
                    yield Recipe(path, partial(self._page, looked, axis, code, number))

    def _numbers(self, records: tuple[T, ...]) -> range:
        """The numbers of the pages that some records take."""
        return range(1, -(-len(records) // self.reader.site.list_rows) + 1)

    def _page(self, looked: Looked[T], axis: Axis[T], code: str, number: int) -> Page:
        view = self._view(looked, axis, code, number)
        title = title_by(looked, axis.name, code, number, self.today, self.reader)
        parts = (looked.section, "by", axis.name, code, *((str(number),) if number > 1 else ()))
        return self.page(parts, f"{looked.section}_by", title, view)

    def _view(self, looked: Looked[T], axis: Axis[T], code: str, number: int) -> FoundView:
        today, reader, size = self.today, self.reader, self.reader.site.list_rows
        records, scope = parted(axis, looked, today)[code], f"{axis.name}:{code}"
        summed = scope in today.totals and today.figure(scope, "projects").value
        addresses = ((each, reader.urls.by(looked.section, axis.name, code, each)) for each in self._numbers(records))
        pages = tuple(Link(str(each), address) for each, address in addresses)
        return FoundView(
            many=reader.number(len(records)),
            facet=facet(looked, axis, today, reader, code),
            rows=tuple(looked.row(record, today, reader) for record in records[(number - 1) * size : number * size]),
            summary=summary_row(scope, today, reader) if summed else None,
            whole=reader.urls.page(looked.section),
            name=axis.name,
            code=code,
            number=str(number),
            pages=pages if len(pages) > 1 else (),
            unit=reader.money_unit,
        )
