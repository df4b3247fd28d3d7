"""What holds for every file of a built site: what may not be public is nowhere, a sample place says so everywhere."""

import ast
import csv
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import icalendar
import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from tests.builders import SITE, write_place
from tests.sites import drawn, options
from tongbao.pipeline import build, load_checked
from tongbao.publish import MANIFEST

VIEWS = Path(__file__).resolve().parents[1] / "tongbao" / "views"
SECRET = {
    "id": "I-hidden-0815",
    "kind": "问题",
    "title": "某厂拆迁补偿纠纷",
    "description": "不能公开的来龙去脉",
    "district": "zouping",
    "projects": ["P-1"],
    "category": "土地",
    "raised": {"date": "2026-04-01"},
    "counts": [{"date": "2026-05-15", "raised": 7, "closed": 4}],
    "counted_only": True,
    "events": [
        {"date": "2026-04-02", "kind": "assigned", "to": "city-drc"},
        {"date": "2026-05-12", "kind": "ordered", "colour": "蓝", "reason": "久拖不决"},
        {"date": "2026-05-13", "kind": "escalated", "to": "市长办公会", "due": "2026-05-01"},
        {"date": "2026-05-14", "kind": "noted", "note": "只说给自己听"},
    ],
}
OPEN_ISSUE = {
    "id": "I-open-1",
    "kind": "问题",
    "title": "用地指标未落实",
    "projects": ["P-1"],
    "category": "土地",
    "raised": {"date": "2026-05-12"},
}
PROJECT = {
    "id": "P-1",
    "name": "甲项目",
    "district": "zouping",
    "years": [{"year": 2026, "nature": "续建", "plan": 300}],
    "stages": [{"date": "2026-03-01", "stage": "resumed"}],
    "progress": [{"as_of": "2026-04-30", "invested": 100}, {"as_of": "2026-05-15", "invested": 120}],
}
BULLETIN = {
    "id": "W-1",
    "kind": "weekly",
    "year": 2026,
    "number": 1,
    "period": {"from": "2026-05-11", "until": "2026-05-17"},
    "as_of": "2026-05-17T17:00",
    "issued": "2026-05-18",
}
CITED = {"code": "a", "name": "甲", "value": 5, "measured_in": "percent", "as_of": "2026-05-15", "source": "市统计局"}
POLICY = {
    "lights": [
        {"code": "蓝", "label": "蓝牌", "shape": "circle", "tone": "notice", "below": 0, "source": "滨州"},
    ],
    "checks": {"issued-file-missing": "off"},
}
FILES: dict[str, Any] = {
    "site.yaml": {**SITE, "notice": {"zh-CN": "演示数据，均为虚构", "en": "Demonstration only"}},
    "policy.yaml": POLICY,
    "cited.yaml": {"figures": [CITED]},
    "projects/zouping/P-1.yaml": PROJECT,
    "issues/zouping/2026/I-open-1.yaml": OPEN_ISSUE,
    "issues/zouping/2026/I-hidden-0815.yaml": SECRET,
    "bulletins/2026/W-1.yaml": BULLETIN,
}


def built(folder: Path, *, pdf: bool = False, **site: Any) -> dict[str, bytes]:
    """The files of the site by path, but the manifest."""
    place = write_place(folder / "place", {**FILES, "site.yaml": {**FILES["site.yaml"], **site}})
    checked = load_checked(place)
    assert [problem.rule for problem in checked.problems if problem.level == "fault"] == []
    build(place, checked, options(folder / "site", pdf=pdf))
    files = {path.relative_to(folder / "site").as_posix(): path for path in (folder / "site").rglob("*")}
    return {name: path.read_bytes() for name, path in files.items() if path.is_file() and name != MANIFEST}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return built(tmp_path_factory.mktemp("real"))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return built(tmp_path_factory.mktemp("sample"), sample=True)


def words_of(value: Any) -> Iterator[str]:
    """Everything that people wrote into a record that belongs to it alone."""
    if isinstance(value, dict):
        for part in value.values():
            yield from words_of(part)
    elif isinstance(value, list):
        for part in value:
            yield from words_of(part)
    elif isinstance(value, str):
        yield value


OWN_WORDS = [SECRET["id"], SECRET["title"], SECRET["description"], "久拖不决", "市长办公会", "只说给自己听"]


def test_an_issue_that_is_only_counted_is_named_nowhere(site: dict[str, bytes]) -> None:
    """Neither its id nor a word of it stands in any file or file name of the site, in any language."""
    assert set(OWN_WORDS) <= set(words_of(SECRET))
    assert any("I-open-1" in name for name in site)
    assert len(site) > 30
    found = [(name, text) for name, data in site.items() for text in OWN_WORDS if text in name or text.encode() in data]
    assert found == []


