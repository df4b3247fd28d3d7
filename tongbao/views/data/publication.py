"""What every file of open data is made of and says of itself."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Literal

from tongbao.metrics.snapshot import Snapshot
from tongbao.model.once import Keeper, once_property
from tongbao.views.data.drives import drive_rows
from tongbao.views.edition import Edition
from tongbao.views.exports import figure_objects
from tongbao.views.reader import Reader
from tongbao.views.target_files import notice_of
from tongbao.views.targets_pages import target_data

VERSION = "1.0"
"""Of the form of all data files. Keys and columns are only added; what takes one away or changes its meaning raises the
first number, and the old address keeps the old form for a year (docs/open-data.md)."""


@dataclass(frozen=True)
class Publication(Keeper):
    """The open data of an edition, in the words of one language, the first one where none is named."""

    edition: Edition
    language: str = ""

    @once_property
    def reader(self) -> Reader:
        """Words of the files."""
        return self.edition.reader_of(self.language or self.edition.languages[0], self.today.day)

    @property
    def today(self) -> Snapshot:
        """The place on the day."""
        return self.edition.today

    def address(self, path: str) -> str:
        """A path of the site as an address; relative to the root of the site where it knows none of its own."""
        return f"{self.edition.base_url}/{path}" if self.edition.base_url else path

    @once_property
    def contents(self) -> dict[tuple[str, str], dict[str, Any]]:
        """The contents of records that were made already, by kind and id."""
        return {}

    @once_property
    def figures(self) -> list[dict[str, object]]:
        """The objects of figures.json."""
        edition = self.edition
        targets = target_data(self.today, edition.quarter_of)
        drives = drive_rows(self.today, edition.snapshot_of, self.reader)
        return [*figure_objects(self.today, self.reader, edition.cited, targets), *drives]

    @once_property
    def _by_scope(self) -> dict[str, list[dict[str, object]]]:
        found: dict[str, list[dict[str, object]]] = defaultdict(list)
        for figure in self.figures:
            found[str(figure["id"]).rpartition("/")[0]].append(figure)
        return found

    def figures_of(self, scope: str) -> list[dict[str, object]]:
        """Those of a scope."""
        return self._by_scope.get(scope, [])

    @once_property
    def _held(self) -> dict[tuple[str, str], list[str]]:
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for standing in self.today.standings:
            project = standing.project
            for role, entries in (("responsible", project.responsible), ("lead", project.lead)):
                for code in dict.fromkeys(entry.office for entry in entries):
                    found[role, code].append(project.id)
        return found

    def projects_of(self, role: Literal["responsible", "lead"], office: str) -> list[str]:
        """The projects that an office is responsible for or leads, in whatever stages."""
        return self._held.get((role, office), [])

    @once_property
    def head(self) -> dict[str, object]:
        """What stands at the top of each file that stands alone: form, day, place, licence, and whether it is a
        sample."""
        site = self.reader.site
        licence = site.open_data.licence
        head: dict[str, object] = {
            "version": VERSION,
            "as_of": self.today.day.isoformat(),
            "place": site.id,
            "publisher": site.publisher.name,
            "money_unit": site.money.unit,
        }
        if licence:
            head["licence"] = {"name": licence.name, "url": licence.url}
        return head | marks(self)


def marks(made: Publication) -> dict[str, object]:
    """What an object says that stands alone in a file of a sample place, or of one with a notice."""
    found: dict[str, object] = {"sample": True} if made.reader.site.sample else {}
    notice = notice_of(made.reader)
    return found | ({"notice": notice} if notice else {})
