"""The search index of a site: made of its pages, kept with them, never half there."""

import shutil
from functools import partial
from pathlib import Path

import pytest

from tests.builders import PROJECT, SITE, write_place
from tests.sites import GOLDEN, built, options
from tongbao import pipeline
from tongbao.cli import main
from tongbao.pipeline import build, load_checked
from tongbao.render.search import FOLDER, Unsearchable, make_index

FILE = "projects/zouping/P-1.yaml"


def make(site: Path, counts: list[int]) -> None:
    """An index as short as can be, and how many pages each one made was of: Pagefind takes two seconds to start. What
    it makes is tried in tests/browser/test_search.py."""
    pages = sorted(site.rglob("*.html"))
    counts.append(len(pages))
    (site / FOLDER).mkdir()
    (site / FOLDER / "all").write_bytes(b"".join(page.read_bytes() for page in pages))


@pytest.fixture(autouse=True)
def made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    counts: list[int] = []
    monkeypatch.setattr(pipeline, "make_index", partial(make, counts=counts))
    return counts


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small place with its site and index; tests copy it."""
    site = {**SITE, "languages": ["zh-CN"]}
    place = write_place(tmp_path_factory.mktemp("indexed") / "place", {"site.yaml": site, FILE: PROJECT})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "make_index", partial(make, counts=[]))
        built(place, search=True)
    return place


@pytest.fixture
def place(indexed: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(indexed, tmp_path / "place"))


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def rename(place: Path) -> None:
    """Another name of a project, in all pages that name it."""
    write_place(place, {"site.yaml": (place / "site.yaml").read_text("utf-8"), FILE: {**PROJECT, "name": "乙项目"}})


def test_an_index_is_made_and_kept(place: Path, made: list[int]) -> None:
    """Pages that changed make a new index of all pages; with none changed it is kept."""
    site = place / "site"
    first = tree(site / FOLDER)
    (site / "data" / "figures.json").unlink()  # so that the build has work, but not with pages
    kept = tree(built(place, search=True) / FOLDER)
    assert made == []
    rename(place)
    changed = tree(built(place, search=True) / FOLDER)

    assert first
    assert first == kept
    assert changed != first
    assert made == [len(list(site.rglob("*.html")))]


def test_an_index_that_fails(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What Pagefind said is said, with a way on; the site stays as it was."""
    site = place / "site"
    before = tree(site)
    rename(place)

    def fail(_: Path) -> None:
        raise Unsearchable("no room")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "make_index", fail)
        code = main(["build", "--root", str(place), "--no-pdf"])

    assert code == 2
    assert "no room" in capsys.readouterr().err
    assert tree(site) == before


def test_without_pagefind(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said what to install and how to do without, and nothing is made."""
    monkeypatch.setattr("tongbao.commands.means.has_indexer", lambda: False)

    assert main(["build", "--root", str(GOLDEN), "--out", str(tmp_path / "out"), "--no-pdf"]) == 2
    said = capsys.readouterr().out
    assert "pagefind_bin_extended" in said
    assert "--no-search" in said
    assert not (tmp_path / "out").exists()


def test_pagefind_on_nothing(tmp_path: Path) -> None:
    """A folder without pages is told as a failure, not as an index of nothing."""
    with pytest.raises(Unsearchable, match=r"\w"):
        make_index(tmp_path)


def test_a_site_without_search(place: Path) -> None:
    """It has no index, since one that no build makes again would go stale, no search page, and nothing leads to one."""
    site = place / "site"
    assert (site / FOLDER).exists()
    assert (site / "search").exists()
    assert "site-search" in (site / "index.html").read_text("utf-8")
    build(place, load_checked(place), options(site))

    assert not (site / "search").exists()
    assert "site-search" not in (site / "index.html").read_text("utf-8")
    assert not (site / FOLDER).exists()
