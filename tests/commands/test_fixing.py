"""`check --fix`: which files, what is told, what is written."""

import os
import shutil
from pathlib import Path

import pytest

from tests.builders import ISSUE, write_place
from tests.sites import GOLDEN
from tongbao.cli import main

LINES = (
    "# 甲",
    "id：P-1",
    "name: 甲",
    "district: zouping",
    "registered: 2026/3/1  # 入库",
    "investment: {total: 36,120}",
)
WRONG = "\r\n".join((*LINES, ""))
RIGHT = WRONG.replace("：", ": ").replace("2026/3/1", "2026-03-01").replace("36,120", "36120")
PATH = "projects/zouping/P-1.yaml"
LEFT = "issues/zouping/2026/I-1.yaml"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    files = {
        PATH: WRONG.encode(),
        LEFT: {**ISSUE, "raised": {"date": "3/4/2026"}},
        "policy.yaml": "pace:\n\tmultiplier: １\n\tassumed: true\n",
    }
    return write_place(tmp_path / "place", files)


def check(place: Path, *arguments: str) -> int:
    return main(["check", "--root", str(place), "--language", "en", *arguments])


def test_what_is_repaired(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each repair is a line with its place, then comes the check of what is left; a second run repairs nothing."""
    os.chmod(place / PATH, 0o640)
    assert check(place, "--fix") == 1
    *lines, left, count = capsys.readouterr().out.splitlines()
    assert lines == [
        "policy.yaml:2:1: “<U+0009>” → “  ”",
        "policy.yaml:2:14: “１” → “1”",
        "policy.yaml:3:1: “<U+0009>” → “  ”",
        f"{PATH}:2:3: “：” → “: ”",
        f"{PATH}:5:13: “2026/3/1” → “2026-03-01”",
        f"{PATH}:6:21: “36,120” → “36120”",
        "Repaired: 6 places in 2 files.",
    ]
    assert left.startswith(f"{LEFT}:1:")
    assert count == "Left: 1 fault in 1 file."
    assert (place / PATH).read_bytes() == RIGHT.encode()
    assert (place / PATH).stat().st_mode & 0o777 == 0o640
    assert check(place, "--fix") == 1
    assert capsys.readouterr().out.startswith("Nothing to repair.\n")


def test_dry_run(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--dry-run tells the same and writes nothing."""
    assert check(place, "--fix", "--dry-run") == 1
    assert "Could be repaired: 6 places in 2 files; nothing was written." in capsys.readouterr().out
    assert (place / PATH).read_bytes() == WRONG.encode()
    assert check(place, "--dry-run", "--format", "json") == 1
    captured = capsys.readouterr()
    assert captured.out.startswith("[")
    assert "policy.yaml:2:1" in captured.err


def test_who_checks_is_told_that_there_is_a_way(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without --fix the last line says how much of what is wrong it would repair, of the files that are shown."""
    assert check(place) == 1
    assert capsys.readouterr().out.endswith(" check --fix can repair 6 places.\n")
    assert check(place, str(place / "policy.yaml")) == 1
    assert capsys.readouterr().out.endswith(" check --fix can repair 3 places.\n")
    assert check(place, str(place / "issues")) == 1
    assert "--fix" not in capsys.readouterr().out


def test_only_what_is_meant(place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """With PATHs or --changed only their files are repaired."""
    monkeypatch.setattr("tongbao.commands.check.changed_files", lambda _root, _base: frozenset({PATH}))
    assert check(place, "--fix", str(place / "issues")) == 1
    assert capsys.readouterr().out.startswith("Nothing to repair.")
    assert check(place, "--fix", "--changed") == 0
    assert (place / PATH).read_bytes() == RIGHT.encode()
    assert "\t" in (place / "policy.yaml").read_text(encoding="utf-8")


def test_what_cannot_be_written(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that the system does not let go of is told in one line, stays as it was, and nothing is left beside it."""
    before = {path: path.read_bytes() for path in place.rglob("*.yaml")}

    def refuse(_old: Path, _new: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tongbao.edit.files.os.replace", refuse)
    assert check(place, "--fix") == 2
    err = capsys.readouterr().err
    assert err == f"{place / 'policy.yaml'} cannot be read or written: No space left on device\n"
    assert {path: path.read_bytes() for path in place.rglob("*.yaml")} == before
    assert not list(place.rglob("*.new"))


def test_a_place_without_slips(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It keeps every file; issued files are no records and never opened to be written."""
    root = tmp_path / "golden"
    shutil.copytree(GOLDEN, root)
    files = [path for path in root.rglob("*") if path.is_file()]
    before = {path: path.stat().st_ino for path in files}
    assert check(root, "--fix") == 0
    assert capsys.readouterr().out.startswith("Nothing to repair.")
    assert {path: path.stat().st_ino for path in files} == before


def test_a_place_is_checked_again(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was repaired is a record like any other: rules see it."""
    write_place(place, {LEFT: {**ISSUE, "projects": ["P-1"]}})
    (place / PATH).write_bytes(WRONG.replace("zouping", "zuoping").encode())
    assert check(place, "--fix") == 1
    assert f"{PATH}:4:11: district: " in capsys.readouterr().out
