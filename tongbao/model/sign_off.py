"""审核: who looked at a bulletin before it was issued, and who has to (三审: 初审, 复审, 终审)."""

from typing import Annotated, ClassVar

from pydantic import Field

from tongbao.model.base import Code, Day, Many, Record, Text
from tongbao.model.setting import Setting
from tongbao.model.vocab import BulletinKind


class SignOff(Record):
    """A step of the review that was taken; `by` names an office or a function, never a person."""

    natural_key: ClassVar = ("step",)

    step: Code
    by: Text
    date: Day


class SignOffRule(Setting):
    """The steps of review that some kinds of bulletins go through before they are issued, in their order.

    Publishing by a government office asks for three (三审三校); 西乡县 keeps a form for it, 信息发布审核表.
    """

    kinds: Annotated[tuple[BulletinKind, ...], Many] = Field((), description="empty: every kind")
    steps: Annotated[tuple[Code, ...], Many, Field(min_length=1)]
