"""A brief's HTML → PDF, with WeasyPrint.

WeasyPrint and its libraries are loaded only when a PDF is really made: start-up stays short, and a machine
without them builds everything else.
"""

import ctypes
import hashlib
import logging
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from importlib import metadata
from typing import Any

SCHEME = "asset:"
"""How a document names an asset: `asset:print.css`."""

_LIBRARIES = {
    "gobject": ("libgobject-2.0.so.0", "libgobject-2.0.0.dylib", "libgobject-2.0-0.dll"),
    "pango": ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
    "pangoft2": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"),
    "fontconfig": ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll"),
    "harfbuzz": ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"),
    "harfbuzz-subset": ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll"),
}
"""The system libraries of WeasyPrint by their names on Linux, macOS and Windows. All but the last are needed."""
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


def pdf_of(html: str, *, assets: Mapping[str, bytes]) -> tuple[bytes, tuple[str, ...]]:
    """The PDF/UA of a whole HTML document, and what WeasyPrint warned of.

    Title, author and language come from the document. `assets` are the files it may use, by name; everything
    else is refused, left out and warned of. The same document, assets and fonts give the same bytes: no date is
    written. OSError where a needed library is missing (see `pdf_advice`).
    """
    import weasyprint

    with _warnings_of("weasyprint", "fontTools") as messages:
        document = weasyprint.HTML(string=html, base_url=SCHEME, url_fetcher=_fetcher(assets))
        data: bytes = document.write_pdf(pdf_variant="pdf/ua-1")
    return data, tuple(messages)


def _library(name: str) -> ctypes.CDLL | None:
    for file in _LIBRARIES[name]:
        try:
            return ctypes.CDLL(file)
        except OSError:
            continue
    return None


def _version(name: str, function: str) -> str:
    library = _library(name)
    if library is None:
        return ""
    call = getattr(library, function)
    call.restype = ctypes.c_char_p
    return str(call().decode("ascii"))


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
    parts += [f"{name} {_version(name, function)}" for name, function in _VERSIONS.items()]
    parts += [f"subset {_library('harfbuzz-subset') is not None}", *_fonts(":")]
    return hashlib.blake2b("\n".join(parts).encode(), digest_size=16).hexdigest()


def pdf_advice() -> tuple[str, ...]:
    """What is missing for PDFs, as keys of locale `pdf`.

    `no-pango`: no PDF can be made. `no-subset`: without libharfbuzz-subset a Chinese PDF takes 19 times longer.
    `no-font`: no font for Chinese, every character would be a box.
    """
    needed = [name for name in _LIBRARIES if name != "harfbuzz-subset"]
    if any(_library(name) is None for name in needed):
        return ("no-pango",)
    missing = [] if _library("harfbuzz-subset") else ["no-subset"]
    if not _fonts(":lang=zh-cn"):
        missing.append("no-font")
    return tuple(missing)
