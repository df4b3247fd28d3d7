import sys
from pathlib import Path

import pytest

from tests.builders import write_place
from tests.each import each
from tongbao.load.catalogues import _words_in, language_of_place, languages, load_catalogue, speaks, spoken
from tongbao.load.folders import load_place
from tongbao.locale.catalogue import Catalogue, leaves, names_in


def test_languages() -> None:
    """The program speaks Chinese and English; others fall to their family, else to Chinese."""
    assert languages() == ("en", "zh-CN")
    assert [spoken(language) for language in ("en", "en-US", "zh-TW", "fr")] == ["en", "en", "zh-CN", "zh-CN"]


@pytest.mark.parametrize("section", ["problems", "rules", "cli"])
def test_languages_say_the_same(section: str) -> None:
    """Every text but a plural has a counterpart, filled in with the same names, of which one may say fewer."""
    chinese, english = (
        {key: text for key, text in leaves(load_catalogue(language).section(section)) if not key.endswith(".one")}
        for language in ("zh-CN", "en")
    )
    assert chinese.keys() == english.keys()
    for key, text in chinese.items():
        names, others = names_in(text), names_in(english[key])
        assert names <= others or others <= names, key


def test_words_are_kept_beside_the_modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As Python does: only where it may, until the file says something else; what is broken is read anew."""
    monkeypatch.setattr(sys, "pycache_prefix", None)
    file, folder = tmp_path / "cli.yaml", tmp_path / "__pycache__"
    file.write_text("level: {fault: 差错}\n")
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert _words_in(file) == {"level": {"fault": "差错"}}
    assert not folder.exists()
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    assert _words_in(file) == {"level": {"fault": "差错"}}
    (kept,) = folder.iterdir()
    kept.write_text(kept.read_text().replace("level", "known"))
    assert _words_in(file) == {"known": {"fault": "差错"}}
    file.write_text("level: {fault: 错误}\n")
    assert _words_in(file) == {"level": {"fault": "错误"}}
    kept.write_text("{")
    assert _words_in(file) == {"level": {"fault": "错误"}}


def test_own_words_over_the_programs(tmp_path: Path) -> None:
    """A place's words replace the program's one by one; what is wrong there is told and left out."""
    files = {
        "locale/zh-CN/cli.yaml": "level: {fault: 差错}\n",
        "locale/zh-CN/problems.yaml": "empty-file: '{value.__class__}'\n",
    }
    root = write_place(tmp_path, files)
    words = load_catalogue("zh-CN", root)
    assert words("cli.level.fault") == "差错"
    assert words("cli.level.warning") == "提醒"
    assert words("problems.empty-file").startswith("文件是空的")
    (problem,) = load_place(root).problems
    assert (problem.path, problem.line, problem.column) == ("locale/zh-CN/problems.yaml", 1, 13)


def test_a_language_of_the_place(tmp_path: Path) -> None:
    """A place may bring a language; what it leaves out is the program's, and one nobody speaks is refused."""
    root = write_place(tmp_path, {"locale/fr/cli.yaml": "level: {fault: faute}\n"})
    words = load_catalogue("fr", root)
    assert words("cli.level.fault") == "faute"
    assert words("cli.level.warning") == "提醒"
    assert words.languages == ("fr", "zh-CN")
    with pytest.raises(KeyError, match="de"):
        load_catalogue("de", root)


@pytest.mark.parametrize("language", ["../projects", "projects", ".", "", "fr/../.."])
def test_a_language_is_no_path(tmp_path: Path, language: str) -> None:
    """The name of a language becomes a folder of the site, so it cannot lead out of it, nor over another page."""
    root = write_place(
        tmp_path, {"locale/fr/cli.yaml": "{}", "projects/cli.yaml": "{}", "locale/projects/x.yaml": "{}"}
    )
    assert speaks("fr", root)
    assert not speaks(language, root)


@each("text", ["{n.__class__}", "{n:>999999999}", "{n!r}", "{n[0]}", "{}", "{0}", "{n", "n}"])
def test_only_names_are_filled_in(text: str) -> None:
    """A text of a place fills in plain names, and nothing that reaches into a value or makes it huge."""
    with pytest.raises(ValueError):  # noqa: PT011 - what is said differs; that it is said is the fact
        names_in(text)


def test_missing_words_are_named() -> None:
    """A key without words and a text whose value is missing both name what is missing."""
    words = Catalogue("en", {"a": {"b": "{n} x"}})
    with pytest.raises(KeyError, match=r"a\.c"):
        words("a.c")
    with pytest.raises(KeyError, match="needs n"):
        words("a.b")
    assert words("a.b", n=2) == "2 x"
    assert "a.b" in words
    assert "a.b.c" not in words


def test_values_are_shortened_and_kept_on_one_line() -> None:
    """What somebody wrote is repeated on one line, and not for ever."""
    words = Catalogue("en", {"problems": {"x": "{value}"}, "list": {"separator": ", "}})
    assert words.problem("x", {"value": "a\nb\u202ec"}) == "a b c"
    assert len(words.problem("x", {"value": "y" * 5000})) == 91
    assert words.problem("x", {"value": ("a", "b")}) == "a, b"


def test_language_of_a_place(tmp_path: Path) -> None:
    """The first language of site.yaml; Chinese where it cannot be read."""
    assert language_of_place(write_place(tmp_path / "a", {"site.yaml": "languages: [en, zh-CN]\n"})) == "en"
    assert language_of_place(write_place(tmp_path / "b", {"site.yaml": "languages: [[\n"})) == "zh-CN"
    assert language_of_place(tmp_path / "none") == "zh-CN"
