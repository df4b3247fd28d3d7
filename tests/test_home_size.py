"""How much a reader must wait for: the home page with all that it needs."""

from pathlib import Path

import pytest

from benchmarks.sizes import needed
from tests.sites import ROOT, previewed
from tests.tags import start_tags

MOST = 100_000
"""Bytes, uncompressed, the search left aside."""


@pytest.mark.parametrize("path", ["index.html", "en/index.html"])
def test_home_is_light(tmp_path: Path, path: str) -> None:
    """The home page of the sample has less than 100 KB with style, script and icon, in four requests."""
    preview, home = previewed(ROOT), tmp_path / path
    for name in (path, *(each for each in preview.paths() if each.startswith("assets/"))):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(preview.file(name) or b"")
    files = needed(home)
    sizes = {file.name: file.stat().st_size for file in (home, *files)}

    assert {file.suffix for file in files} == {".css", ".js", ".svg"}
    assert len(sizes) == 4
    assert sum(sizes.values()) < MOST, sizes


def test_nothing_of_others_is_asked_for(golden: Path) -> None:
    """No page loads anything from another host: not a style, script, picture, frame or form."""
    loading = {"link": "href", "script": "src", "img": "src", "iframe": "src", "source": "src", "form": "action"}
    foreign = set()
    for page in golden.rglob("*.html"):
        for name, attributes in start_tags(page.read_text("utf-8")):
            asked = attributes.get(loading.get(name, ""), "")
            loads = name != "link" or attributes["rel"] in ("stylesheet", "icon", "preload")
            if loads and "//" in asked:
                foreign.add((page.relative_to(golden).as_posix(), name, asked))

    assert foreign == set()
