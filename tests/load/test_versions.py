"""What Git tells of the files of records."""

from datetime import date
from pathlib import Path

import pytest

from tests.repository import Commit, git, repository
from tongbao.load.versions import Repository, contents, repository_of, revisions_of, uncommitted

KINDS = {"projects": "project", "issues": "issue"}
FILE = "projects/a/P-1.yaml"
LONG = "".join(f"line_{number}: {number}\n" for number in range(40))


def found(root: Path, wanted: bool | None = None) -> Repository:
    """The repository, which is there."""
    repository = repository_of(root, wanted)
    assert repository is not None
    return repository


def told(root: Path) -> list[tuple[str, str, bool, bool, str]]:
    """Day, id, whether there was and is a content, and the id before, of each revision."""
    revisions = revisions_of(found(root), KINDS)
    return [(r.day.isoformat(), r.id, bool(r.before), bool(r.after), r.was) for r in revisions]


def test_every_commit_that_changed_a_record_is_told(tmp_path: Path) -> None:
    """The oldest first, with content before and after; files that are no records are passed over."""
    root = repository(
        tmp_path,
        Commit("2026-10-01", {FILE: "a: 1", "README.md": "x", "projects/README.md": "x"}),
        Commit("2026-10-02", {"README.md": "y"}),
        Commit("2026-10-03", {FILE: "a: 2", "issues/a/2026/I-1.yaml": "b: 1"}),
        Commit("2026-10-04", {FILE: None}),
    )
    assert told(root) == [
        ("2026-10-01", "P-1", False, True, ""),
        ("2026-10-03", "I-1", False, True, ""),
        ("2026-10-03", "P-1", True, True, ""),
        ("2026-10-04", "P-1", True, False, ""),
    ]


def test_a_day_is_that_of_the_committer(tmp_path: Path) -> None:
    """Soon after midnight at the place is that day, whatever day it is at Greenwich."""
    root = repository(tmp_path, Commit("2026-10-01", {FILE: "a: 1"}))
    (revision,) = revisions_of(found(root), KINDS)
    assert revision.day == date(2026, 10, 1)
    assert revision.commit == git(root, "rev-parse", "HEAD").strip()


def test_a_file_that_moved_is_the_same_record(tmp_path: Path) -> None:
    """A record that went to another district's folder goes on, wholly rewritten too."""
    root = repository(
        tmp_path,
        Commit("2026-10-01", {FILE: LONG}),
        Commit("2026-10-02", {FILE: None, "projects/b/P-1.yaml": LONG}),
        Commit("2026-10-03", {"projects/b/P-1.yaml": None, "projects/c/P-1.yaml": "new: true"}),
    )
    assert told(root) == [
        ("2026-10-01", "P-1", False, True, ""),
        ("2026-10-02", "P-1", True, True, ""),
        ("2026-10-03", "P-1", True, True, ""),
    ]


def test_a_record_that_was_renamed_tells_its_id_before(tmp_path: Path) -> None:
    """A file that is nearly the same under another name has a new id; one that is not is another record."""
    root = repository(
        tmp_path,
        Commit("2026-10-01", {FILE: LONG}),
        Commit("2026-10-02", {FILE: None, "projects/a/P-2.yaml": f"{LONG}more: 1\n"}),
        Commit("2026-10-03", {"projects/a/P-2.yaml": None, "projects/a/P-3.yaml": "other: true"}),
    )
    assert told(root)[1:] == [
        ("2026-10-02", "P-2", True, True, "P-1"),
        ("2026-10-03", "P-3", False, True, ""),
        ("2026-10-03", "P-2", True, False, ""),
    ]


