"""How kinds of bulletins are printed: as a circular by GB/T 9704-2012, or as a brief with its own head."""

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import Field

from tongbao.model.base import Boolean, Count, Many, Text
from tongbao.model.setting import Setting
from tongbao.model.vocab import BulletinKind


class PrintForm(Setting):
    """The paper form of some kinds of bulletins.

    A `circular` (通报 as a 公文) has the issuer's mark, a document number, addressees, annexes and 版记; a `brief`
    (简报) its own name in red, the number of the issue, 报/送/发 at its foot. `code` is the 发文机关代字: the document
    number is made of it, the bulletin's year and number, where the bulletin has none of its own (滨重办〔2026〕5号).
    """

    kinds: Annotated[tuple[BulletinKind, ...], Many, Field(min_length=1)]
    form: Literal["circular", "brief"] = "brief"
    mark: Text | None = Field(None, description="发文机关标志; else the issuer's name")
    code: Text | None = Field(None, description="发文机关代字")
    seal: Boolean = Field(False, description="leaves room for a seal over the date")
    note: Text | None = Field(None, description="附注 below the date, without its brackets: 此件公开发布")
    printer: Text | None = Field(None, description="印发机关; else the issuer")
    contents: Annotated[Count, Field(ge=1)] | None = Field(
        None, description="a brief of at least so many sections has a list of them"
    )


def form_of(kind: BulletinKind, forms: Iterable[PrintForm]) -> PrintForm | None:
    """The newest of the forms for a kind; None where there is none, and it is a brief."""
    return max((form for form in forms if kind in form.kinds), key=lambda form: form.valid_from, default=None)