def test_an_issue_that_is_only_counted_is_counted(site: dict[str, bytes]) -> None:
    """7 raised and 4 closed, beside the one that is public; pages and data give the sums."""
    figures = {row["id"]: row["value"] for row in json.loads(site["data/figures.json"])}
    assert [figures[f"all/issues_{key}"] for key in ("raised", "closed", "open")] == ["8", "4", "4"]
    assert [figures[f"category:土地/issues_{key}"] for key in ("raised", "closed")] == ["8", "4"]
    assert "8" in site["issues/index.html"].decode()


def test_a_place_that_only_counts_its_issues_has_their_figures(tmp_path: Path) -> None:
    """The page of issues then has the figures and no table of records."""
    files = {name: content for name, content in FILES.items() if name != "issues/zouping/2026/I-open-1.yaml"}
    page = drawn(write_place(tmp_path, files), "issues/index.html")
    assert "issues-table" not in page
    assert "57.1%" in page


ISSUES = ("issues", "issue_by_id", "issues_by_project", "issues_by_office")
BY_ID = ("activity", "decision", "rule", "why")


def test_views_ask_for_issues_in_one_place() -> None:
    """Only views/named.py takes issues from a snapshot: what it gives may be named. What internal papers say is on no
    page."""
    asking = [
        f"{path.name}:{node.lineno}"
        for path in sorted(VIEWS.rglob("*.py"))
        if re.search(rf"\b(?:{'|'.join(ISSUES)})\b", text := path.read_text(encoding="utf-8"))
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Attribute)
        and node.attr in ISSUES
        # An activity or a decision names issues by their ids alone, a rule of papers the steps they stand on; the
        # reason why a project is called says nothing of one that is only counted.
        and (getattr(node.value, "id", "") or getattr(node.value, "attr", "")) not in BY_ID
    ]
    assert {name.partition(":")[0] for name in asking} - {"internal.py"} == {"named.py"}, asking


def test_every_page_of_a_sample_place_says_so(sample: dict[str, bytes]) -> None:
    """In the page's own language."""
    pages = {name: data.decode() for name, data in sample.items() if name.endswith(".html")}
    assert len(pages) > 20
    unmarked = [
        name
        for name, page in pages.items()
        if ("Demonstration only" if name.startswith("en/") else "演示数据，均为虚构") not in page
    ]
    assert unmarked == []


def test_every_data_file_of_a_sample_place_says_so(sample: dict[str, bytes]) -> None:
    """Each object of a list, each object alone with the notice in words, each row of a table in its last column, feeds
    and texts in words."""
    files = {name: data for name, data in sample.items() if not name.endswith((".html", ".css", ".js", ".svg"))}
    assert {"data/figures.json", "data/entries.csv", "projects/P-1/project.json"} <= set(files)
    for name, data in files.items():
        match name.rpartition(".")[2]:
            case "json" if name.endswith("feed.json"):
                words = json.loads(data)["description"]
                assert ("Demonstration only" if name.startswith("en/") else "演示数据，均为虚构") in words, name
            case "json":
                content = json.loads(data)
                rows = content if isinstance(content, list) else [content]
                assert all(row["sample"] is True for row in rows), name
                assert isinstance(content, list) or content["notice"] == "演示数据，均为虚构", name
            case "csv":
                header, *table = csv.reader(StringIO(data.decode()))
                assert header[-1] == "sample", name
                assert {row[-1] for row in table} <= {"true"}, name
            case "ics":
                assert "演示数据" in str(icalendar.Calendar.from_ical(data)["DESCRIPTION"]), name
            case "xml" | "txt":
                assert ("Demonstration only" if name.startswith("en/") else "演示数据，均为虚构") in data.decode(), name
            case "sqlite":
                with closing(sqlite3.connect(":memory:")) as database:
                    database.deserialize(data)
                    assert database.execute("SELECT content FROM about WHERE key = 'sample'").fetchall() == [("true",)]
            case "xlsx":
                about = CalamineWorkbook.from_object(BytesIO(data)).get_sheet_by_index(0).to_python()
                assert ["sample", "true"] in [row[:2] for row in about], name
            case kind:
                raise AssertionError(f"{name}: how does a file of kind {kind} say that the place is a sample?")


def test_a_real_place_has_no_such_mark(site: dict[str, bytes]) -> None:
    """Neither key nor column: the columns that programs rely on are the same."""
    assert site["data/entries.csv"].decode().splitlines()[0].endswith(",finish_diff")
    assert "sample" not in site["data/figures.json"].decode()
    assert "sample" not in site["projects/P-1/project.json"].decode()


@pytest.mark.pdf
def test_every_page_on_paper_says_so(tmp_path: Path) -> None:
    """A page that is copied by itself still says that it is a sample, for people and for pdftotext alike."""
    files = {name: data for name, data in built(tmp_path, pdf=True, sample=True).items() if name.endswith(".pdf")}
    pages = {(name, page.page_number): page for name, data in files.items() for page in PdfReader(BytesIO(data)).pages}
    said = {where: "".join(page.extract_text().split()) for where, page in pages.items()}
    assert len(said) > len(files) > 1
    assert [
        where
        for where, text in said.items()
        if ("Demonstrationonly" if where[0].startswith("en/") else "演示数据，均为虚构") not in text
    ] == []
