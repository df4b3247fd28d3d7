"""Where a single project stands on a day."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from tongbao.metrics.figure import Figure, Unit, rate
from tongbao.metrics.pace import gap, pace, plan_to_date
from tongbao.metrics.reporting import ReportStanding, effective_reports, report_standing
from tongbao.model.base import last_day
from tongbao.model.calendar import Calendar
from tongbao.model.policy import Rules
from tongbao.model.project import Project, Report, YearPlan
from tongbao.model.site import Site
from tongbao.model.vocab import FINISHED_STAGES, STARTED_STAGES, Nature, Stage

IDLE_STAGES = frozenset({Stage.SUSPENDED, Stage.DEFERRED, Stage.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Standing:
    """A project on a day. Money in the place's unit; `invested` is the year's, as the policy takes it."""

    project: Project
    day: date
    stage: Stage | None
    stage_word: str
    excluded_by: str
    plan: YearPlan | None
    reports: tuple[Report, ...]
    invested: Decimal | None
    certified: bool
    started_on: date | None
    started: int
    start_due: bool
    early: bool
    active: int
    finished: int
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


def stage_in_force(project: Project, site: Site) -> tuple[Stage | None, str, date | None]:
    """The core stage of the newest dated word, the word itself, and the day it was first so.

    Words come from `stages` and from reports that carry one; of two on a day the report counts first.
    """
    dated = [(report.as_of, report.stage) for report in project.progress if report.stage]
    dated += [(entry.date, entry.stage) for entry in project.stages]
    dated.sort(key=lambda pair: pair[0])
    for day, word in reversed(dated):
        if (stage := site.stage(word)) is not None:
            return stage, word, day
    return None, "", None


def _reached(project: Project, site: Site, stages: frozenset[Stage]) -> date | None:
    days = [entry.date for entry in project.stages if site.stage(entry.stage) in stages]
    days += [report.as_of for report in project.progress if report.stage and site.stage(report.stage) in stages]
    return min(days, default=None)


def _invested(reports: tuple[Report, ...], year: int, *, certified: bool) -> tuple[Decimal | None, bool]:
    """The year's newest investment and whether it is a certified one."""
    for report in reversed(reports):
        if report.as_of.year != year:
            break
        if certified and report.certified and report.certified.invested is not None:
            return report.certified.invested, True
        if report.invested is not None and not certified:
            return report.invested, False
    return (None, False) if not certified else _invested(reports, year, certified=False)


def _active(
    project: Project,
    site: Site,
    stage: Stage | None,
    nature: Nature | None,
    year: int,
    started: int,
    worked: bool,
) -> int:
    """How many count as 开复工 in the year: new ones started; older ones resumed, worked on or finished."""
    if nature is Nature.NEW:
        return started
    if stage is None or stage in IDLE_STAGES or stage not in STARTED_STAGES:
        return 0
    resumed = any(e.date.year == year and site.stage(e.stage) is Stage.RESUMED for e in project.stages)
    finished = any(e.date.year == year and site.stage(e.stage) in FINISHED_STAGES for e in project.stages)
    return project.count if resumed or finished or worked else 0


def project_standing(project: Project, site: Site, rules: Rules, calendar: Calendar, day: date) -> Standing:
    """Where the project stands on `day`; the project must be cut to what was known then."""
    stage, word, _ = stage_in_force(project, site)
    plan = project.year(day.year)
    reports = effective_reports(project)
    invested, certified = _invested(reports, day.year, certified=rules.values.investment == "certified")
    started_on = _reached(project, site, STARTED_STAGES)
    latest = reports[-1] if reports else None
    has_started = started_on is not None
    started = (latest.started if latest and latest.started is not None else project.count) if has_started else 0
    due_on = last_day(plan.start) if plan and plan.start else date(day.year, 12, 31)
    early = bool(started_on and plan and plan.start and started_on < last_day(plan.start).replace(day=1))
    nature = plan.nature if plan else None
    planned = plan.plan if plan else None
    pace_figure = pace(rules.pace, day)
    if planned is None or plan is None:
        completion = Figure("completion_rate", Unit.SHARE, None, base=rules.completion_rate.base, reason="no-plan")
    elif invested is None:
        completion = Figure("completion_rate", Unit.SHARE, None, base=rules.completion_rate.base, reason="no-report")
    else:
        to_date = rules.completion_rate.base == "plan_to_date"
        base = plan_to_date(plan, rules.pace, day) if to_date else planned
        completion = rate("completion_rate", Fraction(invested), Fraction(base), base=rules.completion_rate.base)
    if rules.completion_rate.base == "plan_to_date":
        pace_figure = Figure("pace", Unit.SHARE, Fraction(1), base="plan_to_date")
    finished_on = _reached(project, site, FINISHED_STAGES)
    return Standing(
        project=project,
        day=day,
        stage=stage,
        stage_word=word,
        excluded_by=f"stage:{stage}" if stage in rules.scope.exclude_stages else "",
        plan=plan,
        reports=reports,
        invested=invested,
        certified=certified,
        started_on=started_on,
        started=started,
        start_due=due_on <= day,
        early=early,
        active=_active(project, site, stage, nature, day.year, started, bool(invested)),
        finished=project.count if finished_on and finished_on.year == day.year else 0,
        report=report_standing(
            project,
            rules.reports,
            calendar,
            day,
            None if stage in IDLE_STAGES or stage in FINISHED_STAGES else started_on,
        ),
        completion_rate=completion,
        pace=pace_figure,
        gap=gap(completion, pace_figure),
    )
