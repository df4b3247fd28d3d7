"""A correction of something issued: one file in corrections/, named after its id."""

from typing import Annotated

from pydantic import Field

from tongbao.model.base import Day, Id, Line, Many, Record, Text


class CorrectedFigure(Record):
    """An issued figure (`all/completed`), as printed and as it is right."""

    id: Line
    from_: Annotated[Line, Field(alias="from")]
    to: Line
    value: Line | None = Field(None, description="the right value, exact, as `bulletin correct` writes it")


class Correction(Record):
    """更正: what stood there, what should stand there, why, and who approved it."""

    id: Id
    date: Day
    document: Id = Field(description="the bulletin that is corrected")
    figures: Annotated[tuple[CorrectedFigure, ...], Many] = ()
    found_by: Text | None = None
    place: Text = Field(description="where in the document: section, table, row")
    from_: Annotated[Line, Field(alias="from")]
    to: Line
    reason: Text
    approved_by: Text
