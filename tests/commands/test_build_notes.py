"""What `build` tells of PDFs: as long as they are published, and how many are being made."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.builders import PROJECT, SITE, write_place
from tongbao.cli import main
from tongbao.commands import progress
from tongbao.commands.progress import MANY, printing
from tongbao.load.catalogues import load_catalogue
from tongbao.publish import MANIFEST
from tongbao.render import pdf
from tongbao.render.pdf import Note

BULLETIN = {
    "id": "W-1",
    "kind": "weekly",
    "year": 2026,
    "number": 1,
    "period": {"from": "2026-05-11", "until": "2026-05-17"},
    "as_of": "2026-05-17T17:00",
}
REPORT = {"as_of": "2026-05-15", "invested": "120"}
PATH = "bulletins/2026/W-1/W-1.pdf"
NOTE = Note("glyph-elsewhere", {"face": "仿宋", "characters": "镕 (U+9555)", "shown": "宋体"})
TOLD = "字体 仿宋 没有 镕 (U+9555)，改用 宋体 显示"


@pytest.fixture(scope="module", autouse=True)
def documents() -> Iterator[list[str]]:
    """For each PDF that is made "archive" or ""; each lacks a character."""
    documents: list[str] = []

    def fake(_html: str, *, archive: bool, **_: object) -> tuple[bytes, tuple[Note, ...]]:
        documents.append("archive" * archive)
        return b"%PDF", (NOTE,)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf, "pdf_advice", lambda: ())
        patch.setattr(pdf, "pdf_of", fake)
        patch.setattr(pdf, "loaded", lambda: None)
        yield documents


@pytest.fixture
def made(documents: list[str]) -> list[str]:
    """The PDFs of this test."""
    documents.clear()
    return documents


@pytest.fixture(scope="module")
def first(documents: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A place with one PDF, built once, which is told in a file beside it; tests copy both."""
    files: dict[str, Any] = {
        "site.yaml": {**SITE, "languages": ["zh-CN"]},
        "projects/zouping/P-1.yaml": {**PROJECT, "progress": [REPORT]},
        "bulletins/2026/W-1.yaml": BULLETIN,
    }
    place = write_place(tmp_path_factory.mktemp("notes") / "place", files)
    build(place)
    assert documents == [""]
    documents.clear()
    return place.parent


@pytest.fixture
def place(first: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(first, tmp_path, dirs_exist_ok=True)) / "place"


def build(place: Path, *more: str) -> None:
    asked = ["build", "--no-search", "--jobs", "1", "--notes", str(place.parent / "notes.json"), *more]
    assert main([*asked, "--root", str(place), "--language", "zh-CN"]) == 0


def noted(place: Path) -> Any:
    """The notes that the last build wrote."""
    return json.loads((place.parent / "notes.json").read_text("utf-8"))


def built(place: Path, capsys: pytest.CaptureFixture[str]) -> tuple[str, Any]:
    """What a build prints, and the notes that it writes."""
    build(place)
    return capsys.readouterr().out, noted(place)


def test_a_note_is_told_as_long_as_its_pdf_is_kept(
    place: Path, made: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """By every build: the one that makes it, one that finds nothing changed, and one that changes something else."""
    expected = {"path": PATH, "rule": "glyph-elsewhere", "level": "warning", "message": TOLD}
    (note,) = noted(place)
    assert {key: note[key] for key in expected} == expected
    for change in ("", "\n# 一句话\n"):
        with (place / "site.yaml").open("a", encoding="utf-8") as file:
            file.write(change)
        printed, notes = built(place, capsys)
        assert f"{PATH}: {TOLD}  [glyph-elsewhere]" in printed
        assert notes == [note]
    assert made == []


def test_pdfs_for_the_archive_are_made_anew(place: Path, made: list[str]) -> None:
    """Asked for with --pdf-a, the maker of PDFs is told; without it again, they are those for readers again."""
    for archive in (["--pdf-a"], ["--pdf-a"], []):
        build(place, *archive)
    assert made == ["archive", ""]


def test_a_note_goes_with_its_pdf(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No bulletin, nothing to tell."""
    (place / "bulletins/2026/W-1.yaml").unlink()
    printed, notes = built(place, capsys)
    assert ("glyph-elsewhere" in printed, notes) == (False, [])


def test_notes_that_somebody_else_wrote(place: Path, made: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A site's own list of files is read whatever stands in it."""
    manifest = place / "site" / MANIFEST
    content = json.loads(manifest.read_text("utf-8"))
    for notes in (7, {"x.pdf": 7}, {"x.pdf": [["glyph-elsewhere"]]}, None):
        manifest.write_text(json.dumps({**content, "notes": notes}), "utf-8")
        assert built(place, capsys)[1] == []
    assert made == []


def test_a_file_of_notes_that_cannot_be_written(
    place: Path, made: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """The site is there all the same; the fault is one of usage."""
    (place / "site" / PATH).unlink()
    command = ["build", "--no-search", "--jobs", "1", "--root", str(place)]
    assert main([*command, "--notes", str(place / "no" / "notes.json")]) == 2
    assert (place / "site" / PATH).is_file()
    assert "notes.json" in capsys.readouterr().err
    assert made == [""]


@pytest.mark.parametrize(("count", "lines"), [(MANY - 1, 0), (MANY, 1)])
def test_one_line_tells_of_many_where_nobody_watches(
    count: int, lines: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """The log of a workflow gets no bar."""
    with printing(load_catalogue("zh-CN")) as told:
        for done in range(count + 1):
            told(done, count)
    out, err = capsys.readouterr()
    assert (out.count("\n"), err) == (lines, "")
    assert out == ("" if not lines else f"正在生成 {count} 份 PDF\n")


def test_a_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """It counts, and standard output stays free for what others read."""
    monkeypatch.setattr(progress.sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    with printing(load_catalogue("zh-CN")) as told:
        for done in range(MANY + 1):
            told(done, MANY)
    out, err = capsys.readouterr()
    assert out == ""
    for said in (f"正在生成 {MANY} 份 PDF", f"1/{MANY}", f"{MANY}/{MANY}"):
        assert said in err
