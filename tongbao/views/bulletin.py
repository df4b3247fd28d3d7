"""A bulletin's page and brief: the same figures in sentences and tables."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from fractions import Fraction

from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.standing import Standing
from tongbao.model.bulletin import Bulletin
from tongbao.model.standings import Light
from tongbao.model.vocab import FINISHED_STAGES, BulletinSection, Stage, Tone
from tongbao.views.boards import board_row
from tongbao.views.bulletin_adjustments import AdjustmentItem, adjustment_items, entries_listed
from tongbao.views.bulletin_changes import Changes, changes
from tongbao.views.bulletin_decisions import DecisionsView, decisions_view
from tongbao.views.bulletin_figures import (
    HEADLINE_FIGURES,
    Activity,
    Added,
    DistrictParagraph,
    GroupRow,
    activity,
    added,
    district_order,
    district_paragraphs,
    group_rows,
    rankings,
    spoken,
)
from tongbao.views.bulletin_form import BRIEF, FormView, form_view
from tongbao.views.bulletin_head import Head, bulletin_link, head_view, span_iso, span_text
from tongbao.views.bulletin_items import (
    STOPPED_STAGES,
    escalation_items,
    idle_items,
    milestone_items,
    moved_items,
    newest_note,
    order_items,
    start_items,
    turn_items,
    within,
)
from tongbao.views.bulletin_papers import PaperItem, papers_overdue, papers_sent
from tongbao.views.corrections import CorrectionView, DifferenceView, correction_views
from tongbao.views.lists import place_row
from tongbao.views.named import named_issues
from tongbao.views.parts import (
    BoardRow,
    BoardView,
    DatedItem,
    FigureView,
    IssueRow,
    Link,
    MovedItem,
    ProjectRow,
    Recount,
)
from tongbao.views.reader import Reader
from tongbao.views.rows import issue_row, project_link, project_row, recount, scope_counts

UNUSUAL = frozenset({BulletinSection.CHANGES, BulletinSection.ADJUSTMENTS})
"""Sections that are printed only where the bulletin or the policy names them."""


@dataclass(frozen=True, slots=True)
class LightCount:
    """How many projects show a light."""

    code: str
    label: str
    tone: str
    shape: str
    count: str


@dataclass(frozen=True, slots=True)
class BulletinView:
    """Everything the bulletin says. `figures` are those of the whole place, by key.

    `sections` are those that have something to say, in printed order. `span` is the period as a sentence
    says it (本周, 10月份). `new_since` is the day of the bulletin before where that one does not speak of the
    days right before, else "". `entries` counts the entries of the list where they are not its projects, else "".
    `levels_whole` says that the levels add up to all projects. `changes` is None where there is no
    bulletin before. `entries_listed` counts the entries of the year's list where there are `adjustments` to tell of.
    The `*_iso` are for machines.
    """

    id: str
    kind: str
    head: Head
    draft: bool
    sections: tuple[str, ...]
    words: dict[str, str]
    span: str
    span_iso: str
    figures: dict[str, FigureView]
    activity: Activity
    new: Added
    new_since: str
    new_since_iso: str
    entries: str
    levels: tuple[tuple[str, str], ...]
    levels_whole: bool
    groups: tuple[GroupRow, ...]
    summary: BoardRow
    boards: tuple[BoardView, ...]
    districts: tuple[DistrictParagraph, ...]
    district_rows: tuple[BoardRow, ...]
    starts: tuple[DatedItem, ...]
    resumptions: tuple[DatedItem, ...]
    stops: tuple[DatedItem, ...]
    completions: tuple[DatedItem, ...]
    idle: tuple[DatedItem, ...]
    lights: tuple[LightCount, ...]
    lagging: tuple[ProjectRow, ...]
    lagging_slightly: tuple[Link, ...]
    issues_new: tuple[IssueRow, ...]
    issues_closed: tuple[IssueRow, ...]
    issues_overdue: tuple[IssueRow, ...]
    orders: tuple[DatedItem, ...]
    missing: tuple[Link, ...]
    milestones_done: tuple[DatedItem, ...]
    milestones_late: tuple[DatedItem, ...]
    milestones_next: tuple[DatedItem, ...]
    milestones_moved: tuple[MovedItem, ...]
    milestone_days: str
    changes: Changes | None
    corrections: tuple[CorrectionView, ...]
    differs: tuple[DifferenceView, ...]
    previous: Link | None
    following: Link | None
    pdf: str
    text: str
    unit: str
    recount: Recount
    adjustments: tuple[AdjustmentItem, ...] = ()
    decisions: DecisionsView | None = None
    entries_listed: FigureView | None = None
    escalations: tuple[DatedItem, ...] = ()
    papers: tuple[PaperItem, ...] = ()
    papers_overdue: tuple[PaperItem, ...] = ()
    form: FormView = BRIEF

    @property
    def counts(self) -> dict[str, str]:
        """How many each list names, by its name; of bundles how many of their projects."""
        lists = ((field.name, getattr(self, field.name)) for field in fields(self))
        return {
            name: str(sum(item.count if isinstance(item, DatedItem) else 1 for item in value))
            for name, value in lists
            if isinstance(value, tuple)
        }


@dataclass(frozen=True)
class BulletinPoints:
    """A bulletin between the one before and the one after of its kind, each with its own as-of."""

    bulletin: Bulletin
    now: Snapshot
    before: Snapshot | None
    previous: Bulletin | None
    following: Bulletin | None

    @property
    def follows_directly(self) -> bool:
        """Whether the bulletin before speaks of the days right before this one's."""
        return self.previous is not None and (
            self.previous.period.until + timedelta(days=1) == self.bulletin.period.from_
        )


