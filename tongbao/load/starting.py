"""What a new place begins with: files of this program, whether it runs from a checkout or is installed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tongbao.load.program import PACKAGE
from tongbao.load.yaml_source import parse

INSTALLED = PACKAGE / "starting"
"""In an installed program the files of a checkout that a place begins with stand here."""
PROGRAM = "program"
"""The folder of a place's repository that holds the program, so that it runs without any other source of it."""
RENEWED = (
    "requirements.txt", "tools/setup.sh", "docs/clerks.zh-CN.md", "docs/data-guide.md", "docs/policy.md",
    "docs/reporting.md", "docs/editing.md", "docs/import.md", "docs/pictures/guide-sheet.png",
    "docs/pictures/guide-preview.png",
)  # fmt: skip
"""Files that belong to the program; a later version puts its own in their place."""
GIVEN = (
    ".github/dependabot.yml", ".github/workflows", ".github/ISSUE_TEMPLATE", ".github/pull_request_template.md",
    ".github/PULL_REQUEST_TEMPLATE",
)  # fmt: skip
"""Files that belong to the place from its first day."""
EXAMPLES = ("binzhou", "zhumadian", "jingchuan", "xinzhou", "yantai")
"""The real places of which a new one may take over the rules."""


def _home() -> Path:
    return INSTALLED if INSTALLED.is_dir() else PACKAGE.parent


def example(name: str, file: str) -> dict[str, Any]:
    """What a file of an example says (site.yaml, policy.yaml), as plain values."""
    tree = parse((_home() / "examples" / name / file).read_bytes()).tree
    assert tree is not None
    return tree


def given_files() -> Iterator[tuple[str, bytes]]:
    """Path and bytes of what is given to a place once."""
    for name in GIVEN:
        yield from _files(_home(), name)


def renewed_files() -> Iterator[tuple[str, bytes]]:
    """Path and bytes of what a later version of the program renews: itself and its requirements."""
    for name in RENEWED:
        for path, data in _files(_home(), name):
            yield path, data.replace(b"](../examples/", SHOWN) if path.endswith(".md") else data
    for path, data in _files(PACKAGE.parent, PACKAGE.name):
        yield f"{PROGRAM}/{path}", data
    if _home() != INSTALLED:
        for path, data in _files(_home(), "templates"):
            yield f"{PROGRAM}/{PACKAGE.name}/{path}", data
        for name in (*RENEWED, *GIVEN, *TOLD):
            for path, data in _files(_home(), name):
                yield f"{PROGRAM}/{PACKAGE.name}/{INSTALLED.name}/{path}", data


TOLD = (
    *(f"examples/{name}/{file}" for name in EXAMPLES for file in ("site.yaml", "policy.yaml")),
    "examples/binzhou-2020-04/policy.yaml", "examples/nyc-capital-projects/policy.yaml",
    "examples/nyc-capital-projects/mapping.yaml",
)  # fmt: skip
"""What of the examples is taken over, or named in the guides."""
SHOWN = f"](../{PROGRAM}/{PACKAGE.name}/{INSTALLED.name}/examples/".encode()
"""Where the guides of a place find the examples that they name."""


def _files(home: Path, name: str) -> Iterator[tuple[str, bytes]]:
    """A file, or all files below a folder, by their path from `home`."""
    top = home / name
    for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
        if path.is_file() and "__pycache__" not in path.parts:
            yield path.relative_to(home).as_posix(), path.read_bytes()
