"""Figures and dated reports as other programs read them; these rely on their form.

Whatever a sample place exports says that it is one: objects by `sample`, tables by a last column of that name
(views.data).
"""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from tongbao.metrics.amounts import listed_amounts
from tongbao.metrics.cited import Comparison, unit_of
from tongbao.metrics.entries import entries
from tongbao.metrics.figure import Figure
from tongbao.metrics.pools import pool_figures
from tongbao.metrics.rounding import exact_text
from tongbao.metrics.scores import PREFIX
from tongbao.metrics.snapshot import Snapshot
from tongbao.views.cited import printed, unit_text
from tongbao.views.reader import Reader

SAMPLE = "sample"
MACHINE_PLACES = 10**12
"""A number whose denominator divides it is written in full by `exact_text`."""


def sample_keys(reader: Reader) -> dict[str, object]:
    """The key by which an object of a sample place says so; none elsewhere."""
    return {SAMPLE: True} if reader.site.sample else {}


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


def figure_objects(
    snapshot: Snapshot,
    reader: Reader,
    cited: tuple[Comparison, ...] = (),
    targets: Iterable[tuple[str, Figure]] = (),
) -> list[dict[str, object]]:
    """The content of site/data/figures.json: every figure of every scope, every score by which a board is ranked,
    every quota with whether it is met, what units answer for in the year, what the list plans of each project, and
    every cited one.

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
    return [*rows, *(cited_data(found, reader) for found in cited)]


def entry_rows(snapshot: Snapshot) -> Iterator[tuple[str | Decimal | date | int | None, ...]]:
    """The rows of site/data/entries.csv: one a dated report, in order of project and day."""
    for standing in snapshot.standings:
        for entry in entries(standing.project, snapshot.data.site):
            report = entry.report
            yield (
                entry.project, report.as_of, entry.stage, report.invested, report.physical, report.total, report.finish,
                entry.invested_diff, entry.physical_diff, entry.total_diff, entry.finish_diff,
            )  # fmt: skip
