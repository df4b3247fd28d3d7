"""Bulletins that cannot be issued as they are: each mistake is a fault with its place, and nothing is written."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.builders import write_place
from tests.bulletin_place import RULE
from tongbao.cli import main
from tongbao.pipeline import load_checked
from tongbao.render.markdown import html_of_markdown

DRAFT = "bulletins/2026/weekly-2026-05.yaml"
GOOD: dict[str, Any] = {
    "id": "weekly-2026-05",
    "kind": "weekly",
    "year": "2026",
    "number": "5",
    "period": {"from": "2026-05-25", "until": "2026-05-31"},
    "as_of": "2026-05-31T17:00",
    "sections": ["headline", "issues"],
    "words": {"headline": "本周召开调度会。"},
    "recipients": {"report": "市委"},
}
LAST = GOOD | {
    "id": "weekly-2026-04",
    "number": "4",
    "period": {"from": "2026-05-18", "until": "2026-05-24"},
    "as_of": "2026-05-24T17:00",
    "issued": "2026-05-25",
}
PROJECT = {
    "id": "P-1",
    "name": "甲",
    "district": "zouping",
    "years": [{"year": "2026", "nature": "续建", "plan": "100"}],
    "progress": [{"as_of": "2026-05-31", "invested": "1"}],
}
SCRIPT = "见附件。<script>alert(1)</script>"
BAD: list[tuple[dict[str, Any], str, str]] = [
    ({"sections": ["headline", "weather"]}, "not-allowed", "sections[1]"),
    ({"words": {"weather": "晴"}}, "not-allowed", "words.weather"),
    ({"period": {"from": "2026-05-31", "until": "2026-05-25"}}, "period-order", "period.until"),
    ({"as_of": "2026-05-24T17:00"}, "bulletin-as-of", "as_of"),
    ({"number": "4"}, "bulletin-number-twice", "number"),
    ({"recipients": {}}, "recipients-empty", "recipients"),
    ({"words": {"headline": SCRIPT}}, "markup-in-words", "words.headline"),
    ({"words": {"issues": {"zh-CN": "好", "en": "see <b>this</b>"}}}, "markup-in-words", "words.issues.en"),
    ({"words": {"headline": "<!-- 待核 -->"}}, "markup-in-words", "words.headline"),
    ({"words": {"headline": "<img src=x onerror=alert(1)>"}}, "markup-in-words", "words.headline"),
]


def place(folder: Path, **changes: Any) -> Path:
    rules = {kind: {**RULE, "assumed": True} for kind in ("daily", "weekly")}
    policy = {"bulletins": rules, "checks": {"issued-file-missing": "off"}}
    files: dict[str, Any] = {"projects/zouping/P-1.yaml": PROJECT, "policy.yaml": policy}
    files[DRAFT] = yaml.safe_dump(GOOD | changes, allow_unicode=True)
    return write_place(folder / "place", files | {"bulletins/2026/weekly-2026-04.yaml": LAST})


def files(root: Path) -> dict[str, bytes]:
    """Everything in the place but its cache."""
    found = (path for path in sorted(root.rglob("*")) if path.is_file() and ".tongbao" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def issue(root: Path) -> int:
    return main(["bulletin", "issue", "weekly-2026-05", "--date", "2026-06-01", "--root", str(root)])


def draft(root: Path) -> int:
    return main(["bulletin", "draft", "daily", "--as-of", "2026-05-31T17:00", "--root", str(root)])


def test_the_good_one_is_issued(tmp_path: Path) -> None:
    """Without a mistake both commands write."""
    root = place(tmp_path)
    assert load_checked(root).problems == ()
    assert draft(root) == 0
    before = files(root)
    assert issue(root) == 0
    assert set(files(root)) - set(before) == {DRAFT.replace(".yaml", ".issued.json")}


@pytest.mark.parametrize(("changes", "rule", "field"), BAD, ids=[f"{n}-{bad[1]}" for n, bad in enumerate(BAD)])
def test_a_mistake_is_told_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], changes: dict[str, Any], rule: str, field: str
) -> None:
    """One clear fault with line and field; neither a bulletin is issued nor another drafted."""
    root = place(tmp_path, **changes)
    before = files(root)
    for command in (issue, draft):
        assert command(root) == 1
        told = capsys.readouterr().out
        assert f"[{rule}]" in told
        assert f": {field}: " in told
        assert f"{DRAFT}:" in told
    assert files(root) == before


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("完成率 <80% 的 3 个、>120% 的 2 个。", "完成率 &lt;80% 的 3 个、&gt;120% 的 2 个。"),
        ("`<b>` 不是标记。", "<code>&lt;b&gt;</code>"),
        ("见 <https://example.com/a>。", 'href="https://example.com/a"'),
        ("投资 5<6，且 **全部** 开工。", "5&lt;6，且 <strong>全部</strong>"),
    ],
)
def test_angle_brackets_that_are_no_markup(tmp_path: Path, words: str, shown: str) -> None:
    """Smaller than, code and addresses are told nothing, and are on the page as they were meant."""
    assert load_checked(place(tmp_path, words={"headline": words})).problems == ()
    assert shown in html_of_markdown(words)


def test_scripts_never_reach_a_page() -> None:
    """Even where nobody checks, as in what was issued long ago, HTML of people is taken out with its scripts."""
    for source in (SCRIPT, "<img src=x onerror=alert(1)>好", "[点](javascript:alert(1))", "<svg/onload=alert(1)>好"):
        shown = html_of_markdown(source)
        assert not any(word in shown for word in ("<script", "onerror", "javascript:", "onload", "alert(1)</script"))
