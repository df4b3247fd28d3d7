"""后评价: finished projects by tier, and how each number was reckoned."""

from collections import Counter
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from tongbao.metrics.evaluation import (
    Evaluated,
    IndicatorStanding,
    YearEvaluation,
    evaluated,
    evaluation_of,
    is_judged,
)
from tongbao.metrics.figure import Unit
from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.standing import Standing
from tongbao.model.listing import Evaluation
from tongbao.views.parts import Link
from tongbao.views.policy_lists import input_name, list_lines
from tongbao.views.reader import Reader
from tongbao.views.rows import project_link
from tongbao.views.sayer import Sayer


class IndicatorCell(NamedTuple):
    """An indicator of a project: its value with unit, the division behind it, the points it earns; or why none."""

    name: str
    value: str
    parts: str
    points: str


class EvaluatedRow(NamedTuple):
    """A year of a finished project; `points` are of all that can be had, `tier` says why there is none."""

    link: Link
    district: str
    year: str
    reported: str
    tier: str
    judged: bool
    points: str
    indicators: tuple[IndicatorCell, ...]


class EvaluationView(NamedTuple):
    """/evaluation/. `heads` are the indicators by name; `waiting` are finished projects that nothing is reported of."""

    lines: tuple[str, ...]
    source: str
    assumed: bool
    tiers: tuple[tuple[str, str], ...]
    heads: tuple[str, ...]
    rows: tuple[EvaluatedRow, ...]
    earlier: tuple[EvaluatedRow, ...]
    waiting: tuple[Link, ...]


def has_evaluation(snapshot: Snapshot) -> bool:
    """Whether the place judges finished projects and has one."""
    rule, site = snapshot.rules.evaluation, snapshot.data.site
    return bool(rule.indicators) and any(is_judged(standing, rule, site) for standing in snapshot.standings)


def evaluation_view(snapshot: Snapshot, reader: Reader) -> EvaluationView:
    """The page of what finished projects yield: by tier, within a tier by points, the highest first."""
    rule = snapshot.rules.evaluation
    found = evaluated(snapshot.standings, rule, snapshot.data.site)
    order = {tier.code: i for i, tier in enumerate(rule.tiers)}

    def rank(each: tuple[Evaluated, YearEvaluation]) -> tuple[bool, int, Fraction]:
        tier, points = each[1].tier, each[1].figure.value
        return points is None, order[tier.code] if tier else len(order), -(points or Fraction(0))

    newest = sorted(((each, each.years[0]) for each in found if each.years), key=rank)
    counts = Counter(year.tier.code for _, year in newest if year.tier)
    unjudged = sum(year.tier is None for _, year in newest)
    tiers = [(reader.words(tier.name), reader.number(counts[tier.code])) for tier in rule.tiers]
    if unjudged:
        tiers.append((reader.t("lists.evaluation.no_tier"), reader.number(unjudged)))
    return EvaluationView(
        lines=tuple(line for line in list_lines(rule, Sayer(reader, snapshot.data.cited)) if line),
        source=reader.words(rule.source),
        assumed=rule.assumed,
        tiers=tuple(tiers),
        heads=tuple(reader.words(indicator.name) for indicator in rule.indicators),
        rows=tuple(_row(each.standing, year, rule, reader) for each, year in newest),
        earlier=tuple(_row(each.standing, year, rule, reader) for each, _ in newest for year in each.years[1:]),
        waiting=tuple(project_link(each.standing, reader) for each in found if not each.years),
    )


def project_evaluation(standing: Standing, snapshot: Snapshot, reader: Reader) -> tuple[EvaluatedRow, ...]:
    """The years of a finished project, the newest first; none for one that is not judged."""
    rule = snapshot.rules.evaluation
    if not standing.project.operation or not is_judged(standing, rule, snapshot.data.site):
        return ()
    return tuple(_row(standing, year, rule, reader) for year in evaluation_of(standing, rule).years)


def _row(standing: Standing, year: YearEvaluation, rule: Evaluation, reader: Reader) -> EvaluatedRow:
    operation, judged = year.operation, year.figure.value is not None
    full = reader.exact(year.figure.denominator) if year.figure.denominator else ""
    points = reader.number(year.figure.value, _places(reader)) if year.figure.value is not None else ""
    return EvaluatedRow(
        link=project_link(standing, reader),
        district=reader.name("district", standing.project.district),
        year=str(operation.year),
        reported=reader.t("lists.evaluation.reported", day=reader.day_text(operation.reported)),
        tier=_tier(year, rule, reader),
        judged=judged,
        points=reader.t("lists.evaluation.of_points", points=points, full=full) if points else "",
        indicators=tuple(_cell(each, year, rule, reader) for each in year.indicators),
    )


def _tier(year: YearEvaluation, rule: Evaluation, reader: Reader) -> str:
    if year.figure.value is None:
        return reader.t("lists.evaluation.no_tier")
    if year.tier is None:
        return reader.t("lists.evaluation.outside") if rule.tiers else ""
    return reader.words(year.tier.name)


def _cell(each: IndicatorStanding, year: YearEvaluation, rule: Evaluation, reader: Reader) -> IndicatorCell:
    indicator, figure = each.indicator, each.figure
    name = reader.words(indicator.name)
    if figure.value is None or each.points is None:
        return IndicatorCell(name, _reason(each, year, rule, reader), "", "")
    units = {entry.code: reader.words(entry.unit) for entry in rule.inputs}

    def amount(code: str) -> str:
        value = reader.plain(year.operation.values[code])
        return reader.t("words.units.with", value=value, unit=units.get(code, ""))

    return IndicatorCell(
        name=name,
        value=indicator_text(each, reader),
        parts=reader.t("words.divided", numerator=amount(indicator.of), denominator=amount(indicator.over)),
        points=reader.t("lists.evaluation.earned", points=reader.number(each.points, _places(reader))),
    )


def _reason(each: IndicatorStanding, year: YearEvaluation, rule: Evaluation, reader: Reader) -> str:
    if each.figure.reason == "no-base":
        return reader.t("lists.evaluation.no_divisor")
    codes = (each.indicator.of, each.indicator.over)
    say = Sayer(reader)
    missing = say.joined(input_name(code, rule, say) for code in codes if code not in year.operation.values)
    return reader.t("lists.evaluation.missing", names=missing)


def _places(reader: Reader) -> int:
    return reader.decimals("evaluation", Unit.SCORE)


def indicator_text(each: IndicatorStanding, reader: Reader) -> str:
    """An indicator's value as printed, half-up: to one place more than the bounds it is judged by."""
    indicator = each.indicator
    if each.figure.value is None:
        return reader.t("figures.none")
    written = max(_digits(indicator.full_at), _digits(indicator.none_at))
    value = reader.number(each.figure.value, written + 1)
    return reader.t("words.units.with", value=value, unit=reader.words(indicator.unit))


def _digits(bound: Decimal) -> int:
    """How many places behind the point a bound is written with."""
    return len(format(bound, "f").partition(".")[2])
