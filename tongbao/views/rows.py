"""Rows of the tables that many pages show: projects and issues."""

from fractions import Fraction

from tongbao.metrics.bodies import handling_office
from tongbao.metrics.clocks import IssueStanding
from tongbao.metrics.figure import Figure, Unit
from tongbao.metrics.scopes import ALL
from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.standing import Standing
from tongbao.model.once import once
from tongbao.views.named import named_issues_of
from tongbao.views.parts import IssueRow, Link, ProjectRow, Recount
from tongbao.views.reader import Reader


def sort_text(value: object) -> str:
    """A number as text for sorting columns; "" sorts last."""
    return "" if value is None else format(float(value), ".6g") if isinstance(value, Fraction) else str(value)


def project_link(standing: Standing, reader: Reader) -> Link:
    """A project's name with its page."""
    return Link(reader.words(standing.project.name), reader.urls.project(standing.project.id))


def bundle_link(standing: Standing, snapshot: Snapshot, reader: Reader) -> Link | None:
    """The bundle that counts the project; None where it counts itself."""
    bundle = snapshot.standing_by_id.get(standing.project.within or "")
    return project_link(bundle, reader) if bundle else None


def both_counts(entries: Fraction | None, projects: Fraction | None, reader: Reader) -> str:
    """Both counts of a list, entries and projects they stand for (444 项，拆分后 569 项); "" where they agree."""
    if entries is None or projects is None or entries == projects:
        return ""
    return reader.t("words.both_counts", entries=reader.number(entries), projects=reader.number(projects))


def scope_counts(scope: str, snapshot: Snapshot, reader: Reader) -> str:
    """Both counts of a scope; "" where one bundle stands for all of it, a published total and no list."""
    entries, projects = (snapshot.figure(scope, key).value for key in ("entries", "projects"))
    return "" if entries == 1 else both_counts(entries, projects, reader)


@once
def project_row(standing: Standing, snapshot: Snapshot, reader: Reader) -> ProjectRow:
    """A project in a table."""
    project = standing.project
    total = standing.total
    finish = standing.latest.finish if standing.latest else None
    return ProjectRow(
        link=project_link(standing, reader),
        id=project.id,
        district=reader.chip("district", project.district),
        level=reader.chip("level", project.level),
        stage=reader.stage_chip(standing.stage, standing.stage_word),
        nature=reader.chip("nature", standing.nature),
        lists=tuple(reader.chip("list", code) for code in project.lists),
        classes=tuple(reader.chip("class", code) for code in project.classes),
        libraries=tuple(reader.chip("library", code) for code in snapshot.libraries_of(standing)),
        count=project.count,
        total=reader.money(total),
        planned=reader.money(standing.planned),
        completed=reader.money(standing.invested),
        rate=reader.figure(standing.completion_rate, explained=False),
        gap=reader.figure(standing.gap, explained=False),
        bar=reader.bar(standing.completion_rate, standing.pace, standing.gap),
        light=reader.light(snapshot.project_light(standing).light),
        open_issues=sum(issue.raised - issue.closed for issue in named_issues_of(project.id, snapshot)),
        reckoned=project.reckoned,
        within=bundle_link(standing, snapshot, reader),
        total_sort=sort_text(total),
        planned_sort=sort_text(standing.planned),
        completed_sort=sort_text(standing.invested),
        rate_sort=sort_text(standing.completion_rate.value),
        gap_sort=sort_text(standing.gap.value),
        finish=reader.day_or_month(finish),
        finish_sort=finish or "",
    )


def issue_office(standing: IssueStanding, reader: Reader) -> str:
    """Who the issue was last handed to; a meeting that takes it up leaves it with its office."""
    code = handling_office(standing, reader.rules)
    return reader.office(code) if code else ""


def issue_district(standing: IssueStanding, snapshot: Snapshot) -> str:
    """The district of an issue: its own, else that of its first known project."""
    if standing.issue.district:
        return standing.issue.district
    known = (snapshot.standing_by_id.get(id) for id in standing.issue.projects)
    return next((project.project.district for project in known if project), "")


@once
def issue_row(standing: IssueStanding, snapshot: Snapshot, reader: Reader) -> IssueRow:
    """An issue in a table; the colour of an order is shown as long as the issue is open."""
    issue = standing.issue
    projects = (snapshot.standing_by_id.get(id) for id in issue.projects)
    return IssueRow(
        link=Link(reader.words(issue.title), reader.urls.issue(issue.id)),
        id=issue.id,
        kind=reader.chip("kind", issue.kind),
        category=reader.chip("category", issue.category),
        district=reader.chip("district", issue_district(standing, snapshot)),
        state=reader.chip("state", standing.state),
        raised=reader.day_text(issue.raised.date),
        raised_sort=issue.raised.date.isoformat(),
        due=reader.day_text(standing.due),
        due_sort=standing.due.isoformat() if standing.due else "",
        overdue=standing.overdue,
        colour=reader.colour(standing.colour) if standing.open else None,
        projects=tuple(project_link(project, reader) for project in projects if project),
        office=issue_office(standing, reader),
    )


def recount(snapshot: Snapshot, reader: Reader, scope: str = ALL) -> Recount:
    """What a reader needs who reckons rates and gaps again from the printed sums."""
    places = reader.decimals("gap", Unit.POINTS)
    completed, rate = (snapshot.figure(scope, key) for key in ("completed", "completion_rate"))
    left_out = Figure("completed", completed.unit, (completed.value or 0) - (rate.numerator or Fraction(0)))
    told = rate.value is not None and left_out.value
    return Recount(
        last_place=reader.number(Fraction(1, 10**places), places),
        left_out=reader.figure(left_out, explained=False) if told else None,
    )


def recount_note(snapshot: Snapshot, reader: Reader, scope: str = ALL) -> str:
    """The same in words, and that lights and ranks go by unrounded values; "" without a rate."""
    if snapshot.figure(scope, "completion_rate").value is None:
        return ""
    last_place = recount(snapshot, reader, scope).last_place
    notes = (reader.t("words.gap_note", last_place=last_place), reader.t("words.exact_note"))
    return " ".join(filter(None, (*notes, rate_note(snapshot, reader, scope))))


def rate_note(snapshot: Snapshot, reader: Reader, scope: str) -> str:
    """What was completed that the rate leaves out, in words; "" where that is nothing."""
    left_out = recount(snapshot, reader, scope).left_out
    return reader.t("words.rate_note", amount=left_out.text) if left_out else ""
