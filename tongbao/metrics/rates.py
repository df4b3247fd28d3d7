"""How each rate of the registry is made of the sums of a scope: its numerator, its base, what the base leaves out."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from tongbao.metrics.figure import Figure, Unit, rate
from tongbao.metrics.pace import difference, gap, pace, ratio_to_pace, shortfall, start_pace
from tongbao.metrics.totals import Totals
from tongbao.model.policy import Rules


class Sums(NamedTuple):
    """What a figure is made of: the sums of a scope and of the whole place, the rules of the day, the day itself.

    The whole is reckoned for the few figures that ask for it, so that others read no more than their scope.
    `unit_word` is the unit of the amounts in the scope of a kind of factor or quantity.
    """

    totals: Totals
    whole: Callable[[], Totals]
    rules: Rules
    day: date
    unit_word: str = ""


Make = Callable[[Sums], Figure]


def share(key: str, numerator: str, denominator: str, *excluded: str, base: str = "", projects: bool = True) -> Make:
    """A rate of two fields of the sums; a rate of projects leaves out those outside the scope."""
    names = (*excluded, "out_of_scope", "apart") if projects else excluded

    def make(sums: Sums) -> Figure:
        totals = sums.totals
        left_out = tuple((name, getattr(totals, name)) for name in names)
        above, below = Fraction(getattr(totals, numerator)), Fraction(getattr(totals, denominator))
        return rate(key, above, below, base=base or denominator, excluded=left_out)

    return make


def of_whole(key: str, field: str) -> Make:
    """占比: the part of the whole place's sum."""

    def make(sums: Sums) -> Figure:
        return rate(key, Fraction(getattr(sums.totals, field)), Fraction(getattr(sums.whole(), field)), base="whole")

    return make


def completion_rate(sums: Sums) -> Figure:
    """投资完成率; none as long as works with a plan have begun and none of them has reported in the
    year: what nobody told is not 0, while works that have not begun have invested nothing."""
    totals, base = sums.totals, sums.rules.completion_rate.base
    due = totals.plan_to_date if base == "plan_to_date" else Fraction(totals.planned)
    excluded = (("without_plan", totals.without_plan), ("out_of_scope", totals.out_of_scope), ("apart", totals.apart))
    figure = rate("completion_rate", Fraction(totals.completed_of_plan), due, base=base, excluded=excluded)
    silent = figure.value is not None and totals.silent_of_plan and not totals.reported_of_plan
    return replace(figure, value=None, numerator=None, denominator=None, reason="no-report") if silent else figure


def pace_of(sums: Sums) -> Figure:
    """时序进度; where the rate's base is the plan to date, all of it is due."""
    if sums.rules.completion_rate.base == "plan_to_date":
        return Figure("pace", Unit.SHARE, Fraction(1), base="plan_to_date")
    totals = sums.totals
    return pace(sums.rules.pace, sums.day, due=totals.plan_to_date, planned=Fraction(totals.planned))


def gap_of(sums: Sums) -> Figure:
    """超/低于时序进度."""
    return gap(completion_rate(sums), pace_of(sums))


def pace_ratio(sums: Sums) -> Figure:
    """Completion ÷ pace."""
    return ratio_to_pace(completion_rate(sums), pace_of(sums))


def shortfall_of(sums: Sums) -> Figure:
    """1 − completion ÷ pace."""
    return shortfall(pace_ratio(sums))


def year_on_year(sums: Sums) -> Figure:
    """同比: (this year's − last year's by the same day) ÷ last year's (江门 2021: 153.34 ÷ 160.30 = 95.66 %).

    None where nobody reported this year, or by that day last year.
    """
    totals, base = sums.totals, "completed_last_year"
    excluded = (("without_last_year", without_last_year(totals)),)
    if totals.projects and (totals.without_report >= totals.projects or not totals.reported_last_year):
        reason = "no-last-year" if not totals.reported_last_year else "no-report"
        return Figure("year_on_year", Unit.SHARE, None, base=base, reason=reason)
    last = Fraction(totals.completed_last_year)
    return rate("year_on_year", Fraction(totals.completed) - last, last, base=base, excluded=excluded)


def completed_last_year(sums: Sums) -> Figure:
    """上年同期完成投资, and how many projects told nothing by that day; none where no project did."""
    totals, key = sums.totals, "completed_last_year"
    if totals.projects and not totals.reported_last_year:
        return Figure(key, Unit.MONEY, None, excluded=left_out(totals), reason="no-last-year")
    without = without_last_year(totals)
    told = (("without_last_year", without),) if without else ()
    return Figure(key, Unit.MONEY, Fraction(totals.completed_last_year), excluded=(*told, *left_out(totals)))


def without_last_year(totals: Totals) -> int:
    """How many projects of which more than their number is known reported nothing by the same day last year."""
    return totals.projects - totals.by_count_only - totals.reported_last_year


