"""储备库: the stock of each pool, what it owes, how far its projects are, and what came and went in the quarter."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from tongbao.metrics.pools import (
    Moved,
    Pooled,
    PoolStanding,
    Start,
    misplaced,
    movement,
    of_several,
    pool_standing,
    pools_of,
    quarter_before,
)
from tongbao.metrics.snapshot import Snapshot
from tongbao.model.calendar import month_later
from tongbao.model.standings import Library
from tongbao.model.units import MONTHS_A_YEAR
from tongbao.views.parts import FigureView, Link
from tongbao.views.quotas import QuotaView, quota_views, setting_lines
from tongbao.views.reader import Reader
from tongbao.views.rows import bundle_link, project_link


@dataclass(frozen=True, slots=True)
class PoolRow:
    """A project in a pool. `gates` are the steps with the day on which each was done, "" where it was not; `warned`
    says what is the matter with its start, `misplaced` that it has started."""

    link: Link
    district: str
    stage: str
    count: int
    within: Link | None
    total: str
    passed: str
    gates: tuple[tuple[str, str], ...]
    maturity: str
    start: str
    warned: str
    misplaced: bool


class ShareRow(NamedTuple):
    """What a class has of a pool's total investment."""

    name: str
    total: str
    share: str


class GateRow(NamedTuple):
    """A gate, or a number of gates: how many projects of the pool have passed it, and how many not."""

    name: str
    passed: str
    open: str = ""


@dataclass(frozen=True, slots=True)
class MovedRow:
    """A project that came or went; `count` of a bundle."""

    link: Link
    count: int


class MovementView(NamedTuple):
    """What changed since the quarter before ended: a sentence, and who came and went."""

    text: str
    came: tuple[MovedRow, ...]
    promoted: tuple[MovedRow, ...]
    left: tuple[MovedRow, ...]


class Owed(NamedTuple):
    """A quota in short: whether it is met, or how many of its members meet it; `state` chooses a colour."""

    name: str
    verdict: str
    state: str


class PoolView(NamedTuple):
    """A pool."""

    name: str
    lines: tuple[str, ...]
    source: str
    assumed: bool
    projects: FigureView
    total: FigureView
    owed: tuple[Owed, ...]
    quotas: tuple[QuotaView, ...]
    shares: tuple[ShareRow, ...]
    gates: tuple[GateRow, ...]
    by_gates: tuple[GateRow, ...]
    maturity: tuple[GateRow, ...]
    horizon: str
    movement: MovementView
    rows: tuple[PoolRow, ...]


class PoolsView(NamedTuple):
    """/pool/. `together` are the quotas that several pools owe; of more than `shown` that came or went, the names are
    folded away."""

    pools: tuple[PoolView, ...]
    owed: tuple[Owed, ...]
    together: tuple[QuotaView, ...]
    shown: int
    unit: str


def has_pools(snapshot: Snapshot) -> bool:
    """Whether the place has a reserve pool."""
    return bool(pools_of(snapshot.rules.libraries))


def pools_view(snapshot: Snapshot, snapshot_of: Callable[[date], Snapshot], reader: Reader) -> PoolsView:
    """The page of pools; `snapshot_of` gives the place as it stood at the end of the quarter before."""
    pools = pools_of(snapshot.rules.libraries)
    before = snapshot_of(quarter_before(snapshot.day))
    together = quota_views(of_several(snapshot.quotas, pools), snapshot, reader)
    return PoolsView(
        pools=tuple(_pool(pool, before, snapshot, reader) for pool in pools),
        owed=_owed(together),
        together=together,
        shown=reader.site.home_projects,
        unit=reader.money_unit,
    )


def _owed(quotas: tuple[QuotaView, ...]) -> tuple[Owed, ...]:
    def short(quota: QuotaView) -> Owed:
        if len(quota.rows) == 1:
            return Owed(quota.name, quota.rows[0].verdict, quota.rows[0].state)
        missed = any(row.state in ("short", "over") for row in quota.rows)
        return Owed(quota.name, quota.summary, "short" if missed else "")

    return tuple(short(quota) for quota in quotas)


def _pool(pool: Library, before: Snapshot, snapshot: Snapshot, reader: Reader) -> PoolView:
    standing = pool_standing(pool, snapshot)
    projects, total = (reader.figure(figure, explained=False) for figure in standing.stock)
    quotas = quota_views(standing.quotas, snapshot, reader)
    counted = tuple(each for each in standing.projects if each.counted)
    return PoolView(
        name=reader.words(pool.name),
        lines=setting_lines(pool, snapshot, reader),
        source=reader.words(pool.source),
        assumed=pool.assumed,
        projects=projects,
        total=total,
        owed=_owed(quotas),
        quotas=quotas,
        shares=tuple(_shares(standing, reader)),
        gates=tuple(_gates(counted, reader)),
        by_gates=tuple(_by_gates(counted, reader)),
        maturity=tuple(_maturity(pool, counted, reader)),
        horizon=_horizon(pool, counted, snapshot.day, reader),
        movement=_movement(pool, before, snapshot, reader),
        rows=tuple(_row(each, pool, snapshot, reader) for each in standing.projects),
    )


