"""A whole small site, file by file, as it should be."""

import difflib
import io
import json
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.sites import GOLDEN as PLACE
from tests.sites import checked
from tongbao.publish import MANIFEST

GOLDEN = Path(__file__).parent / "golden"
ASSETS = "assets"


def published(folder: Path) -> dict[str, bytes]:
    """The files that say something: all but the manifest and the assets, whose digest every change would move."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST and path.relative_to(folder).parts[0] != ASSETS
    }


def told(name: str, data: bytes) -> bytes:
    """A file as text: of a spreadsheet its cells, a row a line; of a database what would make it again."""
    if name.endswith(".sqlite"):
        with closing(sqlite3.connect(":memory:")) as database:
            database.deserialize(data)
            return "\n".join(database.iterdump()).encode()
    if not name.endswith(".xlsx"):
        return data
    book = CalamineWorkbook.from_object(io.BytesIO(data))
    rows = [row for sheet in book.sheet_names for row in book.get_sheet_by_name(sheet).to_python()]
    return "\n".join("\t".join(map(str, row)) for row in rows).encode()


def stable(data: bytes) -> list[str]:
    """Lines of a file, with the digests in the names of assets masked, and the sizes of files whose bytes are a
    library's business."""
    text = re.sub(r"(assets/[a-z_-]+)\.[0-9a-f]{8}\.", r"\1.", data.decode())
    return re.sub(r'(tongbao\.(?:xlsx|sqlite)<.*"size">)[^<]+', r"\1", text).splitlines()


@pytest.fixture(scope="module")
def built(golden: Path) -> dict[str, bytes]:
    assert [problem.rule for problem in checked(PLACE).problems] == []
    return {name: told(name, data) for name, data in published(golden).items()}


def test_golden_site(built: dict[str, bytes], request: pytest.FixtureRequest) -> None:
    """A build of the golden place publishes exactly the golden site."""
    folder = GOLDEN / "site"
    if request.config.getoption("--golden-update"):
        shutil.rmtree(folder, ignore_errors=True)
        for name, data in built.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("\n".join(stable(data)) + "\n", encoding="utf-8")
    expected = published(folder)

    assert sorted(built) == sorted(expected)

    different = [name for name in built if stable(built[name]) != stable(expected[name])]
    shown = [
        line
        for name in different[:3]
        for line in difflib.unified_diff(stable(expected[name]), stable(built[name]), name, name, lineterm="", n=1)
    ]
    assert not different, "\n".join([f"{len(different)} files differ: {different}", *shown[:120]])


def test_golden_figures(built: dict[str, bytes]) -> None:
    """The figures that a person reckoned by hand: 21,600 of 51,000, pace 5/12, four projects (one bundle of two)."""
    figures = {row["id"]: row for row in json.loads(built["data/figures.json"])}

    assert figures["all/projects"]["value"] == "4"
    assert figures["all/planned"]["value"] == "51000"
    assert figures["all/completed"]["value"] == "22200"
    assert figures["all/completion_rate"]["numerator"] == "21600"
    assert figures["all/completion_rate"]["value"] == "0.423529411765"
    assert figures["all/completion_rate"]["display"] == "42.4%"
    assert figures["all/completion_rate"]["excluded"] == {"without_plan": 2}
    assert figures["all/pace"]["value"] == "0.416666666667"
    assert figures["all/gap"]["value"] == "0.686274509804"
    assert figures["all/start_rate"]["numerator"] == "1"
    assert figures["all/start_rate"]["denominator"] == "3"
    assert figures["district:beichuan+class:产业/completion_rate"]["value"] == "0.48"
    assert figures["district:nanyuan/completion_rate"]["value"] is None
    assert figures["district:nanyuan/completion_rate"]["reason"] == "no-base"
