"""Pieces for other sites: small, without script, leading back, and saying no more than the page does."""

import re
from pathlib import Path

import pytest

from tests.snapshots import place, report, stage, year
from tongbao.drawing import edition_of
from tongbao.metrics.snapshot import take_snapshot
from tongbao.views.embeds import EmbeddedProject, embed_recipes

PROJECT = {
    "id": "P-1",
    "years": year("300"),
    "stages": [stage("2026-03-01")],
    "progress": [report("2026-04-30", "100")],
}
BOARD = {"code": "b", "name": "县区", "members": ["zouping", "huimin"]}


def pieces(golden: Path) -> list[Path]:
    """Every piece of a site."""
    return [*golden.glob("embed/**/index.html"), *golden.glob("en/embed/**/index.html")]


def test_projects_and_boards_in_every_language() -> None:
    """One each; a project says where it stands and leads to its page."""
    data = place([PROJECT], policy={"boards": [BOARD]})
    today = take_snapshot(data, data.newest_day() or data.site.as_of)  # type: ignore[arg-type]
    edition = edition_of(Path("nowhere"), data, today.day, (), pdf=False)
    made = {page.path: page for page in (recipe() for recipe in embed_recipes(edition))}
    assert sorted(made) == [
        "embed/boards/b/index.html",
        "embed/projects/P-1/badge.svg",
        "embed/projects/P-1/index.html",
        "en/embed/boards/b/index.html",
        "en/embed/projects/P-1/badge.svg",
        "en/embed/projects/P-1/index.html",
    ]
    page = made["en/embed/projects/P-1/index.html"]
    assert page.crumbs[0].href == "en/projects/P-1/index.html"
    assert page.others == (("zh-CN", "embed/projects/P-1/index.html"),)
    assert isinstance(page.view, EmbeddedProject)
    assert page.view.row.rate.text == "33.3%"


def test_pieces_are_small_and_still(golden: Path) -> None:
    """No script, nothing from elsewhere, no search engine, links out of the frame; less than 4 KB."""
    found = pieces(golden)
    assert found
    for path in found:
        html = path.read_text(encoding="utf-8")
        assert "<script" not in html, path
        assert '<base target="_top">' in html, path
        assert '<meta name="robots" content="noindex">' in html, path
        assert "default-src 'none'" in html, path
        assert len(html.encode()) < 4096, path


def test_pieces_lead_to_their_pages(golden: Path) -> None:
    """The first link of each is the page that it is a piece of."""
    for path in pieces(golden):
        href = re.findall(r'<a href="([^"]+)"', path.read_text(encoding="utf-8"))[0]
        assert (path.parent / href).resolve().is_file(), path
        assert "embed" not in href


@pytest.mark.parametrize("language", ["", "en/"])
def test_a_bulletin_says_its_headline_as_issued(golden: Path, language: str) -> None:
    """Only one that was issued, with the sentence of its page, word for word."""
    folder = golden / f"{language}embed/bulletins/2026"
    (piece,) = folder.iterdir()
    assert piece.name == "2026-w21"
    html = (piece / "index.html").read_text(encoding="utf-8")
    found = re.search(r'<div class="opening">(.*?)</div>', html, re.DOTALL)
    page = (golden / f"{language}bulletins/2026/2026-w21/index.html").read_text(encoding="utf-8")
    assert found
    assert len(found[1]) > 100
    assert re.sub(r"<[^>]+>", "", found[1]) in re.sub(r"<[^>]+>", "", page)


@pytest.mark.parametrize(
    ("page", "piece"),
    [
        ("projects/P-bc-2026-001/index.html", "embed/projects/P-bc-2026-001/index.html"),
        ("en/bulletins/2026/2026-w21/index.html", "en/embed/bulletins/2026/2026-w21/index.html"),
    ],
)
def test_pages_offer_the_line_to_copy(golden: Path, page: str, piece: str) -> None:
    """An iframe with a title; the draft of a bulletin offers none."""
    html = (golden / page).read_text(encoding="utf-8")
    assert re.search(rf'&lt;iframe src="https://[^"]*/{re.escape(piece)}" title="[^"]+"', html)
    assert "&lt;iframe" not in (golden / "bulletins/2026/2026-w22/index.html").read_text(encoding="utf-8")
