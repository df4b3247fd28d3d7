"""Entry rules of named lists and the evaluation of finished projects in sentences."""

from collections.abc import Iterator

from tongbao.metrics.figure import Unit
from tongbao.metrics.gates import parts_of
from tongbao.model.listing import EntryRule, Evaluation, Indicator
from tongbao.model.setting import Setting
from tongbao.views.sayer import Sayer


def list_lines(setting: Setting, say: Sayer) -> Iterator[str]:
    """What such a rule says, a sentence each; "" where a part of it says nothing."""
    match setting:
        case EntryRule():
            yield from _entry(setting, say)
        case Evaluation():
            yield from _evaluation(setting, say)


def _entry(rule: EntryRule, say: Sayer) -> Iterator[str]:
    choices = [say.selection(selection) for selection in rule.any_of]
    yield say("entry_one", what=choices[0]) if len(choices) == 1 else ""
    yield say("entry_any", what=say("or").join(choices)) if len(choices) > 1 else ""
    yield say("entry_gates", names=say.joined(gate_name(gate, say) for gate in rule.gates)) if rule.gates else ""
    yield say("entry_offers") if rule.offers else ""


def gate_name(gate: str, say: Sayer) -> str:
    """A gate in words: a procedure, or a step of it."""
    code, step = parts_of(gate, say.reader.rules.procedures)
    name = say.reader.procedure(code)
    return say.reader.t("words.step.of", procedure=name, step=step) if step else name


def _evaluation(rule: Evaluation, say: Sayer) -> Iterator[str]:
    if not rule.indicators:
        return
    yield say("evaluated_classes", names=say.names("class", rule.classes)) if rule.classes else say("evaluated")
    yield from (_indicator(indicator, rule, say) for indicator in rule.indicators)
    tiers = ((say.reader.words(tier.name), say.bounds(tier, Unit.SCORE)) for tier in rule.tiers)
    named = say.joined(say("tier", name=name, bounds=bounds) if bounds else name for name, bounds in tiers)
    yield say("tiers", tiers=named) if named else ""


def input_name(code: str, rule: Evaluation, say: Sayer) -> str:
    """What an input is called."""
    return next((say.reader.words(each.name) for each in rule.inputs if each.code == code), code)


def _indicator(indicator: Indicator, rule: Evaluation, say: Sayer) -> str:
    unit = say.reader.words(indicator.unit)

    def amount(value: object) -> str:
        return say("amount", value=value, unit=unit)

    return say(
        "indicator",
        name=say.reader.words(indicator.name),
        of=input_name(indicator.of, rule, say),
        over=input_name(indicator.over, rule, say),
        points=say.reader.plain(indicator.points),
        full=amount(say.reader.plain(indicator.full_at)),
        none=amount(say.reader.plain(indicator.none_at)),
    )
