"""The papers of a meeting, and those that are sent, from what was checked to their files.

For one meeting what drawing.py is for a site.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from tongbao.drawing import drawing_of, edition_of
from tongbao.load.program import Templates
from tongbao.metrics.papers import Paper
from tongbao.model.dataset import Dataset
from tongbao.model.packs import PackRule
from tongbao.render.pdf import Note, pdf_of
from tongbao.views.edition import Edition
from tongbao.views.pack import pack_view
from tongbao.views.paper import paper_view
from tongbao.views.site import Page

STYLES = ("faces.css", "pack.css")


class Packed(NamedTuple):
    """The files of the papers by name, and what is to be told of the PDF by its name."""

    files: dict[str, bytes]
    notes: Mapping[str, tuple[Note, ...]]


def packed(
    root: Path,
    dataset: Dataset,
    templates: Templates,
    rule: PackRule,
    day: date,
    *,
    language: str,
    pdf: bool,
    cache: Path | None = None,
) -> Packed:
    """The papers for a meeting as of a day, in a language of the place; with a `pdf` also printed.

    Raises BrokenTemplate where a template of the place cannot be drawn.
    """
    edition = edition_of(root, dataset, day, (), pdf=False)
    view = pack_view(rule, edition.today, edition.reader_of(language, day))
    return _drawn(root, edition, templates, view, view.title, "pack", language=language, pdf=pdf, cache=cache)


def printed(
    root: Path,
    dataset: Dataset,
    templates: Templates,
    paper: Paper,
    day: date,
    *,
    language: str,
    pdf: bool,
    cache: Path | None = None,
) -> Packed:
    """A paper that is sent, in a language of the place; raises as `packed`."""
    edition = edition_of(root, dataset, day, (), pdf=False)
    view = paper_view(paper, edition.today, edition.reader_of(language, day))
    return _drawn(root, edition, templates, view, view.title, "paper", language=language, pdf=pdf, cache=cache)


def _drawn(
    root: Path,
    edition: Edition,
    templates: Templates,
    view: object,
    title: str,
    name: str,
    *,
    language: str,
    pdf: bool,
    cache: Path | None,
) -> Packed:
    drawing = replace(drawing_of(root, edition, templates, cache=cache), assets={name: name for name in STYLES})
    page = Page("index.html", f"pages/{name}.html", language, title, title, "packs", view)
    files = {page.path: drawing.pages.html(page).encode(), **{name: templates.assets[name] for name in STYLES}}
    notes: dict[str, tuple[Note, ...]] = {}
    if pdf:
        paper = replace(page, path=f"{name}.pdf", template=f"pdf/{name}.html")
        files[paper.path], notes[paper.path] = pdf_of(drawing.pages.html(paper), assets=templates.assets)
    return Packed(files, notes)
