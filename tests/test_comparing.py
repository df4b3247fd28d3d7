"""What a change means: a branch with twelve kinds of edits, and some that are at fault, hidden, huge or elsewhere."""

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.builders import write_place
from tests.comparing_place import ISSUED, MILESTONE, PLACE, change, committed, git, made, project
from tests.each import each
from tests.sites import ROOT, once
from tongbao.cli import main
from tongbao.load.catalogues import load_catalogue
from tongbao.load.program import load_templates
from tongbao.metrics.rounding import exact_text
from tongbao.render.comments import MARKER, MOST, comment_text
from tongbao.views.comparison import ComparisonView, read_back

EXPECTED = Path(__file__).parent / "data/comparison"
HUNDREDTHS = Fraction(100)
TEMPLATES, WORDS = load_templates(ROOT).sources, load_catalogue("zh-CN")


@pytest.fixture(scope="module")
def on_main(shared: Path) -> Path:
    """The place on its branch main; tests copy it."""
    return once(shared / "compared", made) / "place"


@pytest.fixture(scope="module")
def branch(on_main: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The place on the branch with every kind of edit."""
    return Path(shutil.copytree(on_main.with_name("branch"), tmp_path_factory.mktemp("branch") / "branch"))


@pytest.fixture
def root(on_main: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(on_main, tmp_path / "place"))


def said(root: Path, *words: str, out: str = "said") -> tuple[int, str]:
    """The exit code of `diff` and what it wrote."""
    path = root.parent / out
    code = main(["diff", *words, "--root", str(root), "--out", str(path)])
    return code, path.read_text("utf-8")


def found(root: Path, *words: str) -> ComparisonView:
    """What `diff` tells machines, read back."""
    return read_back(json.loads(said(root, *words, "--format", "json")[1]))


@pytest.fixture(scope="module")
def view(branch: Path) -> ComparisonView:
    return found(branch, "main", "work")


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_golden_comment(branch: Path, language: str, request: pytest.FixtureRequest) -> None:
    """Twelve edits give this comment, figure by figure, and exit code 1, since two are to be put right first."""
    code, text = said(branch, "main", "work", "--format", "markdown", "--language", language, out=language)
    text = re.sub(r"\b[0-9a-f]{12}\b", "0" * 12, text)
    path = EXPECTED / f"comment.{language}.md"
    if request.config.getoption("--golden-update"):
        write_place(path.parent, {"site.yaml": "", path.name: text})
        (path.parent / "site.yaml").unlink()
    assert code == 1
    assert text == path.read_text("utf-8")


PLANNED = {
    "zouping": (45000 + 10000 + 20000, 45000 + 12000 + 16000),
    "huimin": (8000 + 30000 + 10000, 8000 + 10000 + 5000),
}
COMPLETED = {"zouping": (31200 + 9000 + 12000, 36120 + 8000 + 12000), "huimin": (0 + 29400 + 5600, 0 + 5600 + 4500)}
PACE = Fraction(10, 12)
"""Reckoned by hand: of the twelve months ten are over on the last of October."""


def _by_hand() -> Iterator[tuple[str, Fraction, Fraction]]:
    """Id, before and after of the figures that matter most."""
    scopes = {f"district:{code}": (PLANNED[code], COMPLETED[code]) for code in PLANNED}
    scopes["all"] = tuple(tuple(map(sum, zip(*of.values(), strict=True))) for of in (PLANNED, COMPLETED))  # type: ignore[assignment]
    for scope, (planned, completed) in scopes.items():
        yield f"{scope}/planned", Fraction(planned[0]), Fraction(planned[1])
        yield f"{scope}/completed", Fraction(completed[0]), Fraction(completed[1])
        rates = [Fraction(completed[side], planned[side]) for side in (0, 1)]
        yield f"{scope}/completion_rate", rates[0], rates[1]
        yield f"{scope}/gap", (rates[0] - PACE) * HUNDREDTHS, (rates[1] - PACE) * HUNDREDTHS


@each(("id", "before", "after"), list(_by_hand()), ids=lambda case: case[0])
def test_figures_are_right(view: ComparisonView, id: str, before: Fraction, after: Fraction) -> None:
    """Plans, investment, rates and gaps of both sides are those reckoned by hand, exactly."""
    row = next(row for row in view.figures if row.id == id)
    assert (row.before_exact, row.after_exact) == (exact_text(before), exact_text(after))


def test_a_place_below_the_root_of_its_repository(branch: Path, tmp_path: Path, view: ComparisonView) -> None:
    """The same change of a place in a folder of a repository is told in the same words, from the root of the place."""
    whole = tmp_path / "whole"
    git(tmp_path, "init", "--quiet", "--initial-branch", "main", str(whole))
    for name in ("main", "work"):
        shutil.rmtree(whole / "place", ignore_errors=True)
        git(branch, "worktree", "add", "--quiet", "--detach", str(tmp_path / name), name)
        shutil.copytree(tmp_path / name, whole / "place", ignore=shutil.ignore_patterns(".git"))
        git(branch, "worktree", "remove", str(tmp_path / name))
        committed(whole, name)
    inner = found(whole / "place", "HEAD~1", "HEAD")
    assert inner.records == view.records
    assert inner.figures == view.figures
    assert inner.breaches == view.breaches


def test_what_is_on_disk(root: Path) -> None:
    """Without HEAD the files on disk count, committed or not, known to Git or not."""
    write_place(root, {"projects/huimin/P-hm-9.yaml": project("P-hm-9", "huimin", "100", ("2026-10-31", "50"))})
    change(root, "projects/zouping/P-zp-3.yaml", links=[{"title": "公告", "url": "https://example.org/a"}])
    told = found(root, "main")
    assert [(record.id, record.state) for record in told.records] == [("P-hm-9", "added"), ("P-zp-3", "changed")]
    assert [line.kind for line in told.records[1].lines] == ["other"]


def test_what_main_did_meanwhile_is_not_told(root: Path) -> None:
    """A branch is told by what it changed since it left main, whatever was merged there since."""
    git(root, "switch", "--quiet", "--create", "mine")
    change(root, "projects/zouping/P-zp-3.yaml", place="黄山街道")
    committed(root, "mine")
    git(root, "switch", "--quiet", "main")
    change(root, "projects/huimin/P-hm-4.yaml", place="孙武街道")
    committed(root, "theirs")
    assert [record.id for record in found(root, "main", "mine").records] == ["P-zp-3"]


def test_nothing_changes(root: Path) -> None:
    """Without a change there is a word that says so, no section, and exit code 0."""
    code, text = said(root, "main", "--format", "markdown")
    assert code == 0
    assert text.startswith(f"{MARKER}\n")
    assert text.rstrip().endswith("> 没有改动。")
    assert "####" not in text


def test_a_fault_is_named_and_the_rest_explained(root: Path) -> None:
    """Of a branch with a file at fault the others are told with their figures; the file counts as it was before."""
    path = root / "projects/zouping/P-zp-2.yaml"
    path.write_text("id: P-zp-2\nname: {乙\n", "utf-8")
    first = PLACE["projects/zouping/P-zp-1.yaml"]
    change(
        root,
        "projects/zouping/P-zp-1.yaml",
        progress=[*first["progress"], {"as_of": "2026-10-31", "invested": "36120"}],
    )
    code, text = said(root, "main", "--format", "json")
    told = read_back(json.loads(text))
    assert code == 1
    assert [(note.kind, note.values.get("files", "")) for note in told.notes] == [
        ("head_faulty", "projects/zouping/P-zp-2.yaml"),
        ("mended", ""),
    ]
    assert [(record.id, record.state) for record in told.records] == [("P-zp-1", "changed"), ("P-zp-2", "unreadable")]
    completed = {row.id: (row.before_exact, row.after_exact) for row in told.figures if row.id.endswith("/completed")}
    assert completed["district:zouping/completed"] == ("52200", "57120")
    assert {problem.path for problem in told.new_problems if problem.level == "fault"} == {
        "projects/zouping/P-zp-2.yaml"
    }


def test_an_issued_file_that_is_broken(root: Path) -> None:
    """An issued file whose digest no longer fits is a fault; what was issued is taken from before."""
    (root / ISSUED).write_text((root / ISSUED).read_text("utf-8").replace('"number": 43', '"number": 44'), "utf-8")
    told = found(root, "main")
    assert [problem.rule for problem in told.new_problems] == ["issued-changed"]
    assert [note.kind for note in told.notes] == ["head_faulty", "mended"]
    assert told.issued == ()


def test_what_was_at_fault_before(root: Path) -> None:
    """A branch that puts a fault right is told, with its figures, and the fault is among those that are gone."""
    change(root, "projects/huimin/P-hm-4.yaml", district="nowhere")
    committed(root, "wrong")
    git(root, "switch", "--quiet", "--create", "right")
    change(root, "projects/huimin/P-hm-4.yaml", district="huimin")
    change(root, "projects/huimin/P-hm-3.yaml", years=[{"year": "2026", "nature": "续建", "plan": "32000"}])
    told = found(root, "main")
    assert [note.kind for note in told.notes] == ["base_faulty", "mended"]
    assert "unknown-district" in {problem.rule for problem in told.gone_problems}
    planned = {row.id: row.change for row in told.figures if row.id.endswith("/planned")}
    assert planned["all/planned"] == "+0.20亿元"


def test_faults_on_both_sides(root: Path) -> None:
    """Where neither side is without fault there are no figures, and what can be read is told all the same."""
    change(root, "projects/huimin/P-hm-4.yaml", district="nowhere")
    committed(root, "wrong")
    change(root, "projects/huimin/P-hm-3.yaml", place="孙武街道")
    told = found(root, "HEAD")
    assert [note.kind for note in told.notes] == ["base_faulty", "head_faulty", "no_figures"]
    assert told.figures == ()
    assert [record.id for record in told.records] == ["P-hm-3"]


def test_an_issue_that_is_only_counted_is_not_named(root: Path) -> None:
    """Of an issue that may not be public a comment says that one changed, and neither its name nor its file."""
    path = "issues/zouping/2026/I-7.yaml"
    counted = {"counted_only": True, "counts": [{"date": "2026-10-20", "raised": 3, "closed": 1}]}
    write_place(
        root,
        {
            "site.yaml": PLACE["site.yaml"],
            path: {**PLACE["issues/zouping/2026/I-1.yaml"], "id": "I-7", "events": [], **counted},
        },
    )
    text = said(root, "main", "--format", "json")[1]
    assert "I-7" not in text
    assert [(note.kind, note.values["count"]) for note in read_back(json.loads(text)).notes] == [("hidden", "1")]


def test_a_record_that_moves_to_another_folder(root: Path) -> None:
    """A project whose file moves to another district is the same project."""
    old, new = "projects/huimin/P-hm-4.yaml", "projects/zouping/P-hm-4.yaml"
    record = json.loads((root / old).read_text("utf-8"))
    entry = {
        "date": "2026-10-01",
        "field": "district",
        "from": "huimin",
        "to": "zouping",
        "reason": "区划",
        "approved_by": "市",
    }
    (root / old).unlink()
    write_place(root, {"site.yaml": PLACE["site.yaml"], new: {**record, "district": "zouping", "changes": [entry]}})
    told = found(root, "main")
    assert [(record.id, record.path, record.state) for record in told.records] == [("P-hm-4", new, "changed")]
    assert told.breaches == ()


def test_a_large_change_fits_into_a_comment(view: ComparisonView) -> None:
    """A comment is no longer than GitHub takes, and hardly shorter; what is left out is counted, and the text for a
    terminal is whole."""
    count = 24
    records = tuple(view.records[1]._replace(id=f"N-{n}", name="长" * 4000) for n in range(count))
    large = replace(view, records=records)
    text = comment_text(large, TEMPLATES, WORDS)
    shown = text.count("新项目，惠民")
    assert MOST * 0.9 < len(text) <= MOST
    assert f"其余 {count - shown} 项" in text
    assert comment_text(large, TEMPLATES, WORDS, "text").count("新项目，惠民") == count


def test_what_people_write_is_text(view: ComparisonView) -> None:
    """Names that look like mentions, links, issues, HTML or Markdown are shown as they were written and do nothing."""
    words = "@all #1 <b>x</b> [a](https://e.org) `c` *d* \u001b[31m"
    named = replace(view, records=(view.records[0]._replace(name=words),), base=words)
    text = comment_text(named, TEMPLATES, WORDS)
    assert not re.search(r"@all|@\w|<b>|\]\(|https://|\*d\*|#1", text)
    assert "&#60;b&#62;" in text
    assert "\u001b" not in comment_text(named, TEMPLATES, WORDS, "text")


def test_no_such_revision(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A branch that does not exist, or an option in its stead, is wrong usage."""
    for name in ("nowhere", "--output=x"):
        assert main(["diff", "--root", str(root), "--", name]) == 2
        assert name in capsys.readouterr().err
    assert not Path("x").exists()


def test_a_link_in_a_commit_leads_nowhere(root: Path, tmp_path: Path) -> None:
    """A commit whose file is a link out of the place is told as a fault of that file; what it leads to is not read."""
    secret = tmp_path / "secret.yaml"
    secret.write_text(json.dumps({**PLACE["projects/huimin/P-hm-4.yaml"], "id": "P-hm-5", "name": "密"}), "utf-8")
    git(root, "switch", "--quiet", "--create", "linked")
    (root / "projects/huimin/P-hm-5.yaml").symlink_to(secret)
    committed(root, "linked")
    code, text = said(root, "main", "linked", "--format", "json")
    assert code == 1
    assert "密" not in text
    assert "symlink-leaves" in {problem.rule for problem in read_back(json.loads(text)).new_problems}


def test_a_map_lies_anywhere(root: Path) -> None:
    """The file of the map that site.yaml names is read on both sides, and where a file at fault is put aside."""
    corner = {"zouping": 0, "huimin": 2}
    features = [
        {
            "type": "Feature",
            "properties": {"code": code},
            "geometry": {"type": "Polygon", "coordinates": [[[x, 0], [x + 1, 0], [x + 1, 1], [x, 1], [x, 0]]]},
        }
        for code, x in corner.items()
    ]
    named = {**PLACE["site.yaml"], "map": {"file": "maps/b.geojson", "approval": "鲁S（2023）012号", "source": "某局"}}
    write_place(root, {"site.yaml": named, "maps/b.geojson": {"type": "FeatureCollection", "features": features}})
    committed(root, "map")
    change(root, "projects/zouping/P-zp-3.yaml", place="黄山街道")
    write_place(root, {"site.yaml": named, "projects/huimin/P-hm-1.yaml": "id: {"})
    told = found(root, "HEAD")
    assert [note.kind for note in told.notes] == ["head_faulty", "mended"]
    assert [problem.path for problem in told.new_problems] == ["projects/huimin/P-hm-1.yaml"]


def test_a_milestone_reached_late(root: Path) -> None:
    """A milestone that was reached says by how many days after the date in force."""
    change(root, "projects/zouping/P-zp-1.yaml", milestones=[{**MILESTONE, "actual": "2026-10-08"}])
    lines: list[Any] = [line for record in found(root, "main").records for line in record.lines]
    assert [line.values.get("late") for line in lines if line.kind == "milestone_reached"] == ["8"]
