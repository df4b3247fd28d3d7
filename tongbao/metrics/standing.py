"""Where a single project stands on a day."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

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
    """A project on a day. Money in the place's unit; `invested` is the year's, as the policy takes it.

    `start_open` says that the month in which it is to start has come, `start_due` that it is over; without a month it
    is the year. `started` counts all starts, `finished` those finished in the year.
    """

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
    start_open: bool
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
    """A stage reached on a day: the word used, and how many of a bundle reached it."""

    day: date
    stage: Stage
    word: str
    projects: int


def dated_stages(project: Project, reports: tuple[Report, ...], site: Site) -> tuple[DatedStage, ...]:
    """The project's words for its stage, oldest first: of its dated stages and of the reports that hold.

    Of two on a day the dated stage is the later one, so it holds against the reporter's word.
    """
    said = [(report.as_of, report.stage, report.started) for report in reports if report.stage]
    said += [(entry.date, entry.stage, entry.count) for entry in project.stages]
    known = [(day, site.stage(word), word, project.count if count is None else count) for day, word, count in said]
    return tuple(sorted((DatedStage(d, s, w, c) for d, s, w, c in known if s is not None), key=lambda entry: entry.day))


def _reached(dated: tuple[DatedStage, ...]) -> tuple[Stage | None, str]:
    """The newest stage with its word. A word for works under way (设备安装) leaves a resumed project resumed."""
    if not dated:
        return None, ""
    newest = dated[-1]
    begun = next((entry.stage for entry in reversed(dated) if entry.stage is not Stage.STARTED), newest.stage)
    resumed = newest.stage is Stage.STARTED and begun is Stage.RESUMED
    return Stage.RESUMED if resumed else newest.stage, newest.word


def _parts(
    project: Project,
    dated: tuple[DatedStage, ...],
    stages: frozenset[Stage],
    said: list[tuple[date, int | None]],
    day: date,
) -> int:
    """How many projects had reached one of the stages by `day`: the most that a stage or a report says of a bundle."""
    counts = [entry.projects for entry in dated if entry.stage in stages and entry.day <= day]
    counts += [count for on, count in said if count is not None and on <= day]
    return min(max(counts, default=0), project.count)


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
    plan = project.year(day.year)
    reports = effective_reports(project)
    dated = dated_stages(project, reports, site)
    stage, word = _reached(dated)
    invested, certified = _invested(reports, day.year, certified=rules.values.investment == "certified")
    has_started = [(report.as_of, report.started) for report in reports]
    has_finished = [(report.as_of, report.completed) for report in reports]
    starts = [entry.day for entry in dated if entry.stage in STARTED_STAGES] + [
        on for on, count in has_started if count
    ]
    started_on = min(starts, default=None)
    due_on = last_day(plan.start) if plan and plan.start else date(day.year, 12, 31)
    opens_on = due_on.replace(day=1) if plan and plan.start else date(day.year, 1, 1)
    started = _parts(project, dated, STARTED_STAGES, has_started, day)
    finished, before = (
        _parts(project, dated, FINISHED_STAGES, has_finished, on) for on in (day, date(day.year - 1, 12, 31))
    )
    nature = plan.nature if plan else None
    planned = plan.plan if plan else None
    pace_figure = pace(rules.pace, day)
    if planned is None or plan is None:
        completion = Figure("completion_rate", Unit.SHARE, None, base=rules.completion_rate.base, reason="no-plan")
    elif invested is None:
        completion = Figure("completion_rate", Unit.SHARE, None, base=rules.completion_rate.base, reason="no-report")
    else:
        to_date = rules.completion_rate.base == "plan_to_date"
        base = plan_to_date(plan, rules.pace, day) if to_date else Fraction(planned)
        completion = rate("completion_rate", Fraction(invested), base, base=rules.completion_rate.base)
    if rules.completion_rate.base == "plan_to_date":
        pace_figure = Figure("pace", Unit.SHARE, Fraction(1), base="plan_to_date")
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
        start_open=opens_on <= day,
        active=_active(project, site, stage, nature, day.year, started, bool(invested)),
        finished=finished - before,
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
