"""Where things lie: the outline of districts from a map that the place was given, and points."""

from typing import NamedTuple

from pydantic import Field

from tongbao.model.base import Integer, Line, Number, Record, Text

Ring = tuple[tuple[float, float], ...]
"""Points (longitude, latitude) of a closed line."""


class MapFile(Record):
    """`map` of site.yaml. A map of any part of China is published only once it was approved, with its number (审图号;
    国务院《地图管理条例》), so the place brings its own: nothing of the kind is part of the program."""

    file: Line = Field(description="GeoJSON below the root, in degrees")
    approval: Line = Field(description="审图号, as printed below the map")
    source: Text
    key: Line = Field("code", description="the property of a feature that holds the code of its district")


class Tile(Record):
    """Where a district stands among the tiles that are drawn where there is no map; from 1."""

    column: Integer = Field(ge=1, le=12)
    row: Integer = Field(ge=1, le=12)


class Coordinates(Record):
    """A point, in degrees and in the system of the map."""

    lon: Number = Field(ge=-180, le=180)
    lat: Number = Field(ge=-90, le=90)


class Shape(NamedTuple):
    """The outline of a district: every ring of it, holes too."""

    district: str
    rings: tuple[Ring, ...]
