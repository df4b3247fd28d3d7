"""Reminders on GitHub: one issue a county, renewed in place, closed when nothing is due; as `make stale` has them."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.builders import PROJECT, SITE, write_place
from tests.sites import ROOT
from tests.test_workflows import needs_tools, writes
from tests.workflow_steps import furnished, read, run, steps
from tongbao.cli import main

WORKFLOW = "reminders.yml"
POLICY: dict[str, Any] = {"reports": [], "reminders": {"milestones": "7", "assumed": True}}
HERE = "<!-- tongbao:reminder:zouping -->"

GH = f"""#!{sys.executable} -IS
import json, os, sys
from pathlib import Path
store = Path("../issues.json")
issues = json.loads(store.read_text()) if store.exists() else []
words = sys.argv[1:]
given = {{name: words[at + 1] for at, name in enumerate(words) if name.startswith("--")}}
with open("../gh.log", "a") as log:
    log.write(" ".join(words[:3]) + chr(10))
match words[:2]:
    case ["issue", "list"]:
        assert given["--state"] == "open" and given["--app"] == "github-actions"
        for issue in issues:
            first = issue["body"].splitlines()[0]
            if issue["state"] == "open" and issue["ours"] and first.startswith("<!-- tongbao:reminder:"):
                print(issue["number"], first)
    case ["issue", "create"]:
        body = Path(given["--body-file"]).read_text()
        new = {{"number": len(issues) + 1, "title": given["--title"], "body": body, "state": "open", "ours": True}}
        issues.append(new)
    case ["issue", "edit"]:
        issue = next(each for each in issues if str(each["number"]) == words[2])
        issue |= {{"title": given["--title"], "body": Path(given["--body-file"]).read_text()}}
    case ["issue", "close"]:
        next(each for each in issues if str(each["number"]) == words[2])["state"] = "closed"
    case _:
        sys.exit("unknown: " + " ".join(words))
store.write_text(json.dumps(issues, ensure_ascii=False))
"""
"""Stands for GitHub's own command: it keeps issues in a file."""


def project(**more: Any) -> dict[str, Any]:
    """A project with one milestone on 2026-05-20."""
    return {**PROJECT, "milestones": [{"name": "封顶", "planned": "2026-05-20", **more}]}


def test_what_it_may() -> None:
    """It may write issues and nothing else; only the last step has the token, and the checkout leaves none."""
    tree = read(WORKFLOW)
    *others, last = steps(tree)
    assert writes(tree) == {"issues"}
    assert "github.token" in str(last)
    assert "token" not in str([step for step in others if "uses" not in step])
    assert others[0]["with"]["persist-credentials"] is False
    assert others[0]["with"]["ref"] == "main"
    assert "make" not in last["run"]
    assert "build.py" not in last["run"]


def cloned(folder: Path) -> Path:
    """A place with our Makefile, where the set-up is done and `gh` is a stand-in."""
    files = {"projects/zouping/P-1.yaml": project(), "policy.yaml": POLICY}
    root = write_place(folder / "place", files)
    shutil.copy(ROOT / ".gitignore", furnished(root, GH))
    return root


def remind(root: Path, as_of: str, *, whole: bool = False) -> list[dict[str, Any]]:
    """The issues after the workflow ran on a day; where it is not the `whole` of it, the command without its make."""
    *_, listing, renewing = [step["run"] for step in steps(read(WORKFLOW)) if "run" in step]
    if whole:
        run(root, listing, AS_OF=as_of, PLACE_TZ="Asia/Shanghai")
    else:
        out = ["--out", str(root / ".tongbao/reminders")]
        assert main(["stale", "--as-of", as_of, *out, "--root", str(root)]) == 0
    run(root, renewing)
    store = root.parent / "issues.json"
    issues: list[dict[str, Any]] = json.loads(store.read_text("utf-8")) if store.exists() else []
    return issues


@pytest.mark.slow
@needs_tools
def test_an_issue_from_its_first_day_to_its_last(tmp_path: Path) -> None:
    """Opened once, renewed in place, closed when nothing is left, opened anew later; those of others are left alone."""
    root = cloned(tmp_path)
    stranger = {"number": 1, "title": "冒充", "body": HERE + "\n", "state": "open", "ours": False}
    (tmp_path / "issues.json").write_text(json.dumps([stranger]), encoding="utf-8")
    _, opened = remind(root, "2026-05-15", whole=True)
    assert opened["body"].startswith(f"{HERE}\n### 邹平：到期与逾期事项\n")
    assert "还有 5 天" in opened["body"]
    _, renewed = remind(root, "2026-05-25")
    assert renewed["number"] == opened["number"]
    assert "已逾期 5 天" in renewed["body"]
    write_place(root, {"projects/zouping/P-1.yaml": project(actual="2026-05-26")})
    untouched, closed = remind(root, "2026-05-27")
    assert (untouched, closed["state"]) == (stranger, "closed")
    write_place(root, {"projects/zouping/P-1.yaml": project()})
    _, _, again = remind(root, "2026-05-28")
    assert (again["number"], again["state"]) == (3, "open")


