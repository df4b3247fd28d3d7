"""The lists of projects, of issues and of districts, with what can be filtered."""

from collections.abc import Iterable
from typing import NamedTuple

from tongbao.metrics.scopes import ALL
from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.standing import Standing
from tongbao.views.axes import ISSUES, PROJECTS, by_level
from tongbao.views.boards import board_row, board_views, place_on_board
from tongbao.views.finding import Finding, finding, page_by
from tongbao.views.lights import exempted_texts, light_reason
from tongbao.views.list_pages import list_pages
from tongbao.views.listed import ListRow, list_rows
from tongbao.views.map import MapView, map_view
from tongbao.views.named import named_issues
from tongbao.views.parts import (
    Bar,
    BoardRow,
    BoardView,
    FigureView,
    IssueRow,
    LightView,
    Link,
    ProjectRow,
)
from tongbao.views.quotas import QuotaRow, quotas_of
from tongbao.views.reader import Reader
from tongbao.views.rows import issue_row, project_row, rate_note, recount_note, scope_counts


class ProjectsView(NamedTuple):
    """All projects in a table. `summary` is the row 合计 on top, `counts` both counts where they differ; `pages` lead
    to named lists, reserve pools and finished projects."""

    rows: tuple[ProjectRow, ...]
    summary: BoardRow
    counts: str
    lists: tuple[ListRow, ...]
    pages: tuple[Link, ...]
    finding: Finding
    unit: str
    note: str


class CountRow(NamedTuple):
    """Issues of a category: how many raised, closed, open, overdue."""

    link: Link
    raised: str
    closed: str
    open: str
    overdue: str
    rate: str


class IssuesView(NamedTuple):
    """All issues in a table, the newest first."""

    rows: tuple[IssueRow, ...]
    finding: Finding
    figures: tuple[FigureView, ...]
    categories: tuple[CountRow, ...]
    statistics: Link


class DistrictsView(NamedTuple):
    """Every board of districts, the sum of the place, and the boards of offices."""

    summary: BoardRow
    boards: tuple[BoardView, ...]
    offices: tuple[BoardView, ...]
    others: tuple[BoardRow, ...]
    unit: str
    note: str
    map: MapView | None


class DistrictView(NamedTuple):
    """A district: its figures, projects and open issues."""

    name: str
    counts: str
    figures: tuple[FigureView, ...]
    rate: FigureView
    gap: FigureView
    bar: Bar | None
    note: str
    rank: str
    light: LightView | None
    light_reason: str
    exempted: tuple[str, ...]
    rows: tuple[ProjectRow, ...]
    issues: tuple[IssueRow, ...]
    quotas: tuple[QuotaRow, ...]
    all_quotas: str
    unit: str


def place_row(snapshot: Snapshot, reader: Reader) -> BoardRow:
    """合计: the row of the whole place."""
    return summary_row(ALL, snapshot, reader)


def summary_row(scope: str, snapshot: Snapshot, reader: Reader) -> BoardRow:
    """合计: the row of a scope."""

    def figure(key: str) -> FigureView:
        return reader.figure(snapshot.figure(scope, key))

    rate, pace, gap = (snapshot.figure(scope, key) for key in ("completion_rate", "pace", "gap"))
    return BoardRow(
        rank="",
        district=Link(reader.t("words.total")),
        projects=figure("projects"),
        total=figure("total_investment"),
        planned=figure("planned"),
        completed=figure("completed"),
        rate=figure("completion_rate"),
        gap=figure("gap"),
        bar=reader.bar(rate, pace, gap),
        starts=figure("start_and_resume_rate"),
        light=None,
        closing=figure("closing_rate"),
    )


def rows_by_level(standings: Iterable[Standing], snapshot: Snapshot, reader: Reader) -> tuple[ProjectRow, ...]:
    """Projects by level, then in the fixed order of districts."""
    return tuple(project_row(standing, snapshot, reader) for standing in by_level(standings, snapshot))


def projects_view(snapshot: Snapshot, reader: Reader) -> ProjectsView:
    """The list of all projects: by level, then in the fixed order of districts."""
    return ProjectsView(
        rows=tuple(project_row(standing, snapshot, reader) for standing in PROJECTS.records(snapshot)),
        summary=place_row(snapshot, reader),
        counts=scope_counts(ALL, snapshot, reader),
        lists=list_rows(snapshot, reader),
        pages=list_pages(snapshot, reader),
        finding=finding(PROJECTS, snapshot, reader),
        unit=reader.money_unit,
        note=recount_note(snapshot, reader),
    )


