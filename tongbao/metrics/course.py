"""How far a single project has come on a day, by its own stages and reports: what its lights are shown by."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from tongbao.metrics.figure import Figure, Unit, rate
from tongbao.metrics.pace import gap, pace, plan_to_date
from tongbao.metrics.reporting import effective_reports
from tongbao.model.policy import Rules
from tongbao.model.project import Project, Report, YearPlan
from tongbao.model.site import Site
from tongbao.model.vocab import FINISHED_STAGES, STAGE_RANK, Stage

ORDER = tuple(Stage)
"""Stages from the first to the last; suspension and withdrawal hold against works of the same day."""


class DatedStage(NamedTuple):
    """A stage reached on a day: the word used, how many of a bundle reached it, and whether it was certified."""

    day: date
    stage: Stage
    word: str
    projects: int
    certified: bool = False


class Course(NamedTuple):
    """The part of a project's standing that asks for none of its steps, milestones, conditions and papers."""

    project: Project
    stage: Stage | None
    stage_word: str
    excluded_by: str
    plan: YearPlan | None
    reports: tuple[Report, ...]
    dated: tuple[DatedStage, ...]
    invested: Decimal | None
    certified: bool
    completion_rate: Figure
    pace: Figure
    gap: Figure

    @property
    def in_scope(self) -> bool:
        """Whether figures count the project."""
        return not self.excluded_by


def project_course(project: Project, site: Site, rules: Rules, day: date) -> Course:
    """How far the project has come on `day`; it must be cut to what was known then."""
    plan, reports = project.year(day.year), effective_reports(project)
    dated = dated_stages(project, reports, site)
    stage, word = _reached(of_whole(dated, project.count))
    invested, certified = invested_by(reports, day, certified=rules.values.investment == "certified")
    completion, pace_figure = _rates(plan, invested, rules, day)
    return Course(
        project=project,
        stage=stage,
        stage_word=word,
        excluded_by=f"stage:{stage}" if stage in rules.scope.exclude_stages else "",
        plan=plan,
        reports=reports,
        dated=dated,
        invested=invested,
        certified=certified,
        completion_rate=completion,
        pace=pace_figure,
        gap=gap(completion, pace_figure),
    )


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


def of_whole(dated: tuple[DatedStage, ...], count: int) -> tuple[DatedStage, ...]:
    """The entries that say where a bundle stands as a whole: it has started with the first of its projects, and is
    finished, suspended or withdrawn with the last. There may be none."""
    begun = STAGE_RANK.keys() - FINISHED_STAGES
    return tuple(entry for entry in dated if entry.projects >= count or entry.stage in begun)


def _reached(dated: tuple[DatedStage, ...]) -> tuple[Stage | None, str]:
    """The newest stage with its word. A word for works under way (设备安装) leaves a resumed project resumed."""
    if not dated:
        return None, ""
    newest = dated[-1]
    begun = next((entry.stage for entry in reversed(dated) if entry.stage is not Stage.STARTED), newest.stage)
    resumed = newest.stage is Stage.STARTED and begun is Stage.RESUMED
    return Stage.RESUMED if resumed else newest.stage, newest.word


def invested_by(reports: tuple[Report, ...], day: date, *, certified: bool) -> tuple[Decimal | None, bool]:
    """The newest investment of the day's year by that day, and whether it is a certified one."""
    of_year = [report for report in reversed(reports) if report.as_of.year == day.year and report.as_of <= day]
    if certified:
        for report in of_year:
            if report.certified and report.certified.invested is not None:
                return report.certified.invested, True
    return next((report.invested for report in of_year if report.invested is not None), None), False


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
