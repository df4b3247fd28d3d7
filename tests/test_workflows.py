"""The workflows: what they may do, and that the one that drafts the bulletin leaves what `make weekly` leaves."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.builders import PROJECT, write_place
from tests.bulletin_place import RULE
from tests.sites import ROOT
from tests.workflow_steps import furnished, read, run, steps

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
DRAFT = "bulletins/2026/weekly-2026-01.yaml"
POLICY = {"bulletins": {"weekly": {**RULE, "assumed": True}}}

GH = """#!/bin/sh
echo "$@" >> ../gh.log
case "$1 $2" in
  "pr view") test -e ../open ;;
  "pr create") touch ../open; while [ "$1" != --body-file ]; do shift; done; cp "$2" ../body.md ;;
esac
"""
"""Stands for GitHub's own command: it remembers that a pull request was opened, and its text."""

TOOLS = ("make", "git", "jq")
needs_tools = pytest.mark.skipif(not all(map(shutil.which, TOOLS)), reason="needs make, git and jq")


def writes(tree: dict[str, Any]) -> set[str]:
    """What any job of a workflow may write."""
    rights = [tree["permissions"], *(job.get("permissions", {}) for job in tree["jobs"].values())]
    return {name for each in rights for name, level in each.items() if level == "write"}


def test_who_may_write() -> None:
    """Only the workflows that draft and that read forms may write to the repository; that of pull requests nothing."""
    rights = {path.name: writes(read(path.name)) for path in WORKFLOWS}
    assert rights["check.yml"] == set()
    assert rights["bulletin.yml"] == {"contents", "pull-requests"}
    assert rights["forms.yml"] == {"contents", "issues", "pull-requests"}
    assert rights["saved.yml"] == {"contents"}
    assert [name for name, found in rights.items() if "contents" in found] == ["bulletin.yml", "forms.yml", "saved.yml"]


@pytest.mark.parametrize("name", ["bulletin.yml", "forms.yml", "saved.yml"])
def test_the_token_is_in_the_last_step_alone(name: str) -> None:
    """The step that runs our code has no token, nor does the checkout leave one behind."""
    *others, last = steps(read(name))
    assert "github.token" in str(last)
    assert not re.search("token|secrets", str(others))
    assert others[0]["with"]["persist-credentials"] is False
    assert others[0]["with"]["ref"] == "main"


def test_no_other_actions() -> None:
    """They use no action that the other workflows do not use."""
    used = {path.name: {step["uses"] for step in steps(read(path.name)) if "uses" in step} for path in WORKFLOWS}
    assert used["bulletin.yml"] | used["forms.yml"] | used["saved.yml"] <= used["check.yml"] | used["pages.yml"]


