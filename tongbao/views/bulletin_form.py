"""The paper form of a bulletin: what stands on it beside what the bulletin says. It is of the rules of its day and not
issued, as layout is not."""

from typing import NamedTuple

from tongbao.model.bulletin import Bulletin
from tongbao.model.forms import PrintForm, form_of
from tongbao.views.reader import Reader


class FormView(NamedTuple):
    """A form of `model.forms`; "" for what is not given. `number` is the document number made of the policy's code.

    `contents`: from how many sections on the paper has a list of them; 0, never. `names` are those of the place that no
    line of a title may part.
    """

    form: str = "brief"
    mark: str = ""
    number: str = ""
    seal: bool = False
    note: str = ""
    printer: str = ""
    contents: int = 0
    names: tuple[str, ...] = ()


BRIEF = FormView()
"""A brief of which no rule says more."""


def form_view(bulletin: Bulletin, reader: Reader) -> FormView:
    """The form of a bulletin by the rules of the reader's day; a brief where they name none for its kind."""
    rule = form_of(bulletin.kind, reader.rules.forms)
    if rule is None:
        return BRIEF._replace(names=names_of(reader))
    return FormView(
        form=rule.form,
        mark=reader.words(rule.mark),
        number=_number(bulletin, rule, reader),
        seal=rule.seal,
        note=reader.words(rule.note),
        printer=reader.words(rule.printer),
        contents=rule.contents or 0,
        names=names_of(reader),
    )


def _number(bulletin: Bulletin, rule: PrintForm, reader: Reader) -> str:
    if bulletin.number is None or not rule.code or bulletin.supplement:
        return ""
    code = reader.words(rule.code)
    return reader.t("words.bulletin.document_number", code=code, year=bulletin.year, number=bulletin.number)


def names_of(reader: Reader) -> tuple[str, ...]:
    """The place and its districts as they are called on the reader's day: a dictionary does not know them."""
    districts = (reader.words(district.name_on(reader.day)) for district in reader.site.districts)
    return (reader.words(reader.site.name), *districts)
