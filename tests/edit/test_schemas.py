from pathlib import Path

import pytest

from tests.sites import EXAMPLES, ROOT
from tongbao.edit.schemas import first_line


@pytest.mark.parametrize(
    ("root", "path", "up"),
    [
        (ROOT, "site.yaml", ""),
        (ROOT, "projects/linting/P-1.yaml", "../../"),
        (EXAMPLES / "yantai", "projects/yeda/P-1.yaml", "../../../../"),
    ],
)
def test_first_line(root: Path, path: str, up: str) -> None:
    """The way from the file to docs/schema/ of its place, or of the repository that its place lies in."""
    assert first_line(root, path, "project") == f"# yaml-language-server: $schema={up}docs/schema/project.json\n"


def test_no_schema(tmp_path: Path) -> None:
    """Without schemas in the repository there is no line, whatever lies above it."""
    (tmp_path / "docs" / "schema").mkdir(parents=True)
    (tmp_path / "docs" / "schema" / "project.json").touch()
    place = tmp_path / "place"
    (place / ".git").mkdir(parents=True)
    assert first_line(place, "projects/a/P-1.yaml", "project") == ""
    (place / ".git").rmdir()
    assert first_line(place, "projects/a/P-1.yaml", "project").startswith(
        "# yaml-language-server: $schema=../../../docs"
    )
