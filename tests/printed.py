"""Every kind of PDF that the program makes, found in what the sample place prints, and how a PDF is read back."""

import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

from pypdf import PdfReader

from tests.sites import ROOT, sample_place
from tongbao.cli import main
from tongbao.drawing import drawing_of, edition_of
from tongbao.metrics.papers import paper_of
from tongbao.pipeline import load_checked
from tongbao.render.pdf import Note, pdf_of
from tongbao.views.assembly import brief, recipes
from tongbao.views.issued import opened
from tongbao.views.site import DataFile, Page

SITE = "https://example.org/t"
MOST = 4
"""Kinds of one template that are told apart by their names; of more the smallest and the largest stand for all."""
CJK = "\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef"
BLOCKS = {"p", "li", "td", "th", "caption", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "div", "text"}
UNSEEN = {"title", "style", "script", "head"}
XHTML = "{http://www.w3.org/1999/xhtml}"


class Line(NamedTuple):
    """A line of a page, in points from the upper left corner."""

    left: float
    top: float
    right: float
    bottom: float
    text: str


@dataclass(frozen=True)
class Pdf:
    """A PDF as others' tools read it."""

    data: bytes

    @cached_property
    def reader(self) -> PdfReader:
        return PdfReader(BytesIO(self.data))

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """What a program says of the file, which is its last argument."""
        with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
            file.write(self.data)
            file.flush()
            return subprocess.run([*command, file.name], capture_output=True, text=True, check=False)

    @cached_property
    def pages(self) -> list[tuple[float, float, list[Line]]]:
        """Of each page its width, its height and its lines from top to bottom, as pdftotext sees them."""
        with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
            file.write(self.data)
            file.flush()
            run = subprocess.run(
                ["pdftotext", "-bbox-layout", file.name, "-"], capture_output=True, text=True, check=True
            )
        found = []
        for page in ElementTree.fromstring(re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", run.stdout)).iter(
            f"{XHTML}page"
        ):
            lines = [
                Line(
                    *(float(line.attrib[side]) for side in ("xMin", "yMin", "xMax", "yMax")),
                    "".join(word.text or "" for word in line.iter(f"{XHTML}word")),
                )
                for line in page.iter(f"{XHTML}line")
            ]
            size = (float(page.attrib["width"]), float(page.attrib["height"]))
            found.append((*size, sorted(lines, key=lambda line: (line.bottom, line.left))))
        return found

    @cached_property
    def text(self) -> str:
        """All text in the order in which it is copied, without spaces, line breaks and the numbers of pages."""
        pages = [page.extract_text() for page in self.reader.pages]
        return "".join(re.sub(rf"—\s*{number}\s*—", "", text) for number, text in enumerate(pages, 1)).translate(GONE)

    @cached_property
    def outline(self) -> list[str]:
        """The titles of the bookmarks, outer ones before inner ones."""

        def titles(items: list[Any]) -> list[str]:
            return [
                title for item in items for title in (titles(item) if isinstance(item, list) else [str(item.title)])
            ]

        return titles(self.reader.outline)

    @cached_property
    def links(self) -> tuple[list[str], list[str]]:
        """Addresses that links lead to, and places inside the PDF."""
        notes = [note.get_object() for page in self.reader.pages for note in page.get("/Annots", [])]
        outward = [str(note["/A"]["/URI"]) for note in notes if "/A" in note and "/URI" in note["/A"]]
        inward = [str(note["/Dest"]) for note in notes if "/Dest" in note]
        return outward, inward


GONE = {ord(character): None for character in " \n\r\t\f\u00a0\u3000"}


@dataclass(frozen=True)
class Paper:
    """A PDF with the document that it was made of, the page of the site that says the same, and the site's files."""

    name: str
    template: str
    html: str
    page: str
    pdf: Pdf
    notes: tuple[Note, ...]
    site: frozenset[str]


