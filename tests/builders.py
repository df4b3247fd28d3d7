"""Minimal valid records and places, to be changed where a test looks."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tongbao.model.bulletin import Bulletin
from tongbao.model.calendar import Calendar
from tongbao.model.dataset import Dataset
from tongbao.model.issue import Issue
from tongbao.model.policy import Policy
from tongbao.model.project import Project
from tongbao.model.site import Site
from tongbao.model.targets import TargetList

PROJECT = {"id": "P-1", "name": "甲项目", "district": "zouping"}
ISSUE = {
    "id": "I-1",
    "kind": "问题",
    "title": "用地未落实",
    "projects": ["P-1"],
    "category": "土地",
    "raised": {"date": "2026-04-13"},
}
BULLETIN = {
    "id": "W-2026-01",
    "kind": "weekly",
    "year": "2026",
    "number": "1",
    "period": {"from": "2026-05-11", "until": "2026-05-17"},
    "as_of": "2026-05-17T17:00",
}
TARGETS = {"year": "2026", "title": "二〇二六年度项目清单"}
SITE = {
    "id": "binzhou",
    "name": "滨州",
    "title": "滨州重点项目",
    "languages": ["zh-CN", "en"],
    "money": {"unit": "万元", "display": "亿元", "factor": "10000"},
    "publisher": {"name": "市指挥部办公室"},
    "as_of": "2026-05-31",
    "districts": [{"code": "zouping", "name": "邹平"}, {"code": "huimin", "name": "惠民"}],
    "offices": [{"code": "city-drc", "name": "市发改委"}],
    "categories": [{"code": "土地", "name": "土地"}],
}
POLICY: dict[str, Any] = {}


def make_project(**changes: Any) -> Project:
    """A project with some of its keys replaced."""
    return Project.model_validate({**PROJECT, **changes})


def make_issue(**changes: Any) -> Issue:
    """An issue with some of its keys replaced."""
    return Issue.model_validate({**ISSUE, **changes})


def make_bulletin(**changes: Any) -> Bulletin:
    """A bulletin with some of its keys replaced."""
    return Bulletin.model_validate({**BULLETIN, **changes})


def make_targets(**changes: Any) -> TargetList:
    """A year's list with some of its keys replaced."""
    return TargetList.model_validate({**TARGETS, **changes})


def make_site(**changes: Any) -> Site:
    """A place with some of its keys replaced."""
    return Site.model_validate({**SITE, **changes})


def make_policy(**changes: Any) -> Policy:
    """A policy with the given settings, else the defaults."""
    return Policy.model_validate({**POLICY, **changes})


def make_dataset(**changes: Any) -> Dataset:
    """A place of one project and one issue; `changes` replaces fields of the dataset."""
    fields: dict[str, Any] = {
        "site": make_site(),
        "policy": make_policy(),
        "calendar": Calendar(),
        "projects": (make_project(),),
        "issues": (make_issue(),),
        **changes,
    }
    fields.setdefault(
        "paths",
        {
            **{("project", p.id): f"projects/{p.district}/{p.id}.yaml" for p in fields["projects"]},
            **{("issue", i.id): f"issues/zouping/2026/{i.id}.yaml" for i in fields["issues"]},
            **{("bulletin", b.id): f"bulletins/{b.year}/{b.id}.yaml" for b in fields.get("bulletins", ())},
            **{("targets", str(t.year)): f"targets/{t.year}.yaml" for t in fields.get("targets", ())},
        },
    )
    return Dataset(**fields)


def write_place(root: Path, files: Mapping[str, str | bytes | Mapping[str, Any]] | None = None) -> Path:
    """A place on disk, site.yaml and the given files: text, bytes, or a mapping (JSON is YAML to our reader)."""
    for name, content in {"site.yaml": SITE, **(files or {})}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
            path.write_text(text, encoding="utf-8")
    return root
