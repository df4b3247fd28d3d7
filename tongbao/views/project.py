"""A project's page."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.standing import Standing
from tongbao.model.campaign import Campaign
from tongbao.model.project import Project
from tongbao.views.activities import DecisionView, decisions_on
from tongbao.views.batches import BatchMark, batches_of
from tongbao.views.campaigns import CampaignMark, campaign_marks
from tongbao.views.charts import Curve, Timeline, progress_curve, timeline
from tongbao.views.conditions import ConditionRow, conditions_of
from tongbao.views.evaluation import EvaluatedRow, project_evaluation
from tongbao.views.facts import facts, withheld_elsewhere
from tongbao.views.history import HISTORY_COLUMNS, ChangeRow, HistoryRow, change_rows, history_rows
from tongbao.views.lights import LightMonth, exempted_texts, light_months, light_reason
from tongbao.views.mentions import MentionRow
from tongbao.views.named import named_issues_of
from tongbao.views.named_lists import Offer, offers_of, unmet_on
from tongbao.views.on_lists import OnList, on_lists
from tongbao.views.parts import Bar, Chip, Fact, FigureView, IssueRow, LightView, Link
from tongbao.views.photos import PhotoView, photo_views
from tongbao.views.project_owners import owner_link
from tongbao.views.reader import Reader
from tongbao.views.results import ResultRow, result_rows
from tongbao.views.rows import bundle_link, issue_row, project_link
from tongbao.views.sent import SentRow, sent_on
from tongbao.views.versions import VersionsView
from tongbao.views.ways import Ways, ways


class YearRow(NamedTuple):
    """What a year's list says of the project."""

    year: str
    nature: str
    plan: str
    before: str
    start: str
    target: str
    quarters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StageRow:
    """A stage reached; `count` says how many of a bundle, where not all of it did."""

    date: str
    stage: Chip
    count: int | None
    certified: str
    note: str


@dataclass(frozen=True, slots=True)
class ProjectView:
    """Everything the page says, in the order of the page."""

    id: str
    name: str
    district: Link
    count: int
    reckoned: bool
    within: Link | None
    named: tuple[Link, ...]
    breakdowns: tuple[tuple[str, str], ...]
    stage: Chip
    light: LightView | None
    light_reason: str
    exempted: tuple[str, ...]
    lights: tuple[LightMonth, ...]
    mentions: tuple[MentionRow, ...]
    results: tuple[ResultRow, ...]
    photos: tuple[PhotoView, ...]
    completion: FigureView
    gap: FigureView
    pace: FigureView
    bar: Bar | None
    out_of_scope: str
    next_milestone: str
    planned: str
    invested: str
    invested_total: str
    physical: str
    finish: str
    latest: str
    missing_report: str
    facts: tuple[Fact, ...]
    content: str
    years: tuple[YearRow, ...]
    on_lists: tuple[OnList, ...]
    curve: Curve | None
    timeline: Timeline | None
    stages: tuple[StageRow, ...]
    ways: Ways
    unmet: tuple[str, ...]
    offers: tuple[Offer, ...]
    evaluation: tuple[EvaluatedRow, ...]
    all_evaluated: str
    batches: tuple[BatchMark, ...]
    campaigns: tuple[CampaignMark, ...]
    conditions: tuple[ConditionRow, ...]
    papers: tuple[SentRow, ...]
    decisions: tuple[DecisionView, ...]
    issues: tuple[IssueRow, ...]
    history: tuple[HistoryRow, ...]
    history_columns: tuple[str, ...]
    changes: tuple[ChangeRow, ...]
    versions: VersionsView | None
    links: tuple[Link, ...]
    extra: tuple[tuple[str, str], ...]
    unit: str
    sheet: str


def _years(standing: Standing, reader: Reader) -> tuple[YearRow, ...]:
    return tuple(
        YearRow(
            year=str(plan.year),
            nature=reader.name("nature", plan.nature),
            plan=reader.money(plan.plan),
            before=reader.money(plan.invested_before),
            start=reader.day_or_month(plan.start),
            target=reader.words(plan.target),
            quarters=tuple(reader.percent(share, 0) for share in plan.quarters),
        )
        for plan in sorted(standing.project.years, key=lambda plan: plan.year, reverse=True)
        if plan.year <= standing.day.year
    )


def _breakdowns(project: Project, reader: Reader) -> Iterator[tuple[str, str]]:
    for breakdown in project.breakdowns:
        for code, count in breakdown.parts.items():
            yield reader.name(breakdown.axis, code), reader.number(count)
        if breakdown.rest:
            yield reader.t("pages.project.rest"), reader.number(breakdown.rest)


def _named(standing: Standing, snapshot: Snapshot, reader: Reader) -> tuple[Link, ...]:
    """The projects with records of their own that a bundle counts."""
    bundle = standing.project
    if bundle.count == 1:
        return ()
    return tuple(project_link(other, reader) for other in snapshot.standings if other.project.within == bundle.id)


