"""`bulletin verify` names what would differ, and `bulletin correct` makes a correction of it."""

import re
import subprocess
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.issuing_place import (
    EARLIER_ISSUED,
    ISSUED,
    PROJECT,
    change,
    copied,
    files_of,
    issued_place,
    page,
    pages,
    project,
    run,
)
from tests.sites import ROOT, once, records
from tongbao.drawing import edition_of
from tongbao.load.single import read_record
from tongbao.model.correction import Correction

LATER = [{"as_of": "2026-05-08", "invested": "2000"}, {"as_of": "2026-05-15", "invested": "3456"}]
CORRECT = ("correct", "W-2026-20", "--reason", '数据: "补报" & <b>', "--approved-by", "办公室", "--date", "2026-05-20")
NOTICE = '<section class="differs"'


@pytest.fixture(scope="module")
def issued(shared: Path) -> Path:
    """The place with both bulletins issued; tests copy it."""
    return once(shared / "places" / "issued", issued_place)


@pytest.fixture
def root(issued: Path, tmp_path: Path) -> Path:
    return copied(issued, tmp_path / "place")


def said(root: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, list[str]]:
    """The exit code and the lines that were printed."""
    capsys.readouterr()
    code = run(root, *words)
    return code, capsys.readouterr().out.splitlines()


