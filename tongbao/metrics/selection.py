"""Which projects a selection of the policy finds, and how many of a bundle.

All that a selection says must hold; where it names several codes of a kind, one of them is enough. A class or sector
is also found by the wider one it lies within. Of a bundle the least is found that any condition leaves: the projects
whose dated entries say so, or the parts of its breakdowns. What a condition needs and the record does not know is not
found: a bundle has no total of each of its projects.
"""

from collections.abc import Iterable
from datetime import date

from tongbao.metrics.standing import Standing
from tongbao.metrics.windows import span
from tongbao.model.project import Project, YearPlan
from tongbao.model.setting import Selection
from tongbao.model.site import Group, Site
from tongbao.model.standings import Library
from tongbao.model.vocab import STAGE_RANK, STARTED_STAGES, Stage, Window


def selected(selection: Selection, standing: Standing, site: Site, day: date) -> int:
    """How many projects of a standing the selection finds: 0 or 1, of a bundle up to its count."""
    if not _fits_total(selection, standing):
        return 0
    return _selected_of_any_total(selection, standing, site, day)


def may_find(selection: Selection, project: Project) -> bool:
    """Whether the lists and natures that a selection names let it find any of a project: quick to tell, before more is
    reckoned."""
    if selection.natures and not any(plan.nature in selection.natures for plan in project.years):
        return False
    wanted = {*selection.lists}
    return not wanted or not (wanted.isdisjoint(project.lists) and wanted.isdisjoint(_parts(project, "list")))


def _fits_total(selection: Selection, standing: Standing) -> bool:
    """Whether the total investment lies within the bounds; not where it is unknown, as of each project of a bundle."""
    if selection.total.open:
        return True
    return standing.project.count == 1 and standing.total is not None and selection.total.hold(standing.total)


def unmeasured(selection: Selection, standing: Standing, site: Site, day: date) -> int:
    """How many projects the selection may find or not: their own total investment is asked for and not known.

    A bundle that is worth less than the lower bound all together holds none that reaches it.
    """
    total, wanted = standing.total, selection.total
    if wanted.open or (total is not None and standing.project.count == 1):
        return 0
    if total is not None and any(least is not None and total < least for least in (wanted.at_least, wanted.above)):
        return 0
    return _selected_of_any_total(selection, standing, site, day)


def _selected_of_any_total(selection: Selection, standing: Standing, site: Site, day: date) -> int:
    """How many the selection would find without its bounds on total investment."""
    project = standing.project
    if not standing.in_scope or not _planned(selection, standing):
        return 0
    least = project.count
    for axis, wanted in (
        ("level", selection.levels),
        ("list", selection.lists),
        ("class", selection.classes),
        ("sector", selection.sectors),
    ):
        if wanted:
            least = min(least, _part(standing, axis, wanted, site))
        if not least:
            return 0
    if selection.stages:
        least = min(least, sum(n for stage, word, n in stages_on(standing) if {stage, word} & {*selection.stages}))
    for reached in selection.reached:
        least = min(least, reached_within(reached.stage, standing, day, reached.within))
    return least


def library_shares(standing: Standing, libraries: Iterable[Library], site: Site, day: date) -> dict[str, int]:
    """The libraries that a project is in, in the order of the policy, with how many projects of a bundle are."""
    found = ((library.code, selected(library.select, standing, site, day)) for library in libraries)
    return {code: count for code, count in found if count}


def _planned(selection: Selection, standing: Standing) -> bool:
    """Whether the project is on a year's list as asked: of the years that are named, else of the day's."""
    project, least = standing.project, selection.planned_at_least
    if not (selection.years or selection.natures or least is not None):
        return True
    plans: tuple[YearPlan, ...] = (standing.plan,) if standing.plan else ()
    if selection.years:
        first, last = selection.years[0], selection.years[-1]
        plans = tuple(plan for plan in project.years if first <= plan.year <= last)
    return any(
        (not selection.natures or plan.nature in selection.natures)
        and (least is None or (project.count == 1 and plan.plan is not None and plan.plan >= least))
        for plan in plans
    )


def _chain(code: str, groups: tuple[Group, ...]) -> tuple[str, ...]:
    """The code and the wider ones it lies within, also by way of others."""
    wider = {group.code: group.within for group in groups}
    chain: list[str] = []
    step: str | None = code
    while step is not None and step not in chain:
        chain.append(step)
        step = wider.get(step)
    return tuple(chain)