class _Blocks(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = [""]
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._unseen += tag in UNSEEN
        if tag in BLOCKS:
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in UNSEEN
        if tag in BLOCKS:
            self.found.append("")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.found[-1] += data


def blocks(html: str) -> list[str]:
    """The text of each block of a document that is seen, as written."""
    reader = _Blocks()
    reader.feed(html)
    reader.close()
    return [text for text in reader.found if text.strip()]


def compact(text: str) -> str:
    """Text without spaces and line breaks: a PDF has none where a line ends."""
    return text.translate(GONE)


def every_kind(folder: Path) -> list[Paper]:
    """One PDF of each kind that the sample place prints, made in an empty folder."""
    place = sample_place(folder / "place")
    return [*_of_site(place), *_of_meetings(place, folder)]


def _of_site(place: Path) -> list[Paper]:
    checked = load_checked(place, drawing=True)
    assert checked.dataset is not None
    assert checked.day is not None
    edition = edition_of(place, checked.dataset, checked.day, (), pdf=True)
    drawing = drawing_of(place, edition, checked.templates, SITE)
    made = [recipe() for recipe in recipes(edition)]
    pages = {page.path: page for page in made if not isinstance(page, DataFile)}
    papers = [page for page in pages.values() if page.printed]
    papers += [paper for page in pages.values() if (paper := brief(page, edition))]
    found = []
    for page, html in _chosen([(page, drawing.pages.html(opened(page))) for page in papers]):
        data, notes = pdf_of(html, assets=checked.templates.assets)
        twin = _twin(page, pages)
        said = drawing.pages.html(opened(twin)) if twin else ""
        found.append(Paper(page.path, page.template, html, said, Pdf(data), notes, frozenset(map(_path, made))))
    return found


def _path(item: Page | DataFile) -> str:
    return item.path


def _chosen(papers: list[tuple[Page, str]]) -> list[tuple[Page, str]]:
    kinds: dict[str, dict[str, list[tuple[Page, str]]]] = {}
    for page, html in papers:
        kind = re.split(r"[-\d]", Path(page.path).stem)[0]
        kinds.setdefault(page.template, {}).setdefault(kind, []).append((page, html))
    chosen = []
    for of_template in kinds.values():
        if len(of_template) <= MOST:
            chosen += [found[-1] for found in of_template.values()]
            continue
        by_size = sorted((each for found in of_template.values() for each in found), key=lambda each: len(each[1]))
        chosen += [by_size[0], by_size[-1]]
    return chosen


def _twin(paper: Page, pages: dict[str, Page]) -> Page | None:
    """The page of the site with the same view."""
    names = (paper.path.removesuffix(".pdf") + "/index.html", str(Path(paper.path).parent / "index.html"))
    twins = (pages[name] for name in names if name in pages)
    return next((page for page in twins if type(opened(page).view) is type(opened(paper).view)), None)


def _of_meetings(place: Path, folder: Path) -> list[Paper]:
    """The papers for a meeting and those that are sent, one of each kind that the policy has."""
    checked = load_checked(place)
    assert checked.dataset is not None
    assert checked.day is not None
    today = edition_of(place, checked.dataset, checked.day, (), pdf=False).today
    commands = [["pack", rule.code] for rule in today.rules.packs[::3]]
    ids = [record.id for record in (*checked.dataset.issues, *checked.dataset.projects)]
    for rule in today.rules.papers[::3]:
        id = next((id for id in ids if paper_of(rule, id, today)), None)
        commands += [["paper", id, "--kind", rule.code]] if id else []
    found = []
    for number, command in enumerate(commands):
        out = folder / "papers" / str(number)
        assert main([*command, "--root", str(place), "--out", str(out)]) == 0
        for file in sorted(out.glob("*.pdf")):
            said = (out / "index.html").read_text("utf-8")
            found.append(
                Paper(" ".join(command), f"pdf/{file.stem}.html", said, said, Pdf(file.read_bytes()), (), frozenset())
            )
        shutil.rmtree(out)
    return found


TEMPLATES = sorted(f"pdf/{path.name}" for path in (ROOT / "templates" / "pdf").glob("*.html"))
