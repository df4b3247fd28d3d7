"""The mapping file of an import: which column of a spreadsheet is what. See docs/import.md."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from tongbao.model.base import Before, Boolean, Count, Line, Many, Number, Record
from tongbao.problems import Level

Check = Literal["import-date", "import-number", "import-word", "import-varies", "import-unused", "import-gone"]
"""What a mapping may lower to a warning: then the cell counts as empty and its text is kept in `extra`."""

DEFAULT_LEVELS: dict[Check, Level] = {"import-unused": Level.WARNING, "import-gone": Level.WARNING}

Mark = Annotated[str, Field(min_length=1)]
"""Characters between others; a space or a tab is one too."""


class Column(Record):
    """What one column holds.

    `to` is a field of a project, dotted: `name`, `responsible.office`, `years.2026.plan`,
    `milestones.主体封顶.planned`, `stages.started.date`, `extra.<label>`; with `progress.` in front a field
    of the report. Without it the column only serves `id`.
    """

    to: Line | None = None
    read: Literal["date", "number"] | None = Field(None, description="how to read a cell that goes to `extra`")
    dates: Annotated[tuple[Line, ...], Many] = Field((), description="how dates are written here, as for strptime")
    factor: Annotated[Number, Field(gt=0)] = Field(
        Decimal(1), description="numbers are multiplied by it: 10000 from 亿元 to 万元"
    )
    suffix: Line | None = Field(None, description="what may stand behind a number: 万元, %")
    separator: Mark | None = Field(None, description="what stands between the values of a cell that holds several")
    words: dict[Line, Line] = Field(default_factory=dict, description="word of the sheet → code or word of the place")
    other_words: Literal["fault", "keep"] = Field("fault", description="what becomes of words outside `words`")
    empty: Annotated[tuple[Line, ...], Many] = Field((), description="words that mean that nothing is stated")
    if_empty: Line | None = Field(None, description="what an empty cell means")
    as_written: Line | None = Field(
        None, description="label in `extra` for the cell's own text where `words` or `empty` changed it"
    )
    history: Boolean = Field(
        False,
        description="of a fact that changes over time: each change is kept in the report's `extra`",
    )


def _column(value: object) -> object:
    return {"to": value} if isinstance(value, str) else value


class Mapping(Record):
    """How the rows of a sheet become projects."""

    row: Literal["project", "report"] = Field(description="what one row is: a project, or a dated report of one")
    sheet: Line | None = Field(None, description="name of the sheet in a workbook; its first where none is named")
    encoding: Literal["utf-8", "gb18030"] = "utf-8"
    delimiter: Annotated[Mark, Field(max_length=1)] = ","
    header: Annotated[Count, Field(ge=1)] = Field(1, description="number of the row with the headers")
    skip: dict[Line, tuple[Line, ...]] = Field(
        default_factory=dict, description="column → cells whose rows are left out: 合计"
    )
    id: Line = Field(description="the project's id, with columns in braces: P-{PID}, P-zp-{序号:03}")
    dates: Annotated[tuple[Line, ...], Many] = Field((), description="how dates are written; ISO dates always read")
    thousands: Mark | None = Field(None, description="what separates thousands, as `,` in 1,234,567")
    empty: Annotated[tuple[Line, ...], Many] = Field((), description="words that mean an empty cell in every column")
    blank: Line = Field(
        "—", description="stands in a report's `extra` where a fact kept over time was no longer stated"
    )
    columns: dict[Line, Annotated[Column, Before(_column)]]
    fixed: dict[Line, Line] = Field(default_factory=dict, description="field → the same value for every row")
    ignore: Annotated[tuple[Line, ...], Many] = Field((), description="columns that are left out on purpose")
    checks: dict[Check, Level] = Field(default_factory=dict)

    def level(self, check: str) -> Level:
        """The level of a check: as the mapping says, else its default, else a fault."""
        levels = DEFAULT_LEVELS | self.checks
        return next((level for name, level in levels.items() if name == check), Level.FAULT)
