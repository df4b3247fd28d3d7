"""The districts where they lie: on the map that the place was given, else as tiles; the boards are its table."""

from collections import Counter
from typing import NamedTuple

from tongbao.metrics.snapshot import Snapshot
from tongbao.model.site import District
from tongbao.views.fitting import fitted
from tongbao.views.outlines import Frame, frame_of, middle_of, path_of
from tongbao.views.reader import Reader

WIDTH, MARGIN, EDGE = 640, 8, 1
NAME_WIDTH, NAME_HEIGHT, NAME_SIZE = 140, 38, 20
TILE_WIDTH, TILE_HEIGHT, GAP, IN_A_ROW = 152, 104, 8, 4
SIDES = {"ahead": "ahead", "flat": "flat", "behind": "behind", "": "unknown"}
"""How the sides of the pace are called in the title, by the tone of an area."""


class Area(NamedTuple):
    """A district: its name, in lines of a size that fit; the `d` of its outline, where its words stand, its completion,
    and the side of the pace it is on (`tone`: ahead, behind, flat or "")."""

    name: str
    lines: tuple[str, ...]
    size: int
    href: str
    outline: str
    x: str
    y: str
    rate: str
    gap: str
    tone: str


class Spot(NamedTuple):
    """A project with coordinates."""

    name: str
    href: str
    x: str
    y: str


class MapView(NamedTuple):
    """What is drawn, `width` by `height` units, and in its title how many areas lie on each side of the pace. A map has
    its number of approval and source; tiles have neither, and are `placed` where the place said where each stands."""

    title: str
    areas: tuple[Area, ...]
    spots: tuple[Spot, ...]
    width: int
    height: int
    approval: str = ""
    source: str = ""
    placed: bool = False


def map_view(snapshot: Snapshot, reader: Reader) -> MapView | None:
    """The map, or tiles; None where there is one district, and where none has a project."""
    districts = [entry for entry in reader.site.districts if f"district:{entry.code}" in snapshot.totals]
    if len(districts) < 2:
        return None
    return _map(districts, snapshot, reader) if snapshot.data.shapes else _tiles(districts, snapshot, reader)


def _map(districts: list[District], snapshot: Snapshot, reader: Reader) -> MapView:
    given = reader.site.map
    assert given is not None
    codes = {entry.code for entry in reader.site.districts}
    shapes = [shape for shape in snapshot.data.shapes if shape.district in codes]
    frame = frame_of((point for shape in shapes for ring in shape.rings for point in ring), WIDTH, MARGIN)
    with_projects = {entry.code for entry in districts}
    areas = []
    for shape in shapes:
        x, y = middle_of(shape.rings, frame)
        outline = path_of(shape.rings, frame)
        areas.append(_area(shape.district, outline, x, y, snapshot, reader, known=shape.district in with_projects))
    return MapView(
        _title(areas, reader),
        _alike(areas),
        _spots(frame, snapshot, reader),
        WIDTH,
        frame.height,
        given.approval,
        reader.words(given.source),
    )


def _spots(frame: Frame, snapshot: Snapshot, reader: Reader) -> tuple[Spot, ...]:
    found = []
    for standing in snapshot.standings:
        project = standing.project
        if project.coordinates:
            x, y = frame.at((float(project.coordinates.lon), float(project.coordinates.lat)))
            found.append(Spot(reader.words(project.name), reader.urls.project(project.id), f"{x:.1f}", f"{y:.1f}"))
    return tuple(found)


def _tiles(districts: list[District], snapshot: Snapshot, reader: Reader) -> MapView:
    """By the tiles of site.yaml, else in its order, so many in a row."""
    placed = all(entry.tile for entry in districts)
    areas, right, bottom = [], 0, 0
    for at, entry in enumerate(districts):
        tile = entry.tile if placed else None
        column, row = (tile.column - 1, tile.row - 1) if tile else (at % IN_A_ROW, at // IN_A_ROW)
        left, top = column * (TILE_WIDTH + GAP) + EDGE, row * (TILE_HEIGHT + GAP) + EDGE
        right, bottom = max(right, left + TILE_WIDTH), max(bottom, top + TILE_HEIGHT)
        outline = f"M{left} {top}h{TILE_WIDTH}v{TILE_HEIGHT}h-{TILE_WIDTH}z"
        middle = left + TILE_WIDTH / 2, top + TILE_HEIGHT / 2
        areas.append(_area(entry.code, outline, *middle, snapshot, reader, known=True))
    return MapView(_title(areas, reader), _alike(areas), (), right + EDGE, bottom + EDGE, placed=placed)


def _title(areas: list[Area], reader: Reader) -> str:
    on = Counter(area.tone for area in areas)
    sides = [
        reader.t(f"pages.map.sides.{name}", count=reader.number(on[tone])) for tone, name in SIDES.items() if on[tone]
    ]
    return reader.t("pages.map.title", all=reader.number(len(areas)), sides=reader.t("words.separator").join(sides))


def _alike(areas: list[Area]) -> tuple[Area, ...]:
    """The same with all names in letters of one size."""
    size = min((area.size for area in areas), default=0)
    return tuple(area._replace(size=size) for area in areas)


def _area(code: str, outline: str, x: float, y: float, snapshot: Snapshot, reader: Reader, *, known: bool) -> Area:
    scope = f"district:{code}"
    rate, gap = (reader.figure(snapshot.figure(scope, key)) if known else None for key in ("completion_rate", "gap"))
    name = reader.name("district", code)
    lines, size = fitted(name, NAME_WIDTH, NAME_HEIGHT, NAME_SIZE)
    return Area(
        name=name,
        lines=lines,
        size=size,
        href=reader.urls.district(code),
        outline=outline,
        x=f"{x:.1f}",
        y=f"{y:.1f}",
        rate=rate.text if rate and rate.known else "",
        gap=gap.words if gap and gap.known else "",
        tone=gap.tone if gap and gap.known else "",
    )
