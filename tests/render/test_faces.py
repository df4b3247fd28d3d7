"""From which fonts text is shown, and that what a face lacks is told and is there all the same."""

import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.sites import ROOT
from tongbao.render.faces import Face, Stray, chain, strays
from tongbao.render.pdf import Note, pdf_of

FACES = (ROOT / "templates/assets/faces.css").read_text("utf-8")
STACKS = dict(re.findall(r"--([a-z]+): ([^;]+);", FACES))
ASSETS = {"faces.css": FACES.encode()}
TOLD_APART = "骨直门返述曜"
"""Characters that Chinese and Japanese faces draw differently."""


def families(stack: str) -> tuple[str, ...]:
    return tuple(name.strip(' "') for name in STACKS[stack].split(","))


@cache
def drawn(text: str, style: str, language: str = "zh-CN") -> tuple[bytes, tuple[Note, ...]]:
    head = '<title>甲</title><link rel="stylesheet" href="asset:faces.css">'
    return pdf_of(f'<html lang="{language}">{head}<p style="{style}">{text}</p>', assets=ASSETS)


def fonts(data: bytes) -> Iterator[tuple[str, str]]:
    """The embedded fonts of a PDF: the name without the mark of a subset, and the characters that they show."""
    seen = {}
    for page in PdfReader(BytesIO(data)).pages:
        for font in page["/Resources"]["/Font"].values():
            name = str(font["/BaseFont"]).partition("+")[2]
            pairs = re.findall(rb"<[0-9A-Fa-f]+> <([0-9A-Fa-f]+)>", font["/ToUnicode"].get_data())
            seen[name] = "".join(bytes.fromhex(pair.decode()).decode("utf-16-be") for pair in pairs)
    yield from seen.items()


def test_what_the_first_face_lacks_is_shown_from_the_first_that_has_it() -> None:
    """Sorted by where it is shown from; "" where nothing has it. Spaces and line breaks need no font."""
    faces = (Face("仿", "云汀市".__contains__), Face("宋", "云镕".__contains__), Face("黑", "镕堃".__contains__))
    assert strays("云镕 汀\n堃市☃镕", faces) == (Stray("仿", "", "☃"), Stray("仿", "宋", "镕"), Stray("仿", "黑", "堃"))
    assert strays("云汀市 ", faces) == ()
    assert strays("云", ()) == ()


@pytest.mark.pdf
@pytest.mark.parametrize("stack", sorted(STACKS))
def test_a_face_of_ours_comes_first(stack: str) -> None:
    """Of each stack this machine has a face by name, so that no text falls to whatever fontconfig likes best."""
    assert chain(families(stack), 400, "zh-CN")[0].family in families(stack)


@pytest.mark.pdf
def test_rare_characters_are_told_with_the_face_that_shows_them() -> None:
    """What is told is what the PDF holds: the same fonts, each with the same characters."""
    text = "云汀市镕堃喆玥面积㎡"
    data, notes = drawn(text, "font-family: var(--fang)")
    faces = chain(families("fang"), 400, "zh-CN")
    lacked = {character for character in text if not faces[0].has(character)}
    assert {character for note in notes for character in note.params["characters"] if character in text} == lacked
    for note in notes:
        assert note.rule == "glyph-elsewhere"
        assert note.params["face"] == faces[0].family
        shown = next(said for name, said in fonts(data) if name.replace("-", " ").startswith(note.params["shown"]))
        named = set(re.findall(r"(\S) \(U\+[0-9A-F]+\)", note.params["characters"]))
        assert named <= set(shown)
    assert "".join(text.split()) in PdfReader(BytesIO(data)).pages[0].extract_text().replace("\n", "")


@pytest.mark.pdf
def test_a_character_that_no_font_has_is_told() -> None:
    """It would be a box: somebody must know before it is printed."""
    _, notes = drawn("甲\U0010fff0", "font-family: var(--song)")
    assert [(note.rule, note.params["characters"]) for note in notes] == [("glyph-nowhere", "\U0010fff0 (U+10FFF0)")]


@pytest.mark.pdf
def test_the_chinese_form_of_a_character_is_shown() -> None:
    """No Japanese, Korean or traditional face stands in, also where a style names no face of ours."""
    names = [*(f"var(--{stack})" for stack in STACKS), "serif", "sans-serif", "'No such face'"]
    styles = [f"font-family: {name}; font-weight: {weight}" for name in names for weight in ("normal", "bold")]
    data, notes = drawn("".join(f'<p style="{style}">{TOLD_APART}</p>' for style in styles), "")
    shown = dict(fonts(data))
    assert {name for name, said in shown.items() if set(TOLD_APART) <= set(said)} == set(shown)
    assert [name for name in shown if "CJK" in name and "SC" not in name] == []
    assert any("CJK-SC" in name for name in shown)
    assert notes == ()
