"""Issues as tables. Those that are only counted are in none of them."""

from collections.abc import Iterator

from tongbao.metrics.bodies import handling_office
from tongbao.metrics.updated import issue_updated
from tongbao.views.data.columns import Column, Row, TableForm
from tongbao.views.data.publication import Publication
from tongbao.views.named import named_issues
from tongbao.views.rows import issue_district

ISSUE = Column("issue", points_at="issues")


def _issues(made: Publication) -> Iterator[Row]:
    known = {district.code for district in made.reader.site.districts}
    for standing in named_issues(made.today):
        issue = standing.issue
        district = issue_district(standing, made.today)
        yield (
            issue.id, issue.kind, issue.title, issue.category, issue.severity, district if district in known else None,
            issue.raised.date, issue.raised.channel, standing.state, handling_office(standing, made.today.rules),
            standing.due, standing.provisional, standing.done, standing.overdue, standing.overdue_days, standing.colour,
            standing.raised, standing.closed, issue_updated(issue), made.address(made.reader.urls.issue(issue.id)),
        )  # fmt: skip


def _projects(made: Publication) -> Iterator[Row]:
    for standing in named_issues(made.today):
        for id in dict.fromkeys(standing.issue.projects):
            if id in made.today.standing_by_id:
                yield standing.issue.id, id


def _events(made: Publication) -> Iterator[Row]:
    for standing in named_issues(made.today):
        for number, event in enumerate(standing.events, 1):
            yield (
                standing.issue.id, number, event.date, event.kind, event.to, event.by, event.due, event.colour,
                event.number, event.reason, event.note,
            )  # fmt: skip


ISSUES = (
    TableForm(
        "issues",
        ("id",),
        (
            Column("id", guide="Issue.id"),
            Column("kind", guide="Issue.kind"),
            Column("title", "words", "Issue.title"),
            Column("category", guide="Issue.category"),
            Column("severity", guide="Issue.severity"),
            Column("district", points_at="districts"),
            Column("raised", "date", "Raised.date"),
            Column("channel", guide="Raised.channel"),
            Column("state"),
            Column("office"),
            Column("due", "date"),
            Column("provisional", "boolean"),
            Column("done", "date"),
            Column("overdue", "boolean"),
            Column("overdue_days", "integer"),
            Column("colour"),
            Column("raised_count", "integer"),
            Column("closed_count", "integer"),
            Column("updated", "date"),
            Column("page"),
        ),
        _issues,
        listed=True,
    ),
    TableForm("issue_projects", ("issue", "project"), (ISSUE, Column("project", points_at="projects")), _projects),
    TableForm(
        "issue_events",
        ("issue", "number"),
        (
            ISSUE,
            Column("number", "integer"),
            Column("date", "date", "Event.date"),
            Column("kind", guide="Event.kind"),
            Column("to", guide="Event.to"),
            Column("by", "words", "Event.by"),
            Column("due", "date", "Event.due"),
            Column("colour", guide="Event.colour"),
            Column("order_number", guide="Event.number"),
            Column("reason", "words", "Event.reason"),
            Column("note", "words", "Event.note"),
        ),
        _events,
    ),
)
