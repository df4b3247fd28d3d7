"""Where a single project stands on a day."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import NamedTuple

from tongbao.metrics.conditions import ConditionStanding, condition_standings
from tongbao.metrics.figure import Figure, Unit, rate
from tongbao.metrics.milestones import MilestoneStanding, milestone_standing, months_begun
from tongbao.metrics.pace import gap, pace, plan_to_date
from tongbao.metrics.procedures import NO_CEREMONY, Ceremonies, StepStanding, step_standings
from tongbao.metrics.reporting import ReportStanding, effective_reports, report_standing
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

ORDER = tuple(Stage)
"""Stages from the first to the last; suspension and withdrawal hold against works of the same day."""
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
    dated: tuple["DatedStage", ...]
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


class DatedStage(NamedTuple):
    """A stage reached on a day: the word used, how many of a bundle reached it, and whether it was certified."""

    day: date
    stage: Stage
    word: str
    projects: int
    certified: bool = False


def dated_stages(project: Project, reports: tuple[Report, ...], site: Site) -> tuple[DatedStage, ...]:
    """The project's words for its stage, oldest first: of its dated stages and of the reports that hold.

    Of two on a day the dated stage is the later one, so it holds against the reporter's word; of two dated stages the
    one further on, whatever their order in the file.
    """
    said = [(report.as_of, report.stage, report.started, False) for report in reports if report.stage]
    dated = [(entry.date, entry.stage, entry.count, entry.certified is not None) for entry in project.stages]

    def known(entries: Iterable[tuple[date, str, int | None, bool]]) -> list[DatedStage]:
        return [
            DatedStage(day, stage, word, project.count if count is None else count, certified)
            for day, word, count, certified in entries
            if (stage := site.stage(word)) is not None
        ]

    return tuple(sorted((*known(said), *sorted(known(dated), key=_further)), key=lambda entry: entry.day))


def _further(entry: DatedStage) -> tuple[date, int, str, str, int, bool]:
    return entry.day, ORDER.index(entry.stage), entry.stage, entry.word, entry.projects, entry.certified


def _reached(dated: tuple[DatedStage, ...]) -> tuple[Stage | None, str]:
    """The newest stage with its word. A word for works under way (设备安装) leaves a resumed project resumed."""
    if not dated:
        return None, ""
    newest = dated[-1]
    begun = next((entry.stage for entry in reversed(dated) if entry.stage is not Stage.STARTED), newest.stage)
    resumed = newest.stage is Stage.STARTED and begun is Stage.RESUMED
    return Stage.RESUMED if resumed else newest.stage, newest.word


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
    """Whether works that had started by the end of a day were neither finished nor idle then."""
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


def _invested(reports: tuple[Report, ...], day: date, *, certified: bool) -> tuple[Decimal | None, bool]:
    """The newest investment of the day's year by that day, and whether it is a certified one."""
    of_year = [report for report in reversed(reports) if report.as_of.year == day.year and report.as_of <= day]
    if certified:
        for report in of_year:
            if report.certified and report.certified.invested is not None:
                return report.certified.invested, True
    return next((report.invested for report in of_year if report.invested is not None), None), False


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
    plan = project.year(day.year)
    reports = effective_reports(project)
    dated = dated_stages(project, reports, site)
    stage, word = _reached(dated)
    certified_starts = rules.values.starts == "certified"
    invested, certified = _invested(reports, day, certified=rules.values.investment == "certified")
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
    nature = plan.nature if plan else None
    completion, pace_figure = _rates(plan, invested, rules, day)
    return Standing(
        project=project,
        day=day,
        stage=stage,
        stage_word=word,
        excluded_by=f"stage:{stage}" if stage in rules.scope.exclude_stages else "",
        plan=plan,
        reports=reports,
        dated=dated,
        answering=_answering(project, dated, site),
        invested=invested,
        invested_last_year=_invested(reports, last_year, certified=rules.values.investment == "certified")[0],
        certified=certified,
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
        report=report_standing(project, rules.reports, calendar, day, partial(works_under_way, dated, started_on)),
        completion_rate=completion,
        pace=pace_figure,
        gap=gap(completion, pace_figure),
    )


def _rates(plan: YearPlan | None, invested: Decimal | None, rules: Rules, day: date) -> tuple[Figure, Figure]:
    """投资完成率 and 时序进度 of a single project."""
    base, planned = rules.completion_rate.base, plan.plan if plan else None
    to_date = base == "plan_to_date"
    own = planned is not None and (to_date or rules.pace.basis == "own_quarters")
    due = plan_to_date(plan, rules.pace, day) if plan and own else None
    whole = Fraction(planned or 0)
    pace_figure = (
        Figure("pace", Unit.SHARE, Fraction(1), base=base) if to_date else pace(rules.pace, day, due=due, planned=whole)
    )
    if planned is None or invested is None:
        reason = "no-plan" if planned is None else "no-report"
        return Figure("completion_rate", Unit.SHARE, None, base=base, reason=reason), pace_figure
    return rate(
        "completion_rate", Fraction(invested), whole if due is None or not to_date else due, base=base
    ), pace_figure
