"""The comment on a pull request: what its two workflows leave, and what the second one refuses."""

import json
import re
import shutil
import subprocess
from functools import partial
from pathlib import Path

import pytest

from tests.comparing_place import git, made
from tests.sites import once
from tests.workflow_steps import furnished, read, run, steps
from tongbao.cli import main
from tongbao.render.comments import MARKER

HEAD = "0123456789abcdef0123456789abcdef01234567"
GH = """#!/bin/sh
echo "$@" >> ../gh.log
out= input= method=GET
for word; do
  case "$last" in --input) input=$word ;; --method) method=$word ;; --dir) out=$word ;; esac
  last=$word
done
case "$*" in
  *actions/runs/5/artifacts*) cat ../size ;;
  "run download 5 "*) mkdir -p "$out" && cp -R ../artifact/. "$out" ;;
  *pulls/7*--jq*) cat ../head ;;
  *issues/7/labels*--jq*) cat ../labels ;;
  *issues/7/comments*--jq*) cat ../comments ;;
  *) cp "$input" "../sent-$method-$(basename "$input")" ;;
esac
"""
"""Stands for GitHub's own command: it gives what lies beside the checkout, and keeps what is sent."""
CONTEXT = {"GITHUB_REPOSITORY": "place/data", "RUN": "5", "HEAD_SHA": HEAD, "GH_TOKEN": "-"}
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (shutil.which("make") and shutil.which("git")), reason="needs make and git"),
]


def propose(branch: Path, folder: Path) -> None:
    """A checkout of a pull request in which diff.yml has run, and the repository that it came from."""
    root = Path(shutil.copytree(branch, folder / "proposed"))
    git(root, "clone", "--quiet", "--bare", ".", str(folder / "origin"))
    git(root, "remote", "add", "origin", str(folder / "origin"))
    git(root, "fetch", "--quiet", "origin")
    furnished(root, GH)
    *before, last = (step["run"] for step in steps(read("diff.yml")) if "run" in step)
    for script in before:
        run(root, script)
    with pytest.raises(subprocess.CalledProcessError) as failed:
        run(root, last, NUMBER="7", GITHUB_BASE_REF="main", AS_OF_TODAY="", PLACE_TZ="Asia/Shanghai")
    assert failed.value.returncode == 1, failed.value.stderr


@pytest.fixture(scope="module")
def proposed(shared: Path) -> Path:
    """The checkout of the pull request; only read but for what is made in its .tongbao/."""
    branch = once(shared / "compared", made) / "branch"
    return once(shared / "proposed", partial(propose, branch)) / "proposed"


@pytest.fixture
def checkout(proposed: Path, tmp_path: Path) -> Path:
    """A checkout of main, and beside it what GitHub has: the other workflow's files, the commit, labels, comments."""
    git(tmp_path, "clone", "--quiet", "--branch", "main", str(proposed.parent / "origin"), "place")
    shutil.copytree(proposed / ".tongbao/diff", tmp_path / "artifact")
    known = {"size": "1234\n", "head": f"{HEAD}\n", "labels": "urgent\n范围：一条记录\n", "comments": ""}
    for name, text in known.items():
        (tmp_path / name).write_text(text, "utf-8")
    return furnished(tmp_path / "place", GH)


def told(root: Path) -> dict[str, object]:
    """What comment.yml sends, by method and file; its scripts are run one after the other."""
    for step in steps(read("comment.yml")):
        if "run" in step:
            run(root, step["run"], **CONTEXT)
    return {path.name.removeprefix("sent-"): json.loads(path.read_text("utf-8")) for path in root.parent.glob("sent-*")}


def test_the_comment_is_that_of_make(proposed: Path, checkout: Path, tmp_path: Path) -> None:
    """The workflows tell what `make diff` tells on any machine; labels of others stay, ours that no longer hold go. The
    next time the same comment is written anew."""
    sent = told(checkout)
    body = sent["POST-comment.json"]["body"]  # type: ignore[index]
    with pytest.raises(subprocess.CalledProcessError) as failed:
        run(proposed, "make diff BASE=origin/main HEAD=HEAD")
    assert failed.value.stdout == body
    assert body.startswith(MARKER)
    assert "亮牌：浅黄牌 → 无" in body
    labels = sent["PUT-labels.json"]["labels"]  # type: ignore[index]
    assert labels[0] == "urgent"
    assert "范围：全市" in labels
    assert "范围：一条记录" not in labels
    (checkout / ".tongbao/known/comments").write_text("99\n", "utf-8")
    run(checkout, steps(read("comment.yml"))[-1]["run"], **CONTEXT)
    assert json.loads((tmp_path / "sent-PATCH-comment.json").read_text("utf-8")) == {"body": body}
    assert "issues/comments/99" in (tmp_path / "gh.log").read_text("utf-8")


