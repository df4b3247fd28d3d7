"""A file of JSON for each record: what people wrote, where it stands on the day, and its figures."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

from tongbao.metrics.amounts import amounts
from tongbao.metrics.bodies import handling_office
from tongbao.metrics.evaluation import evaluation_of, is_judged
from tongbao.metrics.listed import listed_project
from tongbao.metrics.rounding import exact_text
from tongbao.metrics.standing import Standing
from tongbao.metrics.updated import activity_updated, bulletin_updated, issue_updated, project_updated
from tongbao.model.activity import Activity
from tongbao.model.bulletin import Bulletin
from tongbao.model.issued import Issued
from tongbao.model.once import kept, once
from tongbao.views.data.columns import Value, text_of
from tongbao.views.data.owners import owner_content
from tongbao.views.data.publication import Publication
from tongbao.views.data.values import Json, record_values
from tongbao.views.evaluation import indicator_text
from tongbao.views.exports import figure_data
from tongbao.views.list_pages import list_codes
from tongbao.views.named import named_ids, named_issue, named_issues_in_hand, named_issues_of
from tongbao.views.rows import issue_district
from tongbao.views.site import DataFile


class RecordKind(NamedTuple):
    """A kind of records: the name of their collection, and of each by id its file and how its content is made."""

    name: str
    records: Mapping[str, tuple[str, Callable[[], Json]]]


def plain(value: Value) -> str | None:
    """A value as text, null for none."""
    return text_of(value) or None


def project_content(made: Publication, id: str) -> Json:
    """A project: its record, where it stands, its figures, what its years of operation are worth."""
    today, reader, standing = made.today, made.reader, made.today.standing_by_id[id]
    project = standing.project
    scope = f"project:{project.id}"
    planned = amounts(listed_project(standing, today.day.year)).values()
    figures = (standing.completion_rate, standing.pace, standing.gap, *planned)
    light = today.project_light(standing).light
    return {
        "id": project.id,
        "page": made.address(reader.urls.project(project.id)),
        "updated": plain(project_updated(project)),
        "name": project.name,
        "district": project.district,
        "count": project.count,
        "reckoned": project.reckoned,
        "within": project.within,
        "stage": standing.stage,
        "nature": standing.nature,
        "total": plain(standing.total),
        "planned": plain(standing.planned),
        "completed": plain(standing.invested),
        "light": light.code if light else None,
        "milestones": [
            {
                "name": found.milestone.name,
                "due": found.due.isoformat(),
                "reached": found.reached,
                "late": found.overdue,
            }
            for found in standing.milestones
        ],
        "issues": [found.issue.id for found in named_issues_of(project.id, today)],
        "figures": [figure_data(scope, figure, today, reader) for figure in figures],
        **_evaluation(made, standing),
        "withheld": dict(project.withheld),
        "record": record_values(project),
    }


def _evaluation(made: Publication, standing: Standing) -> Json:
    """What a finished project's years of operation are worth, the newest first; nothing where none is reported."""
    today, reader = made.today, made.reader
    rule, scope = today.rules.evaluation, f"project:{standing.project.id}"
    if not standing.project.operation or not is_judged(standing, rule, today.data.site):
        return {}
    return {
        "evaluation": [
            {
                "year": year.operation.year,
                "reported": year.operation.reported.isoformat(),
                "tier": year.tier.code if year.tier else None,
                "points": figure_data(scope, year.figure, today, reader),
                "indicators": [
                    figure_data(scope, each.figure, today, reader)
                    | {
                        "display": indicator_text(each, reader),
                        "unit": reader.words(each.indicator.unit),
                        "points": None if each.points is None else exact_text(each.points),
                    }
                    for each in year.indicators
                ],
            }
            for year in evaluation_of(standing, rule).years
        ]
    }


