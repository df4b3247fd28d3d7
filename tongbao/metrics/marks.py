"""A target of a district or an office beside what is done and due, on one day."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from tongbao.metrics.figure import Figure, Unit
from tongbao.metrics.listing import AXIS, listed_on
from tongbao.metrics.pace import WHOLE, ladder_value, year_share
from tongbao.metrics.quotas import PREFIX as QUOTA
from tongbao.metrics.quotas import quota_unit
from tongbao.metrics.registry import REGISTRY
from tongbao.metrics.scopes import ALL
from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.windows import DAY, year_end
from tongbao.model.calendar import month_later
from tongbao.model.listing import TargetMeasure
from tongbao.model.policy import Rules
from tongbao.model.targets import Target
from tongbao.model.units import MONTHS_A_QUARTER, QUARTERS_A_YEAR

TARGET, DUE, GAP = "target:", "target_due:", "target_gap:"
"""What the keys of these figures begin with, the code of the measure after it."""
COUNTED = frozenset({Unit.PROJECTS, Unit.ENTRIES, Unit.ISSUES, Unit.MILESTONES, Unit.STEPS, Unit.REPORTS, Unit.PAPERS})
"""Units of whole things: of 15.83 starts 15 are due."""


class TargetState(StrEnum):
    """Where a target stands. `OPEN`: nothing of it is due yet; `NONE`: there is no figure to set against it."""

    MET = "met"
    ON_COURSE = "on-course"
    OPEN = "open"
    BEHIND = "behind"
    MISSED = "missed"
    NONE = "none"


class Mark(NamedTuple):
    """A target beside what is done, on one day: `gap` is done − due, `missing` target − done and never below 0.

    What has no value says why; `due` has none where nothing says what is due by a day within the year.
    """

    day: date
    target: Figure
    done: Figure
    due: Figure
    gap: Figure
    missing: Figure
    state: TargetState


def quarter_ends(year: int, until: date) -> tuple[date, ...]:
    """The last days of the quarters of a year that are over by the end of `until`."""
    first = date(year, 1, 1)
    ends = (month_later(first, MONTHS_A_QUARTER * number) - DAY for number in range(1, QUARTERS_A_YEAR + 1))
    return tuple(end for end in ends if end <= until)


def done(measure: TargetMeasure, unit: tuple[str, str], now: Snapshot) -> Figure:
    """What of a measure is done: a figure of the unit's scope, narrowed to a class or to the list; or its quota."""
    return _of_scope(measure, measure.figure, unit, now)


def of_place(measure: TargetMeasure, now: Snapshot) -> Figure:
    """The same of the whole place."""
    return _of_scope(measure, measure.figure, ("", ""), now)


def _of_scope(measure: TargetMeasure, key: str, unit: tuple[str, str], now: Snapshot) -> Figure:
    narrowed = [("class", measure.within)] if measure.within else []
    if measure.listed:
        narrowed.append((AXIS, str(now.day.year)))
    if key.startswith(QUOTA):
        return (
            _none(key, measure_unit(measure, now.rules), "no-crossing") if narrowed else _quota(measure, key, unit, now)
        )
    unit_of = REGISTRY[key].unit
    if measure.listed and listed_on(now.day.year, now.data.targets) is None:
        return _none(key, unit_of, "no-list")
    parts = [part for part in (unit, *narrowed) if part[0]]
    scope = _scope(parts, now) if parts else ALL
    return now.figure(scope, key) if scope else _none(key, unit_of, "no-crossing")


def _scope(parts: list[tuple[str, str]], now: Snapshot) -> str | None:
    """The scope of one axis, or of two as the policy crosses them; None where it does not."""
    if len(parts) == 1:
        return ":".join(parts[0])
    axes = tuple(axis for axis, _ in parts)
    for crossing in now.rules.figures.crossings:
        if sorted(crossing) == sorted(axes):
            codes = dict(parts)
            return "+".join(f"{axis}:{codes[axis]}" for axis in crossing)
    return None


def _quota(measure: TargetMeasure, key: str, unit: tuple[str, str], now: Snapshot) -> Figure:
    code = key.removeprefix(QUOTA)
    for standing in now.quotas:
        if standing.quota.code == code and (standing.quota.axis, standing.member) == unit:
            return standing.figure
    return _none(key, measure_unit(measure, now.rules), "no-quota")


def _none(key: str, unit: Unit, reason: str) -> Figure:
    return Figure(key, unit, None, reason=reason)


def measure_unit(measure: TargetMeasure, rules: Rules) -> Unit:
    """What a measure counts: as its figure does, or its quota."""
    if not measure.figure.startswith(QUOTA):
        return REGISTRY[measure.figure].unit
    code = measure.figure.removeprefix(QUOTA)
    quota = next((quota for quota in rules.quotas if quota.code == code), None)
    return quota_unit(quota) if quota else Unit.PROJECTS


def target_figure(measure: TargetMeasure, target: Target, rules: Rules) -> Figure:
    """What a unit answers for in the year, in the unit of the measure's figure."""
    unit = measure_unit(measure, rules)
    value = _value(target, measure.code, unit)
    return Figure(TARGET + measure.code, unit, value, reason="" if value is not None else "no-target")