ISSUE_FIGURES = ("issues_raised", "issues_closed", "closing_rate", "issues_open", "issues_overdue")


def _category_rows(snapshot: Snapshot, reader: Reader) -> tuple[CountRow, ...]:
    """The figures of each category that has any issue of the year, or one that is still open."""
    rows = []
    for category in reader.site.categories:
        figures = {key: snapshot.figure(f"category:{category.code}", key) for key in ISSUE_FIGURES}
        if figures["issues_raised"].value or figures["issues_open"].value:
            shown = {key: reader.figure(figure, explained=False) for key, figure in figures.items()}
            rows.append(
                CountRow(
                    link=Link(
                        reader.name("category", category.code),
                        page_by(ISSUES, "category", category.code, snapshot, reader),
                    ),
                    raised=shown["issues_raised"].value,
                    closed=shown["issues_closed"].value,
                    open=shown["issues_open"].value,
                    overdue=shown["issues_overdue"].value,
                    rate=shown["closing_rate"].text if shown["closing_rate"].known else "",
                )
            )
    return tuple(rows)


def issues_view(snapshot: Snapshot, reader: Reader) -> IssuesView:
    """The list of all issues, the newest first."""
    return IssuesView(
        rows=tuple(issue_row(issue, snapshot, reader) for issue in ISSUES.records(snapshot)),
        finding=finding(ISSUES, snapshot, reader),
        figures=tuple(reader.figure(snapshot.figure("all", key)) for key in ISSUE_FIGURES),
        categories=_category_rows(snapshot, reader),
        statistics=Link(reader.t("words.nav.statistics"), reader.urls.page("statistics")),
    )


def districts_view(snapshot: Snapshot, reader: Reader) -> DistrictsView:
    """The boards of the policy, and the districts that are on none."""
    boards, offices = (board_views(axis, snapshot, reader) for axis in ("district", "office"))
    ranked = {member for board in snapshot.rules.boards if board.axis == "district" for member in board.members}
    others = tuple(
        board_row(district.code, "", snapshot, reader)
        for district in reader.site.districts
        if district.code not in ranked and f"district:{district.code}" in snapshot.totals
    )
    summary, note = place_row(snapshot, reader), recount_note(snapshot, reader)
    return DistrictsView(summary, boards, offices, others, reader.money_unit, note, map_view(snapshot, reader))


def district_view(code: str, snapshot: Snapshot, reader: Reader) -> DistrictView:
    """The page of a district."""
    scope = f"district:{code}"
    rate, pace, gap = (snapshot.figure(scope, key) for key in ("completion_rate", "pace", "gap"))
    rows = rows_by_level((s for s in snapshot.standings if s.project.district == code), snapshot, reader)
    ids = {row.id for row in rows}
    light = snapshot.district_light(code)
    issues = (
        i for i in named_issues(snapshot) if i.open and (ids.intersection(i.issue.projects) or i.issue.district == code)
    )
    return DistrictView(
        name=reader.name("district", code),
        counts=scope_counts(scope, snapshot, reader),
        figures=tuple(reader.figure(figure) for figure in (snapshot.figure(scope, key) for key in DISTRICT_FIGURES)),
        rate=reader.figure(rate),
        gap=reader.figure(gap),
        bar=reader.bar(rate, pace, gap),
        note=rate_note(snapshot, reader, scope),
        rank=place_on_board(code, snapshot, reader),
        light=reader.light(light.light),
        light_reason=light_reason(light, reader),
        exempted=exempted_texts(light, reader),
        rows=rows,
        issues=tuple(issue_row(issue, snapshot, reader) for issue in issues),
        quotas=quotas_of(("district",), code, snapshot, reader),
        all_quotas=reader.urls.page("quotas"),
        unit=reader.money_unit,
    )


DISTRICT_FIGURES = (
    "projects",
    "total_investment",
    "planned",
    "completed",
    "completion_rate",
    "gap",
    "start_rate",
    "start_and_resume_rate",
    "issues_open",
    "closing_rate",
    "reports_missing",
)
