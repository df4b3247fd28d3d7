"""Open data: figures.json, entries.csv, and a JSON file a project. Other programs rely on their form."""

from decimal import Decimal
from fractions import Fraction

from tongbao.metrics.entries import entries
from tongbao.metrics.figure import Figure
from tongbao.metrics.rounding import exact_text
from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.standing import Standing
from tongbao.views.reader import Reader
from tongbao.views.site import DataFile

ENTRY_COLUMNS = (
    "project", "as_of", "stage", "invested", "physical", "total", "finish",
    "invested_diff", "physical_diff", "total_diff", "finish_diff",
)  # fmt: skip


def _exact(value: Fraction | None) -> str | None:
    """A sum as it is, a proper fraction as such: exact either way."""
    if value is None:
        return None
    text = exact_text(value, 12)
    return text if Fraction(text) == value else str(value)


def figure_data(scope: str, figure: Figure, snapshot: Snapshot, reader: Reader) -> dict[str, object]:
    """One object of figures.json."""
    data: dict[str, object] = {
        "id": f"{scope}/{figure.key}",
        "as_of": snapshot.day.isoformat(),
        "value": None if figure.value is None else exact_text(figure.value),
    }
    if figure.numerator is not None:
        data["numerator"] = _exact(figure.numerator)
        data["denominator"] = _exact(figure.denominator)
    data["display"] = reader.figure(figure, explained=False).text
    data["unit"] = figure.unit
    data["formula"] = figure.key if not figure.base else f"{figure.key}:{figure.base}"
    data["excluded"] = dict(figure.excluded)
    if figure.value is None:
        data["reason"] = figure.reason
    return data


def figures_file(snapshot: Snapshot, reader: Reader) -> DataFile:
    """site/data/figures.json: every figure of every scope."""
    rows = [figure_data(scope, f, snapshot, reader) for scope in snapshot.totals for f in snapshot.figures(scope)]
    return DataFile("data/figures.json", "json", rows)


def _text(value: Decimal | int | str | None) -> str:
    return "" if value is None else format(value, "f") if isinstance(value, Decimal) else str(value)


def entries_file(snapshot: Snapshot) -> DataFile:
    """site/data/entries.csv: one row a dated report, in order of project and day."""
    rows = [
        (
            entry.project,
            entry.report.as_of.isoformat(),
            entry.stage,
            _text(entry.report.invested),
            _text(entry.report.physical),
            _text(entry.report.total),
            entry.report.finish or "",
            _text(entry.invested_diff),
            _text(entry.physical_diff),
            _text(entry.total_diff),
            _text(entry.finish_diff),
        )
        for standing in snapshot.standings
        for entry in entries(standing.project, snapshot.data.site)
    ]
    return DataFile("data/entries.csv", "csv", (ENTRY_COLUMNS, *rows))


def project_file(standing: Standing, snapshot: Snapshot, reader: Reader) -> DataFile:
    """A project's own figures and where it stands."""
    project, scope = standing.project, f"project:{standing.project.id}"
    figures = (standing.completion_rate, standing.pace, standing.gap)
    light = snapshot.project_light(standing).light
    content = {
        "id": project.id,
        "as_of": snapshot.day.isoformat(),
        "name": project.name,
        "district": project.district,
        "stage": standing.stage,
        "nature": standing.nature,
        "total": _text(standing.total) or None,
        "planned": _text(standing.planned) or None,
        "completed": _text(standing.invested) or None,
        "light": light.code if light else None,
        "figures": [figure_data(scope, figure, snapshot, reader) for figure in figures],
    }
    return DataFile(reader.urls.project_data(project.id), "json", content)
