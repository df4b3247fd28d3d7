from pathlib import Path

from tests.load.test_changed import git
from tongbao.load.branches import names_on_branches


def test_names_on_branches(tmp_path: Path) -> None:
    """Records of a folder on branches here and on remotes that are not part of this one; none without Git."""
    root, clone = tmp_path / "there", tmp_path / "here"
    (root / "place" / "projects" / "甲").mkdir(parents=True)
    assert names_on_branches(root / "place", "projects") == frozenset()
    git(root, "init")
    git(root, "commit", "--allow-empty", "-m", "一")
    git(tmp_path, "clone", str(root), str(clone))
    for branch, name in (("a", "P-1.yaml"), ("b", "P-2.yaml"), ("b", "P-3.txt")):
        git(root, "checkout", "-B", branch)
        (root / "place" / "projects" / "甲" / name).touch()
        git(root, "add", ".")
        git(root, "commit", "-m", name)
    git(clone, "fetch", "origin", "a")
    (clone / "place").mkdir()
    assert names_on_branches(clone / "place", "projects") == {"P-1"}
    git(clone, "fetch", "origin")
    assert names_on_branches(clone / "place", "projects") == {"P-1", "P-2"}
    assert names_on_branches(clone / "place", "issues") == frozenset()
    git(clone, "merge", "origin/b")
    assert names_on_branches(clone / "place", "projects") == frozenset()
