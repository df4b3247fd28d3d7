"""`apply`: what a form editor saved becomes changed values of the file that it read."""

import subprocess
from pathlib import Path

import pytest
import yaml

from tests.builders import SITE, write_place
from tests.sites import ROOT
from tongbao.cli import main
from tongbao.commands.apply import kind_of
from tongbao.edit.changed import changed
from tongbao.edit.saved import Saved
from tongbao.load.yaml_source import parse
from tongbao.views.admin import OFFERED
from tongbao.views.schema import FILES

PATH = "projects/zouping/P-1.yaml"
TEXT = "id: P-1  # one\nname: {zh-CN: 甲, en: A}\ndistrict: zouping\nlists: []\n"
SAVED = "id: P-1\nname:\n  zh-CN: {0}\nreckoned: false\ndistrict: zouping\n"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    root = write_place(tmp_path / "place", {PATH: TEXT, "site.yaml": SITE})
    git(root, "init", "--initial-branch", "main")
    git(root, "add", ".")
    git(root, "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "--message", "place")
    return root


def git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True)


def apply(place: Path, *more: str) -> int:
    return main(["apply", "--root", str(place), "--language", "en", *more])


def test_files_are_found_and_taken_over(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without names all files that differ; a second time nothing changes; no change gives the file back."""
    (place / PATH).write_text(SAVED.format("乙"))
    (place / "policy.yaml").write_text("{}\n")
    for _ in range(2):
        assert apply(place) == 0
        assert (place / PATH).read_text() == TEXT.replace("甲", "乙")
    (place / PATH).write_text(SAVED.format("甲"))
    assert apply(place, PATH, "--base", "HEAD") == 0
    assert (place / PATH).read_text() == TEXT
    capsys.readouterr()
    assert apply(place) == 0
    assert capsys.readouterr().out == "No file was saved by the form editor.\n"


def test_a_new_file(place: Path) -> None:
    """It is written in the style of all files, texts in the place's first language without naming it."""
    path = place / "projects/huimin/P-2.yaml"
    path.parent.mkdir()
    path.write_text("district: huimin\nname:\n  zh-CN: 乙\nid: P-2\nlists:\n  - a\nreckoned: false\n")
    assert apply(place) == 0
    assert path.read_text() == "id: P-2\nname: 乙\nlists: [a]\ndistrict: huimin\n"


def test_what_cannot_be_applied(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is broken is left as it is and told; other files, no Git, no such branch are wrong usage."""
    (place / PATH).write_text("id: [\n")
    assert apply(place) == 1
    assert (place / PATH).read_text() == "id: [\n"
    assert f"{PATH}:2:1: " in capsys.readouterr().out
    assert apply(place, "site.yaml") == 2
    assert apply(place, "--base", "nowhere") == 2


def test_a_save_without_a_change_of_any_file_of_the_sample() -> None:
    """Not a byte of any file differs that was read, saved as the editor saves, and applied."""
    folders = {offered.folder: kind for kind, offered in OFFERED.items()}
    for folder, kind in folders.items():
        for path in (ROOT / folder).rglob("*.yaml"):
            data, model = path.read_bytes(), FILES[kind].model
            tree = parse(data).tree
            assert tree is not None
            saved = Saved(model, tree, "zh-CN")
            shown = saved._shown(tree, saved.root)
            read = parse(yaml.dump(shown, Dumper=yaml.CSafeDumper, allow_unicode=True).encode()).tree
            assert read is not None
            wanted = Saved(model, read, "zh-CN").wanted(tree)
            assert changed(data.decode(), wanted, model) == data.decode(), path
            assert kind_of(path.relative_to(ROOT).as_posix()) == kind
