"""Open data: figures.json, entries.csv, and a JSON file a project. Other programs rely on their form.

Whatever a sample place exports says that it is one: objects by `sample`, tables by a last column of that name.
"""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from tongbao.metrics.amounts import amounts, listed_amounts
from tongbao.metrics.cited import Comparison, unit_of
from tongbao.metrics.entries import entries
from tongbao.metrics.evaluation import evaluation_of, is_judged
from tongbao.metrics.figure import Figure
from tongbao.metrics.listed import listed_project
from tongbao.metrics.pools import pool_figures
from tongbao.metrics.rounding import exact_text
from tongbao.metrics.scores import PREFIX
from tongbao.metrics.snapshot import Snapshot
from tongbao.metrics.standing import Standing
from tongbao.views.cited import printed, unit_text
from tongbao.views.evaluation import indicator_text
from tongbao.views.reader import Reader
from tongbao.views.site import DataFile

Row = tuple[str, ...]

ENTRY_COLUMNS = (
    "project", "as_of", "stage", "invested", "physical", "total", "finish",
    "invested_diff", "physical_diff", "total_diff", "finish_diff",
)  # fmt: skip
SAMPLE = "sample"
MACHINE_PLACES = 10**12
"""A number whose denominator divides it is written in full by `exact_text`."""


def sample_keys(reader: Reader) -> dict[str, object]:
    """The key by which an object of a sample place says so; none elsewhere."""
    return {SAMPLE: True} if reader.site.sample else {}


def sample_notice(reader: Reader) -> dict[str, object]:
    """The notice of a sample place in words, for an object that stands alone in its file; none elsewhere."""
    return {"notice": reader.words(reader.site.notice) or reader.t("pages.sample")} if reader.site.sample else {}


def sample_table(columns: Row, rows: Iterable[Row], reader: Reader) -> tuple[Row, ...]:
    """A table with its header; of a sample place with a last column that says so."""
    if not reader.site.sample:
        return (columns, *rows)
    return ((*columns, SAMPLE), *((*row, "true") for row in rows))


def _exact(value: Fraction | None) -> str | None:
    """A sum as it is, a proper fraction as such: exact either way."""
    if value is None:
        return None
    return str(value) if MACHINE_PLACES % value.denominator else exact_text(value)


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
    data["display"] = reader.figure_text(figure)
    data["unit"] = figure.unit
    data["formula"] = figure.key if not figure.base else f"{figure.key}:{figure.base}"
    data["excluded"] = dict(figure.excluded)
    if figure.value is None:
        data["reason"] = figure.reason
    return data | sample_keys(reader)


def _cited(comparison: Comparison, reader: Reader) -> dict[str, object]:
    """What an object says of the cited figure it is or stands beside. `ours` is ours of that day in its unit, null
    where there is none; `agrees` is null where nothing is compared."""
    cited = comparison.cited
    return {
        "source": reader.words(cited.source),
        "as_of": cited.as_of.isoformat(),
        "value": format(cited.value, "f"),
        "unit": unit_text(cited, reader),
        "ours": None if comparison.rounded is None else format(comparison.rounded, "f"),
        "agrees": comparison.agrees,
    }


def cited_data(comparison: Comparison, reader: Reader) -> dict[str, object]:
    """The object of figures.json for a cited figure: of its own day, in the unit of our figures."""
    cited = comparison.cited
    return {
        "id": f"{cited.scope}/cited:{cited.code}",
        "as_of": cited.as_of.isoformat(),
        "value": exact_text(comparison.value),
        "display": printed(cited.value, cited, reader),
        "unit": unit_of(cited),
        "formula": "cited",
        "excluded": {},
        "cited": _cited(comparison, reader),
    } | sample_keys(reader)


def _scores(snapshot: Snapshot) -> dict[tuple[str, str], Figure]:
    """The score of each member of the boards that are ranked by one."""
    boards = (board for board in snapshot.rules.boards if board.ranked_by.startswith(PREFIX))
    places = ((board, place) for board in boards for place in snapshot.board(board))
    return {(f"{board.axis}:{place.member}", board.ranked_by): place.figure for board, place in places}


