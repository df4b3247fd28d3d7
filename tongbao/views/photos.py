"""Photos of a project as its page shows them, and the files that are published for it."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from tongbao.metrics.snapshot import Snapshot
from tongbao.model.photos import FOLDER, Picture
from tongbao.model.project import Project
from tongbao.views.reader import Reader
from tongbao.views.recipe import Recipe
from tongbao.views.site import DataFile

PICTURE = "picture"
"""The kind of a file that is published as it is."""


class PhotoView(NamedTuple):
    """A photo: its address, its size, so that nothing moves when it comes, and what is said of it."""

    path: str
    width: int
    height: int
    caption: str
    day: str
    source: str


class PictureFile(NamedTuple):
    """A file below the root of the place, told apart by its digest."""

    file: str
    digest: str


def photo_path(file: str) -> str:
    """Where a photo is published; one, for all languages."""
    return f"{FOLDER}/{file}"


def photo_views(project: Project, snapshot: Snapshot, reader: Reader) -> tuple[PhotoView, ...]:
    """The photos of the day, the newest first."""
    newest = sorted(project.photos, key=lambda photo: (photo.date, photo.file), reverse=True)
    return tuple(
        PhotoView(
            photo_path(photo.file),
            picture.width,
            picture.height,
            reader.words(photo.caption),
            reader.day_text(photo.date),
            reader.words(photo.source),
        )
        for photo in newest
        if (picture := snapshot.data.photos.get(photo.file))
    )


def photo_recipes(snapshot: Snapshot) -> Iterator[Recipe]:
    """How to make the file of each photo that a page of the day shows."""
    there = (project for project in snapshot.data.projects if project.id in snapshot.standing_by_id)
    shown = {photo.file for project in there for photo in project.photos}
    for file, picture in sorted(snapshot.data.photos.items()):
        if file in shown:
            yield Recipe(photo_path(file), partial(_file, file, picture))


def _file(file: str, picture: Picture) -> DataFile:
    return DataFile(photo_path(file), PICTURE, PictureFile(photo_path(file), picture.digest))
