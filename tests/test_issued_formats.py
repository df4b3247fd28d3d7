"""Every format in which a bulletin was ever issued stays readable: one golden file each, never written again."""

import json
import shutil
from pathlib import Path

import pytest

from tests.issuing_place import BULLETIN, ISSUED, YAML, issued_place, main_of, page, place, run
from tongbao.model.issued import FORMAT
from tongbao.render.plain import paragraphs

GOLDEN = Path(__file__).parent / "data" / "issued"
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
