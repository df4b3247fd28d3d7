"""The modules of the program as text and as trees, each read and parsed once in a process."""

import ast
from functools import cache

from tests.sites import ROOT

MODULES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "tongbao").rglob("*.py"))


@cache
def text_of(module: str) -> str:
    """What stands in a module, by its path from the root."""
    return (ROOT / module).read_text(encoding="utf-8")


@cache
def tree_of(module: str) -> ast.Module:
    """A module as Python reads it."""
    return ast.parse(text_of(module))
