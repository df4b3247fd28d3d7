"""`bulletin issue`: once, in order, not backdated; the page is that of the file from then on."""

import json
import re
from functools import partial
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests.issuing_place import (
    BULLETIN,
    EARLIER,
    EARLIER_ISSUED,
    ISSUED,
    PROJECT,
    YAML,
    brief_of,
    change,
    copied,
    files_of,
    is_about,
    issued_place,
    main_of,
    page,
    pages,
    place,
    run,
)
from tests.sites import drawn, once, options
from tongbao.cli import main
from tongbao.load.issued import issued_text
from tongbao.model.digest import NO_DIGEST, digest
from tongbao.pipeline import build, load_checked
from tongbao.render.broken import Broken
from tongbao.render.jobs import spread
from tongbao.views.assembly import recipes


@pytest.fixture(scope="module")
def issued(shared: Path) -> Path:
    """The place with both bulletins issued; tests copy it."""
    return once(shared / "places" / "issued", issued_place)


@pytest.fixture
def root(issued: Path, tmp_path: Path) -> Path:
    return copied(issued, tmp_path / "place")


def refused(root: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    """The exit code and all that was said; nothing was written."""
    before = files_of(root)
    capsys.readouterr()
    code = run(root, *words)
    assert files_of(root) == before
    said = capsys.readouterr()
    return code, said.out + said.err


def test_issuing_writes_the_day_and_one_file(root: Path) -> None:
    """The bulletin's own file gets the day of issue and stays as it was in every other byte; beside it lies what was
    issued, with numbers, kind and moments as the bulletin has them."""
    assert (root / BULLETIN).read_text("utf-8") == YAML.replace("T17:00\n", "T17:00\nissued: 2026-05-18\n")
    content = json.loads((root / ISSUED).read_text("utf-8"))
    told = {key: content[key] for key in ("format", "id", "kind", "year", "number", "as_of", "issued")}
    assert told == {
        "format": 1,
        "id": "W-2026-20",
        "kind": "weekly",
        "year": 2026,
        "number": 20,
        "as_of": "2026-05-17T17:00",
        "issued": "2026-05-18",
    }
    figures = {figure["id"]: figure for figure in content["figures"]}
    assert figures["all/completed"]["value"] == "3100"
    assert figures["all/completed"]["display"] == {"zh-CN": "0.31亿元", "en": "0.31 亿元"}
    assert figures["district:zouping/new_investment"]["value"] == "1000"
    assert {*content["records"]} == {"project/P-1", "project/P-2", "issue/I-1", "site.yaml"}


EMBEDS = re.compile(r'<details class="embeds">.*?</details>\n', re.DOTALL)


def test_the_page_of_the_file_is_the_page_drawn_live(root: Path, tmp_path: Path) -> None:
    """Drawn of the issued file alone, every page of bulletins has the bytes that it has without the file, but for
    pieces for other sites, which only what was issued has."""
    live = copied(root, tmp_path / "live")
    change(live, "policy.yaml", checks={"setting-unsourced": "off", "issued-file-missing": "off"})
    for name in (ISSUED, EARLIER_ISSUED):
        (live / name).unlink()
    drawn = {name: EMBEDS.sub("", html) for name, html in pages(root).items() if "embed/" not in name}
    assert drawn == pages(live)


def test_what_was_issued_stays(root: Path) -> None:
    """Other records, rules, sentences and words, headings and columns too, change nothing of what an issued bulletin
    says."""
    before, printed = page(root), brief_of(root)
    own = {"sections": {"headline": "新的标题"}, "columns": {"planned": "新的栏目"}, "tables": {"groups": "新的表名"}}
    (root / "locale/zh-CN").mkdir(parents=True)
    (root / "locale/zh-CN/bulletin.yaml").write_text(json.dumps(own), "utf-8")
    (root / "locale/zh-CN/words.yaml").write_text('{"axes": {"district": "新的口径"}}', "utf-8")
    (root / "templates/text/zh-CN/bulletin").mkdir(parents=True)
    for name in ("headline", "lead", "district"):
        (root / f"templates/text/zh-CN/bulletin/{name}.txt").write_text("全是新话999", "utf-8")
    change(root, "policy.yaml", pace={"multiplier": "1.5"}, decimals={"rate": "3"})
    change(root, "projects/huimin/P-2.yaml", name="新名称", progress=[], stages=[])
    change(root, PROJECT, progress=[{"as_of": "2026-05-15", "invested": "9999"}])
    (root / "issues/zouping/2026/I-1.yaml").unlink()
    after = page(root)
    notice = after[after.index('<section class="differs"') : after.index("</section>", after.index('"differs"'))]
    assert "0.31亿元" in notice
    assert main_of(after.replace(notice + "</section>\n", "")) == main_of(before)
    assert brief_of(root) == printed


def test_words_of_a_file_reach_nothing(root: Path) -> None:
    """A text of an issued file that would reach into the program is not used; one that asks for what is not there is a
    fault with its path."""
    content = json.loads((root / ISSUED).read_text("utf-8"))
    for wanted, rule in (("{unit.__class__}", ""), ("{nothing}", "issued-unreadable")):
        for language in content["languages"].values():
            language["words"]["bulletin.unit"] = wanted
        (root / ISSUED).write_text(issued_text(content), "utf-8")
        if not rule:
            assert "单位：" in page(root)
            continue
        with pytest.raises(Broken) as broken:
            page(root)
        assert (broken.value.problem.path, broken.value.problem.rule) == (ISSUED, rule)


def test_later_days_and_several_processes_change_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page is the same on every later day, and where a build draws it in several processes."""
    change(root, "site.yaml", languages=["zh-CN"])
    assert main_of(page(root)) == main_of(page(root, day="2027-01-31"))
    drawn = pages(root)
    monkeypatch.setattr(
        "tongbao.drawing.recipes", lambda edition: [each for each in recipes(edition) if is_about(each.path)]
    )
    monkeypatch.setattr("tongbao.drawing.spread", partial(spread, chunk=1, least=1))
    build(root, load_checked(root, cache=False), options(root / "site", jobs=3))
    assert drawn == {path: (root / "site" / path).read_text("utf-8") for path in drawn}


def test_a_language_that_came_later_shows_what_was_issued(tmp_path: Path) -> None:
    """In a language that the place has only spoken since, the page still says what was issued."""
    root = place(tmp_path / "place")
    site = json.loads((root / "site.yaml").read_text("utf-8"))
    change(root, "site.yaml", languages=["zh-CN"])
    assert run(root, "issue", "W-2026-20", "--date", "2026-05-18") == 0
    change(root, "site.yaml", languages=site["languages"])
    change(root, PROJECT, progress=[])
    assert "累计完成投资" in drawn(root, "en/bulletins/2026/W-2026-20/index.html")


TWICE = "W-2026-20 is issued already; a bulletin is issued once, mistakes are corrected by `bulletin correct`"


def test_a_bulletin_is_issued_once(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The second time is a fault at the bulletin's file."""
    assert refused(root, capsys, "issue", "W-2026-20", "--date", "2026-05-19") == (
        1,
        f"{BULLETIN}:2:5: id: {TWICE}  [issue-twice]\n1 fault in 1 file. Nothing was written.\n",
    )


@pytest.mark.parametrize(
    ("yaml", "words", "code", "said"),
    [
        (YAML, ("--date", "2026-05-16"), 1, "[issue-backdated]"),
        (YAML.replace("number: 20", "number: 21"), ("--date", "2026-05-18"), 1, "it should be 20"),
        (YAML.replace("number: 20", "number: 19"), ("--date", "2026-05-18"), 1, "[bulletin-number-twice]"),
        (YAML.replace("number: 20\n", ""), ("--date", "2026-05-18"), 1, "[issue-number]"),
        (YAML, (), 2, "Say the day of issue of W-2026-20 by --date"),
        (YAML, ("--date", "18.5.2026"), 2, "is no date"),
        (YAML + "unknown: 1\n", ("--date", "2026-05-18"), 1, "[unknown-key]"),
    ],
    ids=["before-as-of", "gap", "taken", "no-number", "no-day", "no-date", "fault"],
)
def test_what_stands_against_issuing(
    root: Path, capsys: pytest.CaptureFixture[str], yaml: str, words: tuple[str, ...], code: int, said: str
) -> None:
    """Each obstacle has its own words and exit code, and nothing is written."""
    (root / ISSUED).unlink()
    (root / BULLETIN).write_text(yaml, "utf-8")
    found = refused(root, capsys, "issue", "W-2026-20", *words)
    assert found[0] == code
    assert said in found[1]


def test_not_before_the_last_one(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A bulletin is not issued before the last one of its kind was."""
    (root / EARLIER_ISSUED).unlink()
    (root / EARLIER).write_text((root / EARLIER).read_text().replace("issued: 2026-05-11\n", ""))
    code, said = refused(root, capsys, "issue", "W-2026-19", "--date", "2026-05-17")
    assert code == 1
    assert "[issue-backdated]" in said


def test_an_unknown_bulletin_is_wrong_usage(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An id that no bulletin has is wrong usage."""
    assert refused(root, capsys, "issue", "W-0") == (2, "There is no bulletin “W-0”.\n")


def test_a_broken_template_is_a_fault(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A sentence of the place that cannot be made is named with its line; nothing is written."""
    (root / ISSUED).unlink()
    (root / "templates/text/en/bulletin").mkdir(parents=True)
    (root / "templates/text/en/bulletin/lead.txt").write_text("fine\n{{ nothing.there }}")
    code, said = refused(root, capsys, "issue", "W-2026-20", "--date", "2026-05-18")
    assert code == 1
    assert said.startswith("templates/text/en/bulletin/lead.txt:2:")


def test_an_issued_bulletins_own_file_stays(root: Path) -> None:
    """Whatever is changed in the YAML of an issued bulletin is a fault; a comment is no change."""
    text = (root / BULLETIN).read_text("utf-8")
    (root / BULLETIN).write_text(text + "# a note\n", "utf-8")
    assert load_checked(root, cache=False).problems == ()
    for old, new in (("**own**", "other"), ("市委", "省委"), ("T17:00", "T18:00"), ("issued: 2026-05-18\n", "")):
        (root / BULLETIN).write_text(text.replace(old, new), "utf-8")
        found = load_checked(root, cache=False).problems
        assert [(problem.path, problem.rule) for problem in found] == [(BULLETIN, "issued-draft-differs")]


def test_an_issued_file_that_is_gone_is_a_fault(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Taken away, the page would be drawn of today's records: a fault at the bulletin, which stops every command but
    `issue` for a bulletin whose day of issue a person wrote first."""
    (root / ISSUED).unlink()
    problem = "[issued-file-missing]"
    assert refused(root, capsys, "verify")[1].startswith(
        f"{BULLETIN}:8:9: issued: this bulletin is said to be issued on"
    )
    assert (
        problem
        in refused(root, capsys, "correct", "W-2026-20", "--reason", "x", "--approved-by", "y", "--date", "2026-06-01")[
            1
        ]
    )
    assert main(["build", "--root", str(root), "--out", str(root / "site"), "--no-pdf", "--no-search"]) == 1
    assert not (root / "site").exists()
    capsys.readouterr()
    assert run(root, "issue", "W-2026-20") == 0
    assert problem not in capsys.readouterr().out
    assert load_checked(root, cache=False).problems == ()


def test_a_spoiled_issued_file_is_not_missing_too(root: Path) -> None:
    """One that cannot be read is told once."""
    (root / ISSUED).write_text("{}", "utf-8")
    assert [problem.rule for problem in load_checked(root, cache=False).problems] == ["issued-format"]


def _spoiled(root: Path, **view: Any) -> list[str]:
    """The rules that find fault with an issued file of a right digest whose view says something else."""
    content = json.loads((root / ISSUED).read_text("utf-8"))
    for language in content["languages"].values():
        language["view"].update(view)
    (root / ISSUED).write_text(issued_text(content), "utf-8")
    checked = load_checked(root, cache=False)
    if checked.problems:
        return [problem.rule for problem in checked.problems]
    with pytest.raises(Broken) as broken:
        page(root)
    assert broken.value.problem.path == ISSUED
    return [broken.value.problem.rule]


@pytest.mark.parametrize(
    "view",
    [
        {"head": {}},
        {"figures": None},
        {"districts": "many"},
        {"figures": {}},
        {"sections": ["nowhere"]},
        {"sections": ["../../pages/home"]},
    ],
    ids=["head", "none", "text", "figures", "section", "path"],
)
def test_a_view_that_is_none_is_a_fault(root: Path, view: dict[str, Any]) -> None:
    """An issued file with a right digest that no page can be made of is a fault with its path, at the latest when it
    is drawn."""
    assert _spoiled(root, **view) == ["issued-unreadable"]


def test_half_a_character_is_a_fault(root: Path) -> None:
    """JSON can hold halves of characters that no page can: a fault, however right the digest."""
    content = json.loads((root / ISSUED).read_text("utf-8"))
    content["languages"]["zh-CN"]["view"]["kind"] = "HALF"
    text = issued_text(content).replace("HALF", "\\ud800")
    stated = json.loads(text)["digest"]
    (root / ISSUED).write_text(text.replace(stated, digest(text.replace(stated, NO_DIGEST))), "utf-8")
    assert [problem.rule for problem in load_checked(root, cache=False).problems] == ["issued-unreadable"]


EVIL = '<script>alert(1)</script><img src=x onerror="alert(2)"><a href="javascript:alert(3)" onclick="x()">甲</a>'


class Harm(HTMLParser):
    """Collects what could do harm: inline scripts but data, pictures, handlers, addresses that are scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        data = given.get("type") == "application/ld+json"
        if (tag == "script" and "src" not in given and not data) or tag == "img":
            self.found.append(tag)
        self.found += [name for name in given if name.startswith("on")]
        self.found += [f"{name}={value}" for name, value in attrs if (value or "").strip().startswith("javascript")]


def test_nothing_harmful_leaves_an_issued_file(root: Path) -> None:
    """Scripts, handlers and `javascript:` addresses in sentences, words and views reach no page and no brief."""
    content = json.loads((root / ISSUED).read_text("utf-8"))
    for language in content["languages"].values():
        language["sentences"] = {name: [EVIL] * len(said) for name, said in language["sentences"].items()}
        view = language["view"]
        view["head"].update(title=EVIL, issuer=EVIL, head=EVIL)
        view["words"] = {"headline": EVIL}
        view["districts"][0]["name"] = EVIL
        for row in view["lagging"]:
            row["link"].update(text=EVIL, href="javascript:alert(4)")
    (root / ISSUED).write_text(issued_text(content), "utf-8")
    drawn = {**pages(root), "brief": brief_of(root)}
    for name, html in drawn.items():
        if not name.endswith((".txt", ".xml")):
            harm = Harm()
            harm.feed(html)
            assert harm.found == [], name
    assert "甲" in drawn["brief"]
    assert "&lt;script&gt;" in drawn["bulletins/2026/W-2026-20/index.html"]