def issue_content(made: Publication, id: str) -> Json:
    """An issue: its record with its chain, and where it stands."""
    standing = named_issue(id, made.today)
    assert standing is not None
    issue = standing.issue
    return {
        "id": issue.id,
        "page": made.address(made.reader.urls.issue(issue.id)),
        "updated": plain(issue_updated(issue)),
        "title": issue.title,
        "district": issue_district(standing, made.today) or None,
        "state": standing.state,
        "office": handling_office(standing, made.today.rules),
        "due": plain(standing.due),
        "provisional": standing.provisional,
        "done": plain(standing.done),
        "overdue": standing.overdue,
        "overdue_days": standing.overdue_days,
        "colour": standing.colour,
        "withheld": dict(issue.withheld),
        "record": record_values(issue),
    }


def activity_content(made: Publication, activity: Activity) -> Json:
    """An activity with its decisions. Issues that may not be named are in none of its lists."""
    record = record_values(activity)
    for holder in (record, *record.get("decisions", ())):
        if "issues" in holder:
            holder["issues"] = [id for id in holder["issues"] if named_issue(id, made.today)]
    return {
        "id": activity.id,
        "page": made.address(made.reader.urls.activity(activity.id)),
        "updated": plain(activity_updated(activity)),
        "record": record,
    }


def bulletin_content(made: Publication, bulletin: Bulletin) -> Json:
    """A bulletin as people wrote it; what was issued stands in its own file."""
    today = made.today
    issued = today.data.issued.get(bulletin.id)
    return {
        "id": bulletin.id,
        "page": made.address(made.reader.urls.bulletin(bulletin.year, bulletin.id)),
        "updated": plain(bulletin_updated(bulletin, today.data.corrections)),
        "issued": plain(bulletin.issued),
        "digest": issued.digest if issued else None,
        "corrections": [c.id for c in today.data.corrections if c.document == bulletin.id],
        "record": record_values(bulletin),
    }


class IssuedContent(NamedTuple):
    """A bulletin's content with what was issued of it, which is opened only to be written."""

    content: Json
    digest: str
    issued: "Closed"

    def opened(self) -> Json:
        """The content with figures and sentences."""
        issued = self.issued.issued
        return {
            **self.content,
            "figures": [figure.model_dump() for figure in issued.figures],
            "sentences": {language: dict(told.sentences) for language, told in issued.languages.items()},
        }


class Closed:
    """Something that does not tell itself: the digest beside it does."""

    def __init__(self, issued: Issued) -> None:
        self.issued = issued

    def __repr__(self) -> str:
        return ""


def bulletin_file(made: Publication, bulletin: Bulletin) -> DataFile:
    """bulletins/<year>/<id>/bulletin.json; of an issued one with every figure and sentence as issued."""
    path = made.reader.urls.bulletin_data(bulletin.year, bulletin.id)
    content = {**made.head, "kind": "bulletin", **content_of(made, "bulletins", bulletin.id)}
    issued = made.today.data.issued.get(bulletin.id)
    if issued is None:
        return DataFile(path, "json", content)
    return DataFile(path, "issued", IssuedContent(content, issued.digest, Closed(issued)))


def _scope_content(made: Publication, scope: str, page: str, **values: Any) -> Json:
    return {**values, "page": made.address(page), "figures": made.figures_of(scope)}


def district_content(made: Publication, code: str) -> Json:
    """A district: its figures, its light, its projects."""
    today, reader = made.today, made.reader
    district = next(entry for entry in reader.site.districts if entry.code == code)
    light = today.district_light(code).light
    return _scope_content(
        made,
        f"district:{code}",
        reader.urls.district(code),
        id=code,
        name=district.name_on(today.day),
        type=district.kind,
        light=light.code if light else None,
        projects=[standing.project.id for standing in today.standings if standing.project.district == code],
    )


def office_content(made: Publication, code: str) -> Json:
    """A body or office: its figures, and the projects and issues that it has in hand."""
    today, reader = made.today, made.reader
    office = next(entry for entry in reader.site.offices if entry.code == code)
    return _scope_content(
        made,
        f"office:{code}",
        reader.urls.office(code),
        id=code,
        name=office.name_on(today.day),
        type=office.kind,
        responsible=made.projects_of("responsible", code),
        lead=made.projects_of("lead", code),
        sponsored=[standing.project.id for standing, _ in today.sponsored.get(code, ())],
        issues=[standing.issue.id for standing in named_issues_in_hand(code, today)],
    )


