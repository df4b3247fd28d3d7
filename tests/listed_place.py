"""A place with a list small enough to reckon by hand: two districts, an office, three projects and a substitute."""

from collections.abc import Sequence
from typing import Any

from tests.snapshots import report, snapshot, stage, year
from tongbao.metrics.snapshot import Snapshot

OFFICES = [
    {"code": "city-drc", "name": "市发展改革委员会", "short": "市发改委"},
    {"code": "mayor", "name": "市长"},
]
PROJECTS: list[dict[str, Any]] = [
    {
        "id": "P-1",
        "name": "铝箔项目",
        "code": "2401-371626-04-01-123456",
        "place": "邹平市韩店镇",
        "works": "新建",
        "content": "- 建设**两条**生产线\n\n- 年产10万吨\n",
        "period": ["2025", "2027"],
        "responsible": [{"office": "city-drc"}],
        "owner": {"name": "甲公司"},
        "sponsors": [{"office": "mayor"}],
        "officer_assigned": "2026-01-20",
        "investment": {"total": "123450"},
        "stages": [stage("2025-03-01")],
        "years": year(
            "60000",
            finish="2026-11",
            invested_before="20005",
            target="主体封顶",
            quarters=["10", "40", "70", "100"],
            quarter_targets=["基础完成", "主体过半"],
            remark="省重点",
        ),
        "milestones": [
            {"name": "封顶", "planned": "2026-09-30"},
            {"name": "投产", "planned": "2027-03-31"},
        ],
        "progress": [report("2026-04-30", "24000", physical="45", note="二层施工")],
    },
    {
        "id": "P-2",
        "name": "=cmd|' /C calc'!A0",
        "district": "huimin",
        "investment": {"total": "8005"},
        "years": year("3000", "新开工", start="2026-05", target="开工"),
    },
    {"id": "P-3", "name": "储备项目", "investment": {"total": "50000"}, "years": year(None, "预备")},
    {"id": "P-4", "name": "递补项目", "investment": {"total": "70000"}, "years": year("9000")},
]
LISTED: dict[str, Any] = {
    "year": "2026",
    "title": "2026年重点项目清单",
    "number": "滨重办〔2026〕1号",
    "issuer": "市指挥部",
    "published": "2026-02-10",
    "basis": "市政府常务会议研究确定",
    "groups": [
        {"code": "续建", "name": "续建", "nature": "续建", "projects": ["P-1"]},
        {"code": "新开工", "name": "新开工", "nature": "新开工", "projects": ["P-2"]},
        {"code": "预备", "name": "预备", "nature": "预备", "reserve": True, "projects": ["P-3"]},
    ],
    "targets": [
        {
            "district": "zouping",
            "values": {"投资": "60000", "开工": "2"},
            "quarters": {"投资": ["6000", "24000", "42000", "60000"]},
        },
        {"district": "huimin", "values": {"投资": "3000", "开工": "1"}},
        {"office": "city-drc", "values": {"投资": "60000"}},
    ],
    "adjustments": [
        {
            "date": "2026-04-20",
            "number": "滨重办〔2026〕7号",
            "approved_by": "市政府",
            "moves": [{"kind": "增补", "project": "P-4", "group": "续建", "reason": "进度快"}],
            "targets": [{"district": "huimin", "values": {"投资": "5000"}}],
        }
    ],
}
POLICY: dict[str, Any] = {
    "targets": [
        {"code": "投资", "name": "年度投资", "figure": "completed"},
        {"code": "开工", "name": "新开工项目", "figure": "starts", "due": "figure", "due_figure": "starts_due"},
    ],
    "letters": {
        "title": "重点项目建设目标责任书",
        "quarterly": "“三个一批”目标责任书",
        "task": "目标任务书",
        "duties": ["优化外部建设环境", "落实安全生产责任"],
        "assessment": ["年底考核"],
    },
    "figures": {"crossings": [["district", "targets"], ["office", "targets"]]},
}


def listed_snapshot(day: str = "2026-05-31", projects: Sequence[dict[str, Any]] = PROJECTS, **records: Any) -> Snapshot:
    """The place on a day; `records` replace its own."""
    given: dict[str, Any] = {
        "targets": [LISTED],
        "policy": POLICY,
        "site": {"offices": OFFICES},
        "issues": [],
    } | records
    return snapshot(day, *projects, **given)
