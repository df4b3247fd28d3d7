"""Outlines on paper: degrees to units of a drawing, with no more points than can be seen. Pure geometry."""

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

Point = tuple[float, float]
SEEN = 0.3
"""Units of the drawing, a quarter of a millimetre on a screen: what lies nearer to a line than that is not seen."""


class Frame(NamedTuple):
    """The part of the earth that is drawn `width` units wide: degrees on the west and north, units a degree."""

    west: float
    north: float
    across: float
    down: float
    width: int
    height: int

    def at(self, point: Point) -> Point:
        """Where a point (longitude, latitude) stands."""
        return (point[0] - self.west) * self.across, (self.north - point[1]) * self.down


def frame_of(points: Iterable[Point], width: int, margin: int) -> Frame:
    """A frame around points, as wide as asked. A degree of longitude is as long as it is in the middle latitude."""
    lons, lats = zip(*points, strict=True)
    west, east, south, north = min(lons), max(lons), min(lats), max(lats)
    shrink = math.cos(math.radians((south + north) / 2))
    per = (width - 2 * margin) / max((east - west) * shrink, 1e-9)
    height = round((north - south) * per) + 2 * margin
    return Frame(west - margin / (per * shrink), north + margin / per, per * shrink, per, width, height)


def path_of(rings: Iterable[Sequence[Point]], frame: Frame) -> str:
    """The outline as the `d` of an SVG path, to a tenth of a unit; rings too small to be seen are left out."""
    drawn = (simplified([frame.at(point) for point in ring]) for ring in rings)
    return "".join(f"M{'L'.join(f'{x:.1f} {y:.1f}' for x, y in ring)}Z" for ring in drawn if len(ring) > 2)


def middle_of(rings: Iterable[Sequence[Point]], frame: Frame) -> Point:
    """Where a name may stand: the centre of the largest ring's area."""
    best = (0.0, (0.0, 0.0))
    for ring in rings:
        points = [frame.at(point) for point in ring]
        twice, x, y = 0.0, 0.0, 0.0
        for (x0, y0), (x1, y1) in zip(points, [*points[1:], points[0]], strict=True):
            cross = x0 * y1 - x1 * y0
            twice, x, y = twice + cross, x + (x0 + x1) * cross, y + (y0 + y1) * cross
        if abs(twice) > best[0]:
            best = abs(twice), (x / (3 * twice), y / (3 * twice))
    return best[1]


def simplified(line: Sequence[Point], seen: float = SEEN) -> list[Point]:
    """The line without the points that lie nearer than `seen` to the line between their neighbours (Douglas and
    Peucker); its ends stay."""
    kept, parts = {0, len(line) - 1}, [(0, len(line) - 1)]
    while parts:
        first, last = parts.pop()
        far, at = max(((_off(line[i], line[first], line[last]), i) for i in range(first + 1, last)), default=(0.0, 0))
        if far > seen:
            kept.add(at)
            parts += [(first, at), (at, last)]
    return [line[i] for i in sorted(kept)]


def _off(point: Point, first: Point, last: Point) -> float:
    """How far a point lies from the line between two others."""
    (px, py), (ax, ay), (bx, by) = point, first, last
    length = math.hypot(bx - ax, by - ay)
    if length == 0:
        return math.hypot(px - ax, py - ay)
    return abs((bx - ax) * (ay - py) - (ax - px) * (by - ay)) / length
