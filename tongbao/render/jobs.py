"""Drawing many pages: in this process, or spread over several."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import repeat

from tongbao.locale.catalogue import Catalogue
from tongbao.render.html import Pages
from tongbao.render.pdf import pdf_of
from tongbao.views.site import Chrome, Page

CHUNK = 50
"""Pages handed to a process at once. Fewer than two chunks a process are drawn here: starting processes costs more."""


@dataclass(frozen=True)
class Drawing:
    """What drawing needs beside the page."""

    templates: tuple[Mapping[str, str], ...]
    catalogues: Mapping[str, Catalogue]
    chromes: Mapping[str, Chrome]
    assets: Mapping[str, str]

    def pages(self) -> Pages:
        """A drawer of pages."""
        return Pages(list(self.templates), self.catalogues, self.chromes, self.assets)


_pages: Pages | None = None


def _start(drawing: Drawing) -> None:
    global _pages  # noqa: PLW0603 - one drawer a process, made once
    _pages = drawing.pages()


def _draw(pages: Sequence[Page]) -> list[bytes]:
    assert _pages is not None
    return [_pages.html(page).encode() for page in pages]


def draw(pages: Sequence[Page], drawing: Drawing, jobs: int) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of each page, in order, with up to `jobs` processes."""
    chunks = [pages[start : start + CHUNK] for start in range(0, len(pages), CHUNK)]
    if jobs < 2 or len(chunks) < 2 * jobs:
        drawer = drawing.pages()
        for page in pages:
            yield page.path, drawer.html(page).encode()
        return
    with ProcessPoolExecutor(jobs, initializer=_start, initargs=(drawing,)) as executor:
        for chunk, drawn in zip(chunks, executor.map(_draw, chunks), strict=True):
            yield from zip((page.path for page in chunk), drawn, strict=True)


def _draw_pdf(page: Page, assets: Mapping[str, bytes]) -> tuple[bytes, tuple[str, ...]]:
    assert _pages is not None
    return pdf_of(_pages.html(page), assets=assets)


def draw_pdfs(
    pages: Sequence[Page], drawing: Drawing, assets: Mapping[str, bytes], jobs: int
) -> Iterator[tuple[str, bytes, tuple[str, ...]]]:
    """(path, bytes, warnings) of each PDF, in order; a PDF takes about a second, so two are worth two processes."""
    if len(pages) < 2 or jobs < 2:
        drawer = drawing.pages()
        for page in pages:
            yield page.path, *pdf_of(drawer.html(page), assets=assets)
        return
    with ProcessPoolExecutor(min(jobs, len(pages)), initializer=_start, initargs=(drawing,)) as executor:
        for page, (data, warnings) in zip(pages, executor.map(_draw_pdf, pages, repeat(assets)), strict=False):
            yield page.path, data, warnings
