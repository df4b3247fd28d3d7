"""`new`: what is written, where, with which id."""

import shutil
from pathlib import Path

import pytest

from tests.builders import ISSUE, PROJECT, SITE, write_place
from tests.sites import GOLDEN
from tongbao.cli import main
from tongbao.load.folders import load_place
from tongbao.problems import faults

PLACE = {
    "projects/zouping/P-zp-2026-013.yaml": {**PROJECT, "id": "P-zp-2026-013", "place": "北", "years": []},
    "projects/zouping/P-zp-2026-012.yaml": {**PROJECT, "id": "P-zp-2026-012", "level": "省级"},
    "projects/zouping/P-zp-2026-014.yaml": {
        **PROJECT,
        "id": "P-zp-2026-014",
        "level": "省级",
        "years": [{"year": "2026"}],
    },
    "issues/zouping/2026/I-zp-2026-0001.yaml": {**ISSUE, "id": "I-zp-2026-0001", "projects": ["P-zp-2026-014"]},
    "site.yaml": {**SITE, "languages": ["zh-CN"], "levels": [{"code": "省级", "name": "省级"}]},
}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return write_place(tmp_path / "place", PLACE)


def new(place: Path, *arguments: str) -> int:
    return main(["new", *arguments, "--root", str(place), "--language", "en"])


def test_a_project(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The next id of the district, what was said, required fields, and what this place writes as comments in its own
    language; the place has no fault with it."""
    assert new(place, "project", "--district", "zouping", "--name", "新: 项目") == 0
    assert capsys.readouterr().out == "Wrote projects/zouping/P-zp-2026-015.yaml.\n"
    text = (place / "projects/zouping/P-zp-2026-015.yaml").read_text(encoding="utf-8")
    assert text.splitlines()[2:] == [
        "# 项目编号，与文件名相同，带报送单位代号，如 P-zp-2026-014",
        "id: P-zp-2026-015",
        "# 项目名称",
        "name: '新: 项目'",
        "# level:  # 级别，site.yaml 中 levels 的代码：省级",
        "# 所在县区，site.yaml 中 districts 的代码：zouping（邹平）、huimin（惠民）",
        "district: zouping",
        "# years:  # 各年计划，一年一条",
        "#   - year:  # 年份",
    ]
    assert faults(load_place(place).problems) == []


def test_what_is_still_missing(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Required fields without a value are keys to be filled in, and each is told with its line; then it can be."""
    assert new(place, "issue", "--project", "P-zp-2026-014", "--date", "2026-05-20") == 0
    path = "issues/zouping/2026/I-zp-2026-0002.yaml"
    done, heading, *lines = capsys.readouterr().out.splitlines()
    assert done == f"Wrote {path}."
    assert heading == "Still to be filled in or mended:"
    assert [line.split(": ")[0:2] for line in lines] == [
        [f"{path}:{line}:{len(key) + 2}", key] for line, key in ((5, "kind"), (6, "title"), (9, "category"))
    ]
    text = (place / path).read_text(encoding="utf-8")
    assert "kind:  # 种类：问题、诉求、任务\n" in text
    for key, value in (("kind", "问题"), ("title", "缺水"), ("category", "土地")):
        text = text.replace(f"{key}:  #", f"{key}: {value}  #")
    (place / path).write_text(text, encoding="utf-8")
    loaded = load_place(place)
    assert faults(loaded.problems) == []
    assert loaded.dataset is not None
    assert [issue.title for issue in loaded.dataset.issues][1] == "缺水"


def test_every_comment_can_be_opened(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Opened, the comments of a project are keys that the model knows, in lists and mappings."""
    root = tmp_path / "place"
    shutil.copytree(GOLDEN, root)
    assert new(root, "project", "--district", "beichuan", "--name", "甲") == 0
    path = root / capsys.readouterr().out.split()[1].rstrip(".")
    head, *lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    opened = [line[2:] if line.startswith("# ") and ":  #" in line.replace(": []", ":") else line for line in lines]
    assert opened != lines
    path.write_text(head + "".join(opened), encoding="utf-8")
    assert {problem.rule for problem in load_place(root).problems} <= {"empty-value", "out-of-range"}


def test_first_of_a_district(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where a district has no record yet its code stands in the id; other kinds begin as the program's own sample."""
    assert new(place, "issue", "--district", "huimin", "--date", "2025-12-01") == 0
    assert new(place, "activity", "--title", "会", "--date", "2026-05-20") == 0
    assert new(place, "campaign", "--name", "百日", "--date", "2026-07-01") == 0
    written = [line for line in capsys.readouterr().out.splitlines() if line.startswith("Wrote")]
    assert written == [
        "Wrote issues/huimin/2025/I-huimin-2025-0001.yaml.",
        "Wrote activities/2026/A-2026-001.yaml.",
        "Wrote campaigns/K-2026-01.yaml.",
    ]


def test_a_batch_follows_from_its_day(place: Path) -> None:
    """Year, quarter and number of a batch need not be said."""
    assert new(place, "batch", "--kind", "开工一批", "--date", "2026-05-20", "--project", "P-zp-2026-014") == 0
    text = (place / "batches/B-2026-01.yaml").read_text(encoding="utf-8")
    assert all(f"\n{line}\n" in text for line in ("year: 2026", "quarter: 2", "number: 1", "  date: 2026-05-20"))
    assert "\nmembers: [P-zp-2026-014]\n" in text


def test_ids_on_other_branches(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An id that is used on another branch is not given out again."""
    monkeypatch.setattr("tongbao.commands.new.names_on_branches", lambda _root, folder: {f"P-zp-2026-0{len(folder)}2"})
    assert new(place, "project", "--district", "zouping", "--name", "甲") == 0
    assert "P-zp-2026-083.yaml" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["project", "--name", "甲"], "say in which district"),
        (["project", "--district", "zoping"], "there is no zoping; there are zouping"),
        (["project", "--title", "甲"], "takes no --title; it takes --district, --name"),
        (["issue", "--project", "P-9"], "there is no P-9"),
        (["project", "--district", "zouping", "--id", "P-zp-2026-014"], "is there already"),
        (["project", "--district", "zouping", "--id", "甲"], "is no id"),
        (["project", "--district", "zouping", "--date", "2026/1/1"], "no date"),
        (["project", "--district", "zouping", "--name", " "], "--name"),
    ],
)
def test_wrong_usage(place: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What cannot be meant is told in one line, and nothing is written."""
    before = sorted(place.rglob("*.yaml"))
    assert new(place, *arguments) == 2
    assert said in capsys.readouterr().err
    assert sorted(place.rglob("*.yaml")) == before
