"""Where a single project stands on a day."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from tongbao.metrics.conditions import ConditionStanding, condition_standings
from tongbao.metrics.course import DatedStage, invested_by, of_whole, project_course
from tongbao.metrics.figure import Figure
from tongbao.metrics.milestones import MilestoneStanding, milestone_standing, months_begun
from tongbao.metrics.procedures import NO_CEREMONY, Ceremonies, StepStanding, step_standings
from tongbao.metrics.reporting import ReportStanding, report_standing
from tongbao.metrics.sent import SentStanding, sent_standings
from tongbao.metrics.windows import DAY, same_day_last_year, year_end, year_start
from tongbao.model.base import last_day
from tongbao.model.calendar import Calendar
from tongbao.model.clocks import Procedure
from tongbao.model.packs import PaperRule
from tongbao.model.policy import Rules
from tongbao.model.project import Project, Report, YearPlan
from tongbao.model.site import Site
from tongbao.model.vocab import FINISHED_STAGES, STAGE_RANK, STARTED_STAGES, Nature, Stage

IDLE_STAGES = frozenset({Stage.SUSPENDED, Stage.DEFERRED, Stage.WITHDRAWN})


class Standing(NamedTuple):
    """A project on a day. Money in the place's unit; `invested` is the year's, as the policy takes it.

    `start_open` says that the month in which it is to start has come, `start_due` that it is over; without a month it
    is the year; `finish_due` the same of its completion. `started` counts all starts, `finished` those finished in the
    year, `active` those started or resumed in it (None: nothing says that it should be). `dated` are its stages, oldest
    first. `invested_last_year` is what was invested by the same day a year ago. `answering` are the offices that answer
    for it at its stage.
    """

    project: Project
    day: date
    stage: Stage | None
    stage_word: str
    excluded_by: str
    plan: YearPlan | None
    reports: tuple[Report, ...]
    dated: tuple[DatedStage, ...]
    answering: tuple[str, ...]
    invested: Decimal | None
    invested_last_year: Decimal | None
    certified: bool
    started_on: date | None
    started: int
    start_due: bool
    start_open: bool
    finish_due: bool
    active: int | None
    finished: int
    milestones: tuple[MilestoneStanding, ...]
    steps: tuple[StepStanding, ...]
    conditions: tuple[ConditionStanding, ...]
    papers: tuple[SentStanding, ...]
    report: ReportStanding
    completion_rate: Figure
    pace: Figure
    gap: Figure

    @property
    def in_scope(self) -> bool:
        """Whether figures count the project."""
        return not self.excluded_by

    @property
    def nature(self) -> Nature | None:
        """建设性质 of the day's year."""
        return self.plan.nature if self.plan else None

    @property
    def planned(self) -> Decimal | None:
        """The annual plan."""
        return self.plan.plan if self.plan else None

    @property
    def start_delay(self) -> int:
        """Months begun since the month in which a new project was to start ended, as long as it has not."""
        if self.plan is None or self.plan.start is None or self.started >= self.project.count:
            return 0
        return months_begun(last_day(self.plan.start), self.day)

    @property
    def delay(self) -> int:
        """The largest delay of its milestones against the dates first planned, in months begun."""
        return max((milestone.delay for milestone in self.milestones), default=0)

    @property
    def delay_latest(self) -> int:
        """The largest delay of its milestones against the dates approved last, in months begun."""
        return max((milestone.delay_latest for milestone in self.milestones), default=0)

    @property
    def total(self) -> Decimal | None:
        """Total investment: the approved one, else what the newest report that says so expects."""
        approved = self.project.investment.total
        if approved is not None:
            return approved
        return next((report.total for report in reversed(self.reports) if report.total is not None), None)

    @property
    def latest(self) -> Report | None:
        """The newest report that holds."""
        return self.reports[-1] if self.reports else None

    @property
    def invested_total(self) -> Decimal | None:
        """Investment since the works began: up to last year's end and this year's; None where neither is known."""
        before = self.plan.invested_before if self.plan else None
        if before is None and self.invested is None:
            return None
        return (before or Decimal(0)) + (self.invested or Decimal(0))


def _answering(project: Project, dated: tuple[DatedStage, ...], site: Site) -> tuple[str, ...]:
    """The offices whose stages hold the one that the project has reached, both ends included; what stands still or was
    withdrawn is where it was. An office without stages answers for all of its life."""
    reached = next((STAGE_RANK[entry.stage] for entry in reversed(dated) if entry.stage in STAGE_RANK), None)

    def rank(word: str | None) -> int | None:
        stage = site.stage(word) if word else None
        return STAGE_RANK.get(stage) if stage else None

    offices: dict[str, None] = {}
    for entry in project.responsible:
        first, last = rank(entry.from_stage), rank(entry.until_stage)
        begun = first is None or (reached is not None and reached >= first)
        if begun and (last is None or reached is None or reached <= last):
            offices[entry.office] = None
    return tuple(offices)