def start_rate(sums: Sums) -> Figure:
    """开工率."""
    totals = sums.totals
    excluded = (
        ("start_base_excluded", totals.start_base_excluded),
        ("out_of_scope", totals.out_of_scope),
        ("apart", totals.apart),
    )
    numerator, base = Fraction(totals.start_numerator), Fraction(totals.start_base)
    return rate("start_rate", numerator, base, base=sums.rules.start_rate.base, excluded=excluded)


def start_pace_of(sums: Sums) -> Figure:
    """The share of starts due by the place's ladder."""
    return start_pace(sums.rules.pace, sums.day)


def start_gap(sums: Sums) -> Figure:
    """The gap of the start rate to it."""
    return difference("start_gap", start_rate(sums), start_pace_of(sums))


def commissioning_rate(sums: Sums) -> Figure:
    """竣工投产率."""
    base = f"completions_{sums.rules.commissioning_rate.base}"
    return share("commissioning_rate", "completions_as_planned", "commissioning_base", base=base)(sums)


def signing_rate(sums: Sums) -> Figure:
    """签约率 of the reserve; the base says the cohort. None where the place asks for none and nothing of its reserve
    was signed: works that the government builds go from the reserve to their start without a signing."""
    rule = sums.rules.signing_rate
    found = share("signing_rate", "signed", "signing_base", base=f"cohort_{rule.cohort}")(sums)
    return replace(found, value=None, reason="not-told") if found.value == 0 and rule.unsaid else found


def landing_rate(sums: Sums) -> Figure:
    """落地率 of the signed; the base says the cohort."""
    return share("landing_rate", "landed", "landing_base", base=f"cohort_{sums.rules.landing_rate.cohort}")(sums)


def closing_rate(sums: Sums) -> Figure:
    """办结率."""
    base = "resolved" if sums.rules.closing_rate.resolved_counts else "closed"
    return share("closing_rate", "issues_closed", "issues_raised", base=base, projects=False)(sums)


def median_days(sums: Sums) -> Figure:
    """办结用时: the middle one of the days that closed issues took; of an even number the mean of two."""
    days = sorted(sums.totals.days_to_close)
    base = "resolved" if sums.rules.closing_rate.resolved_counts else "closed"
    without = sums.totals.issues_closed - len(days)
    excluded = (("closed_without_day", without),) if without else ()
    if not days:
        return Figure("median_days", Unit.DAYS, None, base=base, excluded=excluded, reason="none-closed")
    last = len(days) - 1
    middle = Fraction(days[last // 2] + days[len(days) // 2], 2)
    return Figure("median_days", Unit.DAYS, middle, base=base, excluded=excluded)


def reports_on_time(sums: Sums) -> Figure:
    """按时报送: due, neither late nor missing."""
    totals = sums.totals
    on_time = totals.reports_due - totals.reports_late - totals.reports_missing
    return Figure("reports_on_time", Unit.REPORTS, Fraction(on_time), excluded=left_out(totals))


def reporting_rate(sums: Sums) -> Figure:
    """报送率: received, in time or late, of those due."""
    totals = sums.totals
    received = Fraction(totals.reports_due - totals.reports_missing)
    return rate("reporting_rate", received, Fraction(totals.reports_due), base="reports_due", excluded=left_out(totals))


ON_ITS_WAY = ("needed", "applied", "approved", "granted", "spent")
"""Outside money on its way, step by step."""


def outside_money(name: str) -> Make:
    """The sum of outside money that came to a step. None where nobody tells of the step though a later one is told, or
    none before it: it is not known. Where only steps before it are told it is 0: nothing came there yet."""
    key = f"funding_{name}"
    place = ON_ITS_WAY.index(name) if name in ON_ITS_WAY else 0

    def make(sums: Sums) -> Figure:
        totals = sums.totals
        told = [getattr(totals, f"told_{step}") for step in ON_ITS_WAY]
        known = getattr(totals, f"told_{name}") or (any(told[:place]) and not any(told[place + 1 :]))
        if totals.projects and not known:
            return Figure(key, Unit.MONEY, None, excluded=left_out(totals), reason="not-told")
        return Figure(key, Unit.MONEY, Fraction(getattr(totals, key)), excluded=left_out(totals))

    return make


def amount(key: str, field: str) -> Make:
    """A sum of amounts in the unit of their kind."""

    def make(sums: Sums) -> Figure:
        return Figure(key, Unit.AMOUNT, Fraction(getattr(sums.totals, field)), unit_word=sums.unit_word)

    return make


def left_out(totals: Totals, *names: str) -> tuple[tuple[str, int], ...]:
    """What a sum over projects leaves out, as far as there is any."""
    every = (*names, "out_of_scope", "apart")
    return tuple([(name, count) for name in every if (count := getattr(totals, name))])
