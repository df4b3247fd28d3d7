"""Words for people: complete, alike in every language, and filled in with what they need."""

import ast
import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from typing import Any

import pytest
import yaml
from jinja2 import Environment, nodes

from tests.each import each
from tests.modules import MODULES, text_of, tree_of
from tests.sites import ROOT
from tongbao.load.catalogues import languages, load_catalogue
from tongbao.locale.catalogue import leaves, names_in
from tongbao.metrics.figure import Unit
from tongbao.metrics.registry import DEFINITIONS
from tongbao.model import vocab
from tongbao.rules import RULES
from tongbao.views.reference import SEARCHED

LANGUAGES = languages()
HAN = re.compile(r"[\u3400-\u9fff]")


@cache
def texts(language: str) -> dict[str, str]:
    """Every dotted key with its text."""
    folder = ROOT / "tongbao/locale" / language
    files = {path.stem: yaml.load(path.read_bytes(), yaml.CSafeLoader) for path in sorted(folder.glob("*.yaml"))}
    return {f"{stem}.{key}": text for stem, content in files.items() for key, text in leaves(content)}


def keys_without_forms(language: str) -> dict[str, set[str]]:
    """Keys with the names their texts fill in; the form for one thing, which Chinese has not, goes with the other."""
    return {key: names_in(text) for key, text in texts(language).items() if not key.endswith(".one")}


SAID_IN_OTHER_NAMES = {
    "bulletin.order",  # 蓝牌 by its code, blue by its label
    "problems.unknown-key.suggestion",
    "words.dates.day",  # months by number, months by name
    "words.dates.month",
    "words.dates.short",
}
"""Texts that rightly fill in other names in one language than in the other."""


def test_two_languages() -> None:
    """Chinese first, English beside it."""
    assert LANGUAGES == ("en", "zh-CN")


def test_every_language_says_everything() -> None:
    """The catalogues have the same keys, and each pair of texts fills in the same names."""
    chinese, english = (keys_without_forms(language) for language in ("zh-CN", "en"))
    assert sorted(chinese.keys() ^ english.keys()) == []
    differ = {key for key, names in chinese.items() if names != english[key]}
    assert differ == SAID_IN_OTHER_NAMES


def test_forms_for_one() -> None:
    """Where there is a form for one thing there is one for others."""
    for language in LANGUAGES:
        entries = texts(language)
        assert not [key for key in entries if key.endswith(".one") and f"{key[:-3]}other" not in entries], language


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_texts(language: str) -> None:
    """No number, yes or empty entry has slipped in by YAML's rules."""
    assert [key for key, text in texts(language).items() if not isinstance(text, str)] == []


def test_english_is_english() -> None:
    """No Chinese has been left in the English catalogue but where it speaks of Chinese characters and words."""
    left = [key for key, text in texts("en").items() if HAN.search(text)]
    assert [key for key in left if key not in ENGLISH_WITH_CHINESE] == []


ENGLISH_WITH_CHINESE = {"pages.languages.zh-CN", "rules.map-approval-form"}
"""A language is named in itself, and so is the number of a map."""


def modules_of(folder: str) -> list[str]:
    return [module for module in MODULES if module.startswith(folder)]


def words_of(*keys: str) -> list[str]:
    return [f"{language}: {key}" for key in keys for language in LANGUAGES if key not in load_catalogue(language)]


AXES: dict[str, type[StrEnum]] = {
    "stage": vocab.Stage,
    "nature": vocab.Nature,
    "state": vocab.IssueState,
    "kind": vocab.IssueKind,
    "event": vocab.EventKind,
    "bulletin": vocab.BulletinKind,
    "clock": vocab.DayUnit,
}


@each("axis", AXES)
def test_every_code_has_words(axis: str) -> None:
    """Each member of an enumeration is named in every language."""
    assert words_of(*(f"words.{axis}.{member}" for member in AXES[axis])) == []


def test_every_figure_is_documented() -> None:
    """A figure has a label, a formula in words and a doc."""
    keys = [f"figures.{definition.key}.{part}" for definition in DEFINITIONS for part in ("label", "formula", "doc")]
    assert words_of(*keys, *(f"figures.units.{unit}" for unit in Unit)) == []


def test_every_code_of_a_figure_has_words() -> None:
    """Bases, reasons and what is left out are codes in the metrics; each has words."""
    codes: dict[str, set[str]] = {"bases": {"annual", "due_to_date", "annual_plan", "plan_to_date", "month_12"}}
    for module in modules_of("tongbao/metrics/"):
        for node in ast.walk(tree_of(module)):
            match node:
                case ast.keyword(arg="base" | "reason" as name, value=ast.Constant(value=code)):
                    codes.setdefault(f"{name}s", set()).add(str(code))
                case ast.Assign(targets=[ast.Name(id="excluded")], value=value):
                    found = (n.value for n in ast.walk(value) if isinstance(n, ast.Constant))
                    codes.setdefault("excluded", set()).update(str(text) for text in found)
    assert len(codes) == 3
    assert words_of(*(f"figures.{kind}.{code}" for kind, found in codes.items() for code in found if code)) == []


