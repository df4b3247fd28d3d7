"""Figures and dated reports as tables."""

from collections.abc import Iterator

from tongbao.views.data.columns import Column, Kind, Row, TableForm
from tongbao.views.data.publication import Publication
from tongbao.views.exports import entry_rows
from tongbao.views.quotas import MONTHLY_COLUMNS, monthly_rows

FIGURE_COLUMNS = ("value", "numerator", "denominator", "display", "unit", "formula", "reason")
NUMBERS = {"invested", "physical", "total", "invested_diff", "physical_diff", "total_diff", "value"}


def _kind(name: str) -> Kind:
    return "number" if name in NUMBERS else "date" if name == "as_of" else "string"


def _figures(made: Publication) -> Iterator[Row]:
    for figure in made.figures:
        id = str(figure["id"])
        scope, _, key = id.rpartition("/")
        values = ("" if (value := figure.get(name)) is None else str(value) for name in FIGURE_COLUMNS)
        yield id, scope, key, str(figure["as_of"]), *values


FIGURES = TableForm(
    "figures",
    ("id", "as_of"),
    (
        Column("id"),
        Column("scope"),
        Column("figure"),
        Column("as_of", "date"),
        *(Column(name, _kind(name)) for name in FIGURE_COLUMNS),
    ),
    _figures,
)
ENTRIES = TableForm(
    "entries",
    (),
    (
        Column("project", points_at="projects"),
        Column("as_of", "date"),
        Column("stage", guide="Report.stage"),
        Column("invested", "money", "Report.invested"),
        Column("physical", "number", "Report.physical"),
        Column("total", "money", "Report.total"),
        Column("finish", guide="Report.finish"),
        Column("invested_diff", "money"),
        Column("physical_diff", "number"),
        Column("total_diff", "money"),
        Column("finish_diff", "integer"),
    ),
    lambda made: entry_rows(made.today),
)
MONTHLY = TableForm(
    "monthly",
    ("month", "scope", "figure"),
    tuple(Column(name, _kind(name)) for name in MONTHLY_COLUMNS),
    lambda made: monthly_rows(made.today, made.reader),
)
