"""From one week to the next: what is issued, changed afterwards, and corrected, as a draft is told of it."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.test_cli_bad_bulletin import DRAFT, GOOD, PROJECT, place
from tongbao.cli import main
from tongbao.pipeline import load_checked

NEXT = GOOD | {
    "id": "weekly-2026-06",
    "number": "6",
    "period": {"from": "2026-06-01", "until": "2026-06-07"},
    "as_of": "2026-06-07T17:00",
}


def bulletin(command: str, root: Path, *arguments: str) -> int:
    return main(["bulletin", command, "weekly-2026-05", *arguments, "--root", str(root)])


def report(root: Path, *reports: tuple[str, str]) -> None:
    progress = [{"as_of": day, "invested": amount} for day, amount in reports]
    (root / "projects/zouping/P-1.yaml").write_text(yaml.safe_dump(PROJECT | {"progress": progress}), "utf-8")


def told(root: Path) -> list[tuple[str, Any]]:
    return [(problem.rule, problem.params.get("value")) for problem in load_checked(root).problems]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A place that issued 50000 on 31 May and has drafted the week that followed, with 60000."""
    root = place(tmp_path)
    site = (root / "site.yaml").read_text("utf-8").replace("2026-05-31", "2026-06-08")
    (root / "site.yaml").write_text(site, "utf-8")
    report(root, ("2026-05-31", "50000"), ("2026-06-07", "60000"))
    assert bulletin("issue", root, "--date", "2026-06-01") == 0
    (root / DRAFT.replace("05", "06")).write_text(yaml.safe_dump(NEXT, allow_unicode=True), "utf-8")
    return root


def test_nothing_changed(root: Path) -> None:
    """The draft goes on from what was issued."""
    assert told(root) == []


def test_an_issued_week_was_changed(root: Path) -> None:
    """New investment by the records is not what readers reckon, until the correction of the issued bulletin."""
    report(root, ("2026-05-31", "40000"), ("2026-06-07", "60000"))
    assert told(root) == [("new-differs", "2亿元")]
    because = ("--reason", "重复计入", "--approved-by", "指挥部", "--date", "2026-06-08")
    assert bulletin("correct", root, *because) == 0
    assert told(root) == []


def test_the_year_so_far_fell(root: Path) -> None:
    """Less in June than was issued in May."""
    report(root, ("2026-05-31", "40000"), ("2026-06-07", "45000"))
    assert told(root) == [("below-last-issue", "4.5亿元"), ("new-differs", "0.5亿元")]