def problem_codes() -> set[str]:
    """Every code with which a fault is told: rules, defects of reading, values that the model refuses."""
    codes = {rule.id for rule in RULES}
    for module in (*modules_of("tongbao/load/"), "tongbao/model/base.py"):
        for node in ast.walk(tree_of(module)):
            match node:
                case ast.Call(func=ast.Name(id="Defect" | "PydanticCustomError"), args=[ast.Constant(value=code), *_]):
                    codes.add(str(code))
                case ast.Call(func=ast.Name(id="_matching"), args=[_, *given]):
                    codes |= {str(each.value) for each in given if isinstance(each, ast.Constant)}
    return codes


def test_every_problem_has_words() -> None:
    """Whatever can be wrong is said in every language."""
    codes = problem_codes()
    assert len(codes) > 70
    missing = [
        f"{language}: {code}"
        for language in LANGUAGES
        for code in sorted(codes)
        if not {f"problems.{code}", f"rules.{code}"}
        & {key for key in (f"problems.{code}", f"rules.{code}") if key in load_catalogue(language)}
    ]
    assert missing == []


Use = tuple[str, str, bool, set[str] | None]
"""Where, the key or the beginning of one, whether it is whole, the names given (None: some are not known)."""


ASKS = re.compile(r"\b(t|words|catalogue)\(")
ASKS_IN_TEMPLATE = re.compile(r"\bt\(")


def _python_uses() -> Iterator[Use]:
    for where in MODULES:
        for node in ast.walk(tree_of(where)) if ASKS.search(text_of(where)) else ():
            if not isinstance(node, ast.Call) or not node.args:
                continue
            if getattr(node.func, "attr", getattr(node.func, "id", "")) not in ("t", "words", "catalogue"):
                continue
            names = None if any(k.arg is None for k in node.keywords) else {str(k.arg) for k in node.keywords}
            match node.args[0]:
                case ast.Constant(value=str(key)):
                    yield f"{where}:{node.lineno}", key, True, names
                case ast.JoinedStr(values=[ast.Constant(value=str(start)), *_]):
                    yield f"{where}:{node.lineno}", start, False, names


def _template_uses() -> Iterator[Use]:
    environment = Environment(autoescape=True)
    for path in sorted((ROOT / "templates").rglob("*")):
        if path.suffix not in (".html", ".txt"):
            continue
        where, source = path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
        for call in environment.parse(source).find_all(nodes.Call) if ASKS_IN_TEMPLATE.search(source) else ():
            if not (isinstance(call.node, nodes.Name) and call.node.name == "t" and call.args):
                continue
            names = None if call.dyn_kwargs else {keyword.key for keyword in call.kwargs}
            match call.args[0]:
                case nodes.Const(value=str(key)):
                    yield f"{where}:{call.lineno}", key, True, names
                case (
                    nodes.Concat(nodes=[nodes.Const(value=str(start)), *_])
                    | nodes.Add(left=nodes.Const(value=str(start)))
                ):
                    yield f"{where}:{call.lineno}", start, False, names


@cache
def uses() -> list[Use]:
    return [*_python_uses(), *_template_uses()]


def test_uses_are_found() -> None:
    """The tests below look at both the program and the templates."""
    assert sum(use[0].startswith("tongbao/") for use in uses()) > 80
    assert sum(use[0].startswith("templates/") for use in uses()) > 80


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_that_is_used(language: str) -> None:
    """A key that the program or a template names is there; of one made of parts, the beginning is."""
    catalogue = load_catalogue(language)

    def known(key: str, whole: bool) -> bool:
        if whole:
            return key in texts(language) or "." not in key
        section, _, start = key.rpartition(".")
        return section in catalogue and any(name.startswith(start) for name in catalogue.section(section))

    assert [f"{where}: {key}" for where, key, whole, _ in uses() if not known(key, whole)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_is_filled_in(language: str) -> None:
    """What a text needs is given where it is used."""
    missing = [
        f"{where}: {key} needs {sorted(names_in(texts(language)[key]) - given)}"
        for where, key, whole, given in uses()
        if whole and given is not None and key in texts(language) and names_in(texts(language)[key]) - given
    ]
    assert missing == []


def test_sentences_in_every_language() -> None:
    """templates/text/ has the same sentences in every language; parts of them (_…) are its own."""
    folder = ROOT / "templates/text"
    found: dict[str, Any] = {
        language.name: {path.relative_to(language).as_posix() for path in language.rglob("[!_]*.txt")}
        for language in folder.iterdir()
        if language.is_dir()
    }
    assert set(found) == set(LANGUAGES)
    assert found["en"] == found["zh-CN"]


def test_words_of_what_is_searched() -> None:
    """The kinds that the search page offers are those whose pages the index takes: templates with a word for them."""
    for language in LANGUAGES:
        file = ROOT / "tongbao/locale" / language / "search.yaml"
        words = yaml.safe_load(file.read_text("utf-8"))["kinds"]
        assert set(words) == set(SEARCHED)
        assert all((ROOT / f"templates/pages/{name}.html").exists() for name in words)
