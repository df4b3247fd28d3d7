"""挂图: the projects of the year by district and month with a flag each, targets against standing beside them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from tongbao.metrics.flags import DistrictFlags, Flagged, FlagRow, charted
from tongbao.metrics.listing import listed_on
from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.targets import SnapshotOf, unit_standings
from tongbao.model.vocab import FlagWhen
from tongbao.model.wall import Flag
from tongbao.views.boards import board_row
from tongbao.views.lists import place_row
from tongbao.views.parts import Bar, BoardRow, FigureView, LightView, Link
from tongbao.views.reader import Reader
from tongbao.views.rows import project_link
from tongbao.views.targets_units import MeasureTable, UnitRow, measure_tables


class FlagKey(NamedTuple):
    """A flag as drawn and named; `total` says how many milestones have it."""

    code: str
    letter: str
    label: str
    shape: str
    tone: str
    total: str = ""


class FlagView(NamedTuple):
    """A flag that stands in a month: its milestone, the day, and for one that moved the date in force."""

    key: FlagKey
    name: str
    day: str
    month: str
    to: str


class MonthView(NamedTuple):
    """A month of a project: its flags, the one shown first, and the light at its end."""

    flags: tuple[FlagView, ...]
    light: LightView | None


@dataclass(frozen=True, slots=True)
class WallRow:
    """A project on the chart. `before` is not reached of earlier years, `after` was moved out of the year; `flags` are
    all by time."""

    id: str
    link: Link
    stage: str
    rate: FigureView
    gap: FigureView
    bar: Bar | None
    light: LightView | None
    months: tuple[MonthView, ...]
    before: tuple[FlagView, ...]
    after: tuple[FlagView, ...]
    flags: tuple[FlagView, ...]


@dataclass(frozen=True, slots=True)
class WallDistrict:
    """A district with its figures and its projects."""

    link: Link
    figures: BoardRow
    rows: tuple[WallRow, ...]


class WallUnit(NamedTuple):
    """A district beside its targets, one cell a measure; None where it does not answer for it."""

    name: str
    cells: tuple[UnitRow | None, ...]


@dataclass(frozen=True, slots=True)
class WallView:
    """The chart as it hangs and as it stands on the web, in the same words and figures."""

    title: str
    basis: str
    issuer: str
    notice: str
    as_of: str
    day_share: str
    month: int
    months: tuple[str, ...]
    districts: tuple[WallDistrict, ...]
    projects: int
    keys: tuple[FlagKey, ...]
    lights: tuple[tuple[LightView, str], ...]
    whole: BoardRow
    measures: tuple[MeasureTable, ...]
    units: tuple[WallUnit, ...]
    before: str
    after: str
    paper: str
    unit: str


def has_wall_chart(snapshot: Snapshot) -> bool:
    """Whether there is a chart: the rule has flags, and allows for the projects of the year, of which one has a
    milestone."""
    rule, found = snapshot.rules.wallchart, charted(snapshot)
    return bool(rule.flags) and len(found) <= rule.most and any(standing.milestones for standing in found)


def wall_view(found: tuple[DistrictFlags, ...], snapshot: Snapshot, quarter_of: SnapshotOf, reader: Reader) -> WallView:
    """The chart on the snapshot's day; `found` are its flags."""
    site, day, rule = reader.site, snapshot.day, snapshot.rules.wallchart
    keys = {flag.when: _key(flag, reader) for flag in rule.flags}
    rows = [row for district in found for row in district.rows]
    counts = Counter(flag.flag.when for row in rows for flag in _all(row))
    listed = listed_on(day.year, snapshot.data.targets)
    standings = unit_standings(listed, snapshot, quarter_of) if listed else ()
    measures = measure_tables(listed, standings, snapshot, quarter_of, reader) if listed else ()
    short = tuple(reader.t("words.chart.month", month=month.end.month) for month in rows[0].months) if rows else ()
    return WallView(
        title=reader.words(rule.title) or reader.t("wall.title", name=reader.words(site.name), year=day.year),
        basis=reader.words(listed.title) if listed else reader.t("wall.planned", year=day.year),
        issuer=reader.words(listed.issuer if listed and listed.issuer else site.publisher.name),
        notice=reader.words(site.notice) or (reader.t("pages.sample") if site.sample else ""),
        as_of=reader.day_text(day),
        day_share=f"{day.day * 100 // rows[0].months[day.month - 1].end.day}" if rows else "0",
        month=day.month,
        months=short,
        districts=tuple(_district(district, keys, snapshot, reader) for district in found),
        projects=len(rows),
        keys=tuple(key._replace(total=reader.number(counts[when])) for when, key in keys.items()),
        lights=tuple(_lights(rows, snapshot, reader)),
        whole=place_row(snapshot, reader),
        measures=measures,
        units=tuple(_units(measures)),
        before=reader.t("wall.before", year=day.year) if any(row.before for row in rows) else "",
        after=reader.t("wall.after", year=day.year) if any(row.after for row in rows) else "",
        paper=rule.paper,
        unit=reader.money_unit,
    )


