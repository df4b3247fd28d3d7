"""The papers of a meeting, those that are sent, and briefs beside the site, from what was checked to their files.

For one paper what drawing.py is for a site. What is internal comes in here and nowhere else.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from tongbao.drawing import drawing_of, edition_of
from tongbao.load.program import Templates
from tongbao.metrics.papers import Paper
from tongbao.model.bulletin import Bulletin
from tongbao.model.dataset import Dataset
from tongbao.model.internal import Internal
from tongbao.model.packs import PackRule
from tongbao.render.pdf import Note, pdf_of
from tongbao.views.bulletin import BulletinView, bulletin_series
from tongbao.views.data.offered import OpenData
from tongbao.views.data.publication import Publication
from tongbao.views.edition import Edition
from tongbao.views.internal import InternalView, brief_notes, for_leaders, pack_notes, paper_notes
from tongbao.views.issued import opened
from tongbao.views.makers import Makers
from tongbao.views.pack import pack_view
from tongbao.views.paper import paper_view
from tongbao.views.site import Page

INDEX = "index.html"
BRIEF = "pdf/bulletin.html"
"""A brief is the same document on a screen."""


class Packed(NamedTuple):
    """The files of the papers by name, and what is to be told of the PDF by its name."""

    files: dict[str, bytes]
    notes: Mapping[str, tuple[Note, ...]]


@dataclass(frozen=True)
class Press:
    """What papers are made with: the place, a language of it, whether they are printed too, and what is internal.

    `cache` is a folder of the user for compiled templates: of templates alone, never of what they say.
    """

    root: Path
    dataset: Dataset
    templates: Templates
    language: str
    pdf: bool
    cache: Path | None = None
    internal: Internal | None = None


def packed(press: Press, rule: PackRule, day: date) -> Packed:
    """The papers for a meeting as of a day. Raises BrokenTemplate where a template of the place cannot be drawn."""
    edition = edition_of(press.root, press.dataset, day, (), pdf=False)
    reader = edition.reader_of(press.language, day)
    view = pack_view(rule, edition.today, reader)
    notes = pack_notes(press.internal, rule, edition.today, reader) if press.internal else None
    return _drawn(press, edition, _page(press, "pack", view.title, view, notes), "pack")


def printed(press: Press, paper: Paper, day: date) -> Packed:
    """A paper that is sent; raises as `packed`."""
    edition = edition_of(press.root, press.dataset, day, (), pdf=False)
    reader = edition.reader_of(press.language, day)
    view = paper_view(paper, edition.today, reader)
    notes = paper_notes(press.internal, paper, edition.today, reader) if press.internal else None
    return _drawn(press, edition, _page(press, "paper", view.title, view, notes), "paper")


def briefed(press: Press, bulletin: Bulletin, day: date) -> Packed:
    """The brief of a bulletin, issued or still a draft, with what is known of it on a day; raises as `packed`, and
    BrokenIssued where what was issued cannot be drawn."""
    edition = edition_of(press.root, press.dataset, day, (), pdf=True)
    place = next(place for place in bulletin_series(press.dataset.bulletins) if place.bulletin.id == bulletin.id)
    page = opened(Makers(edition, press.language, OpenData(Publication(edition))).bulletin(place))
    view = page.view
    assert isinstance(view, BulletinView)
    page = replace(page, path=INDEX, template=BRIEF, others=(), crumbs=(), alone=True)
    if press.internal:
        reader = edition.reader_of(press.language, day)
        view = for_leaders(view, press.internal, bulletin, reader)
        page = replace(page, view=view, internal=brief_notes(press.internal, bulletin, view, edition.today, reader))
    return _drawn(press, edition, page, bulletin.id)


def _page(press: Press, name: str, title: str, view: object, notes: InternalView | None) -> Page:
    path, template = INDEX, f"pdf/{name}.html"
    return Page(path, template, press.language, title, title, "packs", view, internal=notes, alone=True)


def _drawn(press: Press, edition: Edition, page: Page, name: str) -> Packed:
    """The page with the styles that it names, and its PDF; one that is internal says so in its name."""
    templates = press.templates
    assets = {name: name for name in templates.assets}
    drawing = replace(drawing_of(press.root, edition, templates, cache=press.cache), assets=assets)
    html = drawing.pages.html(page)
    files = {page.path: html.encode(), **{name: data for name, data in templates.assets.items() if f'"{name}"' in html}}
    notes: dict[str, tuple[Note, ...]] = {}
    if press.pdf:
        paper = replace(page, path=f"{name}-internal.pdf" if page.internal else f"{name}.pdf")
        files[paper.path], notes[paper.path] = pdf_of(drawing.pages.html(paper), assets=templates.assets)
    return Packed(files, notes)
