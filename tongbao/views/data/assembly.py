"""Which files of open data a site has: the only place that lists them all."""

from collections.abc import Callable, Iterator
from functools import partial

from tongbao.views.data.oc4ids import oc4ids_file
from tongbao.views.data.package import metadata_file, package_file
from tongbao.views.data.records import bulletin_file, collection_file, kinds_of, record_file
from tongbao.views.data.tables import Tables
from tongbao.views.site import DataFile


def data_recipes(tables: Tables) -> Iterator[Callable[[], DataFile]]:
    """How to make each file; those that are made of the same rows or records stand together, so that one process
    reckons them once."""
    made = tables.publication
    yield lambda: DataFile("data/figures.json", "json", made.figures)
    yield from (partial(tables.csv_file, table) for table in tables.all)
    yield tables.workbook
    yield tables.database
    yield partial(package_file, tables)
    yield partial(metadata_file, tables)
    yield partial(oc4ids_file, made)
    for kind in kinds_of(made):
        if not kind.records:
            continue
        yield partial(collection_file, made, kind)
        if kind.name == "bulletins":
            yield from (partial(bulletin_file, made, kind, bulletin) for bulletin in made.today.data.bulletins)
        else:
            yield from (partial(record_file, made, kind, id) for id, (path, _) in kind.records.items() if path)
