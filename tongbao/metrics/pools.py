"""储备库: what a pool holds on a day, how far its projects are, what it owes, and what came and went in the quarter."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal, NamedTuple

from tongbao.metrics.figure import Figure
from tongbao.metrics.gates import Gate, gates_of, procedure_of
from tongbao.metrics.listing import AXIS, listed_on
from tongbao.metrics.procedures import codes_of
from tongbao.metrics.quotas import QuotaStanding, quota_standings
from tongbao.metrics.selection import may_find, selected, stages_on
from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.standing import Standing
from tongbao.metrics.windows import DAY, month_end, quarter_start, year_end
from tongbao.model.calendar import month_later
from tongbao.model.project import Project
from tongbao.model.standings import Library, MaturityLevel, Quota
from tongbao.model.units import MONTHS_A_YEAR
from tongbao.model.vocab import STARTED_STAGES, Nature

Horizon = Literal["within", "beyond", "past", "unknown"]
"""When a project is to start: in time, too late, in the past, or nobody says when."""
SHARE = "class_share:"
"""What the key of a class's share of a pool begins with, the class after it."""


class Start(NamedTuple):
    """The time in which a project is to start: a month or a year, by its first and last day."""

    first: date
    last: date

    @property
    def is_month(self) -> bool:
        """Whether a month is meant, not a whole year."""
        return self.first.month == self.last.month


class Pooled(NamedTuple):
    """A project in a pool, or `projects` of a bundle: its gates in order, its maturity, and when it is to start.

    `horizon` is None where the pool sets none. `counted` is False of one that a bundle beside it counts.
    """

    standing: Standing
    projects: int
    gates: tuple[Gate, ...]
    maturity: MaturityLevel | None
    start: Start | None
    horizon: Horizon | None
    counted: bool


class Moved(NamedTuple):
    """A project that came or went, or so many of a bundle; seen as it stands today where it is still known."""

    standing: Standing
    projects: int


class Movement(NamedTuple):
    """What changed since a quarter ended on `since`: came in; left by starting or onto the year's list; left otherwise.

    `before` and `now` are numbers of projects.
    """

    since: date
    before: int
    came: tuple[Moved, ...]
    promoted: tuple[Moved, ...]
    left: tuple[Moved, ...]
    now: int


class PoolStanding(NamedTuple):
    """A pool on a day. `stock` are its projects and their total investment, `shares` those of the classes by it."""

    pool: Library
    stock: tuple[Figure, Figure]
    shares: tuple[tuple[str, Figure], ...]
    quotas: tuple[QuotaStanding, ...]
    projects: tuple[Pooled, ...]


def pools_of(libraries: Iterable[Library]) -> tuple[Library, ...]:
    """The libraries that are pools."""
    return tuple(library for library in libraries if library.pool)


def pool_standing(pool: Library, snapshot: Snapshot) -> PoolStanding:
    """Where a pool stands on the snapshot's day."""
    scope = f"library:{pool.code}"
    return PoolStanding(
        pool=pool,
        stock=(snapshot.figure(scope, "projects"), snapshot.figure(scope, "total_investment")),
        shares=class_shares(pool, snapshot),
        quotas=tuple(standing for standing in snapshot.quotas if is_of(standing.quota, pool)),
        projects=tuple(_pooled(pool, snapshot)),
    )


def is_of(quota: Quota, pool: Library) -> bool:
    """Whether a quota is one of the pool: it counts projects of no other lists and stages than the pool holds."""
    count, select = quota.count, pool.select
    stages = {*count.stages, *(reached.stage for reached in count.reached)}
    if select.lists:
        listed = bool(count.lists) and {*count.lists} <= {*select.lists}
        return listed and (not select.stages or stages <= {*select.stages})
    if select.stages:
        return not count.lists and bool(stages) and stages <= {*select.stages}
    return count == select


def of_several(quotas: Iterable[QuotaStanding], pools: Sequence[Library]) -> tuple[QuotaStanding, ...]:
    """The quotas that several pools owe together (泾川: 全县项目储备库)."""
    lists = {code for pool in pools for code in pool.select.lists}
    return tuple(
        standing
        for standing in quotas
        if standing.quota.count.lists
        and {*standing.quota.count.lists} <= lists
        and not any(is_of(standing.quota, pool) for pool in pools)
    )


def class_shares(pool: Library, snapshot: Snapshot) -> tuple[tuple[str, Figure], ...]:
    """The share of each widest class in the pool's total investment; classes that have none are left out."""
    site, select = snapshot.data.site, pool.select
    asked = [
        Quota.model_construct(
            code=entry.code,
            name=entry.code,
            count=select.model_copy(update={"classes": (entry.code,)}),
            over=select,
            measure="total_investment",
            per="all",
        )
        for entry in site.classes
        if entry.within is None and (not select.classes or entry.code in select.classes)
    ]
    near = tuple(standing for standing in snapshot.standings if may_find(select, standing.project))
    found = quota_standings(near, asked, site, (), snapshot.day)
    return tuple(
        (each.quota.code, replace(each.figure, key=SHARE + each.quota.code)) for each in found if each.figure.value
    )


