"""Which pages and files a site has: the only place that lists them all."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from tongbao.metrics.snapshot import Snapshot
from tongbao.model.bulletin import Bulletin
from tongbao.model.targets import TargetList
from tongbao.views.archive import archive_view, newest_first
from tongbao.views.bulletin import BulletinPoints, BulletinView, bulletin_view
from tongbao.views.bulletin_head import bulletin_title
from tongbao.views.exports import entries_file, figures_file, project_file
from tongbao.views.home import home_view
from tongbao.views.issue import issue_view
from tongbao.views.lists import district_view, districts_view, issues_view, projects_view
from tongbao.views.parts import Link
from tongbao.views.project import project_view
from tongbao.views.reader import Reader
from tongbao.views.reference import (
    ChecksView,
    NotFoundView,
    WarningView,
    about_view,
    corrections_view,
    data_view,
    figures_view,
)
from tongbao.views.site import DataFile, Page
from tongbao.views.targets import TargetsView, targets_view
from tongbao.views.urls import Urls

ReaderOf = Callable[[str, date], Reader]
"""(language, day) → the Reader of that day's names and rules."""


@dataclass(frozen=True)
class Edition:
    """All that pages are made of: today, each bulletin at its own day, the languages, the warnings of the checks."""

    today: Snapshot
    bulletins: tuple[BulletinPoints, ...]
    languages: tuple[str, ...]
    reader_of: ReaderOf
    snapshot_of: Callable[[date], Snapshot]
    warnings: Callable[[str], tuple[WarningView, ...]]


def bulletin_points(
    bulletins: tuple[Bulletin, ...], snapshot_of: Callable[[date], Snapshot]
) -> tuple[BulletinPoints, ...]:
    """Each bulletin between its neighbours of the same kind, with the place as it stood at each."""
    points = []
    for kind in sorted({bulletin.kind for bulletin in bulletins}):
        series = sorted((b for b in bulletins if b.kind == kind), key=lambda b: (b.as_of, b.id))
        for index, bulletin in enumerate(series):
            previous = series[index - 1] if index else None
            points.append(
                BulletinPoints(
                    bulletin,
                    snapshot_of(bulletin.as_of.date()),
                    snapshot_of(previous.as_of.date()) if previous else None,
                    previous,
                    series[index + 1] if index + 1 < len(series) else None,
                )
            )
    return tuple(points)


def languages_of(languages: tuple[str, ...], *, pdf: bool = True) -> dict[str, Urls]:
    """The addresses of each language: the first at /, the others under their name."""
    return {language: Urls("" if index == 0 else f"{language}/", pdf) for index, language in enumerate(languages)}


def sections(today: Snapshot) -> tuple[str, ...]:
    """The lists that the site has, in the order of its menu: none for a kind of record that the place does not keep."""
    present = {"issues": bool(today.issues), "bulletins": bool(today.data.bulletins)}
    return tuple(name for name in ("projects", "issues", "districts", "bulletins") if present.get(name, True))


def targets_years(today: Snapshot) -> tuple[int, ...]:
    """The years with a list: those of targets/, and the day's year where projects have a plan for it. Newest first."""
    years = {listed.year for listed in today.data.targets}
    if any(standing.plan for standing in today.standings):
        years.add(today.day.year)
    return tuple(sorted(years, reverse=True))


def _page(reader: Reader, parts: tuple[str, ...], template: str, title: str, view: object, **more: object) -> Page:
    section = parts[0] if parts else "home"
    crumbs = []
    if len(parts) > 1 and section in ("projects", "issues", "districts", "bulletins"):
        crumbs.append(Link(reader.t(f"words.nav.{section}"), reader.urls.page(section)))
    return Page(
        path=reader.urls.page(*parts),
        template=f"pages/{template}.html",
        language=reader.language,
        title=title,
        description=str(more.get("description", title)),
        section=section,
        view=view,
        source=str(more.get("source", "")),
        crumbs=tuple(crumbs),
    )


