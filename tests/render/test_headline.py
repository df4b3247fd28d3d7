"""The headline of the home page where the place has few projects or none."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.builders import PROJECT, write_place
from tests.sites import previewed
from tests.snapshots import report, stage, year

AT_WORK = {"years": year("1000", "续建"), "stages": [stage("2026-01-05")], "progress": [report("2026-05-31", "600")]}
CASES: dict[str, tuple[dict[str, Any], str, str]] = {
    "none": ({}, "截至2026年5月31日，还没有项目", "No projects as of 31 May 2026"),
    "unknown": ({"P-1": {}}, "截至2026年5月31日，共有 1 个项目", "1 project, as of 31 May 2026"),
    "a total": (
        {"P-1": {"investment": {"total": "9000"}}},
        "截至2026年5月31日，共有 1 个项目，总投资 0.90亿元",
        "1 project with budgets of 0.90 亿元 in all, as of 31 May 2026",
    ),
    "at work": ({"P-1": AT_WORK}, "1 个重点项目完成投资", "1 key project had done work"),
    "two": ({"P-1": AT_WORK, "P-2": AT_WORK}, "2 个重点项目完成投资", "2 key projects had done work"),
}


@pytest.mark.parametrize("case", CASES)
def test_headline(case: str, tmp_path: Path) -> None:
    """No sum of nothing is told, and one project is one."""
    projects, chinese, english = CASES[case]
    files = {f"projects/{id}.yaml": {**PROJECT, "id": id, **more} for id, more in projects.items()}
    preview = previewed(write_place(tmp_path, files))
    for path, words in (("index.html", chinese), ("en/index.html", english)):
        page = (preview.file(path) or b"").decode()
        headline = re.sub(r"<[^>]*>", "", page.partition("<h1>")[2].partition("</h1>")[0])
        assert words in headline