def list_content(made: Publication, code: str) -> Json:
    """A named list: its figures and projects."""
    today, reader = made.today, made.reader
    entry = next(entry for entry in reader.site.lists if entry.code == code)
    return _scope_content(
        made,
        f"list:{code}",
        reader.urls.list(code),
        id=code,
        name=entry.name_on(today.day),
        level=entry.level,
        projects=[standing.project.id for standing in today.standings if code in standing.project.lists],
    )


@once
def kinds_of(made: Publication) -> dict[str, RecordKind]:
    """Every kind of records that the place has, by the name of their collection."""
    return {kind.name: kind for kind in _kinds(made)}


def _kinds(made: Publication) -> Iterator[RecordKind]:
    today, site = made.today, made.reader.site

    def of(name: str, found: Iterator[tuple[str, str, Callable[[], Json]]]) -> RecordKind:
        return RecordKind(name, {id: (path, content) for id, path, content in found})

    yield of(
        "projects",
        ((id, made.reader.urls.project_data(id), partial(project_content, made, id)) for id in today.standing_by_id),
    )
    yield of(
        "issues",
        ((id, f"issues/{id}/issue.json", partial(issue_content, made, id)) for id in named_ids(today)),
    )
    yield of("bulletins", ((b.id, "", partial(bulletin_content, made, b)) for b in today.data.bulletins))
    yield of(
        "activities",
        ((a.id, f"activities/{a.id}/activity.json", partial(activity_content, made, a)) for a in today.data.activities),
    )
    for name, file, entries, content in (
        ("districts", "district", site.districts, district_content),
        ("offices", "office", site.offices, office_content),
        ("lists", "list", [entry for entry in site.lists if entry.code in list_codes(today)], list_content),
    ):
        yield of(name, ((e.code, f"{name}/{e.code}/{file}.json", partial(content, made, e.code)) for e in entries))
    yield of(
        "owners", ((code, f"owners/{code}/owner.json", partial(owner_content, made, code)) for code in today.owners)
    )
    urls = made.reader.urls
    batches = ((b.id, urls.batch(b.id), b.ceremony.date, b) for b in today.data.batches)
    campaigns = ((c.id, urls.campaign(c.id), c.from_, c) for c in today.data.campaigns)
    targets = ((str(t.year), urls.targets(t.year), t.published or t.decided, t) for t in today.data.targets)
    corrections = ((c.id, urls.page("corrections"), c.date, c) for c in today.data.corrections)
    for name, file, simple in (
        ("batches", "batch", batches), ("campaigns", "campaign", campaigns), ("targets", "targets", targets),
        ("corrections", "", corrections),
    ):  # fmt: skip
        yield of(
            name,
            (
                (
                    id,
                    f"{name}/{id}/{file}.json" if file else "",
                    partial(_simple, made, id, page, updated, record),
                )
                for id, page, updated, record in simple
            ),
        )


def _simple(made: Publication, id: str, page: str, updated: Value, record: Any) -> Json:
    return {"id": id, "page": made.address(page), "updated": plain(updated), "record": record_values(record)}


def content_of(made: Publication, kind: str, id: str) -> Json:
    """The content of a record, made once for its own file and for that of all."""
    return kept(made.contents, (kind, id), kinds_of(made)[kind].records[id][1])


def record_file(made: Publication, kind: str, id: str) -> DataFile:
    """The file of a record."""
    path = kinds_of(made)[kind].records[id][0]
    singular = path.rpartition("/")[2].partition(".")[0]
    return DataFile(path, "json", {**made.head, "kind": singular, **content_of(made, kind, id)})


def collection_file(made: Publication, kind: str) -> DataFile:
    """data/<kind>.json: all records of a kind, one a line."""
    items = [content_of(made, kind, id) for id in kinds_of(made)[kind].records]
    return DataFile(made.reader.urls.collection(kind), "json", {**made.head, "kind": kind, "items": items})
