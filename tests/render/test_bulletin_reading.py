"""A bulletin as it is read: its disclosure header, what changed, the origin of its figures, its text, the feed."""

import re
from dataclasses import replace
from datetime import date
from typing import Any
from xml.etree import ElementTree

from tests.builders import make_bulletin, make_issue
from tests.bulletin_place import BEFORE, ROOT, page_of, place, project, reader_of, view_of, weekly
from tests.sites import compiled
from tongbao.load.catalogues import load_catalogue
from tongbao.load.program import load_templates
from tongbao.metrics.snapshot import take_snapshot
from tongbao.model.dataset import Dataset
from tongbao.render.feeds import atom_bytes
from tongbao.render.html import Pages
from tongbao.views.bulletin import BulletinView
from tongbao.views.feeds import feed_view
from tongbao.views.site import Page, chrome

PAGE, BRIEF, TEXT = "pages/bulletin.html", "pdf/bulletin.html", "pages/bulletin.txt"
ATOM = "{http://www.w3.org/2005/Atom}"
DAY = date(2026, 5, 31)
STARTED = {"date": "2026-05-12", "stage": "started"}


def _header(view: BulletinView, language: str = "zh-CN") -> dict[str, str]:
    """The disclosure header of the page: label → text."""
    found = re.search(r'<dl class="disclosure.*?</dl>', page_of(view, PAGE, language), re.DOTALL)
    assert found
    rows = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", found[0])
    return {label: re.sub(r"<[^>]+>", "", value) for label, value in rows}


def test_the_disclosure_header_in_full() -> None:
    """国办发〔2017〕47号: 索引号, 主题分类, 发文机关, 成文日期, 发文字号, 发布日期."""
    rule = {"title": "周通报", "issuer": "市指挥部办公室", "topic": "重大项目建设", "sections": ["headline"]}
    bulletin = weekly(index_number="S0001--2026-00592", document_number="滨重办〔2026〕12号", published="2026-05-19")
    view = view_of(place(project("P-1"), policy={"bulletins": {"weekly": rule}}), bulletin)
    assert _header(view) == {
        "索引号": "S0001--2026-00592",
        "主题分类": "重大项目建设",
        "发文机关": "市指挥部办公室",
        "成文日期": "2026年5月18日",
        "发文字号": "滨重办〔2026〕12号",
        "发布日期": "2026年5月19日",
    }


def test_the_disclosure_header_leaves_out_what_is_not_given() -> None:
    """No empty row, and no day of publication that nobody recorded."""
    view = view_of(place(project("P-1")))
    assert list(_header(view)) == ["发文机关", "成文日期"]
    assert list(_header(view_of(place(project("P-1")), make_bulletin()), "en")) == ["Issued by"]


def test_what_changed_is_folded_at_the_end_of_the_page_alone() -> None:
    """A policy that does not list the section prints it nowhere; the page has it after all sections."""
    view = view_of(place(project("P-1", stages=[STARTED])), before=weekly(**BEFORE))
    page = page_of(view, PAGE)
    assert page.index('<details class="since') > page.rindex("</section>")
    assert "与上期（数据截至" in page
    assert "与上期相比" not in page_of(view, BRIEF, path="b/b.pdf")


def test_what_changed_as_a_section() -> None:
    """A policy that lists it has it in its order, on the page once and on paper."""
    sections = {"sections": ["changes", "headline"]}
    view = view_of(place(project("P-1", stages=[STARTED])), weekly(**sections), weekly(**BEFORE))
    page, brief = page_of(view, PAGE), page_of(view, BRIEF, path="b/b.pdf")
    assert page.count("与上期相比") == brief.count("与上期相比") == 1
    assert '<details class="since' not in page
    assert brief.index("与上期相比") < brief.index("总体情况")


def test_the_first_bulletin_has_nothing_to_compare_with() -> None:
    """Neither heading nor section, also where the policy lists it."""
    view = view_of(place(project("P-1")), weekly(sections=["headline", "changes"]))
    assert "与上期相比" not in page_of(view, PAGE)


def _said(view: BulletinView, language: str = "zh-CN") -> str:
    """The sentence of what changed, without marks."""
    page = page_of(view, PAGE, language)
    found = re.search(r"</summary>\s*<p>(.*?)</p>\s*(?:<dl class=\"changes|</details>)", page, re.DOTALL)
    assert found
    return " ".join(re.sub(r"<[^>]+>", "", found[1]).split())


