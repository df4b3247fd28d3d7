"""A bulletin: one file in bulletins/<year>/, named after its id."""

from typing import Annotated

from pydantic import Field

from tongbao.model.base import Boolean, Count, Day, Hour, Id, Line, Many, Record, Text, Year
from tongbao.model.sign_off import SignOff
from tongbao.model.vocab import BulletinKind, BulletinSection


class Period(Record):
    """The days a bulletin speaks of, both included."""

    from_: Annotated[Day, Field(alias="from")]
    until: Day


class Recipients(Record):
    """报 (up), 送 (level), 发 (down)."""

    report: Text | None = None
    send: Text | None = None
    issue: Text | None = None
    copies: Count | None = None


class Bulletin(Record):
    """通报, 快报 or 简报. Its number is stored, never derived: in 开平 2023 第九期 speaks of 1—8月."""

    id: Id
    kind: BulletinKind
    year: Year
    number: Count | None = Field(None, description="第N期; a bulletin without a number is known by its period")
    supplement: Boolean = Field(False, description="增刊, numbered apart")
    total_number: Count | None = Field(None, description="总第N期")
    title: Text | None = Field(None, description="else the policy's title for its kind")
    period: Period
    as_of: Hour
    issued: Day | None = Field(None, description="成文日期; a draft has none")
    published: Day | None = Field(None, description="发布日期 of the disclosure header, where it is recorded")
    document_number: Text | None = None
    index_number: Line | None = Field(None, description="索引号 of the disclosure header")
    sections: Annotated[tuple[BulletinSection, ...], Many] = Field((), description="else the policy's for its kind")
    words: dict[BulletinSection, Text] = Field(
        default_factory=dict, description="the editor's words by section, Markdown"
    )
    sign_offs: Annotated[tuple[SignOff, ...], Many] = Field((), description="the steps of review that were taken")
    recipients: Recipients = Recipients.model_construct()
