"""What describes the tables to programs: a Frictionless data package, and metadata for Datasette."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from tongbao.views.data.columns import Field, MadeTable
from tongbao.views.data.publication import VERSION, Publication, marks
from tongbao.views.data.tables import DATABASE, Tables, references_of
from tongbao.views.data.values import Json
from tongbao.views.feeds import moment
from tongbao.views.site import DataFile

PACKAGE, METADATA, FIGURES = "data/datapackage.json", "data/metadata.json", "data/figures.json"


def package_file(tables: Tables) -> DataFile:
    """data/datapackage.json: every CSV with its Table Schema (Data Package v1), and figures.json."""
    made = tables.publication
    site, reader = made.reader.site, made.reader
    content: Json = {
        "profile": "data-package",
        "name": f"tongbao-{site.id}".lower(),
        "title": reader.words(site.title),
        "titles": _said(made, site.title),
        "description": reader.t("data.package", unit=reader.words(site.money.unit)),
        "version": VERSION,
        "created": moment(made.today.day, reader),
        "homepage": made.address(reader.urls.page("data")) if made.edition.base_url else None,
        "licenses": list(_licences(made)),
        "contributors": [{"title": reader.words(site.publisher.name), "role": "publisher"}],
        "sources": [{"title": reader.words(site.name), "path": site.repository}] if site.repository else None,
        **marks(made),
        "resources": [*(_resource(table) for table in tables.all), _figures(made)],
    }
    return DataFile(PACKAGE, "json", {key: value for key, value in content.items() if value})


def _licences(made: Publication) -> Iterator[Json]:
    licence = made.reader.site.open_data.licence
    if licence:
        yield {"name": licence.name, "path": licence.url, "title": made.reader.words(licence.title) or licence.name}


def _said(made: Publication, text: Any) -> dict[str, str]:
    languages = made.edition.languages
    return {language: made.edition.reader_of(language, made.today.day).words(text) for language in languages}


def _words(made: Publication, key: str) -> dict[str, str]:
    languages = made.edition.languages
    return {language: made.edition.reader_of(language, made.today.day).t(key) for language in languages}


def _resource(table: MadeTable) -> Json:
    made, form = table.publication, table.form
    titles = _words(made, f"data.tables.{form.name}.title")
    schema: Json = {"fields": [_field(made, field, table) for field in table.fields]}
    if form.key:
        schema["primaryKey"] = list(form.key)
    references = [
        # "" is the table itself
        {"fields": column, "reference": {"resource": "" if to == form.name else to, "fields": key}}
        for column, to, key in references_of(form)
    ]
    if references:
        schema["foreignKeys"] = references
    return {
        "profile": "tabular-data-resource",
        "name": form.name,
        "path": form.path.partition("/")[2],
        "title": next(iter(titles.values())),
        "titles": titles,
        "description": made.reader.t(f"data.tables.{form.name}.about"),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **_as_published(form.path, made),
        "schema": schema,
    }


def _as_published(path: str, made: Publication) -> Json:
    """The size and digest of a file, where it is made already."""
    file = made.edition.files(path)
    return {"bytes": file.size, "hash": f"sha256:{sha256(file.read()).hexdigest()}"} if file else {}


def _field(made: Publication, field: Field, table: MadeTable) -> Json:
    readers = {language: made.edition.reader_of(language, made.today.day) for language in made.edition.languages}
    titles = {language: field.title(reader) for language, reader in readers.items()}
    found: Json = {"name": field.name, "type": field.kind, "title": next(iter(titles.values())), "titles": titles}
    if field.language:
        found["language"] = field.language
    if field.name in table.form.key:
        found["constraints"] = {"required": True}
    return found


def _figures(made: Publication) -> Json:
    return {
        "name": "figures-json",
        "path": "figures.json",
        "title": made.reader.t("data.tables.figures.title"),
        "description": made.reader.t("data.files.figures"),
        "format": "json",
        "mediatype": "application/json",
        "encoding": "utf-8",
        **_as_published(FIGURES, made),
    }


def metadata_file(tables: Tables) -> DataFile:
    """data/metadata.json: what `datasette tongbao.sqlite -m metadata.json` says of the database and its columns."""
    made = tables.publication
    site, reader = made.reader.site, made.reader
    licence = site.open_data.licence
    name = DATABASE.rpartition("/")[2].partition(".")[0]
    found: Json = {
        "title": reader.words(site.title),
        "description": made.head.get("notice"),
        **marks(made),
        "license": licence.name if licence else None,
        "license_url": licence.url if licence else None,
        "source": reader.words(site.publisher.name),
        "source_url": made.edition.base_url or None,
        "databases": {name: {"tables": {table.form.name: _described(table) for table in tables.all}}},
    }
    return DataFile(METADATA, "json", {key: value for key, value in found.items() if value})


def _described(table: MadeTable) -> Json:
    reader, names = table.publication.reader, {field.name for field in table.fields}
    found: Json = {
        "title": reader.t(f"data.tables.{table.form.name}.title"),
        "description": reader.t(f"data.tables.{table.form.name}.about"),
        "columns": {field.name: field.title(reader) for field in table.fields},
    }
    if label := next((name for name in ("name", "title") if name in names), ""):
        found["label_column"] = label
    return found
