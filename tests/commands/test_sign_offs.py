"""`bulletin issue` and the record of its review."""

from pathlib import Path

import pytest

from tests.issuing_place import BULLETIN, FILES, ISSUED, YAML, place, run

STEPS = ("初审", "复审", "终审")


def reviewed(*steps: str) -> str:
    lines = [f"  - {{step: {step}, by: 办公室, date: 2026-05-18}}" for step in steps]
    return "\n".join([YAML + "sign_offs:", *lines]) + "\n"


def asking(root: Path, valid_from: str, text: str) -> Path:
    """The place whose rules ask for three steps from a day on, and its second bulletin."""
    rule = {"steps": list(STEPS), "valid_from": valid_from}
    return place(root, **{"policy.yaml": {**FILES["policy.yaml"], "sign_offs": [rule]}, BULLETIN: text})


def test_it_is_reviewed_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where the rules of the day ask for three steps of review, a bulletin that lacks two is not issued, and both are
    named; with all three it is."""
    root = asking(tmp_path / "place", "2026-05-18", reviewed("初审"))
    assert run(root, "issue", "W-2026-20", "--date", "2026-05-18") == 1
    told = capsys.readouterr().out
    assert "“复审”" in told
    assert "“终审”" in told
    assert not (root / ISSUED).exists()
    (root / BULLETIN).write_text(reviewed(*STEPS), "utf-8")
    assert run(root, "issue", "W-2026-20", "--date", "2026-05-18") == 0
    assert (root / ISSUED).exists()


def test_rules_of_later_days_ask_nothing(tmp_path: Path) -> None:
    """A bulletin that was issued before the rule came needs no record."""
    root = asking(tmp_path / "place", "2026-05-19", YAML)
    assert run(root, "issue", "W-2026-20", "--date", "2026-05-18") == 0
