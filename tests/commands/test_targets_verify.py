"""`targets verify` names what the records would print otherwise than what was issued of a list."""

from pathlib import Path

import pytest

from tests.commands.test_bulletin_verify import git
from tests.issuing_place import change, copied
from tests.targets_place import ADJUSTED, ISSUED, MOVED, PROJECT, issued_place, project, run

NAME = "P-1 <b>甲</b> 项目"


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The place with its list issued as published and adjusted; tests copy it."""
    root = issued_place(tmp_path_factory.mktemp("issued") / "place")
    assert run(root, *MOVED, "--withdraw", "P-2") == 0
    assert run(root, "issue", "2026") == 0
    assert (root / ADJUSTED).exists()
    return root


@pytest.fixture
def root(issued: Path, tmp_path: Path) -> Path:
    return copied(issued, tmp_path / "place")


def said(root: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, list[str]]:
    """The exit code and the lines that were printed."""
    capsys.readouterr()
    code = run(root, "verify", *words)
    return code, capsys.readouterr().out.splitlines()


FINE = (0, ["Lists verified: 2, of them differing: 0."])


def test_nothing_differs_at_first(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Right after issuing, the records say what was issued."""
    assert said(root, capsys) == FINE
    assert said(root, capsys, "2026") == FINE


def test_a_value_that_was_changed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Project, field and both values are named, with the sums that follow, in every issue, and the file."""
    change(root, PROJECT, years=[{"year": "2026", "nature": "续建", "plan": "300.5", "invested_before": "12"}])
    change(root, "projects/zouping/P-2.yaml", links=[{"title": "公告", "url": "https://example.org/"}])
    plan = f"  {NAME}: This year's plan (P-1): issued 300.25 万元, now 300.5 万元"
    record = f"  changed record: {PROJECT}"
    code, lines = said(root, capsys)
    assert code == 1
    assert lines[:2] == ["2026: values that differ from today's records: 3", plan]
    assert [line.partition("(")[2].partition(")")[0] for line in lines[2:4]] == [
        "targets:2026/planned",
        "targets:2026-续建/planned",
    ]
    assert lines[2].endswith("issued 600.5, now 600.75")  # as printed both are 0.06
    assert lines[4] == record
    assert lines[5] == "2026-04-20: values that differ from today's records: 3"
    assert lines[-1] == "Lists verified: 2, of them differing: 2."


@pytest.mark.parametrize(
    ("values", "label", "before", "after"),
    [
        ({"name": "乙"}, "Name", NAME, "乙"),
        ({"owner": {"name": "乙公司"}}, "Owner", "none", "乙公司"),
        ({"responsible": []}, "Responsible", "市发改委", "none"),
        ({"period": ["2025", "2027"]}, "Years", "none", "2025, 2027"),
        ({"content": "一座厂房"}, "Scale and content", "none", "一座厂房"),
        ({"district": "huimin"}, "District", "邹平", "惠民"),
    ],
)
def test_words_are_printed_too(
    root: Path, capsys: pytest.CaptureFixture[str], values: dict[str, object], label: str, before: str, after: str
) -> None:
    """Whatever stands in a row is held against the records, in words."""
    change(root, PROJECT, **values)
    if "district" in values:
        (root / PROJECT).rename(root / "projects/huimin/P-1.yaml")
    code, lines = said(root, capsys)
    assert code == 1
    assert f"  {NAME}: {label} (P-1): issued {before}, now {after}" in lines


def test_what_came_later_changes_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Reports, stages and approved changes of later days leave what was issued as it was; so does a link."""
    changed = {"date": "2026-05-01", "field": "years.2026.plan", "from": "300.25", "to": "400", "reason": "调整"}
    change(
        root,
        PROJECT,
        years=[{"year": "2026", "nature": "续建", "plan": "400", "invested_before": "12"}],
        changes=[{**changed, "approved_by": "甲"}],
        progress=[{"as_of": "2026-04-30", "reported": "2026-05-03", "invested": "100", "total": "1100"}],
        stages=[{"date": "2026-05-02", "stage": "withdrawn"}],
        links=[{"title": "公告", "url": "https://example.org/"}],
    )
    assert said(root, capsys) == FINE


def test_names_and_rules(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A district with another name, and a rule that leaves a project out of the sums, are told with their files."""
    text = (root / "site.yaml").read_text("utf-8")
    (root / "site.yaml").write_text(text.replace('"惠民"', '"惠民新区"'), encoding="utf-8")
    code, lines = said(root, capsys)
    assert (code, lines[1], lines[2]) == (
        1,
        "  district:huimin (district:huimin): issued 惠民, now 惠民新区",
        "  changed record: site.yaml",
    )


def test_a_measure_with_another_name(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What only a page of the list would say otherwise is told too."""
    text = (root / "policy.yaml").read_text("utf-8")
    (root / "policy.yaml").write_text(text.replace("Investment", "Invested"), encoding="utf-8")
    assert said(root, capsys)[1][1] == "  measure:投资 (measure:投资): issued Investment, now Invested"


def test_a_project_that_is_known_later(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A project that the records know only since has no row any more, and enters no sum."""
    change(root, PROJECT, registered="2026-03-01")
    lines = said(root, capsys)[1]
    assert f"  {NAME}: Name (P-1): issued {NAME}, now none" in lines
    assert any(line.startswith("  ") and "(targets:2026/projects): issued 3 projects, now 2" in line for line in lines)
    assert "2026-04-20" not in " ".join(lines)


def test_the_commit_is_named(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where Git knows the file, the newest commit since the issue is named; without Git there is none."""
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "As issued")
    change(root, PROJECT, **project("P-1", code="2504-990122-04-01-338697"))
    git(root, "commit", "-q", "-a", "-m", "Code of P-1")
    assert said(root, capsys)[1][2].endswith(" 2026-05-18 Code of P-1")


def test_wrong_usage(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A year without list is told."""
    assert run(root, "verify", "2025") == 2
    assert capsys.readouterr().err.startswith("There is no list of 2025")
    assert (root / ISSUED).exists()
