"""A build that finds everything as it was says what the last one said and reads no record; any other reads."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.builders import ISSUE, PROJECT, SITE, write_place
from tests.repository import Commit, git, repository
from tongbao.cli import main
from tongbao.load.places import PHOTOS
from tongbao.model.photos import FOLDER

SPOKEN = {**SITE, "languages": ["zh-CN"]}
ONE = "projects/zouping/P-1.yaml"
FILES: dict[str, Any] = {
    "site.yaml": SPOKEN,
    ONE: PROJECT,
    "issues/zouping/2026/I-1.yaml": ISSUE,
    "projects/list.txt": "a stray file is told of",
}


def arguments(root: Path, *more: str) -> list[str]:
    language = () if "--language" in more else ("--language", "en")
    return ["build", "--root", str(root), "--no-pdf", "--no-search", *language, *more]


@pytest.fixture(scope="module")
def _built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_place(tmp_path_factory.mktemp("rest") / "place", FILES)
    assert main(arguments(root)) == 0
    shutil.copytree(root, root.with_name("kept"))
    return root


@pytest.fixture
def built(_built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """A place with its site, of which nothing changed; whoever reads it is told so."""
    _built.rename(tmp_path / "last")
    shutil.copytree(_built.with_name("kept"), _built)  # where the site lies is said, so a place elsewhere is another
    capsys.readouterr()

    def read(*_: object) -> int:
        raise Read

    monkeypatch.setattr("tongbao.commands.building.build_place", read)
    return _built


class Read(Exception):  # noqa: N818 - what the program did
    """The place was read."""


def test_it_says_the_same(built: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """What is wrong, what the place holds, that nothing changed: the words of a build that reads everything."""
    assert main(arguments(built)) == 0
    said = capsys.readouterr().out
    monkeypatch.undo()
    (built / ".tongbao" / "rest.json").unlink()
    assert main(arguments(built)) == 0
    assert said == capsys.readouterr().out
    assert "warning" in said
    assert said.splitlines()[-1].startswith("Nothing changed")


def test_no_record_is_read(built: Path) -> None:
    """Neither records nor pages nor the libraries that read and draw them are even imported."""
    code = (
        "import sys; from tongbao.cli import main\n"
        "assert main(sys.argv[1:]) == 0\n"
        "assert not {'pydantic', 'jinja2', 'tongbao.pipeline', 'tongbao.drawing'} & sys.modules.keys()\n"
    )
    done = subprocess.run([sys.executable, "-c", code, *arguments(built)], check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def edit(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


def same_size(root: Path) -> None:
    """Two characters are others."""
    text = (root / ONE).read_text("utf-8")
    assert "甲项目" in text
    edit(root, ONE, text.replace("甲项目", "甲工程"))


CHANGES: dict[str, Callable[[Path], object]] = {
    "a record": same_size,
    "a record more": lambda root: shutil.copy(root / ONE, root / "projects/zouping/P-2.yaml"),
    "a record gone": lambda root: (root / "issues/zouping/2026/I-1.yaml").unlink(),
    "a record moved": lambda root: (root / ONE).rename(root / "projects/P-1.yaml"),
    "a stray file": lambda root: edit(root, "projects/notes.txt", ""),
    "a folder of almost that name": lambda root: edit(root, "Projects/x.yaml", ""),
    "a hidden file": lambda root: edit(root, "projects/.x.yaml", ""),
    "site.yaml": lambda root: edit(root, "site.yaml", (root / "site.yaml").read_text("utf-8") + "\n"),
    "policy.yaml": lambda root: edit(root, "policy.yaml", ""),
    "figures of others": lambda root: edit(root, "cited.yaml", ""),
    "a photo": lambda root: edit(root, "photos/a.jpg", ""),
    "a word": lambda root: edit(root, "locale/zh-CN/words.yaml", "nav: {home: 起始}\n"),
    "a template": lambda root: edit(root, "templates/pages/about.html", ""),
    "an internal tree": lambda root: edit(root, "drafts/2026/internal.yaml", ""),
    "a link": lambda root: (root / "projects/more").symlink_to(root / "issues"),
    "a folder as a link": lambda root: (
        shutil.move(root / "issues", root / "all") and (root / "issues").symlink_to(root / "all")
    ),
    "a page edited": lambda root: edit(root, "site/index.html", "x"),
    "a page gone": lambda root: (root / "site/index.html").unlink(),
    "another site": lambda root: edit(root, "site/.tongbao-manifest.json", "{}"),
    "no memory": lambda root: (root / ".tongbao/rest.json").unlink(),
    "another memory": lambda root: edit(root, ".tongbao/rest.json", "[]"),
    "a broken memory": lambda root: edit(
        root, ".tongbao/rest.json", (root / ".tongbao/rest.json").read_text("utf-8").replace('"site"', '"place"')
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_changed_is_read(change: str, built: Path) -> None:
    """Whatever of the place or of its site is not as it was."""
    CHANGES[change](built)
    with pytest.raises(Read):
        main(arguments(built))


OTHER = (["--as-of", "2026-05-30"], ["--base-url", "https://example.org"], ["--language", "zh-CN"], ["--fresh"])


@pytest.mark.parametrize("more", [*OTHER, ["--out", "other"], ["--notes", "notes.json"]], ids=" ".join)
def test_what_is_asked_for_otherwise_is_read(more: list[str], built: Path) -> None:
    """Another day, address, language or folder; all anew; notes that are to be written."""
    with pytest.raises(Read):
        main(arguments(built, *more))


def test_a_commit_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages tell the edits of records: of the same files another commit tells more."""
    root = repository(tmp_path / "place", Commit("2026-06-01", FILES))
    assert main(arguments(root)) == 0
    monkeypatch.setattr("tongbao.commands.building.build_place", lambda *_: 3)
    assert main(arguments(root)) == 0
    git(root, "commit", "-q", "--allow-empty", "-m", "another")
    assert main(arguments(root)) == 3


def test_the_folder_of_photos() -> None:
    """It is known without reading any record, and so has a name of its own there."""
    assert PHOTOS == FOLDER
