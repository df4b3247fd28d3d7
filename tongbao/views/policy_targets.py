"""What units answer for in a year, how the year's list is adjusted and looked at, and its letters, in sentences."""

from collections.abc import Iterator

from tongbao.model.listing import AdjustmentRule, Letters, Review, TargetMeasure
from tongbao.model.setting import Setting
from tongbao.views.sayer import Sayer


def target_lines(setting: Setting, say: Sayer) -> Iterator[str]:
    """What such a rule says, a sentence each; "" where a part of it says nothing."""
    match setting:
        case TargetMeasure():
            yield from _measure(setting, say)
        case AdjustmentRule():
            yield from _adjustments(setting, say)
        case Review():
            yield say("review", days=setting.known_after)
        case Letters():
            yield from _letters(setting, say)


def _measure(measure: TargetMeasure, say: Sayer) -> Iterator[str]:
    within = say("measure_within", name=say.names("class", (measure.within,))) if measure.within else ""
    yield say("measure", figure=say.figure(measure.figure), within=within)
    yield say("measure_listed") if measure.listed else ""
    due = say.figure(measure.due_figure) if measure.due_figure else ""
    yield say(f"measure_due.{measure.due}", figure=due)


def _adjustments(rule: AdjustmentRule, say: Sayer) -> Iterator[str]:
    months = say.joined(say.reader.t(f"words.dates.names.{month}") for month in rule.months)
    yield say("adjusted_in", months=months) if months else say("adjusted_any_time")
    unit = say(f"each.{rule.axis}")
    yield say(f"keeps.{rule.keeps}", unit=unit) if rule.keeps else ""
    yield say("substitutes_only") if rule.substitutes_only else ""
    yield say("unstarted_years", years=rule.unstarted_years) if rule.unstarted_years else ""
    yield say("reclaims") if rule.reclaims else ""


def _letters(letters: Letters, say: Sayer) -> Iterator[str]:
    titles = (letters.title, letters.quarterly, letters.task)
    names = say.joined(say("letter", name=say.reader.words(title)) for title in titles if title)
    yield say("letters", names=names) if names else ""
    yield from (say.reader.words(duty) for duty in letters.duties)
    yield from (say.reader.words(text) for text in letters.assessment)
