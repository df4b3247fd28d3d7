"""Which files of open data a site has: the only place that lists them all."""

from collections.abc import Iterator
from functools import partial

from tongbao.views.data.calendars import calendar_recipes
from tongbao.views.data.feeds import changes_feed, changes_feed_path, project_feed, project_feed_path
from tongbao.views.data.oc4ids import PATH as OC4IDS
from tongbao.views.data.oc4ids import oc4ids_file
from tongbao.views.data.offered import OpenData
from tongbao.views.data.package import FIGURES, METADATA, PACKAGE, metadata_file, package_file
from tongbao.views.data.publication import Publication
from tongbao.views.data.records import bulletin_file, collection_file, kinds_of, record_file
from tongbao.views.data.tables import DATABASE, WORKBOOK
from tongbao.views.feeds import feed_recipes
from tongbao.views.recipe import Recipe
from tongbao.views.site import DataFile


def data_recipes(data: OpenData) -> Iterator[Recipe]:
    """How to make each file; those that are made of the same rows or records stand together, so that one process
    reckons them once."""
    made, tables, urls = data.publication, data.tables, data.publication.reader.urls
    yield Recipe(FIGURES, lambda: DataFile(FIGURES, "json", made.figures))
    yield from (Recipe(table.form.path, partial(tables.csv_file, table)) for table in tables.all)
    yield Recipe(WORKBOOK, tables.workbook)
    yield Recipe(DATABASE, tables.database)
    yield Recipe(PACKAGE, partial(package_file, tables), last=True)
    yield Recipe(METADATA, partial(metadata_file, tables))
    yield Recipe(OC4IDS, partial(oc4ids_file, made))
    yield from calendar_recipes(made)
    for id in made.today.standing_by_id:
        yield from feed_recipes(project_feed_path(id), partial(project_feed, made, id))
    for language in made.edition.languages:
        said = Publication(made.edition, language)
        yield from feed_recipes(changes_feed_path(said.reader.urls.prefix), partial(changes_feed, said))
    for name, kind in kinds_of(made).items():
        if not kind.records:
            continue
        yield Recipe(urls.collection(name), partial(collection_file, made, name))
        if name == "bulletins":
            for bulletin in made.today.data.bulletins:
                yield Recipe(urls.bulletin_data(bulletin.year, bulletin.id), partial(bulletin_file, made, bulletin))
        for id, (own, _) in kind.records.items():
            if own:
                yield Recipe(own, partial(record_file, made, name, id))
