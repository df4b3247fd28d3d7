"""Where everything stands on the wall chart; templates only draw it. Units are the SVG's own: tenths of a millimetre
on A1 paper, which other sizes scale, and pixels on a screen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tongbao.views.fitting import EM, broken, fitted
from tongbao.views.parts import LightView, Link
from tongbao.views.wallchart import FlagView, MonthView, WallDistrict, WallRow, WallView


class Format(NamedTuple):
    """The measures of a drawing. A panel holds a strip with the district, names, rate with bar and light, and months;
    `most` rows stand in a panel, none higher than `row`; `notes`: there is room for the names of milestones."""

    width: int
    height: int
    panels: int
    between: int
    most: int
    head: int
    row: int
    district: int
    name: int
    rate: int
    bar: int
    light: int
    size: int
    notes: bool


WIDE = Format(6290, 4640, 1, 0, 60, 110, 100, 120, 1190, 220, 240, 80, 48, notes=True)
DENSE = Format(6290, 4640, 2, 90, 60, 90, 90, 90, 950, 190, 160, 60, 36, notes=False)
SCREEN = Format(1080, 0, 1, 0, 100_000, 30, 30, 26, 290, 52, 64, 20, 13, notes=False)


class Text(NamedTuple):
    """Lines of text: the middle of the first line, its size, what the next is further down."""

    x: int
    y: int
    size: int
    step: int
    lines: tuple[str, ...]


class Standard(NamedTuple):
    """A flag where it stands, `size` high; `note` is its milestone where there is room, `more` how many more there
    are."""

    x: int
    y: int
    size: int
    flag: FlagView
    note: Text | None
    more: str


class Lamp(NamedTuple):
    """The light at the end of a month."""

    x: int
    y: int
    size: int
    light: LightView


class DrawnRow(NamedTuple):
    """A project."""

    y: int
    name: Text
    row: WallRow
    standards: tuple[Standard, ...]
    lamps: tuple[Lamp, ...]


class Strip(NamedTuple):
    """A district beside its rows; its name reads upwards where it is not Chinese."""

    y: int
    height: int
    name: Text
    upright: bool


class Column(NamedTuple):
    """A month, or the time before or after the year."""

    x: int
    label: Text
    now: bool


class Panel(NamedTuple):
    """Rows below one head. `today` is the day's place among the months."""

    x: int
    bottom: int
    columns: tuple[Column, ...]
    today: int
    strips: tuple[Strip, ...]
    rows: tuple[DrawnRow, ...]


class Drawing(NamedTuple):
    """A sheet of the chart."""

    format: Format
    width: int
    height: int
    month: int
    row: int
    panels: tuple[Panel, ...]


Placed = tuple[WallDistrict, WallRow]


def on_paper(view: WallView) -> tuple[Drawing, ...]:
    """The chart on paper: in one panel as long as its rows can be read from afar, else in two, on as many sheets as
    it needs."""
    form = WIDE if view.projects <= WIDE.most else DENSE
    return tuple(_drawing(view, form))


def on_screen(view: WallView) -> Drawing:
    """The chart on a page of the site."""
    return next(_drawing(view, SCREEN))


