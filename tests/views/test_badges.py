"""Badges of projects: what they say, in words, and that they are pictures by themselves."""

from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from tests.each import each
from tests.snapshots import Record, reader_of, report, snapshot, stage, year
from tongbao.render.badges import COLOURS, badge_bytes
from tongbao.views.badges import BadgeView, badge_of

SVG = "{http://www.w3.org/2000/svg}"
LIGHT: Record = {"code": "红", "label": "红牌", "shape": "square", "tone": "danger", "below": "0"}
PROJECT: Record = {"id": "P-1", "name": "甲 <一期> & 乙", "stages": [stage("2026-03-01")]}
LATE: Record = {**PROJECT, "years": year("100"), "progress": [report("2026-05-31", "1")]}


def badge(project: Record, language: str = "zh-CN", **site: bool) -> BadgeView:
    found = snapshot("2026-06-30", project, policy={"lights": [LIGHT]}, site=site)
    return badge_of(found.standings[0], found, reader_of(found, language))


@pytest.mark.parametrize(
    ("project", "text", "tone"),
    [(LATE, "开工 · 红牌", "danger"), (PROJECT, "开工", "plain"), ({"id": "P-1"}, "未登记阶段", "plain")],
)
def test_what_it_says(project: Record, text: str, tone: str) -> None:
    """Stage and light in words; the colour only says it again."""
    view = badge(project)
    assert (view.label, view.text, view.tone) == ("重点项目", text, tone)
    assert text in view.title


def test_in_the_reader_s_language() -> None:
    """Words of the catalogue; the place's own light as it names it."""
    view = badge(LATE, "en")
    assert (view.label, view.text, view.language) == ("Key project", "Under construction · 红牌", "en")


def test_of_a_sample() -> None:
    """It says so wherever it is shown."""
    assert badge(PROJECT, sample=True).label == "示例项目"


def test_the_picture() -> None:
    """Well-formed whatever the name holds, its title with the day; its texts take the room that they have."""
    root = Xml.fromstring(badge_bytes(badge(LATE)))
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == root.get("aria-label") == "甲 <一期> & 乙：开工 · 红牌（截至2026年6月30日）"
    texts = [*root.iter(f"{SVG}text")]
    assert [text.text for text in texts] == ["重点项目", "开工 · 红牌"]
    right = [int(text.get("x", "")) + int(text.get("textLength", "")) for text in texts]
    left, field = root.findall(f"{SVG}rect")
    assert right[0] < int(left.get("width", "")) == int(field.get("x", ""))
    assert right[1] < int(root.get("width", ""))


@each("colour", COLOURS.values())
def test_white_text_is_plain_to_read(colour: str) -> None:
    """A contrast of at least 4.5 to 1, as WCAG 2.2 reckons it (1.4.3)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    assert 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) >= 4.5


def test_badges_of_a_site(golden: Path) -> None:
    """One for each project in every language, with nothing from elsewhere; its page has both lines to copy."""
    for prefix in ("", "en/"):
        folders = [path.parent for path in golden.glob(f"{prefix}projects/P-*/index.html")]
        assert folders
        for folder in folders:
            path = f"{prefix}embed/projects/{folder.name}/badge.svg"
            text = (golden / path).read_text(encoding="utf-8")
            assert text.count("http") == 1
            assert not [part for part in ("<style", "<image", "href", "<script") if part in text]
            html = (folder / "index.html").read_text(encoding="utf-8")
            assert f"/{path})](" in html
            assert f'/{path}" alt=' in html
