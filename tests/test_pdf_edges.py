"""PDFs of what is rare: very much, very little, long titles, characters that few fonts have, nothing attached."""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

import page as checker
import pytest

from tests.bulletin_place import page_of, place, project, view_of, weekly
from tests.listed_place import LISTED, PROJECTS, listed_snapshot
from tests.printed import NUMBER, Pdf, compact, left_alone, outside
from tests.render.test_paper_pdfs import TEMPLATES, papers
from tests.snapshots import reader_of
from tongbao.load.catalogues import load_catalogue
from tongbao.render.html import Pages
from tongbao.render.pdf import Note, pdf_of
from tongbao.views.site import chrome

pytestmark = pytest.mark.pdf
MANY = 200
LONG = (
    "关于2026年上半年全市重点项目建设暨专项债券项目“开工一批、竣工一批、"
    "投产一批”集中推进情况和下一阶段工作安排意见的情况通报"
)
FIRST = LISTED["groups"][:1]
RARE = "镕堃喆玥㎡"
Case = Callable[[], str]


def bulletin(count: int = 3, **changes: Any) -> str:
    """The printed brief of a week with so many projects."""
    data = place(*(project(f"P-{n}") for n in range(1, count + 1)))
    view = view_of(data, weekly(**{"sections": ["headline", "classes", "districts", "boards"], **changes}))
    return page_of(view, "pdf/bulletin.html", path="bulletins/x.pdf")


def listed(path: str, **records: Any) -> str:
    """A paper of a year's list."""
    found = papers(**records)
    frame = chrome(reader_of(listed_snapshot()), sections=(), targets_year=None, base_url=None)
    names = {name: f"assets/{name}" for name in TEMPLATES.assets}
    pages = Pages(list(TEMPLATES.sources), {"zh-CN": load_catalogue("zh-CN")}, {"zh-CN": frame}, names)
    return pages.html(found[f"targets/2026/{path}"])


def many() -> dict[str, Any]:
    more = [{**PROJECTS[0], "id": f"P-{n}", "name": f"第{n}号项目"} for n in range(10, 10 + MANY)]
    first, *rest = LISTED["groups"]
    groups = [{**first, "projects": [*first["projects"], *(each["id"] for each in more)]}, *rest]
    return {"projects": [*PROJECTS, *more], "targets": [{**LISTED, "groups": groups}]}


CASES: dict[str, Case] = {
    "a list of 200 projects": lambda: listed("list.pdf", **many()),
    "a letter with 200 projects": lambda: listed("letters/zouping.pdf", **many()),
    "a single line": lambda: bulletin(1, sections=["headline"]),
    "a title of 60 characters": lambda: bulletin(title=LONG),
    "a list with such a title": lambda: listed("list.pdf", targets=[{**LISTED, "title": LONG}]),
    "rare characters": lambda: bulletin(sections=["headline"], recipients={"report": RARE}, title=f"关于{RARE}的通报"),
    "a letter without projects": lambda: listed("letters/huimin.pdf", targets=[{**LISTED, "groups": FIRST}]),
}


@cache
def made(case: str) -> tuple[str, Pdf, tuple[Note, ...]]:
    html = CASES[case]()
    data, notes = pdf_of(html, assets=TEMPLATES.assets)
    return html, Pdf(data), notes


@pytest.mark.parametrize("case", CASES)
def test_an_edge_case_is_a_sound_pdf(case: str) -> None:
    """PDF/UA-1, nothing over the edge of a page, no heading left alone, no page without text."""
    html, pdf, _ = made(case)
    assert [failure.message for failure in checker.validate_pdf_bytes(pdf.data).failures] == []
    assert outside(pdf) == []
    assert left_alone(pdf, html) == []
    assert all([line for line in lines if not NUMBER.fullmatch(line.text)] for _, _, lines in pdf.pages)


def test_a_table_of_200_rows_has_its_head_on_every_page() -> None:
    """And each of its projects once, with its number."""
    _, pdf, notes = made("a list of 200 projects")
    assert len(pdf.pages) > 5
    assert all("项目名称" in compact(page.extract_text()) for page in pdf.reader.pages)
    assert [n for n in range(10, 10 + MANY) if pdf.text.count(f"第{n}号项目") != 1] == []
    assert notes == ()


def test_a_title_of_60_characters_stands_in_lines_of_its_own() -> None:
    """Whole, in several lines, none of them a single character."""
    assert len(LONG) >= 60
    _, pdf, _ = made("a title of 60 characters")
    lines = [line.text for line in pdf.pages[0][2]]
    start = next(n for n, line in enumerate(lines) if LONG.startswith(line))
    title = []
    for line in lines[start:]:
        title.append(line)
        if "".join(title) == LONG:
            break
    assert "".join(title) == LONG
    assert 2 < len(title) < 6
    assert min(map(len, title)) > 2


def test_rare_characters_are_whole_in_the_text_and_told() -> None:
    """What 仿宋 lacks is shown from another face; copied, it is the same character."""
    _, pdf, notes = made("rare characters")
    assert pdf.text.count(RARE) == 2
    assert {note.rule for note in notes} <= {"glyph-elsewhere"}


def test_a_single_line_and_a_letter_without_projects_fill_no_empty_page() -> None:
    """What has no annex has no page for one."""
    _, brief, _ = made("a single line")
    html, letter, _ = made("a letter without projects")
    assert len(brief.pages) <= 2
    assert not re.search(r'class="annex', html)
    assert "附件" not in letter.text
