"""What a project is offered for, and what it achieves once it is finished."""

from typing import Annotated, ClassVar

from pydantic import Field

from tongbao.model.base import Code, Day, Money, Number, Record, Text, Year


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
