"""The workflows as they are written, and their scripts run as GitHub runs them."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import yaml

from tests.forked import PYTHON, ended
from tests.sites import ROOT

KEPT = ("XDG_CACHE_HOME", "PYTHONPYCACHEPREFIX")
"""Where this run of the tests keeps what is compiled."""


def read(name: str) -> dict[str, Any]:
    """A workflow; its key `on` is read as true by YAML 1.1."""
    tree: dict[str, Any] = yaml.load((ROOT / ".github/workflows" / name).read_bytes(), Loader=yaml.CSafeLoader)
    return tree


def steps(tree: dict[str, Any]) -> list[dict[str, Any]]:
    return [step for job in tree["jobs"].values() for step in job["steps"]]


def run(root: Path, script: str, **more: str) -> subprocess.CompletedProcess[str]:
    """A script as GitHub runs it, in a clean environment; what went wrong is raised."""
    who = {f"GIT_{role}_{part}": "test@example.org" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    environment = {
        "PATH": f"{root.parent / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(root.parent),
        "PYTHONPATH": str(ROOT),
        **{name: os.environ[name] for name in KEPT if name in os.environ},
        **who,
        **more,
    }
    return ended(["sh", "-e", "-c", script], root, environment)


def executable(path: Path, text: str) -> None:
    """A script on disk that can be run."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    path.chmod(0o755)


def furnished(root: Path, github: str) -> Path:
    """A checkout with our Makefile, where the set-up is done and `gh` is this stand-in."""
    for name in ("Makefile", "build.py"):
        shutil.copy(ROOT / name, root)
    for path, text in {"tools/setup.sh": "#!/bin/sh\n", ".venv/bin/python": PYTHON, "../bin/gh": github}.items():
        executable(root / path, text)
    return root
