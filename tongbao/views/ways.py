"""What a project needs and has: approvals and steps, land and energy, outside money, quantities built."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from tongbao.metrics.items import Money, factor_amount, newest, quantity_amount
from tongbao.metrics.procedures import StepStanding
from tongbao.metrics.standing import Standing
from tongbao.model.vocab import PermitMode
from tongbao.model.ways import Paid
from tongbao.views.reader import Reader


class WayRow(NamedTuple):
    """A step, a factor or a quantity: its name, what is needed or when it is due, what is there, the share, a note."""

    name: str
    needed: str
    done: str
    share: str
    note: str
    late: bool = False


class FundingRow(NamedTuple):
    """Outside money on its way; "" where nothing is said of a stage."""

    name: str
    needed: str
    applied: str
    approved: str
    granted: str
    planned: str
    spent: str


class Ways(NamedTuple):
    """Everything a project has by kind, as far as there is any."""

    steps: tuple[WayRow, ...]
    factors: tuple[WayRow, ...]
    quantities: tuple[WayRow, ...]
    funding: tuple[FundingRow, ...]
    funding_columns: tuple[str, ...]


def ways(standing: Standing, reader: Reader) -> Ways:
    """The tables of a project's page."""
    funding = tuple(_funding(standing, reader))
    return Ways(
        steps=tuple(_step(step, standing, reader) for step in standing.steps),
        factors=tuple(_factors(standing, reader)),
        quantities=tuple(_quantities(standing, reader)),
        funding=funding,
        funding_columns=tuple(name for name in Money._fields if any(getattr(row, name) for row in funding)),
    )


def _step(step: StepStanding, standing: Standing, reader: Reader) -> WayRow:
    """A step with the day it is due, by its clock or by the project's own plan, and the office that does it."""
    notes = (
        reader.office(step.office) if step.office else "",
        reader.t(f"words.mode.{step.mode}") if step.mode is not PermitMode.ORDINARY else "",
        reader.t("words.step.count", count=step.count) if step.count > 1 else "",
        reader.t("words.step.provisional") if step.provisional and step.due and step.due > standing.day else "",
    )
    return WayRow(
        name=reader.t("words.step.of", procedure=reader.procedure(step.procedure), step=step.step),
        needed=reader.day_text(step.due or step.planned),
        done=reader.day_text(step.done),
        share="",
        note=reader.t("words.separator").join(note for note in notes if note),
        late=step.late,
    )


def _factors(standing: Standing, reader: Reader) -> Iterator[WayRow]:
    for factor in standing.project.factors:
        amount = factor_amount(factor)
        modes = dict.fromkeys(part.mode for part in factor.secured if part.mode)
        yield WayRow(
            name=factor.kind,
            needed=_with_unit(factor.needed, factor.unit, reader),
            done=_with_unit(amount.done, factor.unit, reader),
            share=reader.percent(amount.done * 100 / factor.needed) if factor.needed else "",
            note=reader.t("words.separator").join(modes),
        )


def _quantities(standing: Standing, reader: Reader) -> Iterator[WayRow]:
    for quantity in standing.project.quantities:
        amount = quantity_amount(quantity)
        rows = [(quantity.kind, amount.total if quantity.parts else quantity.total, amount.done)]
        for part in quantity.parts:
            name = reader.words(part.name)
            if part.count > 1:
                name = reader.t("words.step.part", name=name, count=part.count)
            rows.append((name, part.total, newest(part.done) or Decimal(0)))
        for name, total, done in rows:
            yield WayRow(
                name=name,
                needed=_with_unit(total, quantity.unit, reader),
                done=_with_unit(done, quantity.unit, reader),
                share=reader.percent(done * 100 / total) if total else "",
                note="",
            )


def _funding(standing: Standing, reader: Reader) -> Iterator[FundingRow]:
    def money(entries: tuple[Paid, ...]) -> str:
        return reader.money(newest(entries))

    for item in standing.project.funding:
        yield FundingRow(
            name=item.kind + (reader.t("words.funding.batch", batch=item.batch) if item.batch else ""),
            needed=reader.money(item.need),
            applied=money(item.applied),
            approved=money(item.approved),
            granted=money(item.granted),
            planned=money(tuple(entry for entry in item.planned if entry.date <= standing.day)),
            spent=money(item.spent),
        )


def _with_unit(value: Decimal | None, unit: str, reader: Reader) -> str:
    return "" if value is None else reader.t("words.units.with", value=reader.plain(value), unit=unit)
