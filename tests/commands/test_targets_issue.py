"""`targets issue` writes the list as published, and as each adjustment left it, once and in order."""

import json
from datetime import date
from pathlib import Path

import pytest

from tests.builders import SITE
from tests.issuing_place import change, files_of
from tests.targets_place import ADJUSTED, ISSUED, LIST, PROJECT, YAML, issued_place, place, run
from tongbao.cli import main
from tongbao.load.folders import load_place
from tongbao.model.dataset import Dataset
from tongbao.pipeline import load_checked
from tongbao.problems import Level

ADJUSTMENTS = """\
adjustments:
  - {date: 2026-04-20, number: '8', approved_by: 甲, moves: [{kind: 储备转实施, project: P-3, reason: 落实用地}]}
  - {date: 2026-05-06, number: '9', approved_by: 甲, moves: [{kind: 退出, project: P-2, reason: 停建}]}
"""


def dataset_of(root: Path) -> Dataset:
    checked = load_checked(root, cache=False)
    assert checked.dataset is not None
    assert [problem for problem in checked.problems if problem.level is Level.FAULT] == []
    return checked.dataset


def refused(root: Path, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What is printed where nothing is written, before the line that counts."""
    before = files_of(root)
    capsys.readouterr()
    assert run(root, *words) == 1
    assert files_of(root) == before
    return "\n".join(capsys.readouterr().out.splitlines()[:-1])


def test_what_was_published_is_written_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The list is written as it was published, beside its file, which stays as it was; a second time is refused."""
    root = issued_place(tmp_path)
    assert capsys.readouterr().out == f"The list of 2026 is issued (2026-02-11): {ISSUED}.\n"
    assert (root / LIST).read_text("utf-8") == YAML
    dataset = dataset_of(root)
    issued = dataset.issued_lists["2026"]
    assert issued.listed == dataset.targets[0]
    assert (issued.date.isoformat(), issued.adjustments, tuple(issued.projects)) == (
        "2026-02-11",
        (),
        ("P-1", "P-2", "P-3", "P-4"),
    )
    assert refused(root, capsys, "issue", "2026") == (
        f"{LIST}:6:12: published: 2026 is issued already; what was issued stays, and the list changes by "
        "`targets adjust`  [list-issued]"
    )


def test_every_number_and_name_is_there(tmp_path: Path) -> None:
    """Sums are exact with their display in every language; codes have the names of the day; a row has its values."""
    content = json.loads((issued_place(tmp_path) / ISSUED).read_text("utf-8"))
    figures = {figure["id"]: figure for figure in content["figures"]}
    assert figures["targets:2026/planned"]["value"] == "600.5"
    assert figures["targets:2026-续建/projects"]["display"] == {"zh-CN": "2个", "en": "2 projects"}
    assert {figure.partition("/")[0] for figure in figures} == {
        "targets:2026",
        "targets:2026-续建",
        "targets:2026-预备",
    }
    assert content["names"]["district:huimin"] == {"zh-CN": "惠民", "en": "惠民"}
    assert content["names"]["office:city-drc"]["zh-CN"] == "市发改委"
    assert content["names"]["nature:续建"] == {"zh-CN": "续建", "en": "Continued"}
    assert content["names"]["measure:投资"] == {"zh-CN": "完成投资", "en": "Investment"}
    assert content["projects"]["P-1"]["plan"] == "300.25"
    assert content["money"] == {"unit": "万元", "display": "亿元", "factor": "10000"}
    assert set(content["records"]) == {"site.yaml", *(f"project/P-{n}" for n in (1, 2, 3, 4))}


def test_an_entry_a_line(tmp_path: Path) -> None:
    """Keys are sorted and each project, sum and name has a line of its own, so that Git shows what is new."""
    text = (issued_place(tmp_path) / ISSUED).read_text("utf-8")
    keys = [line.partition('"')[2].partition('"')[0] for line in text.splitlines() if '": ' in line[:14]]
    assert keys == sorted(keys)
    assert sum(line.startswith('"P-') for line in text.splitlines()) == 4
    assert sum(line.startswith('{"denominator"') for line in text.splitlines()) == 3 * 5


def test_as_known_on_the_day_of_publication(tmp_path: Path) -> None:
    """What was changed or came in later is not in what was issued, whenever it is issued."""
    later = {"date": "2026-04-01", "field": "years.2026.plan", "from": "300.25", "to": "400", "reason": "调整"}
    plan = [{"year": "2026", "nature": "续建", "plan": "400", "invested_before": "12"}]
    root = place(tmp_path)
    change(root, PROJECT, years=plan, changes=[{**later, "approved_by": "甲"}])
    assert run(root, "issue", "2026") == 0
    assert str(dataset_of(root).issued_lists["2026"].projects["P-1"].plan) == "300.25"


def test_each_adjustment_in_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The next one that is not issued is issued, by day; one that comes after it is refused until then."""
    root = place(tmp_path, **{LIST: YAML + ADJUSTMENTS})
    assert "of 2026-02-11; issue in order" in refused(root, capsys, "issue", "2026", "--date", "2026-04-20")
    assert run(root, "issue", "2026") == 0
    assert refused(root, capsys, "issue", "2026", "--date", "2026-05-06") == (
        f"{LIST}:20:12: adjustments[1].date: what comes before it is not issued yet, of 2026-04-20; issue in order"
        "  [list-order]"
    )
    assert run(root, "issue", "2026") == 0
    assert run(root, "issue", "2026", "--date", "2026-05-06") == 0
    lists = dataset_of(root).issued_lists
    assert list(lists) == ["2026-04-20", "2026-05-06", "2026"]
    assert [len(lists[key].listed.adjustments) for key in ("2026", "2026-04-20", "2026-05-06")] == [0, 1, 2]
    assert [each.number for each in lists["2026-05-06"].adjustments] == ["9"]
    values = {figure.id: figure.value for figure in lists["2026-05-06"].figures}
    assert (values["targets:2026/projects"], values["targets:2026-续建/projects"]) == ("2", "2")
    assert "list-issued" in refused(root, capsys, "issue", "2026")


def test_the_day_of_publication_may_be_named(tmp_path: Path) -> None:
    """The list as published is called by its day too, adjusted or not."""
    root = place(tmp_path, **{LIST: YAML + ADJUSTMENTS})
    assert run(root, "issue", "2026", "--date", "2026-02-11") == 0
    assert list(dataset_of(root).issued_lists) == ["2026"]


def test_after_its_year(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A list is not adjusted when its year is over: nothing would be reckoned by it."""
    text = YAML + ADJUSTMENTS.replace("2026-04-20", "2027-01-05").replace("2026-05-06", "2027-01-06")
    root = place(tmp_path, **{LIST: text, "site.yaml": {**SITE, "as_of": "2027-02-01"}})
    assert run(root, "issue", "2026") == 0
    assert "its day, 2027-01-05, is after the list's year, 2026  [list-year-over]" in refused(
        root, capsys, "issue", "2026"
    )


def test_a_place_cut_to_a_day_knows_what_was_issued_by_then(tmp_path: Path) -> None:
    """An issued list is known from its day."""
    root = place(tmp_path, **{LIST: YAML + ADJUSTMENTS})
    for _ in range(3):
        assert run(root, "issue", "2026") == 0
    dataset = dataset_of(root)
    days = [date(2026, month, day) for month, day in ((2, 10), (2, 11), (4, 20), (5, 31))]
    assert [len(dataset.at(day).issued_lists) for day in days] == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("published: 2026-02-11\n", "", "published: the list says no day of publication"),
        (
            "published: 2026-02-11",
            "published: 2026-06-01",
            "its day, 2026-06-01, has not come: the data run until 2026-05",
        ),
        ("decided: 2026-02-09", "decided: 2026-02-12", "decided: the list is published on 2026-02-11, before it was"),
        ("projects: [P-1, P-2]", "projects: [P-1, P-9]", "unknown-project"),
    ],
)
def test_what_stands_against_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, said: str
) -> None:
    """A list that is not published, is published later or before it was decided, or a place with a fault: nothing is
    written and it is said why."""
    assert old in YAML
    assert said in refused(place(tmp_path, **{LIST: YAML.replace(old, new)}), capsys, "issue", "2026")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("issue", "2025"), "There is no list of 2025: targets/2025.yaml is missing."),
        (("issue", "next"), "“next” is no year; write it as 2026"),
        (
            ("issue", "2026", "--date", "2026-03-01"),
            "The list of 2026 was neither published nor adjusted on 2026-03-01.",
        ),
        (("issue", "2026", "--date", "March"), "“March” is no date"),
    ],
)
def test_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str) -> None:
    """A year without list and a day that nothing happened on are told with exit code 2."""
    assert run(place(tmp_path), *words) == 2
    assert capsys.readouterr().err.startswith(said)