def _drawing(view: WallView, form: Format) -> Iterator[Drawing]:
    every = [(district, row) for district in view.districts for row in district.rows]
    sheets = -(-len(every) // (form.most * form.panels)) or 1
    a_panel = -(-len(every) // (sheets * form.panels)) or 1
    height = min(form.row, (form.height - form.head) // a_panel) if form.height else form.row
    columns = len(view.months) + bool(view.before) + bool(view.after)
    across = (form.width - form.between * (form.panels - 1)) // form.panels
    fixed = form.district + form.name + form.rate + form.bar + form.light
    month = (across - fixed) // max(columns, 1)
    for first in range(0, len(every) or 1, a_panel * form.panels):
        panels = []
        for place in range(form.panels):
            start = first + place * a_panel
            x = place * (across + form.between)
            panels.append(_panel(every[start : start + a_panel], x, x + fixed, month, height, view, form))
        whole = max(panel.bottom for panel in panels)
        yield Drawing(form, form.width, form.height or whole + 2, month, height, tuple(panels))


def _panel(placed: Sequence[Placed], x: int, left: int, month: int, height: int, view: WallView, form: Format) -> Panel:
    labels = ([view.before] if view.before else []) + [*view.months] + ([view.after] if view.after else [])
    first = left + month * bool(view.before)
    return Panel(
        x=x,
        bottom=form.head + height * len(placed),
        columns=tuple(
            Column(
                left + month * place,
                _text(label, left + month * place + month // 2, month * 9 // 10, 0, form.head, form.size),
                now=place - bool(view.before) == view.month - 1,
            )
            for place, label in enumerate(labels)
        ),
        today=first + month * (view.month - 1) + month * int(view.day_share) // 100,
        strips=tuple(_strips(placed, x, height, form)),
        rows=tuple(
            _row(row, x, left, form.head + height * place, month, height, view, form)
            for place, (_, row) in enumerate(placed)
        ),
    )


def _strips(placed: Sequence[Placed], x: int, height: int, form: Format) -> Iterator[Strip]:
    start = 0
    while start < len(placed):
        district = placed[start][0]
        count = sum(1 for other, _ in placed[start:] if other is district)
        name, room = district.link.text, height * count
        upright = not name.isascii()
        y = form.head + height * start
        if upright:
            # A character a line, from above to below; smaller where the district has few rows.
            size = max(min(form.size, (room - form.size // 2) // max(len(name), 1)), 1)
            step = size * 11 // 10
            text = Text(x + form.district // 2, y + (room - step * (len(name) - 1)) // 2, size, step, tuple(name))
        else:
            lines, size = fitted(name, room, form.district * 9 // 10, form.size)
            step = size * 6 // 5
            text = Text(x + form.district // 2 - step * (len(lines) - 1) // 2, y + room // 2, size, step, lines)
        yield Strip(y, room, text, upright)
        start += count


def _row(row: WallRow, x: int, left: int, y: int, month: int, height: int, view: WallView, form: Format) -> DrawnRow:
    pad = form.size // 3
    cells = ([row.before] if view.before else []) + [each.flags for each in row.months]
    cells += [row.after] if view.after else []
    first = left + month * bool(view.before)
    return DrawnRow(
        y=y,
        name=_text(row.link.text, x + form.district + pad, form.name - 2 * pad, y, height, form.size),
        row=row,
        standards=tuple(
            _standard(flags, left + month * place, y, month, height, form) for place, flags in enumerate(cells) if flags
        ),
        lamps=tuple(
            _lamp(each, first + month * place, y, month, height, form)
            for place, each in enumerate(row.months)
            if each.light
        ),
    )


def _text(text: str, x: int, across: int, y: int, height: int, most: int) -> Text:
    lines, size = fitted(text, across, height, most)
    step = size * 5 // 4
    return Text(x, y + height // 2 - step * (len(lines) - 1) // 2, size, step, lines)


def _short(text: str, x: int, across: int, y: int, height: int, most: int) -> Text:
    """The same in letters that can be read; what does not fit is left out, and the sign of it is at the end."""
    whole, least = _text(text, x, across, y, height, most), most * 3 // 4
    if whole.size >= least:
        return whole
    fit = max(height * 4 // (least * 5), 1)
    lines = broken(text, (across * EM) // least)[:fit]
    step = least * 5 // 4
    cut = (*lines[:-1], f"{lines[-1]}…")
    return Text(x, y + height // 2 - step * (len(cut) - 1) // 2, least, step, cut)


def _standard(flags: Sequence[FlagView], x: int, y: int, month: int, height: int, form: Format) -> Standard:
    size = min(height * 9 // 10, month * 3 // 5)
    pad = (month - size) // 4 if not form.notes else form.size // 6
    note = None
    if form.notes:
        room = month - size - 3 * pad
        note = _short(flags[0].name, x + size + 2 * pad, room, y, height, form.size * 2 // 3)
    more = f"+{len(flags) - 1}" if len(flags) > 1 else ""
    return Standard(x + pad, y + (height - size) // 2, size, flags[0], note, more)


def _lamp(month_view: MonthView, x: int, y: int, month: int, height: int, form: Format) -> Lamp:
    assert month_view.light is not None
    size = form.size // 2
    if not month_view.flags:
        return Lamp(x + (month - size) // 2, y + (height - size) // 2, size, month_view.light)
    return Lamp(x + month - size - size // 4, y + height - size - size // 4, size, month_view.light)


# A drawing is made of what the chart says and of nothing else, so it is no part of the key.


@dataclass(frozen=True, slots=True)
class WallPaper:
    """The chart as printed and as a picture: what it says, and each sheet. `page` is where it stands on the web."""

    wall: WallView
    sheets: tuple[Drawing, ...] = field(repr=False)
    page: str


@dataclass(frozen=True, slots=True)
class WallPage:
    """The page of the chart; `files` are the same as files."""

    wall: WallView
    drawing: Drawing = field(repr=False)
    files: tuple[Link, ...]
