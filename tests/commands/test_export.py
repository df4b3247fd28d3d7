"""`export` and `import` of what it made: nothing changes unasked, one cell is one line, and faults write nothing."""

import shutil
from pathlib import Path

import pytest

from tests.builders import ISSUE, write_place
from tests.sites import GOLDEN
from tests.workbooks import edited, fill
from tongbao.cli import main

PROJECT = "projects/zouping/P-1.yaml"
TEXT = """\
# 由县发改局维护
id: P-1
name: 甲项目
district: zouping
years:
  - {year: 2026, nature: 续建, plan: 10000}
stages:
  - {date: 2026-01-10, stage: started}
milestones:
  - {name: 主体封顶, planned: 2026-09-30}   # 已调整一次
progress:
  - {as_of: 2026-04-30, reported: 2026-05-04, invested: 3000, physical: 31}
"""
SECOND = {"id": "P-2", "name": "乙项目", "district": "zouping", "stages": [{"date": "2026-01-10", "stage": "started"}]}
POLICY = {"reports": [{"cadence": "monthly", "days_after": "5", "assumed": True}]}


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small place with the workbook of its county beside it; tests copy the folder."""
    folder = tmp_path_factory.mktemp("county")
    records = {PROJECT: TEXT, "projects/zouping/P-2.yaml": SECOND, "issues/zouping/2026/I-1.yaml": ISSUE}
    write_place(folder / "place", {**records, "policy.yaml": POLICY})
    out = ["--out", str(folder / "out"), "--root", str(folder / "place")]
    assert main(["export", "--district", "zouping", *out]) == 0
    return folder


@pytest.fixture
def county(given: Path, tmp_path: Path) -> Path:
    return shutil.copytree(given, tmp_path / "county")


def files(place: Path) -> dict[str, bytes]:
    """Every file of a place by its path."""
    return {
        path.relative_to(place).as_posix(): path.read_bytes()
        for path in sorted(place.rglob("*.yaml"))
        if ".tongbao" not in path.parts
    }


def book(county: Path) -> Path:
    return next((county / "out").glob("*.xlsx"))


def take(county: Path, path: Path, *options: str) -> int:
    return main(["import", str(path), "--into", str(county / "place"), "--date", "2026-06-04", *options])


def test_unchanged_and_once_more(county: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An unchanged workbook leaves every byte; a filled one is written once, and once more changes nothing."""
    before = files(county / "place")
    assert book(county).name == "zouping-2026-05.xlsx"
    assert take(county, book(county), "--yes") == 0
    assert files(county / "place") == before
    filled = fill(book(county), {(1, "J6"): 3600.5}, county / "filled.xlsx")
    assert take(county, filled, "--yes") == 0
    after = files(county / "place")
    assert [name for name in after if after[name] != before[name]] == [PROJECT]
    old, new = before[PROJECT].splitlines(), after[PROJECT].splitlines()
    assert [line for line in new if line not in old] == [
        b"  - {as_of: 2026-05-31, reported: 2026-06-04, invested: 3600.5}"
    ]
    assert [line for line in old if line not in new] == []
    capsys.readouterr()
    assert take(county, filled, "--yes", "--language", "en") == 0
    assert "1 changes are on record already" in capsys.readouterr().out
    assert files(county / "place") == after


