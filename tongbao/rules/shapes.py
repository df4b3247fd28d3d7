"""Maps and points agree with the place's districts."""

import re
from collections.abc import Iterator
from datetime import date

from tongbao.model.dataset import Dataset
from tongbao.model.shapes import Shape
from tongbao.rules.base import Finding, found

APPROVAL = re.compile(r"[\u4e00-\u9fffA-Z]{0,4}S ?[(（][0-9]{4}[)）][0-9]+号")


def map_approval_form(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """The number of an approved map (审图号) has the form GS（2024）0650号, of a province 鲁S（2023）012号."""
    given = dataset.site.map
    if given and not APPROVAL.fullmatch(given.approval):
        yield found(dataset.site, "map", "approval", value=given.approval)


def map_without_district(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """Every district has its outline on the map of the place."""
    drawn = {shape.district for shape in dataset.shapes}
    if drawn:
        for at, district in enumerate(dataset.site.districts):
            if district.code not in drawn:
                yield found(dataset.site, "districts", at, "code", value=district.code)


def off_the_map(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """A project's point lies within the frame of its district on the map; elsewhere longitude and latitude may stand
    in each other's place, or be of another system."""
    frames = {shape.district: _frame(shape) for shape in dataset.shapes}
    for project in dataset.projects:
        point, frame = project.coordinates, frames.get(project.district)
        if point and frame:
            west, south, east, north = frame
            if not (west <= point.lon <= east and south <= point.lat <= north):
                yield found(project, "coordinates", lon=point.lon, lat=point.lat)


def _frame(shape: Shape) -> tuple[float, float, float, float]:
    """West, south, east and north of an outline."""
    lons = [lon for ring in shape.rings for lon, _ in ring]
    lats = [lat for ring in shape.rings for _, lat in ring]
    return min(lons), min(lats), max(lons), max(lats)


def tile_twice(dataset: Dataset, _day: date) -> Iterator[Finding]:
    """Two districts do not stand on one tile, and where one has a tile all have."""
    placed: dict[tuple[int, int], str] = {}
    some = any(district.tile for district in dataset.site.districts)
    for at, district in enumerate(dataset.site.districts):
        if district.tile is None:
            if some:
                yield found(dataset.site, "districts", at, variant="none", value=district.code)
            continue
        first = placed.setdefault((district.tile.column, district.tile.row), district.code)
        if first != district.code:
            yield found(dataset.site, "districts", at, "tile", value=district.code, other=first)
