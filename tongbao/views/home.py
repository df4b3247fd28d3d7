"""The home page: the year in one line, five figures, boards, what changed, lights, what comes next."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from tongbao.metrics.cited import Comparison
from tongbao.metrics.scopes import codes_on
from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.totals import Totals
from tongbao.model.bulletin import Bulletin
from tongbao.model.targets import TargetList
from tongbao.model.vocab import EventKind
from tongbao.views.axes import PROJECTS
from tongbao.views.boards import board_views
from tongbao.views.bulletin_head import bulletin_link, period_text
from tongbao.views.charts import due_day
from tongbao.views.cited import CitedView, cited_views
from tongbao.views.finding import page_by
from tongbao.views.lists import place_row
from tongbao.views.named import named_issues
from tongbao.views.parts import (
    Bar,
    BoardRow,
    BoardView,
    DatedItem,
    FigureView,
    LightView,
    Link,
    ProjectRow,
)
from tongbao.views.reader import Reader
from tongbao.views.rows import project_link, project_row, recount_note
from tongbao.views.wallchart import has_wall_chart


@dataclass(frozen=True, slots=True)
class LightGroup:
    """The projects that show a light: how many, the page of all of them, and the first few by gap."""

    light: LightView
    href: str
    count: int
    rows: tuple[ProjectRow, ...]


class HomeView(NamedTuple):
    """Everything the home page says."""

    figures: dict[str, FigureView]
    bar: Bar | None
    stages: tuple[tuple[Link, int], ...]
    summary: BoardRow
    boards: tuple[BoardView, ...]
    since: str
    changes: tuple[DatedItem, ...]
    lights: tuple[LightGroup, ...]
    milestones: tuple[DatedItem, ...]
    bulletins: tuple[tuple[Link, str], ...]
    targets: tuple[Link, ...]
    recent: tuple[ProjectRow, ...]
    cited: tuple[CitedView, ...]
    unit: str
    note: str


HOME_FIGURES = (
    "projects", "total_investment", "planned", "completed", "completion_rate", "pace", "gap", "starts", "starts_due",
    "new_projects", "start_rate", "start_and_resume_rate", "completions", "issues_raised", "issues_closed",
    "closing_rate", "issues_open", "issues_overdue", "reports_missing",
)  # fmt: skip


def _changes(snapshot: Snapshot, since: date, reader: Reader) -> tuple[DatedItem, ...]:
    """Stages reached, dates moved and issues closed or ordered since that day, newest first."""
    items: list[DatedItem] = []
    for standing in snapshot.standings:
        link, district = project_link(standing, reader), reader.name("district", standing.project.district)
        for entry in standing.project.stages:
            if entry.date >= since:
                label = reader.stage_chip(reader.site.stage(entry.stage), entry.stage).text
                items.append(
                    DatedItem(
                        reader.short_day(entry.date),
                        link,
                        label,
                        reader.words(entry.note),
                        district,
                        entry.date.isoformat(),
                    )
                )
        for milestone in standing.project.milestones:
            name = reader.words(milestone.name)
            if milestone.actual and milestone.actual >= since:
                label = reader.t("words.milestone.reached", name=name)
                items.append(
                    DatedItem(
                        reader.short_day(milestone.actual),
                        link,
                        label,
                        "",
                        district,
                        milestone.actual.isoformat(),
                    )
                )
            for change in milestone.changes:
                if change.date >= since:
                    label = reader.t("words.milestone.moved_to", name=name, to=reader.day_text(change.to))
                    items.append(
                        DatedItem(
                            reader.short_day(change.date),
                            link,
                            label,
                            reader.words(change.reason),
                            district,
                            change.date.isoformat(),
                        )
                    )
    for issue in named_issues(snapshot):
        link = Link(reader.words(issue.issue.title), reader.urls.issue(issue.issue.id))
        for event in issue.issue.events:
            if event.date >= since and event.kind in (
                EventKind.CLOSED,
                EventKind.ORDERED,
                EventKind.ESCALATED,
                EventKind.REOPENED,
            ):
                label = reader.t("words.issue_event", event=reader.name("event", event.kind))
                items.append(DatedItem(reader.short_day(event.date), link, label, "", "", event.date.isoformat()))
    return tuple(sorted(items, key=lambda item: (item.iso, item.link.href), reverse=True))


def _next_milestones(snapshot: Snapshot, reader: Reader) -> tuple[DatedItem, ...]:
    due = [
        (due_day(milestone), standing, milestone)
        for standing in snapshot.standings
        if standing.in_scope
        for milestone in standing.project.milestones
        if milestone.actual is None and due_day(milestone) >= snapshot.day
    ]
    due.sort(key=lambda item: (item[0], item[1].project.id))
    return tuple(
        DatedItem(
            reader.short_day(day),
            project_link(standing, reader),
            reader.words(milestone.name),
            "",
            reader.name("district", standing.project.district),
            day.isoformat(),
        )
        for day, standing, milestone in due[: reader.site.home_projects]
    )


def _lights(snapshot: Snapshot, reader: Reader) -> tuple[LightGroup, ...]:
    groups = []
    lit = [(standing, snapshot.project_light(standing).light) for standing in snapshot.standings]
    lights = {light.code: light for light in snapshot.rules.lights if light.applies_to == "project"}
    for code, light in lights.items():
        showing = (standing for standing, own in lit if own and own.code == code)
        shown = sorted(showing, key=lambda s: (s.gap.value or 0, s.project.id))
        view = reader.light(light)
        if view is not None:
            rows = tuple(project_row(s, snapshot, reader) for s in shown[: reader.site.home_projects])
            groups.append(LightGroup(view, page_by(PROJECTS, "light", code, snapshot, reader), len(shown), rows))
    return tuple(groups)


def _recent(snapshot: Snapshot, reader: Reader) -> tuple[ProjectRow, ...]:
    """The projects with the newest reports: what the home page shows of a place that has no annual plans."""
    if any(standing.planned for standing in snapshot.standings):
        return ()
    dated = [(s.latest.as_of, s) for s in snapshot.standings if s.latest and s.in_scope]
    dated.sort(key=lambda pair: (pair[0], pair[1].total or 0, pair[1].project.id), reverse=True)
    return tuple(project_row(standing, snapshot, reader) for _, standing in dated[: reader.site.home_projects])


def _records(totals: Totals) -> int:
    """All projects of a stage, also those that figures leave out: 退出 is a stage like any other here."""
    return totals.projects + totals.out_of_scope


def _lists(snapshot: Snapshot, noticed: tuple[TargetList, ...], reader: Reader) -> tuple[Link, ...]:
    """The notices in whose time anybody may object, then the lists, the newest first, with where this year's stands."""
    lists = sorted(snapshot.data.targets, key=lambda listed: listed.year, reverse=True)
    links = [
        Link(reader.t("pages.home.notice", title=reader.words(listed.title)), reader.urls.notice(listed.year))
        for listed in noticed
        if listed.notice and snapshot.day <= listed.notice.until
    ]
    for listed in lists:
        links.append(Link(reader.words(listed.title), reader.urls.targets(listed.year)))
        if listed.year == snapshot.day.year:
            text = reader.t("pages.home.standing", year=listed.year)
            links.append(Link(text, reader.urls.page("targets", str(listed.year), "standing")))
    if has_wall_chart(snapshot):
        links.append(Link(reader.t("wall.link", year=snapshot.day.year), reader.urls.wallchart()))
    return tuple(links)


