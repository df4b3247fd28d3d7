"""The printed list, booklet and letters."""

import re
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from tests.listed_place import PROJECTS, listed_snapshot
from tests.sites import ROOT
from tests.snapshots import reader_of
from tongbao.load.catalogues import load_catalogue
from tongbao.load.program import load_templates
from tongbao.render.html import Pages
from tongbao.render.pdf import pdf_of
from tongbao.views.papers import Papers
from tongbao.views.site import DataFile, Page, chrome
from tongbao.views.urls import Urls

MANY = 60
TEMPLATES = load_templates(ROOT)


def papers(**records: Any) -> dict[str, Page]:
    """The printed papers of the small place by their path."""
    found = listed_snapshot(**records)
    made = (recipe() for recipe in Papers(2026, Urls(), lambda: found, reader_of).recipes())
    return {page.path: page for page in made if not isinstance(page, DataFile) and page.path.endswith(".pdf")}


def drawn(page: Page) -> PdfReader:
    """The page as a PDF of which nothing was warned."""
    frame = chrome(reader_of(listed_snapshot()), sections=(), targets_year=2026, base_url=None)
    names = {name: f"assets/{name}" for name in TEMPLATES.assets}
    pages = Pages(list(TEMPLATES.sources), {"zh-CN": load_catalogue("zh-CN")}, {"zh-CN": frame}, names)
    data, warnings = pdf_of(pages.html(page), assets=TEMPLATES.assets)
    assert warnings == ()
    return PdfReader(BytesIO(data))


def texts(reader: PdfReader) -> list[str]:
    """The text of each page without line breaks."""
    return ["".join(page.extract_text().split()) for page in reader.pages]


def many() -> dict[str, Any]:
    """A place whose list fills several pages."""
    from tests.listed_place import LISTED

    more = [{**PROJECTS[0], "id": f"P-{n}", "name": f"第{n}号项目"} for n in range(10, 10 + MANY)]
    first, *rest = LISTED["groups"]
    groups = [{**first, "projects": [*first["projects"], *(project["id"] for project in more)]}, *rest]
    return {"projects": [*PROJECTS, *more], "targets": [{**LISTED, "groups": groups}]}


def test_one_pdf_for_the_list_the_booklet_each_unit_and_each_project() -> None:
    """Where the site has no PDFs there is none, and letters lead to none."""
    folder = "targets/2026"
    assert set(papers()) == {
        f"{folder}/list.pdf",
        f"{folder}/booklet.pdf",
        *(f"{folder}/letters/{unit}.pdf" for unit in ("zouping", "huimin", "city-drc")),
        *(f"{folder}/tasks/P-{number}.pdf" for number in range(1, 5)),
    }
    found = listed_snapshot()
    without = Papers(2026, Urls(pdf=False), lambda: found, lambda then: replace(reader_of(then), urls=Urls(pdf=False)))
    paths = [recipe().path for recipe in without.recipes()]
    assert "targets/2026/letters/zouping/index.html" in paths
    assert not [path for path in paths if path.endswith(".pdf")]


@pytest.mark.pdf
def test_list_is_landscape_with_its_head_on_every_page() -> None:
    """Sums first, numbers of pages at the foot, every project on it, also one that is called like a formula."""
    reader = drawn(papers(**many())["targets/2026/list.pdf"])
    pages = texts(reader)
    assert len(pages) > 2
    box = reader.pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == (842, 595)
    for number, text in enumerate(pages, 1):
        assert "项目名称" in text
        assert f"—{number}—" in text
    assert "合计（64个）" in pages[0]
    assert pages[0].index("合计") < pages[0].index("铝箔项目")
    assert "".join(PROJECTS[1]["name"].split()) in "".join(pages)
    assert f"第{9 + MANY}号项目" in "".join(pages)


@pytest.mark.pdf
def test_booklet_has_cover_contents_and_three_lists() -> None:
    """The contents name the page on which each list begins."""
    pages = texts(drawn(papers(**many())["targets/2026/booklet.pdf"]))
    assert pages[0].startswith("2026年重点项目清单册")
    assert pages[1].startswith("目录")
    for name in ("项目清单", "进度清单", "问题清单"):
        found = re.search(rf"{name}[.…]+(\d+)", pages[1])
        assert found is not None, name
        number = int(found[1])
        title = "2026年重点项目清单" if name == "项目清单" else name
        assert pages[number - 1].startswith(title), name


@pytest.mark.pdf
def test_letter_has_parties_targets_signatures_and_annex() -> None:
    """Both sides sign below, each with a day left blank; the projects stand on a page of their own."""
    reader = drawn(papers()["targets/2026/letters/zouping.pdf"])
    pages = texts(reader)
    assert reader.metadata is not None
    assert reader.metadata.title == "邹平2026年重点项目建设目标责任书"
    body = "".join(pages[:-1])
    for said in (
        "甲方：市指挥部",
        "乙方：邹平",
        "根据《2026年重点项目清单》（滨重办〔2026〕1号，市政府常务会议研究确定）",
        "（一）年度投资：全年6.00亿元，其中一季度末0.60亿元、二季度末2.40亿元、三季度末4.20亿元。",
        "（二）新开工项目：全年2个。",
        "（三）列入清单的项目3个，总投资24.35亿元，本年度计划投资6.90亿元，按附件所列时间和形象进度推进。",
        "二、保证事项（一）优化外部建设环境（二）落实安全生产责任",
        "三、考核（一）年底考核甲方（盖章）",
    ):
        assert said in body, said
    assert (body.count("签字："), body.count("年月日")) == (2, 2)
    assert pages[-1].startswith("附件责任项目表")
    assert "铝箔项目" in pages[-1]
