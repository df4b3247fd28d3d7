"""栏目: of what kind each part of the site is, who answers for it, how often it must be updated."""

from typing import Annotated

from pydantic import Field

from tongbao.model.base import Boolean, Code, Count, Many, Record, Text
from tongbao.model.setting import Limit, Setting
from tongbao.model.vocab import Column, ColumnType


class ColumnRule(Setting):
    """What holds for some columns: their type, the office that answers, where their entries come from, when they are
    updated, and how old the newest may be (国办秘函〔2019〕19号: 动态 two weeks, 通知公告 six months)."""

    columns: Annotated[tuple[Column, ...], Many, Field(min_length=1)]
    type: ColumnType | None = None
    office: Code | None = None
    sources: Text | None = None
    updated: Text | None = Field(None, description="when it is updated, in words: every Monday")
    limit: Limit | None = None
    may_be_empty: Boolean = False


class Veto(Record):
    """单项否决: so many columns, of some types or of all, that are stale or empty fail the site as a whole."""

    types: Annotated[tuple[ColumnType, ...], Many] = ()
    stale: Annotated[Count | None, Field(gt=0)] = None
    empty: Annotated[Count | None, Field(gt=0)] = None


class Freshness(Setting):
    """更新要求: what fails the site as a whole."""

    vetoes: Annotated[tuple[Veto, ...], Many] = ()
