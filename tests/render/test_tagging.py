"""Pictures on paper: those that say something have words, those that only decorate are no part of the structure."""

from io import BytesIO
from typing import Any

import page as checker
import pytest
from pypdf import PdfReader

from tongbao.render.pdf import Note, pdf_of

SHAPE = '<svg {} width="12" height="12" viewBox="0 0 12 12">{}<rect width="10" height="10" fill="#b00000"/></svg>'
LIGHT = SHAPE.format('aria-hidden="true"', "")
CHART = SHAPE.format('role="img"', "<title>完成率85.4%</title>")
WORDLESS = SHAPE.format("", "")


def made(body: str) -> tuple[bytes, tuple[Note, ...]]:
    return pdf_of(f'<html lang="zh-CN"><title>甲</title><body>{body}', assets={})


def elements(node: Any) -> list[Any]:
    """The elements of a tree of tags."""
    if not isinstance(node, dict):
        return []
    children = node.get("/K", [])
    children = children if isinstance(children, list) else [children]
    return [node, *(each for child in children for each in elements(child.get_object()))]


def figures(data: bytes) -> list[str]:
    """The words of each figure among the tags."""
    found = elements(PdfReader(BytesIO(data)).root_object["/StructTreeRoot"])
    return [str(each.get("/Alt", "")) for each in found if each.get("/S") == "/Figure"]


@pytest.mark.pdf
def test_a_hidden_picture_is_an_artifact_and_a_chart_a_figure_with_words() -> None:
    """A reader that speaks says the chart, and the light once: its word. Hidden ones are drawn all the same."""
    data, notes = made(f"<p>{LIGHT} 红牌</p><p>{CHART}</p><p>{LIGHT} 黄牌 {LIGHT} 蓝牌</p>")
    assert notes == ()
    assert figures(data) == ["完成率85.4%"]
    content = PdfReader(BytesIO(data)).pages[0].get_contents().get_data()
    assert content.count(b"/Figure") == 1
    shapes = [part for part in content.split(b"/Artifact")[1:] if b" re" in part.split(b"EMC")[0]]
    assert len(shapes) == 3
    assert checker.validate_pdf_bytes(data).is_compliant


@pytest.mark.pdf
def test_hidden_pictures_on_many_pages_leave_the_others_in_place() -> None:
    """Each page counts its own content: what is taken out on one page is not taken from another."""
    sheet = f'<section style="break-after: page"><p>{LIGHT} 第{{0}}页</p><p>{CHART}</p><p>{LIGHT}</p></section>'
    data, _ = made("".join(sheet.format(number) for number in range(1, 5)))
    assert figures(data) == ["完成率85.4%"] * 4
    assert checker.validate_pdf_bytes(data).is_compliant


@pytest.mark.pdf
def test_a_picture_without_words_is_told() -> None:
    """It has neither a title nor is it hidden: nobody who listens would know of it."""
    _, notes = made(f"<p>{WORDLESS}{WORDLESS}{CHART}{LIGHT}</p>")
    assert notes == (Note("pdf-picture", {"count": "2"}),)


def tags(data: bytes) -> list[str]:
    """The kinds of tags in the order of the document."""
    return [
        str(each["/S"]) for each in elements(PdfReader(BytesIO(data)).root_object["/StructTreeRoot"]) if "/S" in each
    ]


@pytest.mark.pdf
@pytest.mark.parametrize(
    ("written", "tagged"),
    [
        ("1 2 3 2 3", "1 2 3 2 3"),
        ("1 3 3 2 3", "1 2 2 2 3"),
        ("1 2 4 4 3 4 2", "1 2 3 3 3 4 2"),
        ("3 5 1 2", "1 2 1 2"),
    ],
)
def test_levels_of_headings_do_not_skip(written: str, tagged: str) -> None:
    """Also where a person's Markdown or a template skips one; neighbours of one level stay of one level."""
    data, _ = made("".join(f"<h{level}>题</h{level}><p>文</p>" for level in written.split()))
    assert [tag.removeprefix("/H") for tag in tags(data) if tag[:2] == "/H"] == tagged.split()
    assert checker.validate_pdf_bytes(data).is_compliant


@pytest.mark.pdf
def test_a_pair_of_facts_is_an_item_of_a_list() -> None:
    """A label and what it labels, also where they stand in a <div> to be laid out."""
    data, _ = made("<dl><div><dt>总投资</dt><dd>3亿元</dd></div><div><dt>业主</dt><dd>甲</dd><dd>乙</dd></div></dl>")
    kinds = [tag for tag in tags(data) if tag in {"/L", "/LI", "/Lbl", "/LBody", "/Div"}]
    assert kinds == ["/L", "/LI", "/Lbl", "/LBody", "/LI", "/Lbl", "/LBody", "/LBody"]
    assert checker.validate_pdf_bytes(data).is_compliant
