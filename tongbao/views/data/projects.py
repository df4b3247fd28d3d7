"""Projects as tables: where each stands, its codes, offices and plans, and what is withheld of records."""

from collections.abc import Iterator

from tongbao.metrics.updated import project_updated
from tongbao.model.project import Responsible, Sponsor
from tongbao.views.data.columns import Column, Row, TableForm
from tongbao.views.data.publication import Publication
from tongbao.views.data.values import withheld_names
from tongbao.views.named import named_issues, named_issues_of

PROJECT = Column("project", points_at="projects")


def _projects(made: Publication) -> Iterator[Row]:
    today = made.today
    for standing in today.standings:
        project, latest = standing.project, standing.latest
        light = today.project_light(standing).light
        owner = project.owner
        yield (
            project.id,
            project.code,
            project.name,
            project.district,
            project.level,
            project.place,
            project.works,
            owner.name if owner else None,
            owner.uscc if owner else None,
            today.owner_by_project[project.id].code if project.id in today.owner_by_project else None,
            project.count,
            project.reckoned,
            project.within if project.within in today.standing_by_id else None,
            project.registered,
            *((project.period[0], project.period[-1]) if project.period else (None, None)),
            standing.total,
            standing.stage,
            standing.stage_word,
            standing.nature,
            standing.planned,
            standing.invested,
            standing.invested_total,
            standing.certified,
            latest.physical if latest else None,
            latest.finish if latest else None,
            latest.as_of if latest else None,
            standing.completion_rate.value,
            standing.pace.value,
            standing.gap.value,
            standing.in_scope,
            light.code if light else None,
            sum(issue.raised - issue.closed for issue in named_issues_of(project.id, today)),
            project_updated(project),
            made.address(made.reader.urls.project(project.id)),
        )


def _codes(made: Publication) -> Iterator[Row]:
    for standing in made.today.standings:
        project = standing.project
        for axis, codes in (("list", project.lists), ("class", project.classes), ("sector", project.sectors)):
            for code in dict.fromkeys(codes):
                yield project.id, axis, code


def _offices(made: Publication) -> Iterator[Row]:
    known = {office.code for office in made.reader.site.offices}
    for standing in made.today.standings:
        project = standing.project
        held: tuple[tuple[str, tuple[Responsible | Sponsor, ...]], ...] = (
            ("responsible", project.responsible), ("lead", project.lead), ("sponsor", project.sponsors),
        )  # fmt: skip
        for role, entries in held:
            for number, entry in enumerate(entries, 1):
                bounds = (
                    (entry.from_stage, entry.until_stage, None, None)
                    if isinstance(entry, Responsible)
                    else (None, None, entry.from_, entry.until)
                )
                if entry.office in known:
                    yield project.id, role, number, entry.office, *bounds


def _years(made: Publication) -> Iterator[Row]:
    for standing in made.today.standings:
        for plan in standing.project.years:
            if plan.year <= made.today.day.year:
                yield (
                    standing.project.id, plan.year, plan.nature, plan.plan, plan.invested_before, plan.start,
                    plan.finish, plan.target,
                )  # fmt: skip


def _withheld(made: Publication) -> Iterator[Row]:
    for standing in made.today.standings:
        for field, ground in withheld_names(standing.project):
            yield "project", standing.project.id, field, ground
    for issue in named_issues(made.today):
        for field, ground in withheld_names(issue.issue):
            yield "issue", issue.issue.id, field, ground


PROJECTS = (
    TableForm(
        "projects",
        ("id",),
        (
            Column("id", guide="Project.id"),
            Column("code", guide="Project.code"),
            Column("name", "words", "Project.name"),
            Column("district", guide="Project.district", points_at="districts"),
            Column("level", guide="Project.level"),
            Column("place", "words", "Project.place"),
            Column("works", guide="Project.works"),
            Column("owner", "words", "Owner.name"),
            Column("owner_uscc", guide="Owner.uscc"),
            Column("owner_code", points_at="owners"),
            Column("count", "integer", "Project.count"),
            Column("reckoned", "boolean", "Project.reckoned"),
            Column("within", guide="Project.within", points_at="projects"),
            Column("registered", "date", "Project.registered"),
            Column("period_from", "year"),
            Column("period_until", "year"),
            Column("total", "money"),
            Column("stage"),
            Column("stage_word"),
            Column("nature"),
            Column("planned", "money"),
            Column("invested", "money"),
            Column("invested_total", "money"),
            Column("certified", "boolean"),
            Column("physical", "number"),
            Column("finish"),
            Column("latest_report", "date"),
            Column("completion_rate", "number"),
            Column("pace", "number"),
            Column("gap", "number"),
            Column("in_scope", "boolean"),
            Column("light"),
            Column("open_issues", "integer"),
            Column("updated", "date"),
            Column("page"),
        ),
        _projects,
        listed=True,
    ),
    TableForm(
        "project_codes",
        ("project", "axis", "code"),
        (PROJECT, Column("axis"), Column("code", guide="Named.code")),
        _codes,
    ),
    TableForm(
        "project_offices",
        ("project", "role", "number"),
        (
            PROJECT,
            Column("role"),
            Column("number", "integer"),
            Column("office", points_at="offices"),
            Column("from_stage", guide="Responsible.from_stage"),
            Column("until_stage", guide="Responsible.until_stage"),
            Column("from", "date", "Sponsor.from"),
            Column("until", "date", "Sponsor.until"),
        ),
        _offices,
    ),
    TableForm(
        "project_years",
        ("project", "year"),
        (
            PROJECT,
            Column("year", "year", "YearPlan.year"),
            Column("nature", guide="YearPlan.nature"),
            Column("plan", "money", "YearPlan.plan"),
            Column("invested_before", "money", "YearPlan.invested_before"),
            Column("start", guide="YearPlan.start"),
            Column("finish", guide="YearPlan.finish"),
            Column("target", "words", "YearPlan.target"),
        ),
        _years,
    ),
    TableForm(
        "withheld",
        ("record_kind", "record", "field"),
        (Column("record_kind"), Column("record"), Column("field"), Column("ground")),
        _withheld,
    ),
)
