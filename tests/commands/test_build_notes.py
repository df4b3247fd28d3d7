"""What `build` tells of PDFs: as long as they are published, and how many are being made."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.builders import PROJECT, SITE, write_place
from tongbao.cli import main
from tongbao.commands import progress
from tongbao.commands.progress import MANY, printing
from tongbao.load.catalogues import load_catalogue
from tongbao.publish import MANIFEST
from tongbao.render import jobs, pdf
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


@pytest.fixture
def place(tmp_path: Path) -> Path:
    project = {**PROJECT, "progress": [REPORT]}
    files: dict[str, Any] = {
        "site.yaml": {**SITE, "languages": ["zh-CN"]},
        "projects/zouping/P-1.yaml": project,
        "bulletins/2026/W-1.yaml": BULLETIN,
    }
    return write_place(tmp_path / "place", files)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """For each PDF that is made "archive" or ""; each lacks a character."""
    documents: list[str] = []

    def fake(_html: str, *, archive: bool, **_: object) -> tuple[bytes, tuple[Note, ...]]:
        documents.append("archive" * archive)
        return b"%PDF", (NOTE,)

    monkeypatch.setattr(pdf, "pdf_advice", lambda: ())
    monkeypatch.setattr(jobs, "pdf_of", fake)
    monkeypatch.setattr(jobs, "loaded", lambda: None)
    return documents


def built(place: Path, capsys: pytest.CaptureFixture[str]) -> tuple[str, Any]:
    """What a build prints, and the notes that it writes."""
    notes = place.parent / "notes.json"
    asked = ["build", "--no-search", "--jobs", "1", "--notes", str(notes)]
    assert main([*asked, "--root", str(place), "--language", "zh-CN"]) == 0
    return capsys.readouterr().out, json.loads(notes.read_text("utf-8"))


def test_a_note_is_told_as_long_as_its_pdf_is_kept(
    place: Path, made: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """By every build: the one that makes it, one that finds nothing changed, and one that changes something else."""
    expected = {"path": PATH, "rule": "glyph-elsewhere", "level": "warning", "message": TOLD}
    for change in ("", "", "\n# 一句话\n"):
        with (place / "site.yaml").open("a", encoding="utf-8") as file:
            file.write(change)
        printed, (note,) = built(place, capsys)
        assert f"{PATH}: {TOLD}  [glyph-elsewhere]" in printed
        assert {key: note[key] for key in expected} == expected
    assert len(made) == 1


def test_pdfs_for_the_archive_are_made_anew(place: Path, made: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Asked for with --pdf-a, the maker of PDFs is told; without it again, they are those for readers again."""
    command = ["build", "--no-search", "--root", str(place), "--jobs", "1"]
    for archive in (False, True, True, False):
        assert main([*command, "--pdf-a"] if archive else command) == 0
    assert made == ["", "archive", ""]
    capsys.readouterr()


def test_a_note_goes_with_its_pdf(place: Path, made: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """No bulletin, nothing to tell."""
    built(place, capsys)
    (place / "bulletins/2026/W-1.yaml").unlink()
    printed, notes = built(place, capsys)
    assert ("glyph-elsewhere" in printed, notes) == (False, [])
    assert made != []


def test_notes_that_somebody_else_wrote(place: Path, made: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A site's own list of files is read whatever stands in it."""
    built(place, capsys)
    manifest = place / "site" / MANIFEST
    content = json.loads(manifest.read_text("utf-8"))
    for notes in (7, {"x.pdf": 7}, {"x.pdf": [["glyph-elsewhere"]]}, None):
        manifest.write_text(json.dumps({**content, "notes": notes}), "utf-8")
        assert built(place, capsys)[1] == []
    assert len(made) == 1


def test_a_file_of_notes_that_cannot_be_written(
    place: Path, made: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """The site is there all the same; the fault is one of usage."""
    assert main(["build", "--no-search", "--root", str(place), "--notes", str(place / "no" / "notes.json")]) == 2
    assert (place / "site" / PATH).is_file()
    assert "notes.json" in capsys.readouterr().err
    assert len(made) == 1


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
