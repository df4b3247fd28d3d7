"""The year's target list: targets/<year>.yaml, its adjustments, and what districts and offices answer for."""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from tongbao.model.base import Boolean, Code, Day, Id, Line, Many, Number, Record, Text, Year
from tongbao.model.vocab import MoveKind, Nature


class TargetGroup(Record):
    """A group of the list (竣工, 续建, 新开工, 预备; 实施, 准备; 正式, 预备) with its projects in printed order.

    `reserve` marks the groups of what is only being prepared (储备类); between them and the others a project moves by
    an adjustment. `nature` is what the plans of its projects say of the year.
    """

    code: Code
    name: Text
    reserve: Boolean = False
    nature: Nature | None = None
    projects: Annotated[tuple[Id, ...], Many] = ()


class Target(Record):
    """What a district or an office answers for in the year: values by the code of a measure (policy `targets`).

    Money in the place's unit, shares in percent. `quarters` are the values due by the end of each quarter, counted
    from the beginning of the year.
    """

    natural_key: ClassVar = ("district", "office")

    district: Code | None = None
    office: Code | None = None
    values: dict[Code, Number] = Field(default_factory=dict)
    quarters: dict[Code, Annotated[tuple[Number, ...], Many, Field(min_length=4, max_length=4)]] = Field(
        default_factory=dict
    )

    @model_validator(mode="after")
    def _of_one_unit(self) -> "Target":
        if (self.district is None) == (self.office is None):
            raise PydanticCustomError("one-unit", "one-unit", {})
        return self

    @property
    def unit(self) -> tuple[str, str]:
        """The axis and the code of who answers: ("district", "zouping")."""
        return ("district", self.district) if self.district else ("office", self.office or "")


class Reclaimed(Record):
    """A factor that was taken back from a project that left the list (同步收回已配置要素资源)."""

    natural_key: ClassVar = ("kind",)

    kind: Code
    value: Number
    unit: Line


class Move(Record):
    """A project that enters, leaves or changes between the implemented and the reserved; `group` is where it goes."""

    natural_key: ClassVar = ("project",)

    kind: MoveKind
    project: Id
    group: Code | None = None
    reason: Text
    reclaimed: Annotated[tuple[Reclaimed, ...], Many] = ()


class Adjustment(Record):
    """An adjustment of the list, with its paper (山东 2021: four lists in one notice).

    `targets` are the new values of units that answer for others since; what is not named stays.
    """

    date: Day
    number: Text = Field(description="发文字号")
    approved_by: Text
    moves: Annotated[tuple[Move, ...], Many, Field(min_length=1)]
    targets: Annotated[tuple[Target, ...], Many] = ()


class Notice(Record):
    """公示: the time in which anybody may object, to whom, and how. Offices and landlines only."""

    from_: Annotated[Day, Field(alias="from")]
    until: Day
    contact: Text
    objections: Text


class TargetList(Record):
    """年度项目清单."""

    year: Year
    title: Text
    number: Text | None = Field(None, description="发文字号")
    issuer: Text | None = None
    decided: Day | None = None
    published: Day | None = None
    basis: Text | None = None
    notice: Notice | None = None
    groups: Annotated[tuple[TargetGroup, ...], Many] = ()
    substitutes: Annotated[tuple[Id, ...], Many] = Field((), description="递补项目, in order")
    targets: Annotated[tuple[Target, ...], Many] = ()
    adjustments: Annotated[tuple[Adjustment, ...], Many] = ()

    @property
    def known_from(self) -> date:
        """The day from which the list is known."""
        return self.published or self.decided or date.min
