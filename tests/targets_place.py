"""A small place on disk whose list of the year is issued and adjusted through the command line."""

from pathlib import Path
from typing import Any

from tests.builders import SITE, write_place
from tongbao.cli import main

LIST, ISSUED, ADJUSTED = "targets/2026.yaml", "targets/2026.issued.json", "targets/2026.2026-04-20.issued.json"
PROJECT = "projects/zouping/P-1.yaml"
YAML = """\
# The list of the year
year: 2026
title: {zh-CN: 年度项目清单, en: The year's list}
number: 办〔2026〕1号   # as stamped
decided: 2026-02-09
published: 2026-02-11
groups:
  - {code: 续建, name: 续建, nature: 续建, projects: [P-1, P-2]}
  - code: 预备
    name: {zh-CN: 预备, en: Reserve}
    reserve: true
    projects:
      - P-3   # waits for land
targets:
  - {district: zouping, values: {投资: 900.5}}
  - {office: city-drc, values: {投资: 100}}
substitutes: [P-4]
"""
MEASURE = {"code": "投资", "name": {"zh-CN": "完成投资", "en": "Investment"}, "figure": "completed", "assumed": True}
MOVED = (
    "adjust",
    "2026",
    "--date",
    "2026-04-20",
    "--number",
    "办〔2026〕9号",
    "--approved-by",
    "指挥部",
    "--reason",
    "停建",
)


def project(id: str, **more: Any) -> dict[str, Any]:
    """A project with a plan for the year, known since the autumn before."""
    return {
        "id": id,
        "name": f"{id} <b>甲</b> 项目",
        "registered": "2025-10-01",
        "district": "zouping",
        "responsible": [{"office": "city-drc"}],
        "investment": {"total": "1000"},
        "years": [{"year": "2026", "nature": "续建", "plan": "300.25", "invested_before": "12"}],
        **more,
    }


FILES: dict[str, Any] = {
    "site.yaml": SITE,
    "policy.yaml": {"targets": [MEASURE], "checks": {"setting-unsourced": "off"}},
    PROJECT: project("P-1"),
    "projects/zouping/P-2.yaml": project("P-2"),
    "projects/huimin/P-3.yaml": project(
        "P-3", district="huimin", years=[{"year": "2026", "nature": "预备", "target": "完成征地"}]
    ),
    "projects/huimin/P-4.yaml": project("P-4", district="huimin"),
    LIST: YAML,
}


FULL: dict[str, Any] = {
    **project("P-1"),
    "code": "2504-990122-04-01-338697",
    "count": "2",
    "place": "城关镇",
    "works": "新建",
    "content": "一座厂房",
    "period": ["2025", "2027"],
    "sponsors": [{"office": "city-drc", "level": "市级", "from": "2026-01-01"}],
    "years": [
        {
            "year": "2026",
            "nature": "续建",
            "plan": "300.25",
            "target": "主体封顶",
            "quarters": ["10", "40", "70", "100"],
            "quarter_targets": ["进场", "基础", "主体", "封顶"],
            "start": "2025-04",
            "finish": "2027-11",
            "remark": {"zh-CN": "省重点", "en": "Provincial"},
        }
    ],
    "withheld": {"owner.name": "商业秘密", "years.2026.invested_before": "商业秘密"},
}
WHOLE = """\
notice: {from: 2026-01-20, until: 2026-02-05, contact: 办公室 0543-3160000, objections: 书面}
adjustments:
  - date: 2026-04-20
    number: 办〔2026〕9号
    approved_by: 指挥部
    moves:
      - {kind: 退出, project: P-2, reason: 停建, reclaimed: [{kind: 用地, value: 40, unit: 亩}]}
      - {kind: 增补, project: P-4, group: 续建, reason: 递补}
    targets: [{district: huimin, values: {投资: 300.25}, quarters: {投资: [10, 50, 100, 300.25]}}]
"""
"""Everything that a list can hold beside what it holds already."""


def place(root: Path, **files: Any) -> Path:
    """The place, nothing issued; `files` replaces or adds some."""
    return write_place(root, {**FILES, **files})


def run(root: Path, *words: str) -> int:
    """`targets …` in English."""
    return main(["targets", *words, "--root", str(root), "--language", "en"])


def issued_place(root: Path) -> Path:
    """The place with its list issued as published."""
    assert run(place(root), "issue", "2026") == 0
    return root
