"""The workflows that read forms and what the form editor saved, their steps run here."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.builders import PROJECT
from tests.commands.test_form import body
from tests.test_workflows import cloned, needs_tools, read, run, steps

PR = """#!/bin/sh
echo "$@" >> ../gh.log
case "$1 $2" in
  "pr view") test -e ../open ;;
  "pr create") touch ../open; while [ "$1" != --body-file ]; do shift; done; cp "$2" ../body.md ;;
  "issue comment") while [ "$1" != --body-file ]; do shift; done; cp "$2" ../comment.md ;;
esac
"""
"""Stands for GitHub's own command: it remembers the pull request and the last comment."""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone of a place with the stand-in; tests copy its folder."""
    root = cloned(tmp_path_factory.mktemp("forms"))
    (root.parent / "bin/gh").write_text(PR)
    return root


@pytest.fixture
def root(place: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(place.parent, tmp_path / "forms")) / "place"


def happened(root: Path, text: str, kind: str = "issue") -> None:
    """The steps of the workflow on an issue of this text, in a clone that is on main."""
    labels = [{"name": "data"}, {"name": f"form-{kind}"}]
    issue: dict[str, Any] = {"body": text, "number": 12, "labels": labels, "created_at": "2026-05-20T20:00:00Z"}
    event = root.parent / "event.json"
    event.write_text(json.dumps({"issue": issue}))
    run(root, "git switch --quiet --force main && git fetch --quiet origin")
    for step in steps(read("forms.yml")):
        if "run" in step:
            run(root, step["run"], GITHUB_EVENT_PATH=str(event), PLACE_TZ="Asia/Shanghai", NUMBER="12", GH_TOKEN="")


def pushed(root: Path) -> str:
    return run(root, "git ls-remote --heads origin forms/12").stdout


def said(root: Path, name: str) -> str:
    return (root.parent / name).read_text("utf-8")


@pytest.mark.slow
@needs_tools
def test_a_form_becomes_one_pull_request(root: Path) -> None:
    """A wrong form is answered and pushes nothing; put right it is a branch with a pull request, and stays that."""
    happened(root, body("issue", date="2026-13-45"))
    assert "提出日期 / Raised on：“2026-13-45”不是日期" in said(root, "comment.md")
    assert (pushed(root), (root.parent / "open").exists()) == ("", False)
    happened(root, body("issue"))
    (path,) = run(root, "git diff --name-only main origin/forms/12").stdout.split()
    assert "title: 用地未落实\n" in run(root, f"git show origin/forms/12:{path}").stdout
    happened(root, body("issue", title="$(touch ../ran) `touch ../ran`"))
    assert run(root, "git diff --name-only main origin/forms/12").stdout.split() == [path]
    assert "title: $(touch ../ran) `touch ../ran`\n" in run(root, f"git show origin/forms/12:{path}").stdout
    assert not (root.parent / "ran").exists()
    assert said(root, "gh.log").count("pr create") == 1
    assert "Closes #12" in said(root, "body.md")
    assert path in said(root, "comment.md")


@pytest.mark.slow
@needs_tools
def test_a_report_comes_in_on_the_day_of_the_place(root: Path) -> None:
    """The day is that of the place's clock when the form was sent: 20:00 UTC is the next day in Shanghai."""
    happened(root, body("report", project=str(PROJECT["id"]), note=None), "report")
    text = run(root, "git show origin/forms/12:projects/zouping/P-1.yaml").stdout
    assert "{as_of: 2026-04-30, reported: 2026-05-21, invested: 250.5}" in text


def test_whose_forms_are_read() -> None:
    """Those of people who may write here, and those that such a person has accepted; bodies reach no script."""
    tree = read("forms.yml")
    (job,) = tree["jobs"].values()
    assert "author_association" in job["if"]
    assert "'accepted'" in job["if"]
    assert not any("github.event.issue.body" in str(step) or "title" in str(step.get("env")) for step in job["steps"])


@pytest.mark.slow
@needs_tools
def test_what_the_editor_saved_is_put_into_the_file(root: Path) -> None:
    """A branch of the editor gets the file with its changes in their places, by main's program; nothing twice."""
    path = "projects/zouping/P-1.yaml"
    before = run(root, f"git show main:{path}").stdout
    saved = "id: P-1\nname:\n  zh-CN: 乙项目\ndistrict: zouping\nreckoned: false\n"
    run(root, f"git remote set-url origin {root.parent / 'origin'}")
    run(root, "git switch --quiet --create cms/projects/P-1")
    (root / path).write_text(saved)
    run(root, "git commit --quiet --all --message saved && git push --quiet origin HEAD && git switch --quiet main")
    for _ in range(2):
        run(root, "git fetch --quiet origin && git worktree prune && rm -rf .tongbao/saved && git worktree prune")
        for step in steps(read("saved.yml")):
            if "run" in step:
                run(root, step["run"], BRANCH="cms/projects/P-1", GH_TOKEN="")
        assert run(root, f"git show origin/cms/projects/P-1:{path}").stdout == before.replace("甲项目", "乙项目")
    assert run(root, "git rev-list --count main..origin/cms/projects/P-1").stdout == "2\n"
