"""Issuing a bulletin or a list: from what was checked to the text that is written once, and never changed.

For one bulletin what drawing.py is for a site.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from tongbao.drawing import drawing_of, edition_of
from tongbao.load.issued import issued_text
from tongbao.load.program import Templates
from tongbao.metrics.following import Following, following
from tongbao.metrics.listed import list_snapshot
from tongbao.metrics.snapshot import Snapshot, snapshot_on, take_snapshot
from tongbao.model.bulletin import Bulletin
from tongbao.model.dataset import Dataset
from tongbao.model.targets import TargetList
from tongbao.views.bulletin import Neighbours, bulletin_series, bulletin_view
from tongbao.views.issued import frozen_view, issued_content
from tongbao.views.issued_targets import list_content
from tongbao.views.reader import Reader
from tongbao.views.said import said_again, said_numbers
from tongbao.views.site import Page


def place_of(dataset: Dataset, id: str) -> Neighbours | None:
    """The bulletin of an id between its neighbours; None where there is none."""
    return next((place for place in bulletin_series(dataset.bulletins) if place.bulletin.id == id), None)


def issued_file(
    root: Path,
    dataset: Dataset,
    templates: Templates,
    place: Neighbours,
    issued: Bulletin,
    cache: Path | None = None,
) -> str:
    """The text of the issued file of a bulletin; `issued` is the bulletin with its day of issue, `cache` a folder of
    the user for compiled templates.

    Raises BrokenTemplate where a template of the place cannot be drawn.
    """
    place = Neighbours(issued, place.previous, None)
    taken: dict[date, Snapshot] = {}

    def snapshot_of(day: date) -> Snapshot:
        # Its own, so that what they were asked is what the bulletin says.
        if day not in taken:
            taken[day] = take_snapshot(dataset, day)
        return taken[day]

    edition = edition_of(root, dataset, issued.as_of.date(), (), pdf=False)
    drawing = drawing_of(root, edition, templates, cache=cache)
    points = place.points(snapshot_of)
    readers = {name: edition.reader_of(name, issued.as_of.date()) for name in edition.languages}
    languages, said = {}, {}
    for name, reader in readers.items():
        view = bulletin_view(points, points.now, reader)
        said = said_numbers(points, view)
        path = reader.urls.bulletin(issued.year, issued.id)
        page = Page(path, "pages/bulletin.html", name, view.head.title, view.head.title, "bulletins", view)
        paper = replace(page, path=f"{issued.id}.pdf", template="pdf/bulletin.html")
        pages = drawing.pages
        languages[name] = {"view": frozen_view(view), "sentences": pages.sentences(page), "words": pages.words(paper)}
    return issued_text(issued_content(issued, points, said, readers, languages))


def issued_list_file(root: Path, dataset: Dataset, listed: TargetList, day: date) -> str:
    """The text of the issued file of a list as it stood on the day, which it was published or adjusted on."""
    edition = edition_of(root, dataset, day, (), pdf=False)
    readers = {name: edition.reader_of(name, day) for name in edition.languages}
    return issued_text(list_content(listed, day, list_snapshot(dataset, listed.year, day), readers))


def followings(dataset: Dataset, reader_of: Callable[[date], Reader]) -> dict[str, Following]:
    """What became of each issued bulletin, by id, reckoned from all that is known today; `reader_of` gives the reader
    of a day in any language."""
    snapshot_of = partial(snapshot_on, dataset)
    found = {}
    for place in bulletin_series(dataset.bulletins):
        issued = dataset.issued.get(place.bulletin.id)
        if issued:
            before = place.previous.as_of.date() if place.previous else None
            again = partial(said_again, place, snapshot_of, reader_of(issued.as_of.date()))
            found[issued.id] = following(issued, dataset, before, snapshot_of, again)
    return found