def test_the_sentence_of_what_changed() -> None:
    """Counts of what there is, lights last; a place that stood still says so."""
    behind = project("P-2", invested=[("2026-05-03", "100"), ("2026-05-15", "9000")])
    issue = make_issue(raised={"date": "2026-05-12"})
    moving = place(project("P-1", stages=[STARTED], invested=[]), behind, issues=(issue,))
    still = place(project("P-1"))
    before = weekly(**BEFORE)
    assert _said(view_of(moving, before=before)) == (
        "与上期（数据截至2026年5月10日17时）相比，新开工项目1个，提出或重开问题1个，亮牌有变化的1个。"
    )
    assert _said(view_of(still, before=before)) == "与上期（数据截至2026年5月10日17时）相比，没有变化。"
    assert _said(view_of(moving, before=before, language="en"), "en") == (
        "Since the last bulletin (data as of 10 May 2026, 17:00): "
        "1 project started, 1 light changed, 1 issue was opened or reopened."
    )
    assert _said(view_of(still, before=before, language="en"), "en") == (
        "Since the last bulletin (data as of 10 May 2026, 17:00) nothing has changed."
    )


def test_the_origin_of_the_headline_is_one_step_away() -> None:
    """Formula and parts of a rate, folded on the page and not on paper."""
    view = view_of(place(project("P-1")))
    page = page_of(view, PAGE)
    origins = page[page.index('<details class="origins') :]
    folded = re.sub(r"<[^>]+>", "", origins[: origins.index("</details>")])
    assert "0.50亿元 ÷ 1.00亿元" in folded
    assert "origins" not in page_of(view, BRIEF, path="b/b.pdf")


def _text(view: BulletinView) -> str:
    return page_of(view, TEXT, path="b/b.txt")


def test_the_text_says_what_the_page_says() -> None:
    """Title, period, issuer, then each section's sentences, without a mark and without what is folded or tabled."""
    view = view_of(place(project("P-1")), weekly(sections=["headline", "districts"]))
    lines = [line for line in _text(view).splitlines() if line]
    assert lines[:3] == ["周通报", "（5月11日—5月17日）", "市指挥部办公室 2026年第1期 2026年5月18日"]
    assert lines[4] == "一、总体情况"
    assert lines[5].startswith("截至2026年5月17日17时，全市1个重点项目")
    assert "二、各县区进展" in lines
    assert not [line for line in lines if "<" in line or "÷" in line or line == "合计"]


def test_the_text_is_not_escaped() -> None:
    """An ampersand stays one: nothing reads the text as HTML. Scripts are words or gone."""
    words = {"headline": "研发 A&B\n\n- 第一条 <script>alert(1)</script>\n- 第二条"}
    said = _text(view_of(place(project("P-1", name="<b>甲</b>&乙")), weekly(words=words)))
    assert "研发 A&B\n\n第一条" in said
    assert "第二条\n" in said
    assert "&amp;" not in said
    assert "<" not in said


def test_the_text_says_what_changed_in_lines() -> None:
    """Where a policy lists the section: the sentence, then the names of each kind on a line."""
    issue = make_issue(title="甲<乙", raised={"date": "2026-05-12"})
    data = place(project("P-1", stages=[STARTED]), project("P-2", stages=[STARTED]), issues=(issue,))
    said = _text(view_of(data, weekly(sections=["changes"]), weekly(**BEFORE)))
    assert "\n\n新开工：P-1项目、P-2项目。\n\n提出或重开问题：甲<乙。\n\n" in said


def test_the_text_names_late_starts() -> None:
    """The sentence says that a list follows: in the text it is the names alone."""
    late: dict[str, Any] = {
        "years": [{"year": "2026", "nature": "新开工", "plan": "10000", "start": "2026-03"}],
        "stages": [],
    }
    data = place(project("P-1", **late, invested=[]), project("P-2", **late, invested=[]))
    assert "名单如下。\n\nP-1项目、P-2项目\n" in _text(view_of(data, weekly(sections=["starts"])))


