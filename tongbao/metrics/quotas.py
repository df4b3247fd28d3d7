"""定额: what each member owes, or all together; the value, whether it is enough, and by how much it is not."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from tongbao.metrics.bounds import policy_value, range_of, within
from tongbao.metrics.figure import Figure, Unit
from tongbao.metrics.items import funding_money
from tongbao.metrics.selection import selected, shares, unmeasured
from tongbao.metrics.standing import Standing
from tongbao.metrics.windows import month_end, quarter_start, year_end
from tongbao.model.calendar import month_later
from tongbao.model.cited import CitedFigure
from tongbao.model.setting import Bounds, Selection
from tongbao.model.site import Site
from tongbao.model.standings import Quota
from tongbao.model.units import MONTHS_A_QUARTER
from tongbao.model.vocab import Window

PREFIX = "quota:"
"""What the key of a quota's figure begins with, its code after it."""
OPEN = range_of(Bounds.model_construct())


class QuotaStanding(NamedTuple):
    """A quota of one member, or of all together (`member` is "").

    `met` is None where there is no figure or no bound. `off` is how far the value lies below its bounds (negative) or
    above them, in the unit of the policy (shares in percent); of whole numbers up to the next that would do. 0 where
    it is met, and where a bound that is not included is just touched. `projects` are the ids that were found.
    `open_until` is the last day of the year or quarter that is counted, where it is still to come.
    """

    quota: Quota
    member: str
    figure: Figure
    met: bool | None
    off: Fraction
    projects: tuple[str, ...]
    open_until: date | None

    @property
    def scope(self) -> str:
        """The scope of the figure: the member, or all."""
        return f"{self.quota.axis}:{self.member}" if self.member else "all"


class _Found(NamedTuple):
    standing: Standing
    projects: int
    unmeasured: int


class _Sum(NamedTuple):
    amount: Fraction
    projects: tuple[str, ...]
    excluded: tuple[tuple[str, int], ...]


def quota_standings(
    standings: tuple[Standing, ...], quotas: Iterable[Quota], site: Site, cited: tuple[CitedFigure, ...], day: date
) -> tuple[QuotaStanding, ...]:
    """Every quota of the day's rules, of each member in the order of the place, or once for all together.

    `cited` are the figures from elsewhere that are known on the day.
    """
    return tuple(found for quota in quotas for found in _of_quota(quota, standings, site, cited, day))


def members_of(quota: Quota, site: Site) -> tuple[str, ...]:
    """Who owes the quota: the members it names, else all codes of its axis."""
    entries = {
        "district": site.districts,
        "office": site.offices,
        "sponsor": site.offices,
        "sector": site.sectors,
        "class": site.classes,
        "list": site.lists,
        "level": site.levels,
    }[quota.axis]
    return quota.members or tuple(entry.code for entry in entries)


def _of_quota(
    quota: Quota, standings: tuple[Standing, ...], site: Site, cited: tuple[CitedFigure, ...], day: date
) -> Iterable[QuotaStanding]:
    counted = _by_member(quota, _found(quota.count, standings, site, day), site)
    base = _by_member(quota, _found(quota.over, standings, site, day), site) if quota.over else {}
    open_until = _open_until(quota.count, day)
    for member in members_of(quota, site) if quota.per == "each" else ("",):
        numerator = _sum(quota, counted.get(member, ()))
        figure = _figure(quota, numerator, _denominator(quota, base.get(member, ()), cited, site))
        value = policy_value(figure)
        met = None if value is None or range_of(quota) == OPEN else within(quota, value)
        off = Fraction(0) if value is None or met is not False else _off(quota, figure.unit, value)
        yield QuotaStanding(quota, member, figure, met, off, numerator.projects, open_until)


def _found(selection: Selection, standings: tuple[Standing, ...], site: Site, day: date) -> tuple[_Found, ...]:
    """The standings with projects that the selection finds, or would find if their total were known."""
    each = (_Found(s, selected(selection, s, site, day), unmeasured(selection, s, site, day)) for s in standings)
    return tuple(item for item in each if item.projects or item.unmeasured)


def _by_member(quota: Quota, found: tuple[_Found, ...], site: Site) -> dict[str, tuple[_Found, ...]]:
    """What was found of each member; under "" of all together."""
    groups: dict[str, list[_Found]] = defaultdict(list)
    for item in found:
        codes = shares(item.standing, quota.axis, site)
        if quota.per == "each":
            for code, share in codes.items():
                groups[code].append(_at_most(item, share))
        elif not quota.members:
            groups[""].append(item)
        elif share := min(sum(codes.get(member, 0) for member in quota.members), item.standing.project.count):
            groups[""].append(_at_most(item, share))
    return {member: _each_once(items) for member, items in groups.items()}


def _at_most(item: _Found, share: int) -> _Found:
    return _Found(item.standing, min(item.projects, share), min(item.unmeasured, share))


def _each_once(items: list[_Found]) -> tuple[_Found, ...]:
    """Without the projects that a bundle found beside them counts already."""
    counting = {item.standing.project.id for item in items if item.projects}
    return tuple(item for item in items if item.standing.project.within not in counting)


