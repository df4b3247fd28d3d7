"""What a government site in China must say of itself: tags of site, column and article, footer, disclosure header."""

from pathlib import Path

import pytest

from tests.builders import SITE, TARGETS, write_place
from tests.sites import drawn
from tests.tags import start_tags
from tongbao.pipeline import load_checked

IDENTITY = {
    "name": "市指挥部办公室",
    "undertaker": "市大数据中心",
    "contact": "0543-3160000",
    "address": "黄河五路385号",
    "site_id": "3716000001",
    "icp": "鲁ICP备05041234号",
    "police": "鲁公网安备 37160202000123号",
    "conac": "https://bszs.conac.cn/sitename?method=show&id=1",
}
LISTED = {**TARGETS, "published": "2026-02-11", "decided": "2026-02-09", "targets": [{"district": "zouping"}]}


def metas(html: str) -> dict[str, str]:
    return {tag["name"]: tag["content"] for name, tag in start_tags(html) if name == "meta" and "name" in tag}


@pytest.fixture(scope="module")
def government(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A place with the identity of a government site and index numbers by a pattern."""
    site = {
        **SITE,
        "publisher": IDENTITY,
        "base_url": "https://zdxm.binzhou.gov.cn/a",
        "index_numbers": {"pattern": "{kind}-{year}-{number}", "kinds": {"list": "QD"}, "digits": "3"},
    }
    files = {"site.yaml": site, "targets/2026.yaml": LISTED}
    return write_place(tmp_path_factory.mktemp("government"), files)


def test_tags_of_the_site_and_of_a_column(government: Path) -> None:
    """On a page that is a column: its name, description, keywords and type, and nothing of an article."""
    found = metas(drawn(government, "projects/index.html"))
    assert (found["SiteName"], found["SiteDomain"], found["SiteIDCode"]) == (
        "滨州重点项目", "zdxm.binzhou.gov.cn", "3716000001",
    )  # fmt: skip
    assert (found["ColumnName"], found["ColumnType"]) == ("项目", "信息公开目录")
    assert (found["ColumnDescription"], found["ColumnKeywords"]) == ("滨州重点项目：项目", "滨州,项目")
    assert "ArticleTitle" not in found


def test_the_footer(government: Path) -> None:
    """Who publishes and runs the site, how to reach them, every number with the way to where it can be checked."""
    html = drawn(government, "about/index.html")
    footer = html[html.index("<footer") :]
    said = ("主办：市指挥部办公室", "承办：市大数据中心", "地址：黄河五路385号", "网站标识码 3716000001", "网站地图")
    assert [words for words in said if words not in footer] == []
    hrefs = {tag.get("href", "") for name, tag in start_tags(footer) if name == "a"}
    assert "https://www.beian.gov.cn/portal/registerSystemInfo?recordcode=37160202000123" in hrefs
    assert "https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=3716000001" in hrefs
    assert {"https://beian.miit.gov.cn/", IDENTITY["conac"]} <= hrefs


def test_a_list_bears_its_header(government: Path) -> None:
    """Index number and validity beside what the list says of itself; the day of publication is that of the record."""
    html = drawn(government, "targets/2026/index.html")
    head = html[html.index("facts disclosure") : html.index("</dl>", html.index("facts disclosure"))]
    assert "QD-2026-001" in head
    assert "有效" in head
    later = drawn(government, "targets/2026/standing/index.html")
    assert "QD-2026-001" not in later


def test_a_place_without_numbers_shows_none(tmp_path: Path) -> None:
    """No tag, no line of the footer, no pretended identity."""
    html = drawn(write_place(tmp_path), "about/index.html")
    assert not {"SiteIDCode", "SiteDomain"} & metas(html).keys()
    assert "beian" not in html
    assert "zfwzgl" not in html


def test_an_address_of_the_build_counts(tmp_path: Path) -> None:
    """What is still to be filled in stops a build that is told where it will be published."""
    publisher = {"name": "办公室", "icp": "鲁ICP备00000000号"}
    root = write_place(tmp_path, {"site.yaml": {**SITE, "publisher": publisher}})
    assert load_checked(root, cache=False).problems == ()
    found = load_checked(root, cache=False, base_url="https://zdxm.binzhou.gov.cn").problems
    assert [problem.rule for problem in found] == ["placeholder-identity"]
