"""Which files of open data a site has: the only place that lists them all."""

from collections.abc import Callable, Iterator
from functools import partial

from tongbao.views.data.feeds import changes_feed, project_feed
from tongbao.views.data.oc4ids import oc4ids_file
from tongbao.views.data.offered import OpenData
from tongbao.views.data.package import metadata_file, package_file
from tongbao.views.data.publication import Publication
from tongbao.views.data.records import bulletin_file, collection_file, kinds_of, record_file
from tongbao.views.site import DataFile


def data_recipes(data: OpenData) -> Iterator[Callable[[], DataFile]]:
    """How to make each file; those that are made of the same rows or records stand together, so that one process
    reckons them once."""
    made, tables = data.publication, data.tables
    yield lambda: DataFile("data/figures.json", "json", made.figures)
    yield from (partial(tables.csv_file, table) for table in tables.all)
    yield tables.workbook
    yield tables.database
    yield partial(package_file, tables)
    yield partial(metadata_file, tables)
    yield partial(oc4ids_file, made)
    # Only those calendars are there that have a date, so their dates are reckoned at once.
    yield from (partial(_itself, file) for file in data.calendars)
    yield from (partial(project_feed, made, standing) for standing in made.today.standings)
    for language in made.edition.languages:
        yield partial(changes_feed, Publication(made.edition, language))
    for kind in kinds_of(made):
        if not kind.records:
            continue
        yield partial(collection_file, made, kind)
        if kind.name == "bulletins":
            yield from (partial(bulletin_file, made, kind, bulletin) for bulletin in made.today.data.bulletins)
        else:
            yield from (partial(record_file, made, kind, id) for id, (path, _) in kind.records.items() if path)


def _itself(file: DataFile) -> DataFile:
    return file
