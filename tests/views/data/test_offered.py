"""What pages say of themselves to machines, and which files they lead to."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests.publications import publication
from tests.snapshots import reader_of, snapshot, stage
from tongbao.views.data.offered import OpenData

PROJECT: dict[str, Any] = {"id": "P-1", "place": "城东", "content": "新建**厂房**", "stages": [stage("2026-03-01")]}
BULLETINS = [{"id": "W-1", "issued": "2026-05-18"}, {"id": "W-2", "number": "2"}]


class Head(HTMLParser):
    """The alternates and the things of a page."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.alternates: list[tuple[str, str]] = []
        self.things: list[dict[str, Any]] = []
        self._inside = False
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Links to other forms; scripts that are data."""
        found = dict(attrs)
        if tag == "link" and found.get("rel") == "alternate" and found.get("type"):
            self.alternates.append((str(found["type"]), str(found["href"])))
        self._inside = tag == "script" and found.get("type") == "application/ld+json"

    def handle_data(self, data: str) -> None:
        """The text of such a script."""
        if self._inside:
            self.things.append(json.loads(data))
            self._inside = False


def beside(*parts: str, base_url: str = "") -> dict[str, Any]:
    """What there is beside a page of a place on 2026-05-31."""
    found = snapshot("2026-05-31", PROJECT, issues=[{}], bulletins=BULLETINS)
    return OpenData(publication(found, base_url)).beside(parts, reader_of(found))


def test_a_project() -> None:
    """Name, place, text without marks, the day of its newest entry; an address only where the site knows its own."""
    found = beside("projects", "P-1")
    assert (found["updated"], found["thing"]["@type"]) == ("2026-03-01", "Project")
    assert found["thing"]["location"] == {"@type": "Place", "name": "城东, 邹平"}
    assert found["thing"]["description"] == "新建厂房"
    assert "url" not in found["thing"]
    thing = beside("projects", "P-1", base_url="https://example.org/a")["thing"]
    assert thing["url"] == "https://example.org/a/projects/P-1/index.html"


def test_a_bulletin() -> None:
    """A report with its number and day; a draft is nothing yet."""
    found = beside("bulletins", "2026", "W-1")
    assert (found["thing"]["@type"], found["thing"]["datePublished"], found["updated"]) == (
        "Report", "2026-05-18", "2026-05-18",
    )  # fmt: skip
    assert not beside("bulletins", "2026", "W-2")["thing"]


@pytest.mark.parametrize(
    ("parts", "kinds"),
    [
        ((), ["atom", "jsonfeed", "ics"]),
        (("projects",), ["csv", "json"]),
        (("projects", "P-1"), ["json", "atom", "jsonfeed"]),
        (("issues", "I-1"), ["json"]),
        (("districts", "zouping"), ["json"]),
        (("about",), []),
        (("targets", "2026", "standing"), []),
    ],
)
def test_files_beside_pages(parts: tuple[str, ...], kinds: list[str]) -> None:
    """Each page leads to the files that say the same."""
    assert [found.kind for found in beside(*parts)["formats"]] == kinds


def test_pages_of_a_site(golden: Path) -> None:
    """Every alternate is there, in English too; what a page is about can be read as JSON."""
    pages = [path for path in golden.rglob("index.html") if "assets" not in path.parts]
    heads = {path: Head(path) for path in pages}
    assert sum(len(head.alternates) for head in heads.values()) > 20
    for path, head in heads.items():
        for _, href in head.alternates:
            assert (path.parent / href).is_file(), (path, href)
    assert [t["@type"] for t in heads[golden / "data/index.html"].things] == ["Dataset"]
    assert {t["@type"] for p, head in heads.items() if p.parent.parent.name == "projects" for t in head.things} == {
        "Project"
    }


def test_text_cannot_leave_the_script(golden: Path) -> None:
    """Signs that would end a script are written as escapes."""
    scripts = re.findall(r'ld\+json">(.*?)</script>', (golden / "data/index.html").read_text(encoding="utf-8"))
    assert scripts
    assert "<" not in "".join(scripts)
