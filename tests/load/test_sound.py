import os
import pickle
import sqlite3
from pathlib import Path

import pytest

from tests.builders import PROJECT, write_place
from tongbao.load import records
from tongbao.load.folders import load_place
from tongbao.load.sound import SoundRecords


def _no_reading(*_: object) -> None:
    raise AssertionError


def test_a_sound_record_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A record that was found sound is the same in the next run, which takes no file apart that is as it was."""
    root = write_place(tmp_path / "a", {"projects/P-1.yaml": PROJECT})
    first = load_place(root, own_folder=tmp_path / "own").dataset
    monkeypatch.setattr(records, "record_of", _no_reading)
    assert load_place(root, own_folder=tmp_path / "own").dataset == first


def test_a_changed_file_is_read_and_its_faults_told_where_they_are(tmp_path: Path) -> None:
    """A file that differs is read; a fault in it has its line, also when it was there the time before, and one that
    only its name makes is told of a record that is known."""
    root = write_place(tmp_path / "a", {"projects/P-1.yaml": PROJECT})
    load_place(root, own_folder=tmp_path / "own")
    write_place(root, {"projects/P-2.yaml": PROJECT})
    write_place(root, {"projects/P-1.yaml": {**PROJECT, "wrong": "1"}})
    told = load_place(root, cache=False).problems
    assert {each.line > 0 for each in told} == {True}
    assert {(each.path, each.rule) for each in told} == {
        ("projects/P-1.yaml", "unknown-key"), ("projects/P-2.yaml", "id-differs"),
    }  # fmt: skip
    for _ in range(2):
        assert load_place(root, own_folder=tmp_path / "own").problems == told


@pytest.mark.parametrize("place", ["inside", "of all", "a file"])
def test_what_others_may_write_to_is_not_read(tmp_path: Path, place: str) -> None:
    """What is kept is code when it is read: none is taken from below the place, nor from where others may write."""
    root = write_place(tmp_path / "a", {"projects/P-1.yaml": PROJECT})
    folder = {"inside": root / "own", "of all": tmp_path / "all", "a file": tmp_path / "file"}[place]
    if place == "of all":
        folder.mkdir()
        folder.chmod(0o777)
    elif place == "a file":
        folder.touch()
    assert load_place(root, own_folder=folder).dataset
    assert not list(tmp_path.rglob("records-*"))


def test_what_is_broken_or_of_another_program_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Content that is not as it was written is never loaded; what another program kept is not found."""
    with SoundRecords(tmp_path, tmp_path / "a") as kept:
        kept.put({"x": 1})
    with SoundRecords(tmp_path, tmp_path / "a") as kept:
        assert kept.get(["x", "y"]) == {"x": 1}
    monkeypatch.setattr("tongbao.load.sound.package_digest", lambda: b"other")
    with SoundRecords(tmp_path, tmp_path / "a") as kept:
        assert kept.get(["x"]) == {}
    monkeypatch.undo()
    (file,) = tmp_path.glob("records-*")
    forged = sqlite3.connect(file)
    with forged:
        forged.execute("UPDATE trees SET tree = ?", (os.urandom(16) + pickle.dumps(2),))
    forged.close()
    with SoundRecords(tmp_path, tmp_path / "a") as kept:
        assert kept.get(["x"]) == {}
