"""The year's list and what units answer for: measures that can be reckoned, targets that add up, a sound list."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from tongbao.metrics.listing import AXIS
from tongbao.metrics.quotas import PREFIX
from tongbao.model.asof import first_known, project_at
from tongbao.model.dataset import Dataset
from tongbao.model.listing import TargetMeasure
from tongbao.model.project import Project
from tongbao.model.targets import Target, TargetGroup, TargetList
from tongbao.model.vocab import STARTED_STAGES, Nature
from tongbao.problems import Location
from tongbao.rules.base import Codes, Finding, core_stages, found, found_key

PLACED = Iterator[tuple[Location, Target]]


def targets_in(listed: TargetList) -> PLACED:
    """Every target of a list with the way to it: as published, and as changed by adjustments."""
    yield from ((("targets", i), target) for i, target in enumerate(listed.targets))
    for i, adjustment in enumerate(listed.adjustments):
        yield from ((("adjustments", i, "targets", j), target) for j, target in enumerate(adjustment.targets))


def unknown_measure(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """What a district or office answers for is one of the measures of policy.yaml `targets`."""
    codes = Codes.of(measure.code for measure in dataset.policy.targets)
    for listed in dataset.targets:
        for location, target in targets_in(listed):
            for name in ("values", "quarters"):
                for code in getattr(target, name):
                    if code not in codes:
                        yield found_key(listed, *location, name, code, **codes.wrong(code))


def measure_without_due(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A measure of policy.yaml `targets` that is due as a figure says names this figure (`due_figure`)."""
    for i, measure in enumerate(dataset.policy.targets):
        if measure.due == "figure" and not measure.due_figure:
            yield found(dataset.policy, "targets", i, "due", value=measure.code)


def measure_without_crossing(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A measure of one class (`within`) or of the listed projects (`listed`) has its crossing among policy.yaml
    `figures.crossings`: of the axis of each unit that answers for it with class or targets. Not both: a crossing is of
    two axes."""
    crossings = {frozenset(crossing) for rules in dataset.policy.figures for crossing in rules.crossings}
    axes = {
        (target.unit[0], code)
        for listed in dataset.targets
        for _, target in targets_in(listed)
        for code in target.values
    }
    for i, measure in enumerate(dataset.policy.targets):
        if measure.within and measure.listed:
            yield found(dataset.policy, "targets", i, "listed", value=measure.code, variant="both")
            continue
        other, key = _other_axis(measure)
        for axis in ("district", "office"):
            if other and (axis, measure.code) in axes and frozenset((axis, other)) not in crossings:
                yield found(dataset.policy, "targets", i, key, value=measure.code, crossing=f"[{axis}, {other}]")


def _other_axis(measure: TargetMeasure) -> tuple[str, str]:
    if measure.figure.startswith(PREFIX):
        return "", ""
    return ("class", "within") if measure.within else (AXIS, "listed") if measure.listed else ("", "")


def target_quarters(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """The quarters of a target do not fall, and the last is its value for the year."""
    for listed in dataset.targets:
        for location, target in targets_in(listed):
            for code, quarters in target.quarters.items():
                where = (*location, "quarters", code)
                value = target.values.get(code)
                fall = next((i for i, (one, next_) in enumerate(pairwise(quarters), 1) if next_ < one), None)
                if value is None:
                    yield found(listed, *where, variant="none")
                elif fall is not None:
                    yield found(listed, *where, fall, value=quarters[fall], other=quarters[fall - 1], variant="fall")
                elif quarters[-1] != value:
                    yield found(listed, *where, len(quarters) - 1, value=quarters[-1], other=value)


def _published(dataset: Dataset) -> Iterator[tuple[TargetList, Location, TargetGroup, Project]]:
    """Every project of a list as published: the list, the way to it, its group, the project."""
    for listed in dataset.targets:
        for i, group in enumerate(listed.groups):
            for j, id in enumerate(group.projects):
                if project := dataset.project_by_id.get(id):
                    yield listed, ("groups", i, "projects", j), group, project


def nature_differs(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """The plan of a project says the nature of the group that it stands in, as it was on the day of publication; where
    a group has none, nothing is compared."""
    for listed, location, group, project in _published(dataset):
        nature = _nature(project, listed) if group.nature else None
        if nature and nature is not group.nature:
            yield found(listed, *location, value=project.id, nature=nature, group=group.nature)


def _nature(project: Project, listed: TargetList) -> Nature | None:
    known = project_at(project, listed.known_from) if project.changes and listed.known_from > date.min else None
    plan = (known or project).year(listed.year)
    return plan.nature if plan else None


def listed_without_plan(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A project on a year's list has an entry for that year among its `years`; the reserved ones too, for their nature
    and target stand there."""
    for listed, location, _, project in _published(dataset):
        if project.year(listed.year) is None:
            yield found(listed, *location, value=project.id, year=listed.year)


def listed_before_registered(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A project was registered by the day on which it came on the list: that of publication, or of the adjustment that
    added it. Before, no page knows it."""
    for listed, location, _, project in _published(dataset):
        known = first_known(project)
        if known and date.min < listed.known_from < known:
            yield found(listed, *location, value=project.id, known=known, day=listed.known_from)
    for listed in dataset.targets:
        for i, adjustment in enumerate(listed.adjustments):
            for j, move in enumerate(adjustment.moves):
                moved = dataset.project_by_id.get(move.project)
                known = first_known(moved) if moved else None
                if known and known > adjustment.date:
                    where = ("adjustments", i, "moves", j, "project")
                    yield found(listed, *where, value=move.project, known=known, day=adjustment.date)


def substitute_listed(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A substitute does not stand on the published list already; it comes on it by an adjustment."""
    for listed in dataset.targets:
        published = {id for group in listed.groups for id in group.projects}
        for i, id in enumerate(listed.substitutes):
            if id in published:
                yield found(listed, "substitutes", i, value=id)


def notice_after_published(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """The time in which anybody may object is over before the list is published."""
    for listed in dataset.targets:
        if listed.notice and listed.published and listed.notice.until >= listed.published:
            yield found(listed, "notice", "until", value=listed.notice.until, day=listed.published)


def unstarted_too_long(dataset: Dataset, day: date) -> Iterator[Finding]:
    """A project that had a plan in so many years before the list's, not as a reserve, and has not started yet should
    leave the list (policy.yaml `adjustments.unstarted_years`; 福建: 连续两年未开工的调出)."""
    words = core_stages(dataset.site)
    days = {listed.year: max(listed.known_from, date(listed.year, 1, 1)) for listed in dataset.targets}
    limits = {year: dataset.policy.at(known).adjustments.unstarted_years for year, known in days.items()}
    for listed, location, _, project in _published(dataset):
        limit = limits[listed.year]
        if limit is None or any(words.get(s.stage) in STARTED_STAGES and s.date <= day for s in project.stages):
            continue
        before = (project.year(listed.year - back) for back in range(1, limit + 1))
        if all(plan is not None and plan.nature is not Nature.RESERVE for plan in before):
            yield found(listed, *location, value=project.id, years=limit)
