"""The figures, ranks, lights and clocks that a change moves, as they are printed."""

from collections.abc import Iterable, Iterator
from datetime import date

from tongbao.metrics.comparison import (
    ClockChange,
    ClockName,
    FigureChange,
    LightChange,
    ProjectChange,
    RankChange,
    clock,
)
from tongbao.metrics.figure import Figure, Unit
from tongbao.metrics.rounding import exact_text
from tongbao.metrics.scopes import ALL
from tongbao.model.standings import Light
from tongbao.views.comparison import ClockRow, FigureRow, LightRow, Line, RankRow
from tongbao.views.reader import Reader


def figure_rows(changes: Iterable[FigureChange], reader: Reader) -> Iterator[FigureRow]:
    """Each figure that is printed otherwise; one that moved by less than is printed is left out."""
    for change in changes:
        row = figure_row(change, reader)
        if row.before != row.after:
            yield row


def figure_row(change: FigureChange, reader: Reader) -> FigureRow:
    """A figure before and after."""
    before, after = change.before, change.after
    some = after or before
    assert some is not None
    return FigureRow(
        id=f"{change.scope}/{change.key}",
        scope=_scope_name(change.scope, reader),
        label=reader.figure(some, explained=False).label,
        before=_text(before, reader),
        after=_text(after, reader),
        change=_difference(before, after, reader),
        before_exact=_exact(before),
        after_exact=_exact(after),
    )


def _scope_name(scope: str, reader: Reader) -> str:
    axis, _, code = scope.partition(":")
    return reader.words(reader.site.name) if scope == ALL else reader.name(axis, code)


def _text(figure: Figure | None, reader: Reader) -> str:
    return reader.t("figures.none") if figure is None else reader.figure_text(figure)


def _exact(figure: Figure | None) -> str:
    return "" if figure is None or figure.value is None else exact_text(figure.value)


def _difference(before: Figure | None, after: Figure | None, reader: Reader) -> str:
    """The difference of the unrounded values, rounded as the figure is; of shares in percentage points. "" where a side
    has no value."""
    if before is None or after is None or before.value is None or after.value is None:
        return ""
    value, places = after.value - before.value, reader.decimals(after.key, after.unit, whole=after.whole)
    match after.unit:
        case Unit.SHARE | Unit.POINTS:
            points = value * 100 if after.unit is Unit.SHARE else value
            return reader.t(
                "words.units.with",
                value=reader.number(points, places, signed=True),
                unit=reader.t(f"figures.units.{Unit.POINTS}"),
            )
        case Unit.MONEY:
            text, unit = reader.number(value, places, per=reader.site.money.factor, signed=True), reader.money_unit
            return reader.t("words.units.with", value=text, unit=unit)
        case Unit.AMOUNT:
            return signed_text(reader.exact(value), value > 0)
    return reader.number(value, places, signed=True)


def signed_text(text: str, positive: bool) -> str:
    """A number with its sign where it is above 0."""
    return f"+{text}" if positive else text


def rank_rows(changes: Iterable[RankChange], reader: Reader) -> tuple[RankRow, ...]:
    """Who stands in another place of which board."""
    return tuple(
        RankRow(
            board=reader.words(change.board.name),
            member=reader.name(change.board.axis, change.member),
            before=_rank(change.before),
            after=_rank(change.after),
        )
        for change in changes
    )


def _rank(rank: int | None) -> str:
    return "" if rank is None else str(rank)


def light_rows(changes: Iterable[LightChange], reader: Reader) -> tuple[LightRow, ...]:
    """Districts and offices with another light."""
    return tuple(
        LightRow(reader.name(each.axis, each.code), light_text(each.before, reader), light_text(each.after, reader))
        for each in changes
    )


def light_text(light: Light | None, reader: Reader) -> str:
    """What a light is called; none is said to be none."""
    return reader.words(light.label) if light else reader.t("words.absent")


def project_lines(change: ProjectChange, reader: Reader) -> Iterator[Line]:
    """The figures of a project that are printed otherwise, and its light; of one that counts no more, or counts again,
    only that."""
    if change.before and change.after and change.before.in_scope != change.after.in_scope:
        yield Line("counted" if change.after.in_scope else "counted_no_more", {})
        return
    for figure in change.figures:
        row = figure_row(figure, reader)
        if row.before != row.after:
            kind = "figure" if row.change else "figure_known"
            values = {"label": row.label, "before": row.before, "after": row.after, "change": row.change}
            yield Line(kind, values)
    for light in change.lights:
        yield Line("light", {"before": light_text(light.before, reader), "after": light_text(light.after, reader)})


def clock_rows(changes: Iterable[ClockChange], reader: Reader) -> Iterator[ClockRow]:
    """The clocks of issues that run otherwise; of issues that are only counted none."""
    for change in changes:
        issue = change.standing.issue
        if issue.counted_only:
            continue
        for name in change.clocks:
            yield ClockRow(
                id=issue.id,
                title=reader.words(issue.title),
                clock=reader.t(f"comparison.clocks.{name}"),
                before=_clock(name, clock(change.before, name), reader),
                after=_clock(name, clock(change.after, name), reader),
            )


def _clock(name: ClockName, value: date | int | str | None, reader: Reader) -> str:
    match value:
        case None:
            return reader.t("words.absent")
        case date():
            return reader.day_text(value)
        case int():
            return reader.t("words.clock.calendar_days", days=value)
    if name == "order":
        light = reader.colour(value)
        return light.label if light else value
    return reader.t(f"words.state.{value}")