def test_a_comment_of_another_commit_is_not_told(checkout: Path, tmp_path: Path) -> None:
    """Where the pull request that is named has another commit than the one that the workflow ran on, nothing is told:
    nobody writes to another's pull request."""
    (tmp_path / "head").write_text("f" * 40 + "\n", "utf-8")
    assert told(checkout) == {}


def test_nothing_was_found(checkout: Path, tmp_path: Path) -> None:
    """Where the first workflow left nothing, the second one tells nothing."""
    (tmp_path / "size").write_text("", "utf-8")
    assert told(checkout) == {}


def test_a_number_that_is_none(checkout: Path, tmp_path: Path) -> None:
    """A number of the pull request that is not one fails the run, and nothing of it is told or run."""
    (tmp_path / "artifact/number").write_text("7; touch ../stolen\n", "utf-8")
    with pytest.raises(subprocess.CalledProcessError):
        told(checkout)
    assert not (tmp_path / "stolen").exists()
    assert not list(tmp_path.glob("sent-*"))


def test_too_large_is_refused(checkout: Path, tmp_path: Path) -> None:
    """What is larger than any change is not even taken."""
    (tmp_path / "size").write_text("40000000\n", "utf-8")
    with pytest.raises(subprocess.CalledProcessError):
        told(checkout)
    assert "download" not in (tmp_path / "gh.log").read_text("utf-8")


def comment(root: Path, tree: object, out: Path) -> int:
    """The exit code of `comment` for a file that says this."""
    given = out.with_name("given.json")
    given.write_text(tree if isinstance(tree, str) else json.dumps(tree), "utf-8")
    return main(["comment", str(given), "--root", str(root), "--out", str(out)])


def test_garbage_is_refused(proposed: Path, tmp_path: Path) -> None:
    """What is not of the form that it must have, or has a line that there is no sentence for, is refused; nothing is
    written."""
    tree = json.loads((proposed / ".tongbao/diff/diff.json").read_text("utf-8"))
    unknown = json.loads(json.dumps(tree))
    unknown["records"][0]["lines"][0]["kind"] = "../bulletin/headline"
    wrong = [{**tree, "records": [{"id": "x"}]}, {**tree, "language": "fr"}, {**tree, "figures": {"a": 1}}, unknown]
    for given in ("{", "[" * 100_000, '{"language": "zh-CN"}', *wrong):
        assert comment(proposed, given, tmp_path / "out") == 2
    assert not (tmp_path / "out").exists()
    assert comment(proposed, tree, tmp_path / "out") == 0


def test_what_is_told_is_rewritten(proposed: Path, tmp_path: Path) -> None:
    """Sentences, headings and labels are main's: what stands in the file of a stranger fills them in as text, and a
    label that main does not know is not set."""
    tree = json.loads((proposed / ".tongbao/diff/diff.json").read_text("utf-8"))
    tree |= {"labels": ["批准合并", "规则"], "base": "main @everyone <img src=x> [ok](https://e.org)"}
    assert comment(proposed, tree, tmp_path / "out") == 0
    body = (tmp_path / "out/comment.md").read_text("utf-8")
    assert not re.search(r"@everyone|<img|\]\(", body)
    assert json.loads((tmp_path / "out/labels.json").read_text("utf-8")) == {"labels": ["规则"]}


def test_rights_and_token() -> None:
    """The first workflow may write nothing and has no token; of the second only the steps that run no code of ours have
    it, and it may write comments and labels alone."""
    first, second = read("diff.yml"), read("comment.yml")
    assert first["permissions"] == {"contents": "read"}
    assert "token" not in str(steps(first)).replace("persist-credentials", "")
    (job,) = second["jobs"].values()
    assert job["permissions"] == {"contents": "read", "actions": "read", "pull-requests": "write"}
    with_token = [step for step in steps(second) if "github.token" in str(step)]
    assert [step for step in with_token if "build.py" in step["run"] or "python" in step["run"]] == []
    assert steps(second)[0]["with"] == {"ref": "main", "persist-credentials": False}
    assert f'startswith("{MARKER}")' in with_token[0]["run"]
