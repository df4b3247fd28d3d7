"""The projects as an OC4IDS 0.9.5 project package. What a place does not keep or name is left out, never guessed.

docs/open-data.md tells the mapping. Source: Open Contracting for Infrastructure Data Standards, project-schema.json of
0.9.5 with its codelists.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from tongbao.metrics.standing import Standing
from tongbao.metrics.updated import project_updated
from tongbao.model.project import Project
from tongbao.model.vocab import FINISHED_STAGES, STARTED_STAGES, Stage
from tongbao.views.data.progress import milestone_state
from tongbao.views.data.publication import Publication, marks
from tongbao.views.data.values import Json
from tongbao.views.feeds import moment
from tongbao.views.photos import photo_path
from tongbao.views.site import DataFile
from tongbao.views.target_files import plain

SCHEMA = "0.9.5"
PATH = "data/oc4ids.json"
STATUS = {
    Stage.PLANNED: "identification",
    Stage.RESERVED: "identification",
    Stage.SIGNED: "preparation",
    Stage.PREPARING: "preparation",
    Stage.STARTED: "implementation",
    Stage.RESUMED: "implementation",
    Stage.SUSPENDED: "implementation",
    Stage.COMMISSIONED: "completion",
    Stage.COMPLETED: "completion",
    Stage.OPERATING: "maintenance",
    Stage.WITHDRAWN: "cancelled",
}
"""projectStatus of a stage. A deferred project (缓建) has no status: the codelist is closed and knows none for it."""
USCC = "GB 32100-2015"
"""The national standard of 统一社会信用代码."""
MILESTONE_STATUS = {"reached": "met", "late": "notMet", "open": "scheduled"}


def oc4ids_file(made: Publication) -> DataFile:
    """data/oc4ids.json: a package of all projects; bundles, which stand for several, are none of its projects."""
    reader, site = made.reader, made.reader.site
    licence = site.open_data.licence
    projects = [_project(made, standing) for standing in made.today.standings if standing.project.count == 1]
    content: Json = {
        "uri": made.address(PATH) if made.edition.base_url else f"urn:tongbao:{site.id}:oc4ids",
        "publishedDate": moment(made.today.day, reader),
        "version": SCHEMA.rpartition(".")[0],
        "publisher": {"name": reader.words(site.publisher.name)},
    }
    if licence:
        content["license"] = licence.url
    if made.edition.base_url:
        content["publicationPolicy"] = made.address(reader.urls.page("data"))
    return DataFile(PATH, "json", {**content, **marks(made), "projects": projects})


def _id(made: Publication, id: str) -> str:
    site = made.reader.site
    return f"{site.open_data.oc4ids.prefix or site.id}-{id}"


def _project(made: Publication, standing: Standing) -> Json:
    project, reader = standing.project, made.reader
    mapping = reader.site.open_data.oc4ids
    updated = project_updated(project)
    values: dict[str, Any] = {
        "id": _id(made, project.id),
        "updated": moment(updated, reader) if updated else None,
        "language": reader.language.partition("-")[0],
        "identifiers": [{"id": project.code, "scheme": reader.t("words.fields.code")}] if project.code else None,
        "title": reader.words(project.name),
        "description": plain(reader.words(project.content)),
        "status": STATUS.get(standing.stage) if standing.stage else None,
        "type": mapping.works.get(project.works or ""),
        "sector": [mapping.sectors[code] for code in project.sectors if code in mapping.sectors],
        "additionalClassifications": list(_classifications(made, project)),
        "locations": _locations(made, project),
        "period": _years(made, project),
        "implementationPeriod": _period(made, _first(standing, STARTED_STAGES), _finished(standing)),
        "budget": _budget(made, standing),
        "publicAuthority": next(iter(_authorities(made, project)), None),
        "parties": list(_parties(made, project)),
        "milestones": list(_milestones(made, standing)),
        "metrics": list(_metrics(made, standing)),
        "completion": _completion(made, standing),
        "documents": list(_documents(made, project)),
    }
    return {key: value for key, value in values.items() if value}


def _classifications(made: Publication, project: Project) -> Iterator[Json]:
    for axis, codes in (("sector", project.sectors), ("class", project.classes)):
        for code in dict.fromkeys(codes):
            scheme = f"{made.reader.site.id}-{axis}"
            yield {"scheme": scheme, "id": code, "description": made.reader.name(axis, code)}


def _locations(made: Publication, project: Project) -> list[Json]:
    reader = made.reader
    location: Json = {"id": "1", "address": {"region": reader.name("district", project.district)}}
    if project.place:
        location["description"] = reader.words(project.place)
    if point := project.coordinates:
        location["geometry"] = {"type": "Point", "coordinates": [float(point.lon), float(point.lat)]}
    return [location]


def _years(made: Publication, project: Project) -> Json | None:
    """建设起止年限: the first day of its first year to the last of its last."""
    if not project.period:
        return None
    first, last = project.period[0], project.period[-1]
    return _period(made, date(first, 1, 1), date(last, 12, 31))


def _period(made: Publication, first: date | None, last: date | None) -> Json | None:
    found = {"startDate": first, "endDate": last}
    return {key: moment(day, made.reader) for key, day in found.items() if day} or None


def _first(standing: Standing, stages: frozenset[Stage]) -> date | None:
    return next((entry.day for entry in standing.dated if entry.stage in stages), None)


def _finished(standing: Standing) -> date | None:
    return _first(standing, FINISHED_STAGES) if standing.stage in FINISHED_STAGES else None


def _money(made: Publication, amount: Decimal | None) -> Json | None:
    """An amount of the records in the currency; None where the place names none."""
    currency = made.reader.site.open_data.currency
    if currency is None or amount is None:
        return None
    whole = amount * currency.factor
    return {"amount": int(whole) if whole == whole.to_integral_value() else float(whole), "currency": currency.code}


def _budget(made: Publication, standing: Standing) -> Json | None:
    """Total investment and its sources; the day of the newest approved change of the total."""
    project = standing.project
    budget: Json = {}
    if amount := _money(made, standing.total):
        budget["amount"] = amount
    approved = [change.date for change in project.changes if change.field == "investment.total"]
    if amount and approved:
        budget["approvalDate"] = moment(max(approved), made.reader)
    sources = [
        {"id": str(number), "description": name, "amount": amount}
        for number, (name, value) in enumerate(project.investment.sources.items(), 1)
        if (amount := _money(made, value))
    ]
    if sources:
        scheme = f"{made.reader.site.id}-sources"
        budget["budgetBreakdowns"] = [{"id": scheme, "budgetBreakdown": sources}]
    return budget or None


def _authorities(made: Publication, project: Project) -> Iterator[Json]:
    for code in dict.fromkeys(entry.office for entry in (*project.lead, *project.responsible)):
        yield {"id": f"{made.reader.site.id}-{code}", "name": made.reader.name("office", code)}


def _parties(made: Publication, project: Project) -> Iterator[Json]:
    """Offices that lead or answer for the project are public authorities. The owner has no role: what 项目单位 is to
    the contracts of a project is not recorded."""
    for office in _authorities(made, project):
        yield {**office, "roles": ["publicAuthority"]}
    if project.owner:
        party: Json = {"id": f"{project.id}-owner", "name": made.reader.words(project.owner.name)}
        if project.owner.uscc:
            party["identifier"] = {"scheme": USCC, "id": project.owner.uscc}
        yield party


def _milestones(made: Publication, standing: Standing) -> Iterator[Json]:
    for number, found in enumerate(standing.milestones, 1):
        state = milestone_state(standing, found)
        milestone, reader = found.milestone, made.reader
        entry: Json = {
            "id": str(number),
            "title": reader.words(milestone.name),
            "dueDate": moment(found.due, reader),
            "dateModified": moment(made.today.day, reader),
        }
        if milestone.actual:
            entry["dateMet"] = moment(milestone.actual, reader)
        if state in MILESTONE_STATUS:
            entry["status"] = MILESTONE_STATUS[state]
        yield entry


def _metrics(made: Publication, standing: Standing) -> Iterator[Json]:
    """形象进度 of each report that holds, in percent."""
    observations = [
        {
            "id": report.as_of.isoformat(),
            "period": {"endDate": moment(report.as_of, made.reader)},
            "measure": float(report.physical),
            "unit": {"name": "%", "scheme": "UNCEFACT", "id": "P1"},
        }
        for report in standing.reports
        if report.physical is not None
    ]
    if observations:
        yield {"id": "physicalProgress", "observations": observations}


def _completion(made: Publication, standing: Standing) -> Json | None:
    """The day on which it was commissioned or completed; final values are not kept."""
    finished = _finished(standing)
    return {"endDate": moment(finished, made.reader)} if finished else None


def _documents(made: Publication, project: Project) -> Iterator[Json]:
    for number, link in enumerate(project.links, 1):
        yield {"id": str(number), "title": made.reader.words(link.title), "url": link.url}
    for photo in project.photos if made.edition.base_url else ():
        yield {
            "id": photo.file,
            "documentType": "illustration",
            "title": made.reader.words(photo.caption),
            "url": made.address(photo_path(photo.file)),
            "datePublished": moment(photo.date, made.reader),
        }