def pool_figures(snapshot: Snapshot) -> Iterator[tuple[str, Figure]]:
    """The shares of classes in every pool, each with its scope."""
    for pool in pools_of(snapshot.rules.libraries):
        for _, figure in class_shares(pool, snapshot):
            yield f"library:{pool.code}", figure


def _held(pool: Library, snapshot: Snapshot) -> dict[str, int]:
    """How many projects of each record the pool holds."""
    site, day = snapshot.data.site, snapshot.day
    near = (each for each in snapshot.standings if may_find(pool.select, each.project))
    found = {each.project.id: selected(pool.select, each, site, day) for each in near}
    return {id: count for id, count in found.items() if count}


def _each_once(held: Mapping[str, int], snapshot: Snapshot) -> dict[str, int]:
    """Without the projects that a bundle beside them counts already."""
    within = {id: snapshot.standing_by_id[id].project.within for id in held}
    return {id: count for id, count in held.items() if within[id] not in held}


def _pooled(pool: Library, snapshot: Snapshot) -> Iterator[Pooled]:
    held = _held(pool, snapshot)
    counted = _each_once(held, snapshot)
    procedure = procedure_of(pool.gates, snapshot.rules.procedures)
    for id, projects in held.items():
        standing = snapshot.standing_by_id[id]
        start = planned_start(standing.project)
        asked = procedure.asked_of(codes_of(standing.project)) if procedure else None
        gates = gates_of(asked, standing.steps) if asked else ()
        horizon = horizon_of(start, pool, snapshot.day)
        yield Pooled(standing, projects, gates, maturity_of(pool, gates), start, horizon, id in counted)


def maturity_of(pool: Library, gates: Iterable[Gate]) -> MaturityLevel | None:
    """The last level of the pool whose steps are all done, as far as they are asked of the project."""
    passed = {gate.step: gate.passed is not None for gate in gates}
    done = (level for level in reversed(pool.maturity) if all(passed.get(step, bool(passed)) for step in level.steps))
    return next(done, None)


def planned_start(project: Project) -> Start | None:
    """When the project is to start: the month that its newest plan with one says, else the year whose plan makes it
    new, else the first year of its period."""
    newest = sorted(project.years, key=lambda plan: plan.year, reverse=True)
    month = next((plan.start for plan in newest if plan.start), None)
    if month:
        first = date.fromisoformat(f"{month}-01")
        return Start(first, month_end(first))
    year = next((plan.year for plan in newest if plan.nature is Nature.NEW), None) or next(iter(project.period), None)
    return Start(first := date(year, 1, 1), year_end(first)) if year else None


def horizon_of(start: Start | None, pool: Library, day: date) -> Horizon | None:
    """Whether a start lies within so many years of the day as the pool looks ahead; None where it sets no horizon."""
    if pool.horizon_years is None:
        return None
    if start is None:
        return "unknown"
    if start.last < day:
        return "past"
    return "beyond" if start.first > month_later(day, pool.horizon_years * MONTHS_A_YEAR) else "within"


def misplaced(pool: Library, standing: Standing) -> str | None:
    """The stage, in the word that was used, at which a project does not belong in the pool: one that the pool does
    not take, or where it names none a started one (泾川: 不储备已开工建设的项目)."""
    takes = {*pool.only_stages}
    for stage, word, _ in stages_on(standing):
        if (takes and not {stage, word} & takes) or (not takes and stage in STARTED_STAGES):
            return word
    return None


def movement(pool: Library, before: Snapshot, now: Snapshot) -> Movement:
    """What came into the pool and left it between two days; the pool is meant as it is on the second."""
    earlier, today = (_each_once(_held(pool, each), each) for each in (before, now))
    came: list[Moved] = []
    promoted: list[Moved] = []
    left: list[Moved] = []
    for id in dict.fromkeys((*earlier, *today)):
        more = today.get(id, 0) - earlier.get(id, 0)
        standing = now.standing_by_id.get(id) or before.standing_by_id[id]
        if more > 0:
            came.append(Moved(standing, more))
        elif more < 0:
            group = promoted if _went_on(id, standing, now) else left
            group.append(Moved(standing, -more))
    counts = sum(earlier.values()), sum(today.values())
    return Movement(before.day, counts[0], tuple(came), tuple(promoted), tuple(left), counts[1])


def _went_on(id: str, standing: Standing, now: Snapshot) -> bool:
    """Whether a project has started, or is on the list of the year; by its plan where the year has none."""
    if id not in now.standing_by_id or not standing.in_scope:
        return False
    planned = standing.nature not in (None, Nature.RESERVE) and not listed_on(now.day.year, now.data.targets)
    return standing.started > 0 or planned or bool(now.codes[id][AXIS])


def quarter_before(day: date) -> date:
    """The last day of the quarter before that of `day`."""
    return quarter_start(day) - DAY
