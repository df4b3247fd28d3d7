"""The circular of the sample, measured from its PDF against GB/T 9704-2012. Lengths in millimetres."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from unicodedata import east_asian_width

import pytest

from tests.measured import POINT, Line, Sheet, sheets
from tests.sites import ROOT
from tongbao.drawing import drawing_of, edition_of
from tongbao.issuing import place_of
from tongbao.load.program import load_templates
from tongbao.metrics.following import Following
from tongbao.metrics.snapshot import take_snapshot
from tongbao.pipeline import load_checked
from tongbao.render.pdf import pdf_of
from tongbao.views.issued import sealed_view
from tongbao.views.site import Page

pytestmark = pytest.mark.pdf

TOP, LEFT, WIDTH, HEIGHT = 37, 28, 156, 225
"""天头, 订口 and 版心 (5.1)."""
BOTTOM = TOP + HEIGHT
SIGN, ROW = 15.75 * POINT, HEIGHT / 22
"""A sign of 3号 and a line of the text, of which 22 fill a page (5.2.3)."""
NEAR = 0.5
"""What a printed length may be off; the standard allows 1 mm for the margins (5.1)."""


@cache
def _drawn(language: str) -> tuple[str, str]:
    """The issued monthly circular as the site prints it, as HTML, and what its page says."""
    data = load_checked(ROOT).dataset
    assert data is not None
    place = place_of(data, "monthly-2026-10")
    assert place is not None
    day = place.bulletin.as_of.date()
    edition = edition_of(ROOT, data, day, (), pdf=True)
    view = sealed_view(
        data.issued[place.bulletin.id], place, Following(), take_snapshot(data, day), edition.reader_of(language, day)
    )
    pages = drawing_of(ROOT, edition, load_templates(ROOT)).pages
    paper = Page("bulletins/x.pdf", "pdf/bulletin.html", language, "", "", "bulletins", view)
    return pages.html(paper), pages.html(
        Page("bulletins/x/index.html", "pages/bulletin.html", language, "", "", "bulletins", view)
    )


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The PDF."""
    data, notes = pdf_of(_drawn("zh-CN")[0], assets=load_templates(ROOT).assets)
    assert [note for note in notes if note.rule == "pdf-warning"] == []
    path = tmp_path_factory.mktemp("circular") / "circular.pdf"
    path.write_bytes(data)
    return path


@pytest.fixture(scope="module")
def pages(file: Path) -> tuple[Sheet, ...]:
    """Its pages."""
    return sheets(file)


def left_of(page: Sheet) -> float:
    """The left edge of 版心: the edge that is bound is to the left of odd pages and to the right of even ones."""
    return LEFT if page.number % 2 else 210 - LEFT - WIDTH


def body(page: Sheet) -> list[Line]:
    """The lines within 版心."""
    return [line for line in page.lines if line.top >= TOP and line.bottom <= BOTTOM]


def is_heading(line: Line) -> bool:
    """Whether it is one of the first level."""
    return re.match(r"[一二三四五六七八九十]+、", line.text) is not None


def upright(pages: tuple[Sheet, ...]) -> list[Sheet]:
    """The pages that do not lie on their side."""
    return [page for page in pages if page.width < page.height]


def first_annex(pages: tuple[Sheet, ...]) -> int:
    """The number of the first annex's page."""
    return next(page.number for page in pages if any(line.text == "附件1" for line in page.lines))


def test_paper_is_a4(pages: tuple[Sheet, ...]) -> None:
    """Also where a wide annex lies on its side."""
    assert len(pages) > first_annex(pages) > 3
    for page in pages:
        assert sorted((page.width, page.height)) == pytest.approx([210, 297], abs=0.1)
    assert any(page.width > page.height for page in pages)


def test_mark_number_and_red_rule(pages: tuple[Sheet, ...]) -> None:
    """The top of the red mark 35 mm below the top of 版心, the number two lines below, the rule 4 mm below that and as
    wide as 版心, the title two lines below the rule (7.2.4 to 7.3.1)."""
    first = pages[0]
    number, title = first.line("〔2026〕"), first.line("重点项目推进情况月通报")
    assert re.fullmatch(r"云重指办通〔2026〕10号", number.text)
    mark = first.ink(0, TOP, 210, number.top - 5, red=True)
    assert mark
    assert mark[1] - TOP == pytest.approx(35, abs=NEAR)
    assert (mark[0] + mark[2]) / 2 == pytest.approx(LEFT + WIDTH / 2, abs=NEAR)
    assert number.top - mark[3] == pytest.approx(2 * ROW, abs=1)
    assert (number.left + number.right) / 2 == pytest.approx(LEFT + WIDTH / 2, abs=NEAR)
    rule = first.ink(0, number.bottom + 1, 210, title.top, red=True)
    assert rule
    assert rule[1] - number.bottom == pytest.approx(4, abs=NEAR)
    assert (rule[0], rule[2]) == pytest.approx((LEFT, LEFT + WIDTH), abs=NEAR)
    ink = first.ink(0, title.top, 210, title.bottom)
    assert ink
    assert ink[1] - rule[3] == pytest.approx(2 * ROW, abs=2)


