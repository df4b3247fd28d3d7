"""/data/: every file of open data with what it holds, an example, how it may be used and cited."""

from collections.abc import Iterator
from typing import NamedTuple

from tongbao.views.activities import has_activities
from tongbao.views.badges import badge_path
from tongbao.views.data.calendars import WHOLE, calendar_recipes
from tongbao.views.data.columns import MadeTable
from tongbao.views.data.feeds import changes_feed_path, project_feed_path
from tongbao.views.data.oc4ids import PATH as OC4IDS
from tongbao.views.data.offered import OpenData
from tongbao.views.data.package import FIGURES, METADATA, PACKAGE
from tongbao.views.data.publication import VERSION, Publication
from tongbao.views.data.records import kinds_of
from tongbao.views.data.tables import DATABASE, WORKBOOK
from tongbao.views.embeds import board_links
from tongbao.views.feeds import json_path
from tongbao.views.parts import Link
from tongbao.views.reader import Reader

FIGURE_KEYS = (
    "id", "as_of", "value", "numerator", "denominator", "display", "unit", "formula", "excluded", "reason",
    "met", "cited",
)  # fmt: skip
LONGEST = 60
"""Characters of an example that are shown."""


class ColumnView(NamedTuple):
    """A column or key: what it means, and what stands there in the first row."""

    name: str
    meaning: str
    example: str


class FileView(NamedTuple):
    """A file that can be had, with what it holds; `title` is "" where its name says it, `size` where it is not made
    yet."""

    href: str
    name: str
    title: str
    about: str
    rows: str = ""
    example: Link | None = None
    columns: tuple[ColumnView, ...] = ()
    size: str = ""


class FileGroup(NamedTuple):
    """Files of a kind under one heading; `code` is its fragment."""

    code: str
    heading: str
    files: tuple[FileView, ...]


class DataView(NamedTuple):
    """/data/."""

    groups: tuple[FileGroup, ...]
    licence: Link | None
    citation: str
    version: str
    repository: str


def data_view(data: OpenData, reader: Reader) -> DataView:
    """Every file, in the reader's language; examples are of the files themselves."""
    tables, made, site = data.tables, data.publication, reader.site
    licence = site.open_data.licence
    groups = (
        ("whole", _whole(reader)),
        ("tables", tuple(_table(table, reader) for table in tables.all)),
        ("records", tuple(_records(made, reader))),
        ("feeds", tuple(_feeds(made, reader))),
        ("calendars", tuple(_calendars(data, reader))),
        ("embeds", tuple(_pieces(made, reader))),
    )
    return DataView(
        groups=tuple(
            FileGroup(code, reader.t(f"data.heading.{code}"), tuple(_sized(file, made, reader) for file in files))
            for code, files in groups
            if files
        ),
        licence=Link(reader.words(licence.title) or licence.name, licence.url) if licence else None,
        citation=reader.t(
            "data.cited",
            publisher=reader.words(site.publisher.name),
            title=reader.words(site.title),
            day=reader.day_text(reader.day),
            address=made.address(reader.urls.page("data")),
        ),
        version=VERSION,
        repository=site.repository or "",
    )


def _sized(file: FileView, made: Publication, reader: Reader) -> FileView:
    """A file with its size as published."""
    known = made.edition.files(file.href)
    return file._replace(size=reader.size(known.size)) if known else file


def _whole(reader: Reader) -> tuple[FileView, ...]:
    files = (
        (DATABASE, "sqlite"), (WORKBOOK, "xlsx"), (PACKAGE, "package"), (METADATA, "metadata"), (OC4IDS, "oc4ids"),
    )  # fmt: skip
    keys = (*FIGURE_KEYS, *(("sample",) if reader.site.sample else ()))
    columns = tuple(ColumnView(key, reader.t(f"data.columns.{key}"), "") for key in keys)
    return (
        *(FileView(path, _name(path), "", reader.t(f"data.files.{about}")) for path, about in files),
        FileView(FIGURES, _name(FIGURES), "", reader.t("data.files.figures"), columns=columns),
    )


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _table(table: MadeTable, reader: Reader) -> FileView:
    form = table.form
    count, first = table.outline
    return FileView(
        form.path,
        _name(form.path),
        reader.t(f"data.tables.{form.name}.title"),
        reader.t(f"data.tables.{form.name}.about"),
        rows=reader.number(count),
        columns=tuple(
            ColumnView(field.name, field.title(reader), _short(cell))
            for field, cell in zip(table.fields, first, strict=True)
        ),
    )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def _records(made: Publication, reader: Reader) -> Iterator[FileView]:
    for name, kind in kinds_of(made).items():
        if not kind.records:
            continue
        example = next((path for path, _ in kind.records.values() if path), "")
        path = f"data/{name}.json"
        yield FileView(
            path,
            _name(path),
            "",
            reader.t(f"data.records.{name}"),
            rows=reader.number(len(kind.records)),
            example=Link(example, example) if example else None,
        )


def _feeds(made: Publication, reader: Reader) -> Iterator[FileView]:
    for path, about in _feed_paths(made, reader):
        yield FileView(path, path, "", reader.t(f"data.feeds.{about}"))
        yield FileView(json_path(path), json_path(path), "", reader.t("data.feeds.json"))


def _feed_paths(made: Publication, reader: Reader) -> Iterator[tuple[str, str]]:
    if made.today.data.bulletins:
        yield reader.urls.feed(), "bulletins"
    yield changes_feed_path(reader.urls.prefix), "changes"
    for id in list(made.today.standing_by_id)[:1]:
        yield project_feed_path(id), "project"


def _calendars(data: OpenData, reader: Reader) -> Iterator[FileView]:
    paths = [calendar.path for calendar in calendar_recipes(data.publication)]
    yield FileView(WHOLE, WHOLE, "", reader.t("data.calendars.all"))
    if has_activities(data.publication.today):
        path = reader.urls.calendar()
        yield FileView(path, path, "", reader.t("data.calendars.activities"))
    for kind in ("district", "office"):
        path = next((path for path in paths if path.startswith(f"{kind}s/")), "")
        if path:
            yield FileView(path, path, "", reader.t(f"data.calendars.{kind}"))


def _pieces(made: Publication, reader: Reader) -> Iterator[FileView]:
    for id in list(made.today.standing_by_id)[:1]:
        path = badge_path(id, reader.urls)
        yield FileView(path, path, "", reader.t("data.embed.badges"))
    for link in board_links(made.edition, reader):
        yield FileView(link.href, link.href.removesuffix("index.html"), link.text, reader.t("data.embed.boards"))
