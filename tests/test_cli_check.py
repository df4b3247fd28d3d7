import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import ISSUE, PROJECT, SITE, write_place
from tongbao.__main__ import main as process
from tongbao.cli import main

PLANTED = {
    "projects/zouping/P-01.yaml": "id: P-01\nname: 甲\ndistrict: zouping\ninvestmnt: {total: 100}\n",
    "projects/zouping/P-02.yaml": "id: P-02\nname: 甲\ndistrict: zouping\nname: 乙\n",
    "projects/zouping/P-03.yaml": "id: P-03\nname: '甲\ndistrict: zouping\n",
    "projects/zouping/P-04.yaml": "id: P-04\nname: 甲\ndistrict: zouping\nregistered: 2026-13-45\n",
    "projects/zouping/P-05.yaml": "id: P-05\nname: 甲\ndistrict: zuoping\n",
    "projects/zouping/P-06.yaml": "id: P-06\nname: 甲\n".encode("gbk"),
    "projects/zouping/P-07.yaml": "id: P-70\nname: 甲\ndistrict: zouping\n",
    "projects/zouping/P-08.yaml": b"[" * 60_000,
    "issues/zouping/2026/I-09.yaml": {**ISSUE, "id": "I-09", "projects": ["P-00"]},
    "projects/zouping/P-10.yaml": "",
    # Sound records that speak of the unsound ones: they are not blamed.
    "issues/zouping/2026/I-02.yaml": {**ISSUE, "id": "I-02", "projects": ["P-02", "P-07", "P-10"]},
}
"""Ten faults in ten files (issue 2)."""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return write_place(tmp_path / "place", {"projects/zouping/P-1.yaml": PROJECT})


