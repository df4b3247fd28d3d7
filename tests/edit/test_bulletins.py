"""The file of a draft."""

import yaml

from tests.builders import make_bulletin
from tongbao.edit.bulletins import Notes, Said, draft_path, draft_text
from tongbao.load.single import record_of
from tongbao.load.yaml_source import parse
from tongbao.model.bulletin import Bulletin

NOTES = Notes("# schema", "写在 words 下：\nwords:\n  editor: |", "以下供参看", "（不印）")
DRAFT = make_bulletin(sections=["headline", "editor"], recipients={"report": {"zh-CN": "市委", "en": "Party"}})
SAID = (Said("headline", "总体情况", ("截至17时，# 甲\n  issued: 2026-01-01\x85乙",)), Said("editor", "下一步", ()))


def test_it_is_read_back() -> None:
    """The file is the draft and nothing else: whatever the sentences repeat stays within comments."""
    record, defects = record_of(parse(draft_text(DRAFT, SAID, NOTES).encode()), Bulletin)
    assert (record, defects) == (DRAFT, [])


def test_what_stands_in_it() -> None:
    """Each section under its code and heading, a paragraph a line, an empty one said so."""
    lines = draft_text(DRAFT, SAID, NOTES).splitlines()
    assert lines[0] == "# schema"
    assert lines[-5:] == [
        "# headline: 总体情况",
        "#   截至17时，# 甲 issued: 2026-01-01 乙",
        "#",
        "# editor: 下一步",
        "#   （不印）",
    ]


def test_words_can_be_taken_out_of_the_comment() -> None:
    """Without their `# ` the lines shown are the words of a bulletin."""
    lines = [line.removeprefix("# ") for line in draft_text(DRAFT, (), NOTES).splitlines()]
    start = lines.index("words:")
    assert yaml.safe_load("\n".join([*lines[start : start + 2], "    甲"])) == {"words": {"editor": "甲"}}


def test_where_it_stands() -> None:
    """In the folder of the year of its number."""
    assert draft_path(make_bulletin(id="weekly-2025-53", year="2025")) == "bulletins/2025/weekly-2025-53.yaml"