@dataclass(frozen=True)
class Neighbours:
    """A bulletin between the one before and the one after of its kind."""

    bulletin: Bulletin
    previous: Bulletin | None
    following: Bulletin | None

    def points(self, snapshot_of: Callable[[date], Snapshot]) -> BulletinPoints:
        """With the place as it stood at this one and at the one before."""
        before = snapshot_of(self.previous.as_of.date()) if self.previous else None
        now = snapshot_of(self.bulletin.as_of.date())
        return BulletinPoints(self.bulletin, now, before, self.previous, self.following)


def bulletin_series(bulletins: Iterable[Bulletin]) -> tuple[Neighbours, ...]:
    """Each bulletin between its neighbours of the same kind, by their as-of days; supplements (增刊) have their own."""

    def series(bulletin: Bulletin) -> tuple[str, bool]:
        return bulletin.kind, bulletin.supplement

    ordered = sorted(bulletins, key=lambda bulletin: (*series(bulletin), bulletin.as_of, bulletin.id))
    places = []
    for index, bulletin in enumerate(ordered):
        near = [
            ordered[at] if 0 <= at < len(ordered) and series(ordered[at]) == series(bulletin) else None
            for at in (index - 1, index + 1)
        ]
        places.append(Neighbours(bulletin, *near))
    return tuple(places)


def _lit(now: Snapshot) -> list[tuple[Standing, Light]]:
    """Projects with a light that warns, the furthest behind first."""
    pairs = [(standing, light) for standing in now.standings if (light := now.project_light(standing).light)]
    warned = [(standing, light) for standing, light in pairs if light.tone is not Tone.GOOD]
    return sorted(warned, key=lambda pair: pair[0].gap.value or Fraction(0))


def _lagging_row(standing: Standing, now: Snapshot, reader: Reader) -> ProjectRow:
    """A project that is named for its light; what is said of it is asked of the snapshot, and so issued."""
    for key in ("planned", "completed", "completion_rate", "gap"):
        now.project_figure(standing, key)
    return replace(project_row(standing, now, reader), note=newest_note(standing, reader))


def _light_counts(now: Snapshot, lit: Iterable[tuple[Standing, Light]], reader: Reader) -> tuple[LightCount, ...]:
    shown = [light.code for _, light in lit]
    lights = {
        light.code: light for light in now.rules.lights if light.applies_to == "project" and light.tone is not Tone.GOOD
    }
    return tuple(
        LightCount(code, reader.words(light.label), light.tone, light.shape, reader.number(shown.count(code)))
        for code, light in lights.items()
    )


def _sections(bulletin: Bulletin, reader: Reader, empty: Mapping[BulletinSection, bool]) -> tuple[str, ...]:
    """The bulletin's own sections, else the policy's, without those that have nothing to say."""
    rule = reader.rules.bulletins.get(bulletin.kind)
    usual = tuple(section for section in BulletinSection if section not in UNUSUAL)
    wanted = bulletin.sections or (rule.sections if rule else usual)
    return tuple(str(section) for section in wanted if not empty.get(section))