def _outside(quota: Quota, standing: Standing) -> Decimal:
    """Outside money of the kind that a quota names, or of all; a project that has none adds nothing."""
    name = quota.measure.removeprefix("funding_")
    items = (item for item in standing.project.funding if quota.funding in (None, item.kind))
    return sum((getattr(funding_money(item, standing.day), name) or Decimal(0) for item in items), Decimal(0))


def _amount(quota: Quota, standing: Standing) -> Decimal | None:
    match quota.measure:
        case "total_investment":
            return standing.total
        case "planned":
            return standing.planned
        case "funding_needed" | "funding_applied" | "funding_approved" | "funding_granted" | "funding_spent":
            return _outside(quota, standing)
        case _:
            return standing.invested


def _sum(quota: Quota, found: tuple[_Found, ...]) -> _Sum:
    """Projects, or their money. Money of a part of a bundle is not known: it is left out and counted as such."""
    ids = tuple(item.standing.project.id for item in found if item.projects)
    left_out = {"unmeasured": sum(item.unmeasured for item in found)}
    if quota.measure == "projects":
        return _Sum(Fraction(sum(item.projects for item in found)), ids, _said(left_out))
    amount = Fraction(0)
    missing = {"total_investment": "without_total", "planned": "without_plan"}.get(quota.measure, "without_report")
    for item in found:
        money = _amount(quota, item.standing)
        if item.projects and money is None:
            left_out[missing] = left_out.get(missing, 0) + item.projects
        elif item.projects < item.standing.project.count:
            left_out["part_of_bundle"] = left_out.get("part_of_bundle", 0) + item.projects
        elif money is not None:
            amount += Fraction(money)
    return _Sum(amount, ids, _said(left_out))


def _said(left_out: dict[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple((code, count) for code, count in left_out.items() if count)


def _denominator(
    quota: Quota, base: tuple[_Found, ...], cited: tuple[CitedFigure, ...], site: Site
) -> _Sum | str | None:
    """What a ratio divides by; None where the quota is none, or the code of the reason why there is nothing."""
    if quota.over is not None:
        return _sum(quota, base)
    if quota.over_cited is None:
        return None
    known = next((figure for figure in cited if figure.code == quota.over_cited), None)
    if known is None:
        return "not-cited"
    amount = cited_amount(known, quota.measure, site.money.factor)
    return "unit-differs" if amount is None else _Sum(amount, (), ())


def cited_amount(cited: CitedFigure, measure: str, factor: Decimal) -> Fraction | None:
    """A cited figure in the unit of what a quota measures; None where it counts something else.

    `factor` units of the place's money make one of its display unit.
    """
    value = Fraction(cited.value)
    match cited.measured_in:
        case "projects" if measure == "projects":
            return value
        case "money" if measure != "projects":
            return value
        case "display_money" if measure != "projects":
            return value * Fraction(factor)
    return None


def quota_unit(quota: Quota) -> Unit:
    """What the figure of a quota counts: projects, money, a share, or how many times as much."""
    if quota.over is not None or quota.over_cited is not None:
        return Unit.TIMES if quota.times else Unit.SHARE
    return Unit.PROJECTS if quota.measure == "projects" else Unit.MONEY


def _figure(quota: Quota, numerator: _Sum, denominator: _Sum | str | None) -> Figure:
    key, excluded = PREFIX + quota.code, dict(numerator.excluded)
    unit, above = quota_unit(quota), numerator.amount
    if denominator is None:
        return Figure(key, unit, above, excluded=numerator.excluded)
    if isinstance(denominator, str):
        return Figure(key, unit, None, above, excluded=numerator.excluded, reason=denominator)
    below = denominator.amount
    # What the base leaves out holds most often what the numerator leaves out: the greater is said, not the sum.
    excluded |= {code: max(count, excluded.get(code, 0)) for code, count in denominator.excluded}
    left_out = tuple(excluded.items())
    if below <= 0:
        return Figure(key, unit, None, above, below, excluded=left_out, reason="no-base")
    return Figure(key, unit, above / below, above, below, excluded=left_out)


def _off(quota: Quota, unit: Unit, value: Fraction) -> Fraction:
    """The way back into the bounds, in their unit. Of whole numbers 超过 10 asks for 11."""
    whole = unit is Unit.PROJECTS
    allowed = range_of(quota, whole=whole)
    if allowed.lower.side == 0 and value <= allowed.lower.value:
        return value - allowed.lower.value
    # The end of a range of whole numbers lies before the first that is too many.
    return value - (allowed.upper.value - 1 if whole else allowed.upper.value)


def _open_until(selection: Selection, day: date) -> date | None:
    """The last day of the quarter or year that a flow is counted in; None on that day, and of what stands still."""
    windows = {reached.within for reached in selection.reached}
    end = day
    if Window.QUARTER in windows:
        end = month_end(month_later(quarter_start(day), MONTHS_A_QUARTER - 1))
    elif Window.YEAR in windows:
        end = year_end(day)
    return end if end > day else None
