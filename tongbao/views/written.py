"""A value as it stands in a file, in the words of pages. Old versions of a file may hold what is none: it stays as it
was written."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from tongbao.model.base import Meaning, read_hour
from tongbao.model.keys import UNKNOWN, Held
from tongbao.views.reader import Reader

CHOICES = {"Nature": "words.nature", "IssueKind": "words.kind", "EventKind": "words.event", "Stage": "words.stage"}
"""Enumerations whose words pages print; those of the others stand in guide.yaml `values`."""
AXES = {
    "level": "level",
    "lists": "list",
    "list": "list",
    "district": "district",
    "classes": "class",
    "sectors": "sector",
    "category": "category",
    "channel": "channel",
    "severity": "severity",
}
"""Keys that hold codes of the place → the axis that has their names."""
STAGES = frozenset({"stage", "from_stage", "until_stage", "before"})
OFFICES = frozenset({"office", "contact", "by", "to"})


def unit_of(held: Held, reader: Reader) -> str:
    """The unit that records write a value in; "" where it has none that we know."""
    return reader.words(reader.site.money.unit) if held.meaning is Meaning.MONEY else ""


def value_text(value: Any, held: Held, key: str, reader: Reader) -> str:
    """A value of a key without its unit; "" where nothing is written."""
    if value is None or value in ({}, []):
        return ""
    if isinstance(value, bool):
        return reader.t("words.yes" if value else "words.no")
    if isinstance(value, list):
        between = "differences.items" if held.meaning is Meaning.WORDS else "words.separator"
        return reader.t(between).join(value_text(item, held, key, reader) for item in value)
    if isinstance(value, dict):
        if held.meaning is Meaning.WORDS:
            return reader.words({str(language): str(text) for language, text in value.items()})
        inner = held.values or UNKNOWN
        pairs = (f"{name} {value_text(item, inner, str(name), reader)}" for name, item in value.items())
        return reader.t("words.separator").join(pairs)
    try:
        return _scalar_text(str(value), held, key, reader)
    except (ValueError, InvalidOperation, KeyError):
        return str(value)


def _scalar_text(text: str, held: Held, key: str, reader: Reader) -> str:
    if held.choice:
        section = CHOICES.get(held.choice.__name__, f"guide.values.{held.choice.__name__}")
        return reader.t(f"{section}.{text}")
    match held.meaning:
        case Meaning.NUMBER | Meaning.MONEY:
            return reader.plain(Decimal(text))
        case Meaning.PERCENT:
            return reader.t("words.units.percent", value=reader.plain(Decimal(text)))
        case Meaning.DAY:
            return reader.day_text(date.fromisoformat(text))
        case Meaning.MONTH:
            return reader.day_or_month(text)
        case Meaning.HOUR:
            return reader.hour_text(read_hour(text))
        case Meaning.CODE:
            return _coded_text(text, key, reader)
    return text.strip()


def _coded_text(code: str, key: str, reader: Reader) -> str:
    """The name of a code; what names an office may be free words."""
    if key in STAGES:
        return reader.stage_chip(reader.site.stage(code), code).text or code
    if key in OFFICES:
        return reader.office(code)
    light = {"light": reader.project_light, "colour": reader.colour}.get(key)
    if light:
        shown = light(code)
        return shown.label if shown else code
    return reader.name(AXES.get(key, ""), code) or code
