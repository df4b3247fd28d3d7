"""How much a reader must wait for: the home page with all that it needs."""

from pathlib import Path

import pytest

from benchmarks.sizes import needed
from tests.tags import start_tags

MOST = 100_000
"""Bytes, uncompressed, the search left aside."""


@pytest.mark.parametrize("language", ["", "en"])
def test_home_is_light(sample: Path, language: str) -> None:
    """The home page of the sample has less than 100 KB with style, script and icon, in four requests."""
    home = sample / language / "index.html"
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