def test_nothing_unsafe_is_found() -> None:
    """zizmor, a checker of other people, finds nothing in any workflow; what it is told to pass over has its reason in
    its settings."""
    settings = ROOT / ".github/zizmor.yml"
    checker = Path(sys.executable).with_name("zizmor")
    command = [checker, "--offline", "--no-progress", "--strict-collection", "--config", settings, ROOT / ".github"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert {path.name for path in WORKFLOWS} <= set(re.findall(r"completed \S*?([^/\s]+\.yml)", done.stderr))


def test_the_checker_finds_what_is_unsafe(tmp_path: Path) -> None:
    """The same checker with the same settings refuses a workflow that runs what strangers write."""
    text = (ROOT / ".github/workflows/diff.yml").read_text("utf-8")
    unsafe = text.replace('echo "$NUMBER"', 'echo "${{ github.event.pull_request.title }}"')
    assert unsafe != text
    (tmp_path / "diff.yml").write_text(unsafe.replace("pull_request:\n", "pull_request_target:\n"), "utf-8")
    checker = Path(sys.executable).with_name("zizmor")
    command = [checker, "--offline", "--no-progress", "--config", ROOT / ".github/zizmor.yml", tmp_path / "diff.yml"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert {"template-injection", "dangerous-triggers"} <= set(re.findall(r"error\[([a-z-]+)\]", done.stdout))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_what_people_write_is_no_script(path: Path) -> None:
    """Expressions reach scripts as variables of the environment, never as text of the script."""
    assert [step for step in steps(read(path.name)) if "${{" in step.get("run", "")] == []


def test_when_it_runs() -> None:
    """Once a week, and by hand for any moment."""
    when = read("bulletin.yml")[True]
    assert [re.fullmatch(r"\d+ \d+ \* \* [0-6]", each["cron"]) is not None for each in when["schedule"]] == [True]
    assert set(when["workflow_dispatch"]["inputs"]) == {"as_of"}


def cloned(folder: Path) -> Path:
    """A clone of a small place with our Makefile, where the set-up is done and `gh` is a stand-in."""
    root = write_place(folder / "place", {"projects/zouping/P-1.yaml": PROJECT, "policy.yaml": POLICY})
    shutil.copy(ROOT / ".gitignore", furnished(root, GH))
    run(root, "git init --quiet --initial-branch main && git add . && git commit --quiet --message place")
    run(root, "git init --quiet --bare ../origin && git remote add origin ../origin && git push --quiet origin main")
    return root


def workflow(root: Path, as_of: str) -> None:
    """The scripts of the workflow, one after the other."""
    for step in steps(read("bulletin.yml")):
        if "run" in step:
            run(root, step["run"], AS_OF=as_of, PLACE_TZ="Asia/Shanghai")


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone in which the workflow has run; tests copy its folder."""
    root = cloned(tmp_path_factory.mktemp("drafted"))
    workflow(root, "2026-05-17T17:00")
    return root


@pytest.fixture
def checkout(drafted: Path, tmp_path: Path) -> Path:
    return shutil.copytree(drafted.parent, tmp_path / "drafted") / "place"


@pytest.mark.slow
@needs_tools
def test_the_workflow_leaves_what_make_leaves(checkout: Path, tmp_path: Path) -> None:
    """The branch holds the draft and nothing else new; it and the pull request's text are those of `make weekly`."""
    root = cloned(tmp_path)
    run(root, "make weekly AS_OF=2026-05-17T17:00")
    draft, summary = (root / DRAFT).read_bytes(), (root / ".tongbao/weekly.md").read_bytes()
    changed = run(checkout, "git diff --name-only main origin/bulletin/weekly-2026-01").stdout.split()
    assert changed == [DRAFT]
    assert (checkout / DRAFT).read_bytes() == draft
    assert (checkout.parent / "body.md").read_bytes() == summary
    assert "2026年第1期" in summary.decode()


@pytest.mark.slow
@needs_tools
def test_the_workflow_does_nothing_twice(checkout: Path) -> None:
    """Once the draft has its pull request, or the bulletin is on main, another run changes nothing."""
    there = run(checkout, "git switch --quiet main && git ls-remote origin").stdout
    workflow(checkout, "2026-05-17T17:00")
    assert run(checkout, "git ls-remote origin").stdout == there
    run(checkout, "rm -rf bulletins && git merge --quiet origin/bulletin/weekly-2026-01 && rm ../open")
    workflow(checkout, "2026-05-17T17:00")
    assert run(checkout, "git ls-remote origin").stdout == there
    assert (checkout.parent / "gh.log").read_text().count("pr create") == 1


@pytest.mark.slow
@needs_tools
def test_a_fault_opens_no_pull_request(tmp_path: Path) -> None:
    """Where the data has a fault the first step fails."""
    root = write_place(cloned(tmp_path), {"projects/zouping/P-2.yaml": "id: P-2\nname: 乙\ndistrict: nowhere\n"})
    with pytest.raises(subprocess.CalledProcessError) as failed:
        workflow(root, "2026-05-17T17:00")
    assert "[unknown-district]" in failed.value.stdout
    assert not (root / "bulletins").exists()
    assert not (tmp_path / "gh.log").exists()
