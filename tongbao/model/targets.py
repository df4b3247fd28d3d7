"""The year's target list: targets/<year>.yaml."""

from typing import Annotated

from pydantic import Field

from tongbao.model.base import Code, Count, Day, Id, Many, Money, Record, Text, Year


class TargetGroup(Record):
    """A group of the list (竣工, 续建, 新开工, 预备 …) with its projects in printed order."""

    name: Text
    projects: Annotated[tuple[Id, ...], Many]


class Target(Record):
    """What a district answers for in the year; money in the place's unit."""

    district: Code
    investment: Money | None = None
    starts: Count | None = None
    completions: Count | None = None


class TargetList(Record):
    """年度项目清单."""

    year: Year
    title: Text
    number: Text | None = Field(None, description="发文字号")
    issuer: Text | None = None
    decided: Day | None = None
    published: Day | None = None
    basis: Text | None = None
    groups: Annotated[tuple[TargetGroup, ...], Many] = ()
    targets: Annotated[tuple[Target, ...], Many] = ()
