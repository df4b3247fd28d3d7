"""Compiled templates are kept in a folder of the user, and whatever lies there changes no byte of the site."""

from pathlib import Path

import pytest
from jinja2 import Environment

from tests.render.test_html import View, frame
from tongbao.load.catalogues import load_catalogue
from tongbao.render.compiled import CompiledTemplates
from tongbao.render.html import Pages, compile_for_pages
from tongbao.views.site import Page

SOURCE = "{{ view.name }}{% include 'part' %}"


def draw(folder: Path | None, **templates: str) -> str:
    sources = {"page": SOURCE, "part": "!", **templates}
    pages = Pages([sources], {"zh-CN": load_catalogue("zh-CN")}, {"zh-CN": frame()}, {}, folder)
    return pages.html(Page("index.html", "page", "zh-CN", "题", "说明", "home", View()))


def kept(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder in which the templates of a page are kept."""
    draw(tmp_path / "cache")
    return tmp_path / "cache"


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """The names of the templates that are compiled from now on."""
    names: list[str | None] = []
    compile_ = Environment.compile

    def noted(self: Environment, source: str, name: str | None = None, *rest: object) -> object:
        names.append(name)
        return compile_(self, source, name, *rest)  # type: ignore[call-overload]

    monkeypatch.setattr(Environment, "compile", noted)
    return names


def test_nothing_is_compiled_twice(folder: Path, compiled: list[str | None]) -> None:
    """The second build takes every template from the folder and draws the same page."""
    assert draw(folder) == draw(None) == "甲!"
    assert compiled == ["page", "part"]  # of the page drawn without a folder
    assert folder.stat().st_mode & 0o777 == 0o700
    assert len(kept(folder)) == 2


def test_what_pages_need_is_compiled_before_they_are_drawn(tmp_path: Path, compiled: list[str | None]) -> None:
    """Templates of pages and their sentences are compiled once for all processes, others and broken ones left alone."""
    wanted = {"pages/a.html": "{% include 'parts/_a.html' %}", "parts/_a.html": "?", "text/en/page/a.txt": "!"}
    others = {"pdf/a.html": "", "text/zh-CN/paper/a.txt": "", "parts/_broken.html": "{% if", "parts/sheet/_a.html": ""}
    compile_for_pages(({**wanted, **others},), tmp_path)
    assert set(compiled) == {*wanted, "parts/_broken.html"}
    assert len(kept(tmp_path)) == len(wanted)


def test_another_source_is_compiled_anew(folder: Path, compiled: list[str | None]) -> None:
    """A template whose source changed is compiled again, and takes the place of the last."""
    assert draw(folder, part="?") == "甲?"
    assert compiled == ["part"]
    assert len(kept(folder)) == 2


@pytest.mark.parametrize("content", [b"", b"x" * 9, b"x" * 99, "cut", "turned"])
def test_a_broken_file_is_no_file(folder: Path, compiled: list[str | None], content: bytes | str) -> None:
    """What is not exactly what we wrote is compiled anew, never run."""
    for path in kept(folder):
        whole = path.read_bytes()
        changed = {"cut": whole[:-9], "turned": whole[:-1] + bytes([whole[-1] ^ 1])}
        path.write_bytes(content if isinstance(content, bytes) else changed[content])
    assert draw(folder) == "甲!"
    assert compiled == ["page", "part"]


def test_another_version_is_compiled_anew(
    folder: Path, compiled: list[str | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Code that another Jinja made is not run."""
    monkeypatch.setattr("importlib.metadata.version", lambda _name: "0.0")
    assert draw(folder) == "甲!"
    assert compiled == ["page", "part"]


def test_a_folder_that_cannot_be_had(tmp_path: Path) -> None:
    """Without a folder, below a file, or where others may write, pages are drawn and nothing is kept."""
    (tmp_path / "file").write_text("")
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o777)
    for folder in (None, tmp_path / "file" / "cache", shared):
        assert CompiledTemplates.of(folder) is None
        assert draw(folder) == "甲!"
    assert kept(tmp_path) == [tmp_path / "file", shared]
    assert kept(shared) == []


def test_a_folder_that_goes_away(tmp_path: Path) -> None:
    """A folder that is removed while a build runs costs only time."""
    templates = CompiledTemplates.of(tmp_path / "cache")
    assert templates is not None
    (tmp_path / "cache").rmdir()
    assert Environment(bytecode_cache=templates).from_string("a").render() == "a"
    bucket = templates.get_bucket(Environment(), "page", None, "a")
    bucket.code = compile("1", "page", "eval")
    templates.set_bucket(bucket)
