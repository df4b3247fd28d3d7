"""`targets adjust` writes an adjustment into the file of a list, and only where the place is sound with it."""

from pathlib import Path
from typing import Any

import pytest

from tests.issuing_place import files_of
from tests.targets_place import FILES, ISSUED, LIST, MOVED, YAML, issued_place, place, run
from tongbao.pipeline import load_checked

LAST = "substitutes: [P-4]\n"
"""The key that a record has behind its adjustments."""
WRITTEN = """\
adjustments:
  - date: 2026-04-20
    number: 办〔2026〕9号
    approved_by: 指挥部
    moves:
      - {kind: 增补, project: P-4, group: 续建, reason: 停建}
      - {kind: 储备转实施, project: P-3, reason: 停建}
      - {kind: 实施转储备, project: P-2, group: 预备, reason: 停建}
      - {kind: 退出, project: P-1, reason: 停建}
"""
ALL = ("--withdraw", "P-1", "--add", "P-4:续建", "--promote", "P-3", "--defer", "P-2:预备")


def test_every_kind_of_move(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each kind of move is written with its group where one is named; everything else of the file stays."""
    root = issued_place(tmp_path)
    capsys.readouterr()
    assert run(root, *MOVED, *ALL) == 0
    assert (root / LIST).read_text("utf-8") == YAML.replace(LAST, WRITTEN + LAST)
    assert capsys.readouterr().out == (
        f"{LIST} has the adjustment of 2026-04-20, moves: 4. Issue it: `targets issue 2026`.\n"
    )
    assert [p.rule for p in load_checked(root, cache=False).problems] == ["list-not-issued"]
    assert run(root, "issue", "2026") == 0
    assert load_checked(root, cache=False).problems == ()


def test_a_second_adjustment_and_line_ends(tmp_path: Path) -> None:
    """A second adjustment stands below the first, and the file keeps the line ends it has."""
    root = place(tmp_path)
    (root / LIST).write_bytes(YAML.replace("\n", "\r\n").encode())
    assert run(root, *MOVED, "--withdraw", "P-1") == 0
    assert run(root, *MOVED, "--date", "2026-05-06", "--withdraw", "P-2") == 0
    data = (root / LIST).read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n") == len(YAML.splitlines()) + 3
    assert data.decode().replace("\r\n", "\n").startswith(YAML.removesuffix(LAST))
    dataset = load_checked(root, cache=False).dataset
    assert dataset is not None
    assert [f"{each.date}" for each in dataset.targets[0].adjustments] == ["2026-04-20", "2026-05-06"]


@pytest.mark.parametrize(
    ("moves", "rule"),
    [
        (("--withdraw", "P-4"), "move-not-listed"),
        (("--add", "P-1:续建"), "move-already-listed"),
        (("--promote", "P-3:新开工"), "unknown-group"),
        (("--withdraw", "P-9"), "unknown-project"),
        (("--date", "2026-02-01", "--withdraw", "P-1"), "adjustment-before-published"),
    ],
)
def test_a_fault_is_told_and_nothing_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], moves: tuple[str, ...], rule: str
) -> None:
    """What the rules find in the list as it would be is told with the line it would stand in; the file stays."""
    root = place(tmp_path)
    before = files_of(root)
    assert run(root, *MOVED, *moves) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == "1 fault in 1 file. Nothing was written."
    faults = [line for line in lines if line.endswith(f"[{rule}]")]
    assert len(faults) == 1
    assert int(faults[0].split(":")[1]) > len(YAML.splitlines())
    assert files_of(root) == before


def test_a_warning_does_not_stand_against_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is only warned of is printed, and the adjustment is written."""
    root = issued_place(tmp_path)
    capsys.readouterr()
    assert run(root, *MOVED, "--date", "2026-06-02", "--withdraw", "P-1") == 0
    assert "[after-as-of]" in capsys.readouterr().out


def test_a_day_that_was_issued(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of what was issued nothing changes: an adjustment before the last issued one is a fault."""
    root = issued_place(tmp_path)
    assert run(root, *MOVED, "--withdraw", "P-1") == 0
    assert run(root, "issue", "2026") == 0
    capsys.readouterr()
    assert run(root, *MOVED, "--date", "2026-04-01", "--withdraw", "P-2") == 1
    assert "[issued-list-differs]" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Say what moves: --add, --promote, --defer, --withdraw"),
        (("--withdraw", "P-1:续建"), "“P-1:续建” of --withdraw is no project"),
        (("--add", "P-4:"), "“P-4:” of --add is no project"),
        (("--add", "P-4:a/b"), "“P-4:a/b” of --add is no project"),
        (("--add", ":续建"), "“:续建” of --add is no project"),
        (("--add", "P-4", "--reason", " "), "--reason says nothing that can be read"),
        (("--add", "P-4", "--number", "\udcff"), "--number says nothing that can be read"),
        (("--add", "P-4", "--date", "2026-02-30"), "“2026-02-30” is no date"),
    ],
)
def test_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str) -> None:
    """Nothing to move, a move that cannot be read, an empty reason: exit code 2, and nothing is written."""
    root = place(tmp_path)
    before = files_of(root)
    assert run(root, *MOVED, *words) == 2
    assert capsys.readouterr().err.startswith(said)
    assert files_of(root) == before


@pytest.mark.parametrize("adjusted", [True, False])
def test_a_file_on_one_line(tmp_path: Path, *, adjusted: bool) -> None:
    """A file that a program wrote as JSON has the adjustment within its brackets."""
    move: Any = {"kind": "退出", "project": "P-1", "reason": "停建"}
    made = {"date": "2026-03-01", "number": "1", "approved_by": "甲", "moves": [move]}
    targets = {"year": "2026", "title": "清单", "published": "2026-02-11", "adjustments": [made] * adjusted}
    groups = [{"code": "续建", "name": "续建", "projects": ["P-1", "P-2"]}]
    root = place(tmp_path, **{LIST: {**targets, "groups": groups}})
    assert run(root, *MOVED, "--withdraw", "P-2") == 0
    dataset = load_checked(root, cache=False).dataset
    assert dataset is not None
    assert [each.number for each in dataset.targets[0].adjustments] == [*["1"] * adjusted, "办〔2026〕9号"]


def test_a_file_that_must_be_written_by_hand(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the file cannot be changed so that it says just that, it stays, and the person is told what to write."""
    root = place(tmp_path)
    before = files_of(root)
    monkeypatch.setattr("tongbao.commands.targets_adjust.with_entry", lambda text, *_: text)
    assert run(root, *MOVED, "--withdraw", "P-2") == 2
    assert "Please write there: adjustments: - {date: 2026-04-20, number: 办〔2026〕9号" in capsys.readouterr().err
    assert files_of(root) == before


def test_other_faults_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In a place with a fault nothing is adjusted."""
    assert FILES[LIST] == YAML
    root = place(tmp_path, **{"projects/huimin/P-5.yaml": "id: ["})
    assert run(root, *MOVED, "--withdraw", "P-1") == 1
    assert "projects/huimin/P-5.yaml" in capsys.readouterr().out
    assert not (root / ISSUED).exists()
