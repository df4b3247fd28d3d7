"""`form` and `forms`: what people fill in on the repository's pages becomes a file, or is answered."""

import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import make_site, write_place
from tests.characters import ANY
from tests.sites import ROOT
from tongbao.cli import main
from tongbao.edit.submissions import submitted
from tongbao.load.catalogues import load_catalogue
from tongbao.load.yaml_source import parse
from tongbao.views.issue_forms import FILES, FOLDER, KINDS, LABELS, Form

PATH = "projects/zouping/P-zp-2026-014.yaml"
ISSUE = "issues/zouping/2026/I-zp-2026-0001.yaml"
TEXT = """\
id: P-zp-2026-014
name: {zh-CN: 甲, en: A}  # once 乙
district: zouping
place: '邹平'   # a town
progress:
  - {as_of: 2026-03-31, reported: 2026-04-02, invested: 100}  # first
  # to come
"""
FORM = {kind: Form(kind, make_site(), [load_catalogue(each) for each in ("zh-CN", "en")]) for kind in KINDS}
ANSWERS: Mapping[str, Mapping[str, str]] = {
    "issue": {
        "district": "邹平",
        "kind": "问题 / Problem",
        "category": "土地",
        "title": "用地未落实",
        "date": "2026-05-20",
    },
    "report": {"project": "P-zp-2026-014", "as_of": "2026-04-30", "invested": "250.5", "note": "一期\n二期"},
    "mistake": {"where": "/projects/P-zp-2026-014/", "field": "建设地点 / place", "shown": "邹平"},
}
NEW_ISSUE = """\
id: I-zp-2026-0001
kind: 问题
title: 用地未落实
district: zouping
category: 土地
raised:
  date: 2026-05-20
"""


def body(kind: str, **more: str | None) -> str:
    """A body as GitHub writes it."""
    said = {**ANSWERS[kind], **more}
    asked = [(heading, said.get(field.id) or "_No response_") for heading, field in FORM[kind].headings.items()]
    return "\n\n".join(f"### {heading}\n\n{answer}" for heading, answer in asked)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return write_place(tmp_path / "place", {PATH: TEXT})


def form(place: Path, kind: str, text: str, *more: str) -> int:
    file = place.parent / "body.md"
    file.write_bytes(text.encode())
    return main(["form", str(file), "--kind", kind, "--root", str(place), "--language", "en", *more])


def files(place: Path) -> dict[str, str]:
    return {path.relative_to(place).as_posix(): path.read_text("utf-8") for path in place.rglob("*.yaml")}


def wrong(place: Path, kind: str, capsys: pytest.CaptureFixture[str], text: str, *more: str) -> list[str]:
    """The lines of the answer to a form that is wrong; nothing was written."""
    before = files(place)
    assert form(place, kind, text, *more) == 1
    assert files(place) == before
    first, empty, opened, *lines, closed = capsys.readouterr().out.rstrip("\n").split("\n")
    assert (first[:5], empty, opened, closed) == ("这份表单还", "", "````text", "````")
    return lines


