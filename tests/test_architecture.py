"""How the program is built: how long a module is, what says what it does, where words stand. Who may import whom is
held by `make lint`."""

import ast
import re
import tokenize
from collections.abc import Iterator

from tests.modules import MODULES, text_of, tree_of
from tests.sites import ROOT

MOST_LINES = 330
"""Modules stay around 300 lines."""
CHINESE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
WITH_CODES = {"tongbao/edit/filled.py", "tongbao/model/vocab.py", "tongbao/render/markdown.py"}
"""Modules whose enumerations have Chinese codes, or that name Chinese characters or the ways to write a day."""


def test_there_are_modules() -> None:
    """The tests below look at the whole program."""
    assert len(MODULES) > 50


def test_a_module_is_short() -> None:
    """A module is read in one go."""
    lines = {module: len(text_of(module).splitlines()) for module in MODULES}
    assert {module: count for module, count in lines.items() if count > MOST_LINES} == {}


NOTED = (
    "tongbao/model/", "tongbao/metrics/", "tongbao/rules/", "tongbao/views/",
    "tongbao/checking.py", "tongbao/drawing.py", "tongbao/holding.py",
)  # fmt: skip
"""Where files are made of records."""
FORGETFUL = {
    "tongbao/drawing.py": "readers of a language and a day know no records",
    "tongbao/metrics/registry.py": "definitions",
    "tongbao/metrics/reporting.py": "deadlines by rule, calendar and day",
    "tongbao/metrics/scopes.py": "names of scopes taken apart",
    "tongbao/model/keys.py": "of models",
    "tongbao/model/once.py": "the memory itself",
    "tongbao/rules/privacy.py": "of models",
    "tongbao/views/charts.py": "lines and ticks by rule and day",
    "tongbao/views/comparison.py": "the form of a comment",
    "tongbao/views/issue_forms.py": "the fields of a form by the place and its words",
    "tongbao/views/issued.py": "the form of an issued file",
    "tongbao/views/parts.py": "how a row reads as text",
    "tongbao/views/reader.py": "words and names",
    "tongbao/views/wording.py": "words and names",
}
"""Memories of things that are made of no project and no issue, and what they keep."""


def test_no_memory_hides_what_was_read() -> None:
    """What looks at records is kept by model/once.py, which hands on what was read for it: else a later run would not
    know, and take as made what no longer holds."""
    hiding = {
        module
        for module in MODULES
        if module.startswith(NOTED) and "functools" in text_of(module)
        for node in ast.walk(tree_of(module))
        if isinstance(node, ast.ImportFrom) and node.module == "functools"
        if {alias.name for alias in node.names} & {"cache", "cached_property", "lru_cache"}
    }
    whole = {m for m in MODULES if m.startswith(NOTED) and "import functools" in text_of(m)}
    assert (hiding, whole) == (set(FORGETFUL), set())


def _undocumented(node: ast.Module | ast.ClassDef, *, inherited: bool = False) -> Iterator[str]:
    """Public classes and functions without a docstring; methods that override another's need none."""
    for child in node.body:
        if isinstance(child, ast.ClassDef | ast.FunctionDef) and not child.name.startswith("_"):
            if ast.get_docstring(child) is None and not inherited:
                yield f"{child.name}:{child.lineno}"
            if isinstance(child, ast.ClassDef):
                outside = any(
                    not isinstance(base, ast.Name) or base.id not in ("Protocol", "object") for base in child.bases
                )
                yield from _undocumented(child, inherited=outside)


def test_a_module_says_what_it_is_for() -> None:
    """So do its public classes and functions."""
    assert [module for module in MODULES if not ast.get_docstring(tree_of(module))] == []
    assert [f"{module}: {name}" for module in MODULES for name in _undocumented(tree_of(module))] == []


def chinese_texts(module: str) -> list[str]:
    """The Chinese of a module but for docstrings and the strings that stand alone below a name and describe it, what is
    looked for in people's texts (the arguments of re.compile), and what Field(description=…) says of a model."""
    if not CHINESE.search(text_of(module)) and r"\u" not in text_of(module):
        return []
    texts: list[tuple[ast.Constant, str]] = []
    allowed: set[int] = set()
    for node in ast.walk(tree_of(module)):
        match node:
            case ast.Constant(value=str(text)) if CHINESE.search(text):
                texts.append((node, text))
            case ast.Expr(value=ast.Constant() as said):
                allowed.add(id(said))
            case ast.Call(func=ast.Attribute(value=ast.Name(id="re"), attr="compile")):
                allowed |= set(map(id, ast.walk(node)))
            case ast.keyword(arg="description") if module.startswith("tongbao/model/"):
                allowed |= set(map(id, ast.walk(node)))
    return [f"{node.lineno}: {text}" for node, text in texts if id(node) not in allowed]


def test_words_for_people_stand_elsewhere() -> None:
    """No Chinese in the program but codes, patterns, docstrings and comments: words stand in tongbao/locale/. The list
    of modules with codes has no entry that is not needed."""
    found = {module: chinese_texts(module) for module in MODULES}
    assert {module: texts for module, texts in found.items() if texts and module not in WITH_CODES} == {}
    assert all(found[module] for module in WITH_CODES)


PLAIN_NUMBERS = {0, 1, 2, 12, 100}


def test_numbers_stand_in_the_policy() -> None:
    """Figures and rules know no threshold: 0, 1, 2, 12, 100 and the units of tongbao/model/units.py are all."""
    strange = [
        f"{module}:{node.lineno}: {node.value!r}"
        for module in MODULES
        if module.startswith(("tongbao/metrics/", "tongbao/rules/"))
        for node in ast.walk(tree_of(module))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, int | float | complex)
        and node.value not in PLAIN_NUMBERS
    ]
    assert strange == []


def test_no_work_is_left_for_later() -> None:
    """No note in a comment that something is still to be done."""
    noted = [module for module in MODULES if LATER.search(text_of(module))]
    left = [f"{module}: {comment}" for module in noted for comment in _comments(module) if LATER.search(comment)]
    assert left == []


LATER = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")


def _comments(module: str) -> Iterator[str]:
    with (ROOT / module).open("rb") as file:
        for token in tokenize.tokenize(file.readline):
            if token.type == tokenize.COMMENT:
                yield token.string