def _shares(standing: PoolStanding, reader: Reader) -> Iterator[ShareRow]:
    for code, figure in standing.shares:
        share = reader.figure(figure, explained=False).text
        yield ShareRow(reader.name("class", code), reader.money(figure.numerator), share)


def _gates(projects: tuple[Pooled, ...], reader: Reader) -> Iterator[GateRow]:
    """Each gate in order, with the projects that have passed it."""
    for i, gate in enumerate(projects[0].gates if projects else ()):
        passed = sum(each.projects for each in projects if each.gates[i].passed)
        whole = sum(each.projects for each in projects)
        yield GateRow(gate.step, reader.number(passed), reader.number(whole - passed))


def _by_gates(projects: tuple[Pooled, ...], reader: Reader) -> Iterator[GateRow]:
    """How many projects have passed how many gates, most first."""
    counts: Counter[int] = Counter()
    for each in projects:
        counts[_passed(each)] += each.projects
    for passed in sorted(counts, reverse=True) if projects and projects[0].gates else ():
        yield GateRow(_of_all(passed, projects[0], reader), reader.number(counts[passed]))


def _passed(pooled: Pooled) -> int:
    return sum(gate.passed is not None for gate in pooled.gates)


def _of_all(passed: int, pooled: Pooled, reader: Reader) -> str:
    return reader.t("lists.pool.gates_passed", passed=passed, all=len(pooled.gates))


def _maturity(pool: Library, projects: tuple[Pooled, ...], reader: Reader) -> Iterator[GateRow]:
    """How many projects have come to each level, the furthest last."""
    counts: Counter[str] = Counter()
    for each in projects:
        counts[each.maturity.code if each.maturity else ""] += each.projects
    if pool.maturity and counts[""]:
        yield GateRow(reader.t("lists.pool.no_maturity"), reader.number(counts[""]))
    for level in pool.maturity:
        yield GateRow(reader.words(level.name), reader.number(counts[level.code]))


def _horizon(pool: Library, projects: tuple[Pooled, ...], day: date, reader: Reader) -> str:
    if pool.horizon_years is None or not projects:
        return ""
    count = sum(each.projects for each in projects if each.horizon != "within")
    until = reader.day_text(month_later(day, pool.horizon_years * MONTHS_A_YEAR))
    key = "lists.pool.horizon_note" if count else "lists.pool.horizon_all"
    return reader.t(key, years=pool.horizon_years, until=until, count=count)


def _row(pooled: Pooled, pool: Library, snapshot: Snapshot, reader: Reader) -> PoolRow:
    standing = pooled.standing
    warned = pooled.horizon if pooled.horizon != "within" else None
    return PoolRow(
        link=project_link(standing, reader),
        district=reader.name("district", standing.project.district),
        stage=reader.stage_chip(standing.stage, standing.stage_word).text,
        count=pooled.projects,
        within=bundle_link(standing, snapshot, reader),
        total=reader.money(standing.total),
        passed=_of_all(_passed(pooled), pooled, reader) if pooled.gates else "",
        gates=tuple((gate.step, reader.day_text(gate.passed)) for gate in pooled.gates),
        maturity=reader.words(pooled.maturity.name) if pooled.maturity else "",
        start=_start(pooled.start, reader),
        warned=reader.t(f"lists.pool.state.{warned}") if warned else "",
        misplaced=misplaced(pool, standing) is not None,
    )


def _start(start: Start | None, reader: Reader) -> str:
    if start is None:
        return ""
    return reader.month_text(start.first) if start.is_month else reader.t("lists.pool.year", year=start.first.year)


def _movement(pool: Library, before: Snapshot, snapshot: Snapshot, reader: Reader) -> MovementView:
    found = movement(pool, before, snapshot)
    moves = {name: getattr(found, name) for name in ("came", "promoted", "left")}
    numbers = {name: reader.number(sum(move.projects for move in each)) for name, each in moves.items()}
    text = reader.t(
        "lists.pool.moved",
        since=reader.day_text(found.since),
        before=reader.number(found.before),
        now=reader.number(found.now),
        **numbers,
    )
    return MovementView(
        text=text,
        **{name: tuple(_moved(move, snapshot, reader) for move in each) for name, each in moves.items()},
    )


def _moved(move: Moved, snapshot: Snapshot, reader: Reader) -> MovedRow:
    """A project that came or went; one that has no record any more has no page either."""
    project = move.standing.project
    known = project.id in snapshot.standing_by_id
    link = project_link(move.standing, reader) if known else Link(reader.words(project.name))
    return MovedRow(link, move.projects)
