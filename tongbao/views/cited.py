"""引用数据: figures from elsewhere as they are printed, each beside ours where there is one to compare."""

from decimal import Decimal
from typing import NamedTuple

from tongbao.metrics.cited import Comparison
from tongbao.metrics.scopes import ALL
from tongbao.model.cited import CitedFigure
from tongbao.views.parts import Link
from tongbao.views.reader import Reader


class CitedView(NamedTuple):
    """A cited figure: `value` as printed by its source; `verdict` says how ours of the same day compares.

    `scope` and `verdict` are "" where there is nothing to say; `tone` is agrees, differs or "".
    """

    code: str
    name: str
    scope: str
    value: str
    as_of: str
    source: Link
    note: str
    figure: Link
    verdict: str
    tone: str


def unit_text(cited: CitedFigure, reader: Reader) -> str:
    """The unit of a cited figure as printed."""
    match cited.measured_in:
        case "percent":
            return reader.t("figures.units.share")
        case "money":
            return reader.words(reader.site.money.unit)
        case "display_money":
            return reader.money_unit
        case "other":
            return reader.words(cited.unit)
    return reader.t(f"figures.units.{cited.measured_in}")


def printed(value: Decimal, cited: CitedFigure, reader: Reader) -> str:
    """A value in the unit of the cited figure: the cited one as its source prints it, or ours rounded to it."""
    number = reader.plain(value)
    if cited.measured_in == "percent":
        return reader.t("words.units.percent", value=number)
    unit = unit_text(cited, reader)
    if number == "1" and f"figures.unit_of_one.{cited.measured_in}" in reader.catalogue:
        unit = reader.t(f"figures.unit_of_one.{cited.measured_in}")
    return reader.t("words.units.with", value=number, unit=unit).strip()


def _scope(scope: str, reader: Reader) -> str:
    """The names of a scope's codes; "" for the whole place."""
    if scope == ALL:
        return ""
    parts = (part.partition(":") for part in scope.split("+"))
    return reader.t("words.separator").join(reader.name(axis, code) for axis, _, code in parts)


def _verdict(comparison: Comparison, reader: Reader) -> tuple[str, str]:
    """(tone, words) of how ours stands beside the cited figure."""
    ours, cited = comparison.ours, comparison.cited
    if ours is None:
        return "", ""
    if comparison.rounded is None:
        return "", reader.t("words.cited.unknown", reason=reader.t(f"figures.reasons.{ours.reason}"))
    text = printed(comparison.rounded, cited, reader)
    if comparison.agrees is None:
        return "", reader.t("words.cited.about", ours=text)
    tone = "agrees" if comparison.agrees else "differs"
    return tone, reader.t(f"words.cited.{tone}", ours=text)


def cited_view(comparison: Comparison, reader: Reader) -> CitedView:
    """A cited figure as pages print it."""
    cited = comparison.cited
    tone, verdict = _verdict(comparison, reader)
    label = reader.t(f"figures.{cited.figure}.label") if cited.figure else ""
    return CitedView(
        code=cited.code,
        name=reader.words(cited.name),
        scope=_scope(cited.scope, reader),
        value=printed(cited.value, cited, reader),
        as_of=reader.day_text(cited.as_of),
        source=Link(reader.words(cited.source), cited.url or ""),
        note=reader.words(cited.note),
        figure=Link(label, f"{reader.urls.page('figures')}#{cited.figure}" if cited.figure else ""),
        verdict=verdict,
        tone=tone,
    )


def cited_views(comparisons: tuple[Comparison, ...], reader: Reader) -> tuple[CitedView, ...]:
    """All cited figures, in the order of cited.yaml."""
    return tuple(cited_view(comparison, reader) for comparison in comparisons)
