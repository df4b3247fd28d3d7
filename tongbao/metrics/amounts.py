"""The money that the year's list names of a project, as figures of its own."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from tongbao.metrics.figure import Figure, Unit
from tongbao.metrics.listed import listed_plan
from tongbao.metrics.listing import groups_of, listed_on, projects_of
from tongbao.metrics.snapshot import Snapshot
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


def listed_amounts(snapshot: Snapshot) -> Iterator[tuple[str, Figure]]:
    """The amounts of every project on the list of the snapshot's year, with their scope; in printed order."""
    listed = listed_on(snapshot.day.year, snapshot.data.targets)
    for id in projects_of(groups_of(listed, snapshot.day)) if listed else ():
        standing = snapshot.standing_by_id.get(id)
        if standing:
            row = listed_plan(standing, snapshot.day.year)
            yield from ((f"project:{id}", figure) for figure in amounts(row).values())
