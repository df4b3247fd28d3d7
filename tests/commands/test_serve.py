"""`serve`: pages as they are asked for, word of each change, and nothing for strangers."""

import http.client
import json
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import ThreadingHTTPServer
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

import pytest

from tests.builders import PROJECT, SITE, write_place
from tests.sites import built, compiled
from tongbao.cli import main
from tongbao.commands import serve
from tongbao.commands.serve import Desk, changes
from tongbao.commands.serving import Live, server
from tongbao.load.catalogues import load_catalogue

WORDS = load_catalogue("zh-CN")
RECORD = {**PROJECT, "progress": [{"as_of": "2026-05-15", "invested": "120"}]}
FILE = "projects/zouping/P-1.yaml"
PAGE = "/projects/P-1/"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return write_place(tmp_path / "place", {"site.yaml": {**SITE, "languages": ["zh-CN"]}, FILE: RECORD})


class Reader:
    """A browser: what it gets, and what its open page is told."""

    def __init__(self, port: int) -> None:
        self.port = port

    def get(self, path: str, host: str = "127.0.0.1") -> tuple[int, str]:
        """Status and text; the address led to in place of the text where another is named."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", path, headers={"Host": f"{host}:{self.port}"})
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, answer.headers.get("Location", text)

    @contextmanager
    def events(self) -> Iterator[Iterator[dict[str, Any]]]:
        """What an open page is told, from now on."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as page, page.makefile("rb") as lines:
            page.sendall(b"GET /-/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
            yield (json.loads(line.removeprefix(b"data: ")) for line in lines if line.startswith(b"data: "))


@contextmanager
def serving(place: Path) -> Iterator[tuple[Desk, Reader]]:
    """A desk with its server and a reader; nothing has been read yet."""
    live = Live()
    http_server: ThreadingHTTPServer = server(live, 0)
    port = int(http_server.server_address[1])
    desk = Desk(place, None, f"http://127.0.0.1:{port}", compiled(), WORDS, live)
    Thread(target=http_server.serve_forever, args=(0.01,), daemon=True).start()
    yield desk, Reader(port)
    http_server.shutdown()
    http_server.server_close()


def test_pages_of_the_site(place: Path) -> None:
    """What is served is what `build` publishes, but for the script that tells a page of changes."""
    with serving(place) as (desk, reader):
        desk.read()
        site = built(place, base_url=desk.url)
        for name in ("", "projects/", "projects/P-1/", "data/figures.json", "projects/P-1/project.json"):
            path = name if name.endswith("json") else f"{name}index.html"
            status, text = reader.get(f"/{name}")
            assert status == 200
            assert re.sub(r'<meta name="live-source".*?(?=</head>)', "", text) == (site / path).read_text(), path
        assert reader.get("/projects") == (301, "/projects/")
        style = next((site / "assets").glob("tongbao.*.css"))
        assert reader.get(f"/assets/{style.name}") == (200, style.read_text())
        status, text = reader.get("/projects/P-9/")
        assert (status, WORDS("words.not_found") in text) == (404, True)


def test_a_change_is_told(place: Path) -> None:
    """A saved file makes another page, of which those that are open hear."""
    with serving(place) as (desk, reader):
        desk.read()
        with reader.events() as told:
            first = next(told)
            assert first["faults"] == []
            (place / FILE).write_text((place / FILE).read_text().replace(str(PROJECT["name"]), "改名后的工程"))
            desk.read()
            assert next(told)["shown"] != first["shown"]
        assert "改名后的工程" in reader.get(PAGE)[1]


def test_saved_without_a_change(place: Path) -> None:
    """A file that is saved as it was wakes nobody."""
    with serving(place) as (desk, _):
        desk.read()
        before = desk.live.version
        (place / FILE).touch()
        desk.read()
        assert desk.live.version == before


def test_faults_are_told_and_the_page_stays(place: Path) -> None:
    """A fault is told with file and line, the page stays as it was; once it is mended, nothing is told of it."""
    sound = (place / FILE).read_text()
    with serving(place) as (desk, reader):
        desk.read()
        with reader.events() as told:
            first = next(told)
            (place / FILE).write_text(sound.replace('"district"', '"distrikt"'))
            desk.read()
            faulty = next(told)
            assert faulty["shown"] == first["shown"]
            assert [fault.split(":")[0] for fault in faulty["faults"]] == [FILE]
            assert "district" in faulty["faults"][0]
            assert faulty["faulty"] == WORDS("cli.serve.faulty", count=1)
            assert reader.get(PAGE)[0] == 200
            (place / FILE).write_text(sound)
            desk.read()
            assert next(told)["faults"] == []


def test_a_place_that_never_was_sound(place: Path) -> None:
    """Without a page to show, the faults stand on an empty one."""
    (place / FILE).write_text("id: P-1\n")
    with serving(place) as (desk, reader):
        desk.read()
        status, text = reader.get("/")
        assert (status, "/-/live.js" in text) == (404, True)
        with reader.events() as told:
            said = next(told)
        assert said["faults"]
        assert said["faulty"] == WORDS("cli.serve.nothing", count=len(said["faults"]))


def test_a_template_that_cannot_be_drawn(place: Path) -> None:
    """A template of the place that breaks a page is a fault on the page, with file and line."""
    own = place / "templates/pages/project.html"
    own.parent.mkdir(parents=True)
    own.write_text("\n{{ view.nothing_of_the_kind }}\n")
    with serving(place) as (desk, reader):
        desk.read()
        assert reader.get(PAGE)[0] == 404
        with reader.events() as told:
            assert next(told)["faults"][0].startswith("templates/pages/project.html:2:1: ")
        assert reader.get("/")[0] == 200


def test_warnings_of_the_file_of_a_page(place: Path) -> None:
    """A page names the file it is made of; what the file is warned of is told under its name."""
    (place / FILE).write_text(json.dumps({**RECORD, "code": "一二三"}))
    with serving(place) as (desk, reader):
        desk.read()
        assert f'<meta name="live-source" content="{FILE}">' in reader.get(PAGE)[1]
        with reader.events() as told:
            said = next(told)
    assert list(said["warnings"]) == [FILE]
    assert said["warnings"][FILE][0].startswith(f"{FILE}:1:")


def test_another_name_is_refused(place: Path) -> None:
    """A page of another site that calls this machine by its own name gets nothing."""
    with serving(place) as (desk, reader):
        desk.read()
        for host in ("tongbao.example", "127.0.0.1.example", ""):
            assert reader.get("/", host) == (403, ""), host


def test_no_other_file(place: Path) -> None:
    """No file is read for an address: what was not drawn is not there."""
    with serving(place) as (desk, reader):
        desk.read()
        for path in ("/-/serve.py", "/-/../serve.py", "/../site.yaml", "/%2e%2e/site.yaml", "//site.yaml"):
            assert reader.get(path)[0] == 404, path


def test_what_is_watched(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Saving a record, the first of a new folder, and site.yaml each wake the desk."""
    monkeypatch.setattr(serve, "LULL", 20)
    seen: SimpleQueue[tuple[Path, set[str]]] = SimpleQueue()
    woken: SimpleQueue[bool] = SimpleQueue()
    saved, over = serve._saved, []

    def noted(folder: Path, *, recursive: bool) -> Iterator[set[str]]:
        """The same, as long as the test runs; says what was seen once whoever watches has dealt with it."""
        for names in saved(folder, recursive=recursive):
            if over:
                return
            yield names
            seen.put((folder, names))

    def listen() -> None:
        for _ in changes(place):
            woken.put(True)

    def wakes(folder: Path, *names: str) -> bool:
        """Waits until these are seen in a folder; whether that wakes the desk."""
        for _ in range(200):
            watched, found = seen.get(timeout=10)
            if watched == folder and found.issuperset(names):
                return woken.get(timeout=10)
        return False

    monkeypatch.setattr(serve, "_saved", noted)
    Thread(target=listen, daemon=True).start()
    assert woken.get(timeout=10)
    assert wakes(place / "projects")
    for name in (FILE, "activities/2026/A-1.yaml", "activities/2026/A-1.yaml", "site.yaml"):
        file = place / name
        with suppress(Empty):
            while woken.get_nowait():
                pass
        first = not file.exists()
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("a") as opened:
            opened.write("\n")
        folder = place.joinpath(*Path(name).parts[:-1][:1])
        assert wakes(folder, *([] if first else [file.name])), name
    over.append(True)


def test_the_command(place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """It says where to look, serves what was read, and ends with Ctrl+C without a word more."""
    found: list[tuple[int, str]] = []

    def watched(_root: Path) -> Iterator[None]:
        yield
        port = re.findall(r"http://127\.0\.0\.1:(\d+)/", capsys.readouterr().out)
        found.append(Reader(int(port[0])).get(PAGE))
        raise KeyboardInterrupt

    monkeypatch.setattr(serve, "changes", watched)
    assert main(["serve", "--root", str(place), "--port", "0"]) == 0
    assert [status for status, _ in found] == [200]
    assert capsys.readouterr() == ("", "")


def test_wrong_ports(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A port that is none, and one that is taken, are wrong usage."""
    assert main(["serve", "--root", str(place), "--port", "70000"]) == 2
    taken = server(Live(), 0)
    assert main(["serve", "--root", str(place), "--port", str(taken.server_address[1])]) == 2
    taken.server_close()
    assert "70000" in capsys.readouterr().err
