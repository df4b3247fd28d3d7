"""`targets draft` makes a new list of the projects that have a plan for a year."""

from pathlib import Path

import pytest

from tests.builders import SITE
from tests.targets_place import LIST, MEASURE, place, project, run
from tongbao.pipeline import load_checked

POLICY = {
    "figures": {"crossings": [["district", "class"]]},
    "targets": [
        MEASURE,
        {**MEASURE, "code": "开工", "figure": "starts"},
        {**MEASURE, "code": "工业竣工", "figure": "completions_as_planned", "within": "工业"},
        {**MEASURE, "code": "完成率", "figure": "completion_rate"},
    ],
    "scope": {"apart_lists": ["省级"], "exclude_stages": ["withdrawn"], "assumed": True},
    "checks": {"setting-unsourced": "off"},
}


def planned(id: str, nature: str | None, plan: str = "", year: str = "2027", **more: object) -> dict[str, object]:
    """A project with a plan for a year."""
    keys = {"year": year, "nature": nature, "plan": plan}
    return project(id, years=[{name: value for name, value in keys.items() if value}], **more)


FILES = {
    "policy.yaml": POLICY,
    "site.yaml": {
        **SITE,
        "lists": [{"code": "省级", "name": "省级"}],
        "classes": [{"code": "工业", "name": "工业"}],
    },
    "projects/huimin/P-3.yaml": planned("P-3", "新开工", "70", district="huimin"),
    "projects/huimin/P-4.yaml": planned("P-4", "竣工", "30.5", district="huimin", classes=["工业"]),
    "projects/zouping/P-5.yaml": planned("P-5", "新开工", "10", count="4"),
    "projects/zouping/P-6.yaml": planned("P-6", "预备"),
    "projects/zouping/P-7.yaml": planned("P-7", None, "5"),
    "projects/zouping/P-8.yaml": planned("P-8", "续建", "1000", lists=["省级"]),
    "projects/zouping/P-9.yaml": planned("P-9", "续建", "9", stages=[{"date": "2026-03-01", "stage": "withdrawn"}]),
}
DRAFT = """\
year: 2027
title:
  zh-CN: 2027年重点项目清单
  en: Key projects of 2027
groups:
  - {code: 新开工, name: {zh-CN: 新开工, en: New start}, nature: 新开工, projects: [P-5, P-3]}
  - {code: 竣工, name: {zh-CN: 竣工, en: Completing}, nature: 竣工, projects: [P-4]}
  - {code: 预备, name: {zh-CN: 预备, en: Reserve}, reserve: true, nature: 预备, projects: [P-6]}
targets:
  - {district: zouping, values: {投资: 15, 开工: 4}}
  - {district: huimin, values: {投资: 100.5, 开工: 1, 工业竣工: 1}}
"""


def test_by_nature_and_district(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Groups by nature, in each the order of districts; what withdrew, is kept apart or has no nature is in none; units
    answer for the sums of the plans, of measures that plans tell. What is written has no fault."""
    root = place(tmp_path, **FILES)
    (root / LIST).unlink()
    assert run(root, "draft", "2027") == 0
    assert (root / "targets/2027.yaml").read_text("utf-8") == DRAFT
    lines = capsys.readouterr().out.splitlines()
    assert lines[-2].startswith("Drafted targets/2027.yaml: 4 projects.")
    assert lines[-1] == "In no group, because the plan says no nature: P-7"
    assert {p.rule for p in load_checked(root, cache=False).problems} == set()


def test_one_language(tmp_path: Path) -> None:
    """A place of one language writes plain words."""
    site = {**FILES["site.yaml"], "languages": ["zh-CN"]}
    root = place(tmp_path, **{**FILES, "site.yaml": site})
    assert run(root, "draft", "2027") == 0
    assert "\ntitle: 2027年重点项目清单\n" in (root / "targets/2027.yaml").read_text("utf-8")


def test_the_units_of_the_year_before(tmp_path: Path) -> None:
    """Who answered for something the year before does again, offices too."""
    root = place(tmp_path, **FILES)
    text = (root / LIST).read_text("utf-8").replace("  - {district: zouping, values: {投资: 900.5}}\n", "")
    (root / LIST).write_text(text, encoding="utf-8")
    assert run(root, "draft", "2027") == 0
    written = (root / "targets/2027.yaml").read_text("utf-8")
    assert written.endswith("targets:\n  - {office: city-drc, values: {投资: 115.5, 开工: 5}}\n")


def test_a_list_that_is_there_is_not_touched(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where there is a list of the year, whatever stands in it, nothing is written."""
    root = place(tmp_path)
    before = (root / LIST).read_bytes()
    assert run(root, "draft", "2026") == 2
    assert capsys.readouterr().err == f"{LIST} exists; nothing was written\n"
    assert (root / LIST).read_bytes() == before


def test_a_year_without_a_plan(tmp_path: Path) -> None:
    """A year that nobody has a plan for gives a list without groups."""
    root = place(tmp_path)
    assert run(root, "draft", "2030") == 0
    assert (root / "targets/2030.yaml").read_text("utf-8").endswith("en: Key projects of 2030\n")
