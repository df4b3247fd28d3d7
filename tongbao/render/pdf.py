"""A brief's HTML → PDF, with WeasyPrint.

WeasyPrint and its libraries are loaded only when a PDF is really made: start-up stays short, and a machine
without them builds everything else.
"""

import gc
import hashlib
import logging
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from importlib import metadata
from itertools import chain as joined
from typing import Any, NamedTuple

from tongbao.render.addresses import SCHEME
from tongbao.render.faces import chain, strays
from tongbao.render.filling import filled_lines
from tongbao.render.libraries import LIBRARIES, version
from tongbao.render.libraries import library as _library
from tongbao.render.tagging import finish, mark_hidden

_NO_GLYPH = ".notdef glyph"
"""How a warning of WeasyPrint begins that we give in people's words."""
_VERSIONS = {"pango": "pango_version_string", "harfbuzz": "hb_version_string"}


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextmanager
def _warnings_of(*names: str) -> Iterator[list[str]]:
    """What the named loggers warn of, in the order it came, instead of on standard error."""
    collector, loggers = _Collector(), [logging.getLogger(name) for name in names]
    before = [(logger.propagate, logger.handlers) for logger in loggers]
    for logger in loggers:
        logger.propagate, logger.handlers = False, [collector]
    try:
        yield collector.messages
    finally:
        for logger, (propagate, handlers) in zip(loggers, before, strict=True):
            logger.propagate, logger.handlers = propagate, handlers


def _fetcher(assets: Mapping[str, bytes]) -> Any:
    """Serves the given assets and nothing else: no network, no file, no `data:` address.

    WeasyPrint's own fetcher gets http addresses and embeds local files in the PDF.
    """
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Assets(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ARG002
            name = url.removeprefix(SCHEME)
            if not url.startswith(SCHEME) or name not in assets:
                raise ValueError("no declared asset")
            kind = "text/css" if name.endswith(".css") else "application/octet-stream"
            return URLFetcherResponse(url, assets[name], {"Content-Type": kind})

    return Assets()


class Note(NamedTuple):
    """What is to be told of a PDF: the id of a problem, and what its words need. Plain values, so that it is kept."""

    rule: str
    params: Mapping[str, str]


def loaded() -> None:
    """Loads WeasyPrint, if it was not; raises as `pdf_of`. Its boxes hold each other, so that garbage is then looked
    for after each document and not only after many."""
    import weasyprint  # noqa: F401

    gc.set_threshold(A_DOCUMENT)


A_DOCUMENT = 100_000
"""As many new objects as a few pages leave."""
ACCESSIBLE, ARCHIVED = "pdf/ua-1", "pdf/a-2a"
"""PDF/UA-1 (ISO 14289-1) for readers, PDF/A-2a (ISO 19005-2) for archives: a file names one of them."""


def pdf_of(html: str, *, assets: Mapping[str, bytes], archive: bool = False) -> tuple[bytes, tuple[Note, ...]]:
    """The PDF/UA of a whole HTML document, for an `archive` PDF/A with the same tags, and what is to be told of it.

    Told is what WeasyPrint warned of, a picture without words, and each character that its face lacks. Title, author
    and language come from the document. `assets` are the files it may use, by name; everything else is refused, left
    out and warned of. The same document, assets and fonts give the same bytes: no date is written. OSError where a
    needed library is missing (see `pdf_advice`).
    """
    loaded()
    import weasyprint

    with filled_lines(), _warnings_of("weasyprint", "fontTools") as messages:
        source = weasyprint.HTML(string=html, base_url=SCHEME, url_fetcher=_fetcher(assets))
        wordless = mark_hidden(source.etree_element)
        variant = ARCHIVED if archive else ACCESSIBLE
        document = source.render(pdf_variant=variant)
        data: bytes = document.write_pdf(pdf_variant=variant, finisher=finish)
    faces = list(_shown_elsewhere(document))
    if any(note.rule == "glyph-nowhere" for note in faces):
        messages = [message for message in messages if not message.startswith(_NO_GLYPH)]
    notes = [Note("pdf-warning", {"warning": message}) for message in messages]
    if wordless:
        notes.append(Note("pdf-picture", {"count": str(wordless)}))
    return data, (*notes, *faces)


def _shown_elsewhere(document: Any) -> Iterator[Note]:
    """The characters that no PDF should have to look for in another face, by where they are shown from."""
    from weasyprint.formatting_structure.boxes import TextBox

    texts: dict[tuple[tuple[str, ...], int, str], set[str]] = {}
    pages = (page._page_box.descendants(placeholders=True) for page in document.pages)
    for box in joined.from_iterable(pages):
        if isinstance(box, TextBox):
            style = box.style
            key = (style["font_family"], style["font_weight"], style["lang"] or "")
            texts.setdefault(key, set()).update(box.text)
    found: dict[tuple[str, str], set[str]] = {}
    for key, characters in texts.items():
        for stray in strays("".join(characters), chain(*key)):
            found.setdefault((stray.face, stray.shown), set()).update(stray.characters)
    for (face, shown), missing in sorted(found.items()):
        named = " ".join(f"{character} (U+{ord(character):04X})" for character in sorted(missing))
        params = {"face": face, "characters": named}
        yield Note("glyph-elsewhere", {**params, "shown": shown}) if shown else Note("glyph-nowhere", params)


def _fonts(pattern: str) -> tuple[str, ...]:
    """The installed fonts of a fontconfig pattern: family, style, version and file; none without fontconfig."""
    form = "%{family}|%{style}|%{fontversion}|%{file}\n"
    try:
        run = subprocess.run(["fc-list", "--format", form, pattern], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ()
    return tuple(sorted(set(run.stdout.splitlines())))


@lru_cache(maxsize=1)
def pdf_fingerprint() -> str:
    """A digest of what a PDF depends on beside its document: WeasyPrint, Pango, HarfBuzz and the installed fonts."""
    parts = [f"weasyprint {metadata.version('weasyprint')}", f"pydyf {metadata.version('pydyf')}"]
    parts += [f"{name} {version(name, by)}" for name, by in _VERSIONS.items()]
    parts += [f"subset {_library('harfbuzz-subset') is not None}", *_fonts(":")]
    return hashlib.blake2b("\n".join(parts).encode(), digest_size=16).hexdigest()


def pdf_advice() -> tuple[str, ...]:
    """What is missing for PDFs, as keys of locale `pdf`.

    `no-pango`: no PDF can be made. `no-subset`: without libharfbuzz-subset a Chinese PDF takes 19 times longer.
    `no-font`: no font for Chinese, every character would be a box.
    """
    needed = [name for name in LIBRARIES if name != "harfbuzz-subset"]
    if any(_library(name) is None for name in needed):
        return ("no-pango",)
    missing = [] if _library("harfbuzz-subset") else ["no-subset"]
    if not _fonts(":lang=zh-cn"):
        missing.append("no-font")
    return tuple(missing)
