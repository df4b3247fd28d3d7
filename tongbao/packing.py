"""The papers of a meeting, from what was checked to their files. For one meeting what drawing.py is for a site."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from tongbao.drawing import drawing_of, edition_of
from tongbao.load.program import Templates
from tongbao.model.dataset import Dataset
from tongbao.model.packs import PackRule
from tongbao.render.pdf import pdf_of
from tongbao.views.pack import pack_view
from tongbao.views.site import Page

STYLE = "pack.css"


class Packed(NamedTuple):
    """The files of the papers by name, how many projects are called, and what the PDF warned of."""

    files: dict[str, bytes]
    called: int
    warnings: tuple[str, ...]


def packed(
    root: Path,
    dataset: Dataset,
    templates: Templates,
    rule: PackRule,
    day: date,
    *,
    pdf: bool,
    cache: Path | None = None,
) -> Packed:
    """The papers for a meeting as of a day, in the first language of the place; with a `pdf` also printed.

    Raises BrokenTemplate where a template of the place cannot be drawn.
    """
    edition = edition_of(root, dataset, day, (), pdf=False)
    language = edition.languages[0]
    view = pack_view(rule, edition.today, edition.reader_of(language, day))
    drawing = replace(drawing_of(root, edition, templates, cache=cache), assets={STYLE: STYLE})
    page = Page("index.html", "pages/pack.html", language, view.title, view.title, "packs", view)
    files = {page.path: drawing.pages.html(page).encode(), STYLE: templates.assets[STYLE]}
    warnings: tuple[str, ...] = ()
    if pdf:
        paper = replace(page, path="pack.pdf", template="pdf/pack.html")
        files[paper.path], warnings = pdf_of(drawing.pages.html(paper), assets=templates.assets)
    return Packed(files, len(view.called), warnings)
