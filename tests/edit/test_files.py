"""tongbao.edit.files: what a second import may touch."""

from pathlib import Path

import pytest

from tongbao.edit.files import Edited, Writings, create, marked, rewrite, source_of, write, writings_of

PATH = "projects/a/P-1.yaml"


def imported(root: Path, body: str = "id: P-1\n", path: str = PATH, edited: Edited = "fault") -> Writings:
    writings = writings_of(root, {path: body}, "sheet.csv", edited=edited)
    if not writings.problems:
        write(root, writings.writings)
    return writings


def test_the_same_rows_touch_nothing(tmp_path: Path) -> None:
    """A second import of the same rows writes no file."""
    assert len(imported(tmp_path).writings) == 1
    again = imported(tmp_path)
    assert (again.writings, again.unchanged) == ((), 1)


def test_changed_rows_replace_a_file_as_imported(tmp_path: Path) -> None:
    """A file that is still as imported is replaced, also when Git changed its line ends."""
    imported(tmp_path)
    file = tmp_path / PATH
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert len(imported(tmp_path, "id: P-1\nname: new\n").writings) == 1
    assert file.read_text() == marked("id: P-1\nname: new\n", "sheet.csv")


@pytest.mark.parametrize("by_hand", [marked("id: P-1\n", "sheet.csv") + "# note\n", "id: P-1\n"])
def test_work_by_hand_is_never_lost_silently(tmp_path: Path, by_hand: str) -> None:
    """A file edited or written by hand is a fault; it is kept or overwritten only when that was asked for."""
    file = tmp_path / PATH
    file.parent.mkdir(parents=True)
    file.write_text(by_hand)
    refused = imported(tmp_path)
    assert [(p.path, p.rule) for p in refused.problems] == [(PATH, "import-edited")]
    assert imported(tmp_path, edited="keep").kept == 1
    assert file.read_text() == by_hand
    imported(tmp_path, edited="overwrite")
    assert source_of(file.read_text()) == "sheet.csv"


def test_a_project_that_moved_leaves_no_second_file(tmp_path: Path) -> None:
    """When a project's district changes its file moves."""
    imported(tmp_path)
    imported(tmp_path, path="projects/b/P-1.yaml")
    assert [p.as_posix() for p in tmp_path.rglob("*.yaml")] == [(tmp_path / "projects/b/P-1.yaml").as_posix()]


def test_files_that_left_the_sheet_are_named(tmp_path: Path) -> None:
    """A file of an earlier import whose rows are gone stays and is warned of."""
    imported(tmp_path)
    writings = writings_of(tmp_path, {"projects/a/P-2.yaml": "id: P-2\n"}, "sheet.csv")
    assert [(p.path, p.rule, p.level) for p in writings.problems] == [(PATH, "import-gone", "warning")]
    assert writings_of(tmp_path, {}, "other.csv").problems == ()


def test_nothing_is_written_through_a_link_out_of_the_place(tmp_path: Path) -> None:
    """A folder that leads out of the place is refused."""
    root = tmp_path / "place"
    (root / "projects").mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    (root / "projects" / "a").symlink_to(tmp_path / "elsewhere")
    assert [p.rule for p in imported(root).problems] == ["import-outside"]


def test_a_new_file_replaces_none(tmp_path: Path) -> None:
    """`create` makes folders and the file; where there is one it stays, whatever came in between."""
    path = tmp_path / "a" / "b.yaml"
    create(path, "一\n")
    with pytest.raises(FileExistsError):
        create(path, "二\n")
    assert path.read_bytes() == "一\n".encode()


def test_rewriting_keeps_links_and_rights(tmp_path: Path) -> None:
    """`rewrite` puts bytes where a link leads, and who may read the file may do so afterwards."""
    path, link = tmp_path / "a.yaml", tmp_path / "b.yaml"
    path.write_bytes(b"old")
    path.chmod(0o600)
    link.symlink_to(path)
    rewrite(link, b"new")
    assert link.is_symlink()
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"new", 0o600)
    assert len(list(tmp_path.iterdir())) == 2
