"""对照目标: districts, offices and projects beside the year's list, today, in the middle of the year, at its end."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from tongbao.metrics.figure import Figure
from tongbao.metrics.listed_projects import Demand, Ground, Lack, ListedStanding, Missing, Reason, listed_standings
from tongbao.metrics.marks import quarter_ends
from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.targets import unit_standings
from tongbao.model.once import once
from tongbao.model.targets import TargetGroup, TargetList
from tongbao.views.parts import FigureView, LightView, Link
from tongbao.views.reader import Reader
from tongbao.views.rows import bundle_link, project_link
from tongbao.views.targets_head import HeadView, group_name, head_view, list_of, sums_of
from tongbao.views.targets_moves import AdjustmentView, adjustment_views
from tongbao.views.targets_units import MeasureTable, measure_tables


class DemandView(NamedTuple):
    """Something that the list asks of a project, and whether it is there."""

    text: str
    met: bool


class ReasonView(NamedTuple):
    """A recorded reason, with the page of its issue."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class StandingRow:
    """A project beside its plan. `gap` has its sign, `tone` the side of what is due on which it lies; `quarters` are
    done and due at each end that has passed."""

    index: str
    link: Link
    district: str
    stage: str
    light: LightView | None
    planned: str
    due: str
    done: str
    gap: str
    tone: str
    quarters: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]
    demands: tuple[DemandView, ...]
    reasons: tuple[ReasonView, ...]
    within: Link | None
    left_out: bool


@dataclass(frozen=True, slots=True)
class StandingGroup:
    """A group of the list: its projects and the sums of its scope."""

    id: str
    name: str
    count: str
    planned: FigureView
    completed: FigureView
    rows: tuple[StandingRow, ...]


class StandingView(NamedTuple):
    """/targets/<year>/standing/, /midyear/ or /result/ (`moment`), of `day`.

    `known` is the day until which reports of the quarter came in, "" of today. `counts` says how many projects have
    all that the list asks, `unmet` are those that do not, at the end of the year, `left` those that left the list.
    """

    head: HeadView
    moment: str
    day: str
    known: str
    measures: tuple[MeasureTable, ...]
    quarters: tuple[str, ...]
    whole: StandingGroup
    groups: tuple[StandingGroup, ...]
    counts: tuple[tuple[str, str], ...]
    unmet: tuple[StandingRow, ...]
    left: tuple[AdjustmentView, ...]
    unit: str


def standing_view(
    moment: str,
    year: int,
    now: Snapshot,
    today: Snapshot,
    quarter_of: Callable[[date], Snapshot],
    reader: Reader,
    *,
    known: date | None = None,
    papers: tuple[Link, ...] = (),
) -> StandingView:
    """The standing on the snapshot's day; `quarter_of` gives the place at the end of a quarter that is over."""
    listed, grouped = list_of(year, now)
    ends = quarter_ends(year, now.day)
    projects = _projects(listed, now, quarter_of)
    units = unit_standings(listed, now, quarter_of)

    def group(place: TargetGroup | None, name: str) -> StandingGroup:
        of_group = tuple(item for item in projects if place is None or item.group.code == place.code)
        figure = sums_of(listed, place, tuple(item.standing for item in of_group), now, grouped=grouped)
        rows = tuple(_row(item, now, reader) for item in of_group) if place else ()
        return _group(place.code if place else "all", name, figure, rows, reader)

    groups = tuple(
        group(place, group_name(place, reader, grouped=grouped))
        for place in listed.groups
        if any(item.group.code == place.code for item in projects)
    )
    return StandingView(
        head=head_view(listed, moment, today, reader, more=papers),
        moment=moment,
        day=reader.day_text(now.day),
        known=reader.day_text(known),
        measures=measure_tables(listed, units, now, quarter_of, reader),
        quarters=tuple(reader.t(f"papers.quarter.{number}") for number in range(1, len(ends) + 1)),
        whole=group(None, reader.t("words.total")),
        groups=groups,
        counts=tuple(_counts(projects, moment, reader)),
        unmet=tuple(_row(item, now, reader) for item in projects if item.all_met is False) if moment == RESULT else (),
        left=adjustment_views(listed, now, reader) if moment == RESULT else (),
        unit=reader.money_unit,
    )


