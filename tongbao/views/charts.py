"""Charts as numbers on a grid; templates only draw them. Units are the SVG's own."""

from datetime import date
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from tongbao.metrics.figure import Figure, rate
from tongbao.metrics.pace import gap, pace, plan_to_date
from tongbao.metrics.rounding import units_half_up
from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.standing import Standing
from tongbao.metrics.windows import month_end
from tongbao.model.project import Milestone
from tongbao.model.rates import Pace
from tongbao.model.units import MONTHS_A_YEAR
from tongbao.views.reader import Reader

WIDTH, HEIGHT = 640, 240
LEFT, RIGHT, TOP, BOTTOM = 44, 16, 16, 28
ACROSS, UP = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM


class Point(NamedTuple):
    """A marked point: where, and what it says."""

    x: str
    y: str
    label: str


class Tick(NamedTuple):
    """A mark on an axis."""

    at: str
    label: str


class Curve(NamedTuple):
    """Completion of a year's plan by report, against pace. `title` is the finding."""

    title: str
    description: str
    width: int
    height: int
    line: str
    pace_line: str
    points: tuple[Point, ...]
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    today: str
    left: int
    right: int
    top: int
    bottom: int


def _at(value: int, per: int) -> str:
    """`value` ÷ `per` to a tenth. Whole numbers, because a page has hundreds of places and fractions are slow."""
    tenths = units_half_up(value, 1, per)
    return f"{'-' if tenths < 0 else ''}{abs(tenths) // 10}.{abs(tenths) % 10}"


MONTH_ENDS = tuple(_at(LEFT * MONTHS_A_YEAR + month * ACROSS, MONTHS_A_YEAR) for month in range(1, MONTHS_A_YEAR + 1))


def _step(top: Fraction) -> int:
    """The distance of marks up to `top`, in percent: 25, 50, 100 … so that there are at most eight above zero.

    A plan of nearly nothing can be exceeded a million times.
    """
    step = 25 if top <= Fraction(3, 2) else 50
    while top * 100 > 8 * step:
        step *= 2
    return step


@cache
def _across(day: date) -> str:
    """Where a day stands in its year."""
    past, days = ((until - date(day.year, 1, 1)).days + 1 for until in (day, date(day.year, 12, 31)))
    return _at(LEFT * days + past * ACROSS, days)


@cache
def month_ends(year: int) -> tuple[date, ...]:
    """The last days of a year's months."""
    return tuple(month_end(date(year, month, 1)) for month in range(1, MONTHS_A_YEAR + 1))


def _up(share: Fraction, top: Fraction) -> str:
    """Where a share stands below the `top` of the chart."""
    whole = share.denominator * top.numerator
    return _at((HEIGHT - BOTTOM) * whole - share.numerator * top.denominator * UP, whole)


START = f"{LEFT},{_up(Fraction(0), Fraction(1))}"


def _line(year: int, shares: tuple[Fraction, ...], top: Fraction) -> str:
    """The stairs through the shares of the months' ends: only full months count, so a pace holds until the next end."""
    heights = [_up(share, top) for share in (Fraction(0), *shares)]
    ends = zip(map(_across, month_ends(year)), heights, heights[1:], strict=False)
    return " ".join([START, *(f"{x},{before} {x},{after}" for x, before, after in ends)])


@cache
def _pace_line(rule: Pace, year: int, top: Fraction) -> str:
    """The pace where it is the same of every project."""
    return _line(year, tuple(pace(rule, day).value or Fraction(0) for day in month_ends(year)), top)


@cache
def _percents(top: Fraction) -> tuple[Tick, ...]:
    steps = range(0, int(top * 100) + 1, _step(top))
    return tuple(Tick(_up(Fraction(step, 100), top), f"{step}%") for step in steps)


