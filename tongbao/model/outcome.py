"""What a project is offered for, and what it achieves once it is finished."""

from typing import Annotated, ClassVar

from pydantic import Field

from tongbao.model.base import Code, Day, Many, Money, Number, Record, Text, Year


class Promotion(Record):
    """The project is offered to investors or banks by way of a list: what is sought, for what, and whom to turn to."""

    natural_key: ClassVar = ("list", "from")

    list: Code
    need: Money | None = None
    use: Text
    contact: Code
    from_: Annotated[Day, Field(alias="from")]
    until: Day | None = None


class Operation(Record):
    """What a finished project achieved in a year: values by the code of an input (policy `evaluation`)."""

    year: Year
    reported: Day
    values: dict[Code, Number]


class Promise(Record):
    """What a result was to be, by when, and the document that says so: feasibility study, agreement, approval."""

    value: Number
    by: Day | None = None
    source: Text


class Measured(Record):
    """What a result was on a day, and who measured it."""

    date: Day
    value: Number
    source: Text


class Result(Record):
    """A result that the finished project was to have, beside what it has: turnover, jobs, tax, homes, capacity.

    达效 and 后评价 hold the two against each other.
    """

    name: Text
    unit: Text
    promised: Promise | None = None
    measured: Annotated[tuple[Measured, ...], Many] = ()