def mark(measure: TargetMeasure, target: Target, now: Snapshot) -> Mark:
    """A measure of a unit on the day of a snapshot: target, done, due, and how they lie to each other."""
    found = done(measure, target.unit, now)
    value = _value(target, measure.code, found.unit)
    due, reason = _due(measure, target, found.unit, value, now)
    return mark_of(measure.code, found, value, due, reason, now.day)


def mark_of(code: str, found: Figure, value: Fraction | None, due: Fraction | None, reason: str, day: date) -> Mark:
    """The mark of a figure by its target and by what is due; `reason` says why nothing is known to be due."""
    return Mark(
        day=day,
        target=Figure(TARGET + code, found.unit, value, reason="" if value is not None else "no-target"),
        done=found,
        due=Figure(DUE + code, found.unit, due, reason=reason),
        gap=_difference(GAP + code, found, due, reason),
        missing=_missing(TARGET + code, found, value),
        state=_state(found.value, value, due, over=day == year_end(day)),
    )


def _value(target: Target, code: str, unit: Unit) -> Fraction | None:
    """The target in the unit of the figure: shares stand in percent in the file."""
    written = target.values.get(code)
    return None if written is None else _as_figure(Fraction(written), unit)


def _as_figure(written: Fraction, unit: Unit) -> Fraction:
    return written / WHOLE if unit is Unit.SHARE else written


def _due(
    measure: TargetMeasure, target: Target, unit: Unit, value: Fraction | None, now: Snapshot
) -> tuple[Fraction | None, str]:
    """What is due by the day, or the reason why nobody can say: by the unit's own quarters, else as the measure says.

    No more is due than the target.
    """
    if value is None:
        return None, "no-target"
    quarters = target.quarters.get(measure.code)
    if quarters:
        ends = tuple(_as_figure(Fraction(end), unit) for end in quarters)
        return _whole(ladder_value(ends, now.day, stepped=now.rules.pace.stepped), unit), ""
    match measure.due:
        case "pace":
            return _whole(value * _pace(target.unit, now), unit), ""
        case "figure" if measure.due_figure:
            figure = _of_scope(measure, measure.due_figure, target.unit, now)
            return (None, figure.reason) if figure.value is None else (min(figure.value, value), "")
        case "year_end" | "figure":
            return (value if now.day == year_end(now.day) else Fraction(0)), ""
    return value, ""


def _pace(unit: tuple[str, str], now: Snapshot) -> Fraction:
    """The share of the year's target due by the day; by own quarters that of all plans of the unit together."""
    rule, totals = now.rules.pace, now.totals.get(":".join(unit))
    if rule.basis == "own_quarters" and totals is not None and totals.planned > 0:
        return totals.plan_to_date / Fraction(totals.planned) / Fraction(rule.multiplier)
    return year_share(rule, now.day)


def _whole(value: Fraction, unit: Unit) -> Fraction:
    return Fraction(value.__floor__()) if unit in COUNTED else value


def _difference(key: str, found: Figure, due: Fraction | None, reason: str) -> Figure:
    """Done − due; of shares in percentage points."""
    unit = Unit.POINTS if found.unit is Unit.SHARE else found.unit
    if found.value is None or due is None:
        return Figure(key, unit, None, reason=found.reason or reason)
    gap = found.value - due
    return Figure(key, unit, gap * WHOLE if unit is Unit.POINTS else gap, unit_word=found.unit_word)


def _missing(key: str, found: Figure, value: Fraction | None) -> Figure:
    unit = Unit.POINTS if found.unit is Unit.SHARE else found.unit
    if found.value is None or value is None:
        return Figure(key, unit, None, reason=found.reason or "no-target")
    missing = max(value - found.value, Fraction(0))
    return Figure(key, unit, missing * WHOLE if unit is Unit.POINTS else missing, unit_word=found.unit_word)


def _state(found: Fraction | None, value: Fraction | None, due: Fraction | None, *, over: bool) -> TargetState:
    if found is None or value is None:
        return TargetState.NONE
    if found >= value:
        return TargetState.MET
    if over:
        return TargetState.MISSED
    if due is None or (due <= 0 and not found):
        return TargetState.OPEN
    return TargetState.BEHIND if found < due else TargetState.ON_COURSE


def steps(measure: TargetMeasure, target: Target, now: Snapshot) -> tuple[Figure | None, ...]:
    """The target by the end of each quarter: its own, else as far as the measure says what is due by then."""
    unit = done(measure, target.unit, now).unit
    return tuple(
        None if step is None else Figure(f"{TARGET}{measure.code}:q{number}", unit, step)
        for number, step in enumerate(_steps(measure, target, unit, now), 1)
    )


def _steps(measure: TargetMeasure, target: Target, unit: Unit, now: Snapshot) -> Iterator[Fraction | None]:
    value, own = _value(target, measure.code, unit), target.quarters.get(measure.code)
    for number, end in enumerate(quarter_ends(now.day.year, year_end(now.day)), 1):
        last = number == QUARTERS_A_YEAR
        if value is None:
            yield None
        elif own:
            yield _as_figure(Fraction(own[number - 1]), unit)
        elif measure.due == "pace" and now.rules.pace.basis != "own_quarters":
            yield _whole(value * year_share(now.rules.pace, end), unit)
        else:
            yield value if last or measure.due == "always" else None
