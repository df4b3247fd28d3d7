"""The money that the year's list names of a project, as figures of its own."""

from decimal import Decimal
from fractions import Fraction

from tongbao.metrics.figure import Figure, Unit
from tongbao.model.issued_targets import ListedProject


def amounts(row: ListedProject) -> dict[str, Figure]:
    """Total investment, what was invested up to last year's end, and the year's plan, by key; those that are known
    and not withheld."""
    values: dict[str, Decimal | None] = {
        "total_investment": row.total,
        "invested_before": row.invested_before,
        "planned": row.plan,
    }
    return {key: Figure(key, Unit.MONEY, Fraction(value)) for key, value in values.items() if value is not None}
