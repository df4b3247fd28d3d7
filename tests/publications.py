"""The open data of places made for tests, as a program reads it."""

import json
from pathlib import Path
from typing import Any

from tongbao.drawing import edition_of
from tongbao.metrics.snapshot import Snapshot
from tongbao.render.data import data_bytes
from tongbao.views.data.publication import Publication
from tongbao.views.data.records import record_file
from tongbao.views.data.tables import Tables


def publication(found: Snapshot, base_url: str = "") -> Publication:
    """The open data of a place on its day."""
    return Publication(edition_of(Path("nowhere"), found.data, found.day, (), pdf=False, base_url=base_url))


def table(found: Snapshot, name: str) -> list[str]:
    """The lines of data/<name>.csv, the header first."""
    tables = Tables(publication(found))
    made = next(made for made in tables.all if made.form.name == name)
    return data_bytes(tables.csv_file(made)).decode().splitlines()


def rows(found: Snapshot, name: str) -> list[dict[str, str]]:
    """The rows of a table by column, cells that are empty left out."""
    tables = Tables(publication(found))
    made = next(made for made in tables.all if made.form.name == name)
    names = [field.name for field in made.fields]
    return [{key: cell for key, cell in zip(names, row, strict=True) if cell} for row in made.rows]


def record(found: Snapshot, kind: str, id: str) -> dict[str, Any]:
    """The JSON file of a record."""
    made = publication(found)
    read: dict[str, Any] = json.loads(data_bytes(record_file(made, kind, id)))
    return read