def test_before_its_year(tmp_path: Path) -> None:
    """A list that is published in December has the sums of its year, of what was known in December."""
    text = YAML.replace("decided: 2026-02-09\npublished: 2026-02-11", "published: 2025-12-30")
    root = place(tmp_path, **{LIST: text})
    change(root, "projects/zouping/P-2.yaml", registered="2026-01-01")
    assert run(root, "issue", "2026") == 0
    issued = dataset_of(root).issued_lists["2026"]
    assert tuple(issued.projects) == ("P-1", "P-3", "P-4")
    assert {figure.id: figure.value for figure in issued.figures}["targets:2026/planned"] == "300.25"


def test_what_was_issued_is_not_changed(tmp_path: Path) -> None:
    """A changed byte in an issued list, or one without its list, is a fault at its path, and of the list no second."""
    root = issued_place(tmp_path)
    text = (root / ISSUED).read_text("utf-8")
    (root / ISSUED).write_text(text.replace("300.25", "300.26"), encoding="utf-8")
    problems = load_checked(root, cache=False).problems
    assert [(problem.path, problem.rule) for problem in problems] == [(ISSUED, "issued-changed")]
    (root / ISSUED).write_text(text, encoding="utf-8")
    (root / LIST).unlink()
    problems = load_place(root, cache=False).problems
    assert [(problem.path, problem.rule) for problem in problems] == [(ISSUED, "issued-without-targets")]


