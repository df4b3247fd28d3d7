"""A site for one reader on this machine: files as they are asked for, and word of every change to open pages."""

import json
import mimetypes
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from threading import Condition
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from tongbao.render.addresses import NOT_FOUND

HOST = "127.0.0.1"
NAMES = frozenset({HOST, "localhost"})
"""What a browser may call this machine: a page of another site that gives it its own name is refused."""
OWN = "/-/"
"""Below this stands what is not of the site: nothing of a place has such an address."""
PATIENCE = 15.0
"""Seconds after which an open page is told that the server is still there."""
TYPES = {".ics": "text/calendar", ".xml": "application/atom+xml", ".csv": "text/csv", ".svg": "image/svg+xml"}


class Served(NamedTuple):
    """A file, and the one of people that it was made of, "" where it was made of many."""

    data: bytes
    source: str = ""


@dataclass
class Live:
    """What is served now, and what open pages are told: `told` is plain values, `version` grows with each change."""

    file: Callable[[str], Served | None] = lambda _path: None
    told: dict[str, Any] = field(default_factory=dict)
    version: int = 0
    changed: Condition = field(default_factory=Condition)

    def tell(self, **told: Any) -> None:
        """Puts something else into the place of what was told, and wakes every open page."""
        with self.changed:
            self.told, self.version = told, self.version + 1
            self.changed.notify_all()

    def wait(self, version: int) -> int:
        """Waits for another version than this one, or for as long as patience lasts; the version then."""
        with self.changed:
            self.changed.wait_for(lambda: self.version != version, PATIENCE)
            return self.version


def server(live: Live, port: int) -> ThreadingHTTPServer:
    """A server for this machine only; raises OSError where the port is taken. Port 0 takes any that is free."""

    class Answers(_Answers):
        site = live

    made = ThreadingHTTPServer((HOST, port), Answers)
    made.daemon_threads = True
    return made


class _Answers(BaseHTTPRequestHandler):
    """Answers one request."""

    site: Live
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """A file of the site, its own script, or the stream of changes."""
        path = unquote(urlsplit(self.path).path)
        if self.headers.get("Host", "").partition(":")[0] not in NAMES:
            self._send(HTTPStatus.FORBIDDEN, b"", "text/plain")
        elif path == f"{OWN}events":
            self._events()
        elif path.startswith(OWN):
            self._own(path.removeprefix(OWN))
        else:
            self._page(path.lstrip("/"))

    do_HEAD = do_GET  # noqa: N815 - the name that http.server calls

    def _page(self, path: str) -> None:
        name = f"{path}index.html" if path == "" or path.endswith("/") else path
        found = self.site.file(name)
        if found is None and not name.endswith("index.html") and self.site.file(f"{name}/index.html") is not None:
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", f"/{path}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif found is not None:
            self._send(HTTPStatus.OK, found.data, _type(name), found.source)
        else:
            found = self.site.file(NOT_FOUND) or Served(_own("waiting.html"))
            self._send(HTTPStatus.NOT_FOUND, found.data, "text/html")

    def _own(self, name: str) -> None:
        if name in ("live.js", "live.css"):
            self._send(HTTPStatus.OK, _own(name), _type(name))
        else:
            self._send(HTTPStatus.NOT_FOUND, b"", "text/plain")

    def _send(self, status: HTTPStatus, data: bytes, media: str, source: str = "") -> None:
        if media == "text/html":
            data = _joined(data, source)
        self.send_response(status)
        self.send_header("Content-Type", f"{media}; charset=utf-8" if media.startswith("text/") else media)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _events(self) -> None:
        """Server-sent events: what is told, at once and after each change, until the page is left."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        version = -1
        try:
            while True:
                now = self.site.wait(version)
                told = json.dumps({"version": now, **self.site.told}, ensure_ascii=False)
                self.wfile.write(f"data: {told}\n\n".encode() if now != version else b": \n\n")
                version = now
        except OSError:
            return

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name that http.server gives it
        """Nothing: what the reader of a page wants to know stands on the page."""


def _own(name: str) -> bytes:
    return resources.files("tongbao.commands").joinpath("live", name).read_bytes()


def _joined(page: bytes, source: str) -> bytes:
    """A page with the script that tells it of changes; the file that is published has none."""
    links = (
        f'<meta name="live-source" content="{escape(source)}">'
        f'<link rel="stylesheet" href="{OWN}live.css"><script src="{OWN}live.js" defer></script></head>'
    )
    return page.replace(b"</head>", links.encode(), 1)


def _type(name: str) -> str:
    suffix = f".{name.rpartition('.')[2]}"
    return TYPES.get(suffix) or mimetypes.types_map.get(suffix, "application/octet-stream")
