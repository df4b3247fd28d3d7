"""引用数据: figures from elsewhere, printed as cited beside ours; never summed, never ranked."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from tongbao.model.base import Address, Boolean, Code, Day, Line, Many, Number, Record, Text


class CitedFigure(Record):
    """A figure that somebody else published, in the words of its source.

    `value` is as printed: shares in percent, gaps in percentage points, money in the place's unit or, with
    `display_money`, in the larger one. Where `figure` names one of ours, of `scope`, on the same day, the two are
    compared. An `opening` is what had been published of that figure before our first bulletin: what is new in that one
    is reckoned from it.
    """

    natural_key: ClassVar = ("code", "as_of")

    code: Code
    name: Text
    value: Number
    measured_in: Literal["percent", "points", "money", "display_money", "projects", "issues", "times", "other"]
    unit: Text | None = Field(None, description="the unit in words, for `other`")
    about: Boolean = Field(False, description="the source says about, or more than")
    as_of: Day
    scope: Line = "all"
    figure: Line | None = None
    opening: Boolean = Field(False, description="the state before our first bulletin")
    source: Text
    url: Address | None = None
    note: Text | None = None

    @property
    def places(self) -> int:
        """Digits behind the point, as printed."""
        exponent = self.value.as_tuple().exponent
        return max(0, -exponent) if isinstance(exponent, int) else 0


class CitedFigures(Record):
    """cited.yaml."""

    figures: Annotated[tuple[CitedFigure, ...], Many] = ()
