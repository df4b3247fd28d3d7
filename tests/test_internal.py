"""What is internal stands in internal papers, and nowhere that anything public comes from."""

import shutil
from pathlib import Path
from typing import Any

import page as checker
import pytest
from pypdf import PdfReader

from tests.builders import write_place
from tests.internal_place import (
    BULLETIN,
    EVERY,
    FILES,
    PAPERS,
    PHONES,
    TREE,
    WITHHELD,
    make,
    place,
    planted_below,
    texts,
    tree,
)
from tests.issuing_place import EARLIER
from tests.sites import ROOT, compiled
from tongbao.cli import COMMANDS, main, parser
from tongbao.load.catalogues import load_catalogue
from tongbao.publish import MANIFEST

SAMPLE = {"sample": True}
OF_PACK = ("policy.yaml", "projects/zouping/P-1.yaml", "issues/zouping/2026/I-1.yaml", "activities/2026/A-1.yaml")
"""The files that the papers of a meeting need."""
DEEP = "a/b/c/d/inner"
"""Deeper in a place than anybody looks for a tree."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The place with an internal tree beside it and another deep inside, its papers made, then built."""
    folder = tmp_path_factory.mktemp("internal")
    root, inner = place(folder), tree(folder / "inner")
    tree(root / DEEP)
    for name, (words, _) in PAPERS.items():
        assert make(root, *words, "--internal", inner, "--out", folder / "papers" / name) == 0
        assert make(root, *words, "--out", folder / "public" / name) == 0
    assert make(root, "build") == 0
    return folder


@pytest.mark.parametrize("name", PAPERS)
def test_internal_papers_print_what_is_internal(made: Path, name: str) -> None:
    """Each of the three prints its part of the tree, with telephones and the value of what is withheld."""
    html = (made / "papers" / name / "index.html").read_text("utf-8")
    assert {word for word in EVERY if word in html} == PAPERS[name][1]
    assert all(phone in html for phone in PHONES)
    assert WITHHELD in html
    assert "条例第十五条" in html


@pytest.mark.parametrize("name", PAPERS)
def test_the_same_papers_without_the_tree_print_nothing_of_it(made: Path, name: str) -> None:
    """And do not bear its mark."""
    assert planted_below(made / "public" / name) == {}
    assert "internal" not in (made / "public" / name / "index.html").read_text("utf-8")


def test_all_of_the_tree_is_printed_somewhere(made: Path) -> None:
    """No planted word is lost."""
    assert set().union(*planted_below(made / "papers").values()) >= EVERY


def test_nothing_internal_is_published_or_kept(made: Path) -> None:
    """No file of the place has a planted word: neither the site nor the cache of parsed files; nor has the user's."""
    assert list((made / "place" / "site").rglob("*.html"))
    assert (made / "place" / ".tongbao" / "parsed.sqlite").exists()
    assert {path for path in planted_below(made / "place") if not path.startswith(DEEP)} == set()
    assert list(compiled().rglob("*"))
    assert planted_below(compiled()) == {}


def test_the_search_finds_what_is_there(tmp_path: Path) -> None:
    """Words in a spreadsheet, in a database, in UTF-16 and in compressed bytes are seen."""
    import gzip
    import sqlite3

    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        book.add_worksheet().write_string(0, 0, "PLANTED01")
    with sqlite3.connect(tmp_path / "b.sqlite") as opened:
        opened.execute("CREATE TABLE t (a)")
        opened.execute("INSERT INTO t VALUES ('PLANTED02')")
    (tmp_path / "c").write_bytes("PLANTED03".encode("utf-16-le"))
    (tmp_path / "d.gz").write_bytes(gzip.compress(b"PLANTED04"))
    found = {"a.xlsx": {"PLANTED01"}, "b.sqlite": {"PLANTED02"}, "c": {"PLANTED03"}, "d.gz": {"PLANTED04"}}
    assert planted_below(tmp_path) == found