@once
def _projects(listed: TargetList, now: Snapshot, quarter_of: Callable[[date], Snapshot]) -> tuple[ListedStanding, ...]:
    return listed_standings(listed, now, map(quarter_of, quarter_ends(listed.year, now.day)))


RESULT = "result"


def _group(
    code: str, name: str, figure: Callable[[str], Figure], rows: tuple[StandingRow, ...], reader: Reader
) -> StandingGroup:
    planned, completed, count = (
        reader.figure(figure(key), explained=False) for key in ("planned", "completed", "projects")
    )
    return StandingGroup(f"group-{code}", name, count.value, planned, completed, rows)


def _row(item: ListedStanding, now: Snapshot, reader: Reader) -> StandingRow:
    standing = item.standing
    tone = "" if item.gap is None else "ahead" if item.gap > 0 else "behind" if item.gap < 0 else "flat"
    return StandingRow(
        index=str(item.number),
        link=project_link(standing, reader),
        district=reader.name("district", standing.project.district),
        stage=reader.stage_chip(standing.stage, standing.stage_word).text,
        light=reader.light(item.light.light),
        planned=reader.money(standing.planned),
        due=reader.money(item.due),
        done=reader.money(standing.invested),
        gap=reader.money(item.gap, signed=True),
        tone=tone,
        quarters=tuple((reader.money(quarter.done), reader.money(quarter.due)) for quarter in item.quarters),
        missing=tuple(_missing(missing, reader) for missing in item.missing),
        demands=tuple(_demand(demand, met, reader) for demand, met in item.met.items()),
        reasons=tuple(_reason(reason, reader) for reason in item.reasons),
        within=bundle_link(standing, now, reader),
        left_out=not standing.in_scope,
    )


def _missing(missing: Missing, reader: Reader) -> str:
    """What is missing, in short words."""

    def say(form: str = "", **params: object) -> str:
        return reader.t(f"words.missing.{missing.what}{form}", **params)

    since = reader.day_text(missing.since)
    amount = missing.amount
    match missing.what:
        case Lack.MONEY:
            return say(amount=reader.money_text(amount))
        case Lack.IDLE:
            word = reader.words(missing.text)
            return say(stage=reader.stage_chip(reader.site.stage(word), word).text)
        case Lack.START | Lack.FINISH:
            return say(".since", day=since) if since else say(".plain")
        case Lack.MILESTONE:
            return say(name=reader.words(missing.text), day=since)
        case Lack.FACTOR:
            return say(kind=missing.code, amount=reader.exact(amount) if amount else "", unit=missing.unit)
        case Lack.ISSUES:
            return reader.catalogue.count("words.missing.issues", int(amount or 0))
    return say()


def _demand(demand: Demand, met: bool, reader: Reader) -> DemandView:
    return DemandView(reader.t(f"words.demand.{demand}.{'met' if met else 'unmet'}"), met)


def _reason(reason: Reason, reader: Reader) -> ReasonView:
    words = reader.words(reason.text)
    match reason.ground:
        case Ground.MOVED:
            name, day = reader.words(reason.about), reader.day_text(reason.day)
            return ReasonView(reader.t("words.reason.moved", name=name, day=day, reason=words), "")
        case Ground.ISSUE:
            return ReasonView(reader.t("words.reason.issue", title=words), reader.urls.issue(reason.issue))
    return ReasonView(reader.t("words.reason.idle", day=reader.day_text(reason.day), note=words), "")


def _counts(projects: tuple[ListedStanding, ...], moment: str, reader: Reader) -> Iterator[tuple[str, str]]:
    """How many projects have all that is asked, and of each thing how many; words and numbers."""
    asked = [item for item in projects if item.met]
    done = Counter(demand for item in asked for demand, met in item.met.items() if met)
    of = Counter(demand for item in asked for demand in item.met)
    whole = sum(item.all_met is True for item in asked)
    if moment == RESULT:
        yield reader.t("words.demand.all"), reader.t("words.targets.of", count=whole, whole=len(asked))
    for demand in Demand:
        if of[demand]:
            name = reader.t(f"words.demand.{demand}.met")
            yield name, reader.t("words.targets.of", count=done[demand], whole=of[demand])
