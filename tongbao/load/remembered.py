"""A value that is dear to find, kept by what it was found from. Losing it costs only time."""

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

FOLDER = ".tongbao"
"""Beside the parsed files of a place."""


def remembered(root: Path, name: str) -> dict[str, Any]:
    """What is kept under a name; nothing where that is lost, broken or another's."""
    return kept_in(root / FOLDER, name)


def remember(root: Path, name: str, value: dict[str, Any]) -> None:
    """Keeps a value of JSON under a name, in one step; a folder that cannot be written keeps nothing."""
    folder = root / FOLDER
    if not folder.is_symlink():
        keep_in(folder, name, value)


def spare_in(root: Path) -> Path | None:
    """Where the site that was published before the last is kept for the next; nowhere where the folder is a link."""
    folder = root / FOLDER
    return None if folder.is_symlink() else folder / "site"


def kept_in(folder: Path, name: str) -> dict[str, Any]:
    """What is kept in a folder under a name; nothing where that is lost or broken."""
    try:
        found = json.loads((folder / f"{name}.json").read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def keep_in(folder: Path, name: str, value: dict[str, Any]) -> None:
    """Keeps a value in a folder, which is made where it is missing."""
    # Two runs at once each write a file of their own.
    new = folder / f"{name}.{os.getpid()}"
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        # ASCII alone takes half of the time and of the memory: most of it are digits.
        new.write_text(json.dumps(value, separators=(",", ":")), encoding="ascii")
        new.replace(folder / f"{name}.json")
    with suppress(OSError):
        new.unlink(missing_ok=True)
