"""A branch of the place's repository with one changed file on it."""

import subprocess
from pathlib import Path


def can_branch(root: Path, name: str) -> bool:
    """Whether a branch of this name may be made: Git is here, the name is one, and no branch bears it."""
    is_name = _git(root, "check-ref-format", "--branch", name)
    return is_name and not _git(root, "rev-parse", "--verify", "--quiet", f"refs/heads/{name}")


def branch_with(root: Path, name: str, path: str, message: str) -> bool:
    """Makes the branch where we stand and commits a file on it, nothing else; whether Git did."""
    made = _git(root, "switch", "--quiet", "--create", name) and _git(root, "add", "--", path)
    return made and _git(root, "commit", "--quiet", "--message", message, "--", path)


def _git(root: Path, *arguments: str) -> bool:
    try:
        done = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, timeout=30, check=False)
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0
