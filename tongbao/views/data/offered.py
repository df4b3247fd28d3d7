"""What the open data offers beside each page, and what the page is about for machines (schema.org)."""

from typing import Any

from tongbao.metrics.standing import Standing
from tongbao.metrics.updated import activity_updated, bulletin_updated, issue_updated, project_updated
from tongbao.model.bulletin import Bulletin
from tongbao.model.once import once, once_property
from tongbao.views.badges import badge_path
from tongbao.views.bulletin_head import bulletin_link
from tongbao.views.data.calendars import WHOLE, calendar_path, has_dates
from tongbao.views.data.feeds import changes_feed_path, project_feed_path
from tongbao.views.data.package import PACKAGE
from tongbao.views.data.publication import VERSION, Publication
from tongbao.views.data.records import kinds_of
from tongbao.views.data.tables import DATABASE, WORKBOOK, Tables
from tongbao.views.edition import Edition
from tongbao.views.embeds import board_links, bulletin_path, project_path
from tongbao.views.feeds import json_path
from tongbao.views.named import named_issue
from tongbao.views.parts import Link
from tongbao.views.reader import Reader
from tongbao.views.site import Format
from tongbao.views.target_files import plain

CONTEXT = "https://schema.org"
MEDIA = {
    "csv": "text/csv", "json": "application/json", "sqlite": "application/vnd.sqlite3",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}  # fmt: skip


def _feed(path: str) -> tuple[Format, ...]:
    return (Format("atom", path), Format("jsonfeed", json_path(path)))


