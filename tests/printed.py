"""Every kind of PDF that the program makes, found in what the sample place prints, and how a PDF is read back."""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader

from tests.sites import ROOT, options, sample_place
from tongbao import drawing as drawing_module
from tongbao.cli import main
from tongbao.metrics.papers import paper_of
from tongbao.metrics.snapshot import take_snapshot
from tongbao.pipeline import build, load_checked
from tongbao.render.jobs import Drawing, Printed, Progress, draw_pdfs
from tongbao.render.pdf import Note
from tongbao.views.site import Page

SITE = "https://example.org/t"
MOST = 4
"""Kinds of one template that are told apart by their names; of more the smallest and the largest stand for all."""
CJK = "\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef"
BLOCKS = {"p", "li", "td", "th", "caption", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "div", "figcaption", "text"}
FURNITURE = re.compile(r'<p class="sample">(.*?)</p>', re.DOTALL)
NUMBER = re.compile(r"—\d+—")
UNSEEN = {"title", "desc", "style", "script", "head"}
ASIDE = {"left", "right"}
"""Classes of what is laid beside the rest of its line, and so copied apart from it."""
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
            lines = [_line(line) for line in page.iter(f"{XHTML}line")]
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


def _line(line: ElementTree.Element) -> Line:
    left, top, right, bottom = (float(line.attrib[side]) for side in ("xMin", "yMin", "xMax", "yMax"))
    return Line(left, top, right, bottom, "".join(word.text or "" for word in line.iter(f"{XHTML}word")))


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

    @cached_property
    def text(self) -> str:
        """The text of the PDF without what stands above every page."""
        text = self.pdf.text
        for line in FURNITURE.findall(self.html):
            text = text.replace(compact(line), "")
        return text


class _Blocks(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = [""]
        self._unseen = self._aside = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in UNSEEN
        if tag in BLOCKS or dict(attrs).get("class") in ASIDE:
            self.found.append("")
            self._aside += tag == "span"

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in UNSEEN
        if tag in BLOCKS or (tag == "span" and self._aside):
            self.found.append("")
            self._aside -= tag == "span"

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


def outside(pdf: Pdf) -> list[str]:
    """Text that lies wholly or partly outside its page."""
    return [
        line.text
        for width, height, lines in pdf.pages
        for line in lines
        if line.left < 0 or line.top < 0 or line.right > width or line.bottom > height
    ]


def left_alone(pdf: Pdf, html: str) -> list[str]:
    """Headings and captions of tables that end a page."""
    captions = re.findall(r"<caption\b[^>]*>(.*?)</caption>", html, re.DOTALL)
    heads = {compact(text) for text in (*pdf.outline, *(unescape(re.sub(r"<[^>]+>", "", each)) for each in captions))}
    pages = [lines for _, _, lines in pdf.pages[:-1]]
    last = [[line.text for line in lines if not NUMBER.fullmatch(line.text)][-1:] for lines in pages]
    return [text for texts in last for text in texts if text in heads]


def every_kind(folder: Path) -> list[Paper]:
    """One PDF of each kind that the sample place prints, made in an empty folder."""
    place = sample_place(folder / "place")
    return [*_of_site(place), *_of_meetings(place, folder)]


def _of_site(place: Path) -> list[Paper]:
    """Builds the site, but prints one PDF of each kind only."""
    chosen: list[tuple[Page, str, Pdf, tuple[Note, ...]]] = []

    def some(
        pages: Sequence[Page], drawing: Drawing, assets: Mapping[str, bytes], jobs: int, progress: Progress
    ) -> Iterator[Printed]:
        wanted = _one_of_each([(page, drawing.pages.html(page)) for page in pages])
        htmls = {page.path: html for page, html in wanted}
        made = {each[0]: each for each in draw_pdfs([page for page, _ in wanted], drawing, assets, jobs, progress)}
        for page, _ in wanted:
            _, data, notes = made[page.path]
            chosen.append((page, htmls[page.path], Pdf(data), notes))
        yield from (made.get(page.path, (page.path, b"", ())) for page in pages)

    checked = load_checked(place, drawing=True)
    out = place.parent / "site"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(drawing_module, "draw_pdfs", some)
        build(place, checked, options(out, pdf=True, base_url=SITE, jobs=2))
    site = frozenset(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file())
    return [
        Paper(page.path, page.template, html, _twin(page, out), pdf, notes, site) for page, html, pdf, notes in chosen
    ]


def _one_of_each(papers: list[tuple[Page, str]]) -> list[tuple[Page, str]]:
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


def _twin(paper: Page, out: Path) -> str:
    """The page of the site that says the same as a paper: of the same noun, in its place; "" where there is none."""
    if not (ROOT / "templates" / paper.template.replace("pdf/", "pages/")).is_file():
        return ""
    names = (paper.path.removesuffix(".pdf") + "/index.html", str(Path(paper.path).parent / "index.html"))
    return next(((out / name).read_text("utf-8") for name in names if (out / name).is_file()), "")


def _of_meetings(place: Path, folder: Path) -> list[Paper]:
    """The papers for a meeting and those that are sent, one of each kind that the policy has."""
    checked = load_checked(place)
    assert checked.dataset is not None
    assert checked.day is not None
    today = take_snapshot(checked.dataset, checked.day)
    commands = [["pack", rule.code] for rule in today.rules.packs[::3]]
    ids = [*(issue.id for issue in checked.dataset.issues), *(project.id for project in checked.dataset.projects)]
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