def bulletin_view(points: BulletinPoints, today: Snapshot, reader: Reader) -> BulletinView:
    """The page of a bulletin. Figures are those of its own as-of day, corrections those known today."""
    bulletin, now, before, period = points.bulletin, points.now, points.before, points.bulletin.period
    rule = reader.rules.bulletins.get(bulletin.kind)
    since = before.day if before and not points.follows_directly else None
    words = {str(section): reader.words(text) for section, text in bulletin.words.items()}
    levels = [(level.code, now.figure(f"level:{level.code}", "projects").value or 0) for level in reader.site.levels]
    figures = spoken(now, "all", HEADLINE_FIGURES, reader)
    new = added(now, before, "all", reader)
    lit = _lit(now)
    milestones = milestone_items(now, bulletin, reader)
    issues = named_issues(now)
    groups, boards = (
        group_rows(now, before, reader),
        rankings(now, reader, before),
    )
    adjustments, decisions = adjustment_items(now, period, reader), decisions_view(now, period, reader)
    empty = {
        BulletinSection.EDITOR: not words.get(BulletinSection.EDITOR),
        BulletinSection.CLASSES: not groups,
        BulletinSection.BOARDS: not boards,
        BulletinSection.CHANGES: before is None,
        BulletinSection.ADJUSTMENTS: not adjustments,
        BulletinSection.DECISIONS: decisions is None,
    }
    sections = _sections(bulletin, reader, empty)
    told = BulletinSection.ADJUSTMENTS in sections
    return BulletinView(
        id=bulletin.id,
        kind=bulletin.kind,
        head=head_view(bulletin, reader),
        draft=bulletin.issued is None,
        sections=sections,
        words=words,
        span=span_text(bulletin, reader),
        span_iso=span_iso(bulletin),
        figures=figures,
        activity=activity(now, before, "all", reader),
        new=new,
        new_since=reader.short_day(since),
        new_since_iso=since.isoformat() if since else "",
        entries=figures["entries"].value if scope_counts("all", now, reader) else "",
        levels=tuple((reader.name("level", code), reader.number(count)) for code, count in levels if count),
        levels_whole=sum(count for _, count in levels) == now.figure("all", "projects").value,
        groups=groups,
        summary=place_row(now, reader),
        boards=boards,
        districts=district_paragraphs(now, before, reader, district_order(now, bulletin.kind)),
        district_rows=tuple(
            board_row(d.code, "", now, reader) for d in reader.site.districts if f"district:{d.code}" in now.totals
        ),
        starts=start_items(now, period, reader),
        resumptions=turn_items(now, period, reader, frozenset({Stage.RESUMED})),
        stops=turn_items(now, period, reader, STOPPED_STAGES),
        completions=turn_items(now, period, reader, FINISHED_STAGES),
        idle=idle_items(now, reader),
        lights=_light_counts(now, lit, reader),
        lagging=tuple(_lagging_row(standing, now, reader) for standing, light in lit if light.tone is not Tone.NOTICE),
        lagging_slightly=tuple(project_link(standing, reader) for standing, light in lit if light.tone is Tone.NOTICE),
        issues_new=tuple(issue_row(i, now, reader) for i in issues if within(i.issue.raised.date, period)),
        issues_closed=tuple(issue_row(i, now, reader) for i in issues if within(i.done, period)),
        issues_overdue=tuple(issue_row(i, now, reader) for i in issues if i.overdue),
        orders=order_items(now, period, reader),
        missing=tuple(project_link(s, reader) for s in now.standings if s.in_scope and s.report.missing),
        milestones_done=milestones["done"],
        milestones_late=milestones["late"],
        milestones_next=milestones["next"],
        milestones_moved=moved_items(now, period, reader),
        milestone_days=reader.number(rule.milestone_days if rule else 0),
        changes=changes(before, now, points.previous.as_of, reader) if before and points.previous else None,
        corrections=correction_views(today, reader, bulletin.id),
        differs=(),
        previous=bulletin_link(points.previous, reader) if points.previous else None,
        following=bulletin_link(points.following, reader) if points.following else None,
        pdf=reader.urls.bulletin_pdf(bulletin.year, bulletin.id),
        text=reader.urls.bulletin_text(bulletin.year, bulletin.id) if bulletin.issued else "",
        unit=reader.money_unit,
        recount=recount(now, reader),
        adjustments=adjustments if told else (),
        decisions=decisions if BulletinSection.DECISIONS in sections else None,
        entries_listed=entries_listed(now, reader) if told else None,
        escalations=escalation_items(now, period, reader),
        papers=papers_sent(now, period, reader),
        papers_overdue=papers_overdue(now, reader),
        form=form_view(bulletin, reader),
    )