def progress_curve(standing: Standing, snapshot: Snapshot, reader: Reader) -> Curve | None:
    """The year's reported investment as a share of the annual plan, against pace.

    None without a plan or without a report of the year.
    """
    plan, planned, year, rule = standing.plan, standing.planned, standing.day.year, snapshot.rules.pace
    reports = [r for r in standing.reports if r.as_of.year == year and r.invested is not None]
    if plan is None or not planned or not reports:
        return None
    amount = Fraction(planned)

    def due(day: date) -> Figure:
        by_plan = plan_to_date(plan, rule, day) if rule.basis == "own_quarters" else None
        return pace(rule, day, due=by_plan, planned=amount)

    shares = [(report, Fraction(report.invested or 0) / Fraction(planned)) for report in reports]
    top = max(Fraction(1), Fraction(rule.multiplier), *(share for _, share in shares))
    points = tuple(
        Point(_across(r.as_of), _up(share, top), f"{reader.day_text(r.as_of)} {reader.percent(share * 100)}")
        for r, share in shares
    )
    own = tuple(due(day).value or Fraction(0) for day in month_ends(year)) if rule.basis == "own_quarters" else None
    done = rate("completion_rate", Fraction(reports[-1].invested or 0), Fraction(planned), base="annual_plan")
    distance = gap(done, due(standing.day))
    done_view, gap_view = (reader.figure(figure, explained=False) for figure in (done, distance))
    return Curve(
        title=reader.t(
            "words.chart.finding",
            day=reader.short_day(reports[-1].as_of),
            rate=done_view.text,
            gap=gap_view.words,
        ),
        description=reader.t("words.chart.description", year=year),
        width=WIDTH,
        height=HEIGHT,
        line=" ".join([START, *(f"{point.x},{point.y}" for point in points)]),
        pace_line=_line(year, own, top) if own else _pace_line(rule, year, top),
        points=points,
        x_ticks=tuple(
            Tick(at, reader.t("words.chart.month", month=month)) for month, at in enumerate(MONTH_ENDS, start=1)
        ),
        y_ticks=_percents(top),
        today=_across(standing.day),
        left=LEFT,
        right=RIGHT,
        top=TOP,
        bottom=BOTTOM,
    )


class MilestoneMove(NamedTuple):
    """An approved change of date."""

    date: str
    to: str
    at: str
    reason: str
    approved_by: str


class MilestoneView(NamedTuple):
    """A milestone: `at`, `planned_at` and `actual_at` are places from 0 to 100 on the project's line of time."""

    name: str
    planned: str
    planned_at: str
    due: str
    due_at: str
    moves: tuple[MilestoneMove, ...]
    actual: str
    actual_at: str
    state: str
    delay: str


class Timeline(NamedTuple):
    """Milestones on one line of time with the day of the page through all."""

    milestones: tuple[MilestoneView, ...]
    today: str
    years: tuple[Tick, ...]


def due_day(milestone: Milestone) -> date:
    """The date in force: the last approved change, else the planned one."""
    approved = sorted(milestone.changes, key=lambda change: change.date)
    return approved[-1].to if approved else milestone.planned


def _state(milestone: Milestone, day: date) -> str:
    if milestone.actual:
        return "done-late" if milestone.actual > due_day(milestone) else "done"
    return "late" if due_day(milestone) < day else "open"


def timeline(milestones: tuple[Milestone, ...], day: date, reader: Reader) -> Timeline | None:
    """The milestones in order of their planned dates; None where there are none."""
    if not milestones:
        return None
    days = [day]
    for milestone in milestones:
        days += [milestone.planned, *(change.to for change in milestone.changes)] + (
            [milestone.actual] if milestone.actual else []
        )
    first = date(min(days).year, 1, 1) if min(days).month < 4 else min(days).replace(day=1)
    span = max((max(days) - first).days + 20, 1)

    def at(value: date) -> str:
        return _at((value - first).days * 100, span)

    def view(milestone: Milestone) -> MilestoneView:
        late = (
            (milestone.actual or (day if _state(milestone, day) == "late" else due_day(milestone))) - milestone.planned
        ).days
        return MilestoneView(
            name=reader.words(milestone.name),
            planned=reader.day_text(milestone.planned),
            planned_at=at(milestone.planned),
            due=reader.day_text(due_day(milestone)),
            due_at=at(due_day(milestone)),
            moves=tuple(
                MilestoneMove(
                    reader.day_text(change.date),
                    reader.day_text(change.to),
                    at(change.to),
                    reader.words(change.reason),
                    reader.words(change.approved_by),
                )
                for change in milestone.changes
            ),
            actual=reader.day_text(milestone.actual),
            actual_at=at(milestone.actual) if milestone.actual else "",
            state=_state(milestone, day),
            delay=reader.t("words.milestone.delay", count=late) if late > 0 else "",
        )

    years = tuple(
        Tick(at(date(year, 1, 1)), str(year))
        for year in range(first.year, max(days).year + 1)
        if date(year, 1, 1) >= first
    )
    return Timeline(tuple(view(m) for m in sorted(milestones, key=lambda m: m.planned)), at(day), years)