@pytest.mark.parametrize("options", [(), ("--dry-run",)], ids=["no-terminal", "dry-run"])
def test_nothing_is_written_unasked(county: Path, options: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    """What would change is told; without `--yes` and without a person to ask nothing is written."""
    before = files(county / "place")
    filled = fill(book(county), {(1, "J6"): 3600.5}, county / "filled.xlsx")
    assert take(county, filled, *options, "--language", "en") == 0
    told = capsys.readouterr().out
    assert "P-1 甲项目" in told
    assert "(empty) → 3600.5" in told
    assert f"writes {PROJECT}" in told
    assert "Nothing was written" in told
    assert files(county / "place") == before


@pytest.mark.parametrize(("answer", "written"), [("y", True), ("n", False), ("", False)])
def test_a_person_is_asked(county: Path, answer: str, written: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal a question decides."""
    before = files(county / "place")
    filled = fill(book(county), {(1, "J6"): 3600.5}, county / "filled.xlsx")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _prompt: answer)
    assert take(county, filled) == 0
    assert (files(county / "place") != before) == written


def test_faults_write_nothing(county: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One fault anywhere, and what is right is not written either; each fault names sheet, cell and heading."""
    before = files(county / "place")
    cells = {(1, "J6"): 3600.5, (1, "J7"): "约九万", (3, "F6"): "明天", (1, "B7"): "改名"}
    filled = fill(book(county), cells, county / "filled.xlsx")
    assert take(county, filled, "--yes") == 1
    assert files(county / "place") == before
    told = [line.partition("：")[0] for line in capsys.readouterr().out.splitlines()]
    assert told == [
        "filled.xlsx: 项目进度!B7（项目名称）",
        "filled.xlsx: 项目进度!J7（本年累计完成（万元））",
        "filled.xlsx: 节点!F6（实际完成日期）",
        "3 处错误，0 处提醒。未写入任何内容。",
    ]


def test_a_broken_formula_is_no_empty_cell(county: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`#REF!` where a number was asked for is a fault, not a cell that nobody filled in."""
    before = files(county / "place")
    broken = r'<c r="J6" s="\1" t="e"><f>A0</f><v>#REF!</v></c>'
    edited(book(county), 1, (r'<c r="J6"(?: s="([0-9]+)")?[^>]*?(?:/>|>.*?</c>)', broken))
    assert take(county, book(county), "--yes") == 1
    assert files(county / "place") == before
    assert "项目进度!J6" in (told := capsys.readouterr().out)
    assert "#REF!" in told


def test_a_filled_workbook_is_not_written_over(county: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Made again where it came back: what nobody filled in is renewed, what a county wrote stays."""
    again = ["export", "--all", "--out", str(county / "out"), "--root", str(county / "place"), "--language", "en"]
    assert main(again) == 0
    filled = fill(book(county), {(1, "J6"): 3600.5}).read_bytes()
    assert main(again) == 2
    assert "zouping-2026-05.xlsx was filled in" in capsys.readouterr().err
    assert book(county).read_bytes() == filled


def test_what_rules_find_is_told_at_its_cell(county: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A rule of the place that the new record would break is told at the cell, not at a line of a file."""
    filled = fill(book(county), {(1, "K6"): 30.0}, county / "filled.xlsx")
    take(county, filled)
    assert "filled.xlsx: 项目进度!K6（形象进度（%））：" in capsys.readouterr().out


def test_usage(county: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What names nothing of the place, or goes among the records, is wrong usage."""
    place, out = ["--root", str(county / "place")], ["--out", str(county / "new")]
    assert main(["export", "--district", "nowhere", *out, *place]) == 2
    assert main(["export", "--office", "nowhere", *out, *place]) == 2
    assert main(["export", "--all", "--month", "2026-13", *out, *place]) == 2
    assert main(["export", "--all", "--out", str(county / "place/projects"), *place]) == 2
    assert main(["import", str(book(county)), "--into", str(county / "place"), "--keep"]) == 2
    other = county / "other.csv"
    other.write_text("a,b\n", encoding="utf-8")
    assert main(["import", str(other), "--into", str(county / "place")]) == 2
    assert "--mapping" in capsys.readouterr().err


def test_every_district_gets_its_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--all` writes a workbook for each district that has anything, `--as-of` as of an earlier day."""
    place = shutil.copytree(GOLDEN, tmp_path / "place")
    options = ["--out", str(tmp_path / "out"), "--as-of", "2026-06-10", "--root", str(place)]
    assert main(["export", "--all", *options]) == 0
    names = {path.name for path in (tmp_path / "out").iterdir()}
    districts = {path.name for path in (place / "projects").iterdir() if path.is_dir()}
    assert {name.rpartition("-2026-")[0] for name in names} == districts
    assert len(capsys.readouterr().out.splitlines()) == len(districts)


@pytest.mark.parametrize(
    ("asked", "name"), [(["--all"], "滨州"), (["--district", "huimin"], "惠民"), (["--office", "city-drc"], "市发改委")]
)
def test_nothing_to_report(asked: list[str], name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Who has nothing to report is called by name."""
    write_place(tmp_path / "place")
    assert main(["export", *asked, "--out", str(tmp_path / "out"), "--root", str(tmp_path / "place")]) == 0
    assert capsys.readouterr().out == f"{name}没有可报送的项目和问题。\n"