class OpenData:
    """The open data of an edition, reckoned once for its files and for the pages that lead to them."""

    def __init__(self, made: Publication) -> None:
        self.publication, self.tables = made, Tables(made)

    @once_property
    def _records(self) -> dict[tuple[str, str], str]:
        return {
            (kind.name, id): path
            for kind in kinds_of(self.publication).values()
            for id, (path, _) in kind.records.items()
            if path
        }

    @once_property
    def _kinds(self) -> frozenset[str]:
        return frozenset(kind for kind, _ in self._records)

    @once_property
    def _tables(self) -> dict[str, str]:
        return {table.form.name: table.form.path for table in self.tables.all}

    def beside(self, parts: tuple[str, ...], reader: Reader) -> dict[str, Any]:
        """The fields of a page, by the folders of its address, that say what there is of it beside the page: `formats`,
        `embeds`, `badge`, `thing` and `updated`."""
        found: dict[str, Any] = {"formats": self.formats(parts, reader.urls.prefix)}
        made, today = self.publication, self.publication.today
        match parts:
            case ("data",):
                found["thing"] = self._dataset(reader)
            case ("projects", id):
                standing = today.standing_by_id[id]
                found["updated"] = str(project_updated(standing.project) or "")
                found["thing"] = self._project(standing, reader, found["updated"])
                found["embeds"] = (Link(reader.words(standing.project.name), project_path(id, reader.urls)),)
                found["badge"] = badge_path(id, reader.urls)
            case ("issues", id) if issue := named_issue(id, today):
                found["updated"] = issue_updated(issue.issue).isoformat()
            case ("activities", id):
                activity = next(activity for activity in today.data.activities if activity.id == id)
                found["updated"] = activity_updated(activity).isoformat()
            case ("bulletins", _, id):
                bulletin = next(bulletin for bulletin in today.data.bulletins if bulletin.id == id)
                found["updated"] = str(bulletin_updated(bulletin, today.data.corrections) or "")
                then = made.edition.reader_of(reader.language, bulletin.as_of.date())
                found["thing"] = self._bulletin(bulletin, then)
                if id in today.data.issued:
                    name = bulletin_link(bulletin, then).text
                    found["embeds"] = (Link(name, bulletin_path(bulletin.year, id, reader.urls)),)
            case ("districts",):
                found["embeds"] = board_links(made.edition, reader)
        return found

    def formats(self, parts: tuple[str, ...], prefix: str) -> tuple[Format, ...]:
        """The files that say what a page says, by the folders of its address."""
        match parts:
            case ():
                return (*_feed(changes_feed_path(prefix)), Format("ics", WHOLE))
            case ("about",):  # a table of that name says something else
                return ()
            case ("data",):
                return (Format("json", PACKAGE),)
            case ("bulletins", year, id):
                return (Format("json", f"bulletins/{year}/{id}/bulletin.json"),)
            case ("projects", id):
                return (*self._record("projects", id), *_feed(project_feed_path(id)))
            case ("districts" | "offices" as kind, code):
                dates = (Format("ics", calendar_path(kind, code)),) if has_dates(self.publication, kind, code) else ()
                return (*self._record(kind, code), *dates)
            case (kind, id):
                return self._record(kind, id)
            case (kind,) if kind in self._tables:
                records = (Format("json", f"data/{kind}.json"),) if kind in self._kinds else ()
                return (Format("csv", self._tables[kind]), *records)
        return ()

    def _record(self, kind: str, id: str) -> tuple[Format, ...]:
        path = self._records.get((kind, id))
        return (Format("json", path),) if path else ()

    # -- schema.org ----------------------------------------------------------------------------------------------------

    def _thing(self, kind: str, page: str, **values: Any) -> dict[str, Any]:
        """A thing with what is known of it; its address only where the site knows its own."""
        base = self.publication.edition.base_url
        known = {"@context": CONTEXT, "@type": kind, "url": f"{base}/{page}" if base else None, **values}
        return {key: value for key, value in known.items() if value}

    def _publisher(self, reader: Reader) -> dict[str, str]:
        return {"@type": "GovernmentOrganization", "name": reader.words(reader.site.publisher.name)}

    def _project(self, standing: Standing, reader: Reader, updated: str) -> dict[str, Any]:
        """A project."""
        project = standing.project
        where = (reader.words(project.place), reader.name("district", project.district))
        return self._thing(
            "Project",
            reader.urls.project(project.id),
            name=reader.words(project.name),
            identifier=project.id,
            description=plain(reader.words(project.content)),
            location={"@type": "Place", "name": ", ".join(name for name in where if name)},
            subjectOf={"@type": "WebPage", "inLanguage": reader.language, "dateModified": updated} if updated else None,
        )

    def _bulletin(self, bulletin: Bulletin, reader: Reader) -> dict[str, Any]:
        """A bulletin that was issued; a draft is nothing that search engines should know."""
        if bulletin.issued is None:
            return {}
        link = bulletin_link(bulletin, reader)
        return self._thing(
            "Report",
            link.href,
            headline=link.text,
            reportNumber=str(bulletin.number or ""),
            datePublished=(bulletin.published or bulletin.issued).isoformat(),
            inLanguage=reader.language,
            publisher=self._publisher(reader),
        )

    def _dataset(self, reader: Reader) -> dict[str, Any]:
        """The open data as a whole; where the site knows no address of its own, without the files."""
        made, site = self.publication, reader.site
        licence = site.open_data.licence
        files = (DATABASE, WORKBOOK, PACKAGE, *(self._tables.values())) if made.edition.base_url else ()
        return self._thing(
            "Dataset",
            reader.urls.page("data"),
            name=reader.words(site.title),
            description=reader.t("data.package", unit=reader.words(site.money.unit)),
            version=VERSION,
            dateModified=reader.day.isoformat(),
            license=licence.url if licence else None,
            isAccessibleForFree=True,
            inLanguage=reader.language,
            creator=self._publisher(reader),
            distribution=[
                {
                    "@type": "DataDownload",
                    "contentUrl": made.address(path),
                    "encodingFormat": MEDIA[path.rpartition(".")[2]],
                }
                for path in files
            ],
        )


@once
def open_data_of(edition: Edition) -> OpenData:
    """The open data of an edition."""
    return OpenData(Publication(edition))
