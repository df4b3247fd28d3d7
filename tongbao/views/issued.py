"""What is issued of a bulletin, and its page made of that alone."""

import dataclasses
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from tongbao.metrics.change import new_investment
from tongbao.metrics.following import Following, records_of
from tongbao.metrics.rounding import exact_text
from tongbao.metrics.snapshot import Snapshot
from tongbao.model.bulletin import Bulletin
from tongbao.model.digest import NO_DIGEST, digest
from tongbao.model.issued import FORMAT, Issued, IssuedFigure
from tongbao.views.bulletin import BulletinView, DifferenceView, Neighbours, correction_views
from tongbao.views.bulletin_head import bulletin_link
from tongbao.views.reader import Reader
from tongbao.views.wording import END_OF_DAY

LIVE = ("corrections", "differs", "previous", "following", "pdf", "text")
"""Fields of a bulletin's view that are not issued: what is known today, and where its neighbours stand."""


def frozen_view(view: BulletinView) -> dict[str, Any]:
    """The view as plain values, without what is not issued."""
    plain = dataclasses.asdict(view)
    return {name: value for name, value in plain.items() if name not in LIVE}


@cache
def _adapter() -> TypeAdapter[BulletinView]:
    return TypeAdapter(BulletinView)


def thawed_view(plain: Mapping[str, Any], live: Mapping[str, Any]) -> BulletinView:
    """The view of an issued bulletin; `live` are the fields that were not issued. Raises ValidationError."""
    return _adapter().validate_python({**plain, **live})


def issued_figures(now: Snapshot, before: Snapshot | None, readers: Mapping[str, Reader]) -> list[dict[str, Any]]:
    """Every figure that the bulletin used, with its display in each language, in order of scope and key.

    `now` and `before` must be snapshots that only this bulletin's views have asked.
    """
    asked = now.asked()
    figures = {f"{scope}/{key}": figure for (scope, key), figure in asked.items()}
    for scope in (scope for scope, key in asked if key == "completed" and not scope.startswith("project:")):
        figures[f"{scope}/new_investment"] = new_investment(now, before, scope)
    return [
        {
            "id": id,
            "value": None if figure.value is None else exact_text(figure.value),
            "numerator": None if figure.numerator is None else str(figure.numerator),
            "denominator": None if figure.denominator is None else str(figure.denominator),
            "display": {language: reader.figure(figure, explained=False).text for language, reader in readers.items()},
        }
        for id, figure in sorted(figures.items())
    ]


def issued_content(
    bulletin: Bulletin,
    now: Snapshot,
    before: Snapshot | None,
    readers: Mapping[str, Reader],
    languages: Mapping[str, dict[str, Any]],
) -> dict[str, Any]:
    """What <id>.issued.json holds, its digest still to come."""
    assert bulletin.issued is not None
    return {
        "format": FORMAT,
        "id": bulletin.id,
        "kind": bulletin.kind,
        "year": bulletin.year,
        "number": bulletin.number,
        "total_number": bulletin.total_number,
        "as_of": hour_of(bulletin.as_of),
        "issued": bulletin.issued.isoformat(),
        "draft": digest(bulletin.model_dump_json()),
        "policy": digest(now.rules.model_dump_json()),
        "records": records_of(now.data),
        "figures": issued_figures(now, before, readers),
        "languages": dict(languages),
        "digest": NO_DIGEST,
    }


def hour_of(moment: datetime) -> str:
    """The hour as people write it; a day without one is its end."""
    return moment.date().isoformat() if moment.time() == END_OF_DAY else moment.isoformat(timespec="minutes")


def issued_view(issued: Issued, place: Neighbours, found: Following, today: Snapshot, reader: Reader) -> BulletinView:
    """The page of an issued bulletin: what was issued, with what is known of it today."""
    bulletin = place.bulletin
    live = {
        "corrections": correction_views(today, reader, bulletin.id),
        "differs": _differences(issued, found, today, reader),
        "previous": bulletin_link(place.previous, reader) if place.previous else None,
        "following": bulletin_link(place.following, reader) if place.following else None,
        "pdf": reader.urls.bulletin_pdf(bulletin.year, bulletin.id),
        "text": reader.urls.bulletin_text(bulletin.year, bulletin.id),
    }
    return thawed_view(issued.languages[reader.language].view, live)


def _differences(issued: Issued, found: Following, today: Snapshot, reader: Reader) -> tuple[DifferenceView, ...]:
    """What today's records would print otherwise and no correction names."""
    corrected = {f.id for c in today.data.corrections if c.document == issued.id for f in c.figures}
    views = (
        DifferenceView(
            name=figure_name(each.issued.id, today, reader),
            issued=printed(each.issued, reader),
            now=reader.figure(each.now, explained=False).text,
            issued_exact=each.issued.value or "",
            now_exact="" if each.now.value is None else exact_text(each.now.value),
        )
        for each in found.differences
        if each.issued.id not in corrected
    )
    return tuple(view for view in views if view.issued != view.now)


def printed(figure: IssuedFigure, reader: Reader) -> str:
    """An issued figure as it was printed in the reader's language."""
    return figure.display.get(reader.language) or figure.value or reader.t("figures.none")


def figure_name(id: str, today: Snapshot, reader: Reader) -> str:
    """A figure's label with the names of its scope; the whole place bears none."""
    scope, _, key = id.rpartition("/")
    names = []
    for part in scope.split("+"):
        axis, _, code = part.partition(":")
        if axis == "project":
            standing = today.standing_by_id.get(code)
            names.append(reader.words(standing.project.name) if standing else code)
        elif code:
            names.append(reader.name(axis, code))
    return " ".join((*names, reader.label(key)))
