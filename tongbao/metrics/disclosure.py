"""信息公开抬头: the documents of a place and their 索引号, as written or made by its pattern."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from tongbao.model.base import Record
from tongbao.model.bulletin import Bulletin
from tongbao.model.dataset import Dataset
from tongbao.model.site import Site
from tongbao.model.targets import TargetList
from tongbao.model.vocab import DocumentKind


class Document(NamedTuple):
    """A document that bears an index number: the record it is made of, its day, its number in the series of its kind
    and year (None where it has none), `own` is the index number that the record says itself."""

    record: Record
    kind: DocumentKind
    id: str
    day: date
    year: int
    number: int | None
    own: str = ""


def documents(dataset: Dataset) -> Iterator[Document]:
    """The bulletins that were issued, the lists that were published, and their letters."""
    for bulletin in dataset.bulletins:
        if document := bulletin_document(bulletin):
            yield document
    for listed in dataset.targets:
        if document := list_document(listed):
            yield document
            yield from (letter_document(listed, unit) for unit in units(listed))


def bulletin_document(bulletin: Bulletin) -> Document | None:
    """A bulletin that was issued, or that has its number already; a supplement is numbered apart, so only its id tells
    it from an ordinary one."""
    if bulletin.issued is None and not bulletin.index_number:
        return None
    return Document(
        record=bulletin,
        kind=DocumentKind(bulletin.kind.value),
        id=bulletin.id,
        day=bulletin.issued or bulletin.as_of.date(),
        year=bulletin.year,
        number=None if bulletin.supplement else bulletin.number,
        own=bulletin.index_number or "",
    )


def list_document(listed: TargetList) -> Document | None:
    """A list with a day: the one of its year."""
    day = listed.published or listed.decided
    return Document(listed, DocumentKind.LIST, f"targets-{listed.year}", day, listed.year, 1) if day else None


def units(listed: TargetList) -> tuple[tuple[str, str], ...]:
    """Who answers for the year: those that the list names, then those that adjustments brought, in their order."""
    adjusted = sorted(listed.adjustments, key=lambda adjustment: adjustment.date)
    named = [target.unit for target in listed.targets]
    return tuple(dict.fromkeys([*named, *(target.unit for each in adjusted for target in each.targets)]))


def letter_document(listed: TargetList, unit: tuple[str, str]) -> Document:
    """The letter of a district or office, numbered as it came to answer for the year: new ones come last."""
    day = listed.published or listed.decided or date(listed.year, 1, 1)
    number = units(listed).index(unit) + 1
    return Document(listed, DocumentKind.LETTER, f"letter-{listed.year}-{'-'.join(unit)}", day, listed.year, number)


def index_number(document: Document, site: Site) -> str:
    """The index number of a document: its own, else by the pattern; "" where there is no pattern or it asks for a
    number that the document has not."""
    rule = site.index_numbers
    if document.own or rule is None:
        return document.own
    values = {
        "code": rule.code or "",
        "kind": rule.kinds.get(document.kind, document.kind),
        "year": str(document.year),
        "month": f"{document.day.month:02}",
        "id": document.id,
    }
    if document.number is not None:
        values["number"] = str(document.number).zfill(rule.digits)
    return rule.filled(values) if set(rule.parts) <= values.keys() else ""
