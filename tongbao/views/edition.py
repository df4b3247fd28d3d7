"""What an edition of the site is made of, and which parts a place has."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from tongbao.metrics.campaigns import campaigns_by_project
from tongbao.metrics.cited import Comparison, compared
from tongbao.metrics.flags import DistrictFlags, wall_chart
from tongbao.metrics.following import Following
from tongbao.metrics.snapshot import Snapshot, snapshot_on
from tongbao.metrics.versions import Histories
from tongbao.model.campaign import Campaign
from tongbao.model.issued import named_in
from tongbao.model.once import Keeper, kept, once_property
from tongbao.model.reads import NotedRecord
from tongbao.model.targets import TargetList
from tongbao.views.activities import has_activities
from tongbao.views.batches import has_batches
from tongbao.views.bulletin import BulletinView, Neighbours, bulletin_view
from tongbao.views.campaigns import has_campaigns
from tongbao.views.issued import frozen_view
from tongbao.views.mentions import Mentions, mentions_of
from tongbao.views.named import has_issues
from tongbao.views.offices import has_offices
from tongbao.views.quotas import has_quotas
from tongbao.views.reader import Reader
from tongbao.views.reference import WarningView
from tongbao.views.sectors import has_sectors
from tongbao.views.urls import Urls
from tongbao.views.wallchart import has_wall_chart


class FileMade(NamedTuple):
    """A file of the site: its size in bytes, and how to read it."""

    size: int
    read: Callable[[], bytes]


ReaderOf = Callable[[str, date], Reader]
"""(language, day) → the Reader of that day's names and rules."""


@dataclass(frozen=True)
class Edition(Keeper):
    """All that pages are made of: today, each bulletin at its own day, the languages, the warnings of the checks."""

    today: Snapshot
    bulletins: tuple[Neighbours, ...]
    languages: tuple[str, ...]
    reader_of: ReaderOf
    snapshot_of: Callable[[date], Snapshot]
    quarter_of: Callable[[date], Snapshot]
    """The end of a quarter → the place as it was then, with the reports that came in until the quarter is settled."""
    noticed: tuple[TargetList, ...]
    """The lists whose notice has begun, published or not."""
    warnings: Callable[[str], tuple[WarningView, ...]]
    following_of: Callable[[Neighbours], Following]
    """What became of an issued bulletin."""
    base_url: str = ""
    """The site's own address without a slash at its end; "" where it knows none."""
    unnoted_histories: Histories | None = None
    """The versions of records; None where the site tells of none. Only `histories_of` reads them."""
    published: Callable[[str], Sequence[tuple[str, ...]] | None] = lambda _path: None
    """The rows of a table of data by the path of its CSV, where it was published already and is as it was."""
    files: Callable[[str], FileMade | None] = lambda _path: None
    """The files that are made already, by path: for the last recipes all but these."""

    @once_property
    def campaigns(self) -> dict[str, tuple[Campaign, ...]]:
        """Of each project that takes part in any, by id: its campaigns."""
        return campaigns_by_project(self.today, self.snapshot_of)

    @once_property
    def cited(self) -> tuple[Comparison, ...]:
        """Figures that sources say, beside those of the place."""
        data = self.today.data
        return tuple(compared(cited, data.site.money, self.snapshot_of) for cited in data.cited)

    def histories_of(self, record: NotedRecord) -> Histories | None:
        """The histories, of which those of a record are read."""
        record.note_history()
        return self.unnoted_histories

    def draft_view(self, place: Neighbours, language: str) -> BulletinView:
        """A draft as the records of its day have it, made once for its own page and for all that it names."""
        key = ("draft", place.bulletin.id, language)
        reader = self.reader_of(language, place.bulletin.as_of.date())
        return kept(self.kept, key, lambda: bulletin_view(place.points(self.snapshot_of), self.today, reader))

    @once_property
    def mentions(self) -> Mentions:
        """Which bulletins, issued or drafted, name each project."""
        issued = self.today.data.issued
        drafts = (place for place in self.bulletins if place.bulletin.id not in issued)
        views = ((place.bulletin.id, self.draft_view(place, self.languages[0])) for place in drafts)
        named = ((id, each.named) for id, each in issued.items())
        return mentions_of([*named, *((id, named_in(frozen_view(view))) for id, view in views)])

    @once_property
    def wall(self) -> tuple[DistrictFlags, ...]:
        """The flags of the wall chart: the same in every language and on paper."""
        return wall_chart(self.today)


def languages_of(languages: tuple[str, ...], *, pdf: bool = True, search: bool = False) -> dict[str, Urls]:
    """The addresses of each language: the first at /, the others under their name."""
    return {
        language: Urls("" if index == 0 else f"{language}/", pdf, search) for index, language in enumerate(languages)
    }


def sections(today: Snapshot) -> tuple[str, ...]:
    """The lists that the site has, in the order of its menu: none for a kind of record that the place does not keep."""
    present = {"issues": has_issues(today), "bulletins": bool(today.data.bulletins), "quotas": has_quotas(today)}
    return tuple(name for name in ("projects", "issues", "districts", "quotas", "bulletins") if present.get(name, True))


def extra_sections(today: Snapshot) -> tuple[str, ...]:
    """What else the place has that stands at the foot of each page."""
    present = {
        "statistics": has_issues(today),
        "sectors": has_sectors(today),
        "offices": has_offices(today),
        "activities": has_activities(today),
        "batches": has_batches(today),
        "campaigns": has_campaigns(today),
        "wallchart": has_wall_chart(today),
    }
    return tuple(name for name, there in present.items() if there)


def targets_years(today: Snapshot) -> tuple[int, ...]:
    """The years with a list: those of targets/, and the day's year where projects have a plan for it. Newest first."""
    years = {listed.year for listed in today.data.targets}
    if any(standing.plan for standing in today.standings):
        years.add(today.day.year)
    return tuple(sorted(years, reverse=True))


def snapshot_of_year(edition: Edition, year: int) -> Snapshot:
    """The place of which the list of a year speaks: at the end of that year, today in the year itself, at its start
    before."""
    today = edition.today
    day = min(max(today.day, date(year, 1, 1)), date(year, 12, 31))
    # A day to come is seen with what is known today, whatever the files say of the days between.
    return snapshot_on(today.data, day) if day > today.day else edition.snapshot_of(day)
