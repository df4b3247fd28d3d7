"""Every format in which anything was ever issued stays readable: one golden file each, never written again."""

import json
import shutil
from pathlib import Path

import pytest

from tests import targets_place
from tests.issuing_place import BULLETIN, ISSUED, YAML, issued_place, main_of, page, place, run
from tongbao.model.issued import FORMAT
from tongbao.model.issued_targets import TARGETS_FORMAT, ListedProject
from tongbao.pipeline import load_checked
from tongbao.render.plain import paragraphs

GOLDEN = Path(__file__).parent / "data" / "issued"
UNSAID = {"within", "reckoned", "in_scope", "owner", "invested_before"}
"""What the row of the golden list does not hold: it is withheld, or of bundles only."""
DATED = YAML.replace("T17:00\n", "T17:00\nissued: 2026-05-18\n")


@pytest.mark.parametrize("number", range(1, FORMAT + 1))
def test_a_format_stays_readable(
    number: int, tmp_path: Path, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file of each format is read beside its bulletin without fault, its page says each of its sentences and
    verifying finds its figures. `--golden-update` writes the file of a new format, none that is there."""
    golden = GOLDEN / f"format-{number}.issued.json"
    if request.config.getoption("--golden-update") and number == FORMAT and not golden.exists():
        shutil.copy(issued_place(tmp_path / "new") / ISSUED, golden)
    assert golden.exists(), "a new format needs its golden file: pytest --golden-update"
    root = place(tmp_path / "place", **{BULLETIN: DATED})
    shutil.copy(golden, root / ISSUED)
    issued = json.loads(golden.read_text("utf-8"))
    assert issued["format"] == number
    said = " ".join(paragraphs(main_of(page(root))))
    sentences = [text for texts in issued["languages"]["zh-CN"]["sentences"].values() for text in texts]
    assert sentences
    for sentence in sentences:
        assert "".join(paragraphs(f"<p>{sentence}</p>")) in said
    assert run(root, "verify") == 0
    assert capsys.readouterr().out.endswith("Bulletins verified: 1, of them differing: 0.\n")


@pytest.mark.parametrize("number", range(1, TARGETS_FORMAT + 1))
def test_a_format_of_lists_stays_readable(
    number: int, tmp_path: Path, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file of each format of lists is read beside its list without fault and says what the list then said, and
    verifying finds its values. `--golden-update` writes the file of a new format, none that is there."""
    golden = GOLDEN / f"targets-format-{number}.issued.json"
    files = {targets_place.PROJECT: targets_place.FULL, targets_place.LIST: targets_place.YAML + targets_place.WHOLE}
    root = targets_place.place(tmp_path, **files)
    for _ in ("published", "adjusted"):
        assert targets_place.run(root, "issue", "2026") == 0
    if request.config.getoption("--golden-update") and number == TARGETS_FORMAT and not golden.exists():
        shutil.copy(root / targets_place.ADJUSTED, golden)
    assert golden.exists(), "a new format needs its golden file: pytest --golden-update"
    shutil.copy(golden, root / targets_place.ADJUSTED)
    checked = load_checked(root, cache=False)
    assert checked.problems == ()
    assert checked.dataset is not None
    issued = checked.dataset.issued_lists["2026-04-20"]
    assert json.loads(golden.read_text("utf-8"))["format"] == number
    assert issued.listed == checked.dataset.targets[0]
    assert issued.projects["P-1"].model_fields_set >= set(ListedProject.model_fields) - UNSAID
    assert {figure.id: figure.value for figure in issued.figures}["targets:2026/planned"] == "600.5"
    assert targets_place.run(root, "verify") == 0
    assert capsys.readouterr().out.endswith("Lists verified: 2, of them differing: 0.\n")
