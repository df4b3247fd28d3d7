"""The files of photos: there, of a kind that browsers show, not too large, and without what says where somebody was."""

import os
from collections.abc import Iterable
from functools import partial
from io import BytesIO

from tongbao.load.records import Reading
from tongbao.load.walk import digest_of, inside, read_file
from tongbao.load.yaml_source import Defect
from tongbao.model.photos import FOLDER, Picture
from tongbao.model.project import Project

MAX_BYTES = 1_000_000
"""A page with two photos opens in a second on a telephone in the country."""
MOST_PIXELS = 4096
"""The longest side: no page shows more, and a small file can unfold to gigabytes."""
KINDS = {"JPEG": (".jpg", ".jpeg"), "PNG": (".png",), "WEBP": (".webp",)}
GPS, CAMERA = 0x8825, 0xA431
"""EXIF's directory of places, and the serial number of a camera."""


def load_photos(reading: Reading, projects: Iterable[Project]) -> dict[str, Picture]:
    """The files of all photos by their name below photos/; what is wrong with one is told at its record."""
    found: dict[str, Picture] = {}
    for project in projects:
        for at, photo in enumerate(project.photos):
            if photo.file in found:
                continue
            read = _read(reading, photo.file)
            if isinstance(read, Picture):
                found[photo.file] = read
            else:
                path = reading.paths["project", project.id]
                reading.report(path, [read._replace(location=("photos", at, "file"))])
    return found


def _read(reading: Reading, name: str) -> Picture | Defect:
    path = reading.root / FOLDER / name
    if not inside(reading.root / FOLDER, path):
        return Defect("photo-unfit", params={"variant": "leaves"})
    if not path.is_file():
        return Defect("photo-unfit", params={"variant": "missing", "folder": FOLDER})
    data = read_file(path, MAX_BYTES)
    if isinstance(data, Defect):
        return data
    digest = reading.inputs[f"{FOLDER}/{name}"] = digest_of(data)
    if len(data) > MAX_BYTES:
        return Defect("photo-unfit", params={"variant": "large", "limit": MAX_BYTES // 1000})
    suffix = os.path.splitext(name)[1].lower()
    picture, defects = reading.again(f"photo {suffix} {digest}", partial(_looked_at, data, suffix))
    return picture or defects[0]


def _looked_at(data: bytes, suffix: str) -> tuple[Picture | None, list[Defect]]:
    read = _picture(data, suffix)
    return (read, []) if isinstance(read, Picture) else (None, [read])


def _picture(data: bytes, suffix: str) -> Picture | Defect:
    from PIL import Image

    try:
        with Image.open(BytesIO(data), formats=list(KINDS)) as image:
            (width, height), kind, exif = image.size, image.format or "", image.getexif()
    except Exception:  # noqa: BLE001 - what a broken picture brings up has many names
        return Defect("photo-unfit", params={"variant": "kind"})
    if suffix not in KINDS[kind]:
        return Defect("photo-unfit", params={"variant": "name", "value": KINDS[kind][0]})
    if max(width, height) > MOST_PIXELS:
        return Defect("photo-unfit", params={"variant": "pixels", "limit": MOST_PIXELS})
    if exif.get_ifd(GPS) or CAMERA in exif.get_ifd(0x8769):
        return Defect("photo-unfit", params={"variant": "private"})
    return Picture(width, height, digest_of(data))