def test_the_text_of_an_issued_bulletin_is_what_was_issued() -> None:
    """Its sentences are replayed, whatever today's templates would say."""
    view = view_of(place(project("P-1")), weekly(sections=["headline", "districts"]))
    page = Page("b/b.html", PAGE, "zh-CN", "题", "", "bulletins", view)
    issued = {name: tuple(f"{text}（印发）" for text in texts) for name, texts in _drawer().sentences(page).items()}
    said = _drawer().html(replace(page, path="b/b.txt", template=TEXT, sentences=issued))
    lines = [line for line in said.splitlines() if line.startswith(("截至", "邹平"))]
    assert len(lines) == 2
    assert all(line.endswith("。（印发）") for line in lines)


def test_a_draft_has_no_text_for_the_press() -> None:
    """What is not issued is not handed out."""
    assert view_of(place(project("P-1")), make_bulletin()).text == ""
    assert "通稿" not in page_of(view_of(place(project("P-1")), make_bulletin()), PAGE)


def _drawer(*sections: str) -> Pages:
    """The program's templates in the frame of a site with these lists."""
    frame = chrome(reader_of(place(), "zh-CN", DAY), sections=sections, targets_year=None, base_url=None)
    templates = load_templates(ROOT)
    names = {name: f"assets/{name}" for name in templates.assets}
    return Pages(list(templates.sources), {"zh-CN": load_catalogue("zh-CN")}, {"zh-CN": frame}, names, compiled())


def _feed(data: Dataset, base_url: str = "") -> ElementTree.Element:
    others = (("en", "en/bulletins/feed.xml"),)
    view = feed_view(take_snapshot(data, DAY), reader_of(data, "zh-CN", DAY), base_url, others)
    return ElementTree.fromstring(atom_bytes(view))


def _links(element: ElementTree.Element) -> list[tuple[str | None, str | None]]:
    return [(link.get("rel"), link.get("href")) for link in element.findall(f"{ATOM}link")]


def _issued(**changes: Any) -> Any:
    return make_bulletin(**{"issued": "2026-05-18", **changes})


def test_the_feed_is_atom() -> None:
    """RFC 4287: what a feed and an entry must have, once each, in its namespace."""
    feed = _feed(place(bulletins=(_issued(), _issued(id="W-2", number="2"))))
    assert feed.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated"):
        assert len(feed.findall(f"{ATOM}{name}")) == 1
        assert [len(entry.findall(f"{ATOM}{name}")) for entry in feed.findall(f"{ATOM}entry")] == [1, 1]
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "市指挥部办公室"
    ids = [entry.findtext(f"{ATOM}id") or "" for entry in feed.findall(f"{ATOM}entry")]
    assert len(set(ids)) == 2
    assert all(id.startswith("urn:uuid:") for id in ids)
    assert not [name for name in feed.attrib if name.endswith("base")]


def test_the_feed_is_relative_until_the_site_knows_its_address() -> None:
    """From a folder its links are those of a page beside it; with a base address each stands alone."""
    data = place(bulletins=(_issued(),))
    entry = f"{ATOM}entry"
    here, there = _feed(data), _feed(data, "https://example.org/tongbao")
    assert ("self", "feed.xml") in _links(here)
    assert _links(here.findall(entry)[0]) == [("alternate", "2026/W-2026-01/index.html")]
    assert ("self", "https://example.org/tongbao/bulletins/feed.xml") in _links(there)
    assert _links(there.findall(entry)[0]) == [
        ("alternate", "https://example.org/tongbao/bulletins/2026/W-2026-01/index.html")
    ]


def test_text_in_the_feed_is_escaped() -> None:
    """A title is a text, whatever stands in it."""
    title = "甲<b>&\"'乙]]>"
    feed = _feed(place(bulletins=(_issued(title=title),)))
    assert (feed.findtext(f"{ATOM}entry/{ATOM}title") or "").startswith(title)


def test_the_feed_is_found() -> None:
    """The pages of bulletins name it to a feed reader, where the site has bulletins."""
    view = view_of(place(project("P-1")))
    for sections, found in ((("bulletins",), True), ((), False)):
        html = _drawer(*sections).html(Page("bulletins/2026/W/index.html", PAGE, "zh-CN", "题", "", "bulletins", view))
        assert ('type="application/atom+xml" title="通报" href="../../feed.xml"' in html) is found
