"""examples/jingchuan: 本部门投资总量只增不减. An adjustment that would lower an office's total is a fault."""

import shutil
from pathlib import Path

import pytest

from tests.sites import EXAMPLES, checked
from tongbao.cli import main
from tongbao.metrics.listing import bridge_of, groups_of
from tongbao.pipeline import load_checked
from tongbao.problems import Problem

BAD = """
      - kind: 退出
        project: P-gp-2023-002
        reason: 试着退出，没有递补
"""
"""The county's bureau of agriculture would lose 240 million yuan, and the land and water that the project had."""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A copy of the example."""
    return Path(shutil.copytree(EXAMPLES / "jingchuan", tmp_path / "jingchuan"))


def problems(place: Path) -> list[Problem]:
    return [problem for problem in load_checked(place, cache=False).problems if problem.rule != "list-differs"]


def moved(place: Path, text: str) -> int:
    """Writes a move into the adjustment of June; returns the line on which it stands."""
    path = place / "targets" / "2023.yaml"
    before, at, after = path.read_text("utf-8").partition("    targets:\n      - {district: taiping")
    path.write_text(before + text.lstrip("\n") + at + after, encoding="utf-8")
    return before.count("\n") + 1


def test_the_list_of_june_follows_the_rules() -> None:
    """The substitute came in, the one that cannot start went back, and the bridge adds up."""
    found = checked(EXAMPLES / "jingchuan")
    assert found.problems == ()
    dataset = found.dataset
    assert dataset is not None
    (listed,) = dataset.targets
    bridge = bridge_of(listed)
    assert (bridge.published, bridge.added, bridge.deferred, bridge.withdrawn, bridge.now) == (16, 1, 1, 0, 17)
    assert groups_of(listed)[-1].projects[-1] == "P-dj-2023-002"


def test_a_withdrawal_that_lowers_an_office_is_a_fault(place: Path) -> None:
    """It is told with file, line and the rule's name, and so are the factors that nobody says were taken back."""
    line = moved(place, BAD)
    found = [p for p in problems(place) if p.rule in ("adjustment-lowers", "reclaimed-missing")]
    assert [(p.rule, p.path, p.field, p.line) for p in found] == [
        ("adjustment-lowers", "targets/2023.yaml", "adjustments[0].moves[2].project", line + 1),
        ("reclaimed-missing", "targets/2023.yaml", "adjustments[0].moves[2].project", line + 1),
    ]
    assert found[0].params["unit"] == "agri"
    assert str(found[0].params["value"]) == "24000"
    assert [p.level for p in found] == ["fault", "warning"]


def test_the_command_names_file_line_and_rule(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`check` fails, and says which office would have how much less."""
    line = moved(place, BAD)
    assert main(["check", "--root", str(place)]) == 1
    (told,) = [text for text in capsys.readouterr().out.splitlines() if "[adjustment-lowers]" in text]
    assert told.startswith(f"targets/2023.yaml:{line + 1}:")
    assert "“agri”的项目总投资合计减少 24000" in told


def test_a_move_of_a_project_that_is_not_listed_is_a_fault(place: Path) -> None:
    """A project of the reserve pool cannot be withdrawn from the year's list."""
    line = moved(place, BAD.replace("P-gp-2023-002", "P-gp-2023-001"))
    (found,) = [problem for problem in problems(place) if problem.rule == "move-not-listed"]
    assert (found.path, found.line) == ("targets/2023.yaml", line + 1)


def test_an_adjustment_in_another_month_is_a_fault(place: Path) -> None:
    """The county adjusts its list at the end of a quarter."""
    path = place / "targets" / "2023.yaml"
    path.write_text(path.read_text("utf-8").replace("date: 2023-06-25", "date: 2023-05-25"), encoding="utf-8")
    assert "adjustment-month" in {problem.rule for problem in problems(place)}


def test_an_adjustment_without_an_approver_is_a_fault(place: Path) -> None:
    """Nobody adjusts the list alone."""
    path = place / "targets" / "2023.yaml"
    path.write_text(path.read_text("utf-8").replace("    approved_by: 县委、县政府\n", ""), encoding="utf-8")
    (found,) = [problem for problem in problems(place) if problem.rule == "missing-key"]
    assert (found.path, found.field) == ("targets/2023.yaml", "adjustments[0].approved_by")
    assert found.line > 0