def test_a_full_page_has_22_lines_of_equal_height(pages: tuple[Sheet, ...]) -> None:
    """Headings and words in other faces among them."""
    listed = next(page.number for page in pages if any(line.text.startswith("附件：") for line in page.lines))
    texts = pages[1 : listed - 1]
    for page, following in pairwise(texts):
        lines, after = body(page), body(following)[0]
        assert len(lines) == 22 or (len(lines) == 21 and is_heading(after)), page.number  # it would have ended the page
        assert lines[-1].bottom - lines[0].bottom == pytest.approx((len(lines) - 1) * ROW, abs=1)
        assert lines[0].top == pytest.approx(TOP + (ROW - SIGN) / 2, abs=2 if is_heading(lines[0]) else NEAR)
    assert any(len(body(page)) == 22 for page in texts)


def test_a_full_line_has_28_signs(pages: tuple[Sheet, ...]) -> None:
    """Where a line is of Chinese alone: two of them left blank where a paragraph begins."""
    lines = [(page, line) for page in pages[: first_annex(pages) - 1] for line in body(page)]
    chinese = [
        (page, line)
        for page, line in lines
        if line.bottom - line.top == pytest.approx(SIGN, abs=0.01)
        and all(east_asian_width(sign) in "WF" for sign in line.text)
    ]
    counts = set()
    for page, line in chinese:
        blank = (line.left - left_of(page)) / SIGN
        if any(abs(blank - usual) < 0.05 for usual in (0, 2)):
            counts.add(round(blank) + len(line.text))
    assert max(counts) == 28


def test_lines_of_a_paragraph_fill_the_measure(pages: tuple[Sheet, ...]) -> None:
    """撑满版心, numbers and brackets among the signs or not: a line that another of its paragraph follows ends at the
    edge."""
    reached = 0
    for page in pages[1 : first_annex(pages) - 2]:
        edge = left_of(page) + WIDTH
        for line, following in pairwise(body(page)):
            if following.left < left_of(page) + 1:
                assert line.right == pytest.approx(edge, abs=SIGN), line.text
                reached += abs(line.right - edge) < 0.5
    assert reached > 20


def test_nothing_of_the_text_stands_outside(pages: tuple[Sheet, ...]) -> None:
    """The lines of upright pages are within 版心, but for the number of the page and the notice over it."""
    for page in upright(pages):
        for line in body(page):
            assert left_of(page) - 0.1 <= line.left, line
            assert line.right <= left_of(page) + WIDTH + 0.6, line
    for page in pages:
        ink = page.ink(0, 0, page.width, page.height)
        assert ink
        assert min(ink[0], ink[1], page.width - ink[2], page.height - ink[3]) > 10, page.number


def test_title_is_centred_and_addressees_follow_a_blank_line(pages: tuple[Sheet, ...]) -> None:
    """主送 at the edge, with a full-width colon, one line below title and period (7.3.2)."""
    first = pages[0]
    period, to = first.line("（10月1日—10月31日）"), first.line("各县区人民政府")
    title = first.line("重点项目推进情况月通报")
    assert (title.left + title.right) / 2 == pytest.approx(LEFT + WIDTH / 2, abs=NEAR)
    assert to.left == pytest.approx(LEFT, abs=NEAR)
    assert to.text.endswith("：")
    assert to.bottom - period.bottom == pytest.approx(2 * ROW, abs=1)


def numbers(pages: tuple[Sheet, ...]) -> Iterator[tuple[Sheet, Line]]:
    """The page number of each upright page."""
    for page in upright(pages):
        yield page, next(line for line in page.lines if re.fullmatch(rf"—{page.number}—", line.text))


def test_page_numbers(pages: tuple[Sheet, ...]) -> None:
    """Their dash 7 mm below 版心, one sign in from the right edge of odd pages and the left edge of even ones (7.5)."""
    seen = set()
    for page, line in numbers(pages):
        dash = page.ink(line.left, BOTTOM, line.left + 3, BOTTOM + 20)
        assert dash
        assert dash[1] - BOTTOM == pytest.approx(7, abs=NEAR)
        odd = page.number % 2
        free = left_of(page) + WIDTH - line.right if odd else line.left - left_of(page)
        assert free == pytest.approx(14 * POINT, abs=NEAR)
        seen.add(odd)
    assert seen == {0, 1}


def test_page_numbers_of_wide_annexes_stay_where_they_are_on_the_upright_page(pages: tuple[Sheet, ...]) -> None:
    """The upright page's foot is to the left of what lies on its side; its right is below, its left above (7.6)."""
    lying = [page for page in pages if page.width > page.height]
    foot = 297 - BOTTOM
    for page in lying:
        ink = page.ink(0, 0, foot - 2, 210)
        assert ink
        assert foot - ink[2] > 4
        dash = page.ink(0, ink[1], foot - 2, ink[1] + 3)
        assert dash
        assert foot - dash[2] == pytest.approx(7, abs=NEAR)
        if page.number % 2:
            assert 210 - 26 - ink[3] == pytest.approx(14 * POINT, abs=NEAR)
        else:
            assert ink[1] - 26 == pytest.approx(14 * POINT, abs=NEAR)


