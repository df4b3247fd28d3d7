"""What the place's open data says of itself: the licence, the currency, how its codes are named in OC4IDS."""

from typing import Annotated, Literal

from pydantic import Field

from tongbao.model.base import Address, Code, Count, Line, Record, Text

ProjectType = Literal["construction", "rehabilitation", "replacement", "expansion", "decommissioning"]
"""The codelist projectType of OC4IDS 0.9.5, which is closed."""


class Licence(Record):
    """The licence under which everybody may use the data; `name` is its short name, as `CC-BY-4.0`."""

    name: Annotated[Line, Field(pattern=r"^[A-Za-z0-9._-]+$")]
    title: Text | None = None
    url: Address


class Currency(Record):
    """The currency of the place's money by its ISO 4217 code; `factor` of it make one unit of the records (万元:
    10000)."""

    code: Annotated[Line, Field(pattern=r"^[A-Z]{3}$")]
    factor: Annotated[Count, Field(gt=0)] = 1


class Oc4ids(Record):
    """How the place's words are named in OC4IDS 0.9.5; what is not named here is left out there.

    `prefix` is the one that the Open Contracting Partnership gave the publisher; without it ids begin with the place's.
    """

    prefix: Annotated[Line, Field(pattern=r"^oc4ids-[a-z0-9]{6}$")] | None = None
    sectors: dict[Code, Line] = Field(default_factory=dict, description="sector → code of projectSector")
    works: dict[Line, ProjectType] = Field(default_factory=dict, description="works → code of projectType")


class OpenData(Record):
    """What the open data says of itself."""

    licence: Licence | None = None
    currency: Currency | None = None
    oc4ids: Oc4ids = Oc4ids.model_construct()