def test_what_was_merged_is_one_version(tmp_path: Path) -> None:
    """Public is what came to the main line: the commits on the way there are not told apart."""
    root = repository(
        tmp_path,
        Commit("2026-10-01", {FILE: "a: 1"}),
        Commit("2026-10-02", {FILE: "a: 2"}, onto="topic"),
        Commit("2026-10-03", {FILE: "a: 3"}, onto="topic"),
        Commit("2026-10-04", {"README.md": "x"}),
        Commit("2026-10-05", {FILE: "a: 3"}, merges="topic"),
    )
    assert [day for day, *_ in told(root)] == ["2026-10-01", "2026-10-05"]


def test_contents_are_read_as_records_are(tmp_path: Path) -> None:
    """Each content by its name; what was no YAML then is None, what the repository does not have is not told."""
    root = repository(tmp_path, Commit("2026-10-01", {FILE: "a: 012\n", "projects/a/P-2.yaml": b"a: [1\xff"}))
    names = {revision.id: revision.after for revision in revisions_of(found(root), KINDS)}
    trees = dict(contents(found(root), [*names.values(), "0" * 39 + "1"]))
    assert trees == {names["P-1"]: {"a": "012"}, names["P-2"]: None}


@pytest.mark.parametrize("wanted", [None, True])
def test_no_repository_no_history(tmp_path: Path, wanted: bool | None) -> None:
    """A folder without Git has none, and so has a repository without a commit."""
    assert repository_of(tmp_path, wanted) is None
    git(tmp_path, "init", "-q")
    assert repository_of(tmp_path, wanted) is None


def test_no_git_no_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Git is not installed there is no history, and no error."""
    root = repository(tmp_path, Commit("2026-10-01", {FILE: "a: 1"}))
    monkeypatch.setenv("PATH", "")
    assert repository_of(root, None) is None


def test_a_place_in_a_folder_is_only_told_of_where_that_is_wanted(tmp_path: Path) -> None:
    """The golden place of a program's tests tells nothing of the program's history; a place that wants it has paths
    from its own root."""
    top = repository(tmp_path, Commit("2026-10-01", {f"place/{FILE}": "a: 1", FILE: "a: 1"}))
    root = top / "place"
    assert repository_of(root, None) is None
    assert repository_of(top, False) is None
    (revision,) = revisions_of(found(root, wanted=True), KINDS)
    assert revision.id == "P-1"
    (root / FILE).write_text("a: 2")
    assert uncommitted(found(root, wanted=True), KINDS) == {FILE}


def test_a_shallow_clone_knows_where_it_ends(tmp_path: Path) -> None:
    """The oldest commit of a shallow clone is told as one before which nothing is known."""
    days = ("2026-10-01", "2026-10-02", "2026-10-03")
    full = repository(tmp_path / "full", *(Commit(day, {FILE: f"a: {day}"}) for day in days))
    git(tmp_path, "clone", "-q", "--depth", "2", f"file://{full}", "shallow")
    shallow = found(tmp_path / "shallow")
    revisions = revisions_of(shallow, KINDS)
    assert [revision.day.day for revision in revisions] == [2, 3]
    assert shallow.ends == {revisions[0].commit}
    assert not found(full).ends
    assert shallow.key != found(full).key


def test_what_is_not_committed_is_known(tmp_path: Path) -> None:
    """Files that were edited, added or staged since the last commit, in folders of records alone."""
    root = repository(tmp_path, Commit("2026-10-01", {FILE: "a: 1", "issues/a/2026/I-1.yaml": "b: 1"}))
    assert uncommitted(found(root), KINDS) == frozenset()
    (root / FILE).write_text("a: 2")
    (root / "projects/a/P-新.yaml").write_text("a: 1")
    (root / "README.md").write_text("x")
    assert uncommitted(found(root), KINDS) == {FILE, "projects/a/P-新.yaml"}


def test_the_key_changes_with_the_commit_alone(tmp_path: Path) -> None:
    """A build that finds the same commit need not ask anything else."""
    root = repository(tmp_path, Commit("2026-10-01", {FILE: "a: 1"}))
    before = found(root).key
    (root / FILE).write_text("a: 2")
    assert found(root).key == before
    git(root, "commit", "-aqm", "x")
    assert found(root).key != before
