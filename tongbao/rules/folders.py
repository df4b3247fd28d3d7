"""A record lies in the folder that its own fields name.

So a county's folder can belong to its office.
"""

from collections.abc import Iterator
from datetime import date

from tongbao.model.base import YEAR
from tongbao.model.dataset import Dataset
from tongbao.model.issue import Issue
from tongbao.rules.base import Finding, found, path_of


def folder_differs(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A project in projects/<district>/ is of that district; an issue in issues/<district>/ is of that
    district or hangs on a project of it. A first folder that is no district says nothing."""
    districts = {district.code for district in dataset.site.districts}
    for project in dataset.projects:
        folder = _district_folder(path_of(dataset, project))
        if folder in districts and project.district in districts and folder != project.district:
            yield found(project, "district", value=project.district, folder=folder)
    for issue in dataset.issues:
        folder = _district_folder(path_of(dataset, issue))
        own = _districts_of(dataset, issue)
        if folder in districts and own and own <= districts and folder not in own:
            field = "district" if issue.district else "projects"
            yield found(issue, field, value=sorted(own), folder=folder)


def _district_folder(path: str) -> str:
    parts = path.split("/")
    return parts[1] if len(parts) > 2 else ""


def _districts_of(dataset: Dataset, issue: Issue) -> set[str]:
    """The districts of an issue; none where one of its projects is not known or could not be read."""
    if issue.district:
        return {issue.district}
    projects = [dataset.project_by_id.get(project) for project in issue.projects]
    return {project.district for project in projects if project} if None not in projects else set()


def folder_year_differs(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """The year in the path of an issue is the year it was raised; in that of a bulletin, the year of its
    number."""
    for issue in dataset.issues:
        folder = _year_folder(path_of(dataset, issue))
        if folder and int(folder) != issue.raised.date.year:
            yield found(issue, "raised", "date", value=issue.raised.date, folder=folder)
    for bulletin in dataset.bulletins:
        folder = _year_folder(path_of(dataset, bulletin))
        if folder and int(folder) != bulletin.year:
            yield found(bulletin, "year", value=bulletin.year, folder=folder)


def _year_folder(path: str) -> str:
    parts = path.split("/")[1:-1]
    return next((part for part in parts if YEAR.fullmatch(part)), "")


def issue_without_place(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """An issue hangs on a project or names its district."""
    for issue in dataset.issues:
        if not issue.projects and not issue.district:
            yield found(issue)
