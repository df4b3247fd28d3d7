"""A place's own templates are tried by `check`; what they are given is documented."""

from pathlib import Path

import pytest

import tools.templates_page as page
from tests.builders import PROJECT, SITE, write_place
from tests.sites import ROOT
from tongbao.cli import main
from tongbao.views.home import HomeView
from tongbao.views.project import ProjectView

PLACE = {"site.yaml": {**SITE, "languages": ["zh-CN"]}, "projects/zouping/P-1.yaml": PROJECT}


def checked(place: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    """The code of `check`, and its lines but for the last, which counts them."""
    code = main(["check", "--root", str(place)])
    return code, capsys.readouterr().out.splitlines()[:-1]


def test_a_field_that_is_gone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An own template that names a field which its view has not is a fault with its line, also where it would not be
    looked at today."""
    text = "{{ view.name }}\n{% if view.stage_word and false %}\n{{ view.nothing_of_it }}{% endif %}\n"
    place = write_place(tmp_path, {**PLACE, "templates/pages/project.html": text})
    code, lines = checked(place, capsys)
    found = [line.split("；")[0] for line in lines]
    assert code == 1
    words = "页面没有 view.nothing_of_it 这一项数据，可能写错，也可能新版程序已取消"
    assert f"templates/pages/project.html:3:1: {words}" in found


def test_a_template_that_fails_when_drawn(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A part that can be read and not be drawn is a fault with its line: a page of each kind is tried."""
    text = "{% macro crumbs(page) %}\n{{ 1 // 0 }}{% endmacro %}"
    place = write_place(tmp_path, {**PLACE, "templates/parts/_crumbs.html": text})
    code, lines = checked(place, capsys)
    assert code == 1
    assert [line.split("（")[0] for line in lines] == ["templates/parts/_crumbs.html:2:1: 此模板无法使用"]


def test_a_sound_template(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The program's own template, taken over as it is, has no fault."""
    own = (ROOT / "templates/pages/project.html").read_text()
    place = write_place(tmp_path, {**PLACE, "templates/pages/project.html": own})
    assert checked(place, capsys) == (0, [])


def test_the_page_of_templates_is_fresh() -> None:
    """docs/templates.md has every template of a page, and the fields of two views as they are."""
    said = page.written(page.PAGE.read_text(encoding="utf-8"))
    drawn = {file.stem for file in (ROOT / "templates/pages").glob("*.html")}
    # A page that a preview has not, and a bulletin in another frame.
    assert drawn - {name[6:-5] for name in said} == {"search", "embed_bulletin"}
    for template, view in (("pages/project.html", ProjectView), ("pages/home.html", HomeView)):
        assert [name for name, (_, gone) in said[template].items() if not gone] == list(page.fields_of(view)), template


def test_versions_are_kept() -> None:
    """A field keeps the version it came with; one that went is named with the version that has it not."""
    before = {"pages/home.html": {"old": ("0.0", ""), next(iter(page.fields_of(HomeView))): ("0.0", "")}}
    after = page.written("\n".join(page.lines({"pages/home.html": HomeView}, before)))["pages/home.html"]
    first, second = list(page.fields_of(HomeView))[:2]
    assert after["old"] == ("0.0", page.__version__)
    assert (after[first], after[second]) == (("0.0", ""), (page.__version__, ""))