def git(root: Path, *words: str) -> None:
    """Git with names and days of its own."""
    day = "2026-05-18T00:30:00"  # whatever hour it is now, the day of issue counts
    who = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
    env = {"GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day, "PATH": "/usr/bin:/bin:/usr/local/bin", "HOME": str(root)}
    subprocess.run(["git", "-C", str(root), *who, *words], check=True, capture_output=True, env=env)


def test_nothing_differs_at_first(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Right after issuing, every figure follows and the page bears no notice."""
    assert said(root, capsys, "verify") == (0, ["Bulletins verified: 2, of them differing: 0."])
    assert NOTICE not in page(root)


def test_a_changed_report_is_named(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One changed report: the bulletin, each figure with both values, the record and no other; exit code 1. The issued
    files have the bytes that they had, and the page says so."""
    before = files_of(root)
    change(root, PROJECT, progress=LATER)
    code, lines = said(root, capsys, "verify")
    assert code == 1
    assert re.fullmatch("W-2026-20: figures that differ from today's records: [0-9]+", lines[0])
    assert lines[0].endswith(str(len(lines) - 3).rjust(3))
    assert "  Completed this year (all/completed): issued 0.31 亿元, now 0.36 亿元" in lines
    assert "  邹平 Completion rate (district:zouping/completion_rate): issued 30.0%, now 34.6%" in lines
    assert lines[-2:] == [f"  changed record: {PROJECT}", "Bulletins verified: 2, of them differing: 1."]
    assert {name for name, data in files_of(root).items() if before[name] != data} == {PROJECT}
    html = page(root)
    assert NOTICE in html
    assert "0.36亿元" in html[html.index(NOTICE) :]
    assert "0.36亿元" not in html[: html.index(NOTICE)]
    assert NOTICE not in page(root, "W-2026-19")


def test_numbers_that_are_no_figures_are_named_too(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A milestone that was reached then, and lights that change with a report: counts of lists are reckoned again, and
    a correction says them."""
    change(root, PROJECT, progress=LATER, milestones=[{"name": "x", "planned": "2026-05-13", "actual": "2026-05-13"}])
    _, lines = said(root, capsys, "verify")
    assert "  In this bulletin: milestones reached (all/named:milestones_done): issued 0, now 1" in lines
    assert "  Projects with 蓝牌 (all/light:蓝): issued 1, now 0" in lines
    html = page(root)
    assert "本期完成节点" in html[html.index(NOTICE) :]
    assert run(root, *CORRECT) == 0
    assert said(root, capsys, "verify", "W-2026-20")[0] == 0


def test_bulletins_can_be_named(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Only those that are named are verified; one that is not issued is wrong usage."""
    change(root, PROJECT, progress=LATER)
    assert said(root, capsys, "verify", "W-2026-19") == (0, ["Bulletins verified: 1, of them differing: 0."])
    assert said(root, capsys, "verify", "W-2026-20", "W-2026-20")[0] == 1
    assert run(root, "verify", "W-0") == 2


def test_git_names_the_commit(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where Git knows it, the commit since the day of issue stands behind the record, also behind one that is gone."""
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "All")
    change(root, PROJECT, progress=LATER)
    (root / "projects/huimin/P-2.yaml").unlink()
    git(root, "commit", "-q", "-a", "-m", "A late report")
    _, lines = said(root, capsys, "verify", "W-2026-20")
    named = [line for line in lines if "changed record" in line]
    assert [re.sub(r"[0-9a-f]{7,} ", "# ", line) for line in named] == [
        f"  changed record: {PROJECT} # 2026-05-18 A late report",
        "  changed record: project/P-2 # 2026-05-18 A late report",
    ]


def test_records_that_come_and_go(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A project that was added later and existed then, and one that is gone, are both named."""
    (root / "projects/huimin/P-2.yaml").unlink()
    added = project("P-3", "zouping", ("2026-05-14", "7"))
    (root / "projects/zouping/P-3.yaml").write_text("{}")
    change(root, "projects/zouping/P-3.yaml", **added)
    code, lines = said(root, capsys, "verify", "W-2026-20")
    assert code == 1
    assert "  changed record: project/P-2" in lines
    assert "  changed record: projects/zouping/P-3.yaml" in lines


def test_what_came_in_late_changes_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A report received after the as-of day, and a project registered later, were not known then."""
    late = [*LATER[:1], {"as_of": "2026-05-15", "invested": "3000"}]
    late.append({"as_of": "2026-05-16", "invested": "9000", "reported": "2026-05-18"})
    change(root, PROJECT, progress=late)
    new = project("P-9", "huimin", ("2026-05-20", "7"), registered="2026-05-19", stages=[])
    (root / "projects/huimin/P-9.yaml").write_text("{}")
    change(root, "projects/huimin/P-9.yaml", **new)
    assert said(root, capsys, "verify") == (0, ["Bulletins verified: 2, of them differing: 0."])


@pytest.mark.parametrize(
    ("path", "values", "figure"),
    [
        ("policy.yaml", {"pace": {"multiplier": "1.5"}}, "all/gap"),
        ("site.yaml", {"districts": [{"code": "huimin", "name": "惠民"}, {"code": "zouping", "name": "邹平市"}]}, ""),
    ],
    ids=["policy", "names"],
)
def test_rules_and_names(
    root: Path, capsys: pytest.CaptureFixture[str], path: str, values: dict[str, object], figure: str
) -> None:
    """Other rules for the same day are named with policy.yaml; another name of a district is no other figure."""
    change(root, path, **values)
    code, lines = said(root, capsys, "verify")
    assert code == bool(figure)
    assert any(f"({figure})" in line for line in lines) == bool(figure)
    assert (f"  changed record: {path}" in lines) == bool(figure)


def test_a_correction_takes_the_notice_away(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`correct` writes a record that the loader reads back; page, page of corrections and feed show it, the notice is
    gone, and the issued files are as they were."""
    change(root, PROJECT, progress=LATER)
    before = files_of(root)
    code, lines = said(root, capsys, *CORRECT, "--found-by", "邹平市")
    path = "corrections/C-2026-001.yaml"
    assert code == 0
    assert lines[0].startswith(f"{path} is written; figures of W-2026-20 that it corrects: ")
    assert {name: data for name, data in files_of(root).items() if name != path} == before
    correction, problems = read_record(root / path, Correction)
    assert problems == []
    assert correction is not None
    assert (correction.place, correction.from_, correction.to) == ("累计完成投资", "0.31亿元", "0.36亿元")
    assert correction.reason == CORRECT[3]
    assert [(f.id, f.value) for f in correction.figures][:2] == [
        ("all/completed", "3556"),
        ("all/completion_rate", "0.1778"),
    ]
    drawn = pages(root)
    for name in ("bulletins/2026/W-2026-20/index.html", "corrections/index.html"):
        assert "数据: &#34;补报&#34; &amp; &lt;b&gt;" in drawn[name], name
    assert '数据: "补报" &amp; &lt;b&gt;' in drawn["bulletins/feed.xml"]
    html = drawn["bulletins/2026/W-2026-20/index.html"]
    for heading, told in (("headline", "累计完成投资"), ("districts", "邹平 累计完成投资")):
        section = html.split(f'aria-labelledby="section-{heading}"')[1].split("</section>")[0]
        line = section[section.index('<p class="note">') :].split("</p>")[0]
        assert re.sub("<[^>]*>", "", line).startswith(f"2026年5月20日更正：{told}“")
        assert "，见文末更正。" in line
    for name in ("bulletins/2026/W-2026-20/index.html", "corrections/index.html"):
        assert NOTICE not in drawn[name]
        assert "邹平市" in drawn[name]
        assert "邹平 投资完成率" in drawn[name]
        assert "34.6%" in drawn[name]
    assert said(root, capsys, "verify")[0] == 0
    assert said(root, capsys, *CORRECT) == (0, ["W-2026-20 has no figure to correct."])


def test_what_changes_after_a_correction_is_corrected_again(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A record that changes once more brings the notice back, and the next correction has the next number."""
    change(root, PROJECT, progress=LATER)
    run(root, *CORRECT)
    change(root, PROJECT, progress=[LATER[0], {"as_of": "2026-05-15", "invested": "4000"}])
    assert NOTICE in page(root)
    assert said(root, capsys, "verify")[0] == 1
    assert said(root, capsys, *CORRECT)[1][0].startswith("corrections/C-2026-002.yaml is written")
    assert NOTICE not in page(root)


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("correct", "W-0", *CORRECT[2:]), "has not been issued"),
        ((*CORRECT[:-1], "2026-05-17"), "comes before the day of issue"),
        ((*CORRECT[:-1], "soon"), "is no date"),
        ((*CORRECT[:3], "  ", *CORRECT[4:]), "--reason says nothing that can be read"),
        ((*CORRECT[:3], "a\udcff", *CORRECT[4:]), "--reason says nothing that can be read"),
    ],
    ids=["unknown", "before", "no-date", "empty", "no-utf-8"],
)
def test_wrong_corrections(root: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], error: str) -> None:
    """Wrong usage is said, and nothing is written."""
    change(root, PROJECT, progress=LATER)
    before = files_of(root)
    assert run(root, *words) == 2
    assert error in capsys.readouterr().err
    assert files_of(root) == before


@pytest.mark.parametrize("command", ["verify", "issue", "correct"])
def test_a_fault_stops_every_command(root: Path, capsys: pytest.CaptureFixture[str], command: str) -> None:
    """A changed issued file stops verifying, issuing and correcting, with its path; nothing is written."""
    text = (root / EARLIER_ISSUED).read_text("utf-8")
    (root / EARLIER_ISSUED).write_text(text.replace("0.21亿元", "0.22亿元", 1), "utf-8")
    before = files_of(root)
    words = {"verify": ("verify",), "issue": ("issue", "W-2026-20", "--date", "2026-05-18"), "correct": CORRECT}
    code, lines = said(root, capsys, *words[command])
    assert code == 1
    assert lines[0].startswith(f"{EARLIER_ISSUED}:3:11: digest: what stands here does not fit its digest")
    assert files_of(root) == before
    assert ISSUED in before


REPORT = "P-lt-2026-009"


def test_a_report_of_may_in_the_sample() -> None:
    """One report of May is changed: of the first bulletin of each kind that of May, and no other, differs, in figures
    of the place and of the district; each names the record as changed, and no other record."""
    data, may = records(ROOT), date(2026, 5, 31)
    before = data.project_by_id[REPORT]
    more = {may: {"invested": Decimal(2946)}}
    progress = tuple(each.model_copy(update=more.get(each.as_of)) for each in before.progress)
    after = before.model_copy(update={"progress": progress})
    data = replace(data, projects=tuple(after if each is before else each for each in data.projects))
    edition = edition_of(ROOT, data, date(2026, 11, 16), (), pdf=False)
    first = {place.bulletin.kind: place for place in reversed(edition.bulletins)}
    found = {place.bulletin.id: edition.following_of(place) for place in first.values()}
    assert {following.records for following in found.values()} == {(f"project/{REPORT}",)}
    assert [following.policy for following in found.values()] == [False] * 3
    differ = {id: {each.issued.id for each in following.differences} for id, following in found.items()}
    assert {id for id in differ if differ[id]} == {"special-2026-01"} < differ.keys()
    assert {"all/completed", "district:linting/completion_rate"} <= differ["special-2026-01"]
