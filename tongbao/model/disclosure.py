"""信息公开抬头: how documents get their 索引号 (政府信息公开目录)."""

import re
from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from tongbao.model.base import Count, Line, Record
from tongbao.model.vocab import DocumentKind

PARTS = ("code", "kind", "year", "month", "number", "id")
"""What a pattern may be filled in with."""
PLACE = re.compile(r"\{([^{}]*)\}")


class IndexNumbers(Record):
    """索引号: a pattern that is filled in for each document: `{code}` of the publishing office, `{kind}`, `{year}`,
    `{month}` with two digits, `{number}` with `digits`, `{id}` of the record.

    宁国 and 凉州: `{code}/{year}{month}-{number}`; 连云港: 地区部门-类别-年度-流水; 白银: 分类号-年份-流水号.
    """

    pattern: Line
    code: Line | None = Field(None, description="{code}: 统一社会信用代码 or the code in the catalogue")
    kinds: dict[DocumentKind, Line] = Field(default_factory=dict, description="{kind}, by kind of document")
    digits: Annotated[Count, Field(ge=1, le=9)] = 5

    @property
    def parts(self) -> tuple[str, ...]:
        """What stands in braces, in order."""
        return tuple(PLACE.findall(self.pattern))

    def filled(self, values: Mapping[str, str]) -> str:
        """The pattern with its values; one that is not known stays as it is."""
        return PLACE.sub(lambda found: values.get(found[1], found[0]), self.pattern)
