"""`bulletin draft` from the command line: what it writes, and when it writes nothing."""

from pathlib import Path
from typing import Any

import pytest

from tests.builders import PROJECT, SITE, write_place
from tests.bulletin_place import RULE
from tongbao.cli import main
from tongbao.load.folders import load_place

WEEK, FIRST = "bulletins/2026/weekly-2026-05.yaml", "bulletins/2026/weekly-2026-04.yaml"
LAST = {
    "id": "weekly-2026-04",
    "kind": "weekly",
    "year": "2026",
    "number": "4",
    "period": {"from": "2026-05-18", "until": "2026-05-24"},
    "as_of": "2026-05-24T17:00",
    "issued": "2026-05-25",
    "recipients": {"report": "市委"},
}
POLICY = {
    "bulletins": {kind: {**RULE, "assumed": True} for kind in ("daily", "weekly", "monthly", "special")},
    # What came before was not issued by this program.
    "checks": {"issued-file-missing": "off"},
}
ISSUED = {"id": "P-1", "name": "甲", "district": "zouping", "progress": [{"as_of": "2026-05-31", "invested": "1"}]}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A place of 31 May 2026, a Sunday, whose last weekly bulletin is of the week before."""
    files: dict[str, Any] = {"projects/zouping/P-1.yaml": ISSUED, "policy.yaml": POLICY, FIRST: LAST}
    return write_place(tmp_path / "place", files)


def files(root: Path) -> dict[str, bytes]:
    """Everything in the place but its cache."""
    found = (path for path in sorted(root.rglob("*")) if path.is_file() and ".tongbao" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def draft(root: Path, *arguments: str) -> int:
    return main(["bulletin", "draft", *arguments, "--root", str(root)])


def test_the_newest_week_is_drafted(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One file is written, the next in the series, which the checks find sound."""
    before = files(root)
    assert draft(root, "weekly") == 0
    assert "已起草 bulletins/2026/weekly-2026-05.yaml。" in capsys.readouterr().out
    after = files(root)
    assert set(after) - set(before) == {WEEK}
    loaded = load_place(root, cache=False)
    assert loaded.problems == ()
    assert loaded.dataset is not None
    made = next(b for b in loaded.dataset.bulletins if b.id == "weekly-2026-05")
    assert (made.number, made.issued, made.recipients.report) == (5, None, "市委")
    assert "# headline: 总体情况\n#   截至2026年5月31日17时，" in after[WEEK].decode()
    assert main(["check", "--root", str(root)]) == 0


