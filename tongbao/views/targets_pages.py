"""The pages of a year's list by their names, and what it adds to the open data."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tongbao.metrics.amounts import listed_amounts
from tongbao.metrics.figure import Figure
from tongbao.metrics.listing import AXIS, groups_of, listed_on, projects_of
from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.targets import SnapshotOf, target_figures
from tongbao.model.once import once_property
from tongbao.model.targets import TargetList
from tongbao.views.exports import figure_data
from tongbao.views.letters import units_of
from tongbao.views.papers import BOOKLET, CSV, FIGURES, PDF, XLSX
from tongbao.views.parts import Link
from tongbao.views.reader import Reader
from tongbao.views.site import DataFile
from tongbao.views.targets import TargetsView, targets_view
from tongbao.views.targets_head import moments, settled_on
from tongbao.views.targets_published import PublishedView, published_view
from tongbao.views.targets_standing import StandingView, standing_view

TEMPLATES = {
    "": "targets",
    "published": "targets_published",
    "midyear": "targets_standing",
    "standing": "targets_standing",
    "result": "targets_standing",
}
"""The template of each page; "" is the list itself."""


@dataclass(frozen=True)
class TargetPages:
    """The pages of one list in one language. `snapshot_of_year` gives the place on the day of which the list speaks;
    `noticed` are the lists whose notice has begun, published or not."""

    year: int
    today: Snapshot
    snapshot_of_year: Callable[[], Snapshot]
    quarter_of: SnapshotOf
    reader_of: Callable[[date], Reader]
    noticed: tuple[TargetList, ...] = ()

    @once_property
    def snapshot(self) -> Snapshot:
        """The place on the day of which the list speaks."""
        return self.snapshot_of_year()

    def view(self, name: str) -> TargetsView | PublishedView | StandingView:
        """What a page says; it must be one of `targets_head.pages_of`, or "" for the list."""
        match name:
            case "published":
                issued = self.today.data.issued_lists[str(self.year)]
                return published_view(issued, self.today, self.reader_of(issued.date), papers=self._papers())
            case "standing":
                # After its year, until the result is settled, it stays as of the year's end.
                return self._standing(name, self.today if self.year == self.today.day.year else self.snapshot, None)
            case "midyear" | "result":
                end = dict(moments(self.year, self.today))[name]
                return self._standing(name, self.quarter_of(end), settled_on(end, self.today.data.policy))
        reader, papers = self.reader_of(self.snapshot.day), self._papers()
        return targets_view(self.year, self.snapshot, self.today, reader, papers=papers, files=self._files(reader))

    def _standing(self, name: str, now: Snapshot, known: date | None) -> StandingView:
        reader = self.reader_of(now.day)
        papers = self._papers()
        return standing_view(name, self.year, now, self.today, self.quarter_of, reader, known=known, papers=papers)

    def _papers(self) -> tuple[Link, ...]:
        """The way to the letters of the list, where it has any; before there is a list, to the notice of it."""
        reader = self.reader_of(self.snapshot.day)
        listed = listed_on(self.year, self.snapshot.data.targets)
        if listed is None:
            notices = (noticed for noticed in self.noticed if noticed.year == self.year)
            return tuple(Link(reader.t("pages.targets.pages.notice"), reader.urls.notice(self.year)) for _ in notices)
        if not has_letters(listed, self.snapshot):
            return ()
        return (Link(reader.t("papers.files.letters"), reader.urls.letters(self.year)),)

    def _files(self, reader: Reader) -> tuple[Link, ...]:
        """The list as files, of a published one."""
        listed = listed_on(self.year, self.snapshot.data.targets)
        if listed is None or not listed.groups:
            return ()
        names = {"xlsx": XLSX, "csv": CSV, "pdf": PDF, "booklet": BOOKLET}
        names |= {} if self.year == self.today.day.year else {"figures": FIGURES}
        addresses = {kind: reader.urls.targets_file(self.year, name) for kind, name in names.items()}
        return tuple(Link(reader.t(f"papers.files.{kind}"), path) for kind, path in addresses.items() if path)


def has_letters(listed: TargetList, snapshot: Snapshot) -> bool:
    """Whether letters are made of a list: to units, or a task letter to a project."""
    rules = snapshot.rules.letters
    if not listed.groups:
        return False
    tasks = projects_of(groups_of(listed, snapshot.day)) if rules.task else ()
    to_units = bool(rules.title or rules.quarterly) and bool(units_of(listed, snapshot))
    return to_units or any(id in snapshot.standing_by_id for id in tasks)


def target_data(today: Snapshot, quarter_of: SnapshotOf) -> list[tuple[str, Figure]]:
    """What the list of the day's year adds to figures.json: scopes with figures."""
    listed = listed_on(today.day.year, today.data.targets)
    return list(target_figures(listed, today, quarter_of)) if listed else []


def year_data(listed: TargetList, then: Snapshot, reader: Reader, quarter_of: SnapshotOf) -> DataFile:
    """targets/<year>/figures.json of a list that is not of the day's year, in the form of data/figures.json: its sums,
    what units answered for, and what it planned of each project. `then` is the place of which that list speaks."""
    of_list = [scope for scope in then.totals if f"{AXIS}:{listed.year}" in scope]
    rows = [figure_data(scope, figure, then, reader) for scope in of_list for figure in then.figures(scope)]
    added = (*target_figures(listed, then, quarter_of), *listed_amounts(then))
    rows += [figure_data(scope, figure, then, reader) for scope, figure in added]
    return DataFile(reader.urls.targets_file(listed.year, FIGURES), "json", rows)
