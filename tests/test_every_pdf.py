"""Every kind of PDF: accessible, sound, readable, and nothing of its document lost."""

import re
from collections.abc import Callable
from html import unescape

import page as checker
import pytest

from tests.printed import (
    CJK,
    FURNITURE,
    SITE,
    TEMPLATES,
    Paper,
    blocks,
    compact,
    every_kind,
    left_alone,
    outside,
)

pytestmark = pytest.mark.pdf
TORN = re.compile(rf"[{CJK}]\s*\n\s*[{CJK}]")
PAGE_ALONE = re.compile(r'<details.*?</details>|<svg.*?</svg>|<p class="document-number">.*?</p>', re.DOTALL)
FIGURE = re.compile(r"<data[^>]*>([^<]+)</data>")


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> list[Paper]:
    return every_kind(tmp_path_factory.mktemp("printed"))


def found(papers: list[Paper], faults: Callable[[Paper], object]) -> dict[str, object]:
    """What is wrong with each paper, by name; those with nothing wrong are left out."""
    return {paper.name: wrong for paper in papers if (wrong := faults(paper))}


def test_every_template_of_a_pdf_is_tried(papers: list[Paper]) -> None:
    """The sample prints one of each kind, so that what follows speaks of all."""
    assert sorted({paper.template for paper in papers}) == TEMPLATES


def test_pdf_ua(papers: list[Paper]) -> None:
    """page-validation finds nothing against PDF/UA-1 (ISO 14289-1)."""

    def faults(paper: Paper) -> list[str]:
        report = checker.validate_pdf_bytes(paper.pdf.data)
        assert report.profile == checker.ValidationProfile.PDF_UA_1
        return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]

    assert found(papers, faults) == {}


def test_sound(papers: list[Paper]) -> None:
    """qpdf finds neither fault nor anything to warn of."""

    def faults(paper: Paper) -> str:
        run = paper.pdf.run("qpdf", "--check")
        return run.stdout + run.stderr if run.returncode or "WARNING" in run.stderr else ""

    assert found(papers, faults) == {}


def test_fonts_are_embedded_subsets(papers: list[Paper]) -> None:
    """Of every font the characters used and no others, with what they mean; none of another country's forms."""

    def faults(paper: Paper) -> list[str]:
        lines = paper.pdf.run("pdffonts").stdout.splitlines()[2:]
        assert lines
        whole = [line for line in lines if not re.search(r"\byes +yes +yes +\d+ +\d+$", line)]
        return whole + [line for line in lines if re.search(r"CJK-(?!SC)", line)]

    assert found(papers, faults) == {}


def test_title_language_and_bookmarks(papers: list[Paper]) -> None:
    """A reader's window shows the title, a voice knows the language, the bookmarks are the headings."""

    def faults(paper: Paper) -> list[object]:
        reader = paper.pdf.reader
        assert reader.metadata is not None
        title = re.search(r"<title>(.*?)</title>", paper.html)
        language = re.search(r'<html lang="([^"]+)"', paper.html)
        assert title is not None
        assert language is not None
        headings = [
            compact(unescape(re.sub(r"<[^>]+>", "", text)))
            for text in re.findall(r"<h[1-3]\b.*?</h[1-3]>", paper.html, re.S)
        ]
        marks = list(map(compact, paper.pdf.outline))
        return [
            *([reader.metadata.title] if reader.metadata.title != unescape(title[1]) else []),
            *([reader.root_object["/Lang"]] if reader.root_object["/Lang"] != language[1] else []),
            *([] if reader.metadata.author else ["author"]),
            *(heading for heading in headings if heading not in marks),
        ]

    assert found(papers, faults) == {}


def test_nothing_is_lost_and_text_copies_in_order(papers: list[Paper]) -> None:
    """Each block of the document stands in the PDF's text as it was written."""

    def faults(paper: Paper) -> list[str]:
        furniture = {compact(line) for line in FURNITURE.findall(paper.html)}
        return [
            block for block in map(compact, blocks(paper.html)) if block not in paper.text and block not in furniture
        ]

    assert found(papers, faults) == {}


def test_figures_of_the_page_stand_in_the_pdf(papers: list[Paper]) -> None:
    """What the site's page says in text and tables, the paper says too, but folded notes and the long number."""
    with_page = [paper for paper in papers if paper.page]
    assert {paper.template for paper in with_page} >= {"pdf/bulletin.html", "pdf/letter.html", "pdf/pack.html"}

    def faults(paper: Paper) -> list[str]:
        article = re.sub(PAGE_ALONE, "", paper.page)
        figures = {compact(text) for text in FIGURE.findall(article)}
        return sorted(figure for figure in figures if figure not in paper.text)

    assert found(with_page, faults) == {}
    assert any(FIGURE.search(paper.page) for paper in with_page)


def test_no_space_where_a_line_of_the_document_ends(papers: list[Paper]) -> None:
    """A line break between Chinese characters would be printed as a space; cells of lists keep theirs."""

    def faults(paper: Paper) -> list[str]:
        html = re.sub(r'<table class="paper">.*?</table>', "", paper.html, flags=re.DOTALL)
        return [text for text in blocks(html) if TORN.search(text)]

    assert found(papers, faults) == {}


def test_links_lead_somewhere(papers: list[Paper]) -> None:
    """Outward to a page that the site has, under the address that was given; inward to a place that is there."""

    def faults(paper: Paper) -> list[str]:
        outward, inward = paper.pdf.links
        places = set(paper.pdf.reader.named_destinations)
        paths = {address: address.removeprefix(f"{SITE}/").partition("#")[0] for address in outward}
        wrong = [address for address, path in paths.items() if path not in paper.site]
        return wrong + [place for place in inward if place not in places]

    assert found(papers, faults) == {}
    assert {paper.template for paper in papers if paper.pdf.links[0]} >= {"pdf/bulletin.html", "pdf/letter.html"}


def test_nothing_is_told_of_the_sample(papers: list[Paper]) -> None:
    """WeasyPrint warns of nothing, every picture has words, every character its face."""
    assert found(papers, lambda paper: paper.notes) == {}


def test_no_text_outside_its_page(papers: list[Paper]) -> None:
    """What hangs over the edge is cut off on paper."""
    assert found(papers, lambda paper: outside(paper.pdf)) == {}


def test_no_heading_ends_a_page(papers: list[Paper]) -> None:
    """A heading goes with what it heads, and so does the name of a table."""
    assert found(papers, lambda paper: left_alone(paper.pdf, paper.html)) == {}