def all_facts(standing: Standing, snapshot: Snapshot, reader: Reader) -> tuple[Fact, ...]:
    """What is told of a project in a word or two each, and what of it is withheld."""
    owner = owner_link(standing.project.id, snapshot, reader)
    return (*facts(standing, reader, owner), *withheld_elsewhere(standing, reader))


def next_milestone(line: Timeline | None, reader: Reader) -> str:
    """The milestone that is reached next, as a sentence; "" where there is none."""
    upcoming = next((each for each in line.milestones if each.state in ("open", "late")), None) if line else None
    return reader.t("words.milestone.next", name=upcoming.name, due=upcoming.due) if upcoming else ""


def project_view(
    standing: Standing,
    snapshot: Snapshot,
    reader: Reader,
    campaigns: tuple[Campaign, ...] = (),
    versions: VersionsView | None = None,
    mentions: tuple[MentionRow, ...] = (),
) -> ProjectView:
    """The page of a project, with its campaigns, the bulletins that name it, and the versions of its record where the
    site tells them."""
    project = standing.project
    line = timeline(project.milestones, snapshot.day, reader)
    history = history_rows(standing, reader)
    latest = standing.latest
    light = snapshot.project_light(standing)
    missing = standing.report.missing and standing.report.period_end
    return ProjectView(
        id=project.id,
        name=reader.words(project.name),
        district=reader.district_link(project.district),
        count=project.count,
        reckoned=project.reckoned,
        within=bundle_link(standing, snapshot, reader),
        named=_named(standing, snapshot, reader),
        breakdowns=tuple(_breakdowns(project, reader)),
        stage=reader.stage_chip(standing.stage, standing.stage_word),
        light=reader.light(light.light),
        light_reason=light_reason(light, reader),
        exempted=exempted_texts(light, reader),
        lights=light_months(standing, snapshot, reader),
        mentions=mentions,
        results=result_rows(standing, reader),
        photos=photo_views(project, snapshot, reader),
        completion=reader.figure(standing.completion_rate),
        gap=reader.figure(standing.gap),
        pace=reader.figure(standing.pace),
        bar=reader.bar(standing.completion_rate, standing.pace, standing.gap),
        out_of_scope=reader.t("words.out_of_scope", stage=reader.stage_chip(standing.stage, standing.stage_word).text)
        if standing.excluded_by
        else "",
        next_milestone=next_milestone(line, reader),
        planned=reader.money_text(standing.planned),
        invested=reader.money_text(standing.invested),
        invested_total=reader.money_text(standing.invested_total),
        physical=reader.percent(latest.physical, 0) if latest else "",
        finish=reader.day_or_month(latest.finish) if latest else "",
        latest=reader.day_text(latest.as_of) if latest else "",
        missing_report=reader.t("words.missing_report", day=reader.day_text(standing.report.period_end))
        if missing
        else "",
        facts=all_facts(standing, snapshot, reader),
        content=reader.words(project.content),
        years=_years(standing, reader),
        on_lists=on_lists(project.id, snapshot, reader),
        curve=progress_curve(standing, snapshot, reader),
        timeline=line,
        stages=tuple(
            StageRow(
                reader.day_text(entry.date),
                reader.stage_chip(reader.site.stage(entry.stage), entry.stage),
                entry.count if project.count > 1 else None,
                reader.t(
                    "words.certified",
                    day=reader.day_text(entry.certified.date),
                    by=reader.words(entry.certified.by),
                )
                if entry.certified
                else "",
                reader.words(entry.note),
            )
            for entry in sorted(project.stages, key=lambda entry: entry.date)
        ),
        ways=ways(standing, reader),
        unmet=unmet_on(standing, snapshot, reader),
        offers=offers_of(standing, reader),
        evaluation=project_evaluation(standing, snapshot, reader),
        all_evaluated=reader.urls.page("evaluation"),
        batches=batches_of(standing, snapshot, reader),
        campaigns=campaign_marks(campaigns, snapshot, reader),
        conditions=conditions_of(standing, reader),
        papers=sent_on(standing, reader),
        decisions=decisions_on(project.id, snapshot, reader),
        issues=tuple(issue_row(issue, snapshot, reader) for issue in named_issues_of(project.id, snapshot)),
        history=history,
        history_columns=tuple(name for name in HISTORY_COLUMNS if any(getattr(row, name) for row in history)),
        changes=change_rows(standing, reader),
        versions=versions,
        links=tuple(Link(reader.words(link.title), link.url) for link in project.links),
        extra=tuple(project.extra.items()),
        unit=reader.money_unit,
        sheet=reader.urls.sheet(project.id) if reader.urls.pdf and project.id in snapshot.with_sheet else "",
    )
