"""`init`: a repository for a new place that builds at once, and the program renewed in one that is there."""

import json
import os
import re
import shutil
import subprocess
import sys
from importlib.util import cache_from_source
from pathlib import Path

import pytest

from tests.builders import PROJECT, write_place
from tests.sites import ROOT
from tongbao.cli import main
from tongbao.edit.starting import Start, policy_text, site_text
from tongbao.load.starting import EXAMPLES, INSTALLED, PROGRAM, example, renewed_files
from tongbao.pipeline import load_checked
from tongbao.views.issue_forms import FOLDER

ASKED = [
    "--name",
    "清河县",
    "--id",
    "qinghe",
    "--district",
    "dong=东街道",
    "--district",
    "xi=西镇",
    "--as-of",
    "2026-11-22",
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new place, made once; tests that change it take a copy of what they need."""
    folder = tmp_path_factory.mktemp("init") / "qinghe"
    assert main(["init", str(folder), *ASKED]) == 0
    return folder


def started(like: str, folder: Path) -> Path:
    site = example(like, "site.yaml")
    start = Start(
        id="qinghe",
        name="清河县",
        title="清河县重点项目公开",
        languages=("zh-CN",),
        districts={"dong": "东街道", "xi": "西镇"},
        as_of="2026-11-22",
        office="{name}专班",
        of_example=f"参照{site['name']}：{{source}}",
    )
    policy = policy_text(start, example(like, "policy.yaml"), site)
    return write_place(folder, {"site.yaml": site_text(start, site), "policy.yaml": policy})


@pytest.mark.parametrize("like", EXAMPLES)
def test_rules_of_each_example_hold_elsewhere(like: str, tmp_path: Path) -> None:
    """A place that begins with the rules of an example has no problem, and every rule says whose it is."""
    place = started(like, tmp_path)
    assert load_checked(place, cache=False).problems == ()
    lines = (place / "policy.yaml").read_text().splitlines()
    name = str(example(like, "site.yaml")["name"])
    apart = [line for line in lines if name in line and f"参照{name}：" not in line]
    assert apart == []
    assert not any("（演示）" in line for line in lines if "source" not in line)


def _compile(program: Path) -> None:
    """What was compiled of our modules serves for their copies: to compile them again takes as long as the build."""
    for ours in (ROOT / "tongbao").rglob("*.py"):
        path, compiled = program / ours.relative_to(ROOT), Path(cache_from_source(str(ours)))
        assert path.read_bytes() == ours.read_bytes()
        if compiled.exists():
            os.utime(path, ns=(0, ours.stat().st_mtime_ns))
            (path.parent / "__pycache__").mkdir(exist_ok=True)
            shutil.copy(compiled, path.parent / "__pycache__")


def test_it_builds_at_once(made: Path) -> None:
    """With a first project the repository builds by its own program, whatever else is on the machine."""
    _compile(made / PROGRAM)
    project = json.dumps({**PROJECT, "id": "P-1", "district": "dong"})
    (made / "projects/dong").mkdir(parents=True)
    (made / "projects/dong/P-1.yaml").write_text(project)
    command = [sys.executable, "-I", "build.py", "build", "--no-pdf", "--no-search", "--jobs", "1"]
    done = subprocess.run(command, cwd=made, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "2026年11月22日" in (made / "site/projects/P-1/index.html").read_text()
    assert "参照泾川县" in (made / "policy.yaml").read_text()
    for name in (
        "README.md",
        "Makefile",
        ".pre-commit-config.yaml",
        ".github/pull_request_template.md",
        ".vscode/settings.json",
    ):
        assert (made / name).is_file(), name
    assert "tests" not in {path.name for path in made.iterdir()}


def test_forms_offer_its_own_districts(made: Path) -> None:
    """The issue forms are made of the new place's words, and `forms` has nothing to add."""
    before = {path: path.read_bytes() for path in (made / FOLDER).glob("*.yml")}
    assert main(["forms", "--root", str(made)]) == 0
    assert {path: path.read_bytes() for path in (made / FOLDER).glob("*.yml")} == before


def test_a_place_can_begin_another(made: Path) -> None:
    """The program inside a place holds all that `init` needs: what it gives is the same."""
    inside = made / PROGRAM / "tongbao" / INSTALLED.name
    for path, data in renewed_files():
        if path.startswith(f"{PROGRAM}/tongbao/{INSTALLED.name}/"):
            assert (made / path).read_bytes() == data
    assert {folder.name for folder in (inside / "examples").iterdir()} >= set(EXAMPLES)


def test_links_of_its_guides_lead_somewhere(made: Path) -> None:
    """Whatever a document of the new place links to is in it."""
    documents = [path for path in made.rglob("*.md") if PROGRAM not in path.parts]
    assert {"README.md", "policy.md", "editing.md"} <= {path.name for path in documents}
    for path in documents:
        for link in re.findall(r"\]\(([^)#\s]+)", path.read_text()):
            assert "://" in link or (path.parent / link).exists(), (path, link)


def test_upgrade_leaves_the_place_alone(made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of a place that is there only the program is renewed; what the old one had beside that goes."""
    folder = shutil.copytree(made, tmp_path / "place", ignore=shutil.ignore_patterns(PROGRAM, "site"))
    (folder / PROGRAM / "tongbao/older").mkdir(parents=True)
    (folder / PROGRAM / "tongbao/older/old.py").write_text("")
    (folder / "templates/pages").mkdir(parents=True)
    (folder / "templates/pages/about.html").write_text("own")
    (folder / ".github/workflows/check.yml").write_text("own")
    (folder / "site.yaml").write_text((folder / "site.yaml").read_text() + "# own\n")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and PROGRAM not in path.parts}
    (folder / "requirements.txt").write_text("old")
    assert main(["init", str(folder), "--upgrade"]) == 0
    assert {path: path.read_bytes() for path in before} == before
    assert not (folder / PROGRAM / "tongbao/older").exists()
    assert str(folder) in capsys.readouterr().out


def test_an_upgrade_that_fails_takes_nothing(
    made: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there is no room for the new program the old one is there as it was."""
    before = {path: path.stat().st_mtime_ns for path in (made / PROGRAM).rglob("*.py")}

    def refuse(_old: Path, _new: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tongbao.edit.files.os.replace", refuse)
    assert main(["init", str(made), "--upgrade"]) == 2
    assert "No space left" in capsys.readouterr().err
    assert {path: path.stat().st_mtime_ns for path in (made / PROGRAM).rglob("*.py")} == before
    assert not list(made.rglob("*.new"))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], "--name"),
        (["--name", "清河县", "--id", "Qing He"], "Qing He"),
        (["--name", "清河县", "--district", "东街道"], "东街道"),
        (["--name", "清河县", "--languages", "zh-CN,fr"], "fr"),
        (["--name", "清河县", "--upgrade"], "program/"),
        (["--name", "清河县", "--as-of", "2026-13-01"], "2026-13-01"),
    ],
)
def test_wrong_usage(options: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What cannot be begun is said in one line, and nothing is written."""
    assert main(["init", str(tmp_path / "new"), *options]) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


def test_a_folder_with_files_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Only a new folder, an empty one, or one with nothing but .git is written into."""
    (tmp_path / "kept.txt").write_text("kept")
    assert main(["init", str(tmp_path), *ASKED]) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]
    assert "--upgrade" in capsys.readouterr().err


def test_what_a_wheel_must_hold() -> None:
    """What `init` gives stands in an installed program too: pyproject.toml puts it there."""
    text = (ROOT / "pyproject.toml").read_text()
    inside = [path.split("/starting/", 1)[1] for path, _ in renewed_files() if f"/{INSTALLED.name}/" in path]
    assert [path for path in inside if not any(f'"tongbao/starting/{top}"' in text for top in _tops(path))] == []


def _tops(path: str) -> list[str]:
    """The path and every folder that it lies in."""
    parts = path.split("/")
    return ["/".join(parts[: end + 1]) for end in range(len(parts))]


def test_a_folder_with_a_space(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The line that says what comes next can be given to a shell as it stands."""
    folder = tmp_path / "清河 县"
    assert main(["init", str(folder), *ASKED, "--language", "zh-CN"]) == 0
    line = capsys.readouterr().out.strip().rpartition("：")[2].replace("make site", "pwd")
    assert subprocess.check_output(["/bin/sh", "-c", line], text=True).strip() == str(folder)
