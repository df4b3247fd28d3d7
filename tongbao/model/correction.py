"""A correction of something issued: one file in corrections/, named after its id."""

from typing import Annotated

from pydantic import Field

from tongbao.model.base import Day, Id, Line, Record, Text


class Correction(Record):
    """更正: what stood there, what should stand there, why, and who approved it."""

    id: Id
    date: Day
    document: Id = Field(description="the bulletin that is corrected")
    figure: Line | None = Field(None, description="the id of an issued figure: all/completed")
    found_by: Text | None = None
    place: Text = Field(description="where in the document: section, table, row")
    from_: Annotated[Line, Field(alias="from")]
    to: Line
    reason: Text
    approved_by: Text
