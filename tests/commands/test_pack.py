"""`pack` writes the papers of a meeting: in the sample, exactly for the projects that the rule names."""

import re
import shutil
from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.sites import ROOT, SAMPLE
from tongbao.cli import main

DAY = date(2026, 11, 16)
LATE = "海岛文旅项目社会资本金11月10日前到位，逾期启动违约条款"
RED = Fraction(-30, 100)


pytestmark = pytest.mark.usefixtures("read_once")


def read(path: Path) -> Any:
    """A file as plain data, dates as dates."""
    return yaml.load(path.read_bytes(), yaml.CSafeLoader)


def core() -> dict[str, str]:
    """The core stage of each of the place's own words."""
    return {entry["word"]: entry["core"] for entry in read(ROOT / "site.yaml").get("stages", [])}


def files(folder: str) -> list[Any]:
    """Every record in a folder of the sample."""
    return [read(path) for path in sorted((ROOT / folder).rglob("*.yaml"))]


def by_hand() -> set[str]:
    """Who is to be called, counted from the files alone: red, a start overdue, or a decision past its date."""
    words, late = core(), set()
    for activity in files("activities"):
        for decision in activity.get("decisions", []):
            due = max(
                decision.get("changes", []), key=lambda change: change["date"], default={"to": decision.get("due")}
            )["to"]
            if "done" not in decision and due and due < DAY:
                late.update(decision.get("projects", []))
    called = set()
    for project in files("projects"):
        stages = [(entry["date"], words.get(entry["stage"], entry["stage"])) for entry in project.get("stages", [])]
        stages += [(r["as_of"], words.get(r["stage"], r["stage"])) for r in project.get("progress", []) if "stage" in r]
        stages = sorted((pair for pair in stages if pair[0] <= DAY), key=lambda pair: pair[0])
        if stages and stages[-1][1] in ("withdrawn", "completed", "accepted", "commissioned"):
            continue
        plan: Any = next((each for each in project.get("years", []) if each["year"] == DAY.year), {})
        done = [r["invested"] for r in project.get("progress", []) if r["as_of"].year == DAY.year and "invested" in r]
        if plan.get("plan") and done:
            gap = Fraction(str(done[-1])) / Fraction(str(plan["plan"])) - Fraction(DAY.month - 1, 12)
            if gap < RED and not project.get("exemptions"):
                called.add(project["id"])
        if "start" in plan and not any(stage == "started" for _, stage in stages):
            first = (
                date.fromisoformat(f"{plan['start']}-01")
                if len(str(plan["start"])) == len("2026-03")
                else plan["start"]
            )
            last = first.replace(day=monthrange(first.year, first.month)[1])
            if last < DAY and plan["nature"] == "新开工":
                called.add(project["id"])
        if project["id"] in late:
            called.add(project["id"])
    return called


def run(*arguments: str | Path) -> int:
    """The command on the sample."""
    return main(["pack", *map(str, arguments)])


@pytest.fixture(scope="module")
def hearing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The papers of a hearing on the sample's day, without PDF."""
    out = tmp_path_factory.mktemp("pack") / "hearing"
    assert run("过堂会", "--root", ROOT, "--out", out, "--no-pdf") == 0
    return out


def test_exactly_those_that_the_rule_names_are_called(hearing: Path) -> None:
    """Each has a row and a sheet of its own, and nobody else has one."""
    html = (hearing / "index.html").read_text("utf-8")
    rows = re.findall(r'<tr data-project="([^"]+)"', html)
    sheets = re.findall(r'<section class="sheet" data-project="([^"]+)"', html)
    assert rows == sheets
    assert len(set(rows)) == len(rows)
    assert set(rows) == by_hand()


def test_a_decision_past_its_date_stands_in_it(hearing: Path) -> None:
    """With its office and by how many days it is late."""
    html = (hearing / "index.html").read_text("utf-8")
    front = html[: html.index('<section class="sheet"')]
    row = next(part for part in front.split("<tr>") if f'<th scope="row" class="long">{LATE}' in part)
    assert "青屿县人民政府" in row
    assert f"超期{(DAY - date(2026, 11, 10)).days}天" in row


