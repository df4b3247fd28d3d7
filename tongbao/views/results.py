"""What a finished project was to bring, beside what it has brought."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from tongbao.metrics.standing import Standing
from tongbao.model.outcome import Measured, Result
from tongbao.model.vocab import FINISHED_STAGES
from tongbao.views.reader import Reader


class ResultValue(NamedTuple):
    """A value with its unit, the day it holds for, and who says so."""

    value: str
    day: str
    source: str


class ResultRow(NamedTuple):
    """A result: what was promised and what was measured last, None where neither; `share` is the one of the other,
    `earlier` what was measured before, the newest first."""

    name: str
    promised: ResultValue | None
    measured: ResultValue | None
    share: str
    earlier: tuple[ResultValue, ...]


def result_rows(standing: Standing, reader: Reader) -> tuple[ResultRow, ...]:
    """The results of a project; of a finished one with any its total investment before them."""
    results = standing.project.results
    if not results:
        return ()
    return (*_investment(standing, reader), *(_row(result, reader) for result in results))


def _investment(standing: Standing, reader: Reader) -> Iterator[ResultRow]:
    total, done = standing.project.investment.total, standing.invested_total
    if standing.stage in FINISHED_STAGES and total and done is not None:
        day = reader.day_text(standing.latest.as_of) if standing.latest else ""
        yield ResultRow(
            name=reader.t("words.fields.total"),
            promised=ResultValue(reader.money_text(total), "", ""),
            measured=ResultValue(reader.money_text(done), day, reader.t("pages.results.invested")),
            share=reader.percent(Fraction(done) * 100 / Fraction(total)),
            earlier=(),
        )


def _row(result: Result, reader: Reader) -> ResultRow:
    newest_first = sorted(result.measured, key=lambda each: each.date, reverse=True)
    promised, last = result.promised, newest_first[0] if newest_first else None
    share = Fraction(last.value) * 100 / Fraction(promised.value) if promised and promised.value and last else None
    by = reader.t("pages.results.by", day=reader.day_text(promised.by)) if promised and promised.by else ""
    return ResultRow(
        name=reader.words(result.name),
        promised=ResultValue(_amount(promised.value, result, reader), by, reader.words(promised.source))
        if promised
        else None,
        measured=_measured(last, result, reader) if last else None,
        share=reader.percent(share),
        earlier=tuple(_measured(each, result, reader) for each in newest_first[1:]),
    )


def _measured(measured: Measured, result: Result, reader: Reader) -> ResultValue:
    value = _amount(measured.value, result, reader)
    return ResultValue(value, reader.day_text(measured.date), reader.words(measured.source))


def _amount(value: Decimal, result: Result, reader: Reader) -> str:
    return reader.t("pages.results.unit", value=reader.plain(value), unit=reader.words(result.unit))