def _all(row: FlagRow) -> Iterator[Flagged]:
    yield from row.before
    yield from (flag for month in row.months for flag in month.flags)
    yield from row.after


def _key(flag: Flag, reader: Reader) -> FlagKey:
    words = f"wall.flags.{flag.when}"
    return FlagKey(
        code=flag.when,
        letter=reader.words(flag.letter) or reader.t(f"{words}.letter"),
        label=reader.words(flag.label) or reader.t(f"{words}.label"),
        shape=flag.shape,
        tone=flag.tone,
    )


def _district(
    district: DistrictFlags, keys: dict[FlagWhen, FlagKey], snapshot: Snapshot, reader: Reader
) -> WallDistrict:
    rows = tuple(_row(row, keys, reader) for row in district.rows)
    return WallDistrict(reader.district_link(district.code), board_row(district.code, "", snapshot, reader), rows)


def _row(row: FlagRow, keys: dict[FlagWhen, FlagKey], reader: Reader) -> WallRow:
    standing = row.standing

    def views(flags: Iterable[Flagged]) -> tuple[FlagView, ...]:
        return tuple(_flag(flag, keys, reader) for flag in flags)

    return WallRow(
        id=standing.project.id,
        link=project_link(standing, reader),
        stage=reader.stage_chip(standing.stage, standing.stage_word).text,
        rate=reader.figure(standing.completion_rate, explained=False),
        gap=reader.figure(standing.gap, explained=False),
        bar=reader.bar(standing.completion_rate, standing.pace, standing.gap),
        light=reader.light(row.light.light),
        months=tuple(MonthView(views(month.flags), reader.light(month.light)) for month in row.months),
        before=views(row.before),
        after=views(row.after),
        flags=views(sorted(_all(row), key=lambda flag: flag.day)),
    )


def _flag(flagged: Flagged, keys: dict[FlagWhen, FlagKey], reader: Reader) -> FlagView:
    moved = flagged.flag.when is FlagWhen.MOVED
    return FlagView(
        key=keys[flagged.flag.when],
        name=reader.words(flagged.milestone.milestone.name),
        day=reader.day_text(flagged.day),
        month=reader.month_text(flagged.day),
        to=reader.t("wall.to", day=reader.day_text(flagged.milestone.due)) if moved else "",
    )


def _lights(rows: list[FlagRow], snapshot: Snapshot, reader: Reader) -> Iterator[tuple[LightView, str]]:
    """How many projects of the chart show each light of projects."""
    counts = Counter(row.light.light.code for row in rows if row.light.light)
    for light in snapshot.rules.lights:
        view = reader.light(light)
        if light.applies_to == "project" and view:
            yield view, reader.number(counts[light.code])


def _units(measures: tuple[MeasureTable, ...]) -> Iterator[WallUnit]:
    """The districts that answer for any measure, in the order of the list; first the sum of all."""
    totals = tuple(table.total for table in measures)
    first = next((total for total in totals if total), None)
    if first:
        yield WallUnit(first.unit.text, totals)
    for name in dict.fromkeys(row.unit.text for table in measures for row in table.districts):
        found = (next((row for row in table.districts if row.unit.text == name), None) for table in measures)
        yield WallUnit(name, tuple(found))
