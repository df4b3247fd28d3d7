"""标旗: which flag a project has in each month of the year on a day, and the light at the end of each month.

A milestone stands in the month in which it was reached; one that is not reached in the month of the date in force. A
date that an approved change replaced leaves a flag of its own in its month, so that a plan that slips stays seen.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from tongbao.metrics.lights import LightStanding
from tongbao.metrics.listing import groups_of, listed_on, projects_of
from tongbao.metrics.milestones import MilestoneStanding
from tongbao.metrics.past_lights import PastLights, past_lights
from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.standing import IDLE_STAGES, Standing
from tongbao.metrics.windows import month_end, year_end, year_start
from tongbao.model.standings import Light
from tongbao.model.units import MONTHS_A_YEAR
from tongbao.model.vocab import FlagWhen
from tongbao.model.wall import Flag, WallChart


class Flagged(NamedTuple):
    """A milestone with its flag; `day` is the date that puts it there: reached, in force, or replaced."""

    flag: Flag
    milestone: MilestoneStanding
    day: date


class MonthFlags(NamedTuple):
    """A month of a project: its flags, the one that is shown first; `light` is that at its end, once it is over."""

    end: date
    flags: tuple[Flagged, ...]
    light: Light | None = None


class FlagRow(NamedTuple):
    """A project on the wall chart: its light of the day, the months of the year, and what lies before and after it.

    Of the years before only what is not reached stands there, of those after what the year's plan was moved to.
    """

    standing: Standing
    light: LightStanding
    months: tuple[MonthFlags, ...]
    before: tuple[Flagged, ...]
    after: tuple[Flagged, ...]


class DistrictFlags(NamedTuple):
    """The projects of a district, in the order of the year's list."""

    code: str
    rows: tuple[FlagRow, ...]


def flag_of(rule: WallChart, milestone: MilestoneStanding, day: date, *, idle: bool) -> Flag | None:
    """The first flag of the rule that holds of a milestone on a day; None where none does."""
    return next((flag for flag in rule.flags if _holds(flag.when, milestone, day, idle=idle)), None)


def _holds(when: FlagWhen, milestone: MilestoneStanding, day: date, *, idle: bool) -> bool:
    actual, due = milestone.milestone.actual, milestone.due
    if actual is not None:
        match when:
            case FlagWhen.EARLY:
                return month_end(actual) < month_end(due)
            case FlagWhen.ON_TIME:
                return actual <= due
            case FlagWhen.LATE:
                return actual > due
        return False
    match when:
        case FlagWhen.STOPPED:
            return idle
        case FlagWhen.OVERDUE:
            return due < day
        case FlagWhen.DUE:
            return day <= due <= month_end(day)
        case FlagWhen.AHEAD:
            return due > month_end(day)
    return False


def flags_of(standing: Standing, rule: WallChart) -> tuple[Flagged, ...]:
    """Every flag of a project on the standing's day, by date; of equal dates in the order of the rule."""
    order = {flag.when: place for place, flag in enumerate(rule.flags)}
    found = sorted(_flags(standing, rule), key=lambda each: (each.day, order[each.flag.when]))
    return tuple(found)


def _flags(standing: Standing, rule: WallChart) -> Iterator[Flagged]:
    idle = standing.stage in IDLE_STAGES
    moved = next((flag for flag in rule.flags if flag.when is FlagWhen.MOVED), None)
    for milestone in standing.milestones:
        flag = flag_of(rule, milestone, standing.day, idle=idle)
        stands = milestone.milestone.actual or milestone.due
        if flag:
            yield Flagged(flag, milestone, stands)
        if moved:
            # Of a date that was replaced by another in its month nothing moved that a month could show.
            replaced = {month_end(past): past for past in _replaced(milestone)}
            yield from (Flagged(moved, milestone, past) for end, past in replaced.items() if end != month_end(stands))


def _replaced(milestone: MilestoneStanding) -> Iterator[date]:
    """The dates that approved changes replaced."""
    changes = sorted(milestone.milestone.changes, key=lambda change: change.date)
    if changes:
        yield milestone.milestone.planned
        yield from (change.to for change in changes[:-1])


def charted(snapshot: Snapshot) -> tuple[Standing, ...]:
    """The projects of the wall chart: those on the list of the day's year in printed order; without a list those with
    a plan for the year."""
    listed = listed_on(snapshot.day.year, snapshot.data.targets)
    if listed is None:
        return tuple(standing for standing in snapshot.standings if standing.plan)
    ids = projects_of(groups_of(listed, snapshot.day))
    return tuple(snapshot.standing_by_id[id] for id in ids if id in snapshot.standing_by_id)


def wall_chart(snapshot: Snapshot) -> tuple[DistrictFlags, ...]:
    """The projects of the year with their flags by district, districts in the fixed order of the place."""
    rule, past = snapshot.rules.wallchart, past_lights(snapshot)
    by_district: dict[str, list[FlagRow]] = defaultdict(list)
    for standing in charted(snapshot):
        by_district[standing.project.district].append(_row(standing, rule, past))
    known = [district.code for district in snapshot.data.site.districts if district.code in by_district]
    codes = (*known, *(code for code in by_district if code not in known))
    return tuple(DistrictFlags(code, tuple(by_district[code])) for code in codes)


def _row(standing: Standing, rule: WallChart, past: PastLights) -> FlagRow:
    day = standing.day
    flags, order = flags_of(standing, rule), {flag.when: place for place, flag in enumerate(rule.flags)}
    ends = tuple(month_end(date(day.year, month, 1)) for month in range(1, MONTHS_A_YEAR + 1))

    def of_month(end: date) -> MonthFlags:
        here = sorted((each for each in flags if month_end(each.day) == end), key=lambda each: order[each.flag.when])
        light = past.light(standing, end) if rule.lights and end <= day else None
        return MonthFlags(end, tuple(here), light)

    first, last = year_start(day), year_end(day)
    return FlagRow(
        standing=standing,
        light=past.snapshot.project_light(standing),
        months=tuple(of_month(end) for end in ends),
        before=tuple(
            each
            for each in flags
            if each.day < first and each.milestone.milestone.actual is None and each.flag.when is not FlagWhen.MOVED
        ),
        after=tuple(each for each in flags if each.day > last and _of_year(each.milestone, first, last)),
    )


def _of_year(milestone: MilestoneStanding, first: date, last: date) -> bool:
    """Whether the milestone was to be reached in the year by its first plan or by any change."""
    return any(first <= past <= last for past in _replaced(milestone))