def _own(standing: Standing, axis: str) -> tuple[str, ...]:
    """The codes of a project on an axis, of a bundle those along which it is not broken down."""
    project = standing.project
    codes: dict[str, tuple[str, ...]] = {
        "level": (project.level,) if project.level else (),
        "district": (project.district,),
        "office": standing.answering,
        "sponsor": tuple(sponsor.office for sponsor in project.sponsors),
        "list": project.lists,
        "class": project.classes,
        "sector": project.sectors,
    }
    parts = _parts(project, axis)
    return tuple(code for code in codes[axis] if code not in parts)


def _parts(project: Project, axis: str) -> dict[str, int]:
    return next((breakdown.parts for breakdown in project.breakdowns if breakdown.axis == axis), {})


def _groups(site: Site, axis: str) -> tuple[Group, ...]:
    return {"class": site.classes, "sector": site.sectors}.get(axis, ())


def _part(standing: Standing, axis: str, wanted: tuple[str, ...], site: Site) -> int:
    """How many of a project's count have one of the wanted codes: all by its own codes, else by its breakdown."""
    project, groups = standing.project, _groups(site, axis)
    if any(code in wanted for own in _own(standing, axis) for code in _chain(own, groups)):
        return project.count
    parts = _parts(project, axis)
    return min(project.count, sum(n for part, n in parts.items() if {*_chain(part, groups)} & {*wanted}))


def shares(standing: Standing, axis: str, site: Site) -> dict[str, int]:
    """How many of a project's count each code of an axis of a quota has."""
    project, groups = standing.project, _groups(site, axis)
    found: dict[str, int] = {}
    for part, count in _parts(project, axis).items():
        for code in _chain(part, groups):
            found[code] = min(found.get(code, 0) + count, project.count)
    own = (wider for code in _own(standing, axis) for wider in _chain(code, groups))
    return {**found, **dict.fromkeys(own, project.count)}


def stages_on(standing: Standing) -> tuple[tuple[Stage, str, int], ...]:
    """Where the projects of a standing stand on its day: stage, its word, how many.

    Of a bundle those that went no further stand where they last were: 50 in the reserve, 20 signed, 5 started are
    30, 15 and 5. Suspended and withdrawn ones are taken from those furthest on.
    """
    project, dated = standing.project, standing.dated
    if not dated:
        return ()
    if standing.stage and dated[-1].projects >= project.count:
        return ((standing.stage, standing.stage_word, project.count),)
    found: list[tuple[Stage, str, int]] = []
    newest = dated[-1]
    left = 0
    if newest.stage not in STAGE_RANK:
        found.append((newest.stage, newest.word, newest.projects))
        left = newest.projects
    further = left
    ranked = {STAGE_RANK[entry.stage]: entry for entry in dated if entry.stage in STAGE_RANK}
    most = 0
    for rank in sorted(ranked, reverse=True):
        most = max([most, *(entry.projects for entry in dated if STAGE_RANK.get(entry.stage) == rank)])
        here = min(most, project.count) - further
        if here > 0:
            found.append((ranked[rank].stage, ranked[rank].word, here))
            further += here
    return tuple(found)


def _counts(wanted: str, standing: Standing) -> list[tuple[date, int]]:
    """The entries that say how many have reached a stage, counted from the beginning."""
    stages = STARTED_STAGES if wanted == Stage.STARTED else frozenset((wanted,))
    counts = [(entry.day, entry.projects) for entry in standing.dated if entry.stage in stages or entry.word == wanted]
    if wanted == Stage.STARTED:
        counts += [(report.as_of, report.started) for report in standing.reports if report.started is not None]
    if wanted == Stage.COMPLETED:
        counts += [(report.as_of, report.completed) for report in standing.reports if report.completed is not None]
    return counts


def reached_within(stage: str, standing: Standing, day: date, within: Window = Window.EVER) -> int:
    """How many projects of a standing reached a core stage, or a word of the place, within a window seen from `day`.

    A stage is reached on the day of its first entry, whatever comes later; one that was passed over is not reached.
    Only `started` is also reached by any stage that lies behind it, because ground was broken by then at the latest;
    where the place counts certified starts, uncertified ones are none.
    """
    first, last = span(within, day)
    counts = _counts(stage, standing)
    most = standing.started if stage == Stage.STARTED else standing.project.count
    by_then = min(max((count for on, count in counts if on <= last), default=0), most)
    before = max((count for on, count in counts if on < first), default=0)
    return max(by_then - before, 0)
