"""A small place in Git, and a branch of it with every kind of edit that people make."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from tests.builders import SITE, write_place
from tests.bulletin_place import RULE
from tongbao.cli import main
from tongbao.load.issued import issued_text

ISSUED = "bulletins/2026/W-2026-43.issued.json"


def project(id: str, district: str, plan: str, *reports: tuple[str, str], **more: Any) -> dict[str, Any]:
    """A continued project of 2026 with its plan and its reports by day."""
    return {
        "id": id,
        "name": f"{id}项目",
        "district": district,
        "level": "市级",
        "registered": "2025-12-20",
        "years": [{"year": "2026", "nature": "续建", "plan": plan}],
        "stages": [{"date": "2025-03-01", "stage": "started"}],
        "progress": [{"as_of": day, "invested": amount} for day, amount in reports],
        **more,
    }


def light(code: str, **bounds: str) -> dict[str, Any]:
    return {"code": code, "label": f"{code}牌", "shape": "circle", "tone": "warning", **bounds}


POLICY: dict[str, Any] = {
    "boards": [{"code": "all", "name": "县区排名", "members": ["zouping", "huimin"], "named": "1"}],
    "lights": [
        light("红", below="-30"),
        light("黄", at_least="-30", at_most="-15"),
        light("浅黄", above="-15", below="-5"),
    ],
    "bulletins": {"weekly": {**RULE, "sections": ["headline", "districts"]}},
    "checks": {"setting-unsourced": "off", "entry-not-met": "off"},
}
MILESTONE = {"name": "主体封顶", "planned": "2026-09-30"}
ISSUE = {
    "id": "I-1",
    "kind": "问题",
    "title": "用地指标未落实",
    "projects": ["P-zp-1"],
    "category": "土地",
    "raised": {"date": "2026-10-12"},
    "events": [{"date": "2026-10-13", "kind": "assigned", "to": "city-drc"}],
}
BULLETIN = {
    "id": "W-2026-43",
    "kind": "weekly",
    "year": "2026",
    "number": "43",
    "period": {"from": "2026-10-19", "until": "2026-10-25"},
    "as_of": "2026-10-25T17:00",
    "issued": "2026-10-26",
}
PLACE: dict[str, Any] = {
    "site.yaml": {
        **SITE,
        "as_of": "2026-10-31",
        "levels": [{"code": "市级", "name": "市级"}],
        "offices": [
            {"code": "city-drc", "name": "市发改委", "github": "@binzhou/drc"},
            {"code": "zouping-drc", "name": "邹平市发改局", "district": "zouping", "github": "@binzhou/zouping"},
        ],
    },
    "policy.yaml": POLICY,
    "projects/zouping/P-zp-1.yaml": project(
        "P-zp-1", "zouping", "45000", ("2026-08-31", "27000"), ("2026-09-30", "31200"), milestones=[MILESTONE]
    ),
    "projects/zouping/P-zp-2.yaml": project("P-zp-2", "zouping", "10000", ("2026-10-25", "9000")),
    "projects/zouping/P-zp-3.yaml": project("P-zp-3", "zouping", "20000", ("2026-09-30", "12000")),
    "projects/huimin/P-hm-1.yaml": {
        **project("P-hm-1", "huimin", "8000", ("2026-09-30", "0")),
        "years": [{"year": "2026", "nature": "新开工", "plan": "8000", "start": "2026-06"}],
        "stages": [{"date": "2025-12-20", "stage": "signed"}],
    },
    "projects/huimin/P-hm-3.yaml": project("P-hm-3", "huimin", "30000", ("2026-09-30", "29400")),
    "projects/huimin/P-hm-4.yaml": project("P-hm-4", "huimin", "10000", ("2026-09-30", "5600")),
    "issues/zouping/2026/I-1.yaml": ISSUE,
    "bulletins/2026/W-2026-43.yaml": BULLETIN,
}


def git(root: Path, *words: str) -> str:
    """Git with names and days of its own; what it prints."""
    who = {f"GIT_{role}_{part}": "test@example.org" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    days = {f"GIT_{role}_DATE": "2026-10-31T08:00:00Z" for role in ("AUTHOR", "COMMITTER")}
    found = {"PATH": os.environ["PATH"], "HOME": str(root), **who, **days}
    command = ["git", "-C", str(root), "-c", "commit.gpgsign=false", *words]
    return subprocess.run(command, check=True, capture_output=True, text=True, env=found).stdout


def committed(root: Path, message: str) -> Path:
    """The place with everything on disk in a commit."""
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message", message)
    return root


def place_in_git(root: Path) -> Path:
    """The place on the branch main, its bulletin issued."""
    write_place(root, {**PLACE, ".gitignore": ".tongbao/\n"})
    assert main(["bulletin", "issue", "W-2026-43", "--date", "2026-10-26", "--root", str(root)]) == 0
    git(root, "init", "--quiet", "--initial-branch", "main")
    return committed(root, "place")


def change(root: Path, path: str, **values: Any) -> None:
    """Other values of some keys of a record."""
    record = json.loads((root / path).read_text("utf-8"))
    write_place(root, {"site.yaml": (root / "site.yaml").read_bytes(), path: {**record, **values}})


def edited(root: Path) -> Path:
    """The place on the branch `work`, edited in twelve ways."""
    git(root, "switch", "--quiet", "--create", "work")
    first, second = PLACE["projects/zouping/P-zp-1.yaml"], PLACE["projects/zouping/P-zp-2.yaml"]
    # 1 a report comes in, and 2 a milestone moves with its approval
    moved = {"date": "2026-10-20", "to": "2026-11-15", "reason": "雨季停工", "approved_by": "市指挥部"}
    change(
        root,
        "projects/zouping/P-zp-1.yaml",
        progress=[*first["progress"], {"as_of": "2026-10-31", "invested": "36120", "physical": "72"}],
        milestones=[{**MILESTONE, "changes": [moved]}],
    )
    # 3 a report is corrected, and 4 a plan changes with its entry
    change(
        root,
        "projects/zouping/P-zp-2.yaml",
        years=[{"year": "2026", "nature": "续建", "plan": "12000"}],
        progress=[
            *second["progress"],
            {
                "as_of": "2026-10-25",
                "reported": "2026-10-28",
                "invested": "8000",
                "corrects": "2026-10-25",
                "reason": "重复计算",
            },
        ],
        changes=[
            {
                "date": "2026-10-15",
                "field": "years.2026.plan",
                "from": "10000",
                "to": "12000",
                "reason": "年中调整",
                "approved_by": "市指挥部",
            }
        ],
    )
    # 5 a plan changes without one
    change(root, "projects/zouping/P-zp-3.yaml", years=[{"year": "2026", "nature": "续建", "plan": "16000"}])
    # 6 a project starts
    stages = [{"date": "2025-12-20", "stage": "signed"}, {"date": "2026-10-12", "stage": "started"}]
    change(root, "projects/huimin/P-hm-1.yaml", stages=stages)
    # 7 an issue is raised, and 8 another is closed
    raised = {**ISSUE, "id": "I-2", "title": "电力接入滞后", "raised": {"date": "2026-10-19"}, "events": []}
    events = [
        *ISSUE["events"],
        {"date": "2026-10-28", "kind": "resolved", "note": "指标已下达"},
        {"date": "2026-10-29", "kind": "closed", "by": "市指挥部办公室"},
    ]
    change(root, "issues/zouping/2026/I-1.yaml", events=events)
    # 9 a project is new, and 10 another is withdrawn
    left = [*PLACE["projects/huimin/P-hm-3.yaml"]["stages"], {"date": "2026-10-20", "stage": "withdrawn"}]
    change(root, "projects/huimin/P-hm-3.yaml", stages=left)
    new = project("P-hm-2", "huimin", "5000", ("2026-10-31", "4500"), registered="2026-10-27")
    files = {"issues/zouping/2026/I-2.yaml": raised, "projects/huimin/P-hm-2.yaml": new}
    # 11 a threshold is another
    lights = [light("红", below="-25"), light("黄", at_least="-25", at_most="-15"), POLICY["lights"][-1]]
    write_place(root, {**files, "site.yaml": PLACE["site.yaml"], "policy.yaml": {**POLICY, "lights": lights}})
    # 12 an issued file is written anew, with a digest that is right
    issued = json.loads((root / ISSUED).read_text("utf-8"))
    issued["total_number"] = 99
    (root / ISSUED).write_text(issued_text(issued), "utf-8")
    return committed(root, "work")


def made(folder: Path) -> None:
    """`place`, on main, and `branch`, the same on the branch with every kind of edit; for `once` of tests/sites.py."""
    edited(Path(shutil.copytree(place_in_git(folder / "place"), folder / "branch")))
