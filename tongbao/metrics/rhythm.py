"""The rhythm: what must be held in each period, what was, and what was missed."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal, NamedTuple

from tongbao.metrics.bodies import led, sponsored
from tongbao.metrics.standing import Standing
from tongbao.metrics.windows import month_end
from tongbao.model.activity import Activity
from tongbao.model.calendar import Calendar, month_later
from tongbao.model.rhythm import ActivityKind, Every
from tongbao.model.site import Site
from tongbao.model.units import DAYS_A_WEEK, MID_MONTH, MONTHS_OF
from tongbao.model.vocab import FINISHED_STAGES

DAY = timedelta(days=1)
State = Literal["held", "missed", "open", "ahead"]


class Occurrence(NamedTuple):
    """A kind of activity in one of its periods, owed by one (`member` is "" of the place).

    `due` is the day it is due, moved off days on which nobody works; `project` of a sponsor's duty the project. Held
    is what took place within the period; missed what did not by its end; open while the period lasts, ahead before it.
    """

    kind: ActivityKind
    member: str
    project: str
    first: date
    last: date
    due: date
    held: tuple[Activity, ...]
    state: State


def periods_of(every: Every, year: int) -> tuple[tuple[date, date], ...]:
    """First and last day of each period of a year. A week belongs to the year of its Thursday (ISO 8601)."""
    if every == "week":
        mondays = [date.fromisocalendar(year, 1, 1)]
        while (following := mondays[-1] + DAYS_A_WEEK * DAY).isocalendar().year == year:
            mondays.append(following)
        return tuple((monday, monday + (DAYS_A_WEEK - 1) * DAY) for monday in mondays)
    if every == "half_month":
        halves = ((first, first.replace(day=MID_MONTH), last) for first, last in periods_of("month", year))
        return tuple(part for first, middle, last in halves for part in ((first, middle), (middle + DAY, last)))
    starts = [date(year, 1, 1)]
    while starts[-1].year == year:
        starts.append(month_later(starts[-1], MONTHS_OF[every]))
    return tuple((first, following - DAY) for first, following in pairwise(starts))


def due_in(kind: ActivityKind, first: date, last: date, calendar: Calendar) -> date:
    """The day on which an activity is due in its period."""
    due = last
    if kind.every == "week" and kind.weekday:
        due = first + (kind.weekday - 1) * DAY
    elif kind.days:
        second_half = kind.every == "half_month" and first.day > 1
        wanted = kind.days[-1] if second_half else kind.days[0]
        due = last.replace(day=min(wanted, month_end(last).day))
    step = {"before": -DAY, "after": DAY}.get(kind.shift)
    while step and not calendar.is_working(due):
        due += step
    return due


def _owed(kind: ActivityKind, site: Site, standings: Iterable[Standing]) -> Iterator[tuple[str, str]]:
    """Who owes it, and of a sponsor for which project."""
    match kind.owed_by:
        case "district":
            yield from ((code, "") for code in kind.members or tuple(d.code for d in site.districts))
        case "office":
            yield from ((code, "") for code in kind.members)
        case "sponsor":
            for code, found in sponsored(standings).items():
                if not kind.members or code in kind.members:
                    yield from ((code, standing.project.id) for standing, _ in found)
        case "lead":
            running = led(each for each in standings if each.in_scope and each.stage not in FINISHED_STAGES)
            for code in kind.members:
                yield from ((code, standing.project.id) for standing in running.get(code, ()))
        case _:
            yield "", ""


def _took_part(activity: Activity, kind: ActivityKind, member: str, project: str) -> bool:
    match kind.owed_by:
        case "district":
            return member in activity.districts
        case "office":
            return member in (activity.chair, *activity.bodies)
        case "sponsor" | "lead":
            return member in (activity.chair, *activity.bodies) and project in activity.projects
    return True


def occurrences(
    kind: ActivityKind,
    activities: Iterable[Activity],
    standings: Iterable[Standing],
    site: Site,
    calendar: Calendar,
    day: date,
) -> tuple[Occurrence, ...]:
    """Every time in the year of `day` at which the kind is due while the setting is in force, in order.

    Nothing is due of a period that began before the setting was in force, or ends after it.
    """
    if kind.every is None:
        return ()
    of_kind = sorted((a for a in activities if a.kind == kind.code), key=lambda activity: activity.date)
    periods = [
        (first, last, due_in(kind, first, last, calendar))
        for first, last in periods_of(kind.every, day.year)
        if kind.valid_from <= first and (kind.valid_until is None or last <= kind.valid_until)
    ]
    found = [
        occurrence
        for member, project in _owed(kind, site, standings)
        for occurrence in _of_one(kind, (member, project), of_kind, periods, day)
    ]
    return tuple(sorted(found, key=lambda occurrence: occurrence.first))


def _of_one(
    kind: ActivityKind,
    owed: tuple[str, str],
    activities: Iterable[Activity],
    periods: Iterable[tuple[date, date, date]],
    day: date,
) -> Iterator[Occurrence]:
    """The periods of one that owes the activity. A day that was moved out of its period still keeps it, once."""
    left = [activity for activity in activities if _took_part(activity, kind, *owed)]
    for first, last, due in periods:
        until = max(last, due)
        held = tuple(a for a in left if first <= a.date <= last) or tuple(a for a in left if last < a.date <= until)[:1]
        left = [activity for activity in left if activity not in held]
        state: State = "held" if held else "missed" if day > until else "open" if day >= first else "ahead"
        yield Occurrence(kind, *owed, first, last, due, held, state)
