import subprocess
from pathlib import Path

import pytest

from tongbao.load.changed import changed_files


def git(folder: Path, *arguments: str) -> None:
    name = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main")
    subprocess.run(["git", "-C", str(folder), *name, *arguments], check=True, capture_output=True)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A place in a folder of a repository whose branch has left main, which went on."""
    root = tmp_path / "examples" / "甲"
    root.mkdir(parents=True)
    git(tmp_path, "init")
    for name in ("1.yaml", "2.yaml", "3.yaml"):
        (root / name).write_text("old\n", encoding="utf-8")
    (tmp_path / "elsewhere.yaml").write_text("old\n", encoding="utf-8")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-m", "一")
    git(tmp_path, "checkout", "-b", "work")
    git(tmp_path, "checkout", "main")
    (root / "3.yaml").write_text("of others\n", encoding="utf-8")
    git(tmp_path, "commit", "-a", "-m", "二")
    git(tmp_path, "checkout", "work")
    (root / "1.yaml").write_text("mine\n", encoding="utf-8")
    git(tmp_path, "commit", "-a", "-m", "三")
    (root / "2.yaml").write_text("not committed\n", encoding="utf-8")
    (root / "新.yaml").write_text("not known\n", encoding="utf-8")
    (tmp_path / "elsewhere.yaml").write_text("mine\n", encoding="utf-8")
    (root / ".gitignore").write_text("*.tmp\n.gitignore\n", encoding="utf-8")
    (root / "4.tmp").touch()
    return root


def test_what_somebody_is_working_on(place: Path) -> None:
    """Committed on the branch, in the work tree or new; nothing of what others did since, or outside the place."""
    assert changed_files(place) == {"1.yaml", "2.yaml", "新.yaml"}
    assert changed_files(place, "HEAD") == {"2.yaml", "新.yaml"}


def test_without_a_main_branch_the_last_commit_is_meant(place: Path) -> None:
    """Somebody who calls the main branch otherwise is told what was not committed yet."""
    git(place, "branch", "-m", "main", "trunk")
    assert changed_files(place) == {"2.yaml", "新.yaml"}


def test_nobody_can_tell(place: Path, tmp_path: Path) -> None:
    """A base that is none, or none at all: None, and no option of Git."""
    assert changed_files(place, "nowhere") is None
    assert changed_files(place, "--octopus") is None
    assert changed_files(place, "") == changed_files(place)
    (tmp_path / ".git").rename(tmp_path / "git")
    assert changed_files(place) is None