@pytest.mark.skipif(not shutil.which("jq"), reason="needs jq")
def test_the_query_finds_first_lines() -> None:
    """Of each issue number and first line, of those that begin with a mark; whatever else stands in them."""
    script = steps(read(WORKFLOW))[-1]["run"]
    query = script.partition("--jq")[2].partition("'")[2].partition("'")[0]
    issues = [
        {"number": 7, "body": f"{HERE}\r\n### 甲\r\n"},
        {"number": 8, "body": "text\n" + HERE},
        {"number": 9, "body": ""},
    ]
    done = subprocess.run(["jq", "-r", query], input=json.dumps(issues), capture_output=True, text=True, check=True)
    assert done.stdout == f"7 {HERE}\n"


def place(folder: Path, name: str, **site: Any) -> Path:
    files = {"projects/zouping/P-1.yaml": {**project(), "name": name}, "policy.yaml": POLICY}
    return write_place(folder, {**files, "site.yaml": {**SITE, "as_of": "2026-05-25", **site}})


def test_names_are_no_markup(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What people wrote calls nobody, links nowhere and ends no comment."""
    root = place(tmp_path, "@all <b>--> [x](http://evil) #1")
    assert main(["stale", "--format", "markdown", "--root", str(root)]) == 0
    text = capsys.readouterr().out
    assert "@" not in text
    assert "<b>" not in text
    assert "[x]" not in text
    assert text.count("-->") == 1


def test_links_lead_to_the_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where the place has an address each thing leads to its page."""
    root = place(tmp_path, "甲项目", base_url="https://example.org/zd/")
    assert main(["stale", "--format", "markdown", "--root", str(root)]) == 0
    assert "(https://example.org/zd/projects/P-1/" in capsys.readouterr().out


def test_an_office_with_an_account_is_called(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The office that has something to do is called by its account, and the district's own; nobody else."""
    offices = [
        {"code": "city-drc", "name": "市发改委", "github": "@binzhou/drc"},
        {"code": "zouping-gov", "name": "邹平市人民政府", "district": "zouping", "github": "@binzhou/zouping"},
        {"code": "huimin-gov", "name": "惠民县人民政府", "district": "huimin", "github": "@binzhou/huimin"},
        {"code": "land", "name": "市自然资源局"},
    ]
    known = {**project(), "responsible": [{"office": "city-drc"}]}
    files = {"projects/zouping/P-1.yaml": known, "policy.yaml": POLICY}
    root = write_place(tmp_path, {**files, "site.yaml": {**SITE, "as_of": "2026-05-25", "offices": offices}})
    assert main(["stale", "--format", "markdown", "--district", "zouping", "--root", str(root)]) == 0
    text = capsys.readouterr().out
    assert "其中已逾期 1 件。 @binzhou/zouping\n" in text
    assert "#### 市发改委（1 件，逾期 1 件） @binzhou/drc\n" in text
    assert text.count("@") == 2


def test_a_reminder_that_is_too_long_names_fewer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """GitHub takes so many characters of an issue; what is left out is counted."""
    names = [{"name": f"节点{at}" + "长" * 60, "planned": "2026-05-20"} for at in range(600)]
    files = {"projects/zouping/P-1.yaml": {**PROJECT, "milestones": names}, "policy.yaml": POLICY}
    root = write_place(tmp_path, {**files, "site.yaml": {**SITE, "as_of": "2026-05-25"}})
    assert main(["stale", "--format", "markdown", "--root", str(root)]) == 0
    text = capsys.readouterr().out
    assert len(text) < 65_536
    assert "另有 550 件" in text


def test_text_and_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same things as lines and as objects; of an office or a district alone where asked; none is said."""
    root = place(tmp_path, "甲项目")
    there = ["--root", str(root)]
    assert main(["stale", "--format", "json", *there]) == 0
    (item,) = json.loads(capsys.readouterr().out)
    assert (item["kind"], item["id"], item["part"], item["days"]) == ("milestones", "P-1", "封顶", -5)
    assert main(["stale", *there, "--language", "en"]) == 0
    assert "5 days late | P-1 甲项目: milestone “封顶”" in capsys.readouterr().out
    assert main(["stale", "--district", "huimin", *there]) == 0
    assert capsys.readouterr().out == "截至2026年5月25日，没有到期和逾期的事项。\n"
    assert main(["stale", "--office", "city-drc", "--as-of", "2026-05-01", *there]) == 0
    assert main(["stale", "--district", "nowhere", *there]) == 2
    assert main(["stale", "--out", str(root / "projects"), *there]) == 2


def test_old_reminders_go(tmp_path: Path) -> None:
    """A county without anything has no file any more; other files of the folder stay."""
    root = place(tmp_path / "place", "甲项目")
    out = tmp_path / "out"
    out.mkdir()
    for name in ("huimin.md", "huimin.title", "notes.txt"):
        (out / name).write_text("old", encoding="utf-8")
    assert main(["stale", "--out", str(out), "--root", str(root)]) == 0
    assert sorted(path.name for path in out.iterdir()) == ["notes.txt", "zouping.md", "zouping.title"]