def figures_file(
    snapshot: Snapshot,
    reader: Reader,
    cited: tuple[Comparison, ...] = (),
    targets: Iterable[tuple[str, Figure]] = (),
) -> DataFile:
    """site/data/figures.json: every figure of every scope, every score by which a board is ranked, every quota with
    whether it is met, what units answer for in the year, what the list plans of each project, and every cited one.

    Of several that are cited beside one of ours, ours bears the newest.
    """
    rows = [figure_data(scope, f, snapshot, reader) for scope in snapshot.totals for f in snapshot.figures(scope)]
    by_day = sorted(cited, key=lambda comparison: comparison.cited.as_of)
    beside = {f"{found.cited.scope}/{found.cited.figure}": found for found in by_day if found.cited.figure}
    for row in rows:
        if found := beside.get(str(row["id"])):
            row["cited"] = _cited(found, reader)
    rows += [figure_data(scope, figure, snapshot, reader) for (scope, _), figure in _scores(snapshot).items()]
    rows += [figure_data(s.scope, s.figure, snapshot, reader) | {"met": s.met} for s in snapshot.quotas]
    rows += [figure_data(scope, figure, snapshot, reader) for scope, figure in pool_figures(snapshot)]
    rows += [figure_data(scope, figure, snapshot, reader) for scope, figure in (*targets, *listed_amounts(snapshot))]
    return DataFile("data/figures.json", "json", [*rows, *(cited_data(found, reader) for found in cited)])


def _text(value: Decimal | int | str | None) -> str:
    return "" if value is None else format(value, "f") if isinstance(value, Decimal) else str(value)


def entries_file(snapshot: Snapshot, reader: Reader) -> DataFile:
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
    return DataFile("data/entries.csv", "csv", sample_table(ENTRY_COLUMNS, rows, reader))


def _evaluation(standing: Standing, snapshot: Snapshot, reader: Reader) -> dict[str, object]:
    """What a finished project's years of operation are worth, the newest first; nothing where none is reported."""
    rule, scope = snapshot.rules.evaluation, f"project:{standing.project.id}"
    if not standing.project.operation or not is_judged(standing, rule, snapshot.data.site):
        return {}
    years = evaluation_of(standing, rule).years
    return {
        "evaluation": [
            {
                "year": year.operation.year,
                "reported": year.operation.reported.isoformat(),
                "tier": year.tier.code if year.tier else None,
                "points": figure_data(scope, year.figure, snapshot, reader),
                "indicators": [
                    figure_data(scope, each.figure, snapshot, reader)
                    | {
                        "display": indicator_text(each, reader),
                        "unit": reader.words(each.indicator.unit),
                        "points": None if each.points is None else exact_text(each.points),
                    }
                    for each in year.indicators
                ],
            }
            for year in years
        ]
    }


def project_file(standing: Standing, snapshot: Snapshot, reader: Reader) -> DataFile:
    """A project's own figures and where it stands."""
    project, scope = standing.project, f"project:{standing.project.id}"
    planned = amounts(listed_project(standing, snapshot.day.year)).values()
    figures = (standing.completion_rate, standing.pace, standing.gap, *planned)
    light = snapshot.project_light(standing).light
    content = {
        "id": project.id,
        "as_of": snapshot.day.isoformat(),
        "name": project.name,
        "district": project.district,
        "count": project.count,
        "reckoned": project.reckoned,
        "within": project.within,
        "stage": standing.stage,
        "nature": standing.nature,
        "total": _text(standing.total) or None,
        "planned": _text(standing.planned) or None,
        "completed": _text(standing.invested) or None,
        "light": light.code if light else None,
        "figures": [figure_data(scope, figure, snapshot, reader) for figure in figures],
        **_evaluation(standing, snapshot, reader),
        **sample_keys(reader),
        **sample_notice(reader),
    }
    return DataFile(reader.urls.project_data(project.id), "json", content)
