"""三个一批, 四个一批: projects that a ceremony presented together, and what is expected of them; files in batches/."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from tongbao.model.base import Boolean, Code, Count, Day, Id, Many, Percent, Record, Text, Year
from tongbao.model.setting import Codes, Limit, Setting

Ordinal = Annotated[Count, Field(gt=0)]
Quarter = Annotated[Count, Field(ge=1, le=4)]


class Venue(Record):
    """A place of the ceremony; one of them is the main one."""

    name: Text
    district: Code | None = None
    main: Boolean = False


class Ceremony(Record):
    """集中签约, 集中开工, 集中投产: the day from which the clocks of the batch run."""

    date: Day
    venues: Annotated[tuple[Venue, ...], Many] = ()


class Batch(Record):
    """一批: the projects of one ceremony. A bundle among them counts with all the projects it stands for."""

    id: Id
    kind: Code
    year: Year
    quarter: Quarter
    number: Ordinal
    title: Text | None = None
    ceremony: Ceremony
    members: Annotated[tuple[Id, ...], Many, Field(min_length=1)]
    activity: Id | None = Field(None, description="the ceremony in activities/")


class BatchConversion(Record):
    """转化率: how many of a batch come to a later stage within so long after the ceremony, and how many should."""

    natural_key: ClassVar = ("stage",)

    stage: Code
    within: Limit
    at_least: Percent | None = None


class BatchKind(Setting):
    """签约一批, 开工一批, 投产一批: the stage that its members reach, and by when.

    Due at the ceremony itself (签约), or by the end of the batch's quarter (驻马店: 开工项目当季开工).
    A procedure whose clocks run from the ceremony names the kind in `procedures`. `lead` are the offices in charge.
    """

    code: Code
    name: Text
    stage: Code
    due: Literal["ceremony", "quarter_end"] = "quarter_end"
    lead: Codes = ()
    conversions: Annotated[tuple[BatchConversion, ...], Many] = ()
