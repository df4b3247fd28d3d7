"""A small place on disk whose bulletins are issued through the command line, and its pages."""

import json
import shutil
from pathlib import Path
from typing import Any

from tests.builders import SITE, write_place
from tests.bulletin_place import POLICY, RULE
from tests.sites import compiled, drawn
from tongbao.cli import main
from tongbao.model.base import read_day
from tongbao.pipeline import load_checked
from tongbao.previewing import Preview
from tongbao.problems import faults

SECTIONS = ["headline", "boards", "districts", "starts", "lagging", "issues", "reports", "milestones", "changes"]
YAML = """\
# Second week
id: W-2026-20
kind: weekly
year: 2026
number: 20
period: {from: 2026-05-11, until: 2026-05-17}   # Monday to Sunday
as_of: 2026-05-17T17:00
words:
  headline: |
    The editor's **own** words & "quotes".
recipients: {report: 市委、市政府}
"""
FIRST = """\
id: W-2026-19
kind: weekly
year: 2026
number: 19
period: {from: 2026-05-04, until: 2026-05-10}
as_of: 2026-05-10T17:00
"""
BULLETIN, EARLIER = "bulletins/2026/W-2026-20.yaml", "bulletins/2026/W-2026-19.yaml"
ISSUED, EARLIER_ISSUED = "bulletins/2026/W-2026-20.issued.json", "bulletins/2026/W-2026-19.issued.json"
PROJECT = "projects/zouping/P-1.yaml"


def project(id: str, district: str, *reports: tuple[str, str], **more: Any) -> dict[str, Any]:
    """A continued project with a plan of 10,000; its name needs escaping."""
    return {
        "id": id,
        "name": f'{id} "Q&A" <b>\'s</b> 项目',
        "district": district,
        "level": "市级",
        "years": [{"year": "2026", "nature": "续建", "plan": "10000"}],
        "stages": [{"date": "2025-03-01", "stage": "started"}],
        "progress": [{"as_of": day, "invested": amount} for day, amount in reports],
        **more,
    }


FILES: dict[str, Any] = {
    "site.yaml": {**SITE, "levels": [{"code": "市级", "name": "市级"}]},
    "policy.yaml": {
        **POLICY,
        "lights": [
            {"code": "黄", "label": "黄牌", "shape": "triangle", "tone": "warning", "at_most": "-10"},
            {"code": "蓝", "label": "蓝牌", "shape": "circle", "tone": "notice", "above": "-10", "below": "0"},
        ],
        "bulletins": {"weekly": {**RULE, "sections": SECTIONS}},
        "checks": {"setting-unsourced": "off"},
    },
    PROJECT: project("P-1", "zouping", ("2026-05-08", "2000"), ("2026-05-15", "3000")),
    "projects/huimin/P-2.yaml": project("P-2", "huimin", ("2026-05-08", "100")),
    "issues/zouping/2026/I-1.yaml": {
        "id": "I-1",
        "kind": "问题",
        "title": "用地<未>落实",
        "projects": ["P-1"],
        "category": "土地",
        "raised": {"date": "2026-05-12"},
    },
    EARLIER: FIRST,
    BULLETIN: YAML,
}


def place(root: Path, **files: Any) -> Path:
    """The place, nothing issued; `files` replaces or adds some."""
    return write_place(root, {**FILES, **files})


def run(root: Path, *words: str) -> int:
    """`bulletin …` in English."""
    return main(["bulletin", *words, "--root", str(root), "--language", "en"])


def issued_place(root: Path) -> Path:
    """The place with both bulletins issued."""
    assert run(place(root), "issue", "W-2026-19", "--date", "2026-05-11") == 0
    assert run(root, "issue", "W-2026-20", "--date", "2026-05-18") == 0
    return root


def copied(root: Path, to: Path) -> Path:
    """A place of its own with the same files."""
    return Path(shutil.copytree(root, to))


def files_of(root: Path) -> dict[str, bytes]:
    """What people and the commands have written."""
    paths = (path for path in root.rglob("*") if path.is_file())
    named = {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}
    return {name: data for name, data in named.items() if not name.startswith((".", "site/"))}


def change(root: Path, path: str, **values: Any) -> None:
    """Other values of some keys of a record that was written as JSON."""
    record = json.loads((root / path).read_text("utf-8"))
    (root / path).write_text(json.dumps({**record, **values}, ensure_ascii=False), "utf-8")


def site_of(root: Path) -> Preview:
    """The place's site, of which each file is made when it is asked for."""
    found = load_checked(root, cache=False)
    assert faults(found.problems) == []
    assert found.dataset is not None
    assert found.day is not None
    return Preview(root, found.dataset, found.day, found.problems, found.templates, "", compiled())


def pages(root: Path) -> dict[str, str]:
    """The bulletins' pages of the site, and those about them, by path, without the pieces of issued ones."""
    site = site_of(root)
    for path in filter(is_about, site.paths()):
        site.file(path)
    return {path: (site.file(path) or b"").decode() for path in filter(is_about, site.paths())}


def is_about(path: str) -> bool:
    """Whether a page of the site is of bulletins or corrections, and no piece for other sites."""
    named = path.endswith((".html", ".txt", ".xml")) and ("bulletins/" in path or "corrections/" in path)
    return named and "embed/" not in path


def page(root: Path, id: str = "W-2026-20", day: str | None = None) -> str:
    """A bulletin's page in the first language, drawn without the rest of the site."""
    return drawn(root, f"bulletins/2026/{id}/index.html", read_day(day) if day else None)


def main_of(html: str) -> str:
    """What a bulletin's page says, without the frame around it and the ways to its neighbours."""
    start, end = html.index('<article class="bulletin"'), html.index("</article>")
    return html[start:end].split('<nav class="neighbours">', maxsplit=1)[0]


def brief_of(root: Path, id: str = "W-2026-20") -> str:
    """The HTML that a bulletin's PDF is made of."""
    return drawn(root, f"bulletins/2026/{id}/index.html", printed=True)
