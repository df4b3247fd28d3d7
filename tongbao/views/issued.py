"""What is issued of a bulletin, and its page made of that alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from fractions import Fraction
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from tongbao.metrics.figure import Figure
from tongbao.metrics.following import GROWN, Following, records_of, rules_digest
from tongbao.metrics.rounding import exact_text
from tongbao.metrics.snapshot import Snapshot
from tongbao.model.bulletin import Bulletin
from tongbao.model.digest import NO_DIGEST, record_digest
from tongbao.model.issued import FORMAT, Issued, IssuedLanguage
from tongbao.model.once import once_property
from tongbao.views.bulletin import BulletinPoints, BulletinView, Neighbours
from tongbao.views.bulletin_form import BRIEF, form_view
from tongbao.views.bulletin_head import bulletin_link, hour_iso
from tongbao.views.corrections import correction_views, differences
from tongbao.views.reader import Reader
from tongbao.views.site import Page

LIVE: dict[str, Any] = {"corrections": (), "differs": (), "previous": None, "following": None, "pdf": "", "text": ""}
LIVE |= {"form": BRIEF}
"""What is not issued of a bulletin's view: what is known today, where its neighbours stand, and the form in which it is
printed; with nothing to say."""


def frozen_view(view: BulletinView) -> dict[str, Any]:
    """The view as plain values, without what is not issued."""
    return {field.name: plain_values(getattr(view, field.name)) for field in fields(view) if field.name not in LIVE}


def plain_values(value: Any) -> Any:
    """A view as plain values: fields by their names, in named tuples too, so that a field more moves no other."""
    if is_dataclass(value):
        return {field.name: plain_values(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {key: plain_values(entry) for key, entry in value.items()}
    if isinstance(value, tuple):
        names = getattr(value, "_fields", None)
        entries = [plain_values(entry) for entry in value]
        return dict(zip(names, entries, strict=True)) if names else entries
    return value


@cache
def _adapter() -> TypeAdapter[BulletinView]:
    return TypeAdapter(BulletinView)


def thawed_view(plain: Mapping[str, Any], live: Mapping[str, Any]) -> BulletinView:
    """The view of an issued bulletin; `live` are the fields that were not issued. Raises ValidationError."""
    return _adapter().validate_python({**plain, **live})


def is_readable(issued: Issued) -> bool:
    """Whether its page can be made of an issued bulletin; one that `load` could read may still hold no view."""
    try:
        for language in issued.languages.values():
            thawed_view(language.view, LIVE)
    except (ValidationError, RecursionError):
        return False
    return True


def issued_figures(
    points: BulletinPoints, said: Mapping[str, Fraction], readers: Mapping[str, Reader]
) -> list[dict[str, Any]]:
    """Every figure that the bulletin used, with its display in each language, in order of scope and key, and what it
    `said` beside them.

    The snapshots of `points` must be some that only this bulletin's views have asked.
    """
    now, before = points.now, points.before
    asked = now.asked()
    figures = {f"{scope}/{key}": figure for (scope, key), figure in asked.items()}
    for name, (of, grown) in GROWN.items():
        for scope in (scope for scope, key in asked if key == of and not scope.startswith("project:")):
            figures[f"{scope}/{name}"] = grown(now, before, scope)
    entries = [figure_entry(id, figure, readers) for id, figure in figures.items()]
    entries += [said_entry(id, number, readers) for id, number in said.items()]
    return sorted(entries, key=lambda entry: str(entry["id"]))


def said_entry(id: str, number: Fraction, readers: Mapping[str, Reader]) -> dict[str, Any]:
    """A number that is no figure, as it is issued."""
    display = {language: reader.exact(number) for language, reader in readers.items()}
    return {"id": id, "value": exact_text(number), "numerator": None, "denominator": None, "display": display}


def figure_entry(id: str, figure: Figure, readers: Mapping[str, Reader]) -> dict[str, Any]:
    """A figure as it is issued, with its display in each language."""
    return {
        "id": id,
        "value": None if figure.value is None else exact_text(figure.value),
        "numerator": None if figure.numerator is None else str(figure.numerator),
        "denominator": None if figure.denominator is None else str(figure.denominator),
        "display": {language: reader.figure_text(figure) for language, reader in readers.items()},
    }


def issued_content(
    bulletin: Bulletin,
    points: BulletinPoints,
    said: Mapping[str, Fraction],
    readers: Mapping[str, Reader],
    languages: Mapping[str, dict[str, Any]],
) -> dict[str, Any]:
    """What <id>.issued.json holds, its digest still to come."""
    assert bulletin.issued is not None
    now = points.now
    return {
        "format": FORMAT,
        "id": bulletin.id,
        "kind": bulletin.kind,
        "year": bulletin.year,
        "number": bulletin.number,
        "total_number": bulletin.total_number,
        "as_of": hour_iso(bulletin.as_of),
        "issued": bulletin.issued.isoformat(),
        "draft": record_digest(bulletin),
        "policy": rules_digest(now.rules, now.data.projects),
        "records": records_of(now.data),
        "figures": issued_figures(points, said, readers),
        "languages": dict(languages),
        "digest": NO_DIGEST,
    }


@dataclass(frozen=True)
class Sealed:
    """The view of an issued bulletin before it is opened. Its repr tells all that the page is made of: the digest of
    what was issued, and what is known of it today."""

    digest: str
    live: Mapping[str, Any]
    issued: Issued = field(repr=False)
    reader: Reader = field(repr=False)

    @property
    def pdf(self) -> str:
        """Where its brief stands."""
        return str(self.live["pdf"])

    @property
    def text(self) -> str:
        """Where its text for the press stands."""
        return str(self.live["text"])

    @property
    def told(self) -> IssuedLanguage:
        """What was issued in the reader's language."""
        return self.issued.in_language(self.reader.language)

    @once_property
    def view(self) -> BulletinView:
        """The view, opened. Raises ValidationError where the file holds none."""
        return thawed_view(self.told.view, self.live)


def sealed_view(issued: Issued, place: Neighbours, found: Following, today: Snapshot, reader: Reader) -> Sealed:
    """The page of an issued bulletin: what was issued, with what is known of it today."""
    bulletin = place.bulletin
    live = {
        "corrections": correction_views(today, reader, bulletin.id),
        "differs": differences(issued, found, today.data.corrections, today, reader),
        "previous": bulletin_link(place.previous, reader) if place.previous else None,
        "following": bulletin_link(place.following, reader) if place.following else None,
        "pdf": reader.urls.bulletin_pdf(bulletin.year, bulletin.id),
        "text": reader.urls.bulletin_text(bulletin.year, bulletin.id),
        "form": form_view(bulletin, reader),
    }
    return Sealed(issued.digest, live, issued, reader)


def bulletin_title(view: BulletinView, reader: Reader) -> str:
    """What a bulletin's page is called."""
    return reader.t("words.bulletin.link", title=view.head.title, number=view.head.number)


def opened(page: Page) -> Page:
    """The page with what was issued, which is read only where the page is drawn; any other page as it is."""
    sealed = page.view
    if not isinstance(sealed, Sealed):
        return page
    told, title = sealed.told, bulletin_title(sealed.view, sealed.reader)
    return replace(page, view=sealed.view, title=title, description=title, sentences=told.sentences, words=told.words)
