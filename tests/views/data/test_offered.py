"""What pages say of themselves to machines, and which files they lead to."""

import json
import re
from pathlib import Path
from typing import Any

from tests.each import each
from tests.publications import publication
from tests.snapshots import reader_of, snapshot, stage
from tests.tags import start_tags
from tongbao.views.data.offered import OpenData

PROJECT: dict[str, Any] = {"id": "P-1", "place": "城东", "content": "新建**厂房**", "stages": [stage("2026-03-01")]}
BULLETINS = [{"id": "W-1", "issued": "2026-05-18"}, {"id": "W-2", "number": "2"}]


SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>')


def alternates(html: str) -> list[str]:
    """Where the other forms of a page are."""
    links = (found for tag, found in start_tags(html) if tag == "link")
    return [found["href"] for found in links if found.get("rel") == "alternate" and found.get("type")]


def things(html: str) -> list[str]:
    """Of what kinds the things are that a page is about."""
    return [json.loads(text)["@type"] for text in SCRIPT.findall(html)]


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


@each(
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
    pages = {path: path.read_text(encoding="utf-8") for path in golden.rglob("index.html")}
    others = [(path, href) for path, html in pages.items() for href in alternates(html)]
    assert len(others) > 20
    assert [(path, href) for path, href in others if not (path.parent / href).is_file()] == []
    assert things(pages[golden / "data/index.html"]) == ["Dataset"]
    projects = (html for path, html in pages.items() if path.parent.parent.name == "projects")
    assert {kind for html in projects for kind in things(html)} == {"Project"}


def test_text_cannot_leave_the_script(golden: Path) -> None:
    """Signs that would end a script are written as escapes."""
    scripts = SCRIPT.findall((golden / "data/index.html").read_text(encoding="utf-8"))
    assert scripts
    assert "<" not in "".join(scripts)
