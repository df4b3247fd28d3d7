"""The wall chart and the sheets of projects in sentences."""

from collections.abc import Iterator

from tongbao.model.wall import SheetRule, WallChart
from tongbao.views.sayer import Sayer


def wall_lines(rule: WallChart | SheetRule, say: Sayer) -> Iterator[str]:
    """What flags mean and which projects get a sheet, a sentence each; "" where a part of it says nothing."""
    if isinstance(rule, SheetRule):
        yield say("sheet_planned" if rule.planned else "sheet_all")
        what = say.conditions(rule.select)
        yield say("sheet_select", what=what) if what else ""
        yield say("sheet_most", most=rule.most)
        return
    reader = say.reader
    labels = (reader.words(flag.label) or reader.t(f"wall.flags.{flag.when}.label") for flag in rule.flags)
    letters = (reader.words(flag.letter) or reader.t(f"wall.flags.{flag.when}.letter") for flag in rule.flags)
    named = (reader.t("words.named", name=letter, value=label) for letter, label in zip(letters, labels, strict=True))
    names = say.joined(named)
    yield say("wall_flags", names=names) if names else ""
    yield say("wall_lights") if rule.lights and rule.flags else ""
    yield say("wall_paper", paper=rule.paper) if rule.flags else ""
    yield say("wall_most", most=rule.most) if rule.flags else ""
