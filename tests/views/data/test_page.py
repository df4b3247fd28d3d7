"""The page of the open data and what describes the tables: both tell how large files are as published."""

import hashlib
import json
import re
from pathlib import Path

import pytest

from tests.builders import write_place
from tests.each import each
from tests.publications import publication
from tests.sites import built
from tests.snapshots import reader_of, snapshot
from tongbao.views.data.offered import OpenData
from tongbao.views.data.page import data_view

FILE = re.compile(r'<h3><a href="([^"]+)">.*?</h3>')
SIZE = re.compile(r'<span class="size">([^<]+)</span>')


@each(
    ("count", "text"),
    [
        (0, "0 字节"),
        (1023, "1,023 字节"),
        (1024, "1 KB"),
        (1536, "2 KB"),
        (1048575, "1,024 KB"),
        (1048576, "1.0 MB"),
        (2516582, "2.4 MB"),
    ],
)
def test_sizes_in_words(count: int, text: str) -> None:
    """Half a kilobyte is rounded up, megabytes have a tenth."""
    assert reader_of(snapshot("2026-06-30")).size(count) == text


def told(page: Path) -> dict[Path, str]:
    """Each file that the page of the data names, with the size it tells."""
    html = page.read_text(encoding="utf-8")
    sizes = {found[1]: SIZE.search(found[0]) for found in FILE.finditer(html)}
    assert all(sizes.values()), [href for href, size in sizes.items() if not size]
    return {(page.parent / href).resolve(): size[1] for href, size in sizes.items() if size}


@pytest.mark.parametrize("language", ["", "en/"])
def test_every_file_is_as_large_as_the_page_says(golden: Path, language: str) -> None:
    """Also those that only describe others, and feeds, calendars and pieces."""
    size = reader_of(snapshot("2026-06-30"), "en" if language else "zh-CN").size
    found = told(golden / f"{language}data/index.html")
    assert len(found) > 40
    assert {path: size(path.stat().st_size) for path in found} == found


def test_tables_have_their_bytes_and_digests(golden: Path) -> None:
    """As the files are, in the words of Data Package v1."""
    package = json.loads((golden / "data/datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        content = (golden / "data" / resource["path"]).read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        assert (resource["bytes"], resource["hash"]) == (len(content), f"sha256:{digest}"), resource["path"]


def test_sizes_follow_a_change(tmp_path: Path) -> None:
    """What was kept and what was made anew: after a change both say what a build of nothing says."""
    project = {"id": "P-1", "name": "甲项目", "district": "zouping", "progress": [{"as_of": "2026-05-31"}]}
    file = "projects/zouping/P-1.yaml"
    place = write_place(tmp_path / "place", {file: project})
    site = built(place)
    before = (site / "data/index.html").read_text(encoding="utf-8")
    write_place(place, {file: {**project, "content": "新建厂房" * 600}})
    built(place)
    after = {name: (site / name).read_bytes() for name in ("data/index.html", "data/datapackage.json")}
    assert after["data/index.html"].decode() != before
    built(place, fresh=True)
    assert {name: (site / name).read_bytes() for name in after} == after


def test_without_files_there_are_no_sizes() -> None:
    """A page that is made alone, as `serve` makes it, tells none."""
    found = snapshot("2026-06-30", {"id": "P-1"})
    view = data_view(OpenData(publication(found)), reader_of(found))
    assert {file.size for group in view.groups for file in group.files} == {""}