@pytest.mark.pdf
def test_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """PDFs are marked at the top of every page and print the same, without a warning and as PDF/UA; those of the site
    have nothing of it."""
    root, inner = place(tmp_path), tree(tmp_path / "inner")
    for name, (words, printed) in PAPERS.items():
        out = tmp_path / "papers" / name
        assert make(root, *words, "--internal", inner, "--out", out, pdf=True) == 0
        (path,) = out.glob("*-internal.pdf")
        assert checker.validate_pdf_bytes(path.read_bytes()).failures == []
        pages = [page.extract_text() for page in PdfReader(path).pages]
        assert all("PLANTED01" in "".join(text.split()) for text in pages), name
        seen = "".join("".join(pages).split())
        assert {word for word in EVERY if word in seen} == printed
    assert "[pdf-warning]" not in capsys.readouterr().out
    assert make(root, "build", pdf=True) == 0
    pdfs = list((root / "site").rglob("*.pdf"))
    assert pdfs
    assert any("重点项目" in "".join(texts(path.read_bytes()).split()) for path in pdfs)
    assert planted_below(root) == {}


def planted(root: Path, at: str) -> Path:
    """A tree with one record in a place."""
    inner = root / at
    inner.mkdir(parents=True, exist_ok=True)
    (inner / "internal.yaml").write_text("place: binzhou\n", "utf-8")
    (inner / "note.yaml").write_text("id: note\nremarks: PLANTED01\n", "utf-8")
    return inner


@pytest.mark.parametrize("at", ["internal", "a/b/c", "templates/assets", "projects/internal", "issues", "."])
def test_a_tree_inside_a_place_is_a_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str], at: str) -> None:
    """One, wherever it lies."""
    root = place(tmp_path)
    planted(root, at)
    assert main(["check", "--root", str(root)]) == 1
    said = capsys.readouterr().out
    assert f"{(Path(at) / 'internal.yaml').as_posix()}: 内部资料库不能放在公开的目录里" in said
    assert said.count("\n") == 2


@pytest.mark.parametrize("at", ["internal", "."])
def test_a_tree_inside_a_place_stops_everything(tmp_path: Path, at: str) -> None:
    """Nothing is published and no paper is made."""
    root = place(tmp_path)
    inner = planted(root, at)
    assert make(root, "build") == 1
    assert make(root, *PAPERS["brief"][0], "--internal", inner, "--out", tmp_path / "out") == 1
    assert not (root / "site").exists()
    assert not (tmp_path / "out").exists()


