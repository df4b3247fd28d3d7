"""The rules of the place in sentences that people understand; figures.html prints them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from tongbao.metrics.registry import REGISTRY
from tongbao.metrics.snapshot import Snapshot
from tongbao.model.clocks import Clock, Clocks
from tongbao.model.policy import BulletinRule
from tongbao.model.rates import (
    ClosingRate,
    CompletionRate,
    Decimals,
    FigureRules,
    Pace,
    ReportRule,
    Scope,
    StartAndResumeRate,
    StartRate,
    Values,
)
from tongbao.model.setting import Setting
from tongbao.model.standings import Board, Light
from tongbao.views.issue import clock_text
from tongbao.views.parts import LightView
from tongbao.views.reader import Reader


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule of the policy: what it says, since when, and who really does so. `light` is the light it gives."""

    name: str
    lines: tuple[str, ...]
    valid_from: str
    source: str
    assumed: bool
    light: LightView | None = None


def rule_views(snapshot: Snapshot, reader: Reader) -> tuple[RuleView, ...]:
    """Every rule in force on the snapshot's day, in the order of policy.yaml's documentation."""
    return tuple(_views(snapshot, reader))


def _views(snapshot: Snapshot, reader: Reader) -> Iterator[RuleView]:
    for part, value in snapshot.rules:
        name = reader.t(f"words.policy.{part}")
        match value:
            case dict():
                yield from (_view(reader.t(f"words.bulletin.{kind}"), rule, reader) for kind, rule in value.items())
            case tuple():
                yield from (_view(name, setting, reader) for setting in value)
            case _:
                yield _view(name, value, reader)


def _view(name: str, setting: Setting, reader: Reader) -> RuleView:
    lines = tuple(line for line in _lines(setting, reader) if line)
    since = "" if setting.valid_from.year == 1 else reader.day_text(setting.valid_from)
    light = reader.light(setting) if isinstance(setting, Light) else None
    own = reader.words(setting.name) if isinstance(setting, Board) else ""
    title = reader.t("words.named", name=name, value=own) if own else name
    return RuleView(title, lines, since, reader.words(setting.source), setting.assumed, light)


def _lines(setting: Setting, reader: Reader) -> Iterator[str]:
    """What a setting says, a sentence each; "" where a part of it says nothing."""

    def say(key: str, **values: object) -> str:
        return reader.t(f"pages.rules.{key}", **values)

    def joined(names: Iterable[str]) -> str:
        return reader.t("words.separator").join(names)

    match setting:
        case Pace():
            yield say(f"basis.{setting.basis}")
            if setting.multiplier != 1:
                yield say("multiplier", value=reader.percent(setting.multiplier * 100, 0))
            yield say(f"print_gap.{setting.print_gap}")
        case Values():
            yield say(f"investment.{setting.investment}")
        case Scope():
            yield _left_out("scope", "stage", setting.exclude_stages, reader)
        case CompletionRate():
            yield say("base", base=reader.t(f"figures.bases.{setting.base}"))
        case StartRate():
            yield say("base", base=reader.t(f"figures.bases.{setting.base}"))
            yield _left_out("left_out", "stage", setting.exclude_stages, reader)
            yield say("early_counts" if setting.count_early else "early_does_not_count")
        case StartAndResumeRate():
            yield say("base", base=reader.t("figures.bases.continued_and_new"))
            yield _left_out("left_out", "nature", setting.exclude_natures, reader)
            yield _left_out("left_out", "stage", setting.exclude_stages, reader)
        case ClosingRate():
            yield say("resolved_counts" if setting.resolved_counts else "closed_counts")
        case Clocks():
            yield _clock("resolve", setting.resolve, reader)
            yield _clock("plan", setting.plan, reader) if setting.plan else ""
        case ReportRule():
            who = joined(reader.name("list", code) for code in setting.lists) or say("everyone")
            days = reader.t(f"words.clock.{setting.unit}", days=setting.days_after)
            yield say(f"cadence.{setting.cadence}", who=who)
            yield say("days_after", days=days) if setting.days_after else say("on_the_day")
        case Light():
            yield say(f"applies_to.{setting.applies_to}", when=_bounds(setting, reader))
        case Board():
            yield say("members", names=joined(reader.name("district", code) for code in setting.members))
            yield say("ranked_by", figure=reader.t(f"figures.{setting.ranked_by}.label"), count=setting.named)
        case Decimals():
            yield say("decimals", rate=setting.rate, gap=setting.gap, money=setting.money)
            for key, places in setting.figures.items():
                yield say("decimals_of", figure=reader.t(f"figures.{key}.label"), places=places)
        case FigureRules():
            crossings = (" × ".join(reader.t(f"words.axes.{axis}") for axis in pair) for pair in setting.crossings)
            yield say("crossings", names=joined(crossings)) if setting.crossings else say("no_crossings")
        case BulletinRule():
            yield say("sections", names=joined(reader.t(f"bulletin.sections.{code}") for code in setting.sections))
            yield say("milestone_days", days=setting.milestone_days) if "milestones" in setting.sections else ""


def _left_out(key: str, axis: str, codes: tuple[str, ...], reader: Reader) -> str:
    names = reader.t("words.separator").join(reader.name(axis, code) for code in codes)
    return reader.t(f"pages.rules.{key}", names=names) if codes else ""


def _clock(key: str, clock: Clock, reader: Reader) -> str:
    first = reader.t(f"pages.rules.first_day.{'counts' if clock.count_first_day else 'does_not_count'}")
    starts = reader.t(f"pages.rules.starts.{clock.starts}")
    return reader.t(f"pages.rules.clock_{key}", limit=clock_text(clock, reader), starts=starts, first_day=first)


def _bounds(light: Light, reader: Reader) -> str:
    """与时序进度之差低于 −30 个百分点: every bound of a light, with the unit of what it measures."""
    unit = REGISTRY[light.measure].unit
    named: tuple[tuple[str, Decimal | None], ...] = (
        ("at_most", light.at_most),
        ("below", light.below),
        ("at_least", light.at_least),
    )
    figure = reader.t(f"figures.{light.measure}.label")
    return reader.t("words.separator").join(
        reader.t(
            f"pages.rules.bounds.{name}",
            figure=figure,
            value=reader.t(f"pages.rules.amount.{unit}", value=reader.plain(value)),
        )
        for name, value in named
        if value is not None
    )
