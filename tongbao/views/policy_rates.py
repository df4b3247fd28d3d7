"""How the figures of the place are reckoned, in sentences: values, pace, rates, reports, decimals."""

from collections.abc import Iterator

from tongbao.model.rates import (
    ClosingRate,
    CommissioningRate,
    CompletionRate,
    Conversion,
    Decimals,
    Delays,
    FigureRules,
    Ladder,
    Pace,
    Readiness,
    ReportRule,
    Scope,
    StartAndResumeRate,
    StartRate,
    Values,
)
from tongbao.model.setting import Setting
from tongbao.views.sayer import Sayer


def rate_lines(setting: Setting, say: Sayer) -> Iterator[str]:
    """What a rule about figures says, a sentence each; "" where a part of it says nothing."""
    reader = say.reader
    match setting:
        case Pace():
            yield from _pace(setting, say)
        case Values():
            yield say(f"investment.{setting.investment}")
            yield say(f"certified_starts.{setting.starts}")
        case Scope():
            yield _named(say, "scope", "stage", setting.exclude_stages)
            yield _named(say, "apart", "list", setting.apart_lists)
        case CompletionRate():
            yield say("base", base=reader.t(f"figures.bases.{setting.base}"))
        case StartRate():
            yield say("base", base=reader.t(f"figures.bases.{setting.base}"))
            yield _named(say, "left_out", "nature", setting.exclude_natures)
            yield _named(say, "left_out", "stage", setting.exclude_stages)
            yield say("early_counts" if setting.count_early else "early_does_not_count")
        case StartAndResumeRate():
            yield say("base", base=reader.t("figures.bases.continued_and_new"))
            yield _named(say, "left_out", "nature", setting.exclude_natures)
            yield _named(say, "left_out", "stage", setting.exclude_stages)
        case CommissioningRate():
            yield say("base", base=reader.t(f"figures.bases.completions_{setting.base}"))
        case Conversion():
            first, last = say.stage(setting.from_stage), say.stage(setting.to_stage)
            yield say("conversion", cohort=say(f"reached.{setting.cohort}", stage=first), stage=last)
        case ClosingRate():
            yield say("resolved_counts" if setting.resolved_counts else "closed_counts")
        case Readiness():
            yield _named(say, "ready", "stage", setting.stages) or say("never_ready")
        case Delays():
            yield say("delay_months")
            yield from _delay_classes(setting, say)
            yield say("new_delay", days=setting.new_days)
        case ReportRule():
            yield say(f"cadence.{setting.cadence}", who=say.names("list", setting.lists) or say("everyone"))
            days = say.length(setting.days_after, setting.unit)
            yield say("days_after", days=days) if setting.days_after else say("on_the_day")
        case Decimals():
            places = {name: getattr(setting, name) for name in ("rate", "gap", "money", "score", "times")}
            yield say("decimals", **places)
            for key, count in setting.figures.items():
                scope, _, name = key.rpartition("/")
                yield say("decimals_of_whole" if scope else "decimals_of", figure=say.figure(name), places=count)
        case FigureRules():
            pairs = (" × ".join(reader.t(f"words.axes.{axis}") for axis in pair) for pair in setting.crossings)
            yield say("crossings", names=say.joined(pairs)) if setting.crossings else say("no_crossings")
            monthly = say.joined(say.figure(key) for key in setting.monthly)
            yield say("monthly", names=monthly) if monthly else ""


def _pace(pace: Pace, say: Sayer) -> Iterator[str]:
    yield say(f"basis.{pace.basis}", shares=_shares(pace.ladder, say))
    if pace.start_ladder:
        yield say("start_ladder", shares=_shares(pace.start_ladder, say))
    if pace.start_ladder or pace.basis != "month_12":
        yield say("stepped" if pace.stepped else "month_by_month")
    if pace.multiplier != 1:
        yield say("multiplier", value=say.reader.percent(pace.multiplier * 100, 0))
    yield say(f"print_gap.{pace.print_gap}")


def _shares(ladder: Ladder, say: Sayer) -> str:
    percent = (say.reader.t("words.units.percent", value=say.reader.plain(share)) for share in ladder)
    return say.joined(say(f"quarter.{number}", value=value) for number, value in enumerate(percent, 1))


def _delay_classes(delays: Delays, say: Sayer) -> Iterator[str]:
    for each in delays.classes:
        name = say.reader.words(each.name)
        if each.until is None:
            yield say("delay_from", name=name, first=each.from_)
        else:
            yield say("delay_between", name=name, first=each.from_, last=each.until)


def _named(say: Sayer, key: str, axis: str, codes: tuple[str, ...]) -> str:
    return say(key, names=say.names(axis, codes)) if codes else ""