def test_nothing_in_it_leads_anywhere(hearing: Path) -> None:
    """The papers are a page and its style, which stand for themselves."""
    html = (hearing / "index.html").read_text("utf-8")
    assert sorted(path.name for path in hearing.iterdir()) == ["faces.css", "index.html", "pack.css"]
    assert re.findall(r'href="([^"]*)"', html) == ["faces.css", "pack.css"]


def test_of_an_earlier_day(tmp_path: Path) -> None:
    """On the day of the fourth hearing the third is the last one, and its second decision was overdue since the day
    before October."""
    assert run("过堂会", "--root", ROOT, "--out", tmp_path / "out", "--date", "2026-10-30", "--no-pdf") == 0
    html = (tmp_path / "out/index.html").read_text("utf-8")
    assert '<p class="line">2026年第三次过堂会（2026年6月30日）</p>' in html
    assert f"超期{(date(2026, 10, 30) - date(2026, 9, 30)) // timedelta(days=1)}天" in html
    assert LATE not in html[: html.index('<section class="sheet"')]


@pytest.mark.pdf
def test_printed(tmp_path: Path) -> None:
    """The PDF has the front and then a page for each sheet."""
    from pypdf import PdfReader

    assert run("过堂会", "--root", ROOT, "--out", tmp_path / "out") == 0
    pages = ["".join(page.extract_text().split()) for page in PdfReader(tmp_path / "out/pack.pdf").pages]
    starts = [n for n, text in enumerate(pages) if "通知原因" in text and "基本情况" in text]
    assert len(starts) == len(by_hand())
    assert starts == list(range(starts[0], len(pages)))
    assert all(text.endswith(f"—{n}—") for n, text in enumerate(pages, 1))


@pytest.mark.parametrize("out", ["site", "site/packs", "projects/packs", "activities"])
def test_it_is_never_published(tmp_path: Path, capsys: pytest.CaptureFixture[str], out: str) -> None:
    """Neither in the site nor among the records."""
    root = small(tmp_path)
    assert run("过堂会", "--root", root, "--out", root / out) == 2
    assert "会随网站发布或在数据文件中间" in capsys.readouterr().err
    assert not (root / "site").exists()


def test_unknown_kind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Says which there are."""
    assert run("过堂", "--root", small(tmp_path)) == 2
    said = "policy.yaml 的 packs 中没有“过堂”；现有：过堂会、周例会、点评会、观摩\n"
    assert capsys.readouterr().err == said


def small(folder: Path) -> Path:
    """The sample's rules without its records."""
    root = folder / "place"
    root.mkdir()
    for name in SAMPLE[:2]:
        shutil.copy(ROOT / name, root / name)
    return root


def test_where_it_goes_by_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Into out/packs/ of the place, named by kind and day; a place without records has nobody to call."""
    root = small(tmp_path)
    assert run("过堂会", "--root", root, "--no-pdf", "--date", "2026-11-16") == 0
    out = root / "out/packs/过堂会-2026-11-16"
    assert capsys.readouterr().out.endswith(f"过堂会材料（2026-11-16）已写入 {out}，通知 0 个项目。\n")
    html = (out / "index.html").read_text("utf-8")
    assert "没有符合条件的项目。" in html
    assert "此前没有举行过。" in html


def test_in_another_language_of_the_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Beside those in the first, with the same reasons in its own words; a language that the place has not changes
    what the command says alone."""
    root = small(tmp_path)
    assert run("过堂会", "--root", root, "--no-pdf", "--language", "en") == 0
    out = root / "out/packs/过堂会-2026-11-16-en"
    assert capsys.readouterr().out.endswith(f"The papers 过堂会 (2026-11-16) are in {out}; projects called: 0.\n")
    html = (out / "index.html").read_text("utf-8")
    assert '<html lang="en">' in html
    assert "Who is called" in html
    (root / "site.yaml").write_text(
        (root / "site.yaml").read_text("utf-8").replace("languages: [zh-CN, en]", "languages: [zh-CN]"), "utf-8"
    )
    assert run("过堂会", "--root", root, "--no-pdf", "--language", "en") == 0
    assert '<html lang="zh-CN">' in (root / "out/packs/过堂会-2026-11-16/index.html").read_text("utf-8")
