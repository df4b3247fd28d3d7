"""The pages of a language and how to make each; what stands beside them is listed in assembly.py."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from tongbao.metrics.batches import batch_standing, held_batches
from tongbao.metrics.listing import listed_on
from tongbao.metrics.packs import public_papers
from tongbao.model.activity import Activity
from tongbao.model.batch import Batch, BatchKind
from tongbao.model.campaign import Campaign
from tongbao.model.once import once_property
from tongbao.model.packs import PackRule
from tongbao.model.site import Office
from tongbao.model.targets import TargetList
from tongbao.views.activities import activities_view, activity_link, activity_view, has_activities
from tongbao.views.archive import archive_view, newest_first
from tongbao.views.axes import ISSUES, PROJECTS
from tongbao.views.batches import batch_view, batches_view, has_batches
from tongbao.views.bulletin import Neighbours
from tongbao.views.calendars import calendar_file
from tongbao.views.campaigns import campaign_view, campaigns_view, has_campaigns
from tongbao.views.data.offered import OpenData
from tongbao.views.data.page import data_view
from tongbao.views.disclosure import bulletin_disclosed, list_disclosed
from tongbao.views.edition import Edition, languages_of, sections, snapshot_of_year, targets_years
from tongbao.views.evaluation import evaluation_view, has_evaluation
from tongbao.views.feeds import feed_recipes, feed_view
from tongbao.views.found import Found
from tongbao.views.handouts import Handouts
from tongbao.views.home import home_view
from tongbao.views.issued import bulletin_title, sealed_view
from tongbao.views.list_pages import has_lists, list_codes
from tongbao.views.lists import district_view, districts_view, issues_view, projects_view
from tongbao.views.named import named_ids, named_issue
from tongbao.views.named_lists import list_view, lists_view
from tongbao.views.offices import has_offices, has_sponsors, office_view, offices_view, sponsors_view
from tongbao.views.overviews import Overviews
from tongbao.views.pack import pack_view
from tongbao.views.parts import Link
from tongbao.views.pools import has_pools, pools_view
from tongbao.views.quotas import quotas_view
from tongbao.views.reader import Reader
from tongbao.views.recipe import Recipe
from tongbao.views.record_pages import issue_page, project_page
from tongbao.views.site import DataFile, Page
from tongbao.views.targets_head import pages_of
from tongbao.views.targets_pages import TEMPLATES, TargetPages
from tongbao.views.targets_published import notice_view


@dataclass(frozen=True)
class Makers:
    """The pages of one language, one method a kind of page."""

    edition: Edition
    language: str
    open_data: OpenData

    @once_property
    def reader(self) -> Reader:
        """The names and rules of the day."""
        return self.edition.reader_of(self.language, self.edition.today.day)

    def _page(self, parts: tuple[str, ...], template: str, title: str, view: object, **more: str) -> Page:
        reader, languages = self.reader, languages_of(self.edition.languages)
        section = parts[0] if parts else "home"
        listed = len(parts) > 1 and section in sections(self.edition.today)
        return Page(
            path=reader.urls.page(*parts),
            template=f"pages/{template}.html",
            language=self.language,
            title=title,
            description=more.get("description", title),
            section=section,
            view=view,
            others=tuple((name, urls.page(*parts)) for name, urls in languages.items() if name != self.language),
            source=more.get("source", ""),
            crumbs=(Link(reader.t(f"words.nav.{section}"), reader.urls.page(section)),) if listed else (),
            **self.open_data.beside(parts, reader),
        )

    def _source(self, kind: str, id: str) -> str:
        return self.edition.today.data.paths.get((kind, id), "")

    def _simple(self, name: str, view: Callable[[], object]) -> Page:
        """A page at /<name>/ whose title is its name in the menu."""
        return self._page((name,), name, self.reader.t(f"words.nav.{name}"), view())

    def _at(self, name: str, view: Callable[[], object]) -> Recipe:
        """How to make such a page."""
        return Recipe(self.reader.urls.page(name), partial(self._simple, name, view))

    def _home(self) -> Page:
        site, today = self.reader.site, self.edition.today
        bulletins, noticed = newest_first(today.data.bulletins), self.edition.noticed
        view = home_view(today, bulletins, self.reader, self.edition.cited, noticed)
        about = self.reader.words(site.tagline)
        return self._page((), "home", self.reader.words(site.title), view, description=about)

    def _project(self, id: str) -> Page:
        view = project_page(self.edition.today.standing_by_id[id], self.edition, self.reader)
        return self._page(("projects", id), "project", view.name, view, source=self._source("project", id))

    def _issue(self, id: str) -> Page:
        standing = named_issue(id, self.edition.today)
        assert standing is not None
        view = issue_page(standing, self.edition, self.reader)
        return self._page(("issues", id), "issue", view.title, view, source=self._source("issue", id))

    def _district(self, code: str) -> Page:
        view = district_view(code, self.edition.today, self.reader)
        return self._page(("districts", code), "district", view.name, view)

    def _below(self, name: str, page: Page, kind: str = "", id: str = "") -> Page:
        """A page to which that at /<name>/ leads; `kind` and `id` tell its record."""
        up = Link(self.reader.t(f"words.nav.{name}"), self.reader.urls.page(name))
        return replace(page, crumbs=(up,), source=self._source(kind, id))

    def _office(self, office: Office) -> Page:
        view = office_view(office, self.edition.today, self.reader)
        return self._below("offices", self._page(("offices", office.code), "office", view.name, view))

    def _activity(self, activity: Activity) -> Page:
        view, id = activity_view(activity, self.edition.today, self.reader), activity.id
        return self._below("activities", self._page(("activities", id), "activity", view.title, view), "activity", id)

    def _pack(self, activity: Activity, rule: PackRule) -> Page:
        """The papers of a meeting that are public, as of its day."""
        edition, today = self.edition, self.reader
        reader = edition.reader_of(self.language, activity.date)
        pdf = reader.urls.pack_pdf(activity.id, rule.code)
        view = pack_view(rule, edition.snapshot_of(activity.date), reader, pdf)
        page = self._page(("activities", activity.id, rule.code), "meeting_pack", view.title, view)
        up = Link(today.t("words.nav.activities"), today.urls.page("activities"))
        return replace(page, crumbs=(up, activity_link(activity, today)))

    def _batch(self, batch: Batch, kind: BatchKind) -> Page:
        today, id = self.edition.today, batch.id
        view = batch_view(batch_standing(batch, kind, today), today, self.reader)
        return self._below("batches", self._page(("batches", id), "batch", view.title, view), "batch", id)

    def _campaign(self, campaign: Campaign) -> Page:
        view = campaign_view(campaign, self.edition.today, self.edition.snapshot_of, self.reader)
        page = self._page(("campaigns", campaign.id), "campaign", view.title, view)
        return self._below("campaigns", page, "campaign", campaign.id)

    def _campaigns(self) -> Iterator[Recipe]:
        today, reader, snapshot_of = self.edition.today, self.reader, self.edition.snapshot_of
        if has_campaigns(today):
            yield self._at("campaigns", lambda: campaigns_view(today, snapshot_of, reader))
            for campaign in today.data.campaigns:
                yield Recipe(reader.urls.campaign(campaign.id), partial(self._campaign, campaign))

    def _archive(self) -> Page:
        data = self.edition.today.data
        corrected = frozenset(correction.document for correction in data.corrections)
        return self._simple("bulletins", lambda: archive_view(data.bulletins, corrected, self.reader))

    def _feed(self) -> DataFile:
        feeds = {name: urls.feed() for name, urls in languages_of(self.edition.languages).items()}
        others = tuple((name, path) for name, path in feeds.items() if name != self.language)
        view = feed_view(self.edition.today, self.reader, self.edition.base_url, others)
        return DataFile(view.path, "atom", view)

    def bulletin(self, place: Neighbours) -> Page:
        """An issued bulletin of what was issued alone, a draft of the place as it stood on its as-of day."""
        edition, bulletin = self.edition, place.bulletin
        reader = edition.reader_of(self.language, bulletin.as_of.date())
        issued = edition.today.data.issued.get(bulletin.id)
        parts = ("bulletins", str(bulletin.year), bulletin.id)
        source = self._source("bulletin", bulletin.id)
        if issued:
            sealed = sealed_view(issued, place, edition.following_of(place), edition.today, reader)
            page = self._page(parts, "bulletin", "", sealed, source=source)
            page = replace(page, issued=self._source("issued", bulletin.id))
        else:
            view = edition.draft_view(place, self.language)
            page = self._page(parts, "bulletin", bulletin_title(view, reader), view, source=source)
        return replace(page, **bulletin_disclosed(bulletin, edition.today, self.reader))

    def _targets(self, year: int, name: str = "") -> Page:
        """The list of a year, or a page of it by its name."""
        edition = self.edition
        pages = TargetPages(
            year=year,
            today=edition.today,
            snapshot_of_year=partial(snapshot_of_year, edition, year),
            quarter_of=edition.quarter_of,
            reader_of=partial(edition.reader_of, self.language),
            noticed=edition.noticed,
        )
        view = pages.view(name)
        title = f"{view.head.title} · {view.head.page}" if name else view.head.title
        parts = ("targets", str(year), *((name,) if name else ()))
        page = self._page(parts, TEMPLATES[name], title, view, source=self._source("targets", str(year)))
        crumbs = (Link(view.head.title, self.reader.urls.targets(year)),) if name else ()
        listed = listed_on(year, edition.today.data.targets) if name in ("", "published") else None
        return replace(page, crumbs=crumbs, **list_disclosed(listed, edition.today, self.reader))

    def _at_below(self, above: str, name: str, view: Callable[[], object]) -> Recipe:
        """How to make a page at /<name>/ to which that at /<above>/ leads."""
        return Recipe(self.reader.urls.page(name), lambda: self._below(above, self._simple(name, view)))

    def _list(self, code: str) -> Page:
        reader = self.reader
        view = list_view(code, self.edition.today, reader)
        crumbs = [Link(reader.t(f"words.nav.{name}"), reader.urls.page(name)) for name in ("projects", "lists")]
        return replace(self._page(("lists", code), "list", view.name, view), crumbs=tuple(crumbs))

    def _lists(self) -> Iterator[Recipe]:
        """Named lists, reserve pools and finished projects, as far as the place has any."""
        today, reader, snapshot_of = self.edition.today, self.reader, self.edition.snapshot_of
        if has_lists(today):
            yield self._at_below("projects", "lists", lambda: lists_view(today, reader))
            yield from (Recipe(reader.urls.list(code), partial(self._list, code)) for code in list_codes(today))
        if has_pools(today):
            yield self._at_below("projects", "pool", lambda: pools_view(today, snapshot_of, reader))
        if has_evaluation(today):
            yield self._at_below("projects", "evaluation", lambda: evaluation_view(today, reader))

    def _notice(self, listed: TargetList) -> Page:
        """公示: it stands from its first day, before the list is published."""
        view = notice_view(listed, self.edition.today, self.reader)
        parts = ("targets", str(listed.year), "notice")
        title = f"{view.head.title} · {view.head.page}"
        page = self._page(parts, "targets_notice", title, view, source=self._source("targets", str(listed.year)))
        return replace(page, crumbs=tuple(way for way in view.head.ways[:1] if way.href))

    @property
    def overviews(self) -> Overviews:
        """The pages over everything."""
        return Overviews(self.edition, self.reader, self._page)

    def data(self) -> Page:
        """The page of the open data."""
        return self._simple("data", lambda: data_view(self.open_data, self.reader))

    def targets(self) -> Iterator[Recipe]:
        """How to make the pages of the years' lists."""
        today, urls = self.edition.today, self.reader.urls
        for year in targets_years(today):
            for name in ("", *pages_of(year, today)):
                path = urls.page("targets", str(year), *((name,) if name else ()))
                yield Recipe(path, partial(self._targets, year, name))

    def recipes(self) -> Iterator[Recipe]:
        """How to make each other page; that of the open data stands beside its files."""
        today, reader, urls = self.edition.today, self.reader, self.reader.urls
        shown, found = sections(today), Found(today, reader, self._page)
        yield Recipe(urls.page(), self._home)
        yield self._at("projects", lambda: projects_view(today, reader))
        yield from found.recipes(PROJECTS)
        for id in today.standing_by_id:
            yield Recipe(urls.project(id), partial(self._project, id))
        if "issues" in shown:
            yield self._at("issues", lambda: issues_view(today, reader))
            yield from found.recipes(ISSUES)
        for id in named_ids(today):
            yield Recipe(urls.issue(id), partial(self._issue, id))
        yield self._at("districts", lambda: districts_view(today, reader))
        for district in reader.site.districts:
            yield Recipe(urls.district(district.code), partial(self._district, district.code))
        if has_offices(today):
            yield self._at("offices", lambda: offices_view(today, reader))
            for office in reader.site.offices:
                yield Recipe(urls.office(office.code), partial(self._office, office))
        if has_sponsors(today):
            yield self._at_below("offices", "sponsors", lambda: sponsors_view(today, reader))
        if has_activities(today):
            yield from self._activities()
        if has_batches(today):
            yield self._at("batches", lambda: batches_view(today, reader))
            for batch, kind in held_batches(today):
                yield Recipe(urls.batch(batch.id), partial(self._batch, batch, kind))
        yield from self._campaigns()
        yield from Handouts(self.edition, self.reader, self._page).recipes()
        if "quotas" in shown:
            yield self._at("quotas", lambda: quotas_view(today, reader))
        yield from self._lists()
        if "bulletins" in shown:
            yield Recipe(urls.page("bulletins"), self._archive)
            yield from feed_recipes(urls.feed(), self._feed)
        for place in self.edition.bulletins:
            yield Recipe(urls.bulletin(place.bulletin.year, place.bulletin.id), partial(self.bulletin, place))
        for listed in self.edition.noticed:
            yield Recipe(urls.notice(listed.year), partial(self._notice, listed))
        yield from self.overviews.recipes()

    def _activities(self) -> Iterator[Recipe]:
        """Activities, the public papers of meetings, and the calendar of both."""
        today, reader, urls = self.edition.today, self.reader, self.reader.urls
        yield self._at("activities", lambda: activities_view(today, reader))
        for activity in today.data.activities:
            yield Recipe(urls.activity(activity.id), partial(self._activity, activity))
        for activity in today.data.activities:
            for rule in public_papers(activity, today.data):
                yield Recipe(urls.pack(activity.id, rule.code), partial(self._pack, activity, rule))
        yield Recipe(urls.calendar(), partial(calendar_file, today, reader, self.edition.base_url))
