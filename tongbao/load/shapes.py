"""The map of a place: a GeoJSON file whose features are districts."""

import json
from collections.abc import Iterator
from typing import Any

from tongbao.load.records import Reading
from tongbao.load.walk import digest_of, inside, read_file
from tongbao.load.yaml_source import Defect
from tongbao.model.shapes import MapFile, Ring, Shape

MAX_BYTES = 8_000_000
"""The largest map that is read: the outline of a province in full detail is smaller."""
SIGNS = 3
"""The fewest points that enclose something."""


def load_shapes(reading: Reading, map_file: MapFile | None) -> tuple[Shape, ...]:
    """The outlines of districts; none where there is no map, or where it has a fault, which is reported."""
    if map_file is None:
        return ()
    path = reading.root / map_file.file
    if not inside(reading.root, path):
        reading.report("site.yaml", [Defect("symlink-leaves", ("map", "file"))])
        return ()
    data = read_file(path, MAX_BYTES)
    if isinstance(data, Defect):
        reading.report(map_file.file, [data])
        return ()
    reading.inputs[map_file.file] = digest_of(data)
    try:
        shapes = tuple(_shapes(_parsed(data), map_file.key))
    except _Wrong as wrong:
        reading.report(map_file.file, [wrong.defect])
        return ()
    return shapes


class _Wrong(Exception):  # noqa: N818 - what is wrong with a file of people
    def __init__(self, variant: str, line: int = 0, column: int = 0, **params: object) -> None:
        super().__init__(variant)
        self.defect = Defect("map-unreadable", params={"variant": variant, **params}, line=line, column=column)


def _parsed(data: bytes) -> Any:
    if len(data) > MAX_BYTES:
        raise _Wrong("large", limit=MAX_BYTES // 1_000_000)
    try:
        return json.loads(data)
    except json.JSONDecodeError as error:
        raise _Wrong("json", error.lineno, error.colno) from None
    except (ValueError, RecursionError):
        raise _Wrong("json") from None


def _shapes(content: Any, key: str) -> Iterator[Shape]:
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list):
        raise _Wrong("collection")
    for number, feature in enumerate(features, 1):
        match feature:
            case {"properties": {**properties}, "geometry": {"type": "Polygon", "coordinates": list(rings)}}:
                polygons = [rings]
            case {"properties": {**properties}, "geometry": {"type": "MultiPolygon", "coordinates": list(polygons)}}:
                pass
            case _:
                raise _Wrong("geometry", number=number)
        code = properties.get(key)
        if not isinstance(code, str | int):
            raise _Wrong("key", number=number, key=key)
        try:
            yield Shape(str(code), tuple(_ring(ring) for polygon in polygons for ring in polygon))
        except (TypeError, ValueError, IndexError):
            raise _Wrong("points", number=number) from None


def _ring(points: Any) -> Ring:
    """The points of a ring; raises ValueError, TypeError or IndexError where they are none."""
    ring = tuple((float(point[0]), float(point[1])) for point in points)
    if len(ring) < SIGNS or not all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in ring):
        raise ValueError
    return ring