def test_annexes(pages: tuple[Sheet, ...]) -> None:
    """Each on a page of its own: its mark in the first line at the edge, its title centred in the third (7.3.7); all
    are named below the text, without a sign behind their names (7.3.4)."""
    marks = [(page, line) for page in pages for line in page.lines if re.fullmatch(r"(?:—.*)?附件\d", line.text)]
    assert [line.text[-1] for _, line in marks] == [str(number) for number in range(1, len(marks) + 1)]
    assert len(marks) > 3
    named = [
        line
        for page in pages[: first_annex(pages) - 1]
        for line in page.lines
        if re.search(r"^(附件：)?\d\.\D", line.text)
    ]
    assert len(named) == len(marks)
    for (page, mark), name in zip(marks, named, strict=True):
        title = name.text.partition(".")[2]
        found = next(line for line in page.lines if line.text == title)
        if page.width < page.height:
            assert mark.left == pytest.approx(left_of(page), abs=NEAR)
            assert mark.bottom - TOP < ROW
            assert 2 * ROW < (found.top + found.bottom) / 2 - TOP < 3 * ROW
            assert (found.left + found.right) / 2 == pytest.approx(left_of(page) + WIDTH / 2, abs=NEAR)


def test_issuer_and_date(pages: tuple[Sheet, ...]) -> None:
    """署名 two signs in from the right, the date below it two signs further in than its first sign, without zeros;
    the note below, in brackets (7.3.5, 7.3.6)."""
    page = pages[first_annex(pages) - 2]
    date = page.line("2026年11月10日")
    at = page.lines.index(date)
    issuer, note = page.lines[at - 1], page.lines[at + 1]
    assert issuer.text == "云汀市重大项目推进指挥部办公室"
    assert left_of(page) + WIDTH - issuer.right == pytest.approx(2 * SIGN, abs=1)
    assert date.left - issuer.left == pytest.approx(2 * SIGN, abs=NEAR)
    assert note.text == "（此件公开发布）"
    assert note.left - left_of(page) == pytest.approx(2 * SIGN, abs=1)


def test_imprint_at_the_foot_of_the_last_page(pages: tuple[Sheet, ...]) -> None:
    """版记: its last rule on the lower edge of 版心, rules as wide as 版心, the outer ones thicker; who has copies, who
    printed it and when (7.4)."""
    last = upright(pages)[-1]
    assert last is pages[-1]
    copied, printed = last.line("抄送："), last.line("日印发")
    assert printed.text == "云汀市重大项目推进指挥部办公室2026年11月10日印发"
    assert copied.left - left_of(last) == pytest.approx(14 * POINT, abs=NEAR)
    ends = (left_of(last) + 0.5, left_of(last) + WIDTH - 0.5)
    rules, others = (last.strokes(x, copied.top - 6, BOTTOM + 3) for x in ends)
    assert rules == others
    assert len(rules) == 4
    assert rules[-1][1] == pytest.approx(BOTTOM, abs=NEAR)
    first, *inner, end = (below - above for above, below in rules)
    assert (first, end) == pytest.approx((0.35, 0.35), abs=0.1)
    assert inner == pytest.approx([0.25, 0.25], abs=0.1)
    assert min(first, end) > max(inner)


def test_no_heading_ends_a_page(pages: tuple[Sheet, ...]) -> None:
    """一、 and what stands over a table are followed by something on their page."""
    for page in upright(pages):
        lines = body(page)
        assert not is_heading(lines[-1]), page.number


def test_every_number_of_the_page_is_printed(pages: tuple[Sheet, ...]) -> None:
    """Though the tables stand in annexes."""
    page = _drawn("zh-CN")[1]
    page = re.sub(r"<details.*?</details>", "", page, flags=re.DOTALL)
    article = page[page.index('<p class="opening"') : page.index('<p class="note"')]
    said = set(re.findall(r"<data [^>]*>([^<]+)</data>", article))
    text = "".join(line.text for sheet in pages for line in sheet.lines)
    assert len(said) > 150
    assert {each for each in said if "".join(each.split()) not in text} - {
        each for each in said if "class" in each
    } == set()


def test_english_is_a_circular_too(tmp_path: Path) -> None:
    """With annexes, issuer and copies, nothing outside its page."""
    data, _ = pdf_of(_drawn("en")[0], assets=load_templates(ROOT).assets)
    path = tmp_path / "en.pdf"
    path.write_bytes(data)
    made = sheets(path)
    text = " ".join(line.text for page in made for line in page.lines)
    for said in ("YunZhongZhiBanTong[2026]No.10", "Annex1", "(SeeAnnex1.)", "Copiedto:", "Issuedon10November2026"):
        assert said in text.replace(" ", ""), said
    for page in made:
        for line in page.lines:
            assert 0 < line.left < line.right < page.width, line