def test_a_tree_deep_inside_is_not_read_either(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Deeper than anybody looks it is still refused where it is named, and a build publishes nothing of it."""
    root = made / "place"
    assert make(root, *PAPERS["brief"][0], "--internal", root / DEEP, "--out", made / "refused") == 2
    assert "内部资料库须是另一个不公开的仓库" in capsys.readouterr().err
    assert planted_below(root / DEEP)
    assert planted_below(root / "site") == {}


def test_a_sample_may_hold_a_sample(tmp_path: Path) -> None:
    """Both are invented and say so; a build reads nothing of the tree all the same."""
    site = {"site.yaml": {**FILES["site.yaml"], **SAMPLE}}
    root = write_place(tmp_path / "place", {name: FILES[name] for name in OF_PACK} | site)
    inner = tree(root / "examples/inner", **{"internal.yaml": {**TREE["internal.yaml"], **SAMPLE}})
    (inner / "bulletins/2026/W-2026-20.yaml").unlink()
    assert make(root, "build") == 0
    assert make(root, *PAPERS["pack"][0], "--internal", inner, "--out", tmp_path / "out") == 0
    assert planted_below(root / "site") == {}
    assert planted_below(tmp_path / "out")
    write_place(root, {"site.yaml": FILES["site.yaml"]})
    assert make(root, "build") == 1


def test_internal_papers_are_written_nowhere_public(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Not in the place, not among internal records."""
    root, inner = place(tmp_path), tree(tmp_path / "inner")
    pack, *others = (words for words, _ in PAPERS.values())
    outs = ("place/site", "place/site/x", "place/projects", "place/out", "place", "inner/projects")
    for words, out in (*((pack, out) for out in outs), *((words, "place/out") for words in others)):
        assert make(root, *words, "--internal", inner, "--out", tmp_path / out) == 2, out
        assert "内部材料请写到别处" in capsys.readouterr().err
    assert not list(tmp_path.rglob("*.html"))


def test_not_in_a_site_that_was_published_elsewhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder with our manifest is public, whatever it is called; so is what lies below it."""
    root, inner = place(tmp_path), tree(tmp_path / "inner")
    (tmp_path / "www").mkdir()
    (tmp_path / "www" / MANIFEST).write_text("{}")
    (tmp_path / "link").symlink_to(tmp_path / "www")
    for out in ("www", "www/a/b", "link/a"):
        assert make(root, *PAPERS["pack"][0], "--internal", inner, "--out", tmp_path / out) == 2
        assert "内部材料请写到别处" in capsys.readouterr().err


def test_not_in_the_repository_around_the_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A place may be a folder of its repository: papers and tree stay out of all of it, but another repository inside
    it is apart."""
    import subprocess

    root, inner = place(tmp_path), tree(tmp_path / "private/inner")
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    brief = (*PAPERS["brief"][0], "--internal", inner)
    assert make(root, *brief, "--out", tmp_path / "papers") == 2
    assert "内部材料请写到别处" in capsys.readouterr().err
    subprocess.run(["git", "init", "-q", str(tmp_path / "private")], check=True)
    assert make(root, *brief, "--out", tmp_path / "private" / "papers") == 0
    shutil.rmtree(tmp_path / "private/.git")
    shutil.rmtree(tmp_path / "private/papers")
    assert make(root, *brief, "--out", tmp_path.parent / f"{tmp_path.name}-papers") == 2
    assert "内部资料库须是另一个不公开的仓库" in capsys.readouterr().err


def test_somebody_says_where(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without --out nothing is written."""
    root, inner = place(tmp_path), tree(tmp_path / "inner")
    for words, _ in PAPERS.values():
        assert make(root, *words, "--internal", inner) == 2
        assert "内部材料须用 --out 写明写到哪个目录" in capsys.readouterr().err
    assert not (root / "out").exists()


def test_no_other_command_knows_the_option(capsys: pytest.CaptureFixture[str]) -> None:
    """Least of all `build`."""
    program = parser(load_catalogue("zh-CN"), COMMANDS)
    takes = set()
    for name in COMMANDS:
        with pytest.raises(SystemExit):
            program.parse_args([*name.split(), "--help"])
        takes |= {name} if "--internal" in capsys.readouterr().out else set()
    assert takes == {"brief", "pack", "paper"}


def test_no_workflow_has_the_tree() -> None:
    """Nor does any target of the Makefile."""
    files = [ROOT / "Makefile", *(ROOT / ".github/workflows").glob("*.yml")]
    assert len(files) > 2
    assert [path.name for path in files if "--internal" in path.read_text("utf-8")] == []


def test_faults_of_the_tree(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """They are all told at once, with file, line and column, as those of the public records are; nothing is written."""
    wrong = """\
id: P-1
oficers: []
remarks:
  - {date: 2026-5-14, text: 甲}
  - {date: 2026-05-14, text: 乙, by: city-dr}
officers:
  - {name: 丙, phone: 139上午}
"""
    late = "id: I-1\nadvice:\n  - {date: 2026-05-14, text: 丁, by: city-dr}\n"
    root = place(tmp_path)
    inner = tree(
        tmp_path / "inner",
        **{
            "projects/zouping/P-1.yaml": wrong,
            "issues/zouping/2026/I-1.yaml": late,
            "issues/zouping/2026/I-9.yaml": "id: I-9\n",
        },
    )
    assert make(root, *PAPERS["brief"][0], "--internal", inner, "--out", tmp_path / "out") == 1
    said = capsys.readouterr().out.splitlines()
    assert [line.removeprefix(f"{inner}/").split(": ")[0] for line in said] == [
        "issues/zouping/2026/I-1.yaml:3:37",
        "issues/zouping/2026/I-9.yaml:1:5",
        "projects/zouping/P-1.yaml:2:1",
        "projects/zouping/P-1.yaml:4:12",
        "projects/zouping/P-1.yaml:7:22",
    ]
    assert "是否应为 city-drc？" in said[0]
    assert "公开记录中没有“I-9”" in said[1]
    assert "不是电话号码" in said[4]
    assert not (tmp_path / "out").exists()


def test_a_folder_that_is_no_tree(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Says which file makes it one."""
    root = place(tmp_path)
    (tmp_path / "empty").mkdir()
    assert make(root, *PAPERS["brief"][0], "--internal", tmp_path / "empty", "--out", tmp_path / "out") == 2
    assert "没有 internal.yaml" in capsys.readouterr().err


def test_internal_keys_have_no_place_in_public_records(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The fault says where they belong."""
    record = {**FILES["projects/zouping/P-1.yaml"], "remarks": [], "officers": []}
    assert main(["check", "--root", str(place(tmp_path, **{"projects/zouping/P-1.yaml": record}))]) == 1
    said = capsys.readouterr().out
    assert said.count("请写到内部资料库的同名文件") == 2


def test_only_what_was_known_on_the_day(tmp_path: Path) -> None:
    """A note of a later day, an officer who came later or has gone are not in the papers of a day."""
    project: dict[str, Any] = {
        "id": "P-1",
        "officers": [
            {"name": "前任", "until": "2026-05-10"},
            {"name": "现任", "from": "2026-05-11", "until": "2026-05-17"},
            {"name": "后任", "from": "2026-05-18"},
        ],
        "remarks": [{"date": "2026-05-17", "text": "当日"}, {"date": "2026-05-18", "text": "次日"}],
    }
    root, inner = place(tmp_path), tree(tmp_path / "inner", **{"projects/zouping/P-1.yaml": project})
    assert make(root, *PAPERS["pack"][0], "--internal", inner, "--out", tmp_path / "out") == 0
    html = (tmp_path / "out/index.html").read_text("utf-8")
    assert [word for word in ("前任", "现任", "后任", "当日", "次日") if word in html] == ["现任", "当日"]


def test_words_on_a_section_that_is_not_printed(tmp_path: Path) -> None:
    """They are not lost: they stand after the text, under the name of the section."""
    bulletin = {"id": BULLETIN, "words": {"adjustments": "清单拟再调整一次"}}
    root, inner = place(tmp_path), tree(tmp_path / "inner", **{"bulletins/2026/W-2026-20.yaml": bulletin})
    assert make(root, *PAPERS["brief"][0], "--internal", inner, "--out", tmp_path / "out") == 0
    html = (tmp_path / "out/index.html").read_text("utf-8")
    assert html.count("清单拟再调整一次") == 1
    assert html.index("供领导参阅：") < html.index("清单拟再调整一次")
    assert html.rindex('<section class="bulletin-section"') < html.index("供领导参阅：")


def test_an_issued_bulletin_keeps_its_text(tmp_path: Path) -> None:
    """The leaders' edition of an issued bulletin says what was issued, whatever the records say now."""
    root, inner = place(tmp_path), tree(tmp_path / "inner")
    (root / EARLIER).unlink()
    assert main(["bulletin", "issue", BULLETIN, "--date", "2026-05-18", "--root", str(root)]) == 0
    brief = (*PAPERS["brief"][0], "--internal", inner)
    assert make(root, *brief, "--out", tmp_path / "a") == 0
    path = root / "projects/zouping/P-1.yaml"
    path.write_text(path.read_text("utf-8").replace('"3000"', '"4000"'), "utf-8")
    assert make(root, *brief, "--out", tmp_path / "b") == 0
    first, second = ((tmp_path / name / "index.html").read_text("utf-8") for name in "ab")
    assert first == second
    assert "PLANTED13" in first


@pytest.mark.usefixtures("read_once")
def test_the_sample_tree_goes_with_the_sample(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """examples/internal-sample has no fault, is marked as a sample on every paper and names functions only."""
    inner = ROOT / "examples/internal-sample"
    brief = ["brief", "weekly-2026-45", "--root", str(ROOT), "--internal", str(inner), "--no-pdf"]
    assert main([*brief, "--out", str(tmp_path / "out")]) == 0
    assert "[" not in capsys.readouterr().out
    html = (tmp_path / "out/index.html").read_text("utf-8")
    assert '<p class="secret">内部资料　注意保存</p>' in html
    assert "示例数据" in html
    assert "0000-0000101" in html
    assert "市委书记、市长" in html
    assert "发：" not in html
