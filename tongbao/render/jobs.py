"""Making many things, in this process or spread over several; what drawing needs."""

import ctypes
import gc
import os
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from tongbao.locale.catalogue import Catalogue
from tongbao.views.site import Chrome, Page

if TYPE_CHECKING:
    from tongbao.render.html import Pages
    from tongbao.render.pdf import Note

CHUNK = 40
"""Pages that a process makes at a time."""
LEAST = 2
"""Chunks that a process must have to be worth starting."""

PR_SET_PDEATHSIG = 1

T = TypeVar("T")
Make = Callable[[range], list[T]]
"""Makes the things of these numbers."""


@dataclass(frozen=True)
class Drawing:
    """What drawing needs beside the page. `cache` is a folder of the user for compiled templates; with `archive` PDFs
    are PDF/A."""

    templates: tuple[Mapping[str, str], ...]
    catalogues: Mapping[str, Catalogue]
    chromes: Mapping[str, Chrome]
    assets: Mapping[str, str]
    cache: Path | None = None
    archive: bool = False

    @cached_property
    def pages(self) -> "Pages":
        """The drawer of pages; each process makes its own, once, and loads Jinja only if it draws."""
        from tongbao.render.html import Pages

        return Pages(list(self.templates), self.catalogues, self.chromes, self.assets, self.cache)


_make: Make[Any] | None = None


def _run(numbers: range) -> list[Any]:
    assert _make is not None
    return _make(numbers)


def _depend_on_parent() -> None:
    """A process that ends with the build that started it: also when that is killed, and silently when interrupted."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(OSError, AttributeError):  # Linux alone has it
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def spread(make: Make[T], count: int, jobs: int, chunk: int = CHUNK, least: int = LEAST) -> Iterator[T]:
    """The things 0 … count − 1 in order, made in up to `jobs` processes, each with at least so many chunks.

    Processes are forked, so that they have all that `make` knows without a copy; where there is no fork, all is made
    here.
    """
    global _make  # noqa: PLW0603 - what a forked process finds when it starts
    chunks = [range(start, min(start + chunk, count)) for start in range(0, count, chunk)]
    jobs = min(jobs, len(chunks) // least)
    if jobs < 2 or not hasattr(os, "fork"):
        for numbers in chunks:
            yield from make(numbers)
        return
    # Only here: most runs make all in one process.
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    _make = make
    gc.freeze()
    try:
        with ProcessPoolExecutor(jobs, get_context("fork"), _depend_on_parent) as executor:
            for made in executor.map(_run, chunks):
                yield from made
    finally:
        _make = None


@contextmanager
def meanwhile(do: Callable[[], object], jobs: int) -> Iterator[None]:
    """Has something done in a forked process of its own while this one goes on. It can only spare time: nobody waits
    for it, and with one job, or where there is no fork, it is not done at all."""
    if jobs < 2 or not hasattr(os, "fork"):
        yield
        return
    from multiprocessing import get_context

    process = get_context("fork").Process(target=_do, args=(do,))
    process.start()
    try:
        yield
    finally:
        process.kill()
        process.join()


def _do(do: Callable[[], object]) -> None:
    _depend_on_parent()
    do()


Printed = tuple[str, bytes, "tuple[Note, ...]"]
"""The path of a PDF, its bytes, and what is to be told of it."""
Progress = Callable[[int, int], None]
"""Is told how many of how many are made."""


def _pdfs(pages: Sequence[Page], drawing: Drawing, assets: Mapping[str, bytes], numbers: range) -> list[Printed]:
    from tongbao.render.pdf import pdf_of

    return [
        (pages[n].path, *pdf_of(drawing.pages.html(pages[n]), assets=assets, archive=drawing.archive)) for n in numbers
    ]


def draw_pdfs(
    pages: Sequence[Page], drawing: Drawing, assets: Mapping[str, bytes], jobs: int, progress: Progress
) -> Iterator[Printed]:
    """Each PDF, in order. One takes about a second, so that each is a chunk of its own."""
    if pages:
        from tongbao.render.pdf import loaded

        progress(0, len(pages))
        loaded()  # here and once: a process that is forked then need not, which takes as long as a PDF
    for done, printed in enumerate(
        spread(partial(_pdfs, pages, drawing, assets), len(pages), jobs, chunk=1, least=1), 1
    ):
        progress(done, len(pages))
        yield printed
