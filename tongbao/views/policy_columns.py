"""Columns of the site in sentences: how old the newest entry may be, who answers, what fails the site."""

from collections.abc import Iterator

from tongbao.model.columns import ColumnRule, Freshness
from tongbao.model.setting import Setting
from tongbao.views.sayer import Sayer


def column_lines(setting: Setting, say: Sayer) -> Iterator[str]:
    """What a rule of columns says, a sentence each."""
    match setting:
        case ColumnRule():
            yield from _column(setting, say)
        case Freshness():
            yield from _vetoes(setting, say)


def _column(rule: ColumnRule, say: Sayer) -> Iterator[str]:
    names = say.joined(column_name(column, say) for column in rule.columns)
    yield (
        say("column_limit", names=names, limit=say.limit(rule.limit))
        if rule.limit
        else say("column_named", names=names)
    )
    yield say("column_office", office=say.reader.office(rule.office)) if rule.office else ""
    yield say("column_empty") if rule.may_be_empty else ""


def column_name(column: str, say: Sayer) -> str:
    """A column as the menu names it."""
    return say.reader.t(f"words.column.{column}")


def _vetoes(rule: Freshness, say: Sayer) -> Iterator[str]:
    for veto in rule.vetoes:
        types = say.joined(say.reader.t(f"words.column_type.{each}") for each in veto.types)
        which = say("veto_types", types=types) if types else say("veto_all")
        for name, count in (("stale", veto.stale), ("empty", veto.empty)):
            if count is not None:
                yield say(f"veto.{name}", which=which, count=count)