def test_an_issue(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A new file with the next free id; one that hangs on projects lies with the first of them."""
    assert form(place, "issue", body("issue")) == 0
    assert capsys.readouterr().out == f"已记为 {ISSUE}，等待审核。\n"
    assert files(place)[ISSUE] == NEW_ISSUE
    again = body("issue", projects="P-zp-2026-014", district="惠民").replace("\n", "\r\n")
    assert form(place, "issue", again) == 0
    text = files(place)["issues/zouping/2026/I-zp-2026-0002.yaml"]
    assert "projects: [P-zp-2026-014]" in text
    assert "district" not in text
    assert main(["check", "--root", str(place)]) == 0


def test_a_report(place: Path) -> None:
    """One entry more in the project's file, after those of earlier days; all else stays as it was."""
    assert form(place, "report", body("report"), "--date", "2026-05-04") == 0
    entry = """\
  - as_of: 2026-04-30
    reported: 2026-05-04
    invested: 250.5
    note: |-
      一期
      二期
"""
    assert files(place)[PATH] == TEXT.replace("  # to come\n", f"{entry}  # to come\n")
    assert main(["check", "--root", str(place)]) == 0


INVESTED = "某次报送的完成投资 / a report's investment"
WRONG: list[tuple[str, dict[str, str | None], str]] = [
    ("issue", {"date": "2026-13-45"}, "提出日期 / Raised on：“2026-13-45”不是日期；请写成 年-月-日，如 2026-03-01"),
    ("issue", {"title": None}, "标题 / Title：没有填写"),
    ("issue", {"title": "a\nb"}, "标题 / Title：只能写一行"),
    ("issue", {"category": "水"}, "问题类别 / Category：“水”不在可选范围内；请从列表中选：土地"),
    ("issue", {"projects": "P-zp-2026-015"}, "涉及的项目编号 / Projects：没有编号为“P-zp-2026-015”的项目，是否应为"),
    ("issue", {"description": "联系 13800138000"}, "情况说明 / What happened："),
    ("report", {"project": "x"}, "项目编号 / Project：没有编号为“x”的项目"),
    ("report", {"as_of": "2026-03-31"}, "截至日期 / As of：P-zp-2026-014 截至 2026-03-31 已经报送过；数字有误的，"),
    ("report", {"as_of": "三月"}, "截至日期 / As of：“三月”不是日期；请写成 年-月-日，如 2026-03-01"),
    ("report", {"invested": "2万"}, "本年累计完成投资 / Invested this year so far：“2万”不是数字；请只写阿拉伯数字"),
    ("report", {"physical": "101"}, "形象进度 / Physical progress：“101”超出范围；不得大于 100"),
    ("report", {"invested": None, "note": None}, "全文：投资、形象进度、阶段、预计竣工、总投资、说明，至少填一项"),
    ("mistake", {"shown": "惠民", "right": "无棣"}, "现在写的是 / It says：现在写的是“邹平”，与所填不同；"),
    ("mistake", {"field": INVESTED, "right": "1"}, "截至哪一天 / As of：P-zp-2026-014 没有截至这一天的报送"),
]


@pytest.mark.parametrize(("kind", "more", "line"), WRONG)
def test_what_is_wrong_is_told_by_field(
    place: Path, kind: str, more: dict[str, Any], line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The answer names the field and why, in the place's language; nothing is written."""
    lines = wrong(place, kind, capsys, body(kind, **more))
    assert len(lines) == 1
    assert lines[0].startswith(line)


def test_mistakes(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A value put right is one line of the file; without a field or a right value a person must look."""
    assert form(place, "mistake", body("mistake", right="邹平县", shown="写的是邹平")) == 0
    assert files(place)[PATH] == TEXT.replace("'邹平'", "'邹平县'")
    capsys.readouterr()
    for more in ({}, {"field": "其他，或不清楚 / something else", "right": "1"}, {"where": "/data/", "right": "1"}):
        before = files(place)
        assert form(place, "mistake", body("mistake", **more)) == 0
        assert files(place) == before
        assert "要由人核对" in capsys.readouterr().out


def test_a_report_put_right(place: Path) -> None:
    """The report stays; one that corrects it follows, with the reason."""
    more = {"field": INVESTED, "as_of": "2026-03-31", "shown": "100", "right": "90"}
    assert form(place, "mistake", body("mistake", **more, source="统计台账"), "--date", "2026-05-20") == 0
    new = "  - {as_of: 2026-03-31, reported: 2026-05-20, invested: 90, corrects: 2026-03-31, reason: 统计台账}\n"
    assert files(place)[PATH] == TEXT.replace("# first\n", f"# first\n{new}")
    assert main(["check", "--root", str(place)]) == 0


TRICKS = (
    "$(rm -rf /)",
    "`id`",
    "*alias",
    "&a !!python/object:os.system",
    "a: b # c",
    "---",
    "'\"\\",
    "@all <b>",
    "{{ x }}",
)


@pytest.mark.parametrize("trick", TRICKS)
def test_tricks_stay_text(place: Path, trick: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What means something to a shell, to YAML, to Markdown or to a template is the text that was written."""
    assert form(place, "issue", body("issue", title=trick, description=f"{trick}\n- {trick}\n#### {trick}")) == 0
    tree = parse(files(place)[ISSUE].encode()).tree
    assert tree is not None
    assert (tree["title"], tree["description"]) == (trick, f"{trick}\n- {trick}\n#### {trick}")
    capsys.readouterr()
    (line,) = wrong(place, "report", capsys, body("report", project=trick))
    assert trick.replace("````", "") in line


def test_an_id_that_leads_elsewhere(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An id given from outside is one, or wrong usage: it names a file."""
    before = files(place)
    assert form(place, "issue", body("issue"), "--id", "../../x") == 2
    assert "is no id" in capsys.readouterr().err
    assert files(place) == before


def test_bodies_that_are_none(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Headings gone or there twice, too much text, characters nobody sees: told, and nothing is guessed."""
    label = FORM["issue"].label("title")
    gone = f"{label}：这一栏的标题不见了；请把标题连同前面的“### ”补回原处"
    assert wrong(place, "issue", capsys, body("issue").replace(f"### {label}", label))[0] == gone
    assert wrong(place, "issue", capsys, body("issue", description=f"x\n### {label}\n\ny")) == [
        f"{label}：这一栏的标题出现了两次，不知道以哪一处为准；内容里请勿另写“### ”开头的标题"
    ]
    assert wrong(place, "issue", capsys, body("issue", description="长" * 65536)) == ["全文：全文超过 65536 字"]
    assert wrong(place, "issue", capsys, body("issue", title="a\x00b")) == [
        "全文：含有不能显示的控制字符（U+0000）；请删去"
    ]
    assert len(wrong(place, "issue", capsys, "")) == len(FORM["issue"].fields)


BODIES = st.lists(
    st.sampled_from((*FORM["issue"].headings, "x", "")).map(lambda line: f"### {line}") | ANY, max_size=12
)


@given(BODIES)
def test_any_body_is_read(lines: list[str]) -> None:
    """Whatever stands in a body, it is read, and an answer that is taken stands in the body."""
    text = "\n".join(lines)
    read = submitted(text, FORM["issue"])
    codes = {code for field in FORM["issue"].fields if field.choices for code in FORM["issue"].codes(field).values()}
    assert read.wrong
    assert all(
        answer in codes or answer in text.replace("\r\n", "\n").replace("\r", "\n") for answer in read.said.values()
    )


def test_a_branch_by_one_command(place: Path) -> None:
    """`--branch` commits the file, and nothing else, on a branch of its own; one that is there is not touched."""

    def git(*arguments: str) -> str:
        who = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
        return subprocess.run(["git", *who, *arguments], cwd=place, check=True, capture_output=True, text=True).stdout

    git("init", "--quiet", "--initial-branch", "main")
    git("config", "user.name", "a")
    git("config", "user.email", "a@example.org")
    git("add", "site.yaml", PATH)
    git("commit", "--quiet", "--message", "place")
    (place / "by-hand.txt").write_text("x")
    assert form(place, "issue", body("issue"), "--branch", "forms/12") == 0
    assert git("branch", "--show-current") == "forms/12\n"
    assert git("diff", "--name-only", "main").split() == [ISSUE]
    assert "报送问题：I-zp-2026-0001" in git("log", "-1", "--format=%s")
    assert form(place, "issue", body("issue"), "--branch", "forms/12") == 2
    assert form(place, "issue", body("issue"), "--branch", "--force") == 2


def test_the_forms_of_this_repository_are_fresh(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`forms` writes of the sample's words what is committed; a second time it writes nothing."""
    names = {path.name for path in (ROOT / FOLDER).glob("*.yml")} - {"config.yml"}
    assert names == set(FILES.values())
    place = write_place(tmp_path / "place", {"site.yaml": (ROOT / "site.yaml").read_text("utf-8")})
    assert main(["forms", "--root", str(place)]) == 0
    for name in names:
        assert (place / FOLDER / name).read_bytes() == (ROOT / FOLDER / name).read_bytes()
    capsys.readouterr()
    assert main(["forms", "--root", str(place), "--language", "en"]) == 0
    assert capsys.readouterr().out == "Nothing changed: 3 forms are as they should be.\n"


@pytest.mark.parametrize("kind", KINDS)
def test_a_form_as_github_takes_it(kind: str) -> None:
    """Ids and labels are used once, choices too, and the label is that by which the workflow knows the form."""
    tree = yaml.safe_load((ROOT / FOLDER / FILES[kind]).read_text("utf-8"))
    fields = [field for field in tree["body"] if field["type"] != "markdown"]
    for key in (lambda field: field["id"], lambda field: field["attributes"]["label"]):
        assert len({key(field) for field in fields}) == len(fields)
    for field in fields:
        options = field["attributes"].get("options", [])
        assert len(set(options)) == len(options)
        assert all(isinstance(option, str) and option.strip() and option != "None" for option in options)
        assert (field["type"] == "dropdown") == bool(options)
    assert tree["labels"] == [LABELS[kind]]
    assert {field["id"] for field in fields} == {field.id for field in KINDS[kind]}


def test_two_of_one_name() -> None:
    """Districts of the same name are told apart by their codes."""
    site = make_site(districts=[{"code": "a", "name": "甲"}, {"code": "b", "name": "甲"}])
    form = Form("issue", site, [load_catalogue("zh-CN")])
    district = next(field for field in form.fields if field.id == "district")
    assert form.codes(district) == {"甲": "a", "甲 (b)": "b"}