def home_view(
    snapshot: Snapshot,
    bulletins: tuple[Bulletin, ...],
    reader: Reader,
    cited: tuple[Comparison, ...] = (),
    noticed: tuple[TargetList, ...] = (),
) -> HomeView:
    """The home page; `bulletins` newest first. What changed counts from the start of the newest bulletin's period.

    `noticed` are the lists whose notice has begun.
    """
    figures = {key: reader.figure(snapshot.figure("all", key)) for key in HOME_FIGURES}
    rate, pace, gap = (snapshot.figure("all", key) for key in ("completion_rate", "pace", "gap"))
    since = bulletins[0].period.from_ if bulletins else None
    changes = _changes(snapshot, since, reader) if since else ()
    stages = [
        (code, count)
        for code in codes_on("stage", snapshot.totals)
        if (count := _records(snapshot.totals[f"stage:{code}"]))
    ]
    order = {code: index for index, code in enumerate(reader.catalogue.section("words.stage"))}
    return HomeView(
        figures=figures,
        bar=reader.bar(rate, pace, gap),
        stages=tuple(
            (Link(reader.name("stage", code), page_by(PROJECTS, "stage", code, snapshot, reader)), count)
            for code, count in sorted(stages, key=lambda pair: order.get(pair[0], 99))
        ),
        summary=place_row(snapshot, reader),
        boards=board_views("district", snapshot, reader),
        since=reader.day_text(since),
        changes=changes,
        lights=_lights(snapshot, reader),
        milestones=_next_milestones(snapshot, reader),
        bulletins=tuple(
            (bulletin_link(b, reader), period_text(b, reader)) for b in bulletins[: reader.site.home_projects]
        ),
        targets=_lists(snapshot, noticed, reader),
        recent=_recent(snapshot, reader),
        cited=cited_views(cited, reader)[: reader.site.home_projects],
        unit=reader.money_unit,
        note=recount_note(snapshot, reader),
    )
