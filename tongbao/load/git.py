"""What Git knows of a file; nothing where there is no Git or no history."""

import subprocess
from datetime import date
from pathlib import Path


def git_says(root: Path, *arguments: str) -> str | None:
    """What a command of Git prints in a folder; None where there is no Git, or the command fails."""
    said = git_bytes(root, *arguments)
    return None if said is None else said.decode(errors="backslashreplace")


def git_bytes(root: Path, *arguments: str) -> bytes | None:
    """The same as bytes, for contents of files."""
    try:
        done = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, timeout=10, check=False)
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout if done.returncode == 0 else None


def last_commit(root: Path, path: str, since: date) -> str:
    """The newest commit since a day that changed the file: short name, day and subject; "" where there is none."""
    # A day alone would mean the hour that it is now on that day.
    days = f"--since={since.isoformat()}T00:00:00"
    return (git_says(root, "log", "-1", days, "--format=%h %cs %s", "--", path) or "").strip()


def work_tree(path: Path) -> Path | None:
    """The work tree of the repository that a path lies in, or would lie in; None where it lies in none."""
    there = next((folder for folder in (path, *path.absolute().parents) if folder.is_dir()), path)
    top = git_says(there, "rev-parse", "--show-toplevel")
    return Path(top.strip()) if top is not None else None
