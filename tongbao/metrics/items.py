"""What a project has by kind: factors (land, energy), outside money, physical quantities."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple, Protocol, TypeVar

from tongbao.model.project import Project
from tongbao.model.ways import Factor, Funding, Quantity


class _Dated(Protocol):
    @property
    def date(self) -> date: ...

    @property
    def value(self) -> Decimal: ...


D = TypeVar("D", bound=_Dated)


def newest(entries: Iterable[D]) -> Decimal | None:
    """The newest of values that are counted from the beginning; None where nobody told one."""
    last = max(entries, key=lambda entry: entry.date, default=None)
    return last.value if last else None


class Amount(NamedTuple):
    """So much in all and so much of it there, in a unit of its own; of parts, how many are there wholly or partly.

    `done_of_total` is what is there of that whose whole is known: only it enters a rate.
    """

    total: Decimal = Decimal(0)
    done: Decimal = Decimal(0)
    done_of_total: Decimal = Decimal(0)
    whole: int = 0
    partly: int = 0


class Money(NamedTuple):
    """Outside money on its way, in the place's unit; `planned` is what was to be spent by the day. None: not told."""

    needed: Decimal | None = None
    applied: Decimal | None = None
    approved: Decimal | None = None
    granted: Decimal | None = None
    planned: Decimal | None = None
    spent: Decimal | None = None


def factor_amount(factor: Factor) -> Amount:
    """Needed and secured; what was secured on several days adds up."""
    return _amount(factor.needed, sum((entry.value for entry in factor.secured), Decimal(0)))


def _amount(total: Decimal | None, done: Decimal) -> Amount:
    """An amount in one part; without a total nothing says whether it is whole."""
    if total is None:
        return Amount(done=done)
    return Amount(total, done, done, int(0 < total <= done), int(0 < done < total))


def quantity_amount(quantity: Quantity) -> Amount:
    """Total and done: of its parts where it has them, else its own; a quantity without parts is one part."""
    if not quantity.parts:
        return _amount(quantity.total, newest(quantity.done) or Decimal(0))
    parts = [(part, newest(part.done) or Decimal(0)) for part in quantity.parts]
    done = sum((done for _, done in parts), Decimal(0))
    return Amount(
        total=sum((part.total for part, _ in parts), Decimal(0)),
        done=done,
        done_of_total=done,
        whole=sum(part.count for part, done in parts if done >= part.total),
        partly=sum(part.count for part, done in parts if 0 < done < part.total),
    )


def funding_money(funding: Funding, day: date) -> Money:
    """Each stage of the way by its newest value; of what is planned that of the day."""
    return Money(
        needed=funding.need,
        applied=newest(funding.applied),
        approved=newest(funding.approved),
        granted=newest(funding.granted),
        planned=newest(entry for entry in funding.planned if entry.date <= day),
        spent=newest(funding.spent),
    )


def kinds(project: Project) -> dict[str, tuple[str, ...]]:
    """The kinds of item that a project has, by the axis that scopes use."""
    return {
        "factor": tuple(dict.fromkeys(item.kind for item in project.factors)),
        "funding": tuple(dict.fromkeys(item.kind for item in project.funding)),
        "quantity": tuple(dict.fromkeys(item.kind for item in project.quantities)),
    }


def unit_words(projects: Iterable[Project]) -> dict[tuple[str, str], str]:
    """The unit of each kind of factor and quantity by axis and kind, as the first project that has one says."""
    words: dict[tuple[str, str], str] = {}
    for project in projects:
        for factor in project.factors:
            words.setdefault(("factor", factor.kind), factor.unit)
        for quantity in project.quantities:
            words.setdefault(("quantity", quantity.kind), quantity.unit)
    return words