def test_nothing_happens_where_the_bulletin_exists(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A second call, and one for a week that was issued, say so and write nothing, not even a summary."""
    assert draft(root, "weekly") == 0
    before = files(root)
    for arguments in ((), ("--as-of", "2026-05-24T17:00")):
        capsys.readouterr()
        assert draft(root, "weekly", "--summary", str(root / "summary.md"), *arguments) == 0
        assert "未写入任何内容" in capsys.readouterr().out
        assert files(root) == before


def test_two_drafts_are_the_same(root: Path) -> None:
    """From the same data and date, byte for byte, whatever the caches hold and the reader's language is."""
    assert draft(root, "weekly") == 0
    first = (root / WEEK).read_bytes()
    (root / WEEK).unlink()
    assert draft(root, "weekly", "--language", "en") == 0
    assert (root / WEEK).read_bytes() == first


@pytest.mark.parametrize(
    ("arguments", "path", "period"),
    [
        (("weekly", "--as-of", "2026-05-17"), "weekly-2026-05", ("2026-05-11", "2026-05-17")),
        (("weekly", "--as-of", "2026-05-17T16:59"), "weekly-2026-05", ("2026-05-04", "2026-05-10")),
        (("weekly", "--supplement"), "weekly-2026-s01", ("2026-05-25", "2026-05-31")),
        (("monthly",), "monthly-2026-01", ("2026-05-01", "2026-05-31")),
        (("daily",), "daily-2026-01", ("2026-05-31", "2026-05-31")),
        (("special", "--from", "2026-05-03", "--until", "2026-05-20"), "special-2026-01", ("2026-05-03", "2026-05-20")),
        (("monthly", "--from", "2026-01-01", "--until", "2026-02-28"), "monthly-2026-01", ("2026-01-01", "2026-02-28")),
    ],
)
def test_kinds_and_periods(root: Path, arguments: tuple[str, ...], path: str, period: tuple[str, str]) -> None:
    """Every kind; a past date, an hour too early, a supplement, a period of one's own."""
    assert draft(root, *arguments) == 0
    dataset = load_place(root, cache=False).dataset
    assert dataset is not None
    made = next(b for b in dataset.bulletins if b.id == path)
    assert (made.period.from_.isoformat(), made.period.until.isoformat()) == period


def test_a_year_of_its_own(tmp_path: Path) -> None:
    """A week across the new year goes into the folder of the year that --year says."""
    site = {**SITE, "as_of": "2027-01-03"}
    for arguments, path in (((), "2027/weekly-2027-01"), (("--year", "2026"), "2026/weekly-2026-01")):
        place = {"site.yaml": site, "projects/zouping/P-1.yaml": PROJECT, "policy.yaml": POLICY}
        root = write_place(tmp_path / path, place)
        assert draft(root, "weekly", *arguments) == 0
        assert (root / f"bulletins/{path}.yaml").is_file()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("quarterly",), "quarterly"),
        (("weekly", "--as-of", "2026-05-32"), "2026-05-32"),
        (("weekly", "--as-of", "today"), "today"),
        (("weekly", "--year", "26"), "“26”"),
        (("special",), "--from"),
        (("weekly", "--from", "2026-05-25"), "--until"),
        (("special", "--from", "2026-05-25", "--until", "31"), "“31”"),
        (("special", "--from", "2026-05-25", "--until", "2026-06-02"), "2026-06-02"),
        (("special", "--from", "2026-05-25", "--until", "2026-05-26", "--as-of", "2026-05-25"), "2026-05-26"),
        ((), "KIND"),
    ],
)
def test_wrong_usage(root: Path, arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What is wrong with the arguments is said, the code is 2, and nothing is written."""
    before = files(root)
    assert draft(root, *arguments) == 2
    assert said in capsys.readouterr().err
    assert files(root) == before


def test_a_group_needs_its_word(capsys: pytest.CaptureFixture[str]) -> None:
    """`bulletin` alone, or with a word that is none, is wrong usage."""
    assert main(["bulletin"]) == 2
    assert main(["bulletin", "print"]) == 2
    assert "print" in capsys.readouterr().err


def test_no_day_is_known(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without as_of, without a report and without --as-of nobody knows which week is meant."""
    site = {key: value for key, value in SITE.items() if key != "as_of"}
    root = write_place(tmp_path, {"site.yaml": site, "projects/zouping/P-1.yaml": PROJECT})
    assert draft(root, "weekly") == 2
    assert "--as-of" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "content", "arguments", "rule"),
    [
        ("projects/zouping/P-2.yaml", "id: P-2\nname: 乙\ndistrict: nowhere\n", (), "unknown-district"),
        ("bulletins/2026/x.yaml", "id: x\nkind: weekly\nsections: [nothing]\n", (), "not-allowed"),
        ("templates/text/zh-CN/bulletin/headline.txt", "{{ view.nothing.more }}", (), "broken-template"),
        ("templates/text/zh-CN/bulletin/headline.txt", "{% if %}", (), "broken-template"),
        ("projects/zouping/P-2.yaml", "id: P-2\nname: 乙\ndistrict: zouping\n",
         ("--from", "2026-05-24", "--until", "2026-05-11"), "period-order"),
    ],
)  # fmt: skip
def test_nothing_is_written_where_there_is_a_fault(
    root: Path, name: str, content: str, arguments: tuple[str, ...], rule: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A fault of the place, of its templates or of the draft itself is printed; the code is 1."""
    write_place(root, {"site.yaml": SITE, name: content})
    before = files(root)
    assert draft(root, "weekly", "--summary", str(root / "summary.md"), *arguments) == 1
    assert f"[{rule}]" in capsys.readouterr().out
    assert files(root) == before


def test_a_fault_that_the_draft_brings_to_another_file(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A week of the past cannot be put into a series with total numbers: the bulletin after it would fall back."""
    write_place(root, {FIRST: {**LAST, "total_number": "204"}})
    before = files(root)
    assert draft(root, "weekly", "--as-of", "2026-05-17T17:00") == 1
    assert f"{FIRST}: total_number: " in capsys.readouterr().out
    assert files(root) == before
    assert draft(root, "weekly") == 0


def test_an_id_that_is_taken(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No file is written over, whatever kind of bulletin it holds."""
    taken = {**LAST, "id": "weekly-2026-05", "kind": "monthly", "period": {"from": "2026-04-01", "until": "2026-04-30"}}
    write_place(root, {WEEK: taken})
    before = files(root)
    assert draft(root, "weekly") == 2
    assert WEEK in capsys.readouterr().err
    assert files(root) == before


def test_the_text_of_a_pull_request(root: Path, tmp_path: Path) -> None:
    """Title, period, the headline's paragraphs and the list of warnings; no HTML of anybody's makes it there."""
    second = {**ISSUED, "id": "P-2", "name": "乙", "code": "<script>", "level": "市级"}
    site = {**SITE, "levels": [{"code": "市级", "name": "<i>市级</i>"}]}
    write_place(root, {"projects/zouping/P-2.yaml": second, "site.yaml": site})
    titled = {kind: {**rule, "title": "<b>周*报*</b>"} for kind, rule in POLICY["bulletins"].items()}
    write_place(root, {"site.yaml": site, "policy.yaml": {**POLICY, "bulletins": titled}})
    summary = tmp_path / "summary.md"
    assert draft(root, "weekly", "--summary", str(summary)) == 0
    text = summary.read_text("utf-8")
    assert text.startswith("## &#60;b&#62;周&#42;报&#42;&#60;/b&#62;（2026年第5期）\n\n")
    assert "截至2026年5月31日17时，全市2个重点项目" in text
    assert "&#60;i&#62;市级&#60;/i&#62;1个" in text
    assert "应于 2026年6月1日 前印发" in text
    assert "`bulletins/2026/weekly-2026-05.yaml`" in text
    assert "project-code-form" in text
    assert not any(tag in text for tag in ("<script>", "<i>", "<b>"))


def test_a_summary_that_cannot_be_written(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Is wrong usage, and the draft is not written either."""
    before = files(root)
    assert draft(root, "weekly", "--summary", str(root / "site.yaml" / "summary.md")) == 2
    assert "summary.md" in capsys.readouterr().err
    assert files(root) == before