def _language_pages(edition: Edition, language: str) -> Iterator[Page]:
    today = edition.today
    reader = edition.reader_of(language, today.day)
    paths = today.data.paths
    newest = newest_first(today.data.bulletins)
    site = reader.site

    yield _page(
        reader,
        (),
        "home",
        reader.words(site.title),
        home_view(today, newest, reader),
        description=reader.words(site.tagline),
    )
    yield _page(reader, ("projects",), "projects", reader.t("words.nav.projects"), projects_view(today, reader))
    for standing in today.standings:
        id = standing.project.id
        source = paths.get(("project", id), "")
        view = project_view(standing, today, reader, source)
        yield _page(reader, ("projects", id), "project", view.name, view, source=source)
    if "issues" in sections(today):
        yield _page(reader, ("issues",), "issues", reader.t("words.nav.issues"), issues_view(today, reader))
    for issue in today.issues:
        source = paths.get(("issue", issue.issue.id), "")
        shown = issue_view(issue, today, reader, source)
        yield _page(reader, ("issues", issue.issue.id), "issue", shown.title, shown, source=source)
    yield _page(reader, ("districts",), "districts", reader.t("words.nav.districts"), districts_view(today, reader))
    for district in site.districts:
        place = district_view(district.code, today, reader)
        yield _page(reader, ("districts", district.code), "district", place.name, place)
    if "bulletins" in sections(today):
        yield _page(reader, ("bulletins",), "bulletins", reader.t("words.nav.bulletins"), archive_view(newest, reader))
    for points in edition.bulletins:
        yield _bulletin_page(points, edition, language)
    for year in targets_years(today):
        listed = next((listed for listed in today.data.targets if listed.year == year), None)
        source = paths.get(("targets", str(year)), "")
        targets = _targets(year, listed, edition, language, source)
        yield _page(reader, ("targets", str(year)), "targets", targets.title, targets, source=source)
    yield _page(reader, ("figures",), "figures", reader.t("words.nav.figures"), figures_view(today, reader))
    yield _page(reader, ("data",), "data", reader.t("words.nav.data"), data_view(reader))
    yield _page(
        reader,
        ("corrections",),
        "corrections",
        reader.t("words.nav.corrections"),
        corrections_view(today, reader),
    )
    checks = ChecksView(edition.warnings(language))
    yield _page(reader, ("checks",), "checks", reader.t("words.nav.checks"), checks)
    yield _page(reader, ("about",), "about", reader.t("words.nav.about"), about_view(today, reader))


def _targets(year: int, listed: TargetList | None, edition: Edition, language: str, source: str) -> TargetsView:
    """The list of a year as it stood at the end of that year, today in the year itself, at its start before."""
    day = min(max(edition.today.day, date(year, 1, 1)), date(year, 12, 31))
    return targets_view(year, listed, edition.snapshot_of(day), edition.reader_of(language, day), source)


def _bulletin_page(points: BulletinPoints, edition: Edition, language: str) -> Page:
    bulletin = points.bulletin
    reader = edition.reader_of(language, points.now.day)
    source = points.now.data.paths.get(("bulletin", bulletin.id), "")
    view = bulletin_view(points, edition.today, reader, source)
    title = reader.t("words.bulletin.link", title=bulletin_title(bulletin, reader), number=view.head.number)
    return _page(reader, ("bulletins", str(bulletin.year), bulletin.id), "bulletin", title, view, source=source)


def _not_found(edition: Edition) -> Page:
    reader = edition.reader_of(edition.languages[0], edition.today.day)
    title = reader.t("words.not_found")
    return Page("404.html", "pages/not_found.html", reader.language, title, title, "home", NotFoundView(title))


def pages(edition: Edition) -> tuple[Page, ...]:
    """Every page in every language, each knowing the same page in the others."""
    prefixes = {language: urls.prefix for language, urls in languages_of(edition.languages).items()}
    found: list[Page] = []
    for language in edition.languages:
        prefix = prefixes[language]
        for page in _language_pages(edition, language):
            tail = page.path.removeprefix(prefix)
            others = tuple((other, prefixes[other] + tail) for other in edition.languages if other != language)
            found.append(replace(page, others=others))
    return (*found, _not_found(edition))


def briefs(all_pages: tuple[Page, ...], first_language: str) -> tuple[Page, ...]:
    """The printed briefs of the bulletins, in the first language: the pages' own views in another template."""
    return tuple(
        replace(page, path=page.view.pdf, template="pdf/bulletin.html", others=(), crumbs=())
        for page in all_pages
        if isinstance(page.view, BulletinView) and page.view.pdf and page.language == first_language
    )


def data_files(edition: Edition) -> tuple[DataFile, ...]:
    """The open data, in the words of the first language."""
    today = edition.today
    reader = edition.reader_of(edition.languages[0], today.day)
    projects = (project_file(standing, today, reader) for standing in today.standings)
    return (figures_file(today, reader), entries_file(today), *projects)
