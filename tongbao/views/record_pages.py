"""The views of a project's and an issue's page: of the record on the day, its edits, and what names it elsewhere."""

from tongbao.metrics.clocks import IssueStanding
from tongbao.metrics.standing import Standing
from tongbao.model.issue import Issue
from tongbao.model.project import Project
from tongbao.views.edition import Edition
from tongbao.views.issue import IssueView, issue_view
from tongbao.views.mentions import mention_rows
from tongbao.views.project import ProjectView, project_view
from tongbao.views.reader import Reader
from tongbao.views.versions import versions_view


def project_page(standing: Standing, edition: Edition, reader: Reader) -> ProjectView:
    """What a project's page says in an edition."""
    project, today = standing.project, edition.today
    edits = versions_view(("project", project.id), edition.histories_of(project), project.withheld, Project, reader)
    mentions = tuple(mention_rows(project.id, edition.mentions, today.data.bulletins, reader))
    return project_view(standing, today, reader, edition.campaigns.get(project.id, ()), edits, mentions)


def issue_page(standing: IssueStanding, edition: Edition, reader: Reader) -> IssueView:
    """What an issue's page says in an edition."""
    issue = standing.issue
    edits = versions_view(("issue", issue.id), edition.histories_of(issue), issue.withheld, Issue, reader)
    return issue_view(standing, edition.today, reader, edits)
