"""信息公开抬头 of documents, beside what the document says itself: index number, day of publication, validity."""

from typing import TypedDict

from tongbao.metrics.disclosure import bulletin_document, index_number, letter_document, list_document
from tongbao.metrics.snapshot import Snapshot
from tongbao.model.bulletin import Bulletin
from tongbao.model.targets import Target, TargetList
from tongbao.views.reader import Reader


class Disclosed(TypedDict):
    """The fields of a page that say so; `published` is the day that the record says, "" where it says none."""

    published: str
    index_number: str
    validity: str


def bulletin_disclosed(bulletin: Bulletin, today: Snapshot, reader: Reader) -> Disclosed:
    """Of a bulletin; a draft has none of it."""
    document = bulletin_document(bulletin)
    corrected = any(correction.document == bulletin.id for correction in today.data.corrections)
    day = (bulletin.published or bulletin.issued) if bulletin.issued else None
    return {
        "published": day.isoformat() if day else "",
        "index_number": index_number(document, reader.site) if document else "",
        "validity": reader.t(f"pages.disclosure.{'corrected' if corrected else 'valid'}") if day else "",
    }


def list_disclosed(listed: TargetList | None, today: Snapshot, reader: Reader) -> Disclosed:
    """Of a year's list: it holds for its year, with the adjustments made so far; nothing where there is none."""
    document = list_document(listed) if listed else None
    if listed is None or document is None:
        return {"published": "", "index_number": "", "validity": ""}
    adjusted = max((adjustment.date for adjustment in listed.adjustments), default=None)
    if today.day.year > listed.year:
        validity = reader.t("pages.disclosure.over")
    elif adjusted:
        validity = reader.t("pages.disclosure.adjusted", day=reader.day_text(adjusted))
    else:
        validity = reader.t("pages.disclosure.valid")
    return {
        "published": listed.published.isoformat() if listed.published else "",
        "index_number": index_number(document, reader.site),
        "validity": validity,
    }


def letter_disclosed(listed: TargetList, target: Target, today: Snapshot, reader: Reader) -> Disclosed:
    """Of the year's letter of a district or office, which holds as long as its list."""
    found = list_disclosed(listed, today, reader)
    if found["validity"]:
        found["index_number"] = index_number(letter_document(listed, target.unit), reader.site)
    return found
