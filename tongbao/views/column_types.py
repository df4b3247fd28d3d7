"""栏目类型 of every part of the site, for the meta tag ColumnType (政府网站发展指引, 国办发〔2017〕47号, annex)."""

from tongbao.metrics.columns import COLUMN_TYPES
from tongbao.model.vocab import ColumnType
from tongbao.views.reader import Reader

OTHERS = {
    "about": ColumnType.PROFILE,
    "checks": ColumnType.DATA,
    "classes": ColumnType.DATA,
    "data": ColumnType.OPEN_DATA,
    "districts": ColumnType.DATA,
    "evaluation": ColumnType.DATA,
    "figures": ColumnType.INTERPRETATION,
    "freshness": ColumnType.PROFILE,
    "lists": ColumnType.CATALOGUE,
    "offices": ColumnType.FUNCTIONS,
    "owners": ColumnType.DATA,
    "pool": ColumnType.CATALOGUE,
    "quotas": ColumnType.DATA,
    "sectors": ColumnType.DATA,
    "sponsors": ColumnType.LEADERS,
    "statistics": ColumnType.DATA,
    "wallchart": ColumnType.DATA,
}
"""The types of what has no entries of its own, by the first folder of its address."""


def column_types(reader: Reader) -> tuple[tuple[str, str], ...]:
    """The type of each part of the site: as the policy names it, else as it is usual."""
    types: dict[str, ColumnType] = dict(OTHERS)
    types |= {str(column): kind for column, kind in COLUMN_TYPES.items()}
    types |= {column: rule.type for rule in reader.rules.columns for column in rule.columns if rule.type}
    return tuple(sorted((str(name), str(kind)) for name, kind in types.items()))
