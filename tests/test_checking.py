from datetime import date
from pathlib import Path

import pytest

from tests.builders import PROJECT, write_place
from tongbao import rules
from tongbao.checking import NAME, found_by_rules
from tongbao.load.folders import load_place
from tongbao.load.sound import SoundRecords
from tongbao.model.dataset import Dataset
from tongbao.problems import Problem

DAY = date(2026, 6, 30)


def _found(root: Path, own_folder: Path | None) -> list[Problem]:
    loaded = load_place(root, own_folder=own_folder)
    assert loaded.dataset
    return found_by_rules(root, loaded.dataset, loaded.inputs, DAY, own_folder)


def _is_known(root: Path, own_folder: Path) -> bool:
    with SoundRecords(own_folder, root, forget=False) as kept:
        return NAME in kept.get([NAME])


@pytest.mark.parametrize(
    ("change", "rule"),
    [({"district": "zoping"}, "unknown-district"), ({"content": "电话13812345678"}, "private-number")],
)
def test_a_fault_is_found_by_a_rule_that_was_quiet(tmp_path: Path, change: dict[str, str], rule: str) -> None:
    """A rule that found nothing is asked where a field that it reads changed, and tells its fault in every run."""
    root, own = write_place(tmp_path / "a", {"projects/P-1.yaml": PROJECT}), tmp_path / "own"
    assert _found(root, own) == []
    write_place(root, {"projects/P-1.yaml": {**PROJECT, **change}})
    told = _found(root, None)
    assert [each.rule for each in told] == [rule]
    assert [_found(root, own) for _ in range(2)] == [told, told]


def test_every_rule_is_asked_where_more_changed(tmp_path: Path) -> None:
    """Another file than that of a project or an issue, or a new one, has all rules asked."""
    root, own = write_place(tmp_path / "a", {"projects/P-1.yaml": PROJECT}), tmp_path / "own"
    assert _found(root, own) == []
    write_place(root, {"policy.yaml": {"checks": {"nothing": "off"}}})
    assert [each.rule for each in _found(root, own)] == ["unknown-check"]
    write_place(root, {"policy.yaml": {}, "projects/P-2.yaml": {**PROJECT, "id": "P-2", "district": "zoping"}})
    assert [each.rule for each in _found(root, own)] == ["unknown-district"]


def test_a_place_of_which_a_file_cannot_be_read_is_not_kept(tmp_path: Path) -> None:
    """Rules that reckon are not asked then; that they found nothing is not known."""
    files = {"projects/P-1.yaml": PROJECT, "projects/P-2.yaml": "id: ["}
    root, own = write_place(tmp_path / "a", files), tmp_path / "own"
    _found(root, own)
    assert not _is_known(root, own)
    (root / "projects/P-2.yaml").unlink()
    _found(root, own)
    assert _is_known(root, own)


def test_nothing_changed_asks_no_quiet_rule(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing changed no rule is asked that found nothing."""
    root, own = write_place(tmp_path / "a", {"projects/P-1.yaml": PROJECT}), tmp_path / "own"
    _found(root, own)

    def refused(_dataset: Dataset, _day: object) -> None:
        raise AssertionError

    monkeypatch.setattr(rules, "RULES", tuple(rule._replace(check=refused) for rule in rules.RULES))
    assert _found(root, own) == []