def test_ten_planted_faults(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Ten faults in ten files are ten lines with file, line and column, and a line that counts; nothing is written."""
    root = write_place(tmp_path / "place", PLANTED)
    before = sorted(path for path in root.rglob("*") if ".tongbao" not in path.parts)
    assert main(["check", "--root", str(root)]) == 1
    *lines, count = capsys.readouterr().out.splitlines()
    assert [(line.split(": ")[0], line.split("  ")[-1]) for line in lines] == [
        ("issues/zouping/2026/I-09.yaml:1:61", "[unknown-project]"),
        ("projects/zouping/P-01.yaml:4:1", "[unknown-key]"),
        ("projects/zouping/P-02.yaml:4:1", "[duplicate-key]"),
        ("projects/zouping/P-03.yaml:2:7", "[broken-yaml]"),
        ("projects/zouping/P-04.yaml:4:13", "[not-a-date]"),
        ("projects/zouping/P-05.yaml:3:11", "[unknown-district]"),
        ("projects/zouping/P-06.yaml:2:7", "[not-utf-8]"),
        ("projects/zouping/P-07.yaml:1:5", "[id-differs]"),
        ("projects/zouping/P-08.yaml:1:33", "[too-deep]"),
        ("projects/zouping/P-10.yaml:1:1", "[empty-file]"),
    ]
    assert count == "10 处错误，涉及 10 个文件。未写入任何内容。"
    assert "investmnt: 不认识的字段 investmnt，是否应为 investment？" in lines[1]
    assert "“2026-13-45”不是日期；请写成 年-月-日，如 2026-03-01" in lines[4]
    assert sorted(path for path in root.rglob("*") if ".tongbao" not in path.parts) == before


def test_no_fault(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a fault one line says what the place holds, in the language that was asked for."""
    assert main(["check", "--root", str(place)]) == 0
    assert capsys.readouterr().out == "没有错误。1 个项目、0 个问题、0 期通报。\n"
    assert main(["check", "--root", str(place), "--language", "en"]) == 0
    assert capsys.readouterr().out == "No faults. 1 project, 0 issues, 0 bulletins.\n"


def test_language_of_the_reader(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """--language goes before TONGBAO_LANGUAGE, that before the first language of the place."""
    write_place(place, {"site.yaml": {**SITE, "languages": ["en"]}})
    main(["check", "--root", str(place)])
    assert capsys.readouterr().out.startswith("No faults")
    monkeypatch.setenv("TONGBAO_LANGUAGE", "zh-CN")
    main(["check", "--root", str(place)])
    assert capsys.readouterr().out.startswith("没有错误")
    main(["check", "--root", str(place), "--language=en"])
    assert capsys.readouterr().out.startswith("No faults")


def test_warnings_do_not_stop(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A warning is printed and counted, and the exit code stays 0."""
    (place / "projects" / "old.yml").write_text("")
    assert main(["check", "--root", str(place), "--language", "en"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("projects/old.yml: ")
    assert lines[1:] == ["1 warning. No faults. 1 project, 0 issues, 0 bulletins."]


def test_only_given_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With PATHs only their problems are printed and counted: files or folders, as seen from where one stands."""
    root = write_place(tmp_path / "place", PLANTED)
    assert main(["check", "--root", str(root), str(root / "projects/zouping/P-01.yaml"), str(root / "issues")]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in lines[:-1]] == [
        "issues/zouping/2026/I-09.yaml",
        "projects/zouping/P-01.yaml",
    ]
    assert lines[-1].startswith("2 处错误，涉及 2 个文件")


def test_github(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """For GitHub ten annotations of a level and no more, faults first; the summary has the whole list as a table."""
    bad = {f"projects/zouping/Q-{n:02}.yaml": f"id: Q-{n:02}\nname: 甲,乙\n'a%: |<b>': x\n" for n in range(7)}
    root = write_place(tmp_path / "place", {**bad, "projects/old.yml": ""})
    summary = tmp_path / "summary.md"
    assert main(["check", "--root", str(root), "--format", "github", "--summary", str(summary)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(" ")[0] for line in lines] == ["::error"] * 10 + ["::warning", "1"]
    assert "::error file=projects/zouping/Q-00.yaml,line=3,col=1,title=unknown-key::a%25: |<b>: " in lines[1]
    table = summary.read_text(encoding="utf-8")
    assert table.count("<code>projects/") == 15
    assert "<b>" not in table
    assert all(line.count("|") == 6 for line in table.splitlines() if line.startswith("|"))


def test_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """For programs a list of objects, with null for the line of a file as a whole."""
    root = write_place(tmp_path / "place", {"projects/zouping/P-1.yaml": {**PROJECT, "x": 1}, "projects/a.yml": ""})
    assert main(["check", "--root", str(root), "--format", "json", "--language", "en"]) == 1
    whole, key = json.loads(capsys.readouterr().out)
    assert (whole["path"], whole["line"], whole["level"]) == ("projects/a.yml", None, "warning")
    assert key == {
        "path": "projects/zouping/P-1.yaml",
        "line": 1,
        "column": 53,
        "field": "x",
        "rule": "unknown-key",
        "level": "fault",
        "message": "unknown key x. See docs/data-guide.md, or put it under extra",
    }


@pytest.mark.parametrize(
    "arguments", [["check", "--nope"], ["nope"], ["check", "--format", "xml"], ["check", "--root"]]
)
def test_wrong_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Wrong usage is one line and exit code 2."""
    assert main([*arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert len(captured.err.splitlines()) == 1


def test_no_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A root without site.yaml is one clear line and exit code 2."""
    assert main(["check", "--root", str(tmp_path), "--language", "en"]) == 2
    assert capsys.readouterr().err == f"{tmp_path} has no site.yaml, so it is no place. Name one with --root\n"


def test_start_up_is_small() -> None:
    """Asking for help imports neither models nor templates nor PDFs."""
    code = (
        "import sys\nfrom tongbao.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass\nprint(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    modules = done.stdout.splitlines()[-1].split()
    assert not {"jinja2", "weasyprint", "chinese_calendar", "sqlite3", "tongbao.pipeline"}.intersection(modules)


def test_every_command_has_words(capsys: pytest.CaptureFixture[str]) -> None:
    """--help names every command in the reader's language."""
    with pytest.raises(SystemExit) as exit_code:
        main(["--help"])
    assert exit_code.value.code == 0
    text = capsys.readouterr().out
    assert all(command in text for command in ("build", "check", "import", "schema"))


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(28, "No space left on device"), "the system refuses to read or write: No space left on device\n"),
        (OSError(13, "Permission denied", "x"), "x cannot be read or written: Permission denied\n"),
    ],
)
def test_what_the_system_refuses(
    error: OSError, said: str, place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever a command meets it, it is one line, with the file where the system names one."""

    def refuse(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("tongbao.commands.check.load_checked", refuse)
    assert main(["check", "--root", str(place), "--language", "en"]) == 2
    assert capsys.readouterr().err == said


def test_an_interrupted_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends the program with its own exit code and without a word."""

    def interrupted() -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("tongbao.cli.main", interrupted)
    monkeypatch.setattr("gc.set_threshold", lambda _: None)
    monkeypatch.setattr("atexit.register", lambda _: None)
    assert process() == 130


def test_summary_that_cannot_be_written(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A summary that cannot be written is wrong usage, told in one line."""
    assert main(["check", "--root", str(place), "--language", "en", "--summary", str(place)]) == 2
    assert capsys.readouterr().err == f"{place} cannot be read or written: Is a directory\n"


def test_a_path_that_is_not_there(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A mistyped path is wrong usage, never a check that finds no fault."""
    missing = str(place / "projects" / "zouping" / "P-9.yaml")
    assert main(["check", "--root", str(place), "--language", "zh-CN", missing]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == f"没有文件或文件夹 {missing}；请核对路径\n"


def test_changed_files_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Faults of the files that somebody is working on come first, and the last line counts them; --changed shows these
    alone."""
    mine = "projects/zouping/P-04.yaml"
    monkeypatch.setattr("tongbao.commands.check.changed_files", lambda _root, _base: frozenset({mine, "x.yaml"}))
    root = write_place(tmp_path / "place", PLANTED)
    place = ["--root", str(root), "--language", "en"]
    assert main(["check", *place]) == 1
    first, second, *_, count = capsys.readouterr().out.splitlines()
    assert first.startswith(f"{mine}:")
    assert second.startswith("issues/")
    assert count.endswith("Of these 1 fault in the 2 files that changed, listed first.")
    assert main(["check", *place, "--changed"]) == 1
    only, count = capsys.readouterr().out.splitlines()
    assert (only, count.split(".")[0]) == (first, "1 fault in 1 file")
    monkeypatch.setattr("tongbao.commands.check.changed_files", lambda _root, _base: frozenset({"x.yaml"}))
    assert main(["check", *place, "--changed"]) == 0
    assert main(["check", *place]) == 1
    assert capsys.readouterr().out.endswith("None of them in the 1 file that changed.\n")


@pytest.mark.parametrize(("option", "said"), [(["--changed"], "no Git history"), (["--base", "x"], "knows no x")])
def test_no_git(place: Path, capsys: pytest.CaptureFixture[str], option: list[str], said: str) -> None:
    """Who asks for what changed where nobody can tell is told so; who does not ask gets the check."""
    assert main(["check", "--root", str(place), "--language", "en", *option]) == 2
    assert said in capsys.readouterr().err