def works_under_way(dated: tuple[DatedStage, ...], started_on: date | None, day: date) -> bool:
    """Whether works that had started by the end of a day were neither finished nor idle then. Of a bundle `dated` are
    the entries that speak of the whole."""
    newest = next((entry.stage for entry in reversed(dated) if entry.day <= day), None)
    return started_on is not None and started_on <= day and newest not in IDLE_STAGES | FINISHED_STAGES


def parts_reached(
    dated: tuple[DatedStage, ...],
    stages: frozenset[Stage],
    count: int,
    day: date,
    said: Iterable[tuple[date, int | None]] = (),
) -> int:
    """How many of `count` projects had reached one of the stages by `day`: the most that a stage or a report says."""
    counts = [entry.projects for entry in dated if entry.stage in stages and entry.day <= day]
    counts += [number for on, number in said if number is not None and on <= day]
    return min(max(counts, default=0), count)


def _active(
    project: Project,
    dated: tuple[DatedStage, ...],
    reports: tuple[Report, ...],
    stage: Stage | None,
    nature: Nature | None,
    day: date,
    started: int,
    worked: bool,
) -> int | None:
    """How many count as 开复工 in the year: new ones started; older ones resumed, worked on or finished.

    What a report says of a bundle holds. None where neither a nature nor a report says that it should be.
    """
    said = next((r.active for r in reversed(reports) if r.active is not None and r.as_of.year == day.year), None)
    if said is not None:
        return min(said, project.count)
    if nature is None:
        return None
    if nature is Nature.NEW:
        return started
    if stage is None or stage in IDLE_STAGES or stage not in STARTED_STAGES:
        return 0
    of_year = tuple(entry for entry in dated if entry.day.year == day.year)
    resumed = parts_reached(of_year, frozenset({Stage.RESUMED}), project.count, day)
    finished = parts_reached(of_year, FINISHED_STAGES, project.count, day)
    return resumed or (project.count if worked else finished)


def project_standing(
    project: Project,
    site: Site,
    rules: Rules,
    calendar: Calendar,
    day: date,
    procedures: tuple[Procedure, ...] = (),
    ceremonies: Ceremonies = NO_CEREMONY,
    papers: tuple[PaperRule, ...] = (),
) -> Standing:
    """Where the project stands on `day`; the project must be cut to what was known then.

    `procedures` and `papers` are all versions of the policy: what runs goes on by the version under which it began.
    `ceremonies` are those at which the project was presented.
    """
    course = project_course(project, site, rules, day)
    plan, reports, dated, stage, invested = course.plan, course.reports, course.dated, course.stage, course.invested
    certified_starts = rules.values.starts == "certified"
    last_year = same_day_last_year(day)
    has_started = [(report.as_of, report.started) for report in reports if not certified_starts or report.certified]
    has_finished = [(report.as_of, report.completed) for report in reports]
    counting = tuple(entry for entry in dated if entry.certified) if certified_starts else dated
    starts = [entry.day for entry in dated if entry.stage in STARTED_STAGES]
    starts += [report.as_of for report in reports if report.started]
    started_on = min(starts, default=None)
    due_on = last_day(plan.start) if plan and plan.start else year_end(day)
    started = parts_reached(counting, STARTED_STAGES, project.count, day, has_started)
    finished, before = (
        parts_reached(dated, FINISHED_STAGES, project.count, on, has_finished) for on in (day, year_start(day) - DAY)
    )
    nature, whole = plan.nature if plan else None, of_whole(dated, project.count)
    return Standing(
        project=project,
        day=day,
        stage=stage,
        stage_word=course.stage_word,
        excluded_by=course.excluded_by,
        plan=plan,
        reports=reports,
        dated=dated,
        answering=_answering(project, dated, site),
        invested=invested,
        invested_last_year=invested_by(reports, last_year, certified=rules.values.investment == "certified")[0],
        certified=course.certified,
        started_on=started_on,
        started=started,
        start_due=due_on <= day,
        start_open=(due_on.replace(day=1) if plan and plan.start else year_start(day)) <= day,
        finish_due=(last_day(plan.finish) if plan and plan.finish else year_end(day)) <= day,
        active=_active(project, dated, reports, stage, nature, day, started, bool(invested)),
        finished=finished - before,
        milestones=tuple(milestone_standing(milestone, rules.delays, day) for milestone in project.milestones),
        steps=step_standings(project, dated, procedures, calendar, day, ceremonies),
        conditions=condition_standings(project.conditions, dated, day),
        papers=sent_standings(project.papers, papers, calendar, day),
        report=report_standing(project, rules.reports, calendar, day, partial(works_under_way, whole, started_on)),
        completion_rate=course.completion_rate,
        pace=course.pace,
        gap=course.gap,
    )
