"""Issued lists: read back as written, and whatever else stands there is a fault with its path."""

from pathlib import Path
from typing import Any

from tests.builders import TARGETS, write_place
from tests.each import each
from tongbao.load.folders import load_place
from tongbao.load.issued import issued_text
from tongbao.load.issued_targets import read_issued_targets

ADJUSTMENT = {
    "date": "2026-04-20",
    "number": "9",
    "approved_by": "甲",
    "moves": [{"kind": "退出", "project": "P-1", "reason": "停建"}],
}
CONTENT: dict[str, Any] = {
    "format": 1,
    "year": 2026,
    "date": "2026-02-11",
    "listed": {**TARGETS, "published": "2026-02-11"},
    "projects": {"P-1": {"id": "P-1", "name": {"zh-CN": '甲 \\ "项目"'}, "district": "zouping", "plan": "300.250"}},
    "names": {"district:zouping": {"zh-CN": "邹平"}},
    "money": {"unit": "万元", "display": "亿元", "factor": "10000"},
    "figures": [{"id": "targets:2026/planned", "value": "300.25", "display": {"zh-CN": "0.03"}}],
    "policy": "-",
    "records": {"project/P-1": "ab"},
}
ADJUSTED = {**CONTENT, "date": "2026-04-20", "listed": {**CONTENT["listed"], "adjustments": [ADJUSTMENT]}}
TEXT = issued_text(CONTENT)


def rule_of(data: bytes, stem: str = "2026") -> str:
    issued, defects = read_issued_targets(data, stem)
    assert (issued is None) == bool(defects)
    return " ".join(f"{defect.rule} {defect.params.get('field', '')}".strip() for defect in defects)


def test_what_is_written_is_read_back() -> None:
    """An issued list says the same as what was handed over, each number with the digits it was written with."""
    issued, defects = read_issued_targets(TEXT.replace("\n", "\r\n").encode(), "2026")
    assert defects == []
    assert issued is not None
    assert (issued.key, issued.stem, str(issued.projects["P-1"].plan)) == ("2026", "2026", "300.250")
    assert issued.names["district:zouping"] == {"zh-CN": "邹平"}


def test_the_list_after_an_adjustment() -> None:
    """It is called by the year and the day, and the adjustments of that day are its own."""
    issued, _ = read_issued_targets(issued_text(ADJUSTED).encode(), "2026.2026-04-20")
    assert issued is not None
    assert (issued.key, [each.number for each in issued.adjustments]) == ("2026-04-20", ["9"])
    assert rule_of(issued_text(ADJUSTED).encode(), "2026") == "issued-unreadable date"
    assert rule_of(TEXT.encode(), "2026.2026-02-11") == "issued-unreadable date"


def test_every_changed_byte_is_a_fault() -> None:
    """Wherever a byte is changed, the file is refused."""
    data = TEXT.encode()
    for at in range(0, len(data) - 1, 5):
        assert rule_of(bytes([*data[:at], data[at] ^ 1, *data[at + 1 :]])), at


@each(
    ("data", "rule"),
    [
        (b"", "issued-unreadable"),
        (b"[" * 100_000, "issued-unreadable"),
        (b"\xff\xfe{\x00}\x00", "issued-unreadable"),
        (b"{}", "issued-format"),
        (b'{"format": 2}', "issued-format"),
        (b'{"format": 1}', "issued-changed"),
    ],
)
def test_what_is_no_issued_list_is_one_fault(data: bytes, rule: str) -> None:
    """Torn, deep, other encodings, other formats: a fault each, never an error of ours."""
    assert rule_of(data) == rule


@each(
    ("change", "field"),
    [
        ({"date": "yesterday"}, "date"),
        ({"year": 2025}, "listed.year"),
        ({"more": 1}, "more"),
        ({"listed": {**TARGETS, "groups": [{"code": "a"}]}}, "listed.groups.0.name"),
        ({"projects": {"P-1": {"id": "P-1", "name": "甲", "district": "a/b"}}}, "projects.P-1.district"),
        ({"projects": {"P-1": {"id": "P-1", "name": "甲", "district": "a", "plan": "many"}}}, "projects.P-1.plan"),
        ({"figures": [{"id": "targets:2026/planned", "value": "much", "display": {}}]}, "figures.0.value"),
        ({"figures": [{"id": "targets:2026/planned", "value": "9" * 5000, "display": {}}]}, "figures.0.value"),
        ({"money": {"unit": "万元"}}, "money.display"),
    ],
)
def test_a_wrong_field_is_named_even_under_a_right_digest(change: dict[str, Any], field: str) -> None:
    """The digest says that a file was not changed by accident; what stands in it is looked at all the same."""
    assert rule_of(issued_text({**CONTENT, **change}).encode()) == f"issued-unreadable {field}"


def test_faults_bear_the_path(tmp_path: Path) -> None:
    """A list that is issued stands beside its file, in one folder; what is no issued list is a fault at its path, and
    nobody is told to issue that list again."""
    listed = {**TARGETS, "published": "2026-02-11"}
    files = {
        "targets/2026.yaml": listed,
        "targets/2026.issued.json": "{}",
        "targets/2025.issued.json": issued_text({**CONTENT, "year": 2025, "listed": {**TARGETS, "year": "2025"}}),
        "targets/more/2026.2026-04-20.issued.json": issued_text(ADJUSTED),
    }
    loaded = load_place(write_place(tmp_path, files), cache=False)
    assert loaded.dataset is not None
    assert loaded.dataset.issued_lists == {}
    assert ("issued_list", "2026") in loaded.dataset.unreadable
    assert [(problem.path, problem.rule) for problem in loaded.problems] == [
        ("targets/2025.issued.json", "issued-without-targets"),
        ("targets/2026.issued.json", "issued-format"),
        ("targets/more/2026.2026-04-20.issued.json", "issued-without-targets"),
    ]
