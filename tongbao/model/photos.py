"""Photos of a project: a file among the place's data, with what it shows and since when."""

from typing import ClassVar, NamedTuple

from tongbao.model.base import Day, Line, Record, Text

FOLDER = "photos"
"""Where the files lie, below the root of the place, and where they are published."""


class Photo(Record):
    """A picture of the works. `caption` says what is seen, also to those who cannot see it."""

    natural_key: ClassVar = ("file",)

    file: Line
    date: Day
    caption: Text
    source: Text


class Picture(NamedTuple):
    """A file of a photo: its size in pixels, and the digest of its bytes."""

    width: int
    height: int
    digest: str
