"""Issued files: read back as written, and whatever else stands there is a fault with its path."""

import json
from pathlib import Path
from typing import Any

from tests.builders import BULLETIN, write_place
from tests.each import each
from tongbao.load.folders import load_place
from tongbao.load.issued import issued_text, read_again, read_issued

CONTENT: dict[str, Any] = {
    "format": 1,
    "id": "W-2026-01",
    "kind": "weekly",
    "year": 2026,
    "number": 1,
    "as_of": "2026-05-17T17:00",
    "issued": "2026-05-18",
    "draft": "-",
    "policy": "-",
    "records": {"project/P-1": "ab"},
    "figures": [{"id": "all/projects", "value": "1", "display": {"zh-CN": "1个"}}],
    "languages": {"zh-CN": {"view": {"words": 'a "digest": "x"'}, "sentences": {"bulletin/lead": ["甲"]}}},
}
TEXT = issued_text(CONTENT)


def rule_of(data: bytes, id: str = "W-2026-01") -> str:
    issued, defects, _ = read_issued(data, id)
    assert (issued is None) == bool(defects)
    return " ".join(f"{defect.rule} {defect.params.get('field', '')}".strip() for defect in defects)


def test_what_is_written_is_read_back() -> None:
    """An issued file says the same as what was handed over, and the order of keys does not matter."""
    issued, defects, _ = read_issued(TEXT.encode(), "W-2026-01")
    assert defects == []
    assert issued is not None
    assert issued.figures[0].display == {"zh-CN": "1个"}
    assert issued.languages["zh-CN"].sentences == {"bulletin/lead": ("甲",)}
    assert issued_text(dict(reversed(CONTENT.items()))) == TEXT


def test_line_ends_of_git_do_not_count() -> None:
    """A checkout with other line ends is no change."""
    assert rule_of(TEXT.replace("\n", "\r\n").encode()) == ""


def test_every_changed_byte_is_a_fault() -> None:
    """Wherever a byte is changed, the file is refused."""
    data = TEXT.encode()
    for at in range(0, len(data) - 1, 7):
        changed = bytes([*data[:at], data[at] ^ 1, *data[at + 1 :]])
        assert rule_of(changed), at


def test_a_file_read_before_says_the_same() -> None:
    """With the head that was kept a file says the same, and a changed byte is still none of it."""
    _, _, head = read_issued(TEXT.encode(), "W-2026-01")
    again = read_again(TEXT.encode(), "W-2026-01", head)
    assert again is not None
    assert again.figures[0].display == {"zh-CN": "1个"}
    assert again.in_language("zh-CN").sentences == {"bulletin/lead": ("甲",)}
    assert read_again(TEXT.replace("1个", "2个").encode(), "W-2026-01", head) is None
    assert read_again(TEXT.encode(), "W-2026-02", head) is None
    assert read_again(TEXT.encode(), "W-2026-01", {**head, "records": 1}) is None


def test_what_is_kept_between_runs_hides_no_change(tmp_path: Path) -> None:
    """The second reading of a place, from what the first kept, finds what was changed between the two."""
    names = ("bulletins/2026/W-2026-01.yaml", "bulletins/2026/W-2026-01.issued.json")
    root = write_place(tmp_path, dict(zip(names, (BULLETIN, TEXT), strict=True)))
    for _ in range(2):
        loaded = load_place(root)
        assert loaded.dataset is not None
        assert loaded.dataset.issued["W-2026-01"].figures[0].id == "all/projects"
    (root / names[1]).write_text(TEXT.replace("1个", "2个"), encoding="utf-8")
    assert [(problem.path, problem.rule) for problem in load_place(root).problems] == [(names[1], "issued-changed")]


@each(
    ("data", "rule"),
    [
        (b"", "issued-unreadable"),
        (TEXT.encode()[:-40], "issued-unreadable"),
        (b"\xff\xfe{\x00}\x00", "issued-unreadable"),
        ("{}".encode("utf-16-be"), "issued-unreadable"),
        (b"[" * 100_000, "issued-unreadable"),
        (b'{"a":' * 100_000, "issued-unreadable"),
        (b"9" * 5000, "issued-unreadable"),
        (b"[]", "issued-format"),
        (b'"text"', "issued-format"),
        (b"{}", "issued-format"),
        (b'{"format": 2}', "issued-format"),
        (b'{"format": [1]}', "issued-format"),
        (b'{"format": 1}', "issued-changed"),
        (b'{"format": 1, "digest": {"a": 1}}', "issued-changed"),
    ],
)
def test_what_is_no_issued_bulletin_is_one_fault(data: bytes, rule: str) -> None:
    """Torn, deep, huge, other encodings, other formats: a fault each, never an error of ours."""
    assert rule_of(data) == rule


@each(
    ("change", "field"),
    [
        ({"issued": "yesterday"}, "issued"),
        ({"languages": {}}, "languages"),
        ({"figures": [{"id": ""}]}, "figures.0.id"),
        ({"more": 1}, "more"),
        ({"id": "W-2026-02"}, "id"),
    ],
)
def test_a_wrong_field_is_named_even_under_a_right_digest(change: dict[str, Any], field: str) -> None:
    """The digest says that a file was not changed by accident; what stands in it is looked at all the same."""
    text = issued_text({**CONTENT, **change})
    assert rule_of(text.encode()) == f"issued-unreadable {field}"


def test_faults_bear_the_path(tmp_path: Path) -> None:
    """An issued file without its bulletin, and one in another folder than its bulletin, are faults at their paths."""
    root = write_place(
        tmp_path,
        {
            "bulletins/2026/W-2026-01.yaml": BULLETIN,
            "bulletins/2025/W-2026-01.issued.json": TEXT,
            "bulletins/2026/W-x.issued.json": json.dumps({"format": 3}),
        },
    )
    loaded = load_place(root, cache=False)
    assert loaded.dataset is not None
    assert loaded.dataset.issued == {}
    assert {(problem.path, problem.rule) for problem in loaded.problems} == {
        ("bulletins/2025/W-2026-01.issued.json", "issued-without-bulletin"),
        ("bulletins/2026/W-x.issued.json", "issued-format"),
        ("bulletins/2026/W-x.issued.json", "issued-without-bulletin"),
    }


def test_an_unreadable_bulletin_is_not_said_to_be_missing(tmp_path: Path) -> None:
    """Beside a bulletin that cannot be read the issued file has no fault of its own."""
    files = {"bulletins/2026/W-2026-01.yaml": "id: [", "bulletins/2026/W-2026-01.issued.json": TEXT}
    found = load_place(write_place(tmp_path, files), cache=False).problems
    assert {problem.path for problem in found} == {"bulletins/2026/W-2026-01.yaml"}