def test_what_was_published_is_not_rewritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Another number, day or group in the list than was issued is a fault; a comment is none, nor an adjustment."""
    root = issued_place(tmp_path)
    for old, new, field in (
        ("办〔2026〕1号", "办〔2026〕2号", "number"),
        ("published: 2026-02-11", "published: 2026-02-10", "published"),
        ("[P-1, P-2]", "[P-2, P-1]", "groups[0]"),
        ("投资: 900.5", "投资: 900.50001", "targets[0]"),
        ("# as stamped", "# as we were told", None),
    ):
        (root / LIST).write_text(YAML.replace(old, new), encoding="utf-8")
        found = [(p.rule, p.field) for p in load_checked(root, cache=False).problems]
        assert found == ([("issued-list-differs", field)] if field else [])
    capsys.readouterr()
    assert main(["check", "--root", str(root), "--language", "en"]) == 0


def test_it_says_so_until_it_is_issued(tmp_path: Path) -> None:
    """A published list that is not issued is warned of, and an adjustment that is not; only the first of them."""
    root = place(tmp_path, **{LIST: YAML + ADJUSTMENTS})
    for field in ("published", "adjustments[0].date", "adjustments[1].date", None):
        problems = load_checked(root, cache=False).problems
        expected = [("list-not-issued", Level.WARNING, field)] if field else []
        assert [(p.rule, p.level, p.field) for p in problems] == expected
        if field:
            assert run(root, "issue", "2026") == 0
    assert (root / ADJUSTED).exists()
